"""CRE: what a text may say of IACET's CEUs, which no field of a course holds."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.checks.prose import passages_with
from scormkit.checks.rule import rule
from scormkit.model.finding import Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

IACET = re.compile(r"\bIACET\b[^.]{0,30}\bCEUs?\b|\bCEUs?\b[^.]{0,30}\bIACET\b")
IACET_AMOUNT = re.compile(
    r"(?<![\d.])(\d*\.?\d+)\s+(?:IACET\s+CEUs?\b|CEUs?\s+(?:from|of|by|under)\s+IACET\b)"
    r"|\bIACET\b[^.\d]{0,30}(?<![\d.])(\d*\.?\d+)\s+CEUs?\b"
)
SHORTEST = 30
"""Minutes below which IACET gives no CEU."""
TENTH = Decimal("0.1")
"""The step of IACET's CEU, and what an hour is worth."""


@rule(
    "CRE120",
    "iacet-without-accreditation",
    Severity.ERROR,
    "iacet",
    "IACET: only accredited providers, from 30 minutes on",
)
def iacet_claimed(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A text promises IACET CEUs, and IACET does not accredit the provider, or the activity takes under 30 minutes.

    Why: Only providers that IACET accredits may speak of IACET CEUs, and it gives none below half an hour.

    Example: "0.1 IACET CEU" in a course of a hospital with `accreditor: ACCME`

    Mend: Remove the promise, or list IACET under `providers: accredited: also`.
    """
    accredited = "IACET" in course.providers.accredited.bodies
    minutes = course.activity.minutes
    if accredited and (isinstance(minutes, NotStated) or minutes >= SHORTEST):
        return
    why = f"the activity takes {minutes} minutes" if accredited else "the provider is not accredited by IACET"
    for passage in passages_with(course, "IACET"):
        match = IACET.search(passage.text)
        if match:
            yield (
                passage.at(match.start()),
                f"The text speaks of IACET CEUs, and {why}.",
                "Remove the promise, or add IACET under 'also' of the accredited provider.",
            )


@rule("CRE140", "iacet-ceu-miscounted", Severity.ERROR, "iacet", "IACET: a CEU is ten contact hours, given in tenths")
def iacet_miscounted(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A text names an amount of IACET CEUs that is not in tenths, or more than the activity's time is worth.

    Why: One CEU is ten contact hours, so an hour is a tenth, and nothing between is given.

    Example: "1 IACET CEU" for an activity of 60 minutes, where 0.1 is right.

    Mend: Write a tenth for each hour.
    """
    minutes = course.activity.minutes
    hours = None if isinstance(minutes, NotStated) else -(-minutes // 60)
    for passage in passages_with(course, "IACET"):
        for match in IACET_AMOUNT.finditer(passage.text):
            amount = Decimal(match[1] or match[2])
            off_grid = amount <= 0 or amount % TENTH
            if off_grid or (hours is not None and amount > hours * TENTH):
                why = "CEUs are given in tenths" if off_grid else f"the activity takes {minutes} minutes"
                yield (
                    passage.at(match.start()),
                    f"The text names {amount} IACET CEUs, and {why}.",
                    "Write a tenth of a CEU for each hour.",
                )


RULES = (iacet_claimed, iacet_miscounted)
