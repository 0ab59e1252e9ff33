"""Holds a file's data against its JSON Schema of ``manifests/schemas``, and says in the author's words what differs."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from scormkit import resources
from scormkit.acceptor import accepts
from scormkit.source import rules
from scormkit.source.values import CURLY, Document, short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scormkit.acceptor import Schema
    from scormkit.model.finding import Finding, Place
    from scormkit.source.values import Trail


@cache
def schema(name: str) -> Schema:
    """The published schema of a kind of file, read once. Raises :class:`FileNotFoundError` in a broken installation."""
    return resources.schema(name)


def well_shaped(document: Document, name: str, findings: list[Finding]) -> bool:
    """Whether a file's data has the shape of the schema ``name``; if not, findings say everything that is wrong."""
    rule = schema(name)
    if accepts(document.data, rule):
        return True
    findings.extend(_explained(document, rule))
    return False


def _explained(document: Document, rule: Schema) -> Iterator[Finding]:
    """Every way in which the data differs from the schema, in the author's words."""
    from jsonschema import Draft202012Validator

    if document.data == "":
        yield rules.EMPTY_VALUE.at(document.where(()), "There is nothing in here.", "Write the keys that are needed.")
        return
    seen: set[Finding] = set()
    for error in Draft202012Validator(rule).iter_errors(document.data):
        for finding in _of_error(document, error, ()):
            if finding not in seen:
                seen.add(finding)
                yield finding


def _of_error(document: Document, error: Any, above: Trail) -> Iterator[Finding]:
    trail: Trail = (*above, *error.relative_path)
    if error.validator == "anyOf":
        fitting = _fitting_branch(error)
        if fitting:
            for part in fitting:
                yield from _of_error(document, part, trail)
            return
        yield _not_of_form(document, trail, error)
        return
    if "propertyNames" in error.absolute_schema_path:
        yield from _explain_names(document, trail, error)
        return
    if error.instance == "":
        yield rules.EMPTY_VALUE.at(document.where(trail), f"{_called(trail)} has no value.", f"Write {_wanted(error)}.")
        return
    yield from EXPLAINERS.get(error.validator, _explain_form)(document, trail, error)


def _fitting_branch(error: Any) -> list[Any]:
    """The errors inside the one branch that is meant: the one whose type fits the data."""
    branches: dict[int, list[Any]] = {}
    for part in error.context:
        branches.setdefault(part.relative_schema_path[0], []).append(part)
    for parts in branches.values():
        if not any(part.validator in ("type", "const") and not part.relative_path for part in parts):
            return parts
    return []


def _explain_unknown_key(document: Document, trail: Trail, error: Any) -> Iterator[Finding]:
    known = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key not in known:
            yield unknown_key(document.keys.get((*trail, key), document.where(trail)), key, known)


def unknown_key(place: Place, key: str, known: Iterable[str]) -> Finding:
    """The finding for a key that nobody reads, with the one that may be meant."""
    known = list(known)
    near = nearest(key, known)
    mend = f"Did you mean `{near}`?" if near else f"Keys here are: {', '.join(known)}."
    if key.strip(CURLY) == key != key.strip():
        mend = f"Replace the no-break spaces around it by ordinary ones. {mend}"
    elif key.strip(CURLY) != key:
        mend = f"Delete the curly quotes around it. {mend}"
    return rules.UNKNOWN_KEY.at(place, f"The key `{short(key)}` is unknown here.", mend)


def _explain_missing_key(document: Document, trail: Trail, error: Any) -> Iterator[Finding]:
    for key in error.validator_value:
        if key not in error.instance:
            wanted = error.schema.get("properties", {}).get(key, {})
            title = _title(wanted, error)
            yield rules.MISSING_KEY.at(
                document.where(trail), f"{_called(trail)} lacks the key `{key}`.", f"Add `{key}:` with {title}."
            )


def _explain_type(document: Document, trail: Trail, error: Any) -> Iterator[Finding]:
    kind = _kind_of(error.instance)
    types = error.schema.get("type", "")
    needed = {"array": "a list", "object": "a group of keys"}.get(str(types), "a single value")
    yield rules.WRONG_TYPE.at(
        document.where(trail), f"{_called(trail)} is {kind}, not {needed}: {_wanted(error)}.", SHAPE_MENDS[needed]
    )


