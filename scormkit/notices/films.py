"""The videos of a course, which learners may have to watch."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.model.course import Course

WATCHED = 90
"""Per cent of a video that must have been played where completion asks for it: the last words are often thanks."""

VIDEO = re.compile(r'<video\b[^>]*?\bsrc="([^"]*)"([^>]*)>')


@dataclass(frozen=True, slots=True)
class Film:
    """A video that learners are shown: its path in the package, its name, and the ids of the pages that show it."""

    path: str
    name: str
    pages: tuple[str, ...]


def films(course: Course) -> tuple[Film, ...]:
    """The videos of a course in the order of its pages, each once."""
    found: dict[str, Film] = {}
    for page in course.pages:
        for path, more in VIDEO.findall(page.html):
            label = re.search(r'aria-label="([^"]*)"', more)
            name = html.unescape(label[1]) if label and label[1] else page.title
            before = found.get(path, Film(path, name, ()))
            found[path] = Film(path, before.name, tuple(dict.fromkeys((*before.pages, page.id))))
    return tuple(found.values())
