"""What the commands do, each as its list of steps. No clock and no terminal: the day is given, results are returned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.making import (
    BuildOptions,
    Watch,
    WorkerDied,
    Workshop,
    collect_rarely,
    judge,
    make_all,
    name_of,
    recalled,
)
from scormkit.model.finding import Finding, in_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from scormkit.model.course import Course

__all__ = ["BuildOptions", "Outcome", "Refused", "build", "check", "find_courses"]

COURSE_FILE = "course.yaml"
COURSE_MARKS = (COURSE_FILE, "course.yml", "people.yaml")
"""What makes a folder a course; one whose main file has another name is reported instead of passed over."""


class Refused(Exception):
    """What was asked cannot be done, for a reason that is no mistake in a course. The text is for people."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task found and what it wrote."""

    findings: tuple[Finding, ...]
    written: tuple[Path, ...] = ()


def unwatched(done: int, courses: int) -> None:
    """For those who do not watch a build."""


def find_courses(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The course folders among and directly below the given folders, each once, sorted in each of these.

    Raises :class:`Refused` where a path is not there or holds no course.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_file():
            raise Refused(f"{path.as_posix()} is a file: name the folder of the course, or a folder of such folders.")
        if not path.is_dir():
            raise Refused(f"There is no folder {path.as_posix()}: name the folder of a course, or one of such folders.")
        here = [path] if is_course(path) else sorted(folder for folder in path.iterdir() if is_course(folder))
        if not here:
            raise Refused(
                f"No course in {path.as_posix()}: a course is a folder that holds a file {COURSE_FILE}, "
                "and a catalogue is a folder of such folders."
            )
        for folder in here:
            found.setdefault(folder.resolve(), folder)
    return tuple(found.values())


def is_course(folder: Path) -> bool:
    """Whether a folder is meant as a course, even where its main file is missing or has another name."""
    return any((folder / mark).exists() for mark in COURSE_MARKS)


def check(paths: Sequence[Path], as_of: date) -> Outcome:
    """Read and check courses; nothing is written."""
    judged = [judge(folder, as_of) for folder in find_courses(paths)]
    return Outcome(in_order([finding for one in judged for finding in one.findings]))


def build(paths: Sequence[Path], options: BuildOptions, watch: Watch = unwatched) -> Outcome:
    """Read, check, compile and package courses. A course with an error is reported and not packaged.

    What nothing touched since it was built is left as it is; ``watch`` hears of each course that is done. Raises
    :class:`Refused` where there is nothing to build, or no LMS profile of that name.
    """
    refuse_file(options.out)
    collect_rarely()
    folders, shop = find_courses(paths), workshop(options)
    done = {folder: made for folder in folders if (made := recalled(folder, shop))}
    refuse_twins(folders, {folder: made.name for folder, made in done.items()}, shop)
    todo = [folder for folder in folders if folder not in done]
    try:
        done |= zip(todo, make_all(todo, shop, watch), strict=True)
    except WorkerDied as died:
        raise Refused(str(died)) from None
    results = [done[folder] for folder in folders]
    findings = in_order([finding for one in results for finding in one.findings])
    return Outcome(findings, tuple(path for one in results for path in one.written))


def workshop(options: BuildOptions) -> Workshop:
    """What the courses of a build share. Raises :class:`Refused` for an LMS profile that is not there."""
    try:
        return Workshop.of(options)
    except ValueError as unknown:
        raise Refused(str(unknown)) from None


def refuse_twins(folders: Sequence[Path], known: Mapping[Path, str], shop: Workshop) -> None:
    """Refuse two courses whose packages would have one name, capitals aside: one would overwrite the other.

    ``known`` are names that need no reading. Courses of one name are judged first: one with an error overwrites none.
    """
    if len(folders) < 2:
        return
    from scormkit.source.load import identity

    names = {folder: (known.get(folder) or "-".join(identity(folder))).casefold() for folder in folders}
    counts = Counter(names.values())
    first: dict[str, Course] = {}
    for folder in (folder for folder in folders if counts[names[folder]] > 1):
        judged = judge(folder, shop.options.as_of, shop.profile)
        if judged.course is None or judged.stopped:
            continue
        course, name = judged.course, name_of(judged.course)
        other = first.setdefault(name.casefold(), course)
        if other is not course:
            files = f"{other.where('id').file} and {course.where('id').file}"
            raise Refused(f"Two courses make the same package {name}: {files}. Give one of them another id.")


def refuse_file(out: Path) -> None:
    """Refuse a file as the folder for the packages."""
    if out.exists() and not out.is_dir():
        raise Refused(f"{out.as_posix()} is a file, and packages need a folder: name another with --out.")
