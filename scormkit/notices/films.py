"""The videos and recordings of a course, which learners may have to play, and their transcripts."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scormkit.model.media import PLAYERS, Player
from scormkit.notices.transcripts import is_transcript, names_transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.model.course import Course, Page

WATCHED = 90
"""Per cent of a film that must have been played where completion asks for it: the last words are often thanks."""

BY_TAG = {player.tag: player for player in PLAYERS}
PART = re.compile(
    rf'<(?P<tag>{"|".join(BY_TAG)})\b[^>]*?\bsrc="(?P<path>[^"]*)"(?P<more>[^>]*)>'
    r'|<h(?P<level>[2-6]) id="(?P<heading>[^"]*)"[^>]*>(?P<title>.*?)</h(?P=level)>'
    r'|<a href="(?P<file>media/[^"]*)"(?P<link>[^>]*)>(?P<words>.*?)</a>',
    re.DOTALL,
)
"""What decides which transcript belongs to which film: films, headings, and links to files."""
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Film:
    """A video or recording: its path in the package, its name, the ids of the pages that show it, and what plays it.

    ``transcript`` is where its words can be read: ``#`` and the id of a heading, or the path of a file; empty where
    there is none.
    """

    path: str
    name: str
    pages: tuple[str, ...]
    player: Player = PLAYERS[0]
    transcript: str = ""


def films(course: Course) -> tuple[Film, ...]:
    """The videos and recordings of a course in the order of its pages, each once."""
    found: dict[str, Film] = {}
    for page in course.pages:
        for film in films_on(page, course.language):
            before = found.get(film.path, film)
            pages = tuple(dict.fromkeys((*before.pages, page.id)))
            found[film.path] = replace(before, pages=pages, transcript=before.transcript or film.transcript)
    return tuple(found.values())


def films_on(page: Page, language: str) -> Iterator[Film]:
    """Those of one page of a course in that language. A transcript belongs to the films between it and the one before.

    It is a section whose heading or id says so, or a link that does to a file of the course. The last films of a page
    may have theirs above them.
    """
    if not any(f"<{tag}" in page.html for tag in BY_TAG):
        return
    waiting: list[Film] = []
    free = ""
    for part in PART.finditer(page.html):
        if part["tag"]:
            waiting.append(_film(page, part))
        elif _is_transcript(part, language):
            transcript = f"#{part['heading']}" if part["level"] else part["file"]
            yield from (replace(film, transcript=transcript) for film in waiting)
            free = "" if waiting else transcript
            waiting = []
    yield from (replace(film, transcript=free) for film in waiting)


def _is_transcript(part: re.Match[str], language: str) -> bool:
    name = part["heading"] or (re.search(r' id="([^"]*)"', part["link"] or "") or ("", ""))[1]
    return is_transcript(name) or names_transcript(TAG.sub("", part["title"] or part["words"] or ""), language)


def _film(page: Page, part: re.Match[str]) -> Film:
    label = re.search(r'aria-label="([^"]*)"', part["more"])
    name = html.unescape(label[1]) if label and label[1] else page.title
    return Film(part["path"], name, (page.id,), BY_TAG[part["tag"]])
