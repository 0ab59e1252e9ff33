"""CSV → rows of cells, each with its place. Commas, semicolons or tabs divide cells, and quotes may hold line ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.foreign import Unreadable

if TYPE_CHECKING:
    from scormkit.importing.text import Text

Row = list["Text"]
DOUBLED = re.compile('""')
DIVIDERS = (",", ";", "\t")


def divider(first_line: str) -> str:
    """What divides the cells of a table: what occurs most often in its first line."""
    return max(DIVIDERS, key=first_line.count)


def rows(text: Text) -> list[Row]:
    """The rows that hold something. Raises :class:`Unreadable` for a quote that is never closed."""
    words = text.words
    mark = divider(words.lstrip("\n").partition("\n")[0])
    found: list[Row] = []
    row: Row = []
    at = 0
    while at <= len(words):
        cell, at = _cell(text, at, mark)
        row.append(cell)
        if at >= len(words) or words[at] == "\n":
            if any(row):
                found.append(row)
            row = []
        at += 1
    return found


def _cell(text: Text, start: int, mark: str) -> tuple[Text, int]:
    """The cell that begins at an offset, and the offset of what ends it."""
    words = text.words
    if not words.startswith('"', start):
        end = min((at for at in (words.find(mark, start), words.find("\n", start)) if at >= 0), default=len(words))
        return text.cut(start, end), end
    at = start + 1
    while True:
        quote = words.find('"', at)
        if quote < 0:
            raise Unreadable(f"{text.place_of(start)}: a quote opens here and is never closed.")
        if not words.startswith('""', quote):
            break
        at = quote + 2
    inside = text.cut(start + 1, quote).replaced(DOUBLED, lambda _: '"')
    ends = (at for at in (words.find(mark, quote), words.find("\n", quote)) if at >= 0)
    return inside, min(ends, default=len(words))
