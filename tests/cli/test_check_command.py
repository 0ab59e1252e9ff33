"""``scormkit check``: findings on standard output, for people or for machines, and an exit code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from scormkit import __version__
from scormkit.model.finding import Finding, Place, Severity
from scormkit.reports.findings import as_json, as_text, counted, summary
from scormkit.resources import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]
    Make = Callable[..., Path]

EXPIRED = ("--as-of", "2031-01-01")


def finding(severity: Severity = Severity.ERROR, line: int = 3, column: int = 5) -> Finding:
    return Finding("AMA010", "an-offence", severity, "It is wrong.", "Mend it.", Place("a/course.yaml", line, column))


@pytest.mark.usefixtures("course")
def test_a_course_without_a_finding_says_so_and_ends_well(run: Run) -> None:
    result = run("check")
    assert (result.stdout, result.stderr, result.exit_code) == ("nothing found\n", "", 0)


@pytest.mark.usefixtures("course")
def test_nothing_is_written(run: Run, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    run("check")
    assert sorted(tmp_path.rglob("*")) == before


def line_of(course: Path, key: str) -> int:
    lines = (course / "course.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(key))


def expired(run: Run) -> list[str]:
    """What is said of the expiry, and the last line."""
    lines = run("check", *EXPIRED).stdout.splitlines()
    start = next(number for number, line in enumerate(lines) if "DAT010" in line)
    return [*lines[start : start + 5], lines[-1]]


def test_a_finding_names_place_severity_rule_offence_and_what_to_do(run: Run, course: Path) -> None:
    number = line_of(course, "expires:")
    line, message, shown, caret, mend, count = expired(run)
    assert (line, message[:2], mend[:5], count) == (
        f"course_src/tiny/course.yaml:{number}:12: warning DAT010 credit-expired",
        "  ",
        "  -> ",
        "1 warning",
    )
    assert (shown, caret) == (f"  {number} |   expires: 2030-12-31", "     |            ^")


def test_the_findings_of_all_courses_come_in_one_run(run: Run, make: Make) -> None:
    make("b", id="b", version="1 0")
    make("a", id="A B")
    result = run("check")
    places = [line.split(":")[0] for line in result.stdout.splitlines() if "course.yaml" in line]
    assert (places, result.exit_code) == (["course_src/a/course.yaml", "course_src/b/course.yaml"], 1)


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("advice", 1)])
def test_fail_on_decides_from_which_severity_the_exit_code_is_one(run: Run, level: str, code: int) -> None:
    assert run("check", *EXPIRED, "--fail-on", level).exit_code == code


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(("day", "found"), [("2030-12-31", False), ("2031-01-01", True)])
def test_the_day_is_given_and_decides(run: Run, day: str, found: bool) -> None:
    assert ("DAT010" in run("check", "--as-of", day).stdout) == found


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "28.02.2026", "2026-2-28", ""])
def test_a_day_that_is_none_is_refused_with_the_way_to_write_it(run: Run, day: str) -> None:
    result = run("check", "--as-of", day)
    assert result.exit_code == 2 and "Write it as 2026-02-28." in result.stderr


@pytest.mark.usefixtures("course")
def test_a_place_is_shown_as_the_author_named_the_folder(run: Run, tmp_path: Path) -> None:
    """Nothing in a finding tells where the machine keeps the course."""
    shown = run("check", "course_src/tiny", *EXPIRED).stdout
    assert shown.startswith("course_src/tiny/course.yaml:") and str(tmp_path) not in shown


def test_inside_the_folder_of_a_course_a_dot_names_it(run: Run, course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course)
    assert run("check", ".", *EXPIRED).stdout.startswith(f"course.yaml:{line_of(course, 'expires:')}:")


def test_nothing_to_check_is_an_error_of_usage(run: Run) -> None:
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")


# JSON


def document(result: Result) -> dict[str, object]:
    read: dict[str, object] = json.loads(result.stdout)
    return read


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("day", ["2026-11-22", "2031-01-01"])
def test_json_follows_its_published_schema(run: Run, day: str) -> None:
    read = document(run("check", "--format", "json", "--as-of", day))
    assert list(jsonschema.Draft202012Validator(schema("findings")).iter_errors(read)) == []


def test_json_of_a_broken_course_follows_its_schema_too(run: Run, make: Make) -> None:
    broken = make("broken", id="A B", version="1 0")
    (broken / "people.yaml").unlink()
    read = document(run("check", "--format", "json"))
    assert list(jsonschema.Draft202012Validator(schema("findings")).iter_errors(read)) == []


@pytest.mark.usefixtures("course")
def test_json_says_which_program_judged_as_of_which_day(run: Run) -> None:
    read = document(run("check", "--format", "json", *EXPIRED))
    assert read["about"] == {"program": f"scormkit {__version__}", "asOf": "2031-01-01"}


@pytest.mark.usefixtures("course")
def test_json_owns_standard_output(run: Run) -> None:
    result = run("check", "--format", "json", *EXPIRED)
    assert (result.stderr, result.stdout.endswith("}\n")) == ("", True)


@pytest.mark.usefixtures("course")
def test_json_and_text_tell_the_same(run: Run) -> None:
    read = document(run("check", "--format", "json", *EXPIRED))
    [found] = read["findings"]  # type: ignore[misc]
    text = run("check", *EXPIRED).stdout
    place = f"{found['file']}:{found['line']}:{found['column']}"  # type: ignore[index]
    assert all(part in text for part in (place, found["rule"], found["name"], found["message"], found["mend"]))  # type: ignore[index]


def test_what_has_no_line_has_null_for_it() -> None:
    read = json.loads(as_json([finding(line=0, column=0)], {}))
    assert (read["findings"][0]["line"], read["findings"][0]["column"]) == (None, None)


def test_json_is_ascii_whatever_the_findings_hold() -> None:
    """It survives every console, pipe and code page."""
    wild = Finding("AMA010", "x", Severity.ERROR, "日本 \u2028 \ud800", "→", Place("é.md"))
    assert as_json([wild], {}).isascii()


# Text


def test_a_place_without_a_line_shows_none() -> None:
    assert as_text([finding(line=0, column=0)]).startswith("a/course.yaml: error AMA010 an-offence\n")


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ([], "nothing found"),
        (["error"], "1 error"),
        (["error", "warning", "warning"], "1 error, 2 warnings"),
        (["advice"], "1 piece of advice"),
        (["advice", "advice", "error"], "1 error, 2 pieces of advice"),
    ],
)
def test_the_last_line_counts_in_words(severities: list[str], words: str) -> None:
    assert summary([finding(Severity(severity)) for severity in severities]) == words


def test_all_severities_are_counted_even_where_there_are_none() -> None:
    assert counted([]) == {"error": 0, "warning": 0, "advice": 0}


# Overridden findings, and other forms


@pytest.mark.usefixtures("decided")
def test_what_was_overridden_is_counted_in_the_last_line(run: Run) -> None:
    result = run("check", *EXPIRED)
    assert ("DAT010" in result.stdout, result.stdout.splitlines()[-1].endswith("(1 overridden)")) == (False, True)


@pytest.mark.usefixtures("decided")
def test_json_lists_what_was_overridden_with_its_decision(run: Run) -> None:
    read = document(run("check", "--format", "json", *EXPIRED))
    [accepted] = read["overridden"]  # type: ignore[misc]
    assert (accepted["rule"], accepted["reason"], accepted["by"], accepted["until"]) == (  # type: ignore[index]
        "DAT010",
        "The provider is about to renew it.",
        "CME office",
        "2031-06-30",
    )
    assert list(jsonschema.Draft202012Validator(schema("findings")).iter_errors(read)) == []


@pytest.mark.usefixtures("decided")
def test_sarif_has_it_as_a_suppressed_result(run: Run) -> None:
    results = json.loads(run("check", "--format", "sarif", *EXPIRED).stdout)["runs"][0]["results"]
    [result] = [result for result in results if result["ruleId"] == "DAT010"]
    assert result["suppressions"][0]["justification"] == "CME office: The provider is about to renew it."


@pytest.mark.usefixtures("course")
def test_sarif_owns_standard_output_and_tells_what_text_tells(run: Run) -> None:
    result = run("check", "--format", "sarif", *EXPIRED)
    told = [one["ruleId"] for one in json.loads(result.stdout)["runs"][0]["results"]]
    assert (result.stderr, "DAT010" in told) == ("", True)


def test_a_catalogue_is_judged_as_of_a_day_in_one_run(run: Run, make: Make) -> None:
    """``scormkit check --as-of DATE course_src``: what expires by then, in every course."""
    for name in ("a", "b", "c"):
        make(name, id=name)
    read = document(run("check", "--format", "json", *EXPIRED, "course_src"))
    files = [found["file"] for found in read["findings"] if found["rule"] == "DAT010"]  # type: ignore[union-attr]
    assert files == [f"course_src/{name}/course.yaml" for name in ("a", "b", "c")]


def test_many_findings_are_counted_by_rule_before_the_last_line(run: Run, make: Make) -> None:
    for name in ("a", "b", "c"):
        make(name, id=name)
    lines = run("check", *EXPIRED, "course_src").stdout.splitlines()
    assert "  3 x warning DAT010 credit-expired" in lines and lines[-1][0].isdigit() and " x " not in lines[-1]
