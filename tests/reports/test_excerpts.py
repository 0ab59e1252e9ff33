"""The line of a finding and the caret below it: at the right place, and harmless on every console."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.model.finding import Finding, Place, Severity
from scormkit.reports.excerpts import WIDTH, excerpt
from scormkit.reports.findings import as_text, by_rule


def shown(line: str, column: int = 0, number: int = 1) -> str:
    lines = [""] * (number - 1) + [line]
    return excerpt(Place("a.yaml", number, column), lambda file: lines)


def test_the_caret_stands_below_the_column() -> None:
    assert shown("  expires: 2029", 12) == "  1 |   expires: 2029\n    |            ^\n"


def test_the_number_of_the_line_has_its_room() -> None:
    assert shown("title: T", 8, 120) == "  120 | title: T\n      |        ^\n"


def test_a_place_without_a_column_has_no_caret() -> None:
    assert shown("title: T") == "  1 | title: T\n"


def test_a_place_behind_the_last_character_can_be_shown() -> None:
    assert shown("ab", 3) == "  1 | ab\n    |   ^\n"


@pytest.mark.parametrize("place", [Place("a.yaml"), Place("a.yaml", 3, 1), Place("a.yaml", 2, 1)])
def test_what_is_not_there_is_not_shown(place: Place) -> None:
    assert excerpt(place, lambda file: ["one", "  "]) == ""


def test_a_column_that_the_line_does_not_have_shows_no_caret() -> None:
    assert shown("ab", 9) == "  1 | ab\n"


def test_a_tab_is_as_wide_as_the_caret_expects() -> None:
    assert shown("a:\tb", 4) == "  1 | a: b\n    |    ^\n"


def test_wide_characters_take_two_columns_and_accents_none() -> None:
    assert shown("日本x", 3).splitlines()[1] == "    |     ^"
    assert shown("e\u0301x", 3).splitlines()[1] == "    |  ^"


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "a" * 500 + "HERE" + "b" * 500
    first, caret = shown(line, 501).splitlines()
    assert len(first) < WIDTH + 20 and first[caret.index("^")] == "H" and first.count("…") == 2


def test_a_long_line_is_cut_at_its_end_where_the_place_is_near_its_start() -> None:
    first, caret = shown("HERE" + "b" * 500, 1).splitlines()
    assert (first[caret.index("^")], first.endswith("…"), first.count("…")) == ("H", True, 1)


@given(st.text(max_size=300), st.integers(0, 320))
def test_nothing_in_a_file_can_command_a_console(line: str, column: int) -> None:
    kinds = {unicodedata.category(character) for character in shown(line, column).replace("\n", "")}
    assert kinds & {"Cc", "Cf", "Cs", "Zl", "Zp"} == set()


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1, max_size=400), st.data())
def test_the_caret_is_below_the_character_that_was_meant(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(line)))
    first, caret = shown(line, column).splitlines()
    assert first[caret.index("^")] == line[column - 1]


def finding(rule: str = "AMA010", severity: Severity = Severity.ERROR) -> Finding:
    return Finding(rule, f"of-{rule.lower()}", severity, "It is wrong.", "Mend it.", Place("a.yaml", 1, 2))


def test_the_line_stands_between_what_is_wrong_and_what_to_do() -> None:
    lines = as_text([finding()], lambda file: ["id: x"]).splitlines()
    assert lines[1:] == ["  It is wrong.", "  1 | id: x", "    |  ^", "  -> Mend it."]


def test_many_findings_are_counted_by_rule_the_weightiest_first() -> None:
    found = [finding("DAT010", Severity.WARNING)] * 3 + [finding("AMA010")] + [finding("AMA020")] * 2
    assert by_rule(found) == (
        "  2 x error AMA020 of-ama020\n  1 x error AMA010 of-ama010\n  3 x warning DAT010 of-dat010\n"
    )


def test_two_findings_can_be_counted_by_eye() -> None:
    assert by_rule([finding(), finding("AMA020")]) == ""
