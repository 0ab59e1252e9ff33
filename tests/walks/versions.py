"""The course of the walks: the small sample as version 1.0, and a 1.1 that an LMS puts in its place."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
COURSE = "hand-hygiene"
TARGETS = ("scorm12", "xapi")


@dataclass(frozen=True, slots=True)
class Packages:
    """The zips of one version: target → path."""

    version: str
    zips: dict[str, Path]


def update(folder: Path) -> None:
    """Makes 1.1 of 1.0: one page gone, a new one there, one question gone."""
    course = folder / "course.yaml"
    course.write_text(course.read_text(encoding="utf-8").replace("version: 1.0", "version: 1.1"), encoding="utf-8")
    (page,) = (folder / "pages").glob("030-*.md")
    page.write_text(
        re.sub(r"^id: .*$", "id: next-week", page.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8"
    )
    quiz = folder / "quizzes" / "post-test.md"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text[: text.rindex("\n## ")].replace("Four questions", "Three questions"), encoding="utf-8")


def built(scormkit: Callable[..., subprocess.CompletedProcess[bytes]], room: Path) -> dict[str, Packages]:
    """Both versions, built by the program itself: version → its packages. `SCORMKIT_WALK_PACKAGES` names a folder that
    has them already, such as those of another build."""
    ready = os.environ.get("SCORMKIT_WALK_PACKAGES")
    out = Path(ready) if ready else room / "packages"
    if not ready:
        newer = room / "newer" / COURSE
        shutil.copytree(ROOT / "course_src" / COURSE, newer)
        update(newer)
        for folder in (ROOT / "course_src" / COURSE, newer):
            done = scormkit(
                "build", folder, *(word for target in TARGETS for word in ("--target", target)), "--out", out
            )
            assert done.returncode == 0, done.stderr.decode()
    return {
        version: Packages(version, {target: out / f"{COURSE}-{version}-{target}.zip" for target in TARGETS})
        for version in ("1.0", "1.1")
    }
