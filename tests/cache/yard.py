"""A small catalogue, and builds of it with and without a cache."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.targets import TARGETS
from scormkit.tasks import BuildOptions, build

if TYPE_CHECKING:
    from scormkit.tasks import Outcome

MINIMAL = Path(__file__).resolve().parent.parent / "source" / "minimal"
DAY = date(2026, 11, 22)


@dataclass
class Yard:
    """A folder with courses, packages and a cache."""

    root: Path
    courses: list[Path] = field(default_factory=list)

    @property
    def out(self) -> Path:
        return self.root / "dist"

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    def add(self, id: str = "tiny") -> Path:
        """One more course."""
        folder = self.root / "course_src" / id
        shutil.copytree(MINIMAL, folder)
        edit(folder / "course.yaml", "id: tiny", f"id: {id}")
        self.courses.append(folder)
        return folder

    def build(self, *, cached: bool = True, out: Path | None = None, day: date = DAY, **options: object) -> Outcome:
        """Build all courses."""
        folder = self.cache if cached else None
        chosen = {"targets": tuple(TARGETS), "cache": folder, "jobs": 1} | options
        return build(self.courses, BuildOptions(out=out or self.out, as_of=day, **chosen))  # type: ignore[arg-type]

    def fresh(self, **options: object) -> tuple[dict[str, str], tuple[object, ...]]:
        """What a build without a cache into another folder gives: digests and findings."""
        out = self.root / "fresh"
        shutil.rmtree(out, ignore_errors=True)
        findings = self.build(cached=False, out=out, **options).findings  # type: ignore[arg-type]
        return digests(out), findings

    def cached(self, **options: object) -> tuple[dict[str, str], tuple[object, ...]]:
        """What a build with the cache gives: digests and findings."""
        findings = self.build(**options).findings  # type: ignore[arg-type]
        return digests(self.out), findings

    def entries(self) -> list[Path]:
        """The files of the cache."""
        return sorted(path for path in self.cache.rglob("*") if path.is_file())


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in a folder."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file was written, and which file it is: what a build that touches nothing leaves as it is."""
    return {path.name: (path.stat().st_mtime_ns, path.stat().st_ino) for path in sorted(folder.iterdir())}
