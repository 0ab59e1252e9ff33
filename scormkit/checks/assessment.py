"""QIZ: questions that can be answered, and tests that can be passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks.rule import rule
from scormkit.model.course import Gate
from scormkit.model.finding import Severity
from scormkit.model.quiz import QuizRole
from scormkit.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course


@rule("QIZ010", "unanswerable-question", Severity.ERROR, "house", "a question needs an answer that counts as right")
def unanswerable(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A question that nobody can get right, or that its kind cannot mean."""
    for quiz in course.quizzes:
        for question in quiz.questions:
            for problem in KINDS[question.kind].problems(question):
                yield question.place, problem, "Mend the list of options: '- [x]' marks a right answer."


@rule("QIZ020", "no-post-test", Severity.ERROR, "ama", "AMA enduring materials: an assessment with a passing level")
def no_post_test(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Completion asks for a post-test that the course does not have."""
    if Gate.POST_TEST in course.gates and notices.assessment(course) is None:
        yield (
            course.where("completion"),
            "Completion asks for a post-test, and the course has none.",
            "Write a quiz with 'role: post-test', or remove 'post-test' from 'completion'.",
        )


@rule("QIZ030", "several-post-tests", Severity.ERROR, "house", "one test decides whether a learner passes")
def several_post_tests(course: Course, context: CheckContext) -> Iterator[Offence]:
    """More than one quiz has the role of the post-test."""
    tests = [quiz for quiz in course.quizzes if quiz.role is QuizRole.POST_TEST]
    for quiz in tests[1:]:
        yield quiz.place, f"'{quiz.id}' is a second post-test beside '{tests[0].id}'.", "Give one of them another role."


RULES = (unanswerable, no_post_test, several_post_tests)
