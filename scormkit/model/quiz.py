"""Questions and quizzes: what an author asks, in the interaction types that SCORM and xAPI share."""

from __future__ import annotations

import re
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

    AT_ONCE = "at-once"
    AFTER_ATTEMPT = "after-attempt"
    AFTER_LAST = "after-last"


class Shuffle(StrEnum):
    """What stands in another order in each attempt."""

    NO = "no"
    QUESTIONS = "questions"
    ANSWERS = "answers"
    BOTH = "both"


class Show(StrEnum):
    """Whether the questions of a quiz stand below each other, or one is seen at a time."""

    ALL = "all"
    ONE = "one"


class Results(StrEnum):
    """What a learner is told of a result: the score, or what was right for each learning objective too."""

    TOTAL = "total"
    BY_OBJECTIVE = "by-objective"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the questions on an objective are drawn for an attempt."""

    objective: str
    draw: int


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be ticked. ``id`` is one character, as SCORM 1.2 RTE 3.4.2 wants of a choice.

    ``html`` is a run of words, ``more`` the blocks that follow it (a table, a picture with its caption), ``match`` the
    words on the other side of a pair, where the kind of the question makes pairs.
    """

    id: str
    html: str
    text: str
    right: bool
    feedback: str
    place: Place
    more: str = ""
    match: str = ""


@dataclass(frozen=True, slots=True)
class RawQuestion:
    """What the file says, before its kind has read it. ``html`` fields are compiled Markdown, ``text`` is plain.

    ``numbered`` says that the answers stand in an ordered list, ``disclosed`` is what its case tells before it.
    """

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
    numbered: bool = False
    disclosed: str = ""


@dataclass(frozen=True, slots=True)
class Interaction:
    """How a question looks to an LMS or LRS (SCORM 1.2 RTE 3.4.2, xAPI ``cmi.interaction``).

    ``type`` is one of the ten interaction types. ``correct`` holds the correct response as a list of answers, which
    each driver writes in its own standard's notation; the answers of ``fill-in`` stand for each other. ``choices``
    names what a response can consist of (of a ``likert`` its scale), ``source`` and ``target`` the two sides of a
    ``matching``, whose answers are ``source.target``. ``least`` and ``most`` bound what is right in a ``numeric``.
    """

    type: str
    choices: tuple[tuple[str, str], ...] = ()
    correct: tuple[str, ...] = ()
    source: tuple[tuple[str, str], ...] = ()
    target: tuple[tuple[str, str], ...] = ()
    least: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its kind has read it. ``points`` weigh it within its quiz.

    ``difficulty`` and ``references`` (ids of sources) are the author's. ``case`` is the id of the case that it belongs
    to, ``disclosed`` the HTML of what the case tells before this question. The rest are settings that only some kinds
    know: credit for a part of the answer, answers taken to the letter, an answer that may be left out, the learner's
    own words reported, the unit beside a number, the most characters of an answer.
    """

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
    difficulty: str = ""
    references: tuple[str, ...] = ()
    case: str = ""
    disclosed: str = ""
    partial: bool = False
    exact: bool = False
    optional: bool = False
    report: bool = False
    unit: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Quiz:
    """A set of questions with a role. ``passing`` is a percentage; ``attempts`` 0 means unlimited.

    ``draw`` is how many of the questions an attempt asks (0: all), ``pool`` how many on which objective instead;
    ``cool_down`` are the minutes between two attempts.
    """

    id: str
    title: str
    role: QuizRole
    intro: str
    passing: Decimal
    attempts: int
    feedback: FeedbackTime
    questions: tuple[Question, ...]
    place: Place
    draw: int = 0
    pool: tuple[Share, ...] = ()
    shuffle: Shuffle = Shuffle.NO
    cool_down: int = 0
    show: Show = Show.ALL
    results: Results = Results.TOTAL

    @property
    def asked(self) -> int:
        """How many questions an attempt asks."""
        wanted = sum(share.draw for share in self.pool) if self.pool else self.draw
        return min(wanted or len(self.questions), len(self.questions))

    @property
    def at_once(self) -> bool:
        """Whether each question is answered for good, and explained, by itself."""
        return self.feedback is FeedbackTime.AT_ONCE and self.role is not QuizRole.EVALUATION

    @property
    def drawn(self) -> bool:
        """Whether one attempt may differ from another."""
        return bool(self.draw or self.pool) or self.shuffle is not Shuffle.NO


EMBEDDED = re.compile(r'<div class="check" data-check="([a-z0-9-]+)">')
"""Where a page embeds a knowledge check, as the Markdown reader writes it: compile puts the quiz right behind it."""


def checks_in(html: str) -> tuple[str, ...]:
    """The ids of the quizzes that a page embeds, in their order."""
    return tuple(EMBEDDED.findall(html)) if "data-check" in html else ()
