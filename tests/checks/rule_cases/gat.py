"""GAT: conditions of completion."""

from __future__ import annotations

from models import FILM, make_course, make_page, place

from rule_cases.base import Case, at
from scormkit.model.course import Course, Gate

USUAL = (Gate.ACKNOWLEDGE, Gate.PAGES, Gate.POST_TEST, Gate.CLAIM)
TIME, MEDIA, ATTESTATION = ((*USUAL, gate) for gate in (Gate.TIME, Gate.MEDIA, Gate.ATTESTATION))
UNCLAIMED = (Gate.ACKNOWLEDGE, Gate.PAGES, Gate.POST_TEST, Gate.ATTESTATION)


def asking(*gates: Gate, **changes: object) -> Course:
    return at(("completion",), ("minimum_minutes",), ("attestation",), gates=gates, **changes)


CASES = {
    "GAT010": Case(
        asking(*MEDIA),
        (place(11),),
        make_course(gates=MEDIA, pages=(make_page(html=f"<p>Teaching.</p>{FILM}"),)),
    ),
    "GAT020": Case(asking(*USUAL, minimum_minutes=5), (place(12),), make_course(gates=TIME, minimum_minutes=5)),
    "GAT030": Case(
        asking(*UNCLAIMED, attestation="I took part.", credits=()),
        (place(11),),
        make_course(gates=ATTESTATION, attestation="I took part."),
    ),
    "GAT040": Case(asking(*TIME, minimum_minutes=16), (place(12),), make_course(gates=TIME, minimum_minutes=15)),
}
