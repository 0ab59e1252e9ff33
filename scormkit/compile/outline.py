"""The sections of the document, once: their order, their kinds and their titles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.compile.citations import sources
from scormkit.model.course import Gate

if TYPE_CHECKING:
    from scormkit.model.course import Course


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the document: its id there, its kind, and its title in the table of contents."""

    id: str
    kind: str
    title: str


def outline(course: Course) -> tuple[Section, ...]:
    """The sections in reading order; no claim where completion asks for none, no list of references without any."""
    return (
        Section("front", "front", "About this activity"),
        *(Section(f"page-{page.id}", "page", page.title) for page in course.pages),
        *(Section(f"quiz-{quiz.id}", "quiz", quiz.title) for quiz in course.quizzes),
        *(
            (Section("claim", "claim", "Claim credit" if course.credits else "Your profession"),)
            if Gate.CLAIM in course.gates
            else ()
        ),
        Section("certificate", "certificate", "Certificate" if course.credits else "Statement of participation"),
        *((Section("references", "references", "References"),) if sources(course) else ()),
    )
