"""True or false: two answers, whose ids are always ``t`` and ``f``.

The first option of the author that reads "True" (or stands first, in other languages) gets ``t``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scormkit.model.quiz import Interaction
from scormkit.questions.kind import QuestionKind, fieldset, option_problems, read, ticked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from scormkit.model.quiz import Option, Question, RawQuestion

RESPONSES = {"t": "true", "f": "false"}
"""What an answer is called in xAPI; a SCORM 1.2 driver writes its first letter."""


def parse(raw: RawQuestion) -> Question:
    """The question with the ids ``t`` and ``f``, whatever the file calls its two options."""
    if len(raw.options) != 2:
        return read(raw, raw.options)
    first = "f" if _says_false(raw.options[0]) else "t"
    ids = (first, "t" if first == "f" else "f")
    return read(raw, tuple(replace(option, id=name) for option, name in zip(raw.options, ids, strict=True)))


def _says_false(option: Option) -> bool:
    return option.text.strip(" .").casefold() == "false"


def problems(question: Question) -> list[str]:
    """Why the question cannot be marked: not two answers, or not exactly one right one."""
    found = [] if len(question.options) == 2 else [f"It offers {len(question.options)} answers instead of two."]
    right = sum(option.right for option in question.options)
    if right != 1:
        found.append(f"It marks {right} answers as right; of true and false exactly one is.")
    return found + option_problems(question, 0)


def form(question: Question) -> str:
    """Two radio buttons."""
    return fieldset(question, "radio")


def interaction(question: Question) -> Interaction:
    """A ``true-false`` without choices, whose correct response is ``true`` or ``false``."""
    right = [RESPONSES.get(option.id, "") for option in question.options if option.right]
    return Interaction(type="true-false", correct=tuple(right))


def score(question: Question, response: Sequence[str]) -> Decimal:
    """What ``true`` or ``false`` is worth."""
    ids = {said: name for name, said in RESPONSES.items()}
    return ticked(question, [ids.get(said, said) for said in response])


TRUE_FALSE = QuestionKind(
    name="true-false",
    type="true-false",
    parse=parse,
    problems=problems,
    form=form,
    interaction=interaction,
    score=score,
    scripts=("questions/ticks.js",),
)
