"""How the activity is completed, step by step, as learners are told before the start (AMA enduring materials)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.course import Gate
from scormkit.model.quiz import QuizRole
from scormkit.notices.words import percent

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.model.quiz import Quiz


def assessment(course: Course) -> Quiz | None:
    """The post-test that decides whether a learner passes, if the course has one."""
    return next((quiz for quiz in course.quizzes if quiz.role is QuizRole.POST_TEST), None)


def attempts(quiz: Quiz) -> str:
    """How often a quiz may be tried, in words."""
    if quiz.attempts == 0:
        return "You may try as often as you need."
    return "You have one attempt." if quiz.attempts == 1 else f"You have {quiz.attempts} attempts."


def earning(course: Course) -> tuple[str, ...]:
    """How to complete the activity and what is needed to earn credit, step by step (AMA enduring materials)."""
    steps = []
    if Gate.ACKNOWLEDGE in course.gates:
        steps.append("Read this page and confirm that you have read it.")
    if Gate.PAGES in course.gates:
        steps.append(f"Read all {len(course.pages)} pages." if len(course.pages) > 1 else "Read the page.")
    test = assessment(course)
    if Gate.POST_TEST in course.gates and test is not None:
        steps.append(f"Pass the post-test with at least {percent(test.passing)}. {attempts(test)}")
    if Gate.CLAIM in course.gates:
        claiming = ", and claim credit if you are eligible for it or decline" if course.credits else ""
        steps.append(f"State your profession{claiming}.")
    return tuple(steps)
