"""What the cases of the rules are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from models import make_course, place

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.model.finding import Place
    from scormkit.model.lms import LmsProfile

AS_OF = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Case:
    """``fires`` gives exactly findings of the rule at ``places``; ``silent`` gives none of it.

    ``also`` names other rules that cannot but speak of the course that fires. ``profile`` is the LMS that both are made
    for, and ``style`` the style sheet of the one that fires, where the rule is about these.
    """

    fires: Course
    places: tuple[Place, ...]
    silent: Course
    also: frozenset[str] = frozenset()
    profile: LmsProfile | None = None
    style: str = ""


def at(*paths: tuple[str | int, ...], **changes: object) -> Course:
    """A course whose values at these paths stand on the lines 11, 12 and so on."""
    course = make_course(**changes)
    return replace(course, places={**course.places, **{path: place(11 + index) for index, path in enumerate(paths)}})
