"""The blueprint of a course's tests: how many questions, and how many points, on which objective and how difficult."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from scormkit.model.quiz import QuizRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scormkit.model.course import Course
    from scormkit.model.quiz import Question, Quiz

LEVELS = ("easy", "medium", "hard", "")
"""Levels of difficulty; the last is that of questions that state none."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is asked on an objective: questions in each test, points and their share in percent, and the levels."""

    objective: str
    counts: tuple[int, ...]
    points: Decimal
    share: int
    levels: tuple[int, ...]

    @property
    def questions(self) -> int:
        """Questions in all tests."""
        return sum(self.counts)


def tests(course: Course) -> tuple[Quiz, ...]:
    """The quizzes that ask what was learned; an evaluation asks for opinions."""
    return tuple(quiz for quiz in course.quizzes if quiz.role is not QuizRole.EVALUATION)


def blueprint(course: Course) -> tuple[Row, ...]:
    """A row for each objective of the course, asked or not, then one for questions without any, then all together."""
    known = [(objective.id, objective.text) for objective in course.objectives]
    rows = [_row(text, course, partial(_serves, name)) for name, text in known]
    ids = {name for name, _ in known}
    without = _row("No objective", course, lambda question: question.objective not in ids)
    rows += [without] if without.questions else []
    return (*rows, _row("All", course, lambda _: True))


def _serves(objective: str, question: Question) -> bool:
    return question.objective == objective


def _row(title: str, course: Course, belongs: Callable[[Question], bool]) -> Row:
    inside = [[question for question in quiz.questions if belongs(question)] for quiz in tests(course)]
    questions = [question for each in inside for question in each]
    points = _points(questions)
    whole = _points(question for quiz in tests(course) for question in quiz.questions)
    found = Counter(question.difficulty for question in questions)
    return Row(
        title,
        tuple(len(each) for each in inside),
        points,
        round(points * 100 / whole) if whole else 0,
        tuple(found[level] for level in LEVELS),
    )


def _points(questions: Iterable[Question]) -> Decimal:
    return sum((question.points for question in questions), Decimal(0))
