"""Data → model: the values of course.yaml and people.yaml become dates, numbers and words that mean something.

Everything here reads what is absent or wrong as empty, because the shape of the file is reported elsewhere; so what
only a reader can see (a day that does not exist, an id given twice) is found in the same run.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from scormkit.model.course import (
    Activity,
    Approval,
    Audience,
    CreditStatus,
    Gate,
    Handoff,
    HandoffPart,
    LearningFormat,
    LmsSettings,
    Mitigation,
    Objective,
    Override,
    OwnText,
    Policies,
    Providership,
)
from scormkit.model.credit import SYSTEMS, Credit
from scormkit.model.people import Exemption, Nature, Organisation, Person, Relationship, Role, Step, Support
from scormkit.model.stated import NOT_STATED, NotStated
from scormkit.source import rules
from scormkit.source.shape import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scormkit.model.finding import Finding
    from scormkit.source.values import Value

DEFAULT_BASE = "https://scormkit.example/"
Word = TypeVar("Word", bound=StrEnum)


def stated(value: Value) -> str | NotStated:
    """A text, or that nobody states it (which is also what leaving the key out says)."""
    return NOT_STATED if value.text in ("", str(NOT_STATED)) else value.text


def word(kind: type[Word], value: Value, default: Word) -> Word:
    """A word of a fixed list."""
    return next((item for item in kind if item.value == value.text), default)


def words(kind: type[Word], value: Value) -> tuple[Word, ...]:
    """A list of words of a fixed list, each once, in the author's order."""
    found = (item for text in value.texts() for item in kind if item.value == text)
    return tuple(dict.fromkeys(found))


def yes(value: Value, default: bool = False) -> bool:
    """A yes or no."""
    return value.text in ("yes", "true") if value.text else default


def number(value: Value, default: str = "0") -> Decimal:
    """A decimal number; the author's digits are kept (0.50 stays 0.50)."""
    return Decimal(value.text if re.fullmatch(r"[0-9]{1,9}([.][0-9]{1,9})?", value.text, re.ASCII) else default)


def whole(value: Value, default: int) -> int:
    """A whole number."""
    return int(value.text) if re.fullmatch(r"[0-9]{1,9}", value.text, re.ASCII) else default


def day(value: Value, findings: list[Finding]) -> date | NotStated:
    """A date of the calendar, or that nobody states it."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.text, re.ASCII):
        return NOT_STATED
    try:
        return date.fromisoformat(value.text)
    except ValueError:
        findings.append(
            rules.BROKEN_DATE.at(
                value.place, f"There is no day {value.text}.", "Write year-month-day, such as 2026-02-28."
            )
        )
        return NOT_STATED


def zone(value: Value, findings: list[Finding]) -> str | NotStated:
    """The name of a time zone of the IANA database, or that nobody states it."""
    name = stated(value)
    if name is NOT_STATED or _is_zone(str(name)):
        return name
    from zoneinfo import available_timezones

    near = nearest(str(name).lower(), sorted(available_timezones()))
    hint = f"Did you mean `{near}`?" if near else "Write one such as America/New_York or Europe/London."
    findings.append(rules.UNKNOWN_TIME_ZONE.at(value.place, f"The time zone `{name}` is unknown.", hint))
    return NOT_STATED


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo

    if not re.fullmatch(r"[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*){0,2}", name):
        return False
    try:
        return ZoneInfo(name).key == name
    except (KeyError, ValueError, OSError):
        return False


def unique(values: Iterable[Value], findings: list[Finding]) -> None:
    """Reports ids that stand twice."""
    seen: dict[str, Value] = {}
    for value in values:
        if value.text in seen:
            findings.append(already(value, seen[value.text]))
        elif value.text:
            seen[value.text] = value


def already(value: Value, first: Value) -> Finding:
    """The finding for an id that something else has."""
    return rules.DUPLICATE_ID.at(
        value.place, f"The id `{value.text}` is already on line {first.place.line}.", "Give each its own id."
    )


def objectives(value: Value, findings: list[Finding]) -> tuple[Objective, ...]:
    """The learning objectives."""
    unique((item["id"] for item in value.items()), findings)
    return tuple(
        Objective(item["id"].text, item["text"].text, item["points"].texts(), item.place) for item in value.items()
    )


def audience(value: Value) -> Audience:
    """For whom the course is."""
    return Audience(
        description=value["description"].text,
        professions=tuple(dict.fromkeys(value["professions"].texts())),
        specialties=value["specialties"].texts() or NOT_STATED,
        territories=tuple(dict.fromkeys(value["territories"].texts())),
        territory_note=value["territory_note"].text,
        ask_first=value["ask"].text == "front",
        ask_specialty=yes(value["ask_specialty"]),
    )


def activity(value: Value, findings: list[Finding]) -> Activity:
    """The activity as the accreditor sees it."""
    return Activity(
        format=word(LearningFormat, value["format"], LearningFormat.ENDURING),
        released=day(value["released"], findings),
        reviewed=day(value["reviewed"], findings),
        expires=day(value["expires"], findings),
        time_zone=zone(value["time_zone"], findings),
        minutes=whole(value["minutes"], 0) or NOT_STATED,
        described=value["described"].text,
        medium=value["medium"].text,
        requirements=value["requirements"].text,
        identifiers=tuple((key, item.text) for key, item in value["identifiers"].entries()),
    )


def providers(value: Value) -> Providership:
    """The accredited provider and its joint providers."""
    return Providership(
        accredited=_organisation(value["accredited"]),
        joint=tuple(_organisation(item) for item in value["joint"].items()),
        co=tuple(_organisation(item) for item in value["co"].items()),
    )


def _organisation(value: Value) -> Organisation:
    return Organisation(value["name"].text, value["accreditor"].text, value["contact"].text, value["also"].texts())


def credits_of(value: Value, findings: list[Finding]) -> tuple[Credit, ...]:
    """The designations; at most one in each credit system."""
    unique((item["system"] for item in value.items()), findings)
    return tuple(
        Credit(
            system=SYSTEMS[item["system"].text],
            maximum=number(item["maximum"]),
            eligible=tuple(dict.fromkeys(item["eligible"].texts())),
            place=item.place,
            uan=item["uan"].texts(),
            approved=day(item["approved"], findings),
            expires=day(item["expires"], findings),
        )
        for item in value.items()
        if item["system"].text in SYSTEMS
    )


def support(value: Value) -> tuple[Support, ...] | NotStated:
    """Commercial support: ``none`` says that there was none, and nothing at all does not say it."""
    if not value.items() and value.text != "none":
        return NOT_STATED
    return tuple(
        Support(item["company"].text, item["kind"].text, item["in_kind"].text, item.place) for item in value.items()
    )


def mitigation(value: Value) -> Mitigation | None:
    """How relevant relationships were mitigated, where the course says so."""
    return Mitigation(yes(value["done"]), value["method"].text, value.place) if value.data else None


def statements(value: Value) -> tuple[OwnText, ...]:
    """The provider's own wording of mandated statements."""
    return tuple(OwnText(key, item.text, item.place) for key, item in value.entries() if item.text)


