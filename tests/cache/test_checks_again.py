"""A second check of what nothing touched says what the first one said, without reading it; a change is always seen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from yard import DAY, Yard, edit

from scormkit.making import checked
from scormkit.tasks import check

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.tasks import Outcome

OVERRIDE = """
overrides:
  - rule: DAT010
    reason: Kept as education.
    by: CME office
    until: 2027-06-30
  - rule: TXT050
    reason: It is a quotation.
    by: CME office
    until: not stated
    stated: the the
    used: the the
  - rule: TXT060
    reason: It ended.
    by: CME office
    until: 2026-01-31
"""


def again(yard: Yard, day: date = DAY) -> Outcome:
    return check(yard.courses, day, yard.cache)


def fresh(yard: Yard, day: date = DAY) -> Outcome:
    return check(yard.courses, day)


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked, "judge", None)


def test_a_second_check_reads_no_course_and_says_the_same(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    course, page = yard.courses[0] / "course.yaml", yard.courses[0] / "pages" / "010-one.md"
    edit(course, "expires: 2030-12-31", "expires: 2020-12-31")
    page.write_text(page.read_text(encoding="utf-8") + "\nThe the end.\n", encoding="utf-8", newline="\n")
    course.write_text(course.read_text(encoding="utf-8") + OVERRIDE, encoding="utf-8", newline="\n")
    wanted = fresh(yard)
    assert wanted.findings and len(wanted.accepted) == 2
    assert again(yard) == wanted
    forbid(monkeypatch)
    assert again(yard) == wanted


def test_an_error_of_a_rule_is_told_again(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(yard.courses[0] / "course.yaml", "format: enduring material", "format: live activity")
    wanted = again(yard)
    forbid(monkeypatch)
    assert again(yard) == wanted and "AMA020" in {finding.rule for finding in wanted.findings}


def test_a_course_that_cannot_be_read_is_read_every_time(yard: Yard) -> None:
    edit(yard.courses[0] / "course.yaml", "version: 1.0", "version: 1 0")
    assert again(yard) == again(yard) == fresh(yard) and fresh(yard).findings


def test_another_day_is_judged_anew(yard: Yard) -> None:
    again(yard)
    later = date(2099, 1, 1)
    assert again(yard, later) == fresh(yard, later) != again(yard)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("course.yaml", "\nsubtitle: The the end\n"),
        ("pages/010-one.md", "\nThe the end.\n"),
        ("people.yaml", "# a comment\n\n- id: second\n  name: Ben Roe\n"),
        ("../scormkit.yaml", "vocabulary: https://vocabulary.test/v1/\n"),
        ("notes.txt", "A file that nobody asked for."),
    ],
)
def test_a_change_in_any_file_is_seen(name: str, text: str, yard: Yard) -> None:
    folder = yard.courses[0]
    again(yard)
    file = folder / name
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(before + text, encoding="utf-8", newline="\n")
    assert again(yard) == fresh(yard)
    file.write_text(before, encoding="utf-8") if before else file.unlink()
    assert again(yard) == fresh(yard)


def test_what_a_build_has_read_a_check_need_not_read(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = fresh(yard)
    yard.build()
    monkeypatch.setattr("scormkit.source.pages._read", None)
    assert again(yard) == wanted


def test_a_course_with_heavy_media_is_judged_every_time(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    """To know that a film is the same it would have to be read; no rule needs that."""
    monkeypatch.setattr(checked, "HEAVY", 10)
    assert again(yard) == fresh(yard)
    assert [path for path in yard.entries() if path.stat().st_size > 100] == []


def test_without_a_cache_none_is_made(yard: Yard) -> None:
    fresh(yard)
    assert not yard.cache.exists()


def test_nothing_is_written_beside_the_courses(yard: Yard, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    again(yard)
    assert sorted(path for path in tmp_path.rglob("*") if not path.is_relative_to(yard.cache)) == before
