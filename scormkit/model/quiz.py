"""Questions and quizzes: what an author asks, in the interaction types that SCORM and xAPI share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.model.finding import Place


class QuizRole(StrEnum):
    """What a quiz is for."""

    CHECK = "check"
    PRE_TEST = "pre-test"
    POST_TEST = "post-test"
    EVALUATION = "evaluation"


class FeedbackTime(StrEnum):
    """When a learner sees which answers are right and why."""

    AFTER_ATTEMPT = "after-attempt"
    AFTER_LAST = "after-last"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be ticked. ``id`` is one character, as SCORM 1.2 RTE 3.4.2 wants of a choice."""

    id: str
    html: str
    text: str
    right: bool
    feedback: str
    place: Place


@dataclass(frozen=True, slots=True)
class RawQuestion:
    """What the file says, before its kind has read it. ``html`` fields are compiled Markdown, ``text`` is plain."""

    id: str
    kind: str
    prompt: str
    prompt_text: str
    stem: str
    options: tuple[Option, ...]
    rationale: str
    attributes: dict[str, str]
    cited: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Interaction:
    """How a question looks to an LMS or LRS (SCORM 1.2 RTE 3.4.2, xAPI ``cmi.interaction``).

    ``type`` is one of the ten interaction types; ``correct`` holds the correct response pattern as a list of
    answers, which each driver writes in its own standard's notation.
    """

    type: str
    choices: tuple[tuple[str, str], ...]
    correct: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its kind has read it. ``points`` weigh it within its quiz."""

    id: str
    kind: str
    prompt: str
    prompt_text: str
    stem: str
    options: tuple[Option, ...]
    rationale: str
    objective: str
    points: Decimal
    cited: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Quiz:
    """A set of questions with a role. ``passing`` is a percentage; ``attempts`` 0 means unlimited."""

    id: str
    title: str
    role: QuizRole
    intro: str
    passing: Decimal
    attempts: int
    feedback: FeedbackTime
    questions: tuple[Question, ...]
    place: Place
