"""OVR: overrides."""

from __future__ import annotations

from datetime import date

from models import make_course, make_override, place

from rule_cases.base import AS_OF, Case
from scormkit.model.stated import NOT_STATED

OVER = make_override("DIS020", until=date(2026, 11, 21), place=place(41))

CASES = {
    "OVR010": Case(
        make_course(overrides=(OVER, make_override("DIS020"))),
        (place(41),),
        make_course(overrides=(make_override("DIS020", until=AS_OF),)),
    ),
    "OVR020": Case(
        make_course(overrides=(make_override("STA020", place=place(41)), make_override("AMA020"))),
        (place(41),),
        make_course(overrides=(make_override("AMA020"), make_override("DIS020"))),
    ),
    "OVR030": Case(
        make_course(overrides=(make_override("DIS020", reason="n/a", place=place(41)),)),
        (place(41),),
        make_course(overrides=(make_override("DIS020", reason="Agreed."),)),
    ),
    "OVR040": Case(
        make_course(overrides=(make_override("DIS020", by="TBD", place=place(41)),)),
        (place(41),),
        make_course(overrides=(make_override("DIS020", by="CME office"),)),
    ),
    "OVR050": Case(
        make_course(overrides=(make_override("DIS029", place=place(41)),)),
        (place(41),),
        make_course(overrides=(make_override("DIS020"),)),
    ),
    "OVR060": Case(
        make_course(overrides=(make_override("DIS020", until=NOT_STATED, place=place(41)),)),
        (place(41),),
        make_course(overrides=(make_override("DIS020", until=NOT_STATED, stated="a", used="b"),)),
    ),
}
