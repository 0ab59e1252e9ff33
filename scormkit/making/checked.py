"""Checking one course: what an earlier check said, where it still holds, else a new judgement, kept for the next."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from scormkit.cache import Sources, Store, jsonable_verdict, program_digest, verdict_of
from scormkit.making.course import judge, ready_to_judge
from scormkit.making.past import keep_pages, kept_pages
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from scormkit.model.course import Course
    from scormkit.model.judgement import Verdict

HEAVY = 64 << 20
"""Bytes of a course's files above which reading them all to know them again costs more than judging the course."""


def check(folder: Path, as_of: date, cache: Path | None, ahead: bool) -> Verdict:
    """The verdict on a course as of a day. It is kept in the folder ``cache``, if one may be used.

    ``ahead`` allows a second process where there is much to read and to judge.
    """
    store = _store(cache)
    sources = None if store.folder is None else Sources.of(folder, folder.parent, store)
    if sources is None or sources.size > HEAVY:
        return judge(folder, as_of).verdict
    key = ("checked", sources.key, as_of.isoformat())
    entry = store.get_json(*key)
    if entry and sources.confirm(entry["proof"]):
        sources.save()
        return verdict_of(entry["verdict"])
    pages = kept_pages(folder, store)
    if ahead:
        pages.meanwhile = ready_to_judge
    judged = judge(folder, as_of, pages=pages)
    keep_pages(folder, pages, store)
    if judged.course is not None:
        _keep(judged.course, judged.verdict, sources, store, key)
    return judged.verdict


def _keep(course: Course, verdict: Verdict, sources: Sources, store: Store, key: tuple[str, ...]) -> None:
    """Keep a verdict, unless the sources changed meanwhile."""
    zone = course.activity.time_zone
    proof = sources.proof({}, "" if isinstance(zone, NotStated) else zone)
    if sources.unchanged():
        store.put_json({"proof": proof, "verdict": jsonable_verdict(verdict)}, *key)
        sources.save()


@cache
def _store(folder: Path | None) -> Store:
    """The store that all courses of a run share within one process."""
    return Store.at(folder, "" if folder is None else program_digest())
