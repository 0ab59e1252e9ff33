"""STA: what live credit needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import make_activity, make_course, make_page, place

from rule_cases.base import Case, at
from scormkit.model.course import CreditStatus

if TYPE_CHECKING:
    from scormkit.model.course import Course


def live(**changes: object) -> Course:
    return at(
        ("credit_status",),
        ("iri_base",),
        credit_status=CreditStatus.LIVE,
        vocabulary="https://cme.hospital.test/xapi/",
        pages=(make_page(words=1200),),
        activity=make_activity(identifiers=(("pars", "201"),)),
        **changes,
    )


CASES = {
    "STA010": Case(
        live(iri_base="https://scormkit.example/", overrides=()),
        (place(12),),
        live(iri_base="https://cme.hospital.test/"),
        frozenset({"STA020"}),
    ),
    "STA020": Case(live(iri_base="https://cme.hospital.test/"), (place(11),), make_course()),
    "STA030": Case(
        at(("credit_status",), notice=" "),
        (place(11),),
        at(("credit_status",), notice="Specimen."),
    ),
}
