"""The rules, by family. A rule reads the course as its author meant it; it never imports what builds packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from scormkit.model.finding import Finding, Rule, in_order
from scormkit.model.judgement import Accepted, Verdict

if TYPE_CHECKING:
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


def examine(course: Course, context: CheckContext) -> Verdict:
    """What all rules find on a course: the findings that stand, and those that a valid override accepts."""
    found = in_order([finding for rule in COURSE_RULES if rule.check for finding in rule.check(course, context)])
    decisions = overrides.accepted(course, context)
    return Verdict(
        tuple(finding for finding in found if finding.rule not in decisions),
        tuple(Accepted(finding, decisions[finding.rule]) for finding in found if finding.rule in decisions),
    )


def check_course(course: Course, context: CheckContext) -> tuple[Finding, ...]:
    """All findings of all rules on a course, without those that a valid override of the course accepts."""
    return examine(course, context).findings