def policies(value: Value) -> Policies:
    """What learners are told on privacy and copyright."""
    return Policies(value["privacy"].text, value["copyright"].text)


def handoff(value: Value) -> Handoff | None:
    """The provider's own claim page, where the course names one; by default everything about it is shown."""
    if not value.entries():
        return None
    return Handoff(
        value["url"].text, value["code"].text, words(HandoffPart, value["show"]) or tuple(HandoffPart), value.place
    )


def gates(value: Value, has: Mapping[Gate, bool], findings: list[Finding]) -> tuple[Gate, ...]:
    """The conditions of completion in the order in which a learner meets them; by default all that apply.

    ``has`` says of a condition whether the course has what it is about. That videos are watched must be named.
    """
    named = words(Gate, value)
    if not named:
        return tuple(gate for gate in Gate if has.get(gate, gate is not Gate.MEDIA))
    if Gate.POST_TEST in named and not has[Gate.POST_TEST]:
        place = next(item.place for item in value.items() if item.text == Gate.POST_TEST.value)
        findings.append(
            rules.GATE_WITHOUT_QUIZ.at(
                place, "There is no quiz with the role post-test.", "Add one in quizzes/, or delete this condition."
            )
        )
    return tuple(gate for gate in Gate if gate in named)


def lms(value: Value) -> LmsSettings:
    """What a package tells an LMS."""
    plain = LmsSettings()
    return LmsSettings(
        success_status=value["success_status"].text or plain.success_status,
        failed_status=value["failed_status"].text or plain.failed_status,
        mastery_score=yes(value["mastery_score"], plain.mastery_score),
        interactions=yes(value["interactions"], plain.interactions),
        objectives=yes(value["objectives"], plain.objectives),
        suspend_limit=whole(value["suspend_limit"], plain.suspend_limit),
    )


def overrides(value: Value, findings: list[Finding]) -> tuple[Override, ...]:
    """The recorded decisions to live with a finding."""
    return tuple(
        Override(
            rule=item["rule"].text,
            reason=item["reason"].text,
            by=item["by"].text,
            until=day(item["until"], findings),
            stated=item["stated"].text,
            used=item["used"].text,
            place=item.place,
        )
        for item in value.items()
    )


def approval(value: Value, findings: list[Finding]) -> Approval | None:
    """Who approved what, where the course says so."""
    if not value.entries():
        return None
    return Approval(
        version=value["version"].text,
        by=value["by"].text,
        role=value["role"].text,
        day=day(value["date"], findings),
        content=value["content"].text,
        place=value.place,
    )


def credit_status(value: Value) -> CreditStatus:
    """Whether packages may carry real credit; what cannot be read is a draft."""
    return word(CreditStatus, value, CreditStatus.DRAFT)


def people(value: Value, findings: list[Finding]) -> tuple[Person, ...]:
    """Everyone in control of content."""
    unique((item["id"] for item in value.items()), findings)
    return tuple(_person(item, findings) for item in value.items())


def _person(value: Value, findings: list[Finding]) -> Person:
    return Person(
        id=value["id"].text,
        name=value["name"].text,
        group=yes(value["group"]),
        credentials=stated(value["credentials"]),
        affiliation=stated(value["affiliation"]),
        roles=words(Role, value["roles"]) or NOT_STATED,
        relationships=tuple(_relationship(item, findings) for item in value["relationships"].items()),
        natures_in_bulk=value["natures_in_bulk"].text,
        nothing_to_disclose=yes(value["nothing_to_disclose"]),
        off_label=stated(value["off_label"]),
        place=value.place,
        members=value["members"].texts(),
        steps=words(Step, value["mitigation"]),
    )


def _relationship(value: Value, findings: list[Finding]) -> Relationship:
    return Relationship(
        company=value["company"].text,
        natures=words(Nature, value["natures"]),
        place=value.place,
        ended=day(value["ended"], findings),
        exemption=next((item for item in Exemption if item.value == value["exemption"].text), None),
    )
