"""CRE: credit systems beside AMA PRA."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models import make_activity, make_course, make_credit, make_providers, make_question, make_quiz, make_text, place

from rule_cases.base import Case, at
from scormkit.model.course import Audience, Gate

if TYPE_CHECKING:
    from scormkit.model.course import Course

P, T = "0123-0000-26-001-H01-P", "0123-0000-26-001-H01-T"
IPCE = (
    "This activity was planned by and for the healthcare team, and learners will receive 0.25 Interprofessional "
    "Continuing Education (IPCE) credit for learning and change."
)
TEAM = make_providers(accreditor="Joint Accreditation")
EVERYONE = ("physician", "physician-associate", "nurse", "pharmacist", "pharmacy-technician")


def offering(
    system: str, *eligible: str, maximum: str = "0.25", uan: tuple[str, ...] = (), **changes: object
) -> Course:
    """A course of a provider that every body accredits, with credit of one system."""
    credit = make_credit(maximum, eligible, system, uan=uan, approved=changes.pop("approved", date(2026, 1, 12)))
    audience = Audience("Everyone", EVERYONE, ("surgery",), (), "")
    return at(
        ("credits", 0),
        ("credits", 0, "uan"),
        ("credits", 0, "system"),
        ("credits", 0, "maximum"),
        **{"audience": audience, "providers": TEAM, "credits": (credit,), **changes},
    )


def pharmacy(*uan: str, eligible: tuple[str, ...] = ("pharmacist",)) -> Course:
    return offering("acpe", *eligible, uan=uan)


def approved(day: object) -> Course:
    return offering("aapa", "physician-associate", approved=day, activity=make_activity(expires=date(2027, 3, 1)))


def points(maximum: str) -> Course:
    """MOC points beside a quarter of AMA PRA credit."""
    moc = make_credit(maximum, ("physician",), "abim-moc")
    return offering("abim-moc", "physician", credits=(moc, make_credit("0.25")))


def iacet(description: str) -> Course:
    """An hour of a provider that IACET accredits."""
    return at(
        ("description",),
        description=description,
        providers=make_providers(also=("IACET",)),
        activity=make_activity(minutes=60),
        credits=(make_credit("1"),),
    )


NO_TEST = (Gate.ACKNOWLEDGE, Gate.PAGES, Gate.CLAIM)
SILENT_QUESTION = make_question(rationale="", place=place(9, "quizzes/post-test.md"))
TWO = ("nurse", "physician")

CASES = {
    "CRE010": Case(
        offering("ancc", "nurse", providers=make_providers()), (place(13),), offering("ancc", "nurse", providers=TEAM)
    ),
    "CRE020": Case(
        pharmacy(P, eligible=("pharmacist", "pharmacy-technician")),
        (place(11),),
        pharmacy(P, T, eligible=("pharmacist", "pharmacy-technician")),
    ),
    "CRE030": Case(pharmacy("0123-26-001-H01-P"), (place(12),), pharmacy("JA0000123-0000-26-001-H01-P")),
    "CRE040": Case(pharmacy(P.replace("H01", "L01")), (place(12),), pharmacy(P)),
    "CRE050": Case(approved(date(2026, 11, 23)), (place(11),), approved(date(2026, 11, 22))),
    "CRE060": Case(offering("abim-moc", "physician", gates=NO_TEST), (place(11),), offering("abim-moc", "physician")),
    "CRE070": Case(
        offering("abim-moc", "physician", quizzes=(make_quiz("post-test", SILENT_QUESTION),)),
        (place(9, "quizzes/post-test.md"),),
        make_course(quizzes=(make_quiz("post-test", SILENT_QUESTION),)),
        frozenset({"QIZ050"}),
    ),
    "CRE080": Case(
        offering("ancc", "nurse", providers=make_providers(accreditor="Joint Accreditation", contact="")),
        (place(11),),
        offering("ancc", "nurse"),
        frozenset({"LEG030"}),
    ),
    "CRE090": Case(
        offering("ipce", "nurse", audience=Audience("Nurses", ("nurse",), ("surgery",), (), "")),
        (place(11),),
        offering("ipce", *TWO, audience=Audience("Nurses and physicians", TWO, ("surgery",), (), "")),
    ),
    "CRE100": Case(
        offering("ipce", *TWO, statements=(make_text("ipce", IPCE.replace("will receive", "will be awarded")),)),
        (place(21),),
        offering("ipce", *TWO, statements=(make_text("ipce", IPCE),)),
    ),
    "CRE110": Case(
        offering("ancc", "nurse", maximum="0.3"),
        (place(14),),
        offering("ancc", "nurse", maximum="0.25"),
    ),
    "CRE120": Case(
        at(("description",), description="It gives 0.1 IACET CEUs."),
        (place(11),),
        make_course(
            description="It gives 0.1 IACET CEUs.",
            providers=make_providers(also=("IACET",)),
            activity=make_activity(minutes=60),
        ),
    ),
    "CRE130": Case(points("0.5"), (place(14),), points("0.25")),
    "CRE140": Case(
        iacet("It gives 0.2 IACET CEUs."),
        (place(11),),
        iacet("It gives 0.1 IACET CEU. It gave 2 CEUs before."),
    ),
}
