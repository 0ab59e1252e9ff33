"""Matching: to each item on the left belongs one on the right, chosen from a list. Nothing is dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.quiz import Interaction
from scormkit.questions.kind import LETTERS, YES, Mistake, QuestionKind, as_written, in_part
from scormkit.questions.placing import SCRIPT, STYLE, WORDS, lines, mixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from scormkit.model.quiz import Option, Question, RawQuestion

FEWEST = 2


def mistakes(raw: RawQuestion) -> Iterator[Mistake]:
    """Items that are no pair, and distractors that are ticked or have a left side."""
    for option in raw.options:
        if not option.match:
            yield Mistake(
                option.place,
                "This item is no pair: nothing divides its sides.",
                "Write `- [x] left = right`, with a space on each side of the sign.",
            )
        elif option.right != bool(option.text):
            yield Mistake(
                option.place,
                "A pair is ticked and has two sides; what fits nothing is not ticked and has a right side only.",
                "Write `- [x] left = right`, or `- [ ] = right`.",
            )


def sources(question: Question) -> tuple[Option, ...]:
    """The items on the left, in the order of the file."""
    return tuple(option for option in question.options if option.text)


def targets(question: Question) -> dict[str, str]:
    """What is on the right, id by words, in an order that says nothing; the same words twice are one."""
    words = list(dict.fromkeys(option.match for option in question.options))
    return {words[index]: letter for letter, index in zip(LETTERS, mixed(question.id, len(words)), strict=False)}


def pairs(question: Question) -> dict[str, str]:
    """The right target of each source, by their ids."""
    ids = targets(question)
    return {option.id: ids[option.match] for option in sources(question)}


def problems(question: Question) -> list[str]:
    """Too few pairs, or two that begin alike."""
    left = [option.text.casefold() for option in sources(question)]
    found = [] if len(left) >= FEWEST else [f"It has {len(left)} of at least {FEWEST} pairs."]
    if len(targets(question)) < FEWEST:
        found.append("All its pairs have the same right side.")
    found += [f"Two pairs begin with the same words: {text}" for text in dict.fromkeys(left) if left.count(text) > 1]
    return found


def form(question: Question) -> str:
    """A list beside each item."""
    return lines(question, sources(question), [(name, words) for words, name in targets(question).items()])


def interaction(question: Question) -> Interaction:
    """A ``matching`` with both sides and its pairs (SCORM 1.2 RTE 3.4.2, xAPI 1.0.3 Data 2.4.4.1)."""
    return Interaction(
        type="matching",
        correct=tuple(f"{source}.{target}" for source, target in pairs(question).items()),
        source=tuple((option.id, option.text) for option in sources(question)),
        target=tuple((name, words) for words, name in targets(question).items()),
    )


def score(question: Question, response: Sequence[str]) -> Decimal:
    """1 for all pairs; with partial credit what each is worth. Of two answers for an item the last counts."""
    key = pairs(question)
    given = {pair[0]: pair[2:] for pair in response if pair[1:2] == "."}
    return in_part(question, sum(given.get(source) == target for source, target in key.items()), len(key))


def data(question: Question) -> dict[str, object]:
    """Whether a part of the answer counts."""
    return {"partial": True} if question.partial else {}


MATCHING = QuestionKind(
    name="matching",
    type="matching",
    parse=as_written,
    problems=problems,
    form=form,
    interaction=interaction,
    score=score,
    scripts=(SCRIPT, "questions/matching.js"),
    styles=(STYLE,),
    words=(WORDS,),
    data=data,
    attributes={"partial": YES},
    mistakes=mistakes,
)
