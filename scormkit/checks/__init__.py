"""The rules, by family. A rule reads the course as its author meant it; it never imports what builds packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.checks import access, assessment, credit, dates, disclosure, limits, overrides, status
from scormkit.checks.rule import CheckContext
from scormkit.model.finding import Finding, Rule, in_order

if TYPE_CHECKING:
    from scormkit.model.course import Course

COURSE_RULES: tuple[Rule, ...] = (
    *credit.RULES,
    *dates.RULES,
    *disclosure.RULES,
    *assessment.RULES,
    *limits.RULES,
    *status.RULES,
    *access.RULES,
    *overrides.RULES,
)
"""Every rule on a course, in the order of its families."""

__all__ = ["COURSE_RULES", "CheckContext", "check_course"]


def check_course(course: Course, context: CheckContext) -> tuple[Finding, ...]:
    """All findings of all rules on a course, without those that a valid override of the course accepts."""
    found = [finding for rule in COURSE_RULES if rule.check for finding in rule.check(course, context)]
    accepted = overrides.accepted(course, context)
    return in_order([finding for finding in found if finding.rule not in accepted])
