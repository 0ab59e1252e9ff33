"""Says whether data satisfies one of our JSON Schemas: yes or no, fast.

Importing ``jsonschema`` costs more than reading a whole course. So :func:`accepts` walks the same schema, for the
keywords that ours use; only after a no does ``jsonschema`` say what is wrong and where. Tests hold the two against
each other.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Schema = dict[str, Any]
Part = dict[str, Any] | bool
"""A schema inside a schema; ``true`` takes everything, ``false`` nothing."""

ANNOTATIONS = frozenset(("$schema", "$id", "$defs", "title", "description", "examples"))
"""Keywords that accept everything."""


def accepts(data: Any, schema: Schema) -> bool:
    """Whether JSON data satisfies a schema (2020-12) that uses only :data:`KEYWORDS` and :data:`ANNOTATIONS`.

    Data is what :mod:`json` gives: text, numbers, booleans, ``None``, lists and dicts. Raises :class:`KeyError` for
    another keyword, since what is not looked at must not be taken for proved.
    """
    return _fits(data, schema, schema)


def _fits(data: Any, part: Part, root: Schema) -> bool:
    if isinstance(part, bool):
        return part
    return all(KEYWORDS[word](data, part, root) for word in part if word not in ANNOTATIONS)


def _is_number(data: Any) -> bool:
    """In Python a boolean is a number, in JSON it is not."""
    return isinstance(data, (int, float)) and not isinstance(data, bool)


TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda data: isinstance(data, str),
    "array": lambda data: isinstance(data, list),
    "object": lambda data: isinstance(data, dict),
    "boolean": lambda data: isinstance(data, bool),
    "null": lambda data: data is None,
    "number": _is_number,
    "integer": lambda data: _is_number(data) and (isinstance(data, int) or data.is_integer()),
}
"""The types of JSON (2020-12 Validation 6.1.1): 1.0 is an integer too."""


def _type(data: Any, rule: Schema, root: Schema) -> bool:
    wanted = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    return any(TYPES[name](data) for name in wanted)


def _same(one: Any, other: Any) -> bool:
    """Equality of JSON (2020-12 Core 4.2.2): 1 is 1.0, and in no depth is it true."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _ref(data: Any, rule: Schema, root: Schema) -> bool:
    return _fits(data, root["$defs"][rule["$ref"].removeprefix("#/$defs/")], root)


def _properties(data: Any, rule: Schema, root: Schema) -> bool:
    if not isinstance(data, dict):
        return True
    return all(_fits(data[key], part, root) for key, part in rule["properties"].items() if key in data)


def _additional(data: Any, rule: Schema, root: Schema) -> bool:
    if not isinstance(data, dict):
        return True
    known = rule.get("properties", {})
    return all(_fits(value, rule["additionalProperties"], root) for key, value in data.items() if key not in known)


def _items(data: Any, rule: Schema, root: Schema) -> bool:
    return not isinstance(data, list) or all(_fits(item, rule["items"], root) for item in data)


def _if(data: Any, rule: Schema, root: Schema) -> bool:
    """``if`` with its ``then`` and ``else``, which say nothing by themselves."""
    return _fits(data, rule.get("then" if _fits(data, rule["if"], root) else "else", True), root)


def _multiple(data: Any, rule: Schema, root: Schema) -> bool:
    """By the quotient of floats, as long as there is one: ``jsonschema`` divides so too, and 0.3 / 0.1 is not 3."""
    if not _is_number(data):
        return True
    step = rule["multipleOf"]
    if isinstance(step, float) and math.isfinite(quotient := float(data / step)):
        return quotient.is_integer()
    return bool(data % step == 0)


KEYWORDS: dict[str, Callable[[Any, Schema, Schema], bool]] = {
    "type": _type,
    "$ref": _ref,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
    "required": lambda data, rule, _: not isinstance(data, dict) or all(key in data for key in rule["required"]),
    "propertyNames": lambda data, rule, root: (
        not isinstance(data, dict) or all(_fits(key, rule["propertyNames"], root) for key in data)
    ),
    "minProperties": lambda data, rule, _: not isinstance(data, dict) or len(data) >= rule["minProperties"],
    "enum": lambda data, rule, _: any(_same(data, word) for word in rule["enum"]),
    "const": lambda data, rule, _: _same(data, rule["const"]),
    "pattern": lambda data, rule, _: not isinstance(data, str) or re.search(rule["pattern"], data) is not None,
    "minLength": lambda data, rule, _: not isinstance(data, str) or len(data) >= rule["minLength"],
    "maxLength": lambda data, rule, _: not isinstance(data, str) or len(data) <= rule["maxLength"],
    "minItems": lambda data, rule, _: not isinstance(data, list) or len(data) >= rule["minItems"],
    "minimum": lambda data, rule, _: not _is_number(data) or data >= rule["minimum"],
    "maximum": lambda data, rule, _: not _is_number(data) or data <= rule["maximum"],
    "exclusiveMinimum": lambda data, rule, _: not _is_number(data) or data > rule["exclusiveMinimum"],
    "multipleOf": _multiple,
    "anyOf": lambda data, rule, root: any(_fits(data, branch, root) for branch in rule["anyOf"]),
    "allOf": lambda data, rule, root: all(_fits(data, branch, root) for branch in rule["allOf"]),
    "not": lambda data, rule, root: not _fits(data, rule["not"], root),
    "if": _if,
    "then": lambda data, rule, root: True,
    "else": lambda data, rule, root: True,
}
"""The subset of JSON Schema (2020-12) that the schemas of authors' files and of statements may use."""
