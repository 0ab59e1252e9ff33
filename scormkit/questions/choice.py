"""Single choice: exactly one answer is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.quiz import Interaction
from scormkit.questions.kind import QuestionKind, as_written, fieldset, option_problems, ticked

if TYPE_CHECKING:
    from scormkit.model.quiz import Question


def problems(question: Question) -> list[str]:
    """Why the question cannot be marked: fewer than two answers, or not exactly one right one."""
    right = sum(option.right for option in question.options)
    wrong_count = [] if right == 1 else [f"It marks {right} answers as right; a choice has exactly one."]
    return option_problems(question, 2) + wrong_count


def form(question: Question) -> str:
    """Radio buttons."""
    return fieldset(question, "radio")


def interaction(question: Question) -> Interaction:
    """A ``choice`` with one option as its correct response (SCORM 1.2 RTE 3.4.2)."""
    return Interaction(
        type="choice",
        choices=tuple((option.id, option.text) for option in question.options),
        correct=tuple(option.id for option in question.options if option.right),
    )


CHOICE = QuestionKind(
    name="choice",
    type="choice",
    parse=as_written,
    problems=problems,
    form=form,
    interaction=interaction,
    score=ticked,
    scripts=("questions/ticks.js",),
)
