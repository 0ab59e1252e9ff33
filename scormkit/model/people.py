"""Who controls content, who provides the activity, and who pays for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from scormkit.model.stated import NOT_STATED

if TYPE_CHECKING:
    from datetime import date

    from scormkit.model.finding import Place
    from scormkit.model.stated import NotStated


class Role(StrEnum):
    """What a person in control of content does (ACCME Standard 3)."""

    AUTHOR = "author"
    FACULTY = "faculty"
    MODERATOR = "moderator"
    PLANNER = "planner"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    STAFF = "staff"


class Nature(StrEnum):
    """The natures of a financial relationship that ACCME Standard 3 names, and the ones providers use for them."""

    ADVISOR = "advisor"
    CONSULTANT = "consultant"
    EMPLOYEE = "employee"
    EXECUTIVE = "executive role"
    CONTRACTOR = "independent contractor"
    OWNERSHIP = "ownership interest"
    RESEARCHER = "researcher"
    ROYALTIES = "royalties or patent"
    SPEAKER = "speaker"
    STOCK = "stock"
    TRAVEL = "travel support"


class Step(StrEnum):
    """What can be done about a relevant relationship before its person takes a role (ACCME Standard 3.4)."""

    DIVESTMENT = "divestment"
    PEER_REVIEW = "peer review of content"
    EVIDENCE = "attestation of evidence"
    RECUSAL = "recusal"
    PLANNING_REVIEW = "peer review of planning"


class Exemption(StrEnum):
    """When an owner or employee of an ineligible company may control content all the same (ACCME Standard 3.2)."""

    UNRELATED = "content unrelated to its products"
    RESEARCH = "basic science or methods of research"
    TECHNICIAN = "technician who teaches safe use"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A financial relationship with an ineligible company within the prior 24 months (ACCME Standard 3).

    ``natures`` are empty where the source does not say which nature belongs to this company. ``ended`` is the day on
    which the relationship ended, where it has; ``exemption`` is why an owner or employee is not excluded.
    """

    company: str
    natures: tuple[Nature, ...]
    place: Place
    ended: date | NotStated = NOT_STATED
    exemption: Exemption | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone (or a named group) in control of content.

    ``natures_in_bulk`` holds natures that the source gives for several companies together, in its own words.
    ``nothing_to_disclose`` is the explicit absence of relevant relationships, which learners must be told too.
    ``members`` are the people of a group by name; ``steps`` is what was done about this person's relationships.
    """

    id: str
    name: str
    group: bool
    credentials: str | NotStated
    affiliation: str | NotStated
    roles: tuple[Role, ...] | NotStated
    relationships: tuple[Relationship, ...]
    natures_in_bulk: str
    nothing_to_disclose: bool
    off_label: str | NotStated
    place: Place
    members: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An accredited provider with the bodies that accredit it, or one without accreditation.

    ``also`` are bodies beside the first that accredit it, for credit of other systems.
    """

    name: str
    accreditor: str = ""
    contact: str = ""
    also: tuple[str, ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """Every body that accredits it."""
        return tuple(body for body in (self.accreditor, *self.also) if body)


@dataclass(frozen=True, slots=True)
class Support:
    """Commercial support from an ineligible company (ACCME Standard 4): who, of which kind, and what if in kind."""

    company: str
    kind: str
    in_kind: str
    place: Place
