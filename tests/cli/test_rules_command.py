"""``scormkit rules``: every rule, a family, or one rule with all that it has to say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scormkit.making.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]


def test_without_a_name_every_rule_is_listed(run: Run) -> None:
    result = run("rules")
    listed = [line.split()[0] for line in result.stdout.splitlines() if line.startswith("  ")]
    assert (listed, result.exit_code) == ([rule.id for rule in all_rules()], 0)


@pytest.mark.parametrize("name", ["AMA010", "ama010", " AMA010 ", "credit-off-quarter-grid"])
def test_one_rule_is_explained(run: Run, name: str) -> None:
    lines = run("rules", name).stdout.splitlines()
    assert lines[0] == "AMA010 credit-off-quarter-grid (error)"
    titles = [line for line in lines if line in ("What", "Why", "Example", "Mend", "Source")]
    assert titles == ["What", "Why", "Example", "Mend", "Source"]


def test_a_family_is_listed(run: Run) -> None:
    lines = run("rules", "pkg").stdout.splitlines()
    assert {line.split()[0][:3] for line in lines} == {"PKG"} and len(lines) == 13


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("AMA01", "Did you mean AMA010 (credit-off-quarter-grid)?"),
        ("credit-expird", "Did you mean DAT010 (credit-expired)?"),
        ("wholly different", "'scormkit rules' lists all of them."),
    ],
)
def test_an_unknown_rule_is_answered_with_the_nearest(run: Run, name: str, near: str) -> None:
    result = run("rules", name)
    assert (result.exit_code, result.stdout, near in result.stderr) == (2, "", True)


def test_json_is_for_programs(run: Run) -> None:
    read = json.loads(run("rules", "AMA010", "--format", "json").stdout)
    assert [(rule["id"], rule["severity"]) for rule in read["rules"]] == [("AMA010", "error")]


def test_the_list_is_the_same_every_time(run: Run) -> None:
    assert run("rules").stdout == run("rules").stdout
