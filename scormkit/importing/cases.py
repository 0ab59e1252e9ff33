"""One question of a bank that asks for several things → a case: its words once, and a question for each thing asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scormkit.importing.bank import Block, Case, Item
from scormkit.importing.escaping import escaped
from scormkit.importing.gaps import GAP
from scormkit.importing.naming import LONGEST, slug
from scormkit.importing.unmatched import Unmatched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scormkit.importing.bank import Answer, Bank, Prose
    from scormkit.model.finding import Place

NUMBERED = re.compile(r"\(([0-9]+)\) " + re.escape(escaped(GAP)))
LONGEST_LINE = 250
"""Characters of a paragraph that can be the heading of a question."""
MOST = 100
"""Things that one question may ask for; each is looked for among all words, so that more would take too long."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked: the kind, what asks, what stands below that, and the answers."""

    kind: str
    place: Place
    prompt: Prose
    words: Prose = ()
    answers: tuple[Answer, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


def bounded(count: int) -> None:
    """Raises :class:`Unmatched` for a question that asks for more things than any does."""
    if count > MOST:
        raise Unmatched(f"it asks for {count} things at once.", "Divide it in the bank.")


def numbered(number: int) -> str:
    """A gap among several."""
    return f"({number}) {GAP}"


def asking(words: Prose, number: int) -> Prose:
    """What asks for one of several gaps: its paragraph, in which the others are dots; else its number alone."""
    mark = escaped(numbered(number))
    line = next((block.line for block in words if block.paragraph and mark in block.line), "")
    shown = NUMBERED.sub(lambda found: found[0] if found[0] == mark else "…", line)
    return (Block((shown if line and len(shown) <= LONGEST_LINE else mark,)),)


def same_case(name: str, words: Prose, bank: Bank) -> Case | None:
    """The case of words that a question shares: that of the question before it, where it has the same."""
    before = bank.items[-1].case if bank.items else None
    if not words:
        return None
    return before if before and (before.name, before.words) == (name, words) else Case(name, words)


def told(
    name: str, words: Prose, asked: Sequence[Asked], *, category: str, rationale: Prose, hints: tuple[Prose, ...] = ()
) -> Iterator[Item]:
    """The questions of a case in their order. The hints belong to the first, what is told at the end to the last."""
    whole = name or " ".join(block.line for block in words)
    case = Case(whole, words) if words else None
    last = len(asked) - 1
    for index, one in enumerate(asked):
        yield Item(
            one.kind,
            f"{slug(whole, LONGEST - 3)}-{index + 1}".lstrip("-"),
            one.place,
            one.words,
            one.answers,
            rationale if index == last else (),
            hints if index == 0 else (),
            one.attributes,
            category,
            one.prompt,
            case,
        )
