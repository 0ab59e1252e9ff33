"""Every rule: when it speaks, where, and when it is silent; and that no rule is without its cases."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from models import make_activity, make_course, make_credit, make_option, make_question, make_quiz
from rule_cases import AS_OF, CASES

from scormkit.archive.rules import RULES as ARCHIVE_RULES
from scormkit.checks import COURSE_RULES, CheckContext, check_course
from scormkit.model.finding import Certainty, Finding, Severity
from scormkit.source.load import load_course
from scormkit.source.rules import RULES as SOURCE_RULES

TESTS = Path(__file__).resolve().parent.parent
COURSES = TESTS.parent / "course_src"
ALL_RULES = (*SOURCE_RULES, *COURSE_RULES, *ARCHIVE_RULES)
CONTEXT = CheckContext(AS_OF, {rule.id: rule.name for rule in ALL_RULES})


def context_of(rule: str) -> CheckContext:
    """The day of the cases, and the LMS or style sheet that the case of a rule is about."""
    return replace(CONTEXT, profile=CASES[rule].profile, style=CASES[rule].style)


def ledger() -> dict[str, str]:
    """Every id that was ever given to a rule, with its offence."""
    lines = (TESTS / "rule_ids.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


# Cases


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_speaks_of_its_offence_at_its_place(rule: str) -> None:
    found = check_course(CASES[rule].fires, context_of(rule))
    assert tuple(finding.place for finding in found if finding.rule == rule) == CASES[rule].places


@pytest.mark.parametrize("rule", CASES)
def test_nothing_else_is_found_in_the_case_of_a_rule(rule: str) -> None:
    found = {finding.rule for finding in check_course(CASES[rule].fires, context_of(rule))}
    assert found == {rule} | CASES[rule].also


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_is_silent_on_what_is_just_right(rule: str) -> None:
    assert rule not in {
        finding.rule for finding in check_course(CASES[rule].silent, replace(context_of(rule), style=""))
    }


@pytest.mark.parametrize("rule", CASES)
def test_a_finding_says_in_sentences_what_is_wrong_and_what_to_do(rule: str) -> None:
    texts = [
        text
        for finding in check_course(CASES[rule].fires, context_of(rule))
        for text in (finding.message, finding.mend)
    ]
    assert [text for text in texts if not re.fullmatch(r"[A-Z0-9'].*[.!?)/]", text)] == []


def test_the_smallest_course_has_no_findings() -> None:
    assert check_course(make_course(), CONTEXT) == ()


def test_every_rule_on_courses_has_its_cases() -> None:
    assert {rule.id for rule in COURSE_RULES} == set(CASES)


@pytest.mark.parametrize("amount", ["0", "0.1", "0.24", "1.3", "0.125"])
def test_an_amount_off_the_grid_is_never_let_pass(amount: str) -> None:
    """AMA PRA credit system: steps of 0.25, and more than none."""
    found = check_course(make_course(credits=(make_credit(amount),)), CONTEXT)
    assert [finding.rule for finding in found] == ["AMA010"]


@pytest.mark.parametrize(
    ("kind", "options", "count"),
    [
        ("choice", (), 2),
        ("choice", (make_option("a", right=True),), 1),
        ("choice", (make_option("a"), make_option("b")), 1),
        ("multiple", (make_option("a"), make_option("b")), 1),
        ("true-false", (make_option("t", right=True), make_option("f", right=True)), 1),
        ("true-false", (make_option("t", right=True), make_option("f"), make_option("x")), 1),
        ("choice", (make_option("a", right=True, text="Same "), make_option("b", text="same")), 1),
    ],
)
def test_a_question_that_cannot_be_marked_is_found(kind: str, options: tuple[object, ...], count: int) -> None:
    question = make_question(kind=kind, options=options)
    found = check_course(make_course(quizzes=(make_quiz("post-test", question),)), CONTEXT)
    assert [finding.rule for finding in found] == ["QIZ010"] * count


# Days


@pytest.mark.parametrize(
    ("day", "rules"), [(date(2026, 2, 27), ["DAT090"]), (date(2026, 2, 28), ["DAT090"]), (date(2026, 3, 1), ["DAT010"])]
)
def test_credit_is_expired_on_the_day_after_its_date_and_not_before(day: date, rules: list[str]) -> None:
    """AMA enduring materials: the expiry date itself still carries credit."""
    course = make_course(activity=make_activity(expires=date(2026, 2, 28)))
    assert [finding.rule for finding in check_course(course, CheckContext(day))] == rules


def of_her2(day: date) -> dict[str, Finding]:
    """What is found on the sample on a day, one finding of each rule."""
    course = load_course(COURSES / "her2-maintenance", "her2").course
    assert course is not None
    return {finding.rule: finding for finding in check_course(course, CheckContext(day))}


def test_credit_of_the_sample_course_has_not_expired_on_its_last_day() -> None:
    assert of_her2(date(2026, 2, 28)).keys() - of_her2(date(2026, 3, 1)).keys() == {"DAT090"}


def test_the_sample_course_is_expired_at_the_line_of_its_date() -> None:
    """Build and check say so with a warning at the line of the date."""
    [new] = of_her2(date(2026, 3, 1)).keys() - of_her2(date(2026, 2, 28)).keys()
    finding = of_her2(date(2026, 3, 1))[new]
    lines = (COURSES / "her2-maintenance" / "course.yaml").read_text(encoding="utf-8").splitlines()
    assert (finding.rule, finding.severity, lines[finding.place.line - 1].strip()) == (
        "DAT010",
        Severity.WARNING,
        "expires: 2026-02-28",
    )


OPEN_ON_THE_PAGE = {
    *("AMA080", "AUD010", "DAT040", "DAT080", "DIS030", "DIS050", "DIS120", "DIS130", "DIS150"),
    *("LEG010", "LEG020", "LEG030", "LEG040", "LEG050", "SUP020", "SUP030", "SUP040"),
}


@pytest.mark.parametrize("rule", sorted(OPEN_ON_THE_PAGE))
def test_what_the_published_page_leaves_open_is_found(rule: str) -> None:
    """The sample keeps the gaps of its source; what is an error there is an override with a reason."""
    assert rule in of_her2(date(2026, 2, 28))


@pytest.mark.parametrize("rule", ["DAT030", "DIS040", "DIS060"])
def test_an_error_of_the_published_page_is_settled_by_an_override(rule: str) -> None:
    course = load_course(COURSES / "her2-maintenance", "her2").course
    assert course is not None
    bare = replace(course, overrides=())
    assert rule in {finding.rule for finding in check_course(bare, CheckContext(date(2026, 2, 28)))}


@pytest.mark.parametrize("name", ["hand-hygiene", "her2-maintenance"])
def test_the_samples_have_no_error_on_any_day(name: str) -> None:
    """``make build`` ends with exit code 0 on the samples, always."""
    course = load_course(COURSES / name, name).course
    assert course is not None
    days = [date(year, 1, 1) for year in (1970, 2026, 2030, 9999)]
    found = [finding for day in days for finding in check_course(course, CheckContext(day))]
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []


# The table


def test_no_two_rules_have_the_same_id() -> None:
    ids = [rule.id for rule in ALL_RULES]
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_no_two_rules_have_the_same_name() -> None:
    names = [rule.name for rule in ALL_RULES]
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_rule_is_complete(rule: object) -> None:
    """The rules are data: their list, the guide and the JSON are made from them."""
    form = {
        "id": r"[A-Z0-9]{3}[0-9]{3}",
        "name": r"[a-z0-9]+(-[a-z0-9]+)*",
        "ruleset": r"[a-z0-9-]+",
        "source": r"\S.{3,}",
        "explanation": r"(?s)[A-Z`].{20,}[.]",
    }
    assert [name for name, pattern in form.items() if not re.fullmatch(pattern, getattr(rule, name))] == []


def test_what_is_not_verified_is_never_an_error() -> None:
    """A package is not stopped by hearsay."""
    unsure = {rule.id for rule in ALL_RULES if rule.certainty is Certainty.UNVERIFIED}
    assert [rule.id for rule in ALL_RULES if rule.id in unsure and rule.severity is Severity.ERROR] == []


def test_every_family_is_one_block_of_the_table() -> None:
    families = [rule.id[:3] for rule in COURSE_RULES]
    blocks = [family for index, family in enumerate(families) if index == 0 or families[index - 1] != family]
    assert len(blocks) == len(set(blocks))


# The ledger


def test_every_rule_stands_in_the_ledger_under_its_offence() -> None:
    """An id is never reused: add a line for a new rule, never change or remove one."""
    assert {rule.id: rule.name for rule in ALL_RULES}.items() <= ledger().items()


def test_the_ledger_names_every_id_once_and_in_order() -> None:
    lines = (TESTS / "rule_ids.txt").read_text(encoding="utf-8").splitlines()
    ids = [line.split()[0] for line in lines if line and not line.startswith("#")]
    assert ids == sorted(set(ids))
