"""What earlier builds of a course left behind, and whether it still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.cache import Outputs, Sources, findings_of, jsonable
from scormkit.model.stated import NotStated
from scormkit.source.kept import KeptPages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from scormkit.archive import Sums
    from scormkit.cache import Store
    from scormkit.making.options import BuildOptions
    from scormkit.model.course import Course
    from scormkit.model.finding import Finding

Files = tuple[tuple[str, str], ...]
"""The files of one package: name and SHA-256 of each, the zip first."""


class Past:
    """The entries of one course folder.

    A judgement depends on the sources, the day and the LMS; a package on the sources, the target and the LMS. So on
    another day courses are judged again and their packages stay.
    """

    def __init__(self, folder: Path, options: BuildOptions, store: Store) -> None:
        self._folder, self._options, self._store = folder, options, store
        self._sources = None if store.folder is None else Sources.of(folder, options.out, store)
        if self._sources:
            self._sources.save()

    def judgement(self) -> tuple[str, tuple[Finding, ...]] | None:
        """The name (id and version) of a course that was judged to be fit for packages, and its findings."""
        entry = self._entry("judged", self._options.as_of.isoformat())
        return None if entry is None else (entry["name"], findings_of(entry["findings"]))

    def packages(self, name: str, targets: Iterable[str], *, bring_back: bool = True) -> dict[str, Files]:
        """The packages that are on the disk as they were built, or that are brought back, in the order of targets."""
        found = ((target, self._package(name, target, bring_back)) for target in targets)
        return {target: files for target, files in found if files is not None}

    def _package(self, name: str, target: str, bring_back: bool) -> Files | None:
        entry = self._entry("packaged", target)
        if entry is None:
            return None
        files: Files = tuple((file, digest) for file, digest in entry["files"])
        outputs = self._outputs(name, target)
        missing = outputs.missing(files)
        return files if not missing or (bring_back and outputs.bring_back(missing)) else None

    def pages(self) -> KeptPages:
        """The pages of the course as they were last read."""
        return KeptPages(self._store.get_json("pages", str(self._folder.resolve())) or {})

    def keep_pages(self, pages: KeptPages) -> None:
        """Keep the pages that were read, unless all of them were kept before."""
        if pages.now.keys() != pages.before.keys():
            self._store.put_json(pages.now, "pages", str(self._folder.resolve()))

    def keep(
        self,
        course: Course,
        findings: Sequence[Finding],
        packages: Mapping[str, Files],
        sums: Mapping[Path, Sums],
    ) -> None:
        """Keep a judgement and the packages that were made, unless the sources changed while that was done."""
        out = self._options.out.resolve()
        if self._sources is None or any(asset.source.resolve().is_relative_to(out) for asset in course.assets):
            return
        zone = "" if isinstance(course.activity.time_zone, NotStated) else course.activity.time_zone
        proof = self._sources.proof(sums, zone)
        if not self._sources.unchanged():
            return
        name = f"{course.id}-{course.version}"
        judged = {"proof": proof, "name": name, "findings": jsonable(findings)}
        self._store.put_json(judged, *self._key("judged", self._options.as_of.isoformat()))
        for target, files in packages.items():
            self._outputs(name, target).keep(files)
            self._store.put_json({"proof": proof, "files": files}, *self._key("packaged", target))
        self._sources.save()

    def _outputs(self, name: str, target: str) -> Outputs:
        return Outputs(self._options.out, f"{name}-{target}-{self._options.lms}", self._store)

    def _key(self, kind: str, detail: str) -> tuple[str, ...]:
        assert self._sources is not None
        return kind, self._sources.key, self._options.lms, detail

    def _entry(self, kind: str, detail: str) -> Any:
        if self._sources is None:
            return None
        entry = self._store.get_json(*self._key(kind, detail))
        return entry if entry and self._sources.confirm(entry["proof"]) else None
