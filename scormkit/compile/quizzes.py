"""What the scripts know of a quiz beside its questions: only what its front matter asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.quiz import FeedbackTime, QuizRole, Results, Show, Shuffle

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.model.quiz import Quiz

Json = dict[str, object]


def settings(quiz: Quiz) -> Json:
    """The keys of a quiz that features read. A quiz that uses none has none of them.

    ``closed`` keeps verdicts, right answers and rationales back: always in an evaluation, which has none, and in a
    pre-test until the post-test is over.
    """
    asked: tuple[tuple[str, object], ...] = (
        ("draw", quiz.draw),
        ("pool", [[share.objective, share.draw] for share in quiz.pool]),
        ("shuffle", "" if quiz.shuffle is Shuffle.NO else str(quiz.shuffle)),
        ("coolDown", quiz.cool_down),
        ("one", quiz.show is Show.ONE),
        ("atOnce", quiz.at_once),
        ("byObjective", quiz.results is Results.BY_OBJECTIVE),
        ("closed", closed(quiz)),
    )
    return {key: value for key, value in asked if value}


def feedback(quiz: Quiz) -> str:
    """When an attempt that is over shows right answers: what was shown at once stays."""
    return str(FeedbackTime.AFTER_ATTEMPT if quiz.at_once else quiz.feedback)


def closed(quiz: Quiz) -> bool:
    """Whether an attempt that is over says nothing of right and wrong."""
    late = quiz.role is QuizRole.PRE_TEST and quiz.feedback is FeedbackTime.AFTER_LAST
    return late or quiz.role is QuizRole.EVALUATION


def objectives(course: Course) -> dict[str, str]:
    """The learning objectives in words, where a quiz tells its results by them."""
    told = any(quiz.results is Results.BY_OBJECTIVE for quiz in course.quizzes)
    return {one.id: one.text for one in course.objectives} if told else {}
