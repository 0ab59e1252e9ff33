"""What a page says, each thing with the line that says it. What it does not say is not here: nothing is made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from scormkit.model.people import Nature, Role
    from scormkit.review.prose import Prose, Sentence

Value = TypeVar("Value", covariant=True)


@dataclass(frozen=True, slots=True)
class Said(Generic[Value]):
    """A value and the line that says it."""

    value: Value
    line: int


@dataclass(frozen=True, slots=True)
class SaidCredit:
    """An amount of credit. ``system`` is the id of a credit system, ``phrase`` its name as written.

    ``said`` is its sentence. ``format`` and ``provider`` are those of a designation statement, and empty where the
    amount stands elsewhere.
    """

    system: str
    amount: Decimal
    phrase: str
    said: Sentence
    line: int
    format: str = ""
    provider: str = ""
    uan: tuple[str, ...] = ()
    approved: Said[date] | None = None


@dataclass(frozen=True, slots=True)
class SaidProviders:
    """Who provides the activity: ``statements`` accredit, ``joint_statement`` is the sentence before them."""

    accredited: Said[str] | None = None
    bodies: tuple[Said[str], ...] = ()
    joint: tuple[Said[str], ...] = ()
    statements: tuple[Sentence, ...] = ()
    joint_statement: Sentence | None = None


@dataclass(frozen=True, slots=True)
class SaidTie:
    """A relationship with a company; ``natures`` only those that the page ties to this company."""

    company: str
    natures: tuple[Nature, ...]
    line: int


@dataclass(frozen=True, slots=True)
class SaidPerson:
    """A person, or a group without names. ``style`` is the title before the name as it is written (``Dr.``, ``Dr``).

    ``window`` says that the page names the 24 months with this person, ``bulk`` holds natures given for several
    companies together, and ``open`` says that the page leaves the list open ("include").
    """

    name: str
    line: int
    group: bool = False
    style: str = ""
    credentials: Said[str] | None = None
    affiliation: Said[str] | None = None
    roles: tuple[Role, ...] = ()
    roles_line: int = 0
    ties: tuple[SaidTie, ...] = ()
    bulk: Said[str] | None = None
    open: Said[str] | None = None
    nothing: Said[str] | None = None
    off_label: Said[str] | None = None
    window: bool = False


@dataclass(frozen=True, slots=True)
class SaidSupport:
    """A supporter as the page names it."""

    company: str
    kind: str
    in_kind: str
    line: int


@dataclass(frozen=True, slots=True)
class SaidObjective:
    """A learning objective and its parts."""

    text: str
    line: int
    points: tuple[Said[str], ...] = ()


@dataclass(frozen=True, slots=True)
class SaidReference:
    """A source in the list of references; what could not be told apart stays in ``text``."""

    text: str
    line: int
    authors: str = ""
    title: str = ""
    year: str = ""
    rest: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class SaidDates:
    """The days of the activity. ``vague`` are dates whose meaning the page leaves open, with why."""

    released: Said[date] | None = None
    reviewed: Said[date] | None = None
    expires: Said[date] | None = None
    time_zone: Said[str] | None = None
    vague: tuple[Said[str], ...] = ()


@dataclass(frozen=True, slots=True)
class SaidAudience:
    """For whom the activity is."""

    description: Said[str] | None = None
    professions: tuple[Said[str], ...] = ()
    specialties: tuple[Said[str], ...] = ()
    territories: tuple[Said[str], ...] = ()
    territory_note: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class SaidTest:
    """The assessment: that there is one, the passing score in percent, and how often it may be tried (0: no limit)."""

    named: Said[str] | None = None
    passing: Said[Decimal] | None = None
    attempts: Said[int] | None = None


@dataclass(frozen=True, slots=True)
class SaidTogether:
    """Where the page speaks of everyone's relationships at once."""

    window: Said[str] | None = None
    mitigated: Said[str] | None = None
    method: Said[str] | None = None
    everyone: Said[str] | None = None
    nobody: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """Everything that was read from a page. ``told`` maps what a page has to tell otherwise to where it tells it."""

    prose: Prose
    title: Said[str] | None
    language: Said[str] | None
    description: Said[str] | None
    objectives: tuple[SaidObjective, ...]
    audience: SaidAudience
    dates: SaidDates
    minutes: Said[int] | None
    providers: SaidProviders
    credits: tuple[SaidCredit, ...]
    support: tuple[SaidSupport, ...]
    unsupported: Said[str] | None
    people: tuple[SaidPerson, ...]
    together: SaidTogether
    off_label: Said[str] | None
    test: SaidTest
    references: tuple[SaidReference, ...]
    told: dict[str, Said[str]] = field(default_factory=dict)
