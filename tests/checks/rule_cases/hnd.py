"""HND: the way to the provider's own claim page."""

from __future__ import annotations

from models import make_handoff, place

from rule_cases.base import Case, at
from scormkit.model.course import Course, HandoffPart

BASE = "https://cme.hospital.example/"
LONG = BASE + "a" * (180 - len(BASE) - 5)


def handing(url: str, show: tuple[HandoffPart, ...] = tuple(HandoffPart), **changes: object) -> Course:
    paths = (("claim", "handoff", "url"), ("claim", "handoff"))
    return at(*paths, handoff=make_handoff(url, show=show), **changes)


CASES = {
    "HND010": Case(handing(BASE + "claim"), (place(11),), handing(BASE + "claim/HH-26")),
    "HND020": Case(
        handing(BASE + "{code}?email={email}"), (place(11),), handing(BASE + "{code}?activity={code}&page=2")
    ),
    "HND030": Case(handing(LONG + "a{code}"), (place(11),), handing(LONG + "{code}")),
    "HND040": Case(handing(BASE + "{code}", credits=()), (place(12),), handing(BASE + "{code}")),
}
