"""All text of a course that travels in its package, markup and addresses included: what rules on safety read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.checks.prose import Passage, passages, remembered
from scormkit.model.finding import Place
from scormkit.model.media import TraceKind
from scormkit.traces import telling_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.model.course import Asset, Course, Page
    from scormkit.model.quiz import Quiz


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a passage, and where in the passage it starts."""

    passage: Passage
    start: int
    text: str

    def at(self, offset: int) -> Place:
        """Where the character at an offset of the line stands."""
        return self.passage.at(self.start + offset)


@remembered
def shipped(course: Course) -> tuple[Passage, ...]:
    """Texts as they are written: front matter, people, references, pages, quizzes, and words inside media."""
    return (
        *(passage for passage in passages(course) if passage.kind == "front"),
        *_fields(course),
        *(_page(page) for page in course.pages),
        *(passage for quiz in course.quizzes for passage in _quiz(quiz)),
        *(
            Passage("media", asset.path, trace.text, asset_place(asset))
            for asset in course.assets
            for trace in asset.traces
            if trace.kind is TraceKind.WORDS
        ),
    )


@remembered
def telling(course: Course) -> tuple[Line, ...]:
    """The lines of all that is shipped that may tell a key or a person."""
    return tuple(
        Line(passage, start, passage.text[start:end])
        for passage in shipped(course)
        for start, end in telling_lines(passage.text)
    )


def asset_place(asset: Asset) -> Place:
    """The file of an asset."""
    return asset.place if asset.place.file else Place(asset.path)


def _fields(course: Course) -> Iterator[Passage]:
    provider = course.providers.accredited
    for text, path in (
        (provider.contact, ("providers", "accredited", "contact")),
        (provider.name, ("providers", "accredited", "name")),
        (course.iri_base, ("iri_base",)),
        (" ".join(course.keywords), ("keywords",)),
    ):
        if text:
            yield Passage("front", path[-1], text, course.where(*path))
    for person in course.people:
        words = (person.name, str(person.credentials), str(person.affiliation), person.natures_in_bulk)
        yield Passage("front", person.id, "\n".join(words), person.place)
    for reference in course.references:
        cited = (reference.authors, reference.title, reference.journal, reference.detail, reference.url)
        yield Passage("references", reference.id, "\n".join(cited), reference.place)


def _page(page: Page) -> Passage:
    if page.markdown:
        return Passage("page", page.id, page.markdown, page.place, page.first_line)
    return Passage("page", page.id, page.html, page.place)


def _quiz(quiz: Quiz) -> Iterator[Passage]:
    yield Passage("quiz", quiz.id, f"{quiz.title}\n{quiz.intro}", quiz.place)
    for question in quiz.questions:
        yield Passage(
            "quiz",
            question.id,
            "\n".join((question.disclosed, question.prompt, question.stem, question.rationale)),
            question.place,
        )
        for option in question.options:
            yield Passage(
                "quiz", question.id, f"{option.html}\n{option.more}\n{option.match}\n{option.feedback}", option.place
            )
