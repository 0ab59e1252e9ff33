"""Text of a file that somebody else wrote: its characters, and for each of them where in the file it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.model.finding import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Text:
    """Characters with their places. ``spots`` says for some offsets where they stand; in between, one by one."""

    words: str
    spots: tuple[tuple[int, Place], ...]

    @classmethod
    def of(cls, words: str, file: str) -> Text:
        """The whole text of a file: each line begins a spot."""
        starts = [0, *(found.end() for found in re.finditer("\n", words))]
        return cls(words, tuple((start, Place(file, line, 1)) for line, start in enumerate(starts, start=1)))

    @classmethod
    def at(cls, words: str, place: Place) -> Text:
        """Words that stand in one place, such as the text of an attribute."""
        return cls(words, ((0, place),))

    @property
    def place(self) -> Place:
        """Where the first character stands."""
        return self.place_of(0)

    def place_of(self, offset: int) -> Place:
        """Where a character stands, counted from 0."""
        index = bisect_right(self.spots, offset, key=lambda spot: spot[0]) - 1
        start, place = self.spots[max(index, 0)]
        passed = self.words[start:offset]
        lines = passed.count("\n")
        if lines:
            return Place(place.file, place.line + lines, len(passed) - passed.rfind("\n"))
        return Place(place.file, place.line, place.column + max(offset - start, 0) if place.column else 0)

    def cut(self, start: int, end: int | None = None) -> Text:
        """A part of the text, which knows its places."""
        stop = len(self.words) if end is None else end
        low = bisect_right(self.spots, start, key=lambda spot: spot[0])
        high = bisect_left(self.spots, stop, key=lambda spot: spot[0])
        inside = ((offset - start, place) for offset, place in self.spots[low:high])
        return Text(self.words[start:stop], ((0, self.place_of(start)), *inside))

    def trimmed(self) -> Text:
        """The text without white space around it."""
        start = len(self.words) - len(self.words.lstrip())
        return self.cut(start, max(len(self.words.rstrip()), start))

    def replaced(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Text:
        """The text with what a pattern finds replaced; what follows keeps its places."""
        parts: list[str] = []
        spots: list[tuple[int, Place]] = []
        length = at = 0
        for found in pattern.finditer(self.words):
            piece = self.cut(at, found.start())
            spots += [(length + offset, place) for offset, place in piece.spots]
            new = by(found)
            spots.append((length + len(piece.words), self.place_of(found.start())))
            parts += [piece.words, new]
            length += len(piece.words) + len(new)
            at = found.end()
        rest = self.cut(at)
        spots += [(length + offset, place) for offset, place in rest.spots]
        return Text("".join([*parts, rest.words]), tuple(spots))

    def lines(self) -> Iterator[Text]:
        """Its lines, without their ends."""
        start = 0
        for line in self.words.split("\n"):
            yield self.cut(start, start + len(line))
            start += len(line) + 1

    def __bool__(self) -> bool:
        return bool(self.words.strip())


def joined(texts: list[Text]) -> Text:
    """Texts one after the other. One at least is needed."""
    spots: list[tuple[int, Place]] = []
    length = 0
    for text in texts:
        spots += [(length + offset, place) for offset, place in text.spots]
        length += len(text.words)
    return Text("".join(text.words for text in texts), tuple(spots))
