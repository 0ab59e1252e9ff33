"""DAT: dates of the activity, judged against a day that is given and never taken from a clock."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks.rule import rule
from scormkit.model.finding import Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Activity, Course

LONGEST = 3
"""Years after release or review for which enduring material may be certified."""
SOON = 90
"""Days before expiry from which a catalogue should know."""


def years_after(day: date, years: int) -> date:
    """The same day years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=min(day.year + years, date.max.year))
    except ValueError:
        return date(day.year + years, 3, 1)


def years_before(day: date, years: int) -> date:
    """The same day years before; 29 February becomes 1 March."""
    try:
        return day.replace(year=max(day.year - years, date.min.year))
    except ValueError:
        return date(day.year - years, 3, 1)


@rule("DAT010", "credit-expired", Severity.WARNING, "ama", "AMA enduring materials: no credit after expiry")
def credit_expired(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The expiry date lies before the day of the check.

    Why: Nobody may claim credit after the day on which it expired. The package is safe by construction: it still
    teaches and records completion, and offers no credit to claim.

    Example: `expires: 2026-02-28`, checked on 1 March 2026.

    Mend: Review the activity and set new dates, or keep it as education without credit.
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
    """The expiry date lies before the release date, so credit could never be claimed.

    Why: One of the two is a mistake, and packages would be expired from their first day.

    Example: `released: 2028-06-01` and `expires: 2028-05-31`

    Mend: Correct one of the two dates.
    """
    released, expires = course.activity.released, course.activity.expires
    if not isinstance(released, NotStated) and not isinstance(expires, NotStated) and expires < released:
        yield (
            course.where("activity", "expires"),
            f"The activity expires on {notices.in_words(expires)}, before its release on {notices.in_words(released)}.",
            "Correct one of the two dates.",
        )


@rule("DAT030", "release-not-stated", Severity.ERROR, "accme-legacy", "enduring material list: original release date")
def release_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The day on which a course with credit was released is not stated.

    Why: Credit runs from a day. Without it nobody can say whether the activity is certified for too long, and claims of
    before the release cannot be told.

    Example: `released: not stated` beside `expires: 2026-02-28`

    Mend: Write the day of the original release.
    """
    if course.credits and isinstance(course.activity.released, NotStated):
        yield (
            course.where("activity", "released"),
            "The release date is not stated.",
            "Write 'released:' with the day of the original release.",
        )


@rule("DAT040", "review-not-stated", Severity.WARNING, "accme-legacy", "enduring material list: most recent review")
def review_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The day on which the content was last reviewed is not stated, or is still to come.

    Why: Learners see how recent the content is, and enduring material is reviewed at least every three years.

    Example: A course with `released` and no `reviewed`.

    Mend: Write the day of the last review; for a new activity that is the review before its release.
    """
    if course.credits and isinstance(course.activity.reviewed, NotStated):
        yield (
            course.where("activity", "reviewed"),
            "The day of the last review is not stated.",
            "Write 'reviewed:' with the day on which the content was last reviewed.",
        )
    elif course.credits and isinstance(course.activity.reviewed, date) and not _has_been(course.activity, context):
        yield (
            course.where("activity", "reviewed"),
            f"The last review is dated {notices.in_words(course.activity.reviewed)}, which is still to come.",
            "Write 'reviewed:' with the day of a review that has taken place.",
        )


def _has_been(activity: Activity, context: CheckContext) -> bool:
    """Whether the review has taken place; one before a release that is still to come may be planned."""
    latest = max([context.as_of, *([activity.released] if isinstance(activity.released, date) else [])])
    return not isinstance(activity.reviewed, date) or activity.reviewed <= latest


@rule(
    "DAT050", "certified-too-long", Severity.ERROR, "accme-legacy", "enduring material: reviewed at least every 3 years"
)
def certified_too_long(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Credit expires more than three years after the release or the last review.

    Why: Enduring material is never certified for longer than three years without a review.

    Example: `released: 2026-01-15` and `expires: 2030-12-31`

    Mend: Set an earlier expiry, or review the content and write the day under `reviewed`.
    """
    activity = course.activity
    told = [day for day in (activity.released, activity.reviewed) if isinstance(day, date)]
    seen = told if _has_been(activity, context) else [day for day in told if day == activity.released]
    if course.credits and seen and isinstance(activity.expires, date):
        last = years_after(max(seen), LONGEST)
        if activity.expires > last:
            yield (
                course.where("activity", "expires"),
                (
                    f"Credit runs until {notices.in_words(activity.expires)}, and after release or review on "
                    f"{notices.in_words(max(seen))} it may run until {notices.in_words(last)}."
                ),
                "Set an earlier expiry, or review the content and write the day under 'reviewed'.",
            )


@rule("DAT060", "approval-outlived", Severity.ERROR, "aapa", "AAPA: approval of enduring material lasts one year")
def approval_outlived(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Credit expires later than its body approves an activity for.

    Why: AAPA approves enduring material for one year. After that no AAPA credit can be claimed.

    Example: AAPA credit that is approved on 1 June 2026 in a course with `expires: 2028-05-31`

    Mend: Give the credit an `expires` of its own, at the latest the end of the approval.
    """
    for index, credit in enumerate(course.credits):
        whose = "course" if isinstance(credit.expires, NotStated) else "credit"
        expires = course.activity.expires if whose == "course" else credit.expires
        start = course.activity.released if isinstance(credit.approved, NotStated) else credit.approved
        if credit.system.years is None or isinstance(start, NotStated) or isinstance(expires, NotStated):
            continue
        last = years_after(start, credit.system.years)
        if expires > last:
            yield (
                course.where("credits", index),
                (
                    f"{credit.system.name} may be claimed until {notices.in_words(last)}, and the {whose} says until "
                    f"{notices.in_words(expires)}."
                ),
                f"Write 'expires: {last.isoformat()}' under this credit, or earlier.",
            )


@rule("DAT070", "expiry-not-stated", Severity.WARNING, "accme-legacy", "enduring material list: termination date")
def expiry_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A course with credit has no expiry date, so its credit does not end.

    Why: Learners are told until when credit can be claimed. "Available until" is no date of expiry of credit.

    Example: `expires: not stated`

    Mend: Write the last day on which credit can be claimed, at most three years after release or review.
    """
    if course.credits and isinstance(course.activity.expires, NotStated):
        yield (
            course.where("activity", "expires"),
            "Until when credit can be claimed is not stated.",
            "Write 'expires:' with the last day of credit.",
        )


@rule("DAT080", "time-zone-not-stated", Severity.WARNING, "house", "a day begins and ends in a time zone")
def time_zone_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Credit expires on a day, and the time zone in which that day ends is not stated.

    Why: Between two coasts, and between the server and the learner, a day ends at different hours. Without a time zone
    it ends in UTC, which is in the afternoon in California.

    Example: `expires: 2026-02-28` with `time_zone: not stated`

    Mend: Write the provider's time zone, such as America/New_York.
    """
    activity = course.activity
    if course.credits and isinstance(activity.expires, date) and isinstance(activity.time_zone, NotStated):
        yield (
            course.where("activity", "time_zone"),
            f"In which time zone {notices.in_words(activity.expires)} ends is not stated; packages take UTC.",
            "Write 'time_zone:', such as America/New_York.",
        )


@rule("DAT090", "expires-soon", Severity.ADVICE, "house", "a review takes time: know of the expiry before it comes")
def expires_soon(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Credit expires within 90 days of the day of the check.

    Why: A review and a new release take weeks. Over a catalogue, `scormkit check --as-of` with a day to come lists what
    will have expired by then.

    Example: `expires: 2026-02-28`, checked in January 2026.

    Mend: Review the activity and set new dates, or let it end.
    """
    expires = course.activity.expires
    if course.credits and isinstance(expires, date) and timedelta(0) <= expires - context.as_of <= timedelta(SOON):
        left = (expires - context.as_of).days
        yield (
            course.where("activity", "expires"),
            f"Credit expires on {notices.in_words(expires)}, {_in_days(left)}.",
            "Plan the review, or let the credit end.",
        )


def _in_days(days: int) -> str:
    return {0: "which is today", 1: "in one day"}.get(days, f"in {days} days")


RULES = (
    credit_expired,
    expires_before_release,
    release_not_stated,
    review_not_stated,
    certified_too_long,
    approval_outlived,
    expiry_not_stated,
    time_zone_not_stated,
    expires_soon,
)
