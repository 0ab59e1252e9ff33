"""The hash of the approved content: everything that learners and records see, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from models import decision

from scormkit.model.course import Asset
from scormkit.source.content import content_digest
from scormkit.source.frontmatter import Sheet
from scormkit.source.load import load_course
from scormkit.source.yamlmarks import read_yaml

if TYPE_CHECKING:
    from scormkit.source.values import Value

MINIMAL = Path(__file__).resolve().parent / "minimal"
DECISION = decision("2029-12-31", "AMA020", "The source says so.")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "tiny"))


def digest(folder: Path) -> str:
    course = load_course(folder, "tiny", hashed=True).course
    assert course is not None
    return course.content


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())


def append(file: Path, text: str) -> None:
    file.write_bytes(file.read_bytes() + text.encode())


def test_the_hash_names_its_kind(course: Path) -> None:
    assert digest(course).startswith("sha256:") and len(digest(course)) == 7 + 64


def test_where_nobody_asks_and_nothing_is_approved_nothing_is_hashed(course: Path) -> None:
    loaded = load_course(course, "tiny").course
    assert loaded is not None and loaded.content == ""


CONTENT = [
    ("course.yaml", "title: ", "title: On "),
    ("course.yaml", "version: 1.0", "version: 1.1"),
    ("course.yaml", "maximum: 0.25", "maximum: 0.5"),
    ("people.yaml", "name: ", "name: Dr. "),
    ("references.yaml", "title: ", "title: On "),
    ("pages/010-one.md", "Words", "More words"),
    ("pages/010-one.md", "title: ", "title: On "),
    ("quizzes/post-test.md", "title: ", "title: The "),
    ("media/square.svg", "<svg", "<!-- new --><svg"),
]


@pytest.mark.parametrize(("name", "old", "new"), CONTENT)
def test_what_learners_or_records_see_is_part_of_it(name: str, old: str, new: str, course: Path) -> None:
    before = digest(course)
    edit(course / name, old, new)
    assert digest(course) != before


def test_the_order_of_pages_is_part_of_it(course: Path) -> None:
    (course / "pages" / "020-two.md").write_text(
        "---\nid: two\ntitle: Two\nobjectives: [know]\n---\nTwo.\n", newline="\n"
    )
    before = digest(course)
    (course / "pages" / "020-two.md").rename(course / "pages" / "005-two.md")
    assert digest(course) != before


def test_a_decision_is_part_of_it(course: Path) -> None:
    before = digest(course)
    append(course / "course.yaml", DECISION)
    assert digest(course) != before


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("by: CME office", "by: Alex Rivera", True),
        ("until: 2029-12-31", "until: 2030-12-31", True),
        ("reason: The source says so.", "reason: Another reason.", False),
        ("rule: AMA020", "rule: DAT010", False),
    ],
)
def test_of_a_decision_only_its_housekeeping_is_none_of_it(old: str, new: str, same: bool, course: Path) -> None:
    append(course / "course.yaml", DECISION)
    before = digest(course)
    edit(course / "course.yaml", old, new)
    assert (digest(course) == before) == same


def windows(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))


def test_another_line_end_and_a_mark_at_the_start_are_no_edit(course: Path) -> None:
    before = digest(course)
    for file in (*course.glob("*.yaml"), *course.glob("*/*.md")):
        windows(file)
    assert digest(course) == before


def test_comments_quotes_and_blank_lines_are_no_edit(course: Path) -> None:
    before = digest(course)
    edit(course / "course.yaml", "version: 1.0", "\n# A remark.\nversion: '1.0'  # another")
    append(course / "pages" / "010-one.md", "\n\n")
    assert digest(course) == before


def test_the_order_of_keys_is_no_edit(course: Path) -> None:
    before = digest(course)
    file = course / "course.yaml"
    edit(file, "version: 1.0\n", "")
    append(file, "version: 1.0\n")
    assert digest(course) == before


def test_the_name_of_a_file_is_no_edit(course: Path) -> None:
    before = digest(course)
    (course / "pages" / "010-one.md").rename(course / "pages" / "015-one.md")
    assert digest(course) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [("credit_status: demonstration", "credit_status: draft"), ("notice: ", "notice: Not yet. ")],
)
def test_going_live_is_no_edit(old: str, new: str, course: Path) -> None:
    """The approval makes a course live, so it cannot end by that; a live course shows no notice."""
    before = digest(course)
    edit(course / "course.yaml", old, new)
    assert digest(course) == before


def test_what_an_lms_is_told_is_no_edit(course: Path) -> None:
    before = digest(course)
    append(course / "course.yaml", "\nlms:\n  suspend_limit: 64000\n")
    assert digest(course) == before


def test_the_approval_is_no_part_of_what_it_approves(course: Path) -> None:
    before = digest(course)
    lines = "approval:\n  version: 1.0\n  by: A\n  role: B\n  date: 2026-01-01\n  content: sha256:" + "0" * 64 + "\n"
    append(course / "course.yaml", lines)
    assert digest(course) == before


def values(text: str) -> Value:
    document = read_yaml(text, "a.yaml", [])
    assert document is not None
    return document.top


def test_the_same_content_has_the_same_hash_for_years(tmp_path: Path) -> None:
    """Whatever scormkit becomes: a change here ends every approval that was ever given."""
    drop = tmp_path / "drop.svg"
    drop.write_bytes(b"<svg/>")
    course = values("id: tiny\nversion: 1.0\nnotice: x\noverrides: [{rule: AMA020, by: A, reason: b}]\n")
    sheet = Sheet("pages/one.md", values("id: one\ntitle: Händehygiene\n"), "Words.  \nMore.\n", 3)
    nobody, nothing = values("[]"), values("{}")
    found = content_digest(course, nobody, nothing, [sheet], [Asset("media/drop.svg", drop)])
    assert found == "sha256:6182300330dd2bcec6b2e0e2eb23d7f7b569f06067057460f1b1a9232e5556da"
