"""What a statement must look like (xAPI 1.0.3 Data 2.4, 2.0 4.2), as tables of checks.

A check takes a value and the place it stands at, and raises :class:`Refused` with that place. A null, a wrong type
and a key in another case are refused everywhere but inside extensions (Data 2.2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from scormkit.preview.xapi import values
from scormkit.preview.xapi.exchange import Refused

Check = Callable[[Any, str], None]
Table = Mapping[str, Check]


def refused(at: str, must: str) -> Refused:
    """The refusal of what stands at ``at``."""
    return Refused(400, f"{at} {must}")


def text(value: Any, at: str) -> None:
    """A string."""
    if not isinstance(value, str):
        raise refused(at, "must be a string")


def boolean(value: Any, at: str) -> None:
    """``true`` or ``false``."""
    if not isinstance(value, bool):
        raise refused(at, "must be true or false")


def number(value: Any, at: str) -> None:
    """A number that a double can hold."""
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or (isinstance(value, float) and not isfinite(value))
    ):
        raise refused(at, "must be a number")


def count(value: Any, at: str) -> None:
    """A whole number from zero."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise refused(at, "must be a whole number, zero or more")


def accepted(value: Any, at: str) -> None:
    """Anything at all: the values of extensions."""


def form(valid: Callable[[str], bool], must: str) -> Check:
    """A string of a certain form."""

    def check(value: Any, at: str) -> None:
        if not isinstance(value, str) or not valid(value):
            raise refused(at, f"must be {must}")

    return check


def word(*words: str) -> Check:
    """One of these strings."""
    return form(frozenset(words).__contains__, " or ".join(words))


def listing(check: Check, least: int = 0) -> Check:
    """An array of at least so many."""

    def check_all(value: Any, at: str) -> None:
        if not isinstance(value, list) or len(value) < least:
            raise refused(at, "must be an array" + (f" of at least {least}" if least else ""))
        for index, element in enumerate(value):
            check(element, f"{at}[{index}]")

    return check_all


def mapping(key: Callable[[str], bool], must: str, check: Check) -> Check:
    """An object whose keys have a form and whose values are alike."""

    def check_all(value: Any, at: str) -> None:
        if not isinstance(value, dict):
            raise refused(at, "must be an object")
        for name, element in value.items():
            if not key(name):
                raise refused(f"{at}: the key {name!a}", f"must be {must}")
            check(element, f"{at}[{name!a}]")

    return check_all


def record(required: Table, optional: Table, also: Check = accepted) -> Check:
    """An object with exactly these members, and a last look at the whole."""
    known = {**required, **optional}

    def check(value: Any, at: str) -> None:
        if not isinstance(value, dict):
            raise refused(at, "must be an object")
        for name in required:
            if name not in value:
                raise refused(at, f"must have {name!r}")
        for name, element in value.items():
            if name not in known:
                raise refused(at, f"has no property {name!a}")
            known[name](element, f"{at}.{name}")
        also(value, at)

    return check


def by_type(default: str, kinds: Table) -> Check:
    """An object whose ``objectType`` says which of these it is."""

    def check(value: Any, at: str) -> None:
        if not isinstance(value, dict):
            raise refused(at, "must be an object")
        kind = value.get("objectType", default)
        if not isinstance(kind, str) or kind not in kinds:
            raise refused(f"{at}.objectType", f"must be {' or '.join(kinds)}")
        kinds[kind](value, at)

    return check


iri = form(values.is_iri, "an absolute IRI")
uuid = form(values.is_uuid, "a UUID")
language = form(values.is_language, "a language tag")
duration = form(values.is_duration, "an ISO 8601 duration")
iso_timestamp = form(values.is_timestamp, "an ISO 8601 date and time")
rfc_timestamp = form(values.is_rfc3339, "an RFC 3339 date and time")
language_map = mapping(values.is_language, "a language tag", text)
extensions = mapping(values.is_iri, "an absolute IRI", accepted)
