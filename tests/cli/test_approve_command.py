"""``scormkit approve``: somebody signs for the content as it is; an edit afterwards makes the course a draft again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]
    Make = Callable[..., Path]

WHO = ("--by", "Alex Rivera, MD", "--role", "CME director", "--as-of", "2026-11-22")
DAY = ("--as-of", "2026-11-22")
BASE = "https://cme.hospital.test/"


def approve(run: Run, *more: str) -> Result:
    return run("approve", "course_src/tiny", *WHO, *more)


def rules(run: Run, *more: str) -> set[str]:
    read = json.loads(run("check", "--format", "json", *DAY, *more).stdout)
    return {finding["rule"] for finding in read["findings"]}


def append(file: Path, text: str) -> None:
    file.write_bytes(file.read_bytes() + text.encode())


@pytest.fixture
def live(make: Make, tmp_path: Path) -> Path:
    """A course that is meant to be live, in a project with an address of its own."""
    folder = make("tiny", credit_status="live")
    append(folder / "course.yaml", f"\niri_base: {BASE}\n")
    (tmp_path / "course_src" / "scormkit.yaml").write_text(f"vocabulary: {BASE}v1/\n", encoding="utf-8", newline="\n")
    return folder


def status(tmp_path: Path) -> str:
    record = json.loads((tmp_path / "dist" / "tiny-1.0-scorm12-record.json").read_text(encoding="utf-8"))
    return str(record["course"]["creditStatus"])


def build(run: Run) -> Result:
    return run("build", "--target", "scorm12", *DAY)


def test_an_approval_is_written_below_what_the_author_wrote(run: Run, course: Path) -> None:
    before = (course / "course.yaml").read_bytes()
    result = approve(run)
    after = (course / "course.yaml").read_bytes()
    assert (result.exit_code, after.startswith(before), after != before) == (0, True, True)
    assert result.stdout == "course_src/tiny/course.yaml: approved by Alex Rivera, MD, CME director, on 2026-11-22\n"


@pytest.mark.usefixtures("course")
def test_what_was_approved_has_no_finding_on_its_approval(run: Run) -> None:
    approve(run)
    assert [rule for rule in rules(run) if rule.startswith("APR")] == []


@pytest.mark.usefixtures("live")
def test_a_live_course_without_an_approval_is_not_packaged(run: Run) -> None:
    result = build(run)
    assert (result.exit_code, result.stdout, "STA020" in result.stderr) == (1, "", True)


@pytest.mark.usefixtures("live")
def test_an_approved_live_course_is_packaged_as_live(run: Run, tmp_path: Path) -> None:
    assert approve(run).exit_code == 0
    assert build(run).exit_code == 0
    assert status(tmp_path) == "live"


def test_an_edit_after_the_approval_makes_the_course_a_draft_again(run: Run, live: Path, tmp_path: Path) -> None:
    approve(run)
    build(run)
    append(live / "pages" / "010-one.md", "\nOne more dose.\n")
    result = build(run)
    assert (result.exit_code, "APR010" in result.stderr, status(tmp_path)) == (0, True, "draft")
    page = (tmp_path / "dist" / "tiny-1.0-scorm12-record.html").read_text(encoding="utf-8")
    assert "Specimen" in page and "not what was approved" in page


def test_another_approval_makes_it_live_again(run: Run, live: Path, tmp_path: Path) -> None:
    approve(run)
    append(live / "pages" / "010-one.md", "\nOne more dose.\n")
    approve(run)
    build(run)
    assert status(tmp_path) == "live"


def test_a_new_version_needs_its_own_approval(run: Run, live: Path) -> None:
    approve(run)
    file = live / "course.yaml"
    file.write_bytes(file.read_bytes().replace(b"version: 1.0", b"version: 1.1", 1))
    assert {rule for rule in rules(run) if rule.startswith("APR")} == {"APR020"}


def test_what_is_no_content_may_change(run: Run, live: Path, tmp_path: Path) -> None:
    approve(run)
    file = live / "course.yaml"
    file.write_bytes(b"# A remark.\n" + file.read_bytes().replace(b"\n", b"\r\n"))
    build(run)
    assert status(tmp_path) == "live"


def test_a_course_with_an_error_cannot_be_approved(run: Run, make: Make) -> None:
    file = make("tiny", version="1 0") / "course.yaml"
    before = file.read_bytes()
    result = approve(run)
    assert (result.exit_code, result.stdout, file.read_bytes() == before) == (1, "", True)
    assert "SRC024" in result.stderr


def test_an_error_of_a_rule_keeps_it_from_being_approved(run: Run, course: Path) -> None:
    file = course / "course.yaml"
    file.write_bytes(file.read_bytes().replace(b"maximum: 0.25", b"maximum: 0.3"))
    before = file.read_bytes()
    result = approve(run)
    assert (result.exit_code, "AMA010" in result.stderr, file.read_bytes() == before) == (1, True, True)


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("option", ["--by", "--role"])
@pytest.mark.parametrize("nobody", ["", " ", "TBD", "n/a", "a\u202eb"])
def test_an_approval_names_somebody_in_a_role(run: Run, option: str, nobody: str) -> None:
    result = approve(run, option, nobody)
    assert (result.exit_code, result.stderr.startswith(f"scormkit: {option} ")) == (2, True)


@pytest.mark.usefixtures("course")
def test_one_course_is_approved_at_a_time(run: Run, make: Make) -> None:
    make("other", id="other")
    result = run("approve", "course_src", *WHO)
    assert (result.exit_code, "one at a time" in result.stderr) == (2, True)


def test_a_file_that_cannot_be_edited_is_left_and_the_lines_are_shown(run: Run, course: Path) -> None:
    append(course / "course.yaml", "...\n")
    result = approve(run)
    assert (result.exit_code, "approval:\n    version: 1.0\n" in result.stderr) == (2, True)


def test_the_permissions_of_the_file_stay(run: Run, course: Path) -> None:
    file = course / "course.yaml"
    file.chmod(0o640)
    approve(run)
    assert file.stat().st_mode & 0o777 == 0o640
