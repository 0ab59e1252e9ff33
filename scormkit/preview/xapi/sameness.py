"""When two statements are the same one sent twice (Data 2.3.1): what a retry after a lost answer is judged by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from scormkit.preview.xapi import values

_BY_THE_LRS = frozenset({"id", "stored", "authority", "version", "timestamp"})
# What describes and does not state: an LRS may learn better words for a verb or activity later.
_UNORDERED = frozenset(
    {"member", "parent", "grouping", "category", "other", "attachments", "contextAgents", "contextGroups"}
)


def same_statement(received: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    """Whether ``received`` says what ``kept`` says. A timestamp that the LRS had to give is no difference."""
    if "timestamp" in received and values.moment(received["timestamp"]) != values.moment(kept["timestamp"]):
        return False
    return bool(_content(received) == _content(kept))


def _content(statement: Mapping[str, Any]) -> Any:
    return _comparable({name: value for name, value in statement.items() if name not in _BY_THE_LRS})


def _comparable(value: Any, name: str = "") -> Any:
    if name == "extensions":
        return value
    if name in _UNORDERED:
        # One activity stands for an array of one; the order of these arrays says nothing.
        found = [_comparable(element) for element in (value if isinstance(value, list) else [value])]
        return sorted(found, key=lambda element: json.dumps(element, sort_keys=True))
    if isinstance(value, Mapping):
        return {
            key: _comparable(element, key) for key, element in value.items() if key not in ("display", "definition")
        }
    return [_comparable(element) for element in value] if isinstance(value, list) else value
