"""JSON as text: read strictly, and taken apart without rewriting it.

A statement's members are kept as the client wrote them (``0.250`` stays ``0.250``), so what a report reads later
is what was sent. The functions that take text apart expect text that :func:`read` has accepted.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from scormkit.preview.xapi.exchange import Refused

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def text_of(body: bytes) -> str:
    """The body as text. Raises :class:`Refused` where it is not UTF-8 (Communication 1.4)."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"the body is not UTF-8: {error.reason} at byte {error.start}") from None


def read(text: str) -> Any:
    """The value of a JSON text. Raises :class:`Refused` for what is no JSON, and for a key that occurs twice."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Refused(400, f"not JSON: {error.msg} at line {error.lineno} column {error.colno}") from None
    except RecursionError:
        raise Refused(400, "not JSON that can be read: nested too deep") from None
    except ValueError as error:
        # An integer of thousands of digits: Python declines to convert it.
        raise Refused(400, f"not JSON that can be read: {error}") from None


def elements(text: str) -> list[str]:
    """The text of each element of an array."""
    found: list[str] = []
    at = _skip(text, _skip(text, 0) + 1)
    while text[at] != "]":
        _, end = _DECODER.raw_decode(text, at)
        found.append(text[at:end])
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def members(text: str) -> dict[str, str]:
    """Each member of an object by its name: ``{"a": 1.0}`` gives ``{"a": '"a": 1.0'}``."""
    found: dict[str, str] = {}
    at = _skip(text, _skip(text, 0) + 1)
    while text[at] != "}":
        name, colon = _DECODER.raw_decode(text, at)
        _, end = _DECODER.raw_decode(text, _skip(text, _skip(text, colon) + 1))
        found[name] = text[at:end]
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def assemble(parts: dict[str, str]) -> str:
    """The object that has these members: the inverse of :func:`members`."""
    return "{" + ",".join(parts.values()) + "}"


def value_of(part: str) -> str:
    """The text of a member's value: ``'"a": 1.0'`` gives ``'1.0'``."""
    _, colon = _DECODER.raw_decode(part, 0)
    return part[_skip(part, _skip(part, colon) + 1) :]


def member(name: str, value: Any) -> str:
    """One member as text, for what the LRS itself adds."""
    return f"{json.dumps(name)}:{json.dumps(value, separators=(',', ':'))}"


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused(400, "an object has the same key twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise Refused(400, f"{name} is not JSON")
