"""A clean, live course with one thing changed at a time: what breaks a rule is found, and by the right one.

Every value of its YAML files and of the front matter of its pages, every line of its pages and test, and every sentence
and word of its mandated statements is deleted or altered by a generator; no mutant is picked by hand.
"""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mutants import WHOLE, Mutant, mutants
from oracle import MISSED, verdict

from scormkit.checks import CheckContext, examine
from scormkit.making.rules import rule_names
from scormkit.source.load import load_course

if TYPE_CHECKING:
    from collections.abc import Iterator

AS_OF = date(2026, 11, 22)
BAR = 0.98
EDITED = "APR010"
"""Every edit is one after the approval, so this rule proves nothing here; a test of its own asks for it."""


def found(folder: Path) -> set[str]:
    """The rules that fire on a course."""
    loaded = load_course(folder, "handover")
    findings = set(loaded.findings)
    if loaded.course is not None:
        findings |= set(examine(loaded.course, CheckContext(AS_OF, rule_names())).findings)
    return {finding.rule for finding in findings}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Mutant, set[str]]]:
    """Every mutant with the rules that fire on it."""
    catalogue = tmp_path_factory.mktemp("catalogue") / "courses"
    shutil.copytree(WHOLE.parent, catalogue)
    return list(_each(catalogue / WHOLE.name))


def _each(folder: Path) -> Iterator[tuple[Mutant, set[str]]]:
    for mutant in mutants():
        file = folder / mutant.file
        before = file.read_bytes()
        file.write_text(mutant.text, encoding="utf-8", newline="\n")
        yield mutant, found(folder) - {EDITED}
        file.write_bytes(before)


def test_the_course_before_any_change_is_clean() -> None:
    assert found(WHOLE) == set()


def test_there_are_many_mutants_and_each_is_a_change() -> None:
    every = list(mutants())
    assert len(every) > 1000 and len({str(mutant) for mutant in every}) > 1000


def test_each_mutant_is_in_a_table(judged: list[tuple[Mutant, set[str]]]) -> None:
    assert [str(mutant) for mutant, _ in judged if not verdict(str(mutant))[0]] == []


def test_what_breaks_a_rule_is_found_by_that_rule(judged: list[tuple[Mutant, set[str]]]) -> None:
    verdicts = [(mutant, *verdict(str(mutant)), rules) for mutant, rules in judged]
    wrong = [
        (str(mutant), what, rules)
        for mutant, kind, what, rules in verdicts
        if kind == "breaks" and not rules & set(what.split())
    ]
    assert wrong == []


def test_the_share_that_is_found_is_high_enough(judged: list[tuple[Mutant, set[str]]]) -> None:
    counts = Counter(verdict(str(mutant))[0] for mutant, _ in judged)
    share = counts["breaks"] / (counts["breaks"] + counts["missed"])
    assert share >= BAR, (
        f"{share:.1%} of {counts['breaks'] + counts['missed']} found; {counts['harmless']} break nothing"
    )


def test_what_breaks_no_rule_is_let_alone(judged: list[tuple[Mutant, set[str]]]) -> None:
    assert [(str(mutant), rules) for mutant, rules in judged if verdict(str(mutant))[0] == "harmless" and rules] == []


def test_what_is_said_to_be_missed_is(judged: list[tuple[Mutant, set[str]]]) -> None:
    """So the list shrinks with the program."""
    missed = [(str(mutant), rules) for mutant, rules in judged if verdict(str(mutant))[0] == "missed"]
    assert [one for one in missed if one[1]] == [] and len(missed) >= len(MISSED)


def test_an_edit_of_what_learners_see_ends_the_approval(tmp_path: Path) -> None:
    shutil.copytree(WHOLE.parent, tmp_path / "courses")
    page = tmp_path / "courses" / WHOLE.name / "pages" / "010-steps.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("half a minute", "a minute"), encoding="utf-8", newline="\n"
    )
    assert found(page.parent.parent) == {EDITED}
