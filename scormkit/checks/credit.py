"""AMA: what a designation may say, and what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks.rule import rule
from scormkit.model.course import Gate, LearningFormat
from scormkit.model.finding import Certainty, Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

AMA = "ama-pra-1"


def carries_ama(course: Course) -> bool:
    """Whether the course is designated for AMA PRA credit."""
    return any(credit.system.id == AMA for credit in course.credits)


@rule("AMA010", "credit-off-quarter-grid", Severity.ERROR, "ama", "AMA PRA credit system: credit in steps of 0.25")
def credit_off_grid(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A designated maximum that is no positive multiple of the step of its credit system.

    Why: The AMA and the AAPA give credit in quarters of an hour, rounded to the nearest, and nobody can claim anything
    between.

    Example: `maximum: 0.3`

    Mend: Round the estimated time to the nearest quarter of an hour: 15 minutes are 0.25.
    """
    for index, credit in enumerate(course.credits):
        if credit.maximum <= 0 or (credit.system.prescribed_step and credit.maximum % credit.system.step):
            yield (
                course.where("credits", index, "maximum"),
                f"{credit.maximum} is not on the grid of {credit.system.step} in which {credit.system.name} is given.",
                f"Write a positive multiple of {credit.system.step}.",
            )


@rule("AMA020", "live-format-on-demand", Severity.ERROR, "ama", "AMA PRA learning formats; ACCME on enduring material")
def live_format(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A package that a learner opens at any time is not a live activity: its credit needs another format.

    Why: A live activity happens at one time, with its faculty. What is opened on demand is enduring material, which has
    requirements of its own: an assessment, a passing level, sources.

    Example: `format: live activity`, copied from the announcement of the webinar that was recorded.

    Mend: Write `enduring material`, or ask the accredited provider which format it designated. A recording of a live
    activity is an activity of its own.
    """
    if course.activity.format is LearningFormat.LIVE:
        yield (
            course.where("activity", "format"),
            "The format is 'live activity', but a package is opened on demand.",
            "Write 'enduring material', or ask the accredited provider which format it designated.",
        )


@rule("AMA050", "ineligible-profession", Severity.ERROR, "ama", "AMA PRA credit system: awarded to physicians only")
def ineligible_profession(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A credit is offered to a profession that its system does not award it to.

    Why: Each body awards its credit to its own professions. Others may be told what an activity was designated for, and
    no more.

    Example: AMA PRA credit with `eligible: [physician, nurse]`

    Mend: Remove the profession. Its members receive a statement of participation, or credit of another system.
    """
    for index, credit in enumerate(course.credits):
        for profession in sorted(set(credit.eligible) - set(credit.system.awardable_to)):
            yield (
                course.where("credits", index, "eligible"),
                f"{credit.system.name} is not awarded to the profession '{profession}'.",
                "Remove it here; other professions receive a statement of participation.",
            )


@rule(
    "AMA060",
    "claim-without-gate",
    Severity.ERROR,
    "ama",
    "AMA PRA credit system: physicians claim what they took part in",
)
def claim_without_gate(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The course carries credit, and completion does not ask for the claim, so that nobody could make it.

    Why: After completion an LMS opens a course for reading only, so a later claim would be lost.

    Example: `completion: [acknowledge, pages, post-test]` in a course with credit.

    Mend: Add `claim` to `completion`. Who does not want credit declines it there.
    """
    if course.credits and Gate.CLAIM not in course.gates:
        yield (
            course.where("completion"),
            "The course carries credit, but completion does not ask learners to claim it or decline.",
            "Add 'claim' to 'completion'.",
        )


@rule("AMA070", "credit-nobody-can-claim", Severity.ERROR, "ama", "AMA PRA credit system: awarded to eligible learners")
def nobody_can_claim(course: Course, context: CheckContext) -> Iterator[Offence]:
    """No profession that may claim a credit is among those that learners can state.

    Why: A claim is made by somebody who states a profession. Without that choice the credit is offered to nobody.

    Example: Credit for physicians in a course with `professions: [nurse]`.

    Mend: Add an eligible profession to the audience, or remove the credit.
    """
    for index, credit in enumerate(course.credits):
        if credit.eligible and not set(credit.eligible) & set(course.audience.professions):
            yield (
                course.where("credits", index, "eligible"),
                f"Nobody in the audience may claim {credit.system.name}: no eligible profession can be stated.",
                "Add an eligible profession to 'audience: professions', or remove the credit.",
            )


@rule(
    "AMA080",
    "minutes-not-stated",
    Severity.WARNING,
    "ama",
    "AMA PRA credit system: an estimate of the time to complete",
)
def minutes_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The course carries credit, and the estimated time to complete it is not stated.

    Why: The credit of enduring material is the provider's estimate of the time that it takes. Learners are told both.

    Example: `minutes: not stated` beside `maximum: 0.25`

    Mend: Write how many minutes the activity takes, and keep how it was estimated: a pilot, a word count.
    """
    if course.credits and isinstance(course.activity.minutes, NotStated):
        yield (
            course.where("activity", "minutes"),
            "The estimated time to complete is not stated, so nothing shows where the credit comes from.",
            "Write the minutes that the activity takes.",
        )


@rule("AMA090", "minutes-and-credit-disagree", Severity.WARNING, "ama", "AMA PRA credit system: an hour is 1 credit")
def minutes_disagree(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The estimated time, rounded to the step of the credit system, is not the designated maximum.

    Why: An hour is one credit, rounded to the nearest quarter. An auditor computes it as well.

    Example: `minutes: 45` beside `maximum: 1.0`, where 0.75 is right.

    Mend: Correct the minutes or the maximum. Only the accredited provider changes what it designated.
    """
    minutes = course.activity.minutes
    if isinstance(minutes, NotStated):
        return
    for index, credit in enumerate(course.credits):
        system = credit.system
        if system.minutes is None or credit.maximum <= 0 or credit.maximum % system.step:
            continue
        implied = credit.maximum * system.minutes
        if abs(minutes - implied) > system.step * system.minutes / 2:
            yield (
                course.where("credits", index, "maximum"),
                (
                    f"{notices.credit_phrase(system, credit.maximum)} are {implied.normalize():f} minutes, and the "
                    f"estimated time is {minutes}: that is {_rounded(minutes, system.minutes, system.step):f}."
                ),
                "Correct the minutes or the credit.",
            )


def _rounded(minutes: int, unit: int, step: Decimal) -> Decimal:
    return (round(minutes / (step * unit)) * step).normalize()


@rule(
    "AMA100",
    "enduring-without-assessment",
    Severity.ERROR,
    "ama",
    "AMA PRA enduring material: an assessment with a level",
    Certainty.LIKELY,
)
def without_assessment(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Enduring material with AMA PRA credit has no post-test, or one that everybody passes.

    Why: The AMA asks for an assessment of the learner with an established minimum performance level.

    Example: A course with credit and only a quiz of the role `check`, or `passing: 0`

    Mend: Write a quiz with `role: post-test` and a passing score, and keep `post-test` in `completion`.
    """
    if not carries_ama(course) or course.activity.format is not LearningFormat.ENDURING:
        return
    test = notices.assessment(course)
    if test is None and Gate.POST_TEST not in course.gates:
        yield (
            course.where("credits"),
            "Enduring material with AMA PRA credit needs an assessment, and the course has no post-test.",
            "Write a quiz with 'role: post-test'.",
        )
    elif test is not None and test.passing <= 0:
        yield (
            test.place,
            "Everybody passes the post-test: a passing score of 0 is no minimum performance level.",
            "Write the score that the provider established, such as 'passing: 75'.",
        )


@rule(
    "AMA110",
    "passing-level-not-told",
    Severity.ERROR,
    "ama",
    "AMA PRA enduring material: the level is told before the start",
    Certainty.LIKELY,
)
def level_not_told(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The post-test is no condition of completion, so nothing tells learners before the start what they must reach.

    Why: The AMA asks that the minimum performance level is communicated before participation, and is reached for
    credit. The first page states it where the post-test is a condition.

    Example: `completion: [acknowledge, pages, claim]` in a course with a post-test.

    Mend: Add `post-test` to `completion`.
    """
    if carries_ama(course) and Gate.POST_TEST not in course.gates and notices.assessment(course) is not None:
        yield (
            course.where("completion"),
            "Credit does not depend on the post-test, and the first page does not state its passing score.",
            "Add 'post-test' to 'completion'.",
        )


@rule(
    "AMA130",
    "other-format-undescribed",
    Severity.ERROR,
    "ama",
    "AMA PRA learning formats; ACCME: other, with a description",
)
def other_undescribed(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The format is "other activity", and nothing says which.

    Why: An activity that fits none of the named formats is labelled "other" with a short description, in its statement
    and on certificates.

    Example: `format: other activity` alone.

    Mend: Write `described:` beside it, in a few words, such as "blended".
    """
    if course.activity.format is LearningFormat.OTHER and not course.activity.described:
        yield (
            course.where("activity", "format"),
            "The format is 'other activity', and its description is missing.",
            "Add 'described:' with a few words, such as 'blended'.",
        )


RULES = (
    credit_off_grid,
    live_format,
    ineligible_profession,
    claim_without_gate,
    nobody_can_claim,
    minutes_not_stated,
    minutes_disagree,
    without_assessment,
    level_not_told,
    other_undescribed,
)
