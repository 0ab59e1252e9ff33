"""Fill-in: the learner writes a word or a few; every accepted variant is an item of the list."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.model.quiz import Interaction
from scormkit.questions.kind import YES, Mistake, QuestionKind, as_written
from scormkit.questions.writing import PRIVACY, SCRIPT, STYLE, WORDS, field, folded, in_state, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scormkit.model.quiz import Question, RawQuestion

USUAL_LIMIT = 40
"""Characters that fit in, unless a variant is longer or the author says otherwise."""


def mistakes(raw: RawQuestion) -> Iterator[Mistake]:
    """Items that are not ticked: here every item is an answer that counts as right."""
    for option in raw.options:
        if not option.right:
            yield Mistake(
                option.place,
                "This answer is not ticked; in a fill-in every item is an accepted answer.",
                "Write `- [x]` before it, or remove it: learners never see the list.",
            )


def said(question: Question, text: str) -> str:
    """An answer as it is compared."""
    return trimmed(text) if question.exact else folded(text)


def problems(question: Question) -> list[str]:
    """Variants that say the same, or are longer than what can be written."""
    variants = [said(question, option.text) for option in question.options]
    found = [
        f"Two accepted answers say the same: {option.text}"
        for index, option in enumerate(question.options)
        if variants[index] in variants[:index]
    ]
    if question.limit:
        found += [
            f"An accepted answer is longer than the limit: {option.text}"
            for option in question.options
            if len(option.text) > question.limit
        ]
    return found


def limit(question: Question) -> int:
    """The most characters that can be written."""
    return question.limit or max(USUAL_LIMIT, *(len(option.text) for option in question.options))


def form(question: Question) -> str:
    """One field; how long the accepted answers are does not show."""
    return field(question, PRIVACY, limit(question))


def interaction(question: Question) -> Interaction:
    """A ``fill-in`` whose correct responses stand for each other (xAPI 1.0.3 Data 2.4.4.1)."""
    return Interaction(type="fill-in", correct=tuple(option.text for option in question.options))


def score(question: Question, response: Sequence[str]) -> Decimal:
    """1 for one of the variants."""
    variants = {said(question, option.text) for option in question.options}
    return Decimal(said(question, response[0]) in variants if response else 0)


def data(question: Question) -> dict[str, object]:
    """Whether answers are taken to the letter, and whether they stay with the learner."""
    said = {"exact": question.exact, "secret": not question.report}
    return {name: True for name, value in said.items() if value}


def longest(question: Question) -> int:
    """Characters of the saved state for the longest answer."""
    return in_state(limit(question), (option.text for option in question.options))


FILL_IN = QuestionKind(
    name="fill-in",
    type="fill-in",
    parse=as_written,
    problems=problems,
    form=form,
    interaction=interaction,
    score=score,
    scripts=(SCRIPT, "questions/fill-in.js"),
    styles=(STYLE,),
    words=(WORDS,),
    data=data,
    attributes={"exact": YES, "limit": "[1-9][0-9]{0,2}", "report": YES},
    mistakes=mistakes,
    longest=longest,
)
