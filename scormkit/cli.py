"""The command line: verbs, options, streams and exit codes. Decisions are made elsewhere.

Exit codes: 0 clean, 1 findings at or above ``--fail-on``, 2 usage or environment.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from scormkit import __version__
from scormkit.terminal import Day, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from scormkit.model.finding import Finding
    from scormkit.tasks import Outcome

Result = TypeVar("Result")

DEFAULT_SOURCE = "course_src"
DEFAULT_OUT = "dist"
TARGET_NAMES = ("scorm12", "xapi")
BANK_FORMATS = ("gift", "aiken", "moodle-xml", "qti", "csv")
QUIZ_ROLES = ("check", "pre-test", "post-test", "evaluation")
"""Names of targets, formats and roles, said here again so that help needs no import; tests hold them together."""
SEVERITIES = ("error", "warning", "advice")


AS_OF = click.option("--as-of", type=Day(), help="Judge dates as of this day (YYYY-MM-DD) instead of today.")
FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="error",
    show_default=True,
    help="Exit with 1 from this severity on.",
)

JOBS = click.option(
    "--jobs", default=0, type=click.IntRange(0), help="Processes for many courses or pages; as many as pay, if 0."
)

CACHE = click.option(
    "--cache/--no-cache", default=True, help="Whether what nothing touched is taken from the run before."
)


def today() -> date:
    """The day here and now: the only clock of the program."""
    from datetime import datetime

    return datetime.now().astimezone().date()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="scormkit")
def main() -> None:
    """Compile continuing medical education into packages for hospital learning systems.

    A course is a folder with a file course.yaml. Start with "scormkit check" to see what is missing,
    and "scormkit build" to make the packages.

    \b
    Examples:
      scormkit check my-course
      scormkit build my-course
      scormkit build --help
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


@main.command()
@click.argument("courses", nargs=-1, type=click.Path())
@click.option("--target", "targets", multiple=True, type=click.Choice(TARGET_NAMES), help="Format; repeat for several.")
@click.option("--out", default=DEFAULT_OUT, show_default=True, type=click.Path(), help="Folder for the packages.")
@click.option(
    "--lms", default="", help="Fit the packages to this LMS, such as moodle (see the guide for administrators)."
)
@JOBS
@CACHE
@AS_OF
@FAIL_ON
def build(
    courses: tuple[str, ...],
    targets: tuple[str, ...],
    out: str,
    lms: str,
    jobs: int,
    cache: bool,
    as_of: date | None,
    fail_on: str,
) -> None:
    """Make packages of COURSES (folders; everything in course_src, if none is named).

    Each package is a zip for an LMS, with an import sheet for its administrator beside it. A course with an error is
    reported and not packaged; the others are.

    \b
    Examples:
      scormkit build
      scormkit build my-course --out "to import"
      scormkit build my-course --as-of 2026-02-28 --fail-on warning
    """
    from scormkit import tasks

    folder = _cache_folder() if cache else None
    options = tasks.BuildOptions(_path(out), targets or TARGET_NAMES, as_of or today(), lms, folder, jobs)
    with Progress() as progress:
        outcome = _run(lambda: tasks.build(_sources(courses), options, progress.watch))
    for path in outcome.written:
        click.echo(path.as_posix())
    _report(outcome.findings, err=True, overridden=len(outcome.accepted))
    _leave(outcome.findings, fail_on)


@main.command()
@click.argument("courses", nargs=-1, type=click.Path())
@AS_OF
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "sarif")),
    default="text",
    show_default=True,
    help="For people, for programs, or for editors and code hosts (SARIF 2.1.0).",
)
@JOBS
@CACHE
@FAIL_ON
def check(courses: tuple[str, ...], as_of: date | None, form: str, jobs: int, cache: bool, fail_on: str) -> None:
    """Find what is wrong with COURSES (folders; everything in course_src, if none is named).

    Each finding names its file and line, the rule, and what to do.

    \b
    Examples:
      scormkit check
      scormkit check my-course --fail-on advice
      scormkit check my-course --format json > findings.json
      scormkit check --as-of 2027-01-01 catalogue
    """
    from scormkit import tasks

    day, folder = as_of or today(), _cache_folder() if cache else None
    with Progress() as progress:
        outcome = _run(lambda: tasks.check(_sources(courses), day, folder, jobs, progress.watch))
    if form == "text":
        _report(outcome.findings, err=False, overridden=len(outcome.accepted))
    else:
        click.echo(_document(form, outcome, day), nl=False)
    _leave(outcome.findings, fail_on)


