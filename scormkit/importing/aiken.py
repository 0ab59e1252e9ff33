"""Aiken: a question in a line, its answers in lines that begin with a letter, and the line ``ANSWER:`` with the key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.importing import rules
from scormkit.importing.bank import Answer, Item
from scormkit.importing.prose import plain_prose
from scormkit.importing.text import joined

if TYPE_CHECKING:
    from scormkit.importing.bank import Bank
    from scormkit.importing.text import Text

OPTION = re.compile(r"\s*([A-Za-z])(?:[.]\s+|\)\s*)(?=\S)")
KEY = re.compile(r"\s*ANSWER:\s*(.*?)\s*\Z", re.IGNORECASE)
MEND = "Write the question, answers such as `A. words`, and `ANSWER: A` below them; then import it again."


class _Question:
    """A question while its lines are read."""

    def __init__(self) -> None:
        self.words: list[Text] = []
        self.options: dict[str, list[Text]] = {}
        self.double = ""

    def may_be(self, letter: str) -> bool:
        """Whether a letter can begin an answer here: the first is A, so that 'E. coli is' begins none."""
        return letter == "A" or bool(self.options)


def read_aiken(text: Text, bank: Bank) -> None:
    """Reads the questions of a file into the bank."""
    now = _Question()
    for line in text.lines():
        if not line:
            continue
        if key := KEY.match(line.words):
            _end(now, key[1], line, bank)
            now = _Question()
        elif (found := OPTION.match(line.words)) and now.words and now.may_be(found[1].upper()):
            letter = found[1].upper()
            now.double = letter if letter in now.options else now.double
            now.options.setdefault(letter, []).append(line.cut(found.end()))
        elif now.options:
            list(now.options.values())[-1].append(line)
        else:
            now.words.append(line)
    if now.words:
        bank.begin()
        _broken(now, "It has no line 'ANSWER:'.", bank)


def _end(now: _Question, key: str, line: Text, bank: Bank) -> None:
    bank.begin()
    letters = [letter for letter in re.split(r"[\s,;]+|and", key.upper()) if letter]
    if not now.words:
        now.words.append(line)
        _broken(now, "This key has no question.", bank)
    elif now.double:
        _broken(now, f"The answer {now.double} stands in it twice: an 'ANSWER:' may be missing before it.", bank)
    elif len(now.options) < 2:
        _broken(now, f"It has {len(now.options)} answers instead of two or more.", bank)
    elif not letters or any(letter not in now.options for letter in letters):
        _broken(now, f"Its key '{key[:20]}' names no answer.", bank)
    else:
        answers = tuple(
            Answer(plain_prose(_whole(lines), bank), letter in letters, place=lines[0].place)
            for letter, lines in now.options.items()
        )
        kind = "multiple" if len(letters) > 1 else "choice"
        words = plain_prose(_whole(now.words), bank)
        bank.items.append(Item(kind, "", now.words[0].trimmed().place, words, answers))


def _whole(lines: list[Text]) -> Text:
    gaps = [line.cut(len(line.words)) for line in lines]
    pieces = [piece for line, gap in zip(lines, gaps, strict=True) for piece in (line, type(gap)("\n", gap.spots))]
    return joined(pieces).trimmed()


def _broken(now: _Question, why: str, bank: Bank) -> None:
    bank.leave_out(rules.BROKEN, now.words[0].trimmed().place, why, MEND)
