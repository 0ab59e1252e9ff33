"""Credit: what an activity is designated for. What is claimed and awarded is per learner and lives elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.model.finding import Place


@dataclass(frozen=True, slots=True)
class CreditSystem:
    """A body's credit: its name, its unit, the step in which it is claimed and who may be awarded it.

    ``type`` and ``unit`` use the vocabulary of the MedBiquitous Healthcare LOM (v1).
    """

    id: str
    name: str
    type: str
    unit: str
    step: Decimal
    awardable_to: tuple[str, ...]
    source: str


SYSTEMS = {
    system.id: system
    for system in (
        CreditSystem(
            id="ama-pra-1",
            name="AMA PRA Category 1 Credit",
            type="CME",
            unit="Credit",
            step=Decimal("0.25"),
            awardable_to=("physician",),
            source="AMA PRA credit system: quarter steps, physicians only",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Credit:
    """The designation of an activity in one credit system: a maximum, never an award."""

    system: CreditSystem
    maximum: Decimal
    eligible: tuple[str, ...]
    place: Place


PROFESSIONS = {
    "physician": "Physician (MD, DO or equivalent)",
    "physician-associate": "Physician associate / physician assistant",
    "nurse-practitioner": "Nurse practitioner",
    "nurse": "Nurse",
    "pharmacist": "Pharmacist",
    "pharmacy-technician": "Pharmacy technician",
    "psychologist": "Psychologist",
    "social-worker": "Social worker",
    "other": "Other healthcare professional",
}
"""Professions a learner may state, with their words for people."""
