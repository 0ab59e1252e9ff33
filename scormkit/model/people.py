"""Who controls content, who provides the activity, and who pays for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


@dataclass(frozen=True, slots=True)
class Relationship:
    """A financial relationship with an ineligible company within the prior 24 months (ACCME Standard 3).

    ``natures`` are empty where the source does not say which nature belongs to this company.
    """

    company: str
    natures: tuple[Nature, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Person:
    """Someone (or a named group) in control of content.

    ``natures_in_bulk`` holds natures that the source gives for several companies together, in its own words.
    ``nothing_to_disclose`` is the explicit absence of relevant relationships, which learners must be told too.
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


@dataclass(frozen=True, slots=True)
class Organisation:
    """An accredited provider, with its accreditor and the identifiers the accreditor gave, or a joint provider."""

    name: str
    accreditor: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """Commercial support from an ineligible company (ACCME Standard 4): who, of which kind, and what if in kind."""

    company: str
    kind: str
    in_kind: str
    place: Place
