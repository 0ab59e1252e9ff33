"""The sections of the document, once: their order, their kinds and their titles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.compile.citations import sources
from scormkit.model.course import Gate
from scormkit.model.quiz import QuizRole, checks_in

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.model.quiz import Quiz


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the document: its id there, its kind, and its title in the table of contents."""

    id: str
    kind: str
    title: str


def embedded(course: Course) -> dict[str, Quiz]:
    """The knowledge checks that stand inside pages, by their ids: they have no section of their own."""
    named = {name for page in course.pages for name in checks_in(page.html)}
    return {quiz.id: quiz for quiz in course.quizzes if quiz.id in named and quiz.role is QuizRole.CHECK}


RANK = {QuizRole.PRE_TEST: 0, QuizRole.CHECK: 1, QuizRole.POST_TEST: 1, QuizRole.EVALUATION: 2}
"""Pre-tests come before the pages, evaluations last; checks and the post-test stand as the author has them."""


def sections_of_quizzes(course: Course) -> list[Quiz]:
    """The quizzes that are sections, in reading order."""
    inside = embedded(course)
    return sorted((quiz for quiz in course.quizzes if quiz.id not in inside), key=lambda quiz: RANK[quiz.role])


def _section(quiz: Quiz) -> Section:
    return Section(f"quiz-{quiz.id}", "quiz", quiz.title)


def outline(course: Course) -> tuple[Section, ...]:
    """The sections in reading order; no claim where completion asks for none, no list of references without any."""
    quizzes = sections_of_quizzes(course)
    return (
        Section("front", "front", "About this activity"),
        *(_section(quiz) for quiz in quizzes if quiz.role is QuizRole.PRE_TEST),
        *(Section(f"page-{page.id}", "page", page.title) for page in course.pages),
        *(_section(quiz) for quiz in quizzes if quiz.role is not QuizRole.PRE_TEST),
        *(
            (Section("claim", "claim", "Claim credit" if course.credits else "Your profession"),)
            if Gate.CLAIM in course.gates
            else ()
        ),
        Section("certificate", "certificate", "Certificate" if course.credits else "Statement of participation"),
        *((Section("references", "references", "References"),) if sources(course) else ()),
    )
