"""One question to the LRS and its answer, without sockets: what the resources are written against."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from datetime import datetime

    from scormkit.preview.xapi.storage import Storage

JSON_TYPE = "application/json"
V1 = "1.0.3"
V2 = "2.0.0"


class Refused(Exception):
    """A request that the standard says to refuse: the HTTP status and the reason in words."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked. ``resource`` is the path below the endpoint; names of headers are lower case.

    ``version`` is the version that governs the exchange, ``1.0.3`` or ``2.0.0``, whatever patch the client named.
    """

    method: str
    resource: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    version: str = V1

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def expect(self, required: frozenset[str], optional: frozenset[str]) -> None:
        """Refuses a parameter that is missing or that the resource does not know (Communication 3.2)."""
        if missing := sorted(required - set(self.query)):
            raise Refused(400, f"the parameter {missing[0]} is required")
        if unknown := sorted(set(self.query) - required - optional):
            raise Refused(400, f"this resource has no parameter {unknown[0]!r}")

    def flag(self, name: str) -> bool:
        """A boolean parameter; absent is false. Clients written in Python send ``True``."""
        value = self.query.get(name, "false").lower()
        if value not in ("true", "false"):
            raise Refused(400, f"the parameter {name} must be true or false")
        return value == "true"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to it. Headers that every answer carries (length, version, CORS) are added at the door."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """What every resource works with: the records, the clock, and where new ids come from."""

    storage: Storage
    now: Callable[[], datetime]
    new_id: Callable[[], UUID]
    page: int


def json_answer(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """``content`` as a JSON document."""
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return Answer(status, text.encode("ascii"), {"Content-Type": JSON_TYPE, **(headers or {})})
