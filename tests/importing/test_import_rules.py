"""The rules of the importers: complete, in the ledger, and each of them found by some test of this room."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scormkit.importing import RULES
from scormkit.model.finding import Rule

HERE = Path(__file__).resolve().parent


def test_every_rule_stands_in_the_ledger_under_its_offence() -> None:
    ledger = dict(
        line.split()
        for line in (HERE.parent / "rule_ids.txt").read_text(encoding="utf-8").splitlines()
        if line[0] != "#"
    )
    assert {rule.id: rule.name for rule in RULES}.items() <= ledger.items()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert rule.explained.missing == () and re.fullmatch(r"IMP\d{3}", rule.id)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_met_by_a_test(rule: Rule) -> None:
    tests = "".join(
        path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py") if path.name != Path(__file__).name
    )
    assert rule.id in tests
