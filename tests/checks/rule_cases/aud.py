"""AUD: the audience."""

from __future__ import annotations

from dataclasses import replace

from models import make_course, make_page, make_question, make_quiz, place

from rule_cases.base import Case, at
from scormkit.model.course import Audience
from scormkit.model.finding import Place
from scormkit.model.stated import NOT_STATED

UNSPECIFIC = Audience("Physicians", ("physician",), NOT_STATED, (), "")
LIMITED = Audience("Physicians", ("physician",), ("surgery",), (), "Only for the USA.")
ASKED = Audience("Physicians and nurses", ("physician", "nurse"), ("surgery",), (), "", True, True)
CODED = Audience("Physicians", ("physician",), ("surgery",), ("US",), "Only for the USA.")
LINKING = make_page(
    markdown="See the [doses](#two).", first_line=6, html='<p>See the <a href="#page-two">doses</a>.</p>'
)
FOR_NURSES = make_page("two", audience=("nurse",), html='<p>Back to <a href="#page-one">all</a>.</p>')
SENDING = make_question(rationale='<p>Read <a href="#page-two">this page</a>.</p>', place=place(9, "quizzes/a.md"))

CASES = {
    "AUD010": Case(
        at(("audience", "specialties"), audience=UNSPECIFIC),
        (place(11),),
        make_course(credits=(), audience=UNSPECIFIC),
    ),
    "AUD020": Case(at(("audience", "territory_note"), audience=LIMITED), (place(11),), make_course(audience=CODED)),
    "AUD030": Case(
        make_course(audience=ASKED, pages=(make_page(), make_page("two", audience=("pharmacist",)))),
        (place(1, "pages/two.md"),),
        make_course(audience=ASKED, pages=(make_page(), make_page("two", audience=("nurse",)))),
    ),
    "AUD040": Case(
        at(("audience",), pages=(make_page(), make_page("two", audience=("nurse",)))),
        (place(11),),
        make_course(audience=ASKED, pages=(make_page(), make_page("two", audience=("nurse",)))),
    ),
    "AUD050": Case(
        at(("audience", "ask_specialty"), audience=replace(ASKED, specialties=NOT_STATED)),
        (place(11),),
        make_course(audience=ASKED),
        frozenset({"AUD010"}),
    ),
    "AUD060": Case(
        at(("audience", "professions"), audience=ASKED, pages=(make_page(audience=("physician",)),)),
        (place(11),),
        make_course(audience=ASKED, pages=(make_page(audience=("physician", "nurse")),)),
    ),
    "AUD080": Case(
        make_course(audience=ASKED, pages=(LINKING, FOR_NURSES), quizzes=(make_quiz("test", SENDING),)),
        (Place("pages/one.md", 6, 9), place(9, "quizzes/a.md")),
        make_course(audience=ASKED, pages=(replace(LINKING, audience=("nurse",)), FOR_NURSES, make_page("three"))),
    ),
    "AUD070": Case(
        at(("certificate", "pharmacist"), certificate=(("pharmacist", "Text."),)),
        (place(11),),
        make_course(certificate=(("nurse", "Text."),)),
    ),
}
