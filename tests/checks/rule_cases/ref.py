"""REF: references."""

from __future__ import annotations

from dataclasses import replace

from models import make_course, make_page, make_question, make_quiz, make_reference, place

from rule_cases.base import Case, at
from rule_cases.parts import at_text, written

GIVEN = make_course().references
TRIAL = make_reference("roe-2021", trial="PATINA", doi="10.1000/2", place=place(9, "references.yaml"))
GUIDE = replace(GIVEN[0], title="Guideline for the treatment of examples")
TWICE = make_reference("doe-again", place=place(9, "references.yaml"))


def citing(*names: str, text: str = "Teaching.", **changes: object) -> object:
    page = make_page(cited=names, markdown=text, first_line=6, html=f"<p>{text}</p>")
    return make_course(pages=(page,), **changes)


ELSEWHERE = make_quiz("post-test", make_question(cited=("roe-2021",)))
UNCITED = (make_page(cited=()),)

CASES = {
    "REF010": Case(at(("credits",), references=(), pages=UNCITED), (place(11),), make_course()),
    "REF020": Case(
        make_course(references=(*GIVEN, TRIAL)),
        (place(9, "references.yaml"),),
        citing("doe-2020", "roe-2021", references=(*GIVEN, TRIAL)),
    ),
    "REF030": Case(
        citing("doe-2020", text="Survival was longer in PATINA.", references=(*GIVEN, TRIAL), quizzes=(ELSEWHERE,)),
        (at_text(1, 24),),
        citing("roe-2021", text="Survival was longer in PATINA. PATINA-2 goes on.", references=(TRIAL,)),
    ),
    "REF040": Case(
        written("First **INAVO122**, then the heredERA trial."),
        (at_text(1, 9), at_text(1, 30)),
        written("COVID-19, CDK4/6, an FDA trial, PIK3CA, IL-6, HbA1c and STAGE."),
    ),
    "REF050": Case(
        written("The Network (NCCN) writes; the NCCN guidelines say."),
        (at_text(1, 32),),
        written("What the NCCN guidelines say.", references=(GUIDE,)),
    ),
    "REF060": Case(
        citing("doe-2020", "doe-again", references=(*GIVEN, TWICE)),
        (place(9, "references.yaml"),),
        citing("doe-2020", "roe-2021", references=(*GIVEN, TRIAL)),
    ),
}
