"""The faculty copy as one page of HTML that needs no other file: questions, keys, feedback, blueprint, room to write.

It is made from the course alone and belongs to no package: nothing of :mod:`scormkit.targets` knows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.compile.citations import explained, numbered, numbers, sources
from scormkit.faculty.answers import KINDS, lines, settings
from scormkit.faculty.blueprint import LEVELS, blueprint, tests
from scormkit.faculty.media import alone, files
from scormkit.model.quiz import FeedbackTime, QuizRole, Shuffle
from scormkit.resources import room_dir
from scormkit.templates import templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.model.course import Course
    from scormkit.model.quiz import Question, Quiz

TEMPLATE = "faculty.html.j2"
MARK = "Faculty copy: not for learners"
"""What the page says of itself, on screen and on every sheet of paper."""
ROLES = {
    QuizRole.CHECK: "Knowledge check",
    QuizRole.PRE_TEST: "Pre-test",
    QuizRole.POST_TEST: "Post-test",
    QuizRole.EVALUATION: "Evaluation, without a score",
}
FEEDBACK = {
    FeedbackTime.AT_ONCE: "after each question",
    FeedbackTime.AFTER_ATTEMPT: "after each attempt",
    FeedbackTime.AFTER_LAST: "after a pass or the last attempt",
}
SHUFFLED = {
    Shuffle.QUESTIONS: "questions in another order in each attempt",
    Shuffle.ANSWERS: "answers in another order in each attempt",
    Shuffle.BOTH: "questions and answers in another order in each attempt",
}


def faculty_page(course: Course, generator: str) -> bytes:
    """The faculty copy of a course that was read without errors; ``generator`` names the program.

    The same course gives the same bytes on any day and any machine. Raises :class:`OSError` for a picture that is gone.
    """
    number, there = numbers(course), files(course)

    def shown(markup: str) -> str:
        return alone(numbered(markup, number), there)

    page = templates(room_dir("faculty")).get_template(TEMPLATE).render(
        course=course,
        mark=MARK,
        generator=generator,
        levels=[level or "not stated" for level in LEVELS],
        tests=tests(course),
        blueprint=blueprint(course),
        quizzes=[_quiz(quiz, course, shown) for quiz in course.quizzes],
        sources=sources(course),
        plain=_plain,
    )  # fmt: skip
    return page.encode("utf-8", "replace")


def _quiz(quiz: Quiz, course: Course, shown: Callable[[str], str]) -> dict[str, Any]:
    objectives = {objective.id: objective.text for objective in course.objectives}
    return {
        "id": quiz.id,
        "title": quiz.title,
        "role": ROLES[quiz.role],
        "scored": quiz.role is not QuizRole.EVALUATION,
        "intro": shown(quiz.intro),
        "facts": _facts(quiz, objectives),
        "questions": [
            _question(question, number, objectives, shown, scored=quiz.role is not QuizRole.EVALUATION)
            for number, question in enumerate(quiz.questions, start=1)
        ],
    }


def _facts(quiz: Quiz, objectives: dict[str, str]) -> list[tuple[str, str]]:
    """What holds for a quiz as a whole, in words."""
    count = len(quiz.questions)
    found = [("Questions", str(count) if quiz.asked == count else f"{quiz.asked} of {count} in each attempt")]
    found += [
        (f"Drawn on “{objectives.get(share.objective, share.objective)}”", str(share.draw)) for share in quiz.pool
    ]
    if quiz.role is QuizRole.POST_TEST:
        found.append(("Passing score", f"{_plain(quiz.passing)} %"))
    found.append(("Attempts", str(quiz.attempts or "any number")))
    if quiz.cool_down:
        minutes = "1 minute" if quiz.cool_down == 1 else f"{quiz.cool_down} minutes"
        found.append(("Between two attempts", minutes))
    if quiz.role is not QuizRole.EVALUATION:
        waits = quiz.role is QuizRole.PRE_TEST and quiz.feedback is FeedbackTime.AFTER_LAST
        found.append(("Keys are shown", "after the post-test" if waits else FEEDBACK[quiz.feedback]))
    if quiz.shuffle in SHUFFLED:
        found.append(("Order", SHUFFLED[quiz.shuffle]))
    return found


def _question(
    question: Question, number: int, objectives: dict[str, str], shown: Callable[[str], str], *, scored: bool
) -> dict[str, Any]:
    return {
        "number": number,
        "id": question.id,
        "kind": KINDS.get(question.kind, question.kind),
        "ordered": question.kind == "ordering",
        "points": _plain(question.points),
        "objective": objectives.get(question.objective, question.objective),
        "difficulty": question.difficulty,
        "settings": settings(question),
        "case": question.case,
        "disclosed": shown(question.disclosed),
        "prompt": shown(question.prompt),
        "stem": shown(question.stem),
        "answers": [
            {"line": line, "html": shown(line.html), "more": shown(line.more), "feedback": shown(line.feedback)}
            for line in lines(question, scored=scored)
        ],
        "rationale": shown(explained(question)),
    }


def _plain(amount: object) -> str:
    """A number without zeros at its end."""
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
