"""Holds the provider's own wording against a mandated statement, word by word.

Typography does not matter: quotes, dashes, spaces, full stops, ™ or (TM), capitals, needless zeros, and how the plural
of the credit is written. Words do: another tense, a missing sentence, another body and another name are differences.
Sentences that the provider adds are left alone, unless they speak of credit that is still to come.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from difflib import SequenceMatcher

TOKEN = re.compile(r"\d+(?:[.]\d+)?|\w+")
MARKS = re.compile(r"[™®©]|\((?:TM|R)\)|(?<=Credit)TM\b|(?<=Credits)TM\b")
CREDIT = re.compile(r"(AMA\s+PRA\s+Category\s+1\s+Credit)(?:\s*\(s\)|s)?")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"“‘(]?[A-Z0-9])")
TO_COME = re.compile(r"\b(?:pending|applied for|application|has been submitted|will be|will)\b", re.IGNORECASE)
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
ALIKE = 0.5
"""Share of words from which a sentence counts as meant for a mandated one."""
LONGEST = 14
"""Words of a difference that are shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where own and mandated wording differ, in words as they are written; one of the two may be empty."""

    mandated: str
    own: str
    sentence: bool = False

    def __str__(self) -> str:
        if self.sentence:
            if self.mandated:
                return f"the sentence {in_quotes(self.mandated)} is missing"
            return f"the sentence {in_quotes(self.own)} does not belong there"
        if not self.own:
            return f"{in_quotes(self.mandated)} is missing"
        if not self.mandated:
            return f"{in_quotes(self.own)} is added"
        return f"{in_quotes(self.own)} stands for {in_quotes(self.mandated)}"


def in_quotes(text: str) -> str:
    """A text as messages quote it, long ones cut in the middle."""
    words = text.split()
    if len(words) > LONGEST:
        words = [*words[: LONGEST // 2], "…", *words[-(LONGEST // 2) :]]
    return f"“{' '.join(words)}”"


def differences(own: str, forms: Iterable[Sequence[str]], names: Iterable[str] = ()) -> tuple[Difference, ...]:
    """How a provider's wording differs from the nearest of the forms that are accepted; nothing where it does not.

    A form is a sequence of sentences. In ``names`` the capitals count, and an article before them does not.
    """
    proper = {word for name in names for word in TOKEN.findall(_plain(name))}
    sentences = SENTENCE.split(" ".join(own.split()))
    compared = (tuple(_compared(sentences, form, proper)) for form in forms)
    return min(compared, key=lambda found: sum(len(one.mandated) + len(one.own) for one in found), default=())


def _compared(own: list[str], form: Sequence[str], proper: set[str]) -> Iterator[Difference]:
    left = [_words(sentence, proper) for sentence in own]
    used: set[int] = set()
    for sentence in form:
        wanted = _words(sentence, proper)
        scores = [(_ratio(words, wanted), -index) for index, words in enumerate(left) if index not in used]
        ratio, near = max(scores, default=(0.0, 0))
        if ratio < ALIKE:
            yield Difference(sentence, "", sentence=True)
            continue
        used.add(-near)
        yield from _between(left[-near], wanted)
    for index, sentence in enumerate(own):
        if index not in used and TO_COME.search(sentence):
            yield Difference("", sentence, sentence=True)


Word = tuple[str, str]
"""What is compared of a word, and how it is written."""


def _words(sentence: str, proper: set[str]) -> list[Word]:
    lower = {word.lower() for word in proper}
    found: list[Word] = []
    for match in TOKEN.finditer(_plain(sentence)):
        word = match.group()
        if word.lower() in lower and found and found[-1][0] == "the":
            found.pop()
        key = word if word.lower() in lower else word.lower()
        found.append((key.rstrip("0").rstrip(".") if "." in key else key, word))
    return found


def _plain(text: str) -> str:
    """A text without its typography."""
    text = MARKS.sub(" ", INVISIBLE.sub("", html.unescape(text)))
    return CREDIT.sub(r"\1s", unicodedata.normalize("NFKC", text))


def _matcher(own: list[Word], wanted: list[Word]) -> SequenceMatcher[str]:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, [key for key, _ in own], [key for key, _ in wanted], autojunk=False)


def _ratio(own: list[Word], wanted: list[Word]) -> float:
    return _matcher(own, wanted).ratio()


def _between(own: list[Word], wanted: list[Word]) -> Iterator[Difference]:
    for change, start, end, wanted_start, wanted_end in _matcher(own, wanted).get_opcodes():
        if change != "equal":
            yield Difference(
                " ".join(word for _, word in wanted[wanted_start:wanted_end]),
                " ".join(word for _, word in own[start:end]),
            )
