"""The draft of a course: it holds what the page says, with its lines, and scormkit's own reader reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pages import CORPUS, page

from scormkit.model.stated import NOT_STATED
from scormkit.review import files_of, read_page, read_prose
from scormkit.source.load import load_course

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.model.course import Loaded
    from scormkit.review import Read

PAGES = sorted(path for path in CORPUS.iterdir() if path.suffix != ".expected")


def load(read: Read, folder: Path) -> Loaded:
    for name, text in files_of(read).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return load_course(folder, "draft")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_draft_is_read_and_only_its_gaps_are_found(path: Path, tmp_path: Path) -> None:
    read = read_page(read_prose(path, path.name))
    loaded = load(read, tmp_path)
    gaps = re.findall(r"# gap: (\w+)", (tmp_path / "course.yaml").read_text(encoding="utf-8"))
    missing = [re.search(r"lacks the key `(\w+)`", finding.message) for finding in loaded.findings]
    assert all(missing) and sorted(found[1] for found in missing if found) == sorted(gaps)
    assert (loaded.course is None) == bool(gaps)


def test_a_draft_says_what_the_page_says(tmp_path: Path) -> None:
    path = CORPUS / "joint-clean.txt"
    course = load(read_page(read_prose(path, path.name)), tmp_path).course
    assert course is not None
    assert (course.title, course.activity.minutes, str(course.activity.expires), course.activity.time_zone) == (
        "Anticoagulation After Atrial Fibrillation: Choosing and Checking", 60, "2029-03-01", "America/Chicago",
    )  # fmt: skip
    assert [(one.name, one.credentials, [tie.company for tie in one.relationships]) for one in course.people] == [
        ("Marisol Vega", "MD, FACC", ["Example Pharma", "Sample Cardio"]),
        ("Owen Brandt", "PharmD, BCPS", ["Fictional Therapeutics"]),
        ("Hannah Lindqvist", "RN, MSN", []),
    ]
    assert [one.doi for one in course.references] == ["10.5555/SAMPLE.0000000000001193", "10.5555/rhythm/ex065"]


def test_every_value_of_a_page_names_its_line() -> None:
    text = files_of(page("Title: One\n\nDisclosures\nJane Roe, MD, is a consultant for A Pharma."))
    assert "title: One  # line 1" in text["course.yaml"]
    assert "company: A Pharma  # line 4" in text["people.yaml"] and "[consultant]  # line 4" in text["people.yaml"]


def test_nothing_is_invented_for_a_page_that_says_nothing(tmp_path: Path) -> None:
    files = files_of(page("Some words about an activity, and that is all there is."))
    said = re.sub(r"#.*", "", files["course.yaml"])
    assert "2026" not in said and "physician" not in said and "enduring" not in said
    assert re.findall(r"# gap: (\w+)", files["course.yaml"]) == [
        "objectives",
        "professions",
        "format",
        "providers",
        "credits",
    ]
    assert "# gap: the page names nobody" in files["people.yaml"]
    load(page("Some words."), tmp_path)


def test_a_gap_that_the_format_has_a_word_for_is_not_stated(tmp_path: Path) -> None:
    path = CORPUS / "seedlike.txt"
    course = load(read_page(read_prose(path, path.name)), tmp_path).course
    assert course is not None
    activity = course.activity
    assert (activity.released, activity.reviewed, activity.minutes) == (NOT_STATED, NOT_STATED, NOT_STATED)
    assert course.people[0].roles is NOT_STATED and course.people[1].relationships[0].natures == ()


@pytest.mark.parametrize(
    "title", ["yes", "No", "a: b", "# x", "- y", "1.0", 'say "so"', "{a}", "'", "~", "&a", "<<", "é\t|"]
)
def test_a_value_of_any_form_comes_back_from_yaml(title: str, tmp_path: Path) -> None:
    text = (CORPUS / "direct-clean.txt").read_text(encoding="utf-8").partition("\n")[2]
    course = load(page(f"Title: {title}\n{text}"), tmp_path).course
    assert course is not None and course.title == " ".join(title.split())


def test_the_words_for_other_professions_end_where_a_date_begins() -> None:
    text = "Other Professionals\nOthers receive a statement of participation.\n\nAvailable until Feb 28th 2026"
    assert "Others receive a statement of participation.  # line 2" in files_of(page(text))["course.yaml"]


def test_an_identifier_is_read_out_of_the_row_of_a_table() -> None:
    assert (
        "page: HCE-2026-031  # line 2"
        in files_of(page("Title: One\n| Activity number | HCE-2026-031 |"))["course.yaml"]
    )


def test_a_group_is_not_asked_for_its_degrees() -> None:
    text = files_of(page("Disclosures\nThe planners and reviewers have nothing to disclose."))["people.yaml"]
    assert "group: yes" in text and "credentials" not in text and "off_label" not in text
