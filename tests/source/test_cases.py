"""Broken courses, each with exactly its findings: the name of a folder says what is broken and how it ends."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scormkit.model.finding import Severity
from scormkit.source.load import load_course

if TYPE_CHECKING:
    from scormkit.model.course import Loaded

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in (HERE / "cases").iterdir())


def course_of(case: str, folder: Path) -> Path:
    """The minimal course with the files of a case laid over it."""
    shutil.copytree(HERE / "minimal", folder)
    shutil.copytree(HERE / "cases" / case, folder, dirs_exist_ok=True)
    without = folder / "without.txt"
    for name in without.read_text(encoding="utf-8").split() if without.exists() else ():
        (folder / name).unlink()
    return folder


def expected_of(case: str) -> list[str]:
    path = HERE / "cases" / case / "expected.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Loaded]:
    name: str = request.param
    return name, load_course(course_of(name, tmp_path_factory.mktemp("case") / "course"), ".")


def test_a_broken_course_gives_exactly_its_findings(case: tuple[str, Loaded]) -> None:
    name, loaded = case
    assert [f"{finding.place} {finding.rule}" for finding in loaded.findings] == expected_of(name)


def test_the_name_of_a_case_says_how_it_ends(case: tuple[str, Loaded]) -> None:
    name, loaded = case
    worst = {finding.severity for finding in loaded.findings}
    assert name.endswith("-error" if Severity.ERROR in worst else "-warning" if worst else "-none")


def test_a_course_is_read_unless_an_error_stands_in_its_way(case: tuple[str, Loaded]) -> None:
    name, loaded = case
    assert loaded.course is not None or name.endswith("-error")


def test_every_finding_says_in_a_sentence_what_is_wrong_and_what_to_do(case: tuple[str, Loaded]) -> None:
    _, loaded = case
    assert all(text.endswith((".", "?", "!", "`")) for one in loaded.findings for text in (one.message, one.mend))


def test_the_minimal_course_has_no_findings() -> None:
    assert load_course(HERE / "minimal", ".").findings == ()


def test_there_are_many_cases() -> None:
    assert len([name for name in CASES if name.endswith("-error")]) >= 30
