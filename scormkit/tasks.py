"""What the commands do, each as its list of steps. No clock and no terminal: the day is given, results are returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.checks import CheckContext, check_course
from scormkit.model.finding import Finding, Severity, in_order
from scormkit.source.load import load_course

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from scormkit.model.course import Course
    from scormkit.model.lms import Change, LmsProfile

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


@dataclass(frozen=True, slots=True)
class Judged:
    """A course that was read and judged, fitted to an LMS if one was named; no course where it could not be read."""

    course: Course | None
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether no package may be made: an error stops it, warnings and advice never do."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Where packages go, for which targets and which LMS (by name), and the day on which courses are judged."""

    out: Path
    targets: tuple[str, ...]
    as_of: date
    lms: str = ""


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


def build(paths: Sequence[Path], options: BuildOptions) -> Outcome:
    """Read, check, compile and package courses. A course with an error is reported and not packaged.

    Raises :class:`Refused` where there is nothing to build, or no LMS profile of that name.
    """
    refuse_file(options.out)
    profile = lms_profile(options.lms)
    judged = [judge(folder, options.as_of, profile) for folder in find_courses(paths)]
    courses = [(one.course, one.changes) for one in judged if one.course is not None and not one.stopped]
    refuse_twins(course for course, _ in courses)
    packed = [package(course, options, profile, changes) for course, changes in courses]
    findings = [
        finding
        for found in [*(one.findings for one in judged), *(outcome.findings for outcome in packed)]
        for finding in found
    ]
    return Outcome(in_order(findings), tuple(path for outcome in packed for path in outcome.written))


def lms_profile(name: str) -> LmsProfile | None:
    """The LMS profile of a name, or none without one. Raises :class:`Refused` for a name that is not there."""
    if not name:
        return None
    from scormkit.lmsprofiles import read_profile

    try:
        return read_profile(name)
    except ValueError as unknown:
        raise Refused(str(unknown)) from None


def judge(folder: Path, as_of: date, profile: LmsProfile | None = None) -> Judged:
    """A course and everything that is wrong with it; rules run on what could be read without errors."""
    loaded = load_course(folder, folder.as_posix())
    read = Judged(loaded.course, loaded.findings)
    if read.course is None or read.stopped:
        return read
    course, changes = fitted(read.course, profile)
    return Judged(course, (*read.findings, *check_course(course, CheckContext(as_of))), changes)


def fitted(course: Course, profile: LmsProfile | None) -> tuple[Course, tuple[Change, ...]]:
    """A course with the switches of an LMS profile, and what they changed."""
    if profile is None:
        return course, ()
    from scormkit.lmsprofiles import applied, changes

    return applied(course, profile), changes(course, profile)


def refuse_twins(courses: Iterable[Course]) -> None:
    """Refuse two courses whose packages would have one name, capitals aside: one would overwrite the other."""
    first: dict[str, Course] = {}
    for course in courses:
        name = f"{course.id}-{course.version}"
        other = first.setdefault(name.casefold(), course)
        if other is not course:
            files = f"{other.where('id').file} and {course.where('id').file}"
            raise Refused(f"Two courses make the same package {name}: {files}. Give one of them another id.")


def refuse_file(out: Path) -> None:
    """Refuse a file as the folder for the packages."""
    if out.exists() and not out.is_dir():
        raise Refused(f"{out.as_posix()} is a file, and packages need a folder: name another with --out.")


def package(course: Course, options: BuildOptions, profile: LmsProfile | None, changes: tuple[Change, ...]) -> Outcome:
    """Compile a course once and write its package for each target, each with its import sheet."""
    from scormkit.archive import too_large, write_file, write_zip
    from scormkit.compile.course import compile_course
    from scormkit.targets import TARGETS, make_bundle, readable_json, render_sheet

    compiled = compile_course(course)
    findings: list[Finding] = []
    files: list[Path] = []
    for target in (TARGETS[name] for name in options.targets):
        bundle = make_bundle(compiled, target, options.lms)
        refused = too_large(bundle)
        findings += refused
        if not refused:
            written = write_zip(bundle, options.out)
            sheet = written.path.with_suffix(".html")
            write_file(sheet, render_sheet(compiled, target, written, profile, changes).encode())
            files += [written.path, sheet]
            for ending, document in target.published(compiled).items():
                beside = written.path.with_name(f"{bundle.name}-{ending}")
                write_file(beside, readable_json(document))
                files.append(beside)
    return Outcome(tuple(findings), tuple(files))
