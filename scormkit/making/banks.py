"""A bank of questions on the disk → a quiz in a course, with the pictures that came along."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.files import write_file
from scormkit.model.finding import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.importing import Imported
    from scormkit.model.finding import Finding

LARGEST = 100_000_000
"""Bytes of a bank, which may hold pictures."""
QUESTION = re.compile(r"^##[ \t].*\{#([a-z0-9-]+)[^{}]*\}[ \t]*$", re.MULTILINE)
OBJECTIVE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PASSING = re.compile(r"100|[0-9]{1,2}([.][0-9]{1,2})?")
QUIZZES = "quizzes"


class Refused(Exception):
    """A bank is not imported, for a reason that is no mistake in it. The text is for people."""


@dataclass(frozen=True, slots=True)
class BankOrder:
    """What is imported into which file, and how. Objectives are texts such as ``Heart failure=treat`` or ``treat``."""

    bank: Path
    into: Path
    role: str = "check"
    title: str = ""
    passing: str = ""
    form: str | None = None
    objectives: tuple[str, ...] = ()
    force: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of an import: findings, the files that were written, how many questions came along and did not."""

    findings: tuple[Finding, ...]
    written: tuple[Path, ...]
    questions: int
    left_out: int
    form: str


def bring_in(order: BankOrder) -> Brought:
    """Import a bank; where no question comes along, nothing is written.

    Raises :class:`Refused` and :class:`OSError`.
    """
    from scormkit.importing import Unreadable, Wish, imported

    course = _course_of(order.into)
    _refuse(order, course)
    with order.bank.open("rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise Refused(f"{order.bank.as_posix()} is larger than {LARGEST // 1_000_000} MB: divide it.")
    wish = Wish(
        id=_id_of(order.into),
        role=order.role,
        title=order.title,
        passing=order.passing,
        form=order.form or "",
        objectives=_objectives(order.objectives),
        taken=frozenset(_taken(order.into)),
        there=lambda name: _content(course / name),
    )
    try:
        made = imported(raw, order.bank.as_posix(), wish)
    except Unreadable as reason:
        raise Refused(str(reason)) from None
    written = _write(made, order.into, course) if made.questions else ()
    return Brought(in_order(list(made.findings)), written, made.questions, made.left_out, made.form)


def _course_of(into: Path) -> Path:
    """The folder of the course: above ``quizzes``, or the one in which the file lies."""
    return into.parent.parent if into.parent.name == QUIZZES else into.parent


def _refuse(order: BankOrder, course: Path) -> None:
    """Refuse what would overwrite something or lie nowhere."""
    into = order.into
    if into.suffix != ".md":
        raise Refused(f"{into.as_posix()}: the file of a quiz ends with .md, such as my-course/quizzes/post-test.md.")
    if not course.is_dir():
        raise Refused(f"There is no folder {course.as_posix()}: name a file in the folder quizzes of a course.")
    if order.passing and not PASSING.fullmatch(order.passing):
        raise Refused(f"'{order.passing}' is no passing score: write a percentage from 0 to 100, such as 80.")
    if order.passing and order.role != "post-test":
        raise Refused("Only a post-test has a passing score: add --role post-test, or leave --passing out.")
    if into.is_dir() or (into.exists() and not order.force):
        raise Refused(f"{into.as_posix()} is there already: name another file, or overwrite it with --force.")


def _id_of(into: Path) -> str:
    """The id of the quiz, which is that of its file."""
    from scormkit.importing.naming import slug

    return slug(into.stem, 60) or "quiz"


def _objectives(written: tuple[str, ...]) -> Mapping[str, str]:
    """Objectives by category; one without a category is that of all questions."""
    found = {}
    for text in written:
        category, _, name = text.rpartition("=")
        if not OBJECTIVE.fullmatch(name.strip()):
            raise Refused(f"'{text}' names no objective: write --objective \"CATEGORY=ID\" with an id of course.yaml.")
        found[category.strip()] = name.strip()
    return found


def _taken(into: Path) -> Iterator[str]:
    """Ids of the questions of the other quizzes beside the file: no two questions of a course have one."""
    for other in sorted(into.parent.glob("*.md")) if into.parent.name == QUIZZES else ():
        if other != into and (content := _content(other)) is not None:
            yield from QUESTION.findall(content.decode("utf-8", "replace"))


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(made: Imported, into: Path, course: Path) -> tuple[Path, ...]:
    """Pictures first, so that a quiz never names one that is not there; each file whole or not at all."""
    written = []
    for name, content in sorted(made.pictures.items()):
        path = course / name
        if _content(path) != content:
            path.parent.mkdir(exist_ok=True)
            write_file(path, content)
            written.append(path)
    into.parent.mkdir(exist_ok=True)
    write_file(into, made.text.encode("utf-8", "replace"))
    return (into, *written)
