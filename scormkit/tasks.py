"""What the commands do, each as its list of steps. No clock and no terminal: the day is given, results are returned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.making import (
    BankOrder,
    Brought,
    BuildOptions,
    Watch,
    WorkerDied,
    Workshop,
    check_all,
    collect_rarely,
    judge,
    make_all,
    name_of,
    recalled,
)
from scormkit.model.finding import Finding, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from scormkit.model.course import Course
    from scormkit.model.finding import Rule
    from scormkit.model.judgement import Accepted, Verdict
    from scormkit.review import Question, Read

__all__ = [
    "BankOrder",
    "BuildOptions",
    "Outcome",
    "Refused",
    "approve",
    "build",
    "check",
    "faculty",
    "find_courses",
    "import_bank",
    "line_reader",
    "review",
    "rules",
]

COURSE_FILE = "course.yaml"
COURSE_MARKS = (COURSE_FILE, "course.yml", "people.yaml")
"""What makes a folder a course; one whose main file has another name is reported instead of passed over."""


class Refused(Exception):
    """What was asked cannot be done, for a reason that is no mistake in a course. The text is for people."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task found, what of it recorded decisions accept, and what it wrote."""

    findings: tuple[Finding, ...]
    written: tuple[Path, ...] = ()
    accepted: tuple[Accepted, ...] = ()


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


def check(
    paths: Sequence[Path], as_of: date, cache: Path | None = None, jobs: int = 0, watch: Watch = unwatched
) -> Outcome:
    """Read and check courses, on ``jobs`` processes, 0 for as many as pay. Nothing is written but to the user's cache.

    What nothing touched since it was checked as of that day is not read again. ``watch`` hears of each course that is
    done. Raises :class:`Refused` where there is nothing to check.
    """
    collect_rarely()
    try:
        verdicts = check_all(find_courses(paths), as_of, cache, jobs, watch)
    except WorkerDied as died:
        raise Refused(str(died)) from None
    return _outcome(verdicts)


def line_reader() -> Callable[[str], Sequence[str]]:
    """Gives the lines of the files that findings name, each read once; none of what is no text of bounded size."""
    from scormkit.foreign.characters import even_ends
    from scormkit.source.folder import LARGEST_SOURCE

    @cache
    def lines(file: str) -> Sequence[str]:
        try:
            with Path(file).open("rb") as source:
                raw = source.read(LARGEST_SOURCE + 1)
        except (OSError, ValueError):
            return ()
        if len(raw) > LARGEST_SOURCE or b"\x00" in raw:
            return ()
        return even_ends(raw.decode("utf-8-sig", "replace")).split("\n")

    return lines


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a page of front matter says, what only its author knows, what is wrong with it, and the draft of it."""

    read: Read
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]
    written: tuple[Path, ...] = ()


def review(page: Path, as_of: date, draft: Path | None = None) -> Reviewed:
    """Read and judge a page that somebody else wrote, and write what it says as a course into the folder ``draft``.

    Raises :class:`Refused` for a file that cannot be reviewed, and for a folder that holds something.
    """
    from scormkit.review import Unreadable, files_of, judged, questions, read_page, read_prose

    if draft is not None and draft.exists() and (not draft.is_dir() or any(draft.iterdir())):
        raise Refused(f"{draft.as_posix()} is there already: name a new folder for the draft.")
    try:
        read = read_page(read_prose(page, page.as_posix()))
    except Unreadable as reason:
        raise Refused(str(reason)) from None
    written = () if draft is None else _draft(draft, files_of(read))
    return Reviewed(read, questions(read), judged(read, as_of), written)


def _draft(folder: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    from scormkit.archive import write_file

    files = {folder / name: text.encode() for name, text in texts.items()}
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        write_file(file, content)
    return tuple(files)


def import_bank(order: BankOrder) -> Brought:
    """Make a quiz of a bank of questions that somebody else wrote. Raises :class:`Refused`."""
    from scormkit.making.banks import Refused as NotImported
    from scormkit.making.banks import bring_in

    try:
        return bring_in(order)
    except NotImported as reason:
        raise Refused(str(reason)) from None


def faculty(course: Path, out: str, generator: str) -> tuple[Outcome, bytes]:
    """The faculty copy of a course, and what its readers found. ``out`` is the page's file: ``-`` for none, and nothing
    for one in the current folder that is named after the course.

    Raises :class:`Refused` where it is not one course, and for a place inside the course or of another type.
    """
    from scormkit.faculty import faculty_page
    from scormkit.files import write_file
    from scormkit.source.load import load_course

    folders = find_courses([course])
    if len(folders) > 1:
        raise Refused(f"{course.as_posix()} holds {len(folders)} courses: name one of them.")
    if out not in ("", "-") and Path(out).suffix not in (".html", ".htm"):
        raise Refused(f"{out}: the faculty copy is a page, so its name ends with .html.")
    loaded = load_course(folders[0], folders[0].as_posix())
    findings = in_order(list(loaded.findings))
    if loaded.course is None:
        return Outcome(findings), b""
    file = Path(out or f"{name_of(loaded.course)}-faculty.html")
    if file.resolve().is_relative_to(folders[0].resolve()):
        raise Refused(
            f"{file.as_posix()} would lie in the course, of which it is no part: name another place with --out."
        )
    page = faculty_page(loaded.course, generator)
    if out == "-":
        return Outcome(findings), page
    write_file(file, page)
    return Outcome(findings, (file,)), page


def rules(which: str = "") -> tuple[Rule, ...]:
    """The rules of an id, a name or a family, in capitals or not; all of them, if nothing is named.

    Raises :class:`Refused`, with the rule that may be meant, where there is none.
    """
    from scormkit.checks.overrides import nearest_rule
    from scormkit.making.rules import all_rules, rule_names

    wanted = which.strip()
    named = [rule for rule in all_rules() if wanted.lower() in ("", rule.id.lower(), rule.name, rule.id[:3].lower())]
    if named:
        return tuple(named)
    near = nearest_rule(wanted, rule_names())
    hint = f"Did you mean {near} ({rule_names()[near]})?" if near else "'scormkit rules' lists all of them."
    raise Refused(f"There is no rule {which}. {hint}")


def approve(path: Path, by: str, role: str, as_of: date) -> Outcome:
    """Record in ``course.yaml`` that somebody approved the content as it is now. Nothing is written beside an error.

    Raises :class:`Refused` where it is not one course, where nobody is named, and where the file cannot be edited.
    """
    from scormkit.making.approving import Unapprovable, approved

    folders = find_courses([path])
    if len(folders) > 1:
        raise Refused(f"{path.as_posix()} holds {len(folders)} courses: approve one at a time.")
    try:
        judged = approved(folders[0], by, role, as_of)
    except Unapprovable as reason:
        raise Refused(str(reason)) from None
    written = () if judged.stopped else (folders[0] / COURSE_FILE,)
    return Outcome(in_order(list(judged.findings)), written, judged.verdict.accepted)


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
    return _outcome([one.verdict for one in results], tuple(path for one in results for path in one.written))


def _outcome(verdicts: Sequence[Verdict], written: tuple[Path, ...] = ()) -> Outcome:
    findings = in_order([finding for one in verdicts for finding in one.findings])
    accepted = sorted((kept for one in verdicts for kept in one.accepted), key=lambda kept: kept.finding.order)
    return Outcome(findings, written, tuple(accepted))


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
