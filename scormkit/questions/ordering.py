"""Ordering: the learner gives each item its place, from a list of numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scormkit.model.quiz import Interaction
from scormkit.questions.kind import LETTERS, YES, Mistake, QuestionKind, in_part, option_problems, read
from scormkit.questions.placing import SCRIPT, STYLE, WORDS, lines, mixed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from scormkit.model.quiz import Option, Question, RawQuestion

FEWEST = 2


def mistakes(raw: RawQuestion) -> Iterator[Mistake]:
    """A list without numbers, or items that are not ticked."""
    if not raw.numbered:
        yield Mistake(
            raw.options[0].place,
            "The items of an order stand in a list without numbers.",
            "Write `1. [x] first`, `2. [x] second`, in the right order.",
        )
    for option in raw.options:
        if not option.right:
            yield Mistake(option.place, "This item is not ticked; every item has a place.", "Write `[x]` before it.")


def parse(raw: RawQuestion) -> Question:
    """The question with ids that tell no place: letters in the order in which the items are shown."""
    order = mixed(raw.id, len(raw.options))
    letters = dict(zip(order, LETTERS, strict=False))
    usual = [option.id for option in raw.options] == list(LETTERS[: len(raw.options)])
    options = (replace(option, id=letters[index]) if usual else option for index, option in enumerate(raw.options))
    return read(raw, tuple(options))


def shown(question: Question) -> tuple[Option, ...]:
    """The items in the order in which learners meet them."""
    return tuple(question.options[index] for index in mixed(question.id, len(question.options)))


def problems(question: Question) -> list[str]:
    """Too few items, or two that say the same."""
    return option_problems(question, FEWEST)


def form(question: Question) -> str:
    """A list of places beside each item, and a line that says what the choice of a place did."""
    places = [(str(place), str(place)) for place in range(1, len(question.options) + 1)]
    made = lines(question, shown(question), places).replace('<div class="lines">', '<div class="lines order">', 1)
    return made.replace('<div class="feedback"', '<p class="said" role="status"></p>\n<div class="feedback"', 1)


def interaction(question: Question) -> Interaction:
    """A ``sequencing`` with its items and their right order (SCORM 1.2 RTE 3.4.2, xAPI 1.0.3 Data 2.4.4.1)."""
    return Interaction(
        type="sequencing",
        choices=tuple((option.id, option.text) for option in shown(question)),
        correct=tuple(option.id for option in question.options),
    )


def score(question: Question, response: Sequence[str]) -> Decimal:
    """1 for the right order; with partial credit the share of items in their place."""
    key = [option.id for option in question.options]
    in_place = sum(given == right for given, right in zip(response, key, strict=False))
    return in_part(question, in_place if len(response) <= len(key) else 0, len(key))


def data(question: Question) -> dict[str, object]:
    """Whether a part of the answer counts; and no list of choices, since a response has gaps while it is made."""
    return {"choices": [], **({"partial": True} if question.partial else {})}


ORDERING = QuestionKind(
    name="ordering",
    type="sequencing",
    parse=parse,
    problems=problems,
    form=form,
    interaction=interaction,
    score=score,
    scripts=(SCRIPT, "questions/ordering.js"),
    styles=(STYLE,),
    words=(WORDS,),
    data=data,
    attributes={"partial": YES},
    mistakes=mistakes,
)
