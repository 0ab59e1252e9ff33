"""QIZ: questions that can be answered, and tests that can be passed."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_CEILING
from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks import items, quizzes
from scormkit.checks.prose import passages
from scormkit.checks.rule import rule
from scormkit.model.course import Gate
from scormkit.model.finding import Severity
from scormkit.model.quiz import QuizRole
from scormkit.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.quiz import Question, Quiz

COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBER = rf"(\d{{1,3}}|{'|'.join(COUNTED)}|once|twice)"
QUESTIONS = re.compile(rf"(?:^|[.!?:]\s+|\b(?:these|the|has|are|of|answer all)\s+){NUMBER} questions\b", re.IGNORECASE)
ATTEMPTS = re.compile(
    rf"\b{NUMBER} (?:attempts|tries)\b|\btry (?:it |again )?(?:up to )?{NUMBER}(?: times)?\b(?! questions)",
    re.IGNORECASE,
)
RIGHT = re.compile(rf"\bpass with (?:at least )?{NUMBER} (?:right|correct)\b", re.IGNORECASE)


@rule("QIZ010", "unanswerable-question", Severity.ERROR, "house", "a question needs an answer that counts as right")
def unanswerable(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A question that nobody can get right, or that its kind cannot mean.

    Why: Such a question fails everyone, or says two things are right where one can be chosen.

    Example: A single choice with two answers marked '- [x]', or with none.

    Mend: Mark what is right with '- [x]'; for several right answers write 'kind=multiple' behind the id.
    """
    for quiz in course.quizzes:
        for question in quiz.questions:
            judged = opinion(question) if quiz.role is QuizRole.EVALUATION else question
            for problem in KINDS[question.kind].problems(judged):
                yield question.place, problem, "Mend the list of options: '- [x]' marks a right answer."


def opinion(question: Question) -> Question:
    """A question of an evaluation as its kind may judge it: as if its first answer were right, since none is."""
    if any(option.right for option in question.options):
        return question
    options = tuple(replace(option, right=not index) for index, option in enumerate(question.options))
    return replace(question, options=options)


@rule("QIZ020", "no-post-test", Severity.ERROR, "ama", "AMA enduring materials: an assessment with a passing level")
def no_post_test(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Completion asks for a post-test that the course does not have.

    Why: An enduring material designated for AMA PRA credit assesses the learner, and without the test nobody completes.

    Example: 'completion: [pages, post-test, claim]' in a course whose only quiz has 'role: check'.

    Mend: Write a quiz with 'role: post-test', or take 'post-test' out of 'completion'.
    """
    if Gate.POST_TEST in course.gates and notices.assessment(course) is None:
        yield (
            course.where("completion"),
            "Completion asks for a post-test, and the course has none.",
            "Write a quiz with 'role: post-test', or remove 'post-test' from 'completion'.",
        )


@rule("QIZ030", "several-post-tests", Severity.ERROR, "house", "one test decides whether a learner passes")
def several_post_tests(course: Course, context: CheckContext) -> Iterator[Offence]:
    """More than one quiz has the role of the post-test.

    Why: One test decides whether a learner passes, and its level is the one that is told before.

    Example: Two files in quizzes/ with 'role: post-test'.

    Mend: Give all but one of them 'role: check' or 'role: pre-test'.
    """
    tests = [quiz for quiz in course.quizzes if quiz.role is QuizRole.POST_TEST]
    for quiz in tests[1:]:
        yield quiz.place, f"'{quiz.id}' is a second post-test beside '{tests[0].id}'.", "Give one of them another role."


@rule("QIZ100", "quiz-miscounted", Severity.WARNING, "house", "what a learner is told before a test is what happens")
def miscounted(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The words before a quiz count its questions, attempts or right answers otherwise than the quiz does.

    Why: Learners plan by these words, and the passing level and attempts are part of what they are told before.

    Example: 'Five questions. You may try twice.' above a quiz of four with 'attempts: 3'.

    Mend: Correct the number, or leave it out: the first page states level and attempts.
    """
    for quiz in course.quizzes:
        intro = next((found for found in passages(course) if (found.kind, found.owner) == ("quiz", quiz.id)), None)
        if intro is None or not quiz.intro:
            continue
        for what, pattern, real in _counts(quiz):
            match = pattern.search(intro.text)
            if match and real and (said := _number(next(group for group in match.groups() if group))) != real:
                yield (
                    intro.at(match.start()),
                    f"The words before '{quiz.id}' speak of {said} {what}; it is {real if real > 0 else 'any number'}.",
                    "Correct the number, or leave it out.",
                )


def _counts(quiz: Quiz) -> Iterator[tuple[str, re.Pattern[str], int]]:
    """What can be counted in words before a quiz, and its true number; 0 where there is none, -1 for without limit."""
    yield "questions", QUESTIONS, quiz.asked
    yield "attempts", ATTEMPTS, quiz.attempts or -1
    points = [question.points for question in quiz.questions]
    needed = (quiz.passing * quiz.asked / 100).to_integral_value(ROUND_CEILING)
    yield "right answers", RIGHT, int(needed) if len(set(points)) == 1 else 0


def _number(word: str) -> int:
    word = {"once": "one", "twice": "two"}.get(word.lower(), word.lower())
    return COUNTED.index(word) + 1 if word in COUNTED else int(word)


RULES = (
    unanswerable,
    no_post_test,
    several_post_tests,
    *items.RULES,
    miscounted,
    *quizzes.RULES,
)
