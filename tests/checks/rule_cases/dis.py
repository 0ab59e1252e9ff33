"""DIS: disclosure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from models import make_course, make_mitigation, make_person, make_tie, place

from rule_cases.base import Case, at
from scormkit.model.course import Gate
from scormkit.model.people import Exemption, Nature, Role, Step
from scormkit.model.stated import NOT_STATED

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.model.finding import Place
    from scormkit.model.people import Relationship

HERE = place(5, "people.yaml")
CONSULTANT = make_tie("Example Pharma", Nature.CONSULTANT)


def person(**changes: object) -> Course:
    return make_course(people=(make_person(place=HERE, **changes),))


def tied(*ties: Relationship, **changes: object) -> Course:
    """Somebody with relationships, in whose course these are mitigated."""
    return person(relationships=ties, nothing_to_disclose=False, **changes)


def tie(company: str = "Example Pharma", *natures: Nature, line: int = 9, **changes: object) -> Relationship:
    return replace(make_tie(company, *(natures or (Nature.CONSULTANT,))), place=place(line, "people.yaml"), **changes)


def at_line(line: int) -> tuple[Place, ...]:
    return (place(line, "people.yaml"),)


CASES = {
    "DIS010": Case(
        make_course(people=(make_person(nothing_to_disclose=False, place=place(5, "people.yaml")), make_person("b"))),
        (place(5, "people.yaml"),),
        make_course(people=(make_person(nothing_to_disclose=False, relationships=(CONSULTANT,)),)),
    ),
    "DIS020": Case(
        make_course(people=(make_person(relationships=(CONSULTANT,), place=place(5, "people.yaml")),)),
        (place(5, "people.yaml"),),
        make_course(people=(make_person(),)),
    ),
    "DIS030": Case(
        person(name="Staff and planners", group=True, roles=(Role.STAFF, Role.PLANNER)),
        (HERE,),
        person(name="Staff and planners", group=True, roles=(Role.PLANNER,), members=("Alex Rivera", "Sam Okafor")),
    ),
    "DIS040": Case(person(roles=NOT_STATED), (HERE,), person(roles=(Role.STAFF,))),
    "DIS050": Case(person(credentials=NOT_STATED), (HERE,), person(credentials=NOT_STATED, roles=(Role.PLANNER,))),
    "DIS060": Case(
        tied(tie(), replace(make_tie("Beta"), place=place(10, "people.yaml")), natures_in_bulk="advisory roles"),
        at_line(10),
        tied(tie()),
    ),
    "DIS070": Case(
        tied(tie("Example Pharma, etc.")),
        at_line(9),
        tied(tie("Etcetera Pharma")),
    ),
    "DIS080": Case(
        at(("mitigation",), people=tied(CONSULTANT).people, mitigation=make_mitigation(done=False)),
        (place(11),),
        make_course(mitigation=None),
    ),
    "DIS090": Case(tied(tie(ended=date(2024, 1, 14))), at_line(9), tied(tie(ended=date(2024, 1, 15)))),
    "DIS100": Case(
        tied(tie(), roles=(Role.FACULTY, Role.PLANNER), steps=(Step.PEER_REVIEW,)),
        (HERE,),
        tied(tie(), roles=(Role.FACULTY, Role.PLANNER), steps=(Step.PEER_REVIEW, Step.RECUSAL)),
    ),
    "DIS110": Case(
        tied(tie("Example Pharma", Nature.EMPLOYEE)),
        at_line(9),
        tied(tie("Example Pharma", Nature.EMPLOYEE, exemption=Exemption.RESEARCH)),
    ),
    "DIS120": Case(
        tied(tie("Astra-Zeneca", line=9), tie("AstraZeneca", line=10)),
        at_line(10),
        tied(tie("AstraZeneca", line=9), tie("Merck", line=10), tie("Merck KGaA", line=11)),
    ),
    "DIS130": Case(tied(tie("Roche/Genentech")), at_line(9), tied(tie("Roche"), tie("Genentech"))),
    "DIS140": Case(
        at(("completion",), gates=(Gate.PAGES, Gate.POST_TEST, Gate.CLAIM)),
        (place(11),),
        make_course(gates=(Gate.PAGES, Gate.POST_TEST), credits=()),
    ),
    "DIS150": Case(
        make_course(people=(make_person(off_label="None."), make_person("b", place=HERE))),
        (HERE,),
        make_course(people=(make_person(off_label="None."), make_person("b", group=True, members=("Sam Okafor",)))),
    ),
}
