"""What the commands do, each as its list of steps. No clock and no terminal: the day is given, results are returned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.checks import CheckContext, check_course
from scormkit.model.finding import Finding, Severity, in_order
from scormkit.source.load import load_course

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from scormkit.archive import Written
    from scormkit.compile.course import Compiled
    from scormkit.model.course import Course
    from scormkit.targets.target import Target

COURSE_FILE = "course.yaml"


class Refused(Exception):
    """What was asked cannot be done, for a reason that is no mistake in a course. The text is for people."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task found and what it wrote."""

    findings: tuple[Finding, ...]
    written: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Where packages go, for which targets (by name), and the day on which courses are judged."""

    out: Path
    targets: tuple[str, ...]
    as_of: date


def find_courses(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The course folders among and directly below the given folders, sorted.

    Raises :class:`Refused` where a path is not there or holds no course.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            raise Refused(f"There is no folder {path.as_posix()}.")
        here = [path] if (path / COURSE_FILE).is_file() else sorted(file.parent for file in path.glob(f"*/{COURSE_FILE}"))
        if not here:
            raise Refused(
                f"No course in {path.as_posix()}: a course is a folder that holds a file {COURSE_FILE}, "
                "and a catalogue is a folder of such folders."
            )
        found += here
    return tuple(dict.fromkeys(found))


def check(paths: Sequence[Path], as_of: date) -> Outcome:
    """Read and check courses; nothing is written."""
    findings: list[Finding] = []
    for folder in find_courses(paths):
        _, found = read(folder, as_of)
        findings += found
    return Outcome(in_order(findings))


def build(paths: Sequence[Path], options: BuildOptions) -> Outcome:
    """Read, check, compile and package courses. A course with an error is reported and not packaged."""
    findings: list[Finding] = []
    written: list[Path] = []
    courses: list[Course] = []
    for folder in find_courses(paths):
        course, found = read(folder, options.as_of)
        findings += found
        if course is not None and not stopped(found):
            courses.append(course)
    refuse_twins(courses)
    for course in courses:
        written += package(course, options)
    return Outcome(in_order(findings), tuple(written))


def read(folder: Path, as_of: date) -> tuple[Course | None, tuple[Finding, ...]]:
    """A course and everything that is wrong with it; rules run on what could be read without errors."""
    loaded = load_course(folder, folder.as_posix())
    if loaded.course is None or stopped(loaded.findings):
        return loaded.course, loaded.findings
    return loaded.course, (*loaded.findings, *check_course(loaded.course, CheckContext(as_of)))


def stopped(findings: Iterable[Finding]) -> bool:
    """Whether a package may not be made: an error stops it, warnings and advice never do."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def refuse_twins(courses: Iterable[Course]) -> None:
    """Refuse two courses of the same id and version, since one package would overwrite the other."""
    names = Counter(f"{course.id}-{course.version}" for course in courses)
    twins = sorted(name for name, count in names.items() if count > 1)
    if twins:
        raise Refused(f"Two courses make the same package {twins[0]}: give one of them another id.")


def package(course: Course, options: BuildOptions) -> list[Path]:
    """Compile a course once and write its package for each target, each with its import sheet."""
    from scormkit.archive import write_zip
    from scormkit.compile.course import compile_course
    from scormkit.targets import TARGETS, make_bundle

    compiled = compile_course(course)
    files: list[Path] = []
    for name in options.targets:
        target = TARGETS[name]
        package_file = write_zip(make_bundle(compiled, target), options.out)
        files += [package_file.path, write_sheet(compiled, target, package_file)]
    return files


def write_sheet(compiled: Compiled, target: Target, package_file: Written) -> Path:
    """Write the import sheet of a package beside it."""
    from scormkit.archive import write_file
    from scormkit.targets.sheet import render_sheet

    path = package_file.path.with_suffix(".html")
    write_file(path, render_sheet(compiled, target, package_file).encode())
    return path
