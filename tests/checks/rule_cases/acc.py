"""ACC: accreditation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import (
    make_activity,
    make_course,
    make_page,
    make_person,
    make_providers,
    make_support,
    make_text,
    make_tie,
    place,
)

from rule_cases.base import Case, at
from scormkit.model.course import CreditStatus
from scormkit.model.people import Nature

if TYPE_CHECKING:
    from scormkit.model.course import Course

STATEMENT = (
    "This activity has been planned and implemented in accordance with the accreditation requirements and policies of "
    "the Accreditation Council for Continuing Medical Education (ACCME) through the joint providership of Example "
    "Hospital and MedAll. Example Hospital is accredited by the ACCME to provide continuing medical education for "
    "physicians."
)


def stated(text: str) -> Course:
    return make_course(providers=make_providers("MedAll"), statements=(make_text("accreditation", text),))


def joint(partner: str, **changes: object) -> Course:
    return at(("providers", "joint", 0, "name"), providers=make_providers(partner), **changes)


def live(**changes: object) -> Course:
    return at(
        ("activity",),
        credit_status=CreditStatus.LIVE,
        iri_base="https://cme.hospital.test/",
        vocabulary="https://cme.hospital.test/xapi/",
        pages=(make_page(words=1200),),
        **changes,
    )


TIED = (make_person(relationships=(make_tie("Acme, Inc.", Nature.SPEAKER),), nothing_to_disclose=False),)

CASES = {
    "ACC020": Case(stated(STATEMENT.replace("has been", "will be")), (place(21),), stated(STATEMENT)),
    "ACC030": Case(
        at(("description",), description="Made with Medall.", providers=make_providers("MedAll")),
        (place(11),),
        at(("description",), description="Made with MedAll. It is for all.", providers=make_providers("MedAll")),
    ),
    "ACC040": Case(joint("Acme", people=TIED), (place(11),), joint("Acme Society", support=(make_support("Acme"),))),
    "ACC050": Case(
        live(),
        (place(11),),
        live(activity=make_activity(identifiers=(("pars", "201"),))),
        frozenset({"STA020"}),
    ),
}
