"""Overrides: a decision to live with a finding holds for its rule and until its day, and for nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from models import make_activity, make_course, make_credit, make_override
from rule_cases import AS_OF, CASES

from scormkit.checks import COURSE_RULES, CheckContext, check_course, examine, overrides
from scormkit.compile.course import compile_course
from scormkit.model.course import Course, CreditStatus, LearningFormat
from scormkit.model.finding import Severity
from scormkit.model.stated import NOT_STATED, NotStated
from scormkit.targets import TARGETS

LIVE_FORMAT = make_activity(format=LearningFormat.LIVE)


RULES = {rule.id: rule.name for rule in COURSE_RULES}
LATER = date(2029, 12, 31)


ASKED = ("AMA010", "AMA020", "APR", "OVR", "STA")
"""What the courses of this page are about; other rules may have a word to say on them too."""


def found(course: Course, day: date = AS_OF) -> list[str]:
    spoken = [finding.rule for finding in check_course(course, CheckContext(day, RULES))]
    return [rule for rule in spoken if rule.startswith(ASKED)]


def overridden(until: date | NotStated, **changes: object) -> Course:
    return make_course(activity=LIVE_FORMAT, overrides=(make_override("AMA020", until=until),), **changes)


def test_an_override_accepts_the_findings_of_its_rule() -> None:
    assert found(overridden(LATER)) == []


def test_an_override_accepts_no_other_rule() -> None:
    assert found(overridden(LATER, credits=(make_credit("0.3"),))) == ["AMA010"]


def test_what_an_override_accepts_is_kept_beside_it() -> None:
    """The record lists what was overridden, with the reason."""
    course = overridden(LATER)
    accepted = examine(course, CheckContext(AS_OF, RULES)).accepted
    assert [(one.finding.rule, one.override) for one in accepted] == [("AMA020", course.overrides[0])]


@pytest.mark.parametrize("nothing", ["", " ", "-", "n/a", "N/A.", "TBD", "not stated", "none", "…", "todo!"])
@pytest.mark.parametrize(("key", "rule"), [("reason", "OVR030"), ("by", "OVR040")])
def test_an_override_without_a_reason_or_a_decider_accepts_nothing(key: str, rule: str, nothing: str) -> None:
    override = make_override("AMA020", **{key: nothing})
    assert found(make_course(activity=LIVE_FORMAT, overrides=(override,))) == ["AMA020", rule]


@pytest.mark.parametrize("reason", ["Agreed.", "The provider designated it so.", "Nonetheless fine", "X-ray course"])
def test_a_reason_is_taken_at_its_word(reason: str) -> None:
    assert found(make_course(activity=LIVE_FORMAT, overrides=(make_override("AMA020", reason=reason),))) == []


def test_an_override_without_an_end_accepts_but_is_advised_against() -> None:
    assert found(overridden(NOT_STATED)) == ["OVR060"]


@pytest.mark.parametrize("settled", [{"stated": "live activity"}, {"used": "enduring material"}])
def test_a_settled_conflict_of_sources_needs_no_end(settled: dict[str, str]) -> None:
    override = make_override("AMA020", until=NOT_STATED, **settled)
    assert found(make_course(activity=LIVE_FORMAT, overrides=(override,))) == []


def mend_of(rule: str) -> str:
    course = make_course(overrides=(make_override(rule),))
    [mend] = [one.mend for one in check_course(course, CheckContext(AS_OF, RULES)) if one.rule == "OVR050"]
    return mend


def test_an_unknown_rule_is_named_with_the_nearest_one() -> None:
    assert "Did you mean AMA020 (live-format-on-demand)?" in mend_of("AMA029")


def test_the_nearest_rule_may_be_of_another_family() -> None:
    assert "Did you mean DAT020 (expires-before-release)?" in mend_of("DAR020")


def test_a_rule_that_resembles_none_has_no_nearest_one() -> None:
    assert mend_of("ZZZ999").startswith("Copy the id")


def test_where_no_rules_are_known_none_is_called_unknown() -> None:
    course = make_course(overrides=(make_override("ZZZ999"),))
    assert "OVR050" not in {finding.rule for finding in check_course(course, CheckContext(AS_OF))}


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        (date(2027, 11, 21), []),
        (date(2027, 11, 22), []),
        (date(2027, 11, 23), ["AMA020", "OVR010"]),
    ],
)
def test_an_override_holds_on_its_last_day_and_not_on_the_next(day: date, rules: list[str]) -> None:
    assert found(overridden(date(2027, 11, 22)), day) == rules


def test_an_override_that_ended_is_reported_where_it_stands() -> None:
    course = overridden(date(2026, 1, 1))
    [ended] = [finding for finding in check_course(course, CheckContext(AS_OF)) if finding.rule == "OVR010"]
    assert ended.place == course.overrides[0].place


def test_a_newer_override_of_the_same_rule_takes_the_place_of_one_that_ended() -> None:
    overrides = (make_override("AMA020", until=date(2026, 1, 1)), make_override("AMA020", until=date(2030, 1, 1)))
    assert found(make_course(activity=LIVE_FORMAT, overrides=overrides)) == ["OVR010"]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_an_override_holds_exactly_until_its_day(until: date, offset: int) -> None:
    day = until + timedelta(days=offset)
    accepted = "AMA020" not in found(overridden(until), day)
    assert accepted == (offset <= 0)


def test_an_override_of_a_rule_that_does_not_speak_changes_nothing() -> None:
    assert found(make_course(overrides=(make_override("AMA020"),))) == []


# What no decision of an author can accept


FIRM = (
    "AMA010", "AMA050", "APR010", "APR040", "CRE110", "IRI020", "IRI030", "LMS010", "OVR010", "OVR020", "QIZ010",
    "SEC010", "SEC020", "SEC040", "SEC070", "SEC080", "SEC090", "STA010", "STA020", "STA030", "XAP010",
)  # fmt: skip


@pytest.mark.parametrize("rule", FIRM)
def test_no_override_makes_a_package_real_or_whole(rule: str) -> None:
    """An override settles what sources state; it approves nothing, and repairs nothing."""
    course = CASES[rule].fires
    overrides = (*course.overrides, make_override(rule))
    speaking = {finding.rule for finding in check_course(replace(course, overrides=overrides), CheckContext(AS_OF))}
    assert {rule, "OVR020"} <= speaking


@given(st.sets(st.sampled_from([rule.id for rule in COURSE_RULES])))
def test_whatever_is_overridden_a_live_course_still_asks_for_approval(rules: set[str]) -> None:
    """Live credit needs the approval of a named role: nobody can decide that it does not."""
    overrides = tuple(make_override(rule) for rule in sorted(rules))
    assert "STA020" in found(make_course(credit_status=CreditStatus.LIVE, overrides=overrides))


ERRORS = [rule.id for rule in COURSE_RULES if rule.severity is Severity.ERROR]
OVERRIDABLE = [rule for rule in ERRORS if not rule.startswith(overrides.FIRM)]


@pytest.mark.parametrize("rule", OVERRIDABLE)
def test_an_error_that_may_be_accepted_leaves_a_course_that_can_be_packaged(rule: str) -> None:
    """What no package or statement could carry would end a build with a fault of the program."""
    compiled = compile_course(CASES[rule].fires)
    assert [fault for target in TARGETS.values() for fault in target.faults(compiled)] == []
