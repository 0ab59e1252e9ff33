"""How the activity is completed, step by step, as learners are told before the start (AMA enduring materials)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.course import Gate
from scormkit.model.media import PLAYERS, Player
from scormkit.model.quiz import QuizRole
from scormkit.notices.films import WATCHED, Film, films
from scormkit.notices.words import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    first = (_profession_first(course),) if course.audience.ask_first else ()
    acknowledged = (_acknowledge(course),) if Gate.ACKNOWLEDGE in course.gates else ()
    later = (STEPS[gate](course) for gate in course.gates if gate in STEPS)
    return tuple(step for step in (*acknowledged, *first, *later) if step)


def _acknowledge(course: Course) -> str:
    return "Read this page and confirm that you have read it."


def _profession_first(course: Course) -> str:
    also = " and your specialty" if course.audience.ask_specialty else ""
    chosen = "the pages and the credit" if any(page.audience for page in course.pages) else "the credit"
    return f"State your profession{also} on this page. It decides {chosen} for you."


def _pre_test(course: Course) -> str:
    return "Take the pre-test. Whatever you answer, you go on."


def _pages(course: Course) -> str:
    if any(page.audience for page in course.pages):
        return "Read all pages for your profession."
    return f"Read all {len(course.pages)} pages." if len(course.pages) > 1 else "Read the page."


def _media(course: Course) -> str:
    parts = [(player, [film for film in films(course) if film.player is player]) for player in PLAYERS]
    told = [_attend(course, player, some) for player, some in parts if some]
    each = "it" if sum(len(some) for _, some in parts) == 1 else "each"
    instead = " Where there is a transcript, you may read it instead and confirm that."
    least = f"{' and '.join(told) or 'Watch the video'}: at least {WATCHED}% of {each}, without skipping."
    return least + (instead if any(film.transcript for film in films(course)) else "")


def _attend(course: Course, player: Player, some: Sequence[Film]) -> str:
    """What is to be done with films of one sort: ``Watch the video``, ``Listen to all 3 recordings``."""
    if len(some) == 1:
        return f"{player.attend} the {player.noun}"
    for_some = any(page.audience for page in course.pages)
    which = f"the {player.noun}s of your pages" if for_some else f"all {len(some)} {player.noun}s"
    return f"{player.attend} {which}"


def _time(course: Course) -> str:
    minutes = course.minimum_minutes
    return (
        f"Spend at least {minutes} {'minute' if minutes == 1 else 'minutes'} with the activity. "
        "Time in which nothing happens does not count."
    )


def _post_test(course: Course) -> str:
    test = assessment(course)
    return "" if test is None else f"Pass the post-test with at least {percent(test.passing)}. {attempts(test)}"


def _evaluation(course: Course) -> str:
    return "Answer the evaluation and send it."


def _attestation(course: Course) -> str:
    return f"Confirm this sentence: “{course.attestation}”"


def _claim(course: Course) -> str:
    if course.audience.ask_first:
        return "Claim credit if you are eligible for it or decline." if course.credits else ""
    also = " and your specialty" if course.audience.ask_specialty else ""
    claiming = ", and claim credit if you are eligible for it or decline" if course.credits else ""
    return f"State your profession{also}{claiming}."


STEPS: dict[Gate, Callable[[Course], str]] = {
    Gate.PRE_TEST: _pre_test,
    Gate.PAGES: _pages,
    Gate.MEDIA: _media,
    Gate.TIME: _time,
    Gate.POST_TEST: _post_test,
    Gate.EVALUATION: _evaluation,
    Gate.ATTESTATION: _attestation,
    Gate.CLAIM: _claim,
}
"""What a learner is told of each condition of completion after the first page."""
