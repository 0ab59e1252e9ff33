"""AUD: the audience."""

from __future__ import annotations

from models import make_course, place

from rule_cases.base import Case, at
from scormkit.model.course import Audience
from scormkit.model.stated import NOT_STATED

UNSPECIFIC = Audience("Physicians", ("physician",), NOT_STATED, (), "")
LIMITED = Audience("Physicians", ("physician",), ("surgery",), (), "Only for the USA.")
CODED = Audience("Physicians", ("physician",), ("surgery",), ("US",), "Only for the USA.")

CASES = {
    "AUD010": Case(
        at(("audience", "specialties"), audience=UNSPECIFIC),
        (place(11),),
        make_course(credits=(), audience=UNSPECIFIC),
    ),
    "AUD020": Case(at(("audience", "territory_note"), audience=LIMITED), (place(11),), make_course(audience=CODED)),
}
