"""Who accredits whom, in the words that the accrediting bodies prescribe."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from scormkit.model.credit import JOINT_ACCREDITATION
from scormkit.notices.words import listed

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.model.people import Organisation

ACCREDITORS = {
    "ACCME": "Accreditation Council for Continuing Medical Education (ACCME)",
    "ACPE": "Accreditation Council for Pharmacy Education (ACPE)",
    "ANCC": "American Nurses Credentialing Center (ANCC)",
}
"""Accrediting bodies that authors name by their abbreviation, written out as their statements want it."""

TEAM = ("ANCC", "ACPE", "ACCME")
"""The bodies behind Joint Accreditation, in the order of its statement; copies of it differ in the order."""

PHARMACY, NURSING = "ACPE", "ANCC"


def accreditor(course: Course) -> str:
    """The accrediting body of the provider, written out."""
    name = course.providers.accredited.accreditor
    return ACCREDITORS.get(name, name)


def accreditation(course: Course) -> str:
    """What learners are shown: the provider's own wording, or else the generated one."""
    own = course.own("accreditation")
    return own.text if own else " ".join((*accreditation_forms(course)[0], *nursing(course)))


def accreditation_forms(course: Course) -> tuple[tuple[str, ...], ...]:
    """The accreditation statement as sentences: the generated form first, then others that are as good.

    Direct, joint, of a state society, of Joint Accreditation (which stands alone); several accredited providers are a
    co-providership, in which the one that takes responsibility uses the direct form (ACCME accreditation statements).
    """
    provider = course.providers.accredited
    if JOINT_ACCREDITATION in provider.bodies:
        return _team_forms(course)
    bodies = [
        body for body in provider.bodies if body != NURSING and (body in ACCREDITORS or body == provider.bodies[0])
    ]
    medical = [body for body in bodies if body != PHARMACY]
    forms = [_medical(course, body, short) for body in medical[:1] for short in (False, True)] or [()]
    pharmacy = (_pharmacy(provider),) if PHARMACY in bodies else ()
    return tuple(dict.fromkeys((*form, *pharmacy) for form in forms))


def _medical(course: Course, body: str, short: bool) -> tuple[str, ...]:
    """The statement of ACCME or a state society; the second sentence of the joint form may use the abbreviation."""
    provider, joint = course.providers.accredited.name, course.providers.joint
    whole = ACCREDITORS.get(body, body)
    named = body if short and joint else whole
    direct = f"{provider} is accredited by the {named} to provide continuing medical education for physicians."
    if not joint:
        return (direct,)
    everyone = listed([provider, *(partner.name for partner in joint)])
    planned = (
        "This activity has been planned and implemented in accordance with the accreditation requirements and policies "
        f"of the {whole} through the joint providership of {everyone}."
    )
    return (planned, direct)


def _team_forms(course: Course) -> tuple[tuple[str, ...], ...]:
    return tuple(_team(course, order, jointly) for jointly in ("", "jointly ") for order in permutations(TEAM))


def _team(course: Course, order: tuple[str, ...], jointly: str) -> tuple[str, ...]:
    provider = course.providers.accredited.name
    partners = [partner.name for partner in (*course.providers.joint, *course.providers.co)]
    first, second, third = (f"the {ACCREDITORS[body]}" for body in order)
    bodies = (
        f"{jointly}accredited by {first}, {second}, and {third}, to provide continuing education for the healthcare "
        "team."
    )
    if not partners:
        return (f"In support of improving patient care, {provider} is {bodies}",)
    everyone = listed([provider, *partners])
    planned = (
        f"In support of improving patient care, this activity has been planned and implemented by {everyone}."
        if jointly
        else f"This activity has been planned and implemented by {everyone} for the advancement of patient care."
    )
    return (planned, f"{provider} is {bodies}")


def _pharmacy(provider: Organisation) -> str:
    return (
        f"{provider.name} is accredited by the Accreditation Council for Pharmacy Education as a provider of "
        "continuing pharmacy education."
    )


def nursing(course: Course) -> tuple[str, ...]:
    """The statement of ANCC for a provider that it accredits by itself; its exact words are not verified."""
    provider = course.providers.accredited
    if NURSING not in provider.bodies or JOINT_ACCREDITATION in provider.bodies:
        return ()
    return (
        (
            f"{provider.name} is accredited as a provider of nursing continuing professional development by the "
            "American Nurses Credentialing Center’s Commission on Accreditation."
        ),
    )
