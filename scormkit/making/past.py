"""What earlier builds of a course left behind, and whether it still holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scormkit.cache import Outputs, Sources, jsonable_verdict, verdict_of
from scormkit.model.stated import NotStated
from scormkit.source.kept import KeptPages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from scormkit.archive import Sums
    from scormkit.cache import Store
    from scormkit.making.options import BuildOptions
    from scormkit.model.course import Course
    from scormkit.model.judgement import Verdict

Files = tuple[tuple[str, str], ...]
"""Files and their SHA-256, by name: a package with the zip first and what lies beside it, or a record."""

Facts = dict[str, Any]
"""What a record tells of a package, JSON-ready."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was said of a course that was fit for packages: its name (id and version), the verdict, and the records that
    were written of it, by target."""

    name: str
    verdict: Verdict
    records: Mapping[str, Files]


class Past:
    """The entries of one course folder.

    A judgement and its records depend on the sources, the day and the LMS; a package on the sources, the target and the
    LMS. So on another day courses are judged again and recorded again, and their packages stay.
    """

    def __init__(self, folder: Path, options: BuildOptions, store: Store) -> None:
        self._folder, self._options, self._store = folder, options, store
        self._sources = None if store.folder is None else Sources.of(folder, options.out, store)
        self._held: dict[str, Outputs] = {}
        if self._sources:
            self._sources.save()

    def judgement(self) -> Judgement | None:
        """What was said of a course that was judged to be fit for packages on this day."""
        entry = self._entry("judged", self._options.as_of.isoformat())
        if entry is None:
            return None
        records = {target: _files(rows) for target, rows in entry["records"].items()}
        return Judgement(entry["name"], verdict_of(entry["verdict"]), records)

    def packages(self, name: str, targets: Iterable[str], *, bring_back: bool = True) -> dict[str, Files]:
        """The packages that are on the disk as they were built, or that are brought back, in the order of targets."""
        found = ((target, self._package(name, target, bring_back)) for target in targets)
        return {target: files for target, files in found if files is not None}

    def records(self, known: Judgement, targets: Iterable[str], *, bring_back: bool = True) -> dict[str, Files]:
        """The records that are on the disk as they were written, or that are brought back, in the order of targets."""
        there = ((target, known.records[target]) for target in targets if target in known.records)
        return {target: files for target, files in there if self._there(known.name, target, files, bring_back)}

    def facts(self, target: str) -> Facts | None:
        """What a record tells of a package that was built before."""
        entry: Facts | None = self._entry("facts", target)
        return None if entry is None else entry["facts"]

    def _package(self, name: str, target: str, bring_back: bool) -> Files | None:
        entry = self._entry("packaged", target)
        if entry is None:
            return None
        files = _files(entry["files"])
        return files if self._there(name, target, files, bring_back) else None

    def _there(self, name: str, target: str, files: Files, bring_back: bool) -> bool:
        outputs = self._outputs(name, target)
        missing = outputs.missing(files)
        return not missing or (bring_back and outputs.bring_back(missing))

    def pages(self) -> KeptPages:
        """The pages of the course as they were last read."""
        return kept_pages(self._folder, self._store)

    def keep_pages(self, pages: KeptPages) -> None:
        """Keep the pages that were read, unless all of them were kept before."""
        keep_pages(self._folder, pages, self._store)

    def keep(
        self,
        course: Course,
        judgement: Judgement,
        packages: Mapping[str, tuple[Files, Facts]],
        records: Mapping[str, Files],
        sums: Mapping[Path, Sums],
    ) -> None:
        """Keep a judgement, and the packages and records that were made, unless the sources changed meanwhile."""
        out = self._options.out.resolve()
        if self._sources is None or any(asset.source.resolve().is_relative_to(out) for asset in course.assets):
            return
        zone = "" if isinstance(course.activity.time_zone, NotStated) else course.activity.time_zone
        proof = self._sources.proof(sums, zone)
        if not self._sources.unchanged():
            return
        for target, (files, facts) in packages.items():
            self._outputs(judgement.name, target).keep(files)
            self._store.put_json({"proof": proof, "files": files}, *self._key("packaged", target))
            self._store.put_json({"proof": proof, "facts": facts}, *self._key("facts", target))
        for target, files in records.items():
            self._outputs(judgement.name, target).keep(files)
        judged = {
            "proof": proof,
            "name": judgement.name,
            "verdict": jsonable_verdict(judgement.verdict),
            "records": dict(judgement.records),
        }
        self._store.put_json(judged, *self._key("judged", self._options.as_of.isoformat()))
        self._sources.save()

    def settle(self) -> None:
        """Keep what was learned of packages and records on the disk."""
        for outputs in self._held.values():
            outputs.save()

    def _outputs(self, name: str, target: str) -> Outputs:
        key = f"{name}-{target}-{self._options.lms}"
        if key not in self._held:
            self._held[key] = Outputs(self._options.out, key, self._store)
        return self._held[key]

    def _key(self, kind: str, detail: str) -> tuple[str, ...]:
        assert self._sources is not None
        return kind, self._sources.key, self._options.lms, detail

    def _entry(self, kind: str, detail: str) -> Any:
        if self._sources is None:
            return None
        entry = self._store.get_json(*self._key(kind, detail))
        return entry if entry and self._sources.confirm(entry["proof"]) else None


def kept_pages(folder: Path, store: Store) -> KeptPages:
    """The pages of a course as they were last read, by a build or a check."""
    return KeptPages(store.get_json("pages", str(folder.resolve())) or {})


def keep_pages(folder: Path, pages: KeptPages, store: Store) -> None:
    """Keep the pages of a course that were read, unless all of them were kept before."""
    if pages.now.keys() != pages.before.keys():
        store.put_json(pages.now, "pages", str(folder.resolve()))


def _files(rows: Sequence[Sequence[str]]) -> Files:
    return tuple((name, digest) for name, digest in rows)
