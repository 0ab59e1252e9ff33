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


RULES = (override_ended,)
