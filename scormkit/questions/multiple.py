"""Multiple choice: all right answers and no wrong one must be ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.questions.choice import interaction
from scormkit.questions.kind import QuestionKind, as_written, fieldset, option_problems

if TYPE_CHECKING:
    from scormkit.model.quiz import Question


def problems(question: Question) -> list[str]:
    """Why the question cannot be marked: fewer than two answers, or none of them right."""
    none_right = [] if any(option.right for option in question.options) else ["It marks no answer as right."]
    return option_problems(question, 2) + none_right


def form(question: Question) -> str:
    """Check boxes."""
    return fieldset(question, "checkbox")


MULTIPLE = QuestionKind("multiple", "choice", as_written, problems, form, interaction, ("questions/multiple.js",))
