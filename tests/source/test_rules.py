"""The table of what the readers report is complete and tried."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scormkit.source import dialect
from scormkit.source.load import load_course
from scormkit.source.rules import BROKEN_MARKDOWN, OVERSIZED, RULES, UNREADABLE

HERE = Path(__file__).parent
TRIED_HERE = {UNREADABLE.id, BROKEN_MARKDOWN.id}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "minimal", tmp_path / "course"))


def rules_of(folder: Path) -> list[str]:
    return [finding.rule for finding in load_course(folder, ".").findings]


def test_ids_and_names_are_used_once() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_every_rule_is_tried_by_a_case() -> None:
    lines = [line for path in HERE.glob("cases/*/expected.txt") for line in path.read_text("utf-8").splitlines()]
    assert {rule.id for rule in RULES} == {line.split()[-1] for line in lines} | TRIED_HERE


def test_a_folder_in_the_place_of_a_page_is_a_finding(folder: Path) -> None:
    (folder / "pages/020-two.md").mkdir()
    assert rules_of(folder) == [UNREADABLE.id]


def test_a_text_that_the_parser_stumbles_over_is_a_finding(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr(dialect.parser(False), "parse", stumble)
    assert rules_of(folder) == [BROKEN_MARKDOWN.id]


@pytest.mark.parametrize("relative", ["course.yaml", "pages/010-one.md"])
def test_a_huge_file_is_a_finding(relative: str, folder: Path) -> None:
    (folder / relative).write_bytes(b"a" * 1_000_001)
    assert rules_of(folder) == [OVERSIZED.id]


def test_a_course_reads_the_same_without_the_c_parser_of_yaml(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = load_course(folder, ".")
    monkeypatch.delattr("yaml.CBaseLoader")
    assert load_course(folder, ".") == fast


@pytest.mark.parametrize("case", ["tab-indents-error", "curly-quotes-with-colon-error", "colon-in-value-error"])
def test_broken_yaml_is_explained_without_the_c_parser_too(
    case: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(HERE / "cases" / case / "course.yaml", folder / "course.yaml")
    fast = load_course(folder, ".")
    monkeypatch.delattr("yaml.CBaseLoader")
    assert load_course(folder, ".") == fast
