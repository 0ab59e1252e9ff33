"""Credit: what an activity is designated for. What is claimed and awarded is per learner and lives elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.model.finding import Certainty
from scormkit.model.stated import NOT_STATED

if TYPE_CHECKING:
    from datetime import date

    from scormkit.model.finding import Place
    from scormkit.model.stated import NotStated

QUARTER = Decimal("0.25")

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

JOINT_ACCREDITATION = "Joint Accreditation"
"""The accreditor of a provider that ACCME, ACPE and ANCC accredit together, for teams."""


@dataclass(frozen=True, slots=True)
class CreditSystem:
    """A body's credit: its name, its unit, the step in which it is claimed and who may be awarded it.

    ``type`` and ``unit`` use the vocabulary of the MedBiquitous Healthcare LOM (v1). ``mark`` stands behind the
    name. ``prescribed_step`` says that the body prescribes the step; else it
    is only the one in which packages count. ``minutes`` is the time of one unit, none where the body counts otherwise.
    ``bodies`` accredit who designates it (none: not by the provider's accreditor); ``needs`` are the fields of
    :class:`Credit` that it cannot do without; ``years`` is how long it may be certified at most, none where its
    activities follow the general limit. ``certainty`` is how well its mandated sentences are known.
    """

    id: str
    name: str
    type: str
    unit: str
    step: Decimal
    awardable_to: tuple[str, ...]
    source: str
    mark: str = ""
    prescribed_step: bool = False
    minutes: int | None = 60
    bodies: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    years: int | None = None
    ruleset: str = "ama"
    certainty: Certainty = Certainty.LIKELY

    @property
    def many(self) -> str:
        """The name for every amount but one."""
        return f"{self.name}s"


SYSTEMS = {
    system.id: system
    for system in (
        CreditSystem(
            id="ama-pra-1",
            name="AMA PRA Category 1 Credit",
            mark="™",
            type="CME",
            unit="Credit",
            step=QUARTER,
            prescribed_step=True,
            awardable_to=("physician",),
            source="AMA PRA credit system: quarter steps, physicians only",
        ),
        CreditSystem(
            id="ancc",
            name="ANCC contact hour",
            type="CNE",
            unit="Contact Hour",
            step=QUARTER,
            awardable_to=("nurse", "nurse-practitioner"),
            bodies=("ANCC", JOINT_ACCREDITATION),
            ruleset="ancc",
            source="ANCC NCPD: a contact hour is 60 minutes, computed in a way that can be defended",
            certainty=Certainty.UNVERIFIED,
        ),
        CreditSystem(
            id="acpe",
            name="ACPE contact hour",
            type="CPE",
            unit="Contact Hour",
            step=QUARTER,
            awardable_to=("pharmacist", "pharmacy-technician"),
            bodies=("ACPE", JOINT_ACCREDITATION),
            needs=("uan",),
            ruleset="acpe",
            source="ACPE: contact hours under a universal activity number for each audience",
        ),
        CreditSystem(
            id="aapa",
            name="AAPA Category 1 CME credit",
            type="CME",
            unit="Credit",
            step=QUARTER,
            prescribed_step=True,
            awardable_to=("physician-associate",),
            needs=("approved",),
            years=1,
            ruleset="aapa",
            source="AAPA Category 1 CME: clock hours to the nearest quarter; enduring approval lasts a year",
            certainty=Certainty.UNVERIFIED,
        ),
        CreditSystem(
            id="abim-moc",
            name="ABIM MOC point",
            type="CPD",
            unit="Point",
            step=QUARTER,
            minutes=None,
            awardable_to=("physician",),
            ruleset="abim",
            source="ABIM MOC through ACCME: points, as a rule as many as CME credits, with evaluation and feedback",
            certainty=Certainty.UNVERIFIED,
        ),
        CreditSystem(
            id="eaccme",
            name="European CME credit",
            type="CME",
            unit="Credit",
            step=Decimal("0.5"),
            awardable_to=("physician",),
            ruleset="eaccme",
            source="UEMS-EACCME: one ECMEC for an hour, counted in halves",
        ),
        CreditSystem(
            id="ipce",
            name="IPCE credit",
            type="CE",
            unit="Credit",
            step=QUARTER,
            awardable_to=tuple(PROFESSIONS),
            bodies=(JOINT_ACCREDITATION,),
            ruleset="joint-accreditation",
            source="Joint Accreditation: IPCE credit for activities by and for the healthcare team",
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Credit:
    """The designation of an activity in one credit system: a maximum, never an award.

    ``uan`` are the universal activity numbers of ACPE, one for each audience; ``approved`` is when AAPA approved it;
    ``expires`` is the last day of this credit where it ends before the activity's others.
    """

    system: CreditSystem
    maximum: Decimal
    eligible: tuple[str, ...]
    place: Place
    uan: tuple[str, ...] = ()
    approved: date | NotStated = NOT_STATED
    expires: date | NotStated = NOT_STATED
