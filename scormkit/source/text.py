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
    from scormkit.source.media import Media


@dataclass(frozen=True, slots=True)
class Known:
    """What texts may point to: ids of references, and of pages and quizzes as ids of their sections.

    ``references`` is none where references.yaml could not be read, and ``complete`` false where a page could not:
    then nothing is called unknown that may be there.
    """

    references: frozenset[str] | None
    sections: dict[str, str]
    complete: bool = True


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

    def report(self, rule: Rule, place: Place, message: str, mend: str) -> None:
        """Adds a finding."""
        self.findings.append(rule.at(place, message, mend))

    def _place(self, index: int) -> Place:
        line = bisect_right(self.starts, index) - 1
        return self.folder.place(self.file, line + self.first_line, index - self.starts[line] + 1)
