"""LMS: what the run-time data model of an LMS can hold (SCORM 1.2 RTE 3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.checks.rule import rule
from scormkit.model.finding import Severity
from scormkit.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.quiz import Question

CODE = 4
"""A wire code: three characters, and one more where two ids would share it."""
SECONDS = 7
"""Digits of the seconds that a learner took for a question: four months."""
FIXED = 160
"""What every state holds: the names of its fields, version, mark of the disclosures, date, reference and counter."""
PER_PAGE = CODE + 1
"""The code and a full stop."""
PER_QUIZ = CODE + 45
"""The code, its quotes and brackets; attempts, best and last score, and whether it is passed and open."""
PER_QUESTION = CODE + SECONDS + 7
"""The code, the seconds, and the quotes, colon, brackets and commas around them, before the answers."""
WORD = 8
"""An answer in words, such as ``false``, with its quotes and a comma; an option that is ticked is one character."""
PER_CREDIT = 14
"""The word ``declined`` or an amount, with the quotes, colon and comma around it and its system."""


def worst_suspend_data(course: Course) -> int:
    """The most characters that a learner's saved state of this course can take, everything answered and ticked."""
    questions = [question for quiz in course.quizzes for question in quiz.questions]
    sections = [f"page-{page.id}" for page in course.pages] + [f"quiz-{quiz.id}" for quiz in course.quizzes]
    return (
        FIXED
        + max(map(len, (*sections, "certificate")))
        + max(map(len, (*course.audience.professions, "")))
        + sum(PER_CREDIT + len(credit.system.id) for credit in course.credits)
        + PER_PAGE * len(course.pages)
        + PER_QUIZ * len(course.quizzes)
        + sum(PER_QUESTION + _answers(question) for question in questions)
    )


def _answers(question: Question) -> int:
    """Characters of the fullest answer."""
    return len(KINDS[question.kind].interaction(question).choices) or WORD


@rule("LMS010", "suspend-data-too-long", Severity.ERROR, "lms", "SCORM 1.2 RTE 3.4.4: cmi.suspend_data, 4096")
def suspend_data_too_long(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The saved state of a learner who answered everything would not fit into the LMS's field and be lost."""
    worst = worst_suspend_data(course)
    if worst > course.lms.suspend_limit:
        yield (
            course.where("lms", "suspend_limit"),
            (
                f"A learner's saved state can take {worst} characters; the limit is {course.lms.suspend_limit} "
                f"({len(course.pages)} pages, {sum(len(quiz.questions) for quiz in course.quizzes)} questions)."
            ),
            "Divide the course, or set 'lms: suspend_limit' where the LMS is known to hold more.",
        )


RULES = (suspend_data_too_long,)
