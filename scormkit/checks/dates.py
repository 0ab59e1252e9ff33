"""DAT: dates of the activity, judged against a day that is given and never taken from a clock."""

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


@rule("DAT010", "credit-expired", Severity.WARNING, "ama", "AMA enduring materials: no credit after expiry")
def credit_expired(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The expiry date lies before the day of the check.

    The package is safe by construction: it still teaches and records completion, and offers no credit to claim.
    """
    expires = course.activity.expires
    if not isinstance(expires, NotStated) and expires < context.as_of:
        yield (
            course.where("activity", "expires"),
            (
                f"Credit expired with {notices.in_words(expires)}: the package will teach and record completion, "
                "with nothing to claim."
            ),
            "Review the activity and set new dates, or keep it as education without credit.",
        )


@rule("DAT020", "expires-before-release", Severity.ERROR, "ama", "an activity cannot expire before it is released")
def expires_before_release(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The expiry date lies before the release date, so credit could never be claimed."""
    released, expires = course.activity.released, course.activity.expires
    if not isinstance(released, NotStated) and not isinstance(expires, NotStated) and expires < released:
        yield (
            course.where("activity", "expires"),
            f"The activity expires on {notices.in_words(expires)}, before its release on {notices.in_words(released)}.",
            "Correct one of the two dates.",
        )


RULES = (credit_expired, expires_before_release)
