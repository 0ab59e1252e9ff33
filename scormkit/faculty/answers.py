"""The answers of a question as its reviewers read them: the key beside each, in a form that fits its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.model.quiz import Option, Question


@dataclass(frozen=True, slots=True)
class Line:
    """An answer: what it is in words, whether it is right, its markup, its partner in a pair, and its feedback."""

    mark: str
    right: bool
    html: str
    more: str = ""
    match: str = ""
    feedback: str = ""


KINDS = {
    "choice": "Single choice",
    "multiple": "Multiple choice",
    "true-false": "True or false",
    "fill-in": "Fill in",
    "numeric": "Number",
    "matching": "Matching",
    "ordering": "Ordering",
    "likert": "Scale",
    "long": "Long answer, not scored",
}
"""The kinds as reviewers call them; a test holds the list against the table of kinds."""
ACCEPTED = {"fill-in": "Accepted", "numeric": "Right"}
SETTINGS = (
    ("partial", "credit for a part of the answer"),
    ("exact", "letter for letter"),
    ("optional", "may be left out"),
    ("report", "the learner's words are reported"),
)


def lines(question: Question, *, scored: bool = True) -> list[Line]:
    """The answers in the order of the file. Where nothing is scored, no answer is right or wrong."""
    kind = question.kind if scored or question.kind not in ("choice", "multiple", "true-false") else "opinion"
    return [_line(kind, option, number) for number, option in enumerate(question.options, start=1)]


def _line(kind: str, option: Option, number: int) -> Line:
    if kind == "matching":
        mark = "Pair" if option.right else "Fits nothing"
    elif kind == "ordering":
        mark = f"Place {number}"
    elif kind == "likert":
        mark = f"Step {number}"
    elif kind == "opinion":
        mark = f"Answer {number}"
    elif kind in ACCEPTED:
        mark = ACCEPTED[kind]
    else:
        mark = "Right" if option.right else "Wrong"
    right = option.right and kind not in ("likert", "opinion")
    return Line(mark, right, option.html, option.more, option.match, option.feedback)


def settings(question: Question) -> list[str]:
    """How a question is marked or answered, as far as it is not as usual."""
    found = [words for name, words in SETTINGS if getattr(question, name)]
    found += [f"unit: {question.unit}"] if question.unit else []
    found += [f"at most {question.limit} characters"] if question.limit else []
    return found
