"""What learners are shown of the activity, read back from the document itself: front matter, claim and certificates.

A record for the files says what was shown. So it is not written a second time from the fields, but taken from the page
that ships: whatever a template says, the record says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

PARTS = (
    ("front", "First page", re.compile(r'<section\b[^>]*\bid="front".*?</section>', re.DOTALL)),
    ("claim", "Claim", re.compile(r'<section\b[^>]*\bid="claim".*?</section>', re.DOTALL)),
    (
        "certificates",
        "Certificates and statements",
        re.compile(r'<template\b[^>]*\bid="certificate-.*?</template>', re.DOTALL),
    ),
)
"""The parts of the document that say what the activity is: key, title, and where they begin and end."""

LINES = frozenset(("p", "li", "h1", "h2", "h3", "legend", "label", "div", "tr", "ul", "ol", "table", "article"))
"""Elements that begin a new line."""
CELLS = frozenset(("td", "th", "dd"))
"""Elements that are set apart within a line."""
VOID = frozenset(("br", "img", "input", "hr"))


@lru_cache(maxsize=2)
def shown_texts(sections: str) -> list[dict[str, Any]]:
    """The texts of a compiled document, part by part: ``[{"part": …, "title": …, "lines": [{"heading": …} …]}]``.

    Each line is ``{"text": …}`` or, for a heading, ``{"heading": …}``; cells of a table are divided by `` | ``, and
    what the document fills in stands in brackets: ``[name]``. A line that is shown at times only says when: ``"when":
    "current"`` while credit can be claimed, ``"expired"`` afterwards. Words on buttons are left out. The packages of a
    course ask in turn, and none changes what it is told.
    """
    parts = []
    for key, title, pattern in PARTS:
        lines = [line for match in pattern.finditer(sections) for line in _lines(match.group())]
        if lines:
            parts.append({"part": key, "title": title, "lines": lines})
    return parts


def _lines(markup: str) -> list[dict[str, str]]:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.end_line()
    return reader.lines


class _Reader(HTMLParser):
    """Turns the markup of our own templates into lines of text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[dict[str, str]] = []
        self._words: list[str] = []
        self._heading = False
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line or a cell."""
        given = dict(attrs)
        if tag in LINES:
            self.end_line()
            self._heading = tag in ("h1", "h2", "h3")
        elif tag in CELLS and any(word.strip() for word in self._words):
            self._words.append(" | ")
        elif tag == "dt":
            self.end_line()
        elif tag == "br":
            self._words.append(", ")
        if tag not in VOID:
            self._open.append((tag, given.get("data-when") or self._when))
        if given.get("data-slot"):
            self._words.append(f"[{given['data-slot']}]")

    def handle_endtag(self, tag: str) -> None:
        """End a line."""
        if tag in LINES:
            self.end_line()
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take words, but not those on buttons."""
        if not any(tag == "button" for tag, _ in self._open):
            self._words.append(data)

    def end_line(self) -> None:
        """Put away what was read of a line, unless it is empty."""
        text = " ".join("".join(self._words).split()).strip(" |")
        self._words = []
        if text:
            when = {"when": self._when} if self._when else {}
            self.lines.append({"heading" if self._heading else "text": text, **when})
        self._heading = False

    @property
    def _when(self) -> str:
        return self._open[-1][1] if self._open else ""
