"""How a long text is searched for what seldom stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def on_lines_with(strings: Iterable[str], pattern: str, text: str) -> Iterator[re.Match[str]]:
    """Where a pattern, which never goes on in the next line, stands in a text, as ``re.finditer`` finds it.

    ``strings`` are in small letters, and one of them stands in whatever the pattern matches: only lines that hold one
    are looked at. Nothing finds a string in a long text faster.
    """
    small = text.lower()
    if len(small) != len(text):  # some capitals are longer in small letters, and then places differ
        yield from re.finditer(pattern, text)
        return
    for start, end in sorted({span for string in strings for span in _lines_with(string, small)}):
        yield from re.compile(pattern).finditer(text, start, end)


def _lines_with(string: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(string)
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text.rfind("\n", 0, at) + 1, end
        at = text.find(string, end)
