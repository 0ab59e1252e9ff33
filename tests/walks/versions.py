"""The courses of the walks: each sample as version 1.0, and a 1.1 that an LMS puts in its place."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tour import updated

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ("scorm12", "xapi")
MINIMUM = ('"minimum":60', '"minimum":3')


@dataclass(frozen=True, slots=True)
class Packages:
    """The zips of one version: target → path."""

    version: str
    zips: dict[str, Path]


@dataclass(frozen=True, slots=True)
class Course:
    """A course of the walks: `newer` makes the source of 1.1 in a folder that is not there yet, `hasten` takes out of a
    source what no walk has the time for. `strides` are how many things in a row a learner may do."""

    name: str
    newer: Callable[[Path], Path]
    hasten: Callable[[Path], None]
    steps: int
    strides: tuple[int, ...]
    patience: tuple[float, ...]

    @property
    def activity(self) -> str:
        return f"https://scormkit.example/activities/{self.name}"


def newer_hygiene(folder: Path) -> Path:
    """1.1 of the small sample: one page gone, a new one there, one question gone."""
    shutil.copytree(ROOT / "course_src/hand-hygiene", folder)
    course = folder / "course.yaml"
    course.write_text(course.read_text(encoding="utf-8").replace("version: 1.0", "version: 1.1"), encoding="utf-8")
    (page,) = (folder / "pages").glob("030-*.md")
    page.write_text(
        re.sub(r"^id: .*$", "id: next-week", page.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8"
    )
    quiz = folder / "quizzes" / "post-test.md"
    text = quiz.read_text(encoding="utf-8")
    quiz.write_text(text[: text.rindex("\n## ")].replace("Four questions", "Three questions"), encoding="utf-8")
    return folder


def without_cool_down(folder: Path) -> None:
    """Walks take the time that passes, and a whole minute between two attempts is more than a walk: it is waited for by
    those in Node and by the tests of the tour, whose clocks are their own."""
    test = folder / "quizzes/030-post-test.md"
    text = test.read_text(encoding="utf-8")
    assert text.count("cool_down: 1\n") == 1
    test.write_text(text.replace("cool_down: 1\n", ""), encoding="utf-8")


def in_seconds(path: Path) -> None:
    """An author asks for minutes, the page counts seconds: a walk meets the gate of time, but not a minute of it."""
    whole = path.with_suffix(".whole")
    path.rename(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "index.html" and MINIMUM[0].encode() in text:
                text = text.replace(*(each.encode() for each in MINIMUM))
            new.writestr(name, text)


COURSES = {
    course.name: course
    for course in (
        Course("hand-hygiene", newer_hygiene, lambda folder: None, 14, (1, 2, 3, 4), (0.0, 0.0, 0.2, 1.3)),
        Course("tour", updated, without_cool_down, 12, (3, 8, 14, 20), (0.0,) * 12 + (0.2, 1.3)),
    )
}


def built(
    scormkit: Callable[..., subprocess.CompletedProcess[bytes]], room: Path, course: Course
) -> dict[str, Packages]:
    """Both versions, built by the program itself: version → its packages. `SCORMKIT_WALK_PACKAGES` names a folder that
    has them already, such as those of another build."""
    ready = os.environ.get("SCORMKIT_WALK_PACKAGES")
    out = Path(ready) if ready else room / "packages"
    if not ready:
        older = room / "older" / course.name
        shutil.copytree(ROOT / "course_src" / course.name, older)
        for folder in (older, course.newer(room / "newer" / course.name)):
            course.hasten(folder)
            done = scormkit(
                "build", folder, *(word for target in TARGETS for word in ("--target", target)), "--out", out
            )
            assert done.returncode == 0, done.stderr.decode()
    made = {
        version: Packages(version, {target: out / f"{course.name}-{version}-{target}.zip" for target in TARGETS})
        for version in ("1.0", "1.1")
    }
    for packages in made.values() if not ready else ():
        for path in packages.zips.values():
            in_seconds(path)
    return made
