"""The rules, by family. A rule reads the course as its author meant it; it never imports what builds packages."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from scormkit.ahead import ahead
from scormkit.checks import (
    access,
    accreditation,
    approval,
    assessment,
    claims,
    conditions,
    credit,
    dates,
    disclosure,
    frontlist,
    iris,
    limits,
    marketing,
    overrides,
    references,
    relationships,
    security,
    status,
    support,
    systems,
    teaching,
    text,
    wording,
)
from scormkit.checks.rule import CheckContext
from scormkit.model.finding import Finding, Place, Rule, in_order
from scormkit.model.judgement import Accepted, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.model.course import Course

COURSE_RULES: tuple[Rule, ...] = (
    *credit.RULES,
    *wording.RULES,
    *accreditation.RULES,
    *systems.RULES,
    *dates.RULES,
    *claims.DATE_RULES,
    *disclosure.RULES,
    *relationships.RULES,
    *support.RULES,
    *marketing.RULES,
    *frontlist.RULES,
    *conditions.AUDIENCE_RULES,
    *assessment.RULES,
    *conditions.RULES,
    *claims.RULES,
    *teaching.RULES,
    *references.RULES,
    *text.RULES,
    *access.RULES,
    *limits.RULES,
    *security.RULES,
    *iris.RULES,
    *status.RULES,
    *approval.RULES,
    *overrides.RULES,
)
"""Every rule on a course, in the order of its families."""

__all__ = ["COURSE_RULES", "CheckContext", "check_course", "examine"]


SHOWN: tuple[Rule, ...] = (*access.RULES, *security.RULES)
"""Rules on what is shown and shipped, HTML and files. They share least with those on words, and cost about the same."""


def examine(course: Course, context: CheckContext, *, by_two: bool = False) -> Verdict:
    """What all rules find on a course: the findings that stand, and those that a valid override accepts.

    ``by_two`` allows a second process to apply some of them, which pays from some hundred pages.
    """
    found = in_order(_found_by_two(course, context) if by_two else _found(COURSE_RULES, course, context))
    decisions = overrides.accepted(course, context)
    return Verdict(
        tuple(finding for finding in found if finding.rule not in decisions),
        tuple(Accepted(finding, decisions[finding.rule]) for finding in found if finding.rule in decisions),
    )


def _found(rules: Sequence[Rule], course: Course, context: CheckContext) -> list[Finding]:
    return [finding for rule in rules if rule.check for finding in rule.check(course, context)]


def _found_by_two(course: Course, context: CheckContext) -> list[Finding]:
    shown = {rule.id: rule for rule in SHOWN}

    def looked() -> dict[str, Any]:
        found = _found(SHOWN, course, context)
        return {"found": [(one.rule, astuple(one.place), one.message, one.mend) for one in found]}

    with ahead(looked) as result:
        read = _found([rule for rule in COURSE_RULES if rule.id not in shown], course, context)
        told = result().get("found")
    if told is None:
        return read + _found(SHOWN, course, context)
    return read + [shown[rule].at(Place(*place), message, mend) for rule, place, message, mend in told]


def check_course(course: Course, context: CheckContext) -> tuple[Finding, ...]:
    """All findings of all rules on a course, without those that a valid override of the course accepts."""
    return examine(course, context).findings
