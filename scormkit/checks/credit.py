"""AMA: what a designation may say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.checks.rule import rule
from scormkit.model.course import Gate, LearningFormat
from scormkit.model.finding import Certainty, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course


@rule("AMA010", "credit-off-quarter-grid", Severity.ERROR, "ama", "AMA PRA credit system: credit in steps of 0.25")
def credit_off_grid(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A designated maximum that is no positive multiple of the step of its credit system."""
    for index, credit in enumerate(course.credits):
        if credit.maximum <= 0 or credit.maximum % credit.system.step:
            yield (
                course.where("credits", index, "maximum"),
                f"{credit.maximum} is not on the grid of {credit.system.step} in which {credit.system.name} is given.",
                f"Write a positive multiple of {credit.system.step}.",
            )


@rule("AMA020", "live-format-on-demand", Severity.ERROR, "ama", "AMA PRA learning formats; ACCME on enduring material")
def live_format(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A package that a learner opens at any time is not a live activity: its credit needs another format."""
    if course.activity.format is LearningFormat.LIVE:
        yield (
            course.where("activity", "format"),
            "The format is 'live activity', but a package is opened on demand.",
            "Write 'enduring material', or ask the accredited provider which format it designated.",
        )


@rule(
    "AMA050",
    "ineligible-profession",
    Severity.ERROR,
    "ama",
    "AMA PRA credit system: awarded to physicians only",
    Certainty.VERIFIED,
)
def ineligible_profession(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A credit is offered to a profession that its system does not award it to."""
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
    "AMA PRA credit system: physicians claim what they take part in",
)
def claim_without_gate(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The course carries credit, and completion does not ask for the claim, so that nobody could make it.

    After completion an LMS opens a course for reading only, so a later claim would be lost.
    """
    if course.credits and Gate.CLAIM not in course.gates:
        yield (
            course.where("completion"),
            "The course carries credit, but completion does not ask learners to claim it or decline.",
            "Add 'claim' to 'completion'.",
        )


@rule("AMA070", "credit-nobody-can-claim", Severity.ERROR, "ama", "AMA PRA credit system: awarded to eligible learners")
def nobody_can_claim(course: Course, context: CheckContext) -> Iterator[Offence]:
    """No profession that may claim a credit is among those that learners can state."""
    for index, credit in enumerate(course.credits):
        if credit.eligible and not set(credit.eligible) & set(course.audience.professions):
            yield (
                course.where("credits", index, "eligible"),
                f"Nobody in the audience may claim {credit.system.name}: no eligible profession can be stated.",
                "Add an eligible profession to 'audience: professions', or remove the credit.",
            )


RULES = (credit_off_grid, live_format, ineligible_profession, claim_without_gate, nobody_can_claim)
