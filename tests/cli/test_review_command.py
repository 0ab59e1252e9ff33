"""``scormkit review``: what a page says, what is asked, what is wrong, and a draft of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from scormkit.resources import schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]

CORPUS = Path(__file__).resolve().parent.parent / "review" / "corpus"
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def written(tmp_path: Path) -> str:
    """A page with every fault, in the current folder."""
    shutil.copy(CORPUS / "seedlike.txt", tmp_path / "page.txt")
    return "page.txt"


def test_fields_gaps_questions_and_findings_come_in_this_order(run: Run, written: str) -> None:
    result = run("review", written, *DAY)
    parts = [
        "page.txt says:",
        "It does not say:",
        "Questions for the author:",
        "page.txt:45: error AMA020",
        " errors, ",
    ]
    places = [result.stdout.index(part) for part in parts]
    assert places == sorted(places) and (result.stderr, result.exit_code) == ("", 1)


def test_a_finding_shows_the_line_of_the_page(run: Run, written: str) -> None:
    assert "45 | Quillmark will designate this live activity" in run("review", written, *DAY).stdout


def test_a_clean_page_ends_well(run: Run, tmp_path: Path) -> None:
    shutil.copy(CORPUS / "state-clean.html", tmp_path / "page.html")
    assert run("review", "page.html", *DAY, "--fail-on", "warning").exit_code == 0


@pytest.mark.parametrize(("day", "expired"), [("2026-01-31", False), ("2026-02-01", True)])
def test_the_day_is_given_and_decides(run: Run, written: str, day: str, expired: bool) -> None:
    assert ("DAT010" in run("review", written, "--as-of", day).stdout) == expired


def test_json_follows_its_published_schema(run: Run, written: str) -> None:
    read = json.loads(run("review", written, *DAY, "--format", "json").stdout)
    assert list(jsonschema.Draft202012Validator(schema("review")).iter_errors(read)) == []
    assert {"path": "activity.expires", "value": "2026-01-31", "line": 49} in read["fields"]
    assert {"path": "activity.released", "value": None, "line": None} in read["fields"]


def test_a_draft_is_written_into_a_new_folder_and_can_be_checked(run: Run, written: str, tmp_path: Path) -> None:
    result = run("review", written, *DAY, "--draft", "draft")
    names = sorted(path.relative_to(tmp_path / "draft").as_posix() for path in (tmp_path / "draft").rglob("*.*"))
    assert names == ["course.yaml", "pages/010-to-be-written.md", "people.yaml"]
    assert "draft/course.yaml: written" in result.stdout
    rules = {one["rule"] for one in json.loads(run("check", "draft", *DAY, "--format", "json").stdout)["findings"]}
    assert {"AMA020", "AMA030", "ACC020", "DIS040", "DIS060"} <= rules and not any(rule[:3] == "SRC" for rule in rules)


def test_nothing_is_overwritten(run: Run, written: str, tmp_path: Path) -> None:
    (tmp_path / "draft").mkdir()
    (tmp_path / "draft" / "notes.txt").write_text("mine", encoding="utf-8")
    result = run("review", written, "--draft", "draft")
    assert (result.exit_code, [path.name for path in (tmp_path / "draft").iterdir()]) == (2, ["notes.txt"])


def test_without_a_draft_nothing_is_written(run: Run, written: str, tmp_path: Path) -> None:
    run("review", written, *DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]


@pytest.mark.parametrize("name", ["absent.txt", "page.pdf", "empty.txt"])
def test_what_cannot_be_read_is_an_error_of_usage(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "page.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("review", name)
    assert (result.exit_code, result.stdout) == (2, "") and name in result.stderr


def test_a_word_file_is_told_by_its_paragraphs_and_shows_no_bytes(run: Run, tmp_path: Path) -> None:
    import sys

    sys.path.insert(0, str(CORPUS.parent))
    from pages import word_file

    text = (CORPUS / "nursing-employee.docx.txt").read_text(encoding="utf-8")
    (tmp_path / "page.docx").write_bytes(word_file(text))
    result = run("review", "page.docx", *DAY)
    assert "page.docx:17: error DIS110" in result.stdout and "PK" not in result.stdout
