"""Relationships with companies, out of the many ways in which a sentence lists them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.review.extras import companies
from scormkit.review.persons import NATURE, natures
from scormkit.review.said import SaidTie

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.model.people import Nature
    from scormkit.review.prose import Sentence

BRACKETED = re.compile(
    r"(?P<who>[A-Z][^,;:()]{0,100}?(?:, (?:Inc|LLC|Ltd|Corp|Co|LP|PLC)\b\.?)?)\s*\((?P<what>[^()]{0,300})\)"
)
PAIRED = re.compile(r"^(?P<left>[^:–—]+?)\s*(?::|\s[–—-]\s)\s*(?P<right>.+)$")
FROM = re.compile(r"^[^,;.]{0,30}?\b(?:from|for|with|to|of|by|in|at)\s+(?=[A-Z])")
ANNOUNCED = re.compile(
    r"\b(?:companies|company|relationships?|organi[sz]ations?|entities|interests|following)\b[^:.]*?:\s*(?P<list>.+)$",
    re.IGNORECASE,
)
WITHIN = re.compile(
    r"\b(?:in|within|over|during|for) the (?:past|prior|last|previous) (?:24 months|two years|2 years)\b,?",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"[,;]?\s*(?:and )?(?:(?:s?he|they) )?(?:has|have|is|serves?|receives?|received|holds?"
    r"|owns?)?(?: also)?(?: received| served| been| as)?(?: an?| the)?\s*$"
)


def ties(text: str, sentence: Sentence, offset: int = 0) -> tuple[SaidTie, ...]:
    """The companies of a text that begins at ``offset`` in its sentence, each with the natures that it ties to them."""
    bare = WITHIN.sub(lambda found: " " * len(found[0]), text)
    found = list(_read(bare))
    return tuple(
        SaidTie(company, kinds, sentence.line_at(offset + max(text.find(company.split(" (")[0]), 0)))
        for company, kinds in _once(found)
    )


def _read(text: str) -> Iterator[tuple[str, tuple[Nature, ...]]]:
    announced = ANNOUNCED.search(text)
    whole = announced["list"] if announced else text
    bracketed = [match for match in BRACKETED.finditer(whole) if natures(match["what"])]
    if bracketed and not _pairs(whole):
        yield from _bracketed(whole)
    elif _pairs(whole):
        for left, right in _pairs(whole):
            if natures(left):
                yield from ((company, natures(left)) for company in companies(_unbracketed(right)))
            else:
                yield from ((company, natures(right)) for company in companies(left))
    elif NATURE.search(whole) and any(FROM.match(whole[match.end() :]) for match in NATURE.finditer(whole)):
        yield from _from(whole)
    elif announced:
        yield from ((company, ()) for company in companies(whole))


def _pairs(text: str) -> list[tuple[str, str]]:
    """``Consultant: A, B; Speaker: C`` or ``A - consultant; B - speaker``: sides of each part, one of them natures."""
    found = []
    for part in re.split(r";\s*|(?<=[a-z)])\.\s+", text.strip(" .")):
        pair = PAIRED.match(part.strip())
        if pair and not _given(pair["right"]) and (natures(pair["left"]) or natures(pair["right"])):
            found.append((pair["left"], pair["right"]))
        elif found and part.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]}, {part.strip()}") if natures(found[-1][0]) else found[-1]
    return found


def _given(text: str) -> bool:
    """Whether a text says ``consultant for A`` itself, so that what stands before its colon is no company."""
    return any(FROM.match(text[match.end() :]) for match in NATURE.finditer(text))


def _unbracketed(text: str) -> str:
    """Companies without remarks such as ``(paid to institution)``; an abbreviation in brackets stays."""
    return re.sub(r"\s*\((?![A-Z0-9]{2,6}\))[^()]{0,300}\)", "", text)


def _bracketed(text: str) -> Iterator[tuple[str, tuple[Nature, ...]]]:
    start = 0
    for match in BRACKETED.finditer(text):
        kinds = natures(match["what"])
        if not kinds:
            continue
        yield from ((company, ()) for company in companies(text[start : match.start()]))
        names = companies(match["who"])
        yield from ((company, kinds if company == names[-1] else ()) for company in names)
        start = match.end()
    yield from ((company, ()) for company in companies(text[start:]))


def _from(text: str) -> Iterator[tuple[str, tuple[Nature, ...]]]:
    """``consulting fees from A and B, and research funding from C``."""
    matches = list(NATURE.finditer(text))
    waiting: list[str] = []
    for index, match in enumerate(matches):
        waiting.append(match[0])
        rest = text[match.end() :]
        end = matches[index + 1].start() - match.end() if index + 1 < len(matches) else len(rest)
        lead = FROM.match(rest)
        if lead is None or lead.end() > end:
            continue
        listed = TAIL.sub("", _unbracketed(rest[lead.end() : end]))
        yield from ((company, natures(" ".join(waiting))) for company in companies(listed))
        waiting = []


def _once(found: list[tuple[str, tuple[Nature, ...]]]) -> Iterator[tuple[str, tuple[Nature, ...]]]:
    """Each company once, with all natures that were tied to it."""
    merged: dict[str, tuple[Nature, ...]] = {}
    for company, kinds in found:
        merged[company] = tuple(dict.fromkeys((*merged.get(company, ()), *kinds)))
    yield from merged.items()
