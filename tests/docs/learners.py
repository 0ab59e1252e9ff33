"""Imagined learners of the sample course, and the LRS that has their statements: what the analysts' guide reads.

Each statement is composed as a package does it; the times are fixed.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

from scormkit.compile.profile import package_schema, profile
from scormkit.compile.statements import compose, frozen_credit
from scormkit.model.course import CreditStatus
from scormkit.model.vocabulary import TEMPLATES, minted
from scormkit.preview.lrs import Lrs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scormkit.model.course import Course

SYSTEM = {"system": "AMA PRA Category 1 Credit", "unit": "Credit"}
VOIDED = "http://adlnet.gov/expapi/verbs/voided"


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def told(
    course: Course, name: str, number: int, learner: str, registration: int, at: str, **more: Any
) -> dict[str, Any]:
    """A statement: its template, and what a browser adds. ``more``: result, record, expired."""
    templates: Any = compose(course)["statements"]
    statement: dict[str, Any] = json.loads(json.dumps(templates[name]))
    context = statement["context"]
    context["registration"] = uuid(registration)
    template = TEMPLATES[name.partition("/")[0]]
    if template.credit:
        credit = frozen_credit(course, expired=more.get("expired", False))
        context["extensions"][minted(course.vocabulary, "credit")] = credit
        context["extensions"][minted(course.vocabulary, "as-of")] = at
    if template.points_to_record:
        context["statement"] = {"objectType": "StatementRef", "id": uuid(more["record"])}
    account = {"homePage": "https://lms.hospital.example", "name": learner}
    result = {"result": more["result"]} if "result" in more else {}
    return {
        "id": uuid(number),
        "actor": {"objectType": "Agent", "account": account},
        **statement,
        **result,
        "timestamp": at,
    }


def outcome(course: Course, profession: str, amount: float | None, reference: str) -> dict[str, Any]:
    """The result of a statement of record; no amount where nothing could be claimed."""
    terms = {
        "credit-claimed": [] if amount is None else [{**SYSTEM, "amount": amount}],
        "profession": profession,
        "reference": reference,
    }
    extensions = {minted(course.vocabulary, name): value for name, value in terms.items()}
    score = {"scaled": 0.75, "raw": 75, "min": 0, "max": 100}
    return {"completion": True, "score": score, "success": True, "duration": "PT912.5S", "extensions": extensions}


def statements(specimen: Course) -> list[dict[str, Any]]:
    """All of them, in the order in which an LRS receives them."""
    live = replace(specimen, credit_status=CreditStatus.LIVE)
    newer = replace(live, version="1.1")
    done = {"success": True, "score": {"scaled": 0.75, "raw": 75, "min": 0, "max": 100}}
    ana = ("ana", 1)
    void = {
        "id": uuid(70),
        "actor": {"objectType": "Agent", "account": {"homePage": "https://lms.hospital.example", "name": "office"}},
        "verb": {"id": VOIDED, "display": {"en": "voided"}},
        "object": {"objectType": "StatementRef", "id": uuid(60)},
        "timestamp": "2026-12-09T08:00:00.000Z",
    }

    def record(course: Course, number: int, learner: str, registration: int, at: str, *end: Any) -> dict[str, Any]:
        profession, amount, reference, *late = end
        result = outcome(course, profession, amount, reference)
        return told(course, "completed", number, learner, registration, at, result=result, expired=bool(late))

    return [
        told(live, "initialized", 10, *ana, "2026-12-01T09:00:00.000Z"),
        told(live, "acknowledge", 11, *ana, "2026-12-01T09:01:00.000Z"),
        told(live, "experienced/five-moments", 12, *ana, "2026-12-01T09:05:00.000Z"),
        told(live, "passed", 13, *ana, "2026-12-01T09:14:00.000Z", result=done, record=15),
        told(live, "claimed", 14, *ana, "2026-12-01T09:15:00.000Z", record=15),
        record(live, 15, *ana, "2026-12-01T09:15:12.500Z", "physician", 0.25, "ANA2-ANA2-ANA2"),
        told(live, "terminated", 16, *ana, "2026-12-01T09:16:00.000Z", result={"duration": "PT960S"}),
        record(live, 20, "ben", 2, "2026-12-02T10:00:00.000Z", "nurse", None, "BEN2-BEN2-BEN2"),
        record(live, 30, "cleo", 3, "2026-12-03T10:00:00.000Z", "physician", 0, "CLE2-CLE2-CLE2"),
        record(live, 40, "dan", 4, "2029-06-01T10:00:00.000Z", "not-stated", None, "DAN2-DAN2-DAN2", "late"),
        record(specimen, 50, "eve", 5, "2026-12-04T10:00:00.000Z", "physician", 0.25, "EVE2-EVE2-EVE2"),
        record(live, 60, "fay", 6, "2026-12-05T10:00:00.000Z", "physician", 0.25, "FAY2-FAY2-FAY2"),
        void,
        record(live, 80, "gus", 8, "2026-12-31T20:00:00.000-05:00", "physician", 0.25, "GUS2-GUS2-GUS2"),
        record(live, 81, "gus", 8, "2027-01-02T10:00:00.000Z", "physician", 0.25, "GUS3-GUS3-GUS3"),
        record(live, 90, "hal", 9, "2026-12-06T10:00:00.000Z", "physician", 5, "HAL2-HAL2-HAL2"),
        record(live, 95, "ivy", 11, "2026-12-07T10:00:00.000Z", "nurse", 0.25, "IVY2-IVY2-IVY2"),
        record(newer, 99, "ana", 10, "2027-02-01T10:00:00.000Z", "physician", 0.25, "ANA3-ANA3-ANA3"),
    ]


@contextmanager
def running(specimen: Course, folder: Path) -> Iterator[Lrs]:
    """An LRS that has the statements, and in ``folder`` the documents that are published with the package."""
    live = replace(specimen, credit_status=CreditStatus.LIVE)
    documents = {
        "profile.jsonld": profile(live.vocabulary, live.providers.accredited.name),
        "statement.schema.json": package_schema(live),
    }
    for ending, document in documents.items():
        (folder / f"hand-hygiene-1.0-xapi-{ending}").write_text(json.dumps(document), encoding="utf-8")
    with Lrs(now=lambda: datetime(2029, 7, 1, tzinfo=UTC), page=5) as lrs:
        for statement in statements(specimen):
            headers = {
                "Authorization": lrs.authorization,
                "X-Experience-API-Version": "1.0.3",
                "Content-Type": "application/json",
            }
            with urlopen(Request(f"{lrs.endpoint}statements", json.dumps(statement).encode(), headers)) as answer:
                assert answer.status == 200
        yield lrs
