"""LMS: what the run-time data model of an LMS can hold (SCORM 1.2 RTE 3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.checks.rule import rule
from scormkit.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

FIXED = 420
"""Characters of the saved state that do not grow with the course: version, place, claims, reference, dates."""
PER_PAGE = 6
"""A code of three characters, its quotes and a comma."""
PER_QUESTION = 10
"""A code, its quotes, colon, brackets and a comma, before the answers."""
PER_ANSWER = 4
"""One ticked option: its character, quotes and a comma."""


def worst_suspend_data(course: Course) -> int:
    """The most characters that a learner's saved state of this course can take."""
    questions = [question for quiz in course.quizzes for question in quiz.questions]
    answers = sum(len(question.options) for question in questions)
    return FIXED + PER_PAGE * len(course.pages) + PER_QUESTION * len(questions) + PER_ANSWER * answers


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
