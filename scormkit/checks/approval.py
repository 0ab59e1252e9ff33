"""APR: who approved which version of the content, and whether it is still that content."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks.overrides import says_nothing
from scormkit.checks.rule import rule
from scormkit.model.course import CreditStatus
from scormkit.model.finding import Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course


def in_force(course: Course) -> bool:
    """Whether the content is what somebody approved: the same version, and not edited since."""
    approval = course.approval
    return (
        approval is not None
        and not says_nothing(approval.by)
        and not says_nothing(approval.role)
        and approval.version == course.version
        and approval.content == course.content
    )


def in_effect(course: Course) -> Course:
    """The course as it may be packaged: a live one that nobody approved as it is now is a draft again.

    A draft says on every page why it carries no credit, so one without a notice gets one.
    """
    if course.credit_status is not CreditStatus.LIVE or in_force(course):
        return course
    notice = course.notice.strip() or "Draft. Nobody has approved this content as it is now. Not for credit."
    return replace(course, credit_status=CreditStatus.DRAFT, notice=notice)


@rule("APR010", "edited-since-approval", Severity.WARNING, "house", "live credit needs approval of what is shown")
def edited_since_approval(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The content was edited since it was approved, so the course is a draft again, whatever its status says.

    Why: Somebody answers for what learners see. What nobody has looked at carries no credit, be it a comma or a dose.

    Example: A page is corrected on the day after `scormkit approve`. The packages are drafts until somebody approves
    the course again.

    Mend: Show the change to who approves and run `scormkit approve` again, or undo the change. Comments, line breaks of
    YAML, `credit_status`, `notice`, `lms` and the `by` and `until` of overrides are no content and may change.
    """
    approval = course.approval
    if approval is not None and approval.version == course.version and approval.content != course.content:
        yield (
            course.where("approval", "content"),
            (
                f"The content was edited since {approval.by} approved it on {notices.in_words(approval.day)}"
                f"{_draft_again(course)}."
            ),
            "Have it approved again with 'scormkit approve', or undo the change.",
        )


@rule("APR020", "approval-of-another-version", Severity.WARNING, "house", "live credit needs approval of what is shown")
def approval_of_another_version(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Another version of the course was approved than the one that is here, so the course is a draft again.

    Why: A version is what learners, statements and certificates refer to. An approval holds for the one that it names.

    Example: Version 1.0 was approved, and `version` now says 1.1.

    Mend: Have the new version approved with `scormkit approve`.
    """
    approval = course.approval
    if approval is not None and approval.version != course.version:
        yield (
            course.where("approval", "version"),
            f"Version {approval.version} was approved, and this is version {course.version}{_draft_again(course)}.",
            "Have this version approved with 'scormkit approve'.",
        )


@rule("APR030", "approval-after-today", Severity.WARNING, "house", "an approval is a thing of the past")
def approval_after_today(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The day of the approval lies after the day of the check.

    Why: Nobody has approved anything tomorrow. The date is mistyped, or it was written before it happened.

    Example: `date: 2062-11-22` in November 2026.

    Mend: Run `scormkit approve` when the content is approved; it writes the day.
    """
    approval = course.approval
    if approval is not None and not isinstance(approval.day, NotStated) and approval.day > context.as_of:
        yield (
            course.where("approval", "date"),
            f"The approval is of {notices.in_words(approval.day)}, and this is {notices.in_words(context.as_of)}.",
            "Correct the date, or let 'scormkit approve' write it.",
        )


@rule("APR040", "approval-of-nobody", Severity.ERROR, "house", "live credit needs the approval of a named role")
def approval_of_nobody(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An approval names nobody, or no role.

    Why: An approval is somebody's word, and the role says why that word counts.

    Example: `by: TBD`

    Mend: Name in `by` who approved, and in `role` what makes them responsible, such as CME director.
    """
    approval = course.approval
    if approval is None:
        return
    for key, value in (("by", approval.by), ("role", approval.role)):
        if says_nothing(value):
            yield (
                course.where("approval", key),
                f"The approval does not say {'who approved' if key == 'by' else 'in which role'}.",
                "Run 'scormkit approve' with --by and --role.",
            )


def _draft_again(course: Course) -> str:
    return ", so it is a draft again" if course.credit_status is CreditStatus.LIVE else ""


RULES = (edited_since_approval, approval_of_another_version, approval_after_today, approval_of_nobody)
