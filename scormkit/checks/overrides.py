"""OVR: a decision to live with a finding is itself on record, and it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks.rule import rule
from scormkit.model.finding import Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course


FIRM = ("AMA010", "AMA050", "AMA060", "AMA070", "LMS", "OVR", "QIZ", "SRC", "STA")
"""Rules, or families of them, on what no decision can mend: unreadable files, questions without an answer, a state that
an LMS cuts off, credit that nobody approved, that nobody can claim, or that is not awarded to those who would claim it.
The others judge what sources and accreditors say."""


def accepted(course: Course, context: CheckContext) -> frozenset[str]:
    """The rules whose findings the course's overrides accept on the day of the check, that day included."""
    return frozenset(
        override.rule
        for override in course.overrides
        if not override.rule.startswith(FIRM)
        and (isinstance(override.until, NotStated) or override.until >= context.as_of)
    )


@rule("OVR010", "override-ended", Severity.WARNING, "house", "an override holds until the day that its author set")
def override_ended(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The day until which an override was to hold has passed, so it accepts nothing any more."""
    for override in course.overrides:
        if not isinstance(override.until, NotStated) and override.until < context.as_of:
            yield (
                override.place,
                f"The override of {override.rule} ended with {notices.in_words(override.until)}.",
                "Decide again: mend the finding, or renew the override with a reason.",
            )


@rule(
    "OVR020", "override-without-effect", Severity.WARNING, "house", "an override settles sources, it approves nothing"
)
def override_without_effect(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An override names a rule on something that no decision can mend, so it accepts nothing."""
    for override in course.overrides:
        if override.rule.startswith(FIRM):
            yield (
                override.place,
                f"Findings of {override.rule} cannot be accepted by an override.",
                "Remove the override and mend what the rule finds.",
            )


RULES = (override_ended, override_without_effect)
