"""For each rule the smallest course that it speaks of, where it speaks, and the nearest course that it is silent on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from models import (
    make_activity,
    make_course,
    make_credit,
    make_option,
    make_override,
    make_person,
    make_question,
    make_quiz,
    make_tie,
    place,
)

from scormkit.model.course import Audience, CreditStatus, Gate, LearningFormat, LmsSettings
from scormkit.model.quiz import QuizRole
from scormkit.model.stated import NOT_STATED

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.model.finding import Place

NURSES = Audience("Nurses", ("nurse",), NOT_STATED, (), "")
AS_OF = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Case:
    """``fires`` gives exactly findings of the rule at ``places``; ``silent`` gives none of it."""

    fires: Course
    places: tuple[Place, ...]
    silent: Course


def at(*paths: tuple[str | int, ...], **changes: object) -> Course:
    """A course whose values at these paths stand on the lines 11, 12 and so on."""
    course = make_course(**changes)
    return replace(course, places={**course.places, **{path: place(11 + index) for index, path in enumerate(paths)}})


def quiz_with(**changes: object) -> Course:
    return make_course(quizzes=(make_quiz("post-test", make_question(place=place(9, "quizzes/a.md"), **changes)),))


def live(**changes: object) -> Course:
    return at(
        ("credit_status",),
        ("iri_base",),
        credit_status=CreditStatus.LIVE,
        vocabulary="https://cme.hospital.test/xapi/",
        **changes,
    )


RIGHT_TWICE = (make_option("a", right=True), make_option("b", right=True))
SECOND = make_quiz("again", make_question("second"), place=place(1, "quizzes/b.md"))
OVER = make_override(until=date(2026, 11, 21), rule="XXX999", place=place(41))

CASES: dict[str, Case] = {
    "AMA010": Case(
        at(("credits", 1, "maximum"), credits=(make_credit("0.25"), make_credit("0.30"))),
        (place(11),),
        at(credits=(make_credit("0.25"), make_credit("1.75"))),
    ),
    "AMA020": Case(
        at(("activity", "format"), activity=make_activity(format=LearningFormat.LIVE)),
        (place(11),),
        make_course(activity=make_activity(format=LearningFormat.POINT_OF_CARE)),
    ),
    "AMA050": Case(
        at(("credits", 0, "eligible"), credits=(make_credit(eligible=("physician", "nurse")),)),
        (place(11),),
        make_course(credits=(make_credit(eligible=("physician",)),)),
    ),
    "DAT010": Case(
        at(("activity", "expires"), activity=make_activity(expires=date(2026, 11, 21))),
        (place(11),),
        make_course(activity=make_activity(expires=date(2026, 11, 22))),
    ),
    "DAT020": Case(
        at(("activity", "expires"), activity=make_activity(released=date(2028, 1, 2), expires=date(2028, 1, 1))),
        (place(11),),
        make_course(activity=make_activity(released=date(2028, 1, 1), expires=date(2028, 1, 1))),
    ),
    "DIS010": Case(
        make_course(people=(make_person(nothing_to_disclose=False, place=place(5, "people.yaml")), make_person("b"))),
        (place(5, "people.yaml"),),
        make_course(people=(make_person(nothing_to_disclose=False, relationships=(make_tie(),)),)),
    ),
    "DIS020": Case(
        make_course(people=(make_person(relationships=(make_tie(),), place=place(5, "people.yaml")),)),
        (place(5, "people.yaml"),),
        make_course(people=(make_person(),)),
    ),
    "AMA060": Case(
        at(("completion",), gates=(Gate.ACKNOWLEDGE, Gate.PAGES)),
        (place(11),),
        make_course(credits=(), gates=(Gate.ACKNOWLEDGE, Gate.PAGES)),
    ),
    "AMA070": Case(
        at(("credits", 0, "eligible"), audience=NURSES),
        (place(11),),
        make_course(),
    ),
    "A11010": Case(at(("language",), language="de"), (place(11),), make_course()),
    "QIZ010": Case(quiz_with(options=RIGHT_TWICE), (place(9, "quizzes/a.md"),), quiz_with()),
    "QIZ020": Case(
        at(("completion",), quizzes=(make_quiz(role=QuizRole.CHECK),)),
        (place(11),),
        make_course(quizzes=(), gates=(Gate.ACKNOWLEDGE, Gate.PAGES, Gate.CLAIM)),
    ),
    "QIZ030": Case(
        make_course(quizzes=(make_quiz(), SECOND)),
        (place(1, "quizzes/b.md"),),
        make_course(quizzes=(make_quiz(), replace(SECOND, role=QuizRole.PRE_TEST))),
    ),
    "LMS010": Case(
        at(("lms", "suspend_limit"), lms=LmsSettings(suspend_limit=200)),
        (place(11),),
        make_course(lms=LmsSettings(suspend_limit=300)),
    ),
    "STA010": Case(
        live(iri_base="https://scormkit.example/", overrides=()),
        (place(12),),
        live(iri_base="https://cme.hospital.test/"),
    ),
    "STA020": Case(live(iri_base="https://cme.hospital.test/"), (place(11),), make_course()),
    "STA030": Case(
        at(("credit_status",), notice=" "),
        (place(11),),
        at(("credit_status",), notice="Specimen."),
    ),
    "OVR010": Case(
        make_course(overrides=(OVER, make_override(until=NOT_STATED, rule="XXX999"))),
        (place(41),),
        make_course(overrides=(make_override(until=AS_OF, rule="XXX999"),)),
    ),
    "OVR020": Case(
        make_course(overrides=(make_override("STA020", place=place(41)), make_override("AMA020"))),
        (place(41),),
        make_course(overrides=(make_override("AMA020"), make_override("TXT010"))),
    ),
}

ALSO: dict[str, set[str]] = {"STA010": {"STA020"}}
"""Other rules that cannot but speak of the same course."""
