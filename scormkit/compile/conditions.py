"""What the scripts get of conditions of completion and of questions to the learner, where a course has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.compile.expiry import ends_after
from scormkit.compile.keys import wire_codes
from scormkit.model.course import CreditStatus, Gate
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.model.course import Course
    from scormkit.model.credit import Credit

OTHER_SPECIALTY = ("other", "Another specialty")
"""What a learner may choose whose specialty the course does not list, and the code of that."""


def gates(course: Course) -> list[str]:
    """The conditions that scripts look at: a profession asked first is one, and the attestation goes with the claim."""
    named = [str(gate) for gate in course.gates if gate is not Gate.ATTESTATION]
    return ["profession", *named] if course.audience.ask_first else named


def specialties(course: Course) -> Mapping[str, str]:
    """What a learner can choose as a specialty, by code; none where it is not asked."""
    listed = course.audience.specialties
    if not course.audience.ask_specialty or isinstance(listed, NotStated):
        return {}
    return {code: name for name, code in wire_codes(listed).items()} | dict([OTHER_SPECIALTY])


def conditions(course: Course) -> dict[str, object]:
    """The keys of the course data that only some courses have."""
    named = specialties(course)
    return {
        **(_films(course) if Gate.MEDIA in course.gates else {}),
        **({"minimum": course.minimum_minutes * 60} if Gate.TIME in course.gates else {}),
        **({"specialties": named} if named else {}),
        **(_identity(course) if course.handoff else {}),
    }


def _identity(course: Course) -> dict[str, object]:
    """What a record to copy says of the activity."""
    specimen = course.credit_status is not CreditStatus.LIVE
    return {"title": course.title, "version": course.version, "specimen": specimen}


def _films(course: Course) -> dict[str, object]:
    """What is to be played, with the place of its transcript, and whom to write to where it cannot be."""
    films = notices.films(course)
    codes = wire_codes([film.path for film in films])
    contact = course.providers.accredited.contact
    listed = [
        {
            "src": film.path,
            "key": codes[film.path],
            "pages": [f"page-{page}" for page in film.pages],
            **({"transcript": film.transcript} if film.transcript else {}),
        }
        for film in films
    ]
    return {"films": listed, **({"contact": contact} if contact else {})}


def own_end(course: Course, credit: Credit) -> dict[str, str]:
    """The first instant at which a credit can no longer be claimed, where it ends before the activity's others."""
    if isinstance(credit.expires, NotStated):
        return {}
    return {"expires": ends_after(credit.expires, course.activity)}
