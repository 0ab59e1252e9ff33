"""The line of a source file in which something was found, with a caret under the place."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scormkit.model.finding import Place

WIDTH = 100
"""Characters of a line that are shown; a longer one is cut around the place."""
BEFORE = 60
"""Characters that are shown before the place where a line is cut."""
CUT = "…"


def excerpt(place: Place, lines: Callable[[str], Sequence[str]]) -> str:
    """Two lines: the source with its number, and the caret. Nothing where the line is unknown, missing or empty.

    ``lines`` gives the lines of a file by the name that places have. Nothing in them reaches the console but what can
    be seen: control characters, direction controls and lone surrogates are shown as a dot.
    """
    if not place.line:
        return ""
    source = lines(place.file)
    if place.line > len(source) or not source[place.line - 1].strip():
        return ""
    shown, column = _cut(source[place.line - 1].rstrip(), place.column)
    number = str(place.line)
    first = f"  {number} | {_visible(shown)}\n"
    if not column or column > len(shown) + 1:
        return first
    return first + f"  {' ' * len(number)} | {' ' * _cells(shown[: column - 1])}^\n"


def _cut(line: str, column: int) -> tuple[str, int]:
    """A line that is not too long, and where the column is in it."""
    start = max(0, column - 1 - BEFORE) if len(line) > WIDTH else 0
    rest = line[start : start + WIDTH]
    after = CUT if start + WIDTH < len(line) else ""
    if not start:
        return rest + after, column
    return CUT + rest + after, column - start + len(CUT)


def _visible(text: str) -> str:
    return "".join("·" if _hidden(character) else " " if character == "\t" else character for character in text)


def _hidden(character: str) -> bool:
    return character != "\t" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")


def _cells(text: str) -> int:
    """Columns that a text takes on a console: wide characters take two, accents of their own none."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
