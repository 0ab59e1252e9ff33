"""A course as its author meant it: everything later stages need, and the place where each value was written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from scormkit.model.finding import Place
from scormkit.model.stated import NOT_STATED, NotStated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from scormkit.model.credit import Credit
    from scormkit.model.finding import Finding
    from scormkit.model.media import Trace
    from scormkit.model.people import Organisation, Person, Support
    from scormkit.model.quiz import Quiz


class CreditStatus(StrEnum):
    """Whether a package may carry real credit: everything but ``live`` is a specimen."""

    DRAFT = "draft"
    DEMONSTRATION = "demonstration"
    LIVE = "live"


class LearningFormat(StrEnum):
    """The learning formats of the AMA PRA credit system."""

    LIVE = "live activity"
    ENDURING = "enduring material"
    JOURNAL = "journal-based CME activity"
    TEST_ITEM = "test-item writing activity"
    MANUSCRIPT = "manuscript review activity"
    PERFORMANCE = "PI CME activity"
    POINT_OF_CARE = "internet point-of-care activity"
    OTHER = "other activity"


class Gate(StrEnum):
    """A condition of completion. The order is the order in which a learner meets them."""

    ACKNOWLEDGE = "acknowledge"
    PRE_TEST = "pre-test"
    PAGES = "pages"
    MEDIA = "media"
    TIME = "time"
    POST_TEST = "post-test"
    EVALUATION = "evaluation"
    ATTESTATION = "attestation"
    CLAIM = "claim"


class HandoffPart(StrEnum):
    """What a learner is shown to claim with at the provider's own page."""

    LINK = "link"
    QR = "qr"
    RECORD = "record"


NOWHERE = Place("")
"""The place of what no file of the author names."""


@dataclass(frozen=True, slots=True)
class Objective:
    """A learning objective; ``points`` are its sub-objectives."""

    id: str
    text: str
    points: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Reference:
    """A source for further study; at least one of ``doi``, ``pmid`` and ``url`` is set."""

    id: str
    authors: str
    title: str
    journal: str
    year: str
    detail: str
    doi: str
    pmid: str
    url: str
    trial: str
    place: Place


@dataclass(frozen=True, slots=True)
class Page:
    """A teaching page. ``html`` is safe markup (raw HTML was off); ``media`` are paths below the course folder.

    ``markdown`` is the text as its author wrote it, without the front matter, and ``first_line`` the line on which it
    starts: rules that read words tell by it where a word stands. ``audience`` are the professions that the page is for,
    none where it is for everybody.
    """

    id: str
    title: str
    objectives: tuple[str, ...]
    html: str
    words: int
    media: tuple[str, ...]
    cited: tuple[str, ...]
    place: Place
    markdown: str = ""
    first_line: int = 1
    audience: tuple[str, ...] = ()

    def is_for(self, profession: str) -> bool:
        """Whether somebody of a profession is shown it; a page that names nobody is for everybody."""
        return not self.audience or profession in self.audience


@dataclass(frozen=True, slots=True)
class Activity:
    """The activity as the accreditor sees it. ``minutes`` is the estimated time to complete.

    ``described`` says what an "other activity" is; ``medium`` and ``requirements`` (hardware and software) are for the
    lists that accreditors ask for; ``identifiers`` are those that providers and registries gave, by their names.
    """

    format: LearningFormat
    released: date | NotStated
    reviewed: date | NotStated
    expires: date | NotStated
    time_zone: str | NotStated
    minutes: int | NotStated
    described: str = ""
    medium: str = ""
    requirements: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom: in words, by profession, and by territory (ISO 3166 codes; empty means everywhere).

    ``ask_first`` says that learners state their profession on the first page, so that it can choose their pages, and
    not with their claim only; ``ask_specialty`` that they state a specialty beside it.
    """

    description: str
    professions: tuple[str, ...]
    specialties: tuple[str, ...] | NotStated
    territories: tuple[str, ...]
    territory_note: str
    ask_first: bool = False
    ask_specialty: bool = False


@dataclass(frozen=True, slots=True)
class Providership:
    """The accredited provider, the non-accredited joint providers, and other accredited ones (co-providership)."""

    accredited: Organisation
    joint: tuple[Organisation, ...]
    co: tuple[Organisation, ...] = ()


@dataclass(frozen=True, slots=True)
class Policies:
    """What accreditors' lists ask of an activity on the internet: how privacy is kept, and who owns the content."""

    privacy: str = ""
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class OwnText:
    """The provider's own wording of a mandated statement, which learners see as it is.

    ``kind`` is ``accreditation``, ``designation`` (AMA PRA), ``participation`` or the id of another credit system.
    """

    kind: str
    text: str
    place: Place


