"""A file that somebody else wrote → its lines. Text, HTML and Word; what is hostile or too large is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.foreign import Unreadable, characters
from scormkit.review.prose import Kind, composed, line_of

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.review.prose import Line, Prose

LARGEST = 2_000_000
"""Bytes of a file: front matter is a few pages of text."""
LARGEST_WORD = 20_000_000
"""Bytes of a Word file, which may hold pictures."""
MOST_LINES = 20_000
MOST_CHARACTERS = 300_000
"""Characters of its text: a hundred pages, which hostile text keeps busy for less than a minute."""
ENDINGS = {".txt": "text", ".md": "text", ".text": "text", ".html": "html", ".htm": "html", ".docx": "word"}


def read_prose(path: Path, shown: str) -> Prose:
    """The text of a file, printed as ``shown`` in places.

    Raises :class:`Unreadable` for what is no text, HTML or Word file, or too large, and :class:`OSError`.
    """
    kind = ENDINGS.get(path.suffix.lower())
    if kind is None:
        raise Unreadable(f"{shown}: review reads text (.txt, .md), HTML (.html, .htm) and Word (.docx).")
    largest = LARGEST_WORD if kind == "word" else LARGEST
    with path.open("rb") as file:
        raw = file.read(largest + 1)
    if len(raw) > largest:
        raise Unreadable(f"{shown} is larger than {largest // 1_000_000} MB: review reads front matter.")
    if kind == "word":
        from scormkit.review.word import word_lines

        lines = word_lines(raw, shown)
        return bounded(composed(shown, sized(lines, shown)))
    text = decoded(raw, shown)
    if kind == "html":
        from scormkit.review.html import html_page

        lines, title, language = html_page(text, shown)
        return bounded(composed(shown, sized(lines, shown), title, language))
    if text.count("\n") > MOST_LINES:
        raise Unreadable(f"{shown} has too many lines: review reads front matter.")
    lines = tuple(line_of(number, line) for number, line in enumerate(text.split("\n"), start=1))
    return bounded(composed(shown, sized(lines, shown)))


def sized(lines: tuple[Line, ...], shown: str) -> tuple[Line, ...]:
    """Lines, if they are not too many or too long to be searched. Raises :class:`Unreadable`."""
    if len(lines) > MOST_LINES or sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        raise Unreadable(f"{shown} has too much text: review reads front matter.")
    return lines


def bounded(prose: Prose) -> Prose:
    """A text that holds something. Raises :class:`Unreadable`."""
    if not any(line.kind is not Kind.BLANK for line in prose.lines):
        raise Unreadable(f"{prose.file} holds no text.")
    return prose


def decoded(raw: bytes, shown: str) -> str:
    """Text in UTF-8 or, as older Windows programs write it, Windows-1252; line ends and control characters plain."""
    read = characters.decoded(raw)
    if read is None:
        raise Unreadable(f"{shown} is a binary file and no text.")
    return cleaned(read.text)


def cleaned(text: str) -> str:
    """Text whose lines end in one way and that hides nothing: no control characters, no marks of direction."""
    return characters.INVISIBLE.sub("", characters.even_ends(text))
