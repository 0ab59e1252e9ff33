"""A text as a reader sees it: lines with their numbers, the sections they stand in, and sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from scormkit.review.headings import section_of, split_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Kind(StrEnum):
    """What a line is."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    IMAGE = "image"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text file, a block of an HTML page or a paragraph of a Word file.

    ``number`` counts from 1 in the file; ``depth`` is the indentation of an item, ``marker`` its bullet or number, and
    ``cells`` are the columns of a table's row.
    """

    number: int
    text: str
    kind: Kind = Kind.TEXT
    marker: str = ""
    depth: int = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the line on which it begins, and the section and the block of lines in which it stands.

    ``spans`` tells for an offset in ``text`` from which on it stands on which line; ``opens`` says that it is the first
    of its line, item or wrapped paragraph.
    """

    text: str
    line: int
    section: str
    block: int
    kind: Kind = Kind.TEXT
    cells: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    opens: bool = True

    def line_at(self, offset: int) -> int:
        """The line on which a character of the sentence stands."""
        return max((line for start, line in self.spans if start <= offset), default=self.line)


@dataclass(frozen=True, slots=True)
class Prose:
    """A whole text. ``lines`` are as read, ``title`` and ``language`` are what the file itself declares."""

    file: str
    lines: tuple[Line, ...]
    sentences: tuple[Sentence, ...]
    title: str = ""
    language: str = ""

    def within(self, *sections: str) -> tuple[Sentence, ...]:
        """The sentences of some sections."""
        return tuple(sentence for sentence in self.sentences if sentence.section in sections)

    def like(self, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
        """The sentences in which a pattern is found, with where."""
        for sentence in self.sentences:
            if found := pattern.search(sentence.text):
                yield sentence, found


LISTS = ("objectives", "references")
"""Sections that are lists: a paragraph after the list belongs to none of them."""
LONGEST = 3000
"""Characters of a sentence; what is longer is cut, because no sentence is and searching it takes long."""
WRAPPED = 55
"""A line of a wrapped paragraph is at least so long."""
MARKER = re.compile(r"^\s*([•‣◦▪●○*–—-]|\(?[0-9]{1,2}[.)]|\(?[a-h][.)])\s+(?=\S)")
LABELLED = re.compile(r"^[A-Z][A-Za-z/()’' -]{1,40}:\s")
NAMED = re.compile(r"^(?:[A-Z][\w.’'-]* ){1,3}[A-Z][\w’'-]+, (?:MD|DO|PhD|PharmD|RN|MSN|BSN|DNP|NP|PA|RPh|MPH|MBBS)\b")
"""A line that begins with a person is a line of its own."""
ENDED = re.compile(r"[.:;!?][\"”’)]*$")
SHORTENED = re.compile(
    r"(?:\b(?:Dr|Prof|Mr|Mrs|Ms|vs|No|Nos|St|Inc|Ltd|Co|Corp|Jr|Sr|al|e\.g|i\.e|approx|Feb|Jan|Mar|Apr|Aug|Sept?"
    r"|Oct|Nov|Dec"
    r"|U\.S|Ph\.D|M\.D|[ap]\.m)|\b[A-Z])\.$"
)
BREAK = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“(]?[A-Z0-9])")


def plain(text: str) -> str:
    """A line without marks of Markdown and runs of white space."""
    bare = re.sub(r"\*\*|__|^\s{0,3}#{1,6}\s+|(?<!\w)\*(?=\w)|(?<=[\w™])\*(?!\w)", "", text)
    return re.sub(r"\s+", " ", bare.replace("\u00a0", " ")).strip()