def _kind_of(value: object) -> str:
    return "a list" if isinstance(value, list) else "a group of keys" if isinstance(value, dict) else "a single value"


SHAPE_MENDS = {
    "a list": "Write one item a line, each after a dash and a space, or [a, b].",
    "a group of keys": "Write keys and values below it, indented.",
    "a single value": "Write one value after the colon.",
}
"""How the shapes of values are written."""


def _explain_word(document: Document, trail: Trail, error: Any) -> Iterator[Finding]:
    known = [word for word in (error.schema.get("enum") or [error.schema.get("const")]) if isinstance(word, str)]
    if not isinstance(error.instance, str):
        yield rules.WRONG_TYPE.at(
            document.where(trail), f"{_called(trail)} is not a single value.", f"Write one of: {', '.join(known)}."
        )
        return
    yield unknown_word(document.where(trail), error.instance, known, _wanted(error))


def unknown_word(place: Place, word: str, known: Iterable[str], wanted: str) -> Finding:
    """The finding for a word that is not on its list, with the one that may be meant."""
    known = list(known)
    near = nearest(word, known)
    listed = f"Words here are: {', '.join(known)}."
    return rules.UNKNOWN_WORD.at(
        place, f"`{short(word)}` is not known as {wanted}.", f"Did you mean `{near}`? {listed}" if near else listed
    )


def _explain_names(document: Document, trail: Trail, error: Any) -> Iterator[Finding]:
    key = error.instance
    place = document.keys.get((*trail, key), document.where(trail))
    yield rules.MALFORMED.at(place, f"The key `{short(key)}` is not {_wanted(error)}.", "Rename it.")


def _explain_form(document: Document, trail: Trail, error: Any) -> Iterator[Finding]:
    yield _not_of_form(document, trail, error)


def _not_of_form(document: Document, trail: Trail, error: Any) -> Finding:
    value, place, wanted = error.instance, document.where(trail), _wanted(error)
    if isinstance(value, list) and not value:
        return rules.EMPTY_VALUE.at(place, f"{_called(trail)} is an empty list.", f"Write {wanted}.")
    if not isinstance(value, str):
        return rules.WRONG_TYPE.at(
            place, f"{_called(trail)} is {_kind_of(value)}; expected is {wanted}.", f"Write {wanted}."
        )
    mend = f"Write {wanted}."
    if value.strip(CURLY) != value:
        mend = f"Delete the curly quotes around it. {mend}"
    elif any(branch.get("type") == "array" for branch in error.schema.get("anyOf", ())):
        mend = f"Write a list: [{short(value)}]."
    elif re.fullmatch(r"[0-9]+,[0-9]+", value):
        mend = f"Write the number with a point: {value.replace(',', '.')}."
    return rules.MALFORMED.at(place, f"`{short(value)}` is not {wanted}.", mend)


EXPLAINERS: dict[str, Callable[[Document, Trail, Any], Iterator[Finding]]] = {
    "additionalProperties": _explain_unknown_key,
    "required": _explain_missing_key,
    "type": _explain_type,
    "enum": _explain_word,
    "const": _explain_word,
}
"""Who puts which keyword of JSON Schema into the author's words."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that a misspelt one is nearest to, or nothing."""
    from difflib import get_close_matches

    plain = word.strip(CURLY + " ").lower().replace("_", "-").replace(" ", "-")
    spelled = {item.lower().replace("_", "-").replace(" ", "-"): item for item in known}
    close = get_close_matches(plain[:200], list(spelled), n=1, cutoff=0.6)
    return spelled[close[0]] if close else ""


def _called(trail: Trail) -> str:
    names = [str(step) for step in trail if isinstance(step, str)]
    if not names:
        return "The file" if not trail else f"Item {int(trail[-1]) + 1}"
    last = trail[-1]
    return f"Item {last + 1} of `{names[-1]}`" if isinstance(last, int) else f"`{short(names[-1])}`"


def _wanted(error: Any) -> str:
    return str(error.schema.get("title", "")) or "another value"


def _title(part: Schema, error: Any) -> str:
    if "title" in part:
        return str(part["title"])
    name = str(part.get("$ref", "")).removeprefix("#/$defs/")
    return REFERRED.get(name, "its value")


REFERRED = {"id": "an id", "day": "a date such as 2026-01-15, or: not stated", "yes": "yes or no"}
"""What a value defined elsewhere in the schema is called in a message."""