@main.command()
@click.argument("course", type=click.Path())
@click.option("--by", required=True, help="Who approves: a name.")
@click.option("--role", required=True, help="In which role, such as 'CME director'.")
@AS_OF
def approve(course: str, by: str, role: str, as_of: date | None) -> None:
    """Record in course.yaml that somebody approved COURSE as it is now.

    The approval names the version, the day and the hash of the content. When anything that learners see is edited
    afterwards, the course is a draft again. A course with an error cannot be approved.

    \b
    Example:
      scormkit approve my-course --by "Alex Rivera, MD" --role "CME director"
    """
    from scormkit import tasks

    day = as_of or today()
    outcome = _run(lambda: tasks.approve(_path(course), by, role, day))
    for path in outcome.written:
        click.echo(f"{path.as_posix()}: approved by {by}, {role}, on {day.isoformat()}")
    _report(outcome.findings, err=True, overridden=len(outcome.accepted))
    sys.exit(0 if outcome.written else 1)


@main.command()
@click.argument("which", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
def rules(which: str | None, form: str) -> None:
    """List all rules, or explain WHICH one: an id such as AMA010, a name, or the three letters of a family.

    \b
    Examples:
      scormkit rules
      scormkit rules AMA010
      scormkit rules DIS
    """
    from scormkit import tasks
    from scormkit.reports import rules as shown

    found = _run(lambda: tasks.rules(which or ""))
    if form == "json":
        click.echo(shown.as_json(found), nl=False)
    elif which and len(found) == 1:
        click.echo(shown.as_page(found[0]), nl=False)
    else:
        click.echo(shown.as_list(found), nl=False)


@main.command()
@click.argument("page", type=click.Path(dir_okay=False))
@click.option("--draft", default="", type=click.Path(), help="Write what the page says as a course into this folder.")
@AS_OF
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@FAIL_ON
def review(page: str, draft: str, as_of: date | None, form: str, fail_on: str) -> None:
    """Read a page of front matter (PAGE: text, HTML or Word) that was not written for scormkit, and judge it.

    Prints what the page says with its lines, what only its author can answer, and what is wrong. Nothing is made up.

    \b
    Examples:
      scormkit review disclosures.txt
      scormkit review disclosures.docx --draft my-course
      scormkit review disclosures.html --as-of 2026-02-28 --format json
    """
    from scormkit import tasks
    from scormkit.review import telling

    day = as_of or today()
    seen = _run(lambda: tasks.review(_path(page), day, _path(draft) if draft else None))
    if form == "json":
        from scormkit.reports.findings import review_as_json

        about = {"program": f"scormkit {__version__}", "asOf": day.isoformat(), "page": seen.read.prose.file}
        read = telling.as_data(seen.read, seen.questions)
        click.echo(review_as_json(read, seen.findings, about), nl=False)
    else:
        click.echo(telling.as_text(seen.read, seen.questions))
        _report(seen.findings, err=False)
        for file in seen.written:
            click.echo(f"{file.as_posix()}: written")
    _leave(seen.findings, fail_on)


@main.command("import")
@click.argument("bank", type=click.Path(dir_okay=False))
@click.option("--into", required=True, type=click.Path(), help="The file of the quiz, such as my-course/quizzes/x.md.")
@click.option("--role", type=click.Choice(QUIZ_ROLES), default="check", show_default=True, help="What the quiz is for.")
@click.option("--title", default="", help="Its title; that of the bank, if there is one, or its id.")
@click.option("--passing", default="", help="Its passing score in percent; a post-test needs one.")
@click.option(
    "--objective", "objectives", multiple=True, help="CATEGORY=ID, or ID for all questions; repeat for several."
)
@click.option(
    "--format", "form", type=click.Choice(BANK_FORMATS), help="The format; told by the content, if not named."
)
@click.option("--force", is_flag=True, help="Overwrite the file, if it is there.")
@FAIL_ON
def import_(bank: str, into: str, fail_on: str, **said: Any) -> None:
    """Make a quiz of the questions in BANK: GIFT, Aiken, Moodle XML, QTI 2.1 (an item or a package) or CSV.

    Everything that could not be carried is reported with its line in BANK. Pictures go to the course's media.

    \b
    Examples:
      scormkit import bank.gift --into my-course/quizzes/check.md
      scormkit import bank.xml --into my-course/quizzes/post-test.md --role post-test --passing 80
      scormkit import bank.zip --into my-course/quizzes/check.md --objective "Heart failure=treat"
    """
    from scormkit import tasks

    order = tasks.BankOrder(_path(bank), _path(into), **said)
    brought = _run(lambda: tasks.import_bank(order))
    for path in brought.written:
        click.echo(path.as_posix())
    _report(brought.findings, err=True)
    plural = "" if brought.questions == 1 else "s"
    click.echo(f"{brought.questions} question{plural} imported ({brought.form}), {brought.left_out} left out", err=True)
    _leave(brought.findings, fail_on)


@main.command()
@click.argument("course", type=click.Path())
@click.option(
    "--out", default="", type=click.Path(dir_okay=False), help="The page; '-' prints it. [ID-VERSION-faculty.html]"
)
def faculty(course: str, out: str) -> None:
    """Write the questions of COURSE with their keys, feedback and rationales as one page for those who review it.

    It has a table of what is asked on which objective, and room for comments. It is never a part of a package.

    \b
    Examples:
      scormkit faculty my-course
      scormkit faculty my-course --out "for review/my-course.html"
    """
    from scormkit import tasks

    path, generator = _path(course), f"scormkit {__version__}"
    outcome, page = _run(lambda: tasks.faculty(path, out, generator))
    if out == "-":
        click.echo(page, nl=False)
    for file in outcome.written:
        click.echo(file.as_posix())
    _report(outcome.findings, err=True)
    _leave(outcome.findings, "error")


def _document(form: str, outcome: Outcome, day: date) -> str:
    """Findings for programs, as JSON or as SARIF."""
    if form == "sarif":
        from scormkit.reports.sarif import as_sarif
        from scormkit.tasks import rules as rules_named

        return as_sarif(outcome.findings, rules_named(), __version__, day.isoformat(), outcome.accepted)
    from scormkit.reports.findings import as_json

    about = {"program": f"scormkit {__version__}", "asOf": day.isoformat()}
    return as_json(outcome.findings, about, outcome.accepted)


def _path(text: str) -> Path:
    from pathlib import Path as FilePath

    return FilePath(text)


def _sources(courses: Sequence[str]) -> list[Path]:
    return [_path(course) for course in courses or (DEFAULT_SOURCE,)]


def _cache_folder() -> Path | None:
    """The user's cache folder; none for a user without a home."""
    import os
    from pathlib import Path as FilePath

    from scormkit.cache import cache_folder

    try:
        return cache_folder(os.environ, sys.platform, FilePath.home())
    except RuntimeError:
        return None


def _run(task: Callable[[], Result]) -> Result:
    from scormkit.tasks import Refused

    try:
        return task()
    except Refused as refusal:
        _stop(str(refusal))
    except OSError as error:
        _stop(f"{error.strerror or error}: {error.filename}" if error.filename else str(error))


def _stop(message: str) -> NoReturn:
    click.secho(f"scormkit: {message}", err=True, fg="red")
    sys.exit(2)


def _report(findings: Sequence[Finding], *, err: bool, overridden: int = 0) -> None:
    """Findings in the order of their files, each with its line; then how many there are of each rule, and in all."""
    from scormkit.reports.findings import body, by_rule, head, summary
    from scormkit.tasks import line_reader

    colours, lines = {"error": "red", "warning": "yellow", "advice": "cyan"}, line_reader()
    for finding in findings:
        click.secho(head(finding), err=err, nl=False, fg=colours[finding.severity])
        click.echo(body(finding, lines), err=err, nl=False)
    click.echo(by_rule(findings), err=err, nl=False)
    click.echo(summary(findings, overridden), err=err)


def _leave(findings: Sequence[Finding], fail_on: str) -> NoReturn:
    stopping = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    sys.exit(1 if any(finding.severity in stopping for finding in findings) else 0)
