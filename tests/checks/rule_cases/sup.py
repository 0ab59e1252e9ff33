"""SUP: commercial support."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models import make_course, make_person, make_support, make_tie, place

from rule_cases.base import Case, at
from scormkit.model.people import Nature
from scormkit.model.stated import NOT_STATED

if TYPE_CHECKING:
    from scormkit.model.course import Course


def supported(company: str = "Acme", kind: str = "educational grant", in_kind: str = "", **changes: object) -> Course:
    return make_course(support=(replace(make_support(company, kind, in_kind), place=place(31)),), **changes)


TIED = (make_person(relationships=(make_tie("ACME, Inc.", Nature.SPEAKER),), nothing_to_disclose=False),)

CASES = {
    "SUP010": Case(at(("support",), support=NOT_STATED), (place(11),), make_course(support=NOT_STATED, credits=())),
    "SUP020": Case(supported("Acme Global Medical Grants"), (place(31),), supported("Acme")),
    "SUP030": Case(
        supported(kind="gift in kind"), (place(31),), supported(kind="gift in kind", in_kind="two mannequins")
    ),
    "SUP040": Case(supported("Acme", people=TIED), (place(31),), supported("Beta", people=TIED)),
    "SUP050": Case(supported("Acme, among others"), (place(31),), supported("Etcetera Bio and Suchard")),
}
