"""AUD: the audience."""

from __future__ import annotations

from dataclasses import replace

from models import make_course, make_page, place

from rule_cases.base import Case, at
from scormkit.model.course import Audience
from scormkit.model.stated import NOT_STATED

UNSPECIFIC = Audience("Physicians", ("physician",), NOT_STATED, (), "")
LIMITED = Audience("Physicians", ("physician",), ("surgery",), (), "Only for the USA.")
ASKED = Audience("Physicians and nurses", ("physician", "nurse"), ("surgery",), (), "", True, True)
CODED = Audience("Physicians", ("physician",), ("surgery",), ("US",), "Only for the USA.")

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
    "AUD070": Case(
        at(("certificate", "pharmacist"), certificate=(("pharmacist", "Text."),)),
        (place(11),),
        make_course(certificate=(("nurse", "Text."),)),
    ),
}