LONGEST_QR = 180
"""Bytes of an address that can be drawn as a QR code."""


@dataclass(frozen=True, slots=True)
class Handoff:
    """The provider's own page where a claim is made a second time, for LMSs that report none to the provider.

    ``url`` may hold ``{code}``, in whose place the activity's ``code`` is put; nothing in it is about the learner.
    """

    url: str
    code: str
    show: tuple[HandoffPart, ...]
    place: Place

    @property
    def address(self) -> str:
        """Where learners are sent."""
        return self.url.replace("{code}", self.code)


@dataclass(frozen=True, slots=True)
class Mitigation:
    """How relevant relationships were mitigated, in the provider's words; ``done`` says that it has happened."""

    done: bool
    method: str
    place: Place


@dataclass(frozen=True, slots=True)
class Override:
    """A recorded decision to live with a finding: which rule, why, who decided, until when.

    Where it settles a conflict of sources, ``stated`` is what the source says and ``used`` what the course says.
    """

    rule: str
    reason: str
    by: str
    until: date | NotStated
    stated: str
    used: str
    place: Place


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved which version, in which role and when; ``content`` is the hash of what was approved."""

    version: str
    by: str
    role: str
    day: date | NotStated
    content: str
    place: Place


@dataclass(frozen=True, slots=True)
class LmsSettings:
    """Switches for what a package tells an LMS; an LMS profile sets the same ones."""

    success_status: str = "passed"
    failed_status: str = "incomplete"
    mastery_score: bool = False
    interactions: bool = True
    objectives: bool = True
    suspend_limit: int = 4096


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that travels in the package: its ASCII path there, where its bytes lie and how many they are.

    ``traces`` are what it tells beside what it shows; ``place`` is its own file as the author named it.
    """

    path: str
    source: Path
    size: int = 0
    traces: tuple[Trace, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Course:
    """A course. ``places`` maps a path into the source data (file key, then keys and indexes) to where it stands.

    ``minimum_minutes`` is the engaged time that completion asks for (0: none), ``attestation`` the sentence that a
    learner confirms with the claim, ``certificate`` what a certificate says to a profession.
    ``content`` is the hash of what an approval covers; it is empty where nothing needs it, since it costs reading every
    film of the course.
    """

    id: str
    version: str
    title: str
    subtitle: str
    language: str
    description: str
    keywords: tuple[str, ...]
    credit_status: CreditStatus
    notice: str
    objectives: tuple[Objective, ...]
    audience: Audience
    activity: Activity
    providers: Providership
    credits: tuple[Credit, ...]
    support: tuple[Support, ...] | NotStated
    people: tuple[Person, ...]
    mitigation: Mitigation | None
    gates: tuple[Gate, ...]
    iri_base: str
    vocabulary: str
    lms: LmsSettings
    overrides: tuple[Override, ...]
    references: tuple[Reference, ...]
    pages: tuple[Page, ...]
    quizzes: tuple[Quiz, ...]
    assets: tuple[Asset, ...]
    places: Mapping[tuple[str | int, ...], Place]
    approval: Approval | None = None
    content: str = ""
    statements: tuple[OwnText, ...] = ()
    policies: Policies = Policies()
    brands: tuple[str, ...] = ()
    minimum_minutes: int = 0
    attestation: str = ""
    certificate: tuple[tuple[str, str], ...] = ()
    handoff: Handoff | None = None

    def last_day(self, credit: Credit) -> date | NotStated:
        """The last day on which a credit can be claimed: its own, and never later than that of the activity."""
        stated = [day for day in (credit.expires, self.activity.expires) if not isinstance(day, NotStated)]
        return min(stated) if stated else NOT_STATED

    def own(self, kind: str) -> OwnText | None:
        """The provider's own wording of a statement, where the course has one."""
        return next((text for text in self.statements if text.kind == kind), None)

    def where(self, *path: str | int) -> Place:
        """The place of a value of ``course.yaml``, or of the nearest thing around it that was written."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Place("course.yaml", 1)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What reading a folder gave: a course, or none where it could not be read, and what is wrong with it."""

    course: Course | None
    findings: tuple[Finding, ...]