def line_of(number: int, raw: str) -> Line:
    """A line of a text file: its bullet or number, and what stands behind."""
    heading = bool(re.match(r"^\s{0,3}#{1,6}\s+\S", raw))
    bare = re.sub(r"\*\*|__", "", raw)
    if not plain(bare):
        return Line(number, "", Kind.BLANK)
    if heading:
        return Line(number, plain(raw), Kind.HEADING)
    if found := MARKER.match(bare):
        depth = len(bare[: found.start(1)].expandtabs())
        return Line(number, plain(bare[found.end() :]), Kind.ITEM, found[1], depth)
    if bare.count("|") >= 2 or bare.count("\t") >= 2:
        cells = tuple(plain(cell) for cell in re.split(r"[|\t]", bare.strip().strip("|")))
        rule = all(re.fullmatch(r":?-*:?", cell) for cell in cells)
        return Line(number, "", Kind.BLANK) if rule else Line(number, " | ".join(cells), Kind.ROW, cells=cells)
    return Line(number, plain(bare))


def composed(file: str, lines: Iterable[Line], title: str = "", language: str = "") -> Prose:
    """A text of its lines: headings found, paragraphs joined, sentences divided."""
    kept = tuple(_headed(line) for line in lines)
    return Prose(file, kept, tuple(_sentences(kept)), title, language)


def _headed(line: Line) -> Line:
    """A line of text that stands alone as a heading is one."""
    if line.kind is Kind.TEXT and section_of(line.text) and not ENDED.search(line.text.rstrip(":")):
        return replace(line, kind=Kind.HEADING)
    return line


def _sentences(lines: tuple[Line, ...]) -> Iterator[Sentence]:
    section, block, listed, index = "", 0, False, 0
    while index < len(lines):
        line = lines[index]
        if line.kind in (Kind.BLANK, Kind.HEADING):
            block += 1
            if line.kind is Kind.HEADING:
                section, listed = section_of(line.text) or "other", False
                yield Sentence(line.text, line.number, section, block, line.kind, spans=((0, line.number),))
            index += 1
            continue
        if listed and section in LISTS and line.kind is Kind.TEXT and lines[index - 1].kind is Kind.BLANK:
            section = ""
        listed = line.kind is Kind.ITEM
        heading, rest = split_heading(line.text) if line.kind is Kind.TEXT else ("", line.text)
        section = section_of(heading) or section if heading else section
        end = index + 1
        while end < len(lines) and _continues(lines[end - 1], lines[end]):
            end += 1
        paragraph = [(line.number, rest), *((other.number, other.text) for other in lines[index + 1 : end])]
        yield from _divided(paragraph, line, section, block)
        index = end


def _continues(before: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence of the one before: text that was wrapped at a fixed width."""
    if line.kind is not Kind.TEXT or before.kind not in (Kind.TEXT, Kind.ITEM):
        return False
    if line.text[:1].islower() and not ENDED.search(before.text):
        return True
    if len(before.text) < WRAPPED or ENDED.search(before.text) or before.text[-1:].isdigit():
        return False
    return not LABELLED.match(line.text) and not NAMED.match(line.text)


def _divided(paragraph: list[tuple[int, str]], first: Line, section: str, block: int) -> Iterator[Sentence]:
    text, spans = "", []
    for number, part in paragraph:
        text += " " if text else ""
        spans.append((len(text), number))
        text += part
    start = 0
    for end in _cut((*_ends(text), len(text))):
        if text[start:end].strip():
            line = max((number for offset, number in spans if offset <= start), default=first.number)
            inner = tuple((offset - start, number) for offset, number in spans if start <= offset < end)
            whole = ((0, line), *inner)
            yield Sentence(text[start:end].strip(), line, section, block, first.kind, first.cells, whole, start == 0)
        start = end


def _cut(ends: tuple[int, ...]) -> Iterator[int]:
    """The ends with others between, so that no piece is longer than searching it can bear."""
    start = 0
    for end in ends:
        yield from range(start + LONGEST, end, LONGEST)
        yield end
        start = end


def _ends(text: str) -> Iterator[int]:
    """Where sentences end, the space behind them included."""
    for found in BREAK.finditer(text):
        before = text[: found.start() + 1]
        if not SHORTENED.search(before[-12:]):
            yield found.end()
