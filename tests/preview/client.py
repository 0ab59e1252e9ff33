"""A client of the small LRS that hides nothing: one call, one HTTP exchange. And the smallest good statement."""

from __future__ import annotations

import http.client
import json
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.preview.lrs import Lrs

ANA = {"objectType": "Agent", "account": {"homePage": "https://lms.test", "name": "ana"}}
BEN = {"objectType": "Agent", "mbox": "mailto:ben@lms.test"}
COURSE = "https://provider.test/activities/hand-hygiene"
COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
PASSED = "http://adlnet.gov/expapi/verbs/passed"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
SIMPLE: dict[str, Any] = {"actor": ANA, "verb": {"id": COMPLETED}, "object": {"id": COURSE}}


def uuid(number: int) -> str:
    """A valid UUID that is known by its number."""
    return f"00000000-0000-4000-8000-{number:012d}"


def statement(**changes: Any) -> dict[str, Any]:
    """The smallest good statement with these properties added or replaced."""
    return {**deepcopy(SIMPLE), **changes}


@dataclass(slots=True)
class Clock:
    """A clock that stands still until it is told otherwise."""

    at: datetime = field(default_factory=lambda: datetime(2026, 1, 15, 12, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.at

    def forward(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of the LRS; names of headers are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass(frozen=True, slots=True)
class Client:
    """Asks one LRS, with its key and version 1.0.3 unless a header says otherwise; None takes a header away."""

    lrs: Lrs

    def __call__(
        self,
        method: str,
        resource: str,
        body: Any = None,
        *,
        query: Mapping[str, str] | None = None,
        **headers: str | None,
    ) -> Reply:
        content = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        known = {"authorization": self.lrs.authorization, "x-experience-api-version": "1.0.3"}
        if content is not None:
            known["content-type"] = "application/json"
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        target = resource if resource.startswith("/") else f"/xapi/{resource}"
        target += "?" + urlencode(query) if query else ""
        return exchange(
            self.lrs.port, method, target, content, {n: v for n, v in (known | asked).items() if v is not None}
        )

    def save(self, *statements: dict[str, Any], **headers: str | None) -> list[str]:
        """Posts statements, which must be taken; their ids."""
        reply = self("POST", "statements", list(statements), **headers)
        assert (reply.status, reply.text[:200]) == (200, reply.text[:200])
        ids: list[str] = reply.json
        return ids

    def found(self, **query: str) -> list[str]:
        """The ids of the statements that a query gives, in its order."""
        reply = self("GET", "statements", query=query)
        assert (reply.status, reply.text[:200]) == (200, reply.text[:200])
        return [one["id"] for one in reply.json["statements"]]


def exchange(port: int, method: str, target: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
    """One exchange on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, target, body, dict(headers))
        answer = connection.getresponse()
        return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()
