"""IRI and XAP: names of activities."""

from __future__ import annotations

from models import make_course, make_page, make_quiz, place

from rule_cases.base import Case, at

WORDS = "https://cme.hospital.test/words/"

CASES = {
    "IRI010": Case(
        at(("iri_base",), iri_base="https://w3id.org/our-hospital/"),
        (place(11),),
        make_course(iri_base="https://hospital.github.io/xapi/"),
    ),
    "IRI020": Case(
        at(("iri_base",), iri_base="https://localhost/xapi/"),
        (place(11),),
        make_course(iri_base="https://cme.hospital.test/xapi/"),
    ),
    "IRI030": Case(
        at(("iri_base",), iri_base=WORDS, vocabulary=WORDS),
        (place(11),),
        make_course(iri_base=WORDS, vocabulary=f"{WORDS}v1/"),
    ),
    "XAP010": Case(
        make_course(quizzes=(make_quiz("One"),)),
        (place(1, "quizzes/One.md"),),
        make_course(pages=(make_page("one"),)),
    ),
}
