"""What a YAML file holds: text, lists and keys, where each stands, and how a reader walks down to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.model.finding import Place

Data = str | list[Any] | dict[str, Any]
"""A value: text, a list of values, or keys with values."""

Trail = tuple[str | int, ...]
"""The way to a value: keys and indexes from the top of the file."""

CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file's data as text, lists and dicts, with the place of every value and of every key."""

    data: Data
    places: Mapping[Trail, Place]
    keys: Mapping[Trail, Place]

    def where(self, trail: Trail) -> Place:
        """The place of a value, or of the nearest thing around it that was written."""
        while trail not in self.places and trail:
            trail = trail[:-1]
        return self.places[trail]

    @property
    def top(self) -> Value:
        """The whole file as a value to walk down from."""
        return Value(self, (), self.data)


@dataclass(frozen=True, slots=True)
class Value:
    """A value on its way into the model. What is absent or of another type reads as empty: shape reports that."""

    document: Document
    trail: Trail
    data: Data

    @property
    def place(self) -> Place:
        """Where the value stands, or for one that is absent, what it would stand in."""
        return self.document.where(self.trail)

    @property
    def text(self) -> str:
        """The text with runs of spaces and line ends as one space; empty when absent."""
        return re.sub(r"[ \n\t]+", " ", self.data) if isinstance(self.data, str) else ""

    def __getitem__(self, key: str) -> Value:
        data = self.data.get(key, "") if isinstance(self.data, dict) else ""
        return Value(self.document, (*self.trail, key), data)

    def __contains__(self, key: str) -> bool:
        return isinstance(self.data, dict) and key in self.data

    def items(self) -> tuple[Value, ...]:
        """The members of a list; none when it is absent or no list."""
        members = self.data if isinstance(self.data, list) else []
        return tuple(Value(self.document, (*self.trail, index), item) for index, item in enumerate(members))

    def entries(self) -> tuple[tuple[str, Value], ...]:
        """Keys and values; none when it has no keys."""
        return tuple((key, self[key]) for key in self.data) if isinstance(self.data, dict) else ()

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(item.text for item in self.items())


def short(text: str, longest: int = 60) -> str:
    """A text of the author cut for use inside a message."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
