"""Rules explain themselves: every one in all parts, in the list, on its page and as JSON."""

from __future__ import annotations

import json

import pytest

from scormkit.making.rules import all_rules
from scormkit.model.explanation import Explanation
from scormkit.model.finding import Rule, Severity
from scormkit.reports.rules import FAMILIES, as_json, as_list, as_markdown, as_page

INCOMPLETE: set[str] = set()
"""Rules whose explanation lacks a part. Nothing may stand here."""

TEXT = """A thing is wrong.
It runs on.

Why: Because.

More of it.

Example: As here.

    id: x
      more: y

Mend: Do it.
"""


def test_an_explanation_is_taken_apart_by_its_headings() -> None:
    assert Explanation.of(TEXT) == Explanation(
        "A thing is wrong. It runs on.",
        "Because.\n\nMore of it.",
        "As here.\n\n    id: x\n      more: y",
        "Do it.",
    )


def test_an_explanation_may_begin_its_example_on_the_next_line() -> None:
    assert Explanation.of("It is.\n\nExample:\n\n    id: x\n").example == "    id: x"


def test_a_heading_within_a_line_is_text() -> None:
    assert Explanation.of("It is. Why: nobody knows.") == Explanation("It is. Why: nobody knows.")


def test_what_is_missing_is_said() -> None:
    assert Explanation.of("It is.\n\nMend: Do it.").missing == ("why", "example")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_every_rule_says_what_why_by_which_example_and_how_to_mend_it(rule: Rule) -> None:
    if rule.id not in INCOMPLETE:
        assert rule.explained.missing == ()


def test_the_list_of_incomplete_rules_is_honest() -> None:
    assert {rule.id for rule in all_rules() if rule.explained.missing} >= INCOMPLETE


def test_every_family_has_a_name() -> None:
    assert {rule.id[:3] for rule in all_rules()} <= set(FAMILIES)


def test_the_list_has_a_line_for_each_rule() -> None:
    lines = as_list(all_rules()).splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert listed == [rule.id for rule in all_rules()]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.id)
def test_a_page_has_all_parts_and_fits_the_console(rule: Rule) -> None:
    page = as_page(rule)
    titles = [line for line in page.splitlines() if line in ("What", "Why", "Example", "Mend", "Source")]
    assert titles[-1] == "Source" and (rule.id in INCOMPLETE or len(titles) == 5)
    assert [line for line in page.splitlines() if len(line) > 100 and " " in line.strip()] == []


def test_an_example_keeps_its_lines() -> None:
    rule = Rule("XXX999", "of-a-test", Severity.ADVICE, "house", "a source", TEXT)
    assert "\n      id: x\n        more: y\n" in as_page(rule)
    assert "**Example:** As here.\n\n    id: x\n      more: y\n" in as_markdown([rule])


def test_the_reference_has_a_heading_for_each_rule() -> None:
    headings = [line.split()[1] for line in as_markdown(all_rules()).splitlines() if line.startswith("### ")]
    assert headings == [rule.id for rule in all_rules()]


def test_json_has_each_rule_with_its_parts() -> None:
    rules = json.loads(as_json(all_rules()))["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in all_rules()]
    assert set(rules[0]) >= {"what", "why", "example", "mend", "source", "severity", "certainty"}
