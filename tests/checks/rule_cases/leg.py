"""LEG: what accreditors' lists ask for."""

from __future__ import annotations

from models import make_activity, make_course, make_providers, place

from rule_cases.base import Case, at
from scormkit.model.course import Policies

NO_PRIVACY, NO_COPYRIGHT = Policies("", "Example Hospital, 2026"), Policies("Nobody sees your answers.", "")

CASES = {
    "LEG010": Case(at(("activity",), activity=make_activity(medium="")), (place(11),), make_course()),
    "LEG020": Case(at(("activity",), activity=make_activity(requirements="")), (place(11),), make_course()),
    "LEG030": Case(
        at(("providers", "accredited"), providers=make_providers(contact="")),
        (place(11),),
        make_course(credits=(), providers=make_providers(contact="")),
    ),
    "LEG040": Case(at(("policies",), policies=NO_PRIVACY), (place(11),), make_course(policies=NO_COPYRIGHT)),
    "LEG050": Case(at(("policies",), policies=NO_COPYRIGHT), (place(11),), make_course(policies=NO_PRIVACY)),
}
