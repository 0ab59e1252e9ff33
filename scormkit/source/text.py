"""A text on its way from Markdown to HTML: what it may point to, where the reader stands, what was met."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.model.finding import Finding, Place, Rule
    from scormkit.source.folder import Folder
    from scormkit.source.media import Media, Medium


@dataclass(frozen=True, slots=True)
class Known:
    """What texts may point to: ids of references, and of pages and quizzes as ids of their sections.

    ``references`` is none where references.yaml could not be read, and ``complete`` false where a page could not:
    then nothing is called unknown that may be there.
    """

    references: frozenset[str] | None
    sections: dict[str, str]
    complete: bool = True


Answer = list[object]
"""What a text asked of its course, and was told, as JSON-ready values: see :mod:`scormkit.source.kept`."""


@dataclass(slots=True)
class Text:
    """One Markdown text on its way: where it stands, what it may point to, and what was met in it."""

    folder: Folder
    file: str
    body: str
    first_line: int
    prefix: str
    known: Known
    media: Media
    findings: list[Finding]
    cited: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    words: int = 0
    slugs: dict[str, int] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    asked: list[Answer] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    cursor: int = 0
    limit: int = 0

    def __post_init__(self) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", self.body))]
        self.limit = len(self.body)

    def enter(self, lines: Sequence[int] | None) -> None:
        """Moves to a block: what is reported next stands in these lines of the body."""
        if lines is None:
            return
        self.cursor = self.starts[min(lines[0], len(self.starts) - 1)]
        self.limit = self.starts[lines[1]] if lines[1] < len(self.starts) else len(self.body)

    def line_place(self, line: int) -> Place:
        """The place of a whole line of the body (counted from 0)."""
        return self.folder.place(self.file, line + self.first_line, 1)

    def line(self, number: int) -> str:
        """A line of the body (counted from 0), nothing behind its end."""
        if number >= len(self.starts):
            return ""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.body)
        return self.body[self.starts[number] : end].rstrip("\n")

    def here(self) -> Place:
        """The place that was reached last."""
        return self._place(self.cursor)

    def find(self, words: str) -> Place | None:
        """The place where ``words`` stand next in the block, unless they are escaped; moves behind them."""
        at = self.body.find(words, self.cursor, self.limit)
        if at < 0 or (at > 0 and self.body[at - 1] == "\\"):
            return None
        self.cursor = at + len(words)
        return self._place(at)

    def reach(self, words: str) -> None:
        """Moves to where ``words`` start, if they stand in the block as they are."""
        at = self.body.find(words, self.cursor, self.limit)
        self.cursor = at if at >= 0 else self.cursor

    def may_cite(self, name: str) -> bool:
        """Whether a source of this id is in the references, or may be in unreadable ones."""
        answer = self.known.references is None or name in self.known.references
        self.asked.append(["cite", name, answer])
        return answer

    def section(self, name: str) -> str:
        """The id of the section that a page or quiz becomes, or nothing."""
        answer = self.known.sections.get(name, "")
        self.asked.append(["section", name, answer])
        return answer

    def medium(self, written: str, place: Place) -> Medium | None:
        """The file that the text names, or none and a finding at ``place``."""
        answer = self.media.take(written, place)
        self.asked.append(["medium", written, place.line, place.column, answer and answer.jsonable()])
        return answer

    def beside(self, source: str, ending: str, place: Place) -> Medium | None:
        """The file of the same name with another ending (captions of a video), if there is one."""
        answer = self.media.beside(source, ending, place)
        self.asked.append(["beside", source, ending, place.line, place.column, answer and answer.jsonable()])
        return answer

    def report(self, rule: Rule, place: Place, message: str, mend: str) -> None:
        """Adds a finding."""
        self.findings.append(rule.at(place, message, mend))

    def _place(self, index: int) -> Place:
        line = bisect_right(self.starts, index) - 1
        return self.folder.place(self.file, line + self.first_line, index - self.starts[line] + 1)
