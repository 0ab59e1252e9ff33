"""Parts of courses that the cases of several families are made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models import cite, make_course, make_page, make_question, make_quiz, place

from scormkit.model.course import Asset

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.model.finding import Place
    from scormkit.model.media import Trace

TEXT = "pages/one.md"


def written(markdown: str, **changes: object) -> Course:
    """A course whose page says this; its text starts on line 6, behind the front matter."""
    return make_course(
        pages=(make_page(markdown=markdown, first_line=6, html=f"<p>{markdown.replace('**', '')}</p>"),), **changes
    )


def shown(html: str, markdown: str = "", **changes: object) -> Course:
    """A course whose page became this HTML, of this Markdown."""
    return make_course(pages=(make_page(html=html, markdown=markdown, first_line=6),), **changes)


def at_text(line: int, column: int) -> Place:
    """A place on the page, its line counted from 1 within the text."""
    from scormkit.model.finding import Place

    return Place(TEXT, line + 5, column)


def asked(**changes: object) -> Course:
    """A course whose test asks one question, which stands on line 9."""
    return make_course(quizzes=(make_quiz("post-test", make_question(place=place(9, "quizzes/a.md"), **changes)),))


def carrying(*traces: Trace, path: str = "media/scan.jpg", size: int = 0) -> Course:
    """A course with one file, and what is inside it."""
    return make_course(assets=(Asset(path, Path(path), size, traces, place(0, path)),))


CITED = cite("doe-2020")
