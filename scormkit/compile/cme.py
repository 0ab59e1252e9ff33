"""``cme.json``: the activity's front matter and credit as data.

One mapping, from which the manifests, the Healthcare LOM and the import sheet take their facts. Field names are
those of the ``credit`` extension of the statements. Amounts are JSON numbers on the quarter grid.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

from scormkit import notices
from scormkit.checks.approval import in_force
from scormkit.compile.expiry import expires_at
from scormkit.model.course import CreditStatus
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from scormkit.model.course import Course
    from scormkit.model.credit import Credit


Value = TypeVar("Value")


def iso(day: date | NotStated) -> str | None:
    """A date as ``YYYY-MM-DD``; ``None`` where it is not stated."""
    return None if isinstance(day, NotStated) else day.isoformat()


def known(value: Value | NotStated) -> Value | None:
    """A value, or ``None`` where it is not stated."""
    return None if isinstance(value, NotStated) else value


def json_number(amount: Decimal) -> int | float:
    """An exact amount as the JSON number that people would write: ``75``, not ``75.0``."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def activity_iri(course: Course) -> str:
    """The IRI of the activity, under the provider's base."""
    return f"{course.iri_base.rstrip('/')}/activities/{course.id}"


def credit_state(course: Course) -> str:
    """``live`` or ``specimen``: whether the credit in this package may be real."""
    return "live" if course.credit_status is CreditStatus.LIVE else "specimen"


def disclosure_texts(course: Course) -> tuple[str, ...]:
    """Every sentence on relationships, mitigation, support and unapproved uses that learners are shown."""
    people = (notices.disclosure(person) for person in course.people)
    return (*people, notices.mitigation(course), notices.support(course), *notices.off_label(course))


def disclosure_version(course: Course) -> str:
    """The hash of the disclosure text: what a learner acknowledged, without repeating it."""
    return "sha256:" + hashlib.sha256("\n".join(disclosure_texts(course)).encode()).hexdigest()


def designated_credit(course: Course, credit: Credit) -> dict[str, object]:
    """One designation, with the fields that every credit-bearing statement freezes.

    The code that a body gave to the activity stands among its identifiers, under the name of the credit system.
    """
    return {
        "system": credit.system.name,
        "creditType": credit.system.type,
        "unit": credit.system.unit,
        "maximum": json_number(credit.maximum),
        "accreditor": course.providers.accredited.accreditor,
        "accreditedProvider": course.providers.accredited.name,
        "jointProviders": [joint.name for joint in course.providers.joint],
        "format": str(course.activity.format),
        "released": iso(course.activity.released),
        "expires": iso(course.last_day(credit)),
        "eligible": list(credit.eligible),
        "universalActivityNumbers": list(credit.uan),
        "activityCode": dict(course.activity.identifiers).get(credit.system.id),
        "status": credit_state(course),
    }


def approval(course: Course) -> dict[str, object] | None:
    """Who approved which content, and whether it is the content that is here; ``None`` where nobody is recorded."""
    given = course.approval
    if given is None:
        return None
    return {
        "version": given.version,
        "by": given.by,
        "role": given.role,
        "date": iso(given.day),
        "content": given.content,
        "inForce": in_force(course),
    }


def describe(course: Course) -> Mapping[str, object]:
    """Everything a tool may want to know of the activity, JSON-ready (``manifests/schemas/cme.schema.json``)."""
    return _identity(course) | _accreditation(course) | _independence(course) | _completion(course) | _further(course)


def _further(course: Course) -> dict[str, object]:
    """What lists of accreditors and registries ask for."""
    activity = course.activity
    return {
        "coProviders": [partner.name for partner in course.providers.co],
        "identifiers": [{"by": name, "id": identifier} for name, identifier in activity.identifiers],
        "universalActivityNumbers": [number for credit in course.credits for number in credit.uan],
        "medium": activity.medium,
        "requirements": activity.requirements,
        "privacy": course.policies.privacy,
        "copyright": course.policies.copyright,
    }


def _identity(course: Course) -> dict[str, object]:
    return {
        "schema": 1,
        "id": course.id,
        "version": course.version,
        "title": course.title,
        "language": course.language,
        "description": course.description,
        "keywords": list(course.keywords),
        "iri": activity_iri(course),
        "status": credit_state(course),
        "creditStatus": str(course.credit_status),
        "notice": course.notice,
        "objectives": [
            {"id": objective.id, "text": objective.text, "points": list(objective.points)}
            for objective in course.objectives
        ],
        "audience": {
            "description": course.audience.description,
            "professions": list(course.audience.professions),
            "specialties": _list(course.audience.specialties),
            "territories": list(course.audience.territories),
            "territoryNote": course.audience.territory_note,
        },
    }


def _list(values: tuple[str, ...] | NotStated) -> list[str] | None:
    return None if isinstance(values, NotStated) else list(values)


def _accreditation(course: Course) -> dict[str, object]:
    activity, providers = course.activity, course.providers
    return {
        "format": str(activity.format),
        "released": iso(activity.released),
        "reviewed": iso(activity.reviewed),
        "expires": iso(activity.expires),
        "expiresAt": expires_at(activity),
        "timeZone": known(activity.time_zone),
        "minutes": known(activity.minutes),
        "accreditedProvider": providers.accredited.name,
        "accreditor": providers.accredited.accreditor,
        "jointProviders": [joint.name for joint in providers.joint],
        "providership": "joint" if providers.joint else "direct",
        "credit": [designated_credit(course, credit) for credit in course.credits],
        "accreditationStatement": notices.accreditation(course),
        "designationStatements": [notices.designation(course, credit) for credit in course.credits],
    }


def _independence(course: Course) -> dict[str, object]:
    return {
        "support": None
        if isinstance(course.support, NotStated)
        else [{"company": given.company, "kind": given.kind, "inKind": given.in_kind} for given in course.support],
        "supportStatement": notices.support(course),
        "disclosures": [{"name": person.name, "statement": notices.disclosure(person)} for person in course.people],
        "disclosureVersion": disclosure_version(course),
        "mitigation": notices.mitigation(course),
        "offLabel": list(notices.off_label(course)),
    }


def _completion(course: Course) -> dict[str, object]:
    test = notices.assessment(course)
    return {
        "assessment": None if test is None else {"passing": json_number(test.passing), "attempts": test.attempts},
        "completion": [str(gate) for gate in course.gates],
        "approval": approval(course),
        "overrides": [
            {
                "rule": override.rule,
                "reason": override.reason,
                "by": override.by,
                "until": iso(override.until),
                "stated": override.stated,
                "used": override.used,
            }
            for override in course.overrides
        ],
    }
