"""Writing an approval: every other character of the author's file stays where it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.source.approving import Unwritable, scalar, with_approval, writable
from scormkit.source.yamlmarks import read_yaml

COURSES = Path(__file__).resolve().parents[2] / "course_src"
VALUES = {
    "version": "1.1",
    "by": "Alex Rivera, MD",
    "role": "CME director",
    "date": "2026-11-22",
    "content": "sha256:" + "a" * 64,
}
BLOCK = (
    'approval:\n  version: 1.1\n  by: "Alex Rivera, MD"\n  role: CME director\n  date: 2026-11-22\n'
    f"  content: {VALUES['content']}\n"
)


def data(text: str) -> object:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    document = read_yaml(plain, "course.yaml", [])
    assert document is not None
    return document.data


def test_a_first_approval_stands_at_the_end() -> None:
    before = "id: tiny   # the id\n\ntitle: 'Tiny'\n# the end\n"
    assert with_approval(before, VALUES) == f"{before}\n{BLOCK}"


def test_a_file_without_a_last_line_end_gets_one() -> None:
    assert with_approval("id: tiny", VALUES) == f"id: tiny\n\n{BLOCK}"


def test_line_ends_of_windows_and_a_mark_at_the_start_stay() -> None:
    before = "\ufeffid: tiny\r\ntitle: T\t# a tab\r\n"
    assert with_approval(before, VALUES) == before + f"\n{BLOCK}".replace("\n", "\r\n")


def test_a_later_approval_takes_the_place_of_the_former_one() -> None:
    before = (
        "approval:  # see the minutes\n  # by the board\n  version: '1.0'   # first\n  by: Sam Okafor\n"
        "  role: Chair\n  date: 2025-01-01\n  content: x # of then\n\n# the course\nid: tiny\n"
    )
    after = with_approval(before, VALUES)
    assert after == (
        "approval:  # see the minutes\n  # by the board\n  version: 1.1   # first\n"
        '  by: "Alex Rivera, MD"\n  role: CME director\n  date: 2026-11-22\n'
        f"  content: {VALUES['content']} # of then\n\n# the course\nid: tiny\n"
    )


def test_keys_that_were_missing_are_added_below_the_others() -> None:
    after = with_approval("id: tiny\napproval:\n    by: Sam Okafor # chair\ntitle: T\n", VALUES)
    assert after.splitlines()[:4] == [
        "id: tiny",
        "approval:",
        '    by: "Alex Rivera, MD" # chair',
        "    version: 1.1",
    ]
    assert after.endswith("\ntitle: T\n")


def test_an_approval_on_one_line_stays_on_it() -> None:
    before = "approval: {version: 1.0, by: Sam, role: Chair, date: 2025-01-01, content: x}  # kept\nid: tiny\n"
    after = with_approval(before, VALUES)
    assert (after.count("\n"), after.startswith("approval: {version: 1.1, by: "), "# kept" in after) == (2, True, True)


def test_the_same_approval_again_changes_nothing() -> None:
    once = with_approval("id: tiny\n", VALUES)
    assert with_approval(once, VALUES) == once


@pytest.mark.parametrize("before", ["{id: tiny}", "- a\n", "id: tiny\n...\n", "approval:\n  by: >-\n    Sam\n    O.\n"])
def test_what_cannot_be_edited_safely_is_not_edited(before: str) -> None:
    with pytest.raises(Unwritable, match="role: CME director"):
        with_approval(before, VALUES)


@pytest.mark.parametrize("name", sorted(path.name for path in COURSES.iterdir() if path.is_dir()))
def test_a_sample_keeps_every_line(name: str) -> None:
    before = (COURSES / name / "course.yaml").read_text(encoding="utf-8")
    after = with_approval(before, VALUES)
    assert after.startswith(before) and data(after) == {**data(before), "approval": VALUES}  # type: ignore[dict-item]


PRINTABLE = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split()) or "x"
)


@given(PRINTABLE)
def test_any_name_is_read_as_it_was_written(name: str) -> None:
    if writable(name):
        assert data(f"by: {scalar(name)}\n") == {"by": name}


@pytest.mark.parametrize("name", ["a\u202eb", "a\x07b", "a\nb", "a\tb", "a\u2028b"])
def test_what_nobody_sees_is_no_part_of_a_name(name: str) -> None:
    assert not writable(name)


@pytest.mark.parametrize("word", ["yes", "No", "null", "true", "#1", "a: b", "- a", "'x'", "& co", "2 x", "1e3"])
def test_what_another_reader_would_take_for_something_else_is_quoted(word: str) -> None:
    assert scalar(word).startswith('"')
