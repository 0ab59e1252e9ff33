"""Multiple choice: all right answers and no wrong one must be ticked, unless a part of them counts too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.questions.choice import interaction
from scormkit.questions.kind import YES, QuestionKind, as_written, fieldset, option_problems, ticked

if TYPE_CHECKING:
    from scormkit.model.quiz import Question


def problems(question: Question) -> list[str]:
    """Why the question cannot be marked: fewer than two answers, or none of them right."""
    none_right = [] if any(option.right for option in question.options) else ["It marks no answer as right."]
    return option_problems(question, 2) + none_right


def form(question: Question) -> str:
    """Check boxes."""
    return fieldset(question, "checkbox")


def data(question: Question) -> dict[str, object]:
    """Whether a part of the answer counts."""
    return {"partial": True} if question.partial else {}


MULTIPLE = QuestionKind(
    name="multiple",
    type="choice",
    parse=as_written,
    problems=problems,
    form=form,
    interaction=interaction,
    score=ticked,
    scripts=("questions/ticks.js",),
    data=data,
    attributes={"partial": YES},
)
