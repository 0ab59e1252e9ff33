"""Citations: numbered in the order in which a reader first meets them, as medical journals do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.model.stated import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.model.course import Course, Reference
    from scormkit.model.quiz import Question

CITATION = re.compile(r'(<a class="cite" href="#ref-)([a-z0-9-]+)(">)[^<]*(?=</a>)')
"""What the Markdown reader writes for ``[@id]``, with the id for its text."""


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the list of references: its number, its text, and where it can be read."""

    id: str
    number: int
    text: str
    address: str
    address_text: str


def numbers(course: Course) -> Mapping[str, int]:
    """The number of each cited reference, by first appearance: in pages, in a quiz, then in what follows an attempt."""
    found = (match[2] for html in _texts(course) for match in CITATION.finditer(html))
    return {name: number for number, name in enumerate(dict.fromkeys(found), 1)}


def _texts(course: Course) -> Iterator[str]:
    """Every text that may cite, in the order in which a reader meets it."""
    yield from (page.html for page in course.pages)
    for quiz in course.quizzes:
        yield quiz.intro
        for question in quiz.questions:
            yield from (question.disclosed, question.prompt, question.stem)
            yield from (part for option in question.options for part in (option.html, option.more))
        for question in quiz.questions:
            yield from (*(option.feedback for option in question.options), explained(question))


def explained(question: Question) -> str:
    """The rationale with the sources that the question names, as the Markdown reader would write them."""
    links = (f'<a class="cite" href="#ref-{name}">{name}</a>' for name in question.references)
    cited = f'<p>Source: <sup class="cites">{", ".join(links)}</sup></p>\n' if question.references else ""
    return question.rationale + cited


def numbered(html: str, number: Mapping[str, int]) -> str:
    """Markup with each citation shown as its number."""
    return CITATION.sub(lambda found: f"{found[1]}{found[2]}{found[3]}{number[found[2]]}", html)


def sources(course: Course) -> tuple[Source, ...]:
    """The cited references in the order of their numbers."""
    by_id = {reference.id: reference for reference in course.references}
    return tuple(_source(by_id[name], number) for name, number in numbers(course).items() if name in by_id)


def _source(reference: Reference, number: int) -> Source:
    detail = f"{reference.year};{reference.detail}" if reference.detail else reference.year
    trial = f" ({reference.trial})" if reference.trial else ""
    authors = "" if reference.authors == str(NOT_STATED) else _ended(reference.authors) + " "
    title = f"{reference.title.rstrip('.')}{trial}"
    text = f"{authors}{_ended(title)} {_ended(reference.journal)} {_ended(detail)}"
    if reference.doi:
        return Source(reference.id, number, text, linked_reference("doi", reference.doi), f"doi:{reference.doi}")
    if reference.pmid:
        return Source(reference.id, number, text, linked_reference("pmid", reference.pmid), f"PMID {reference.pmid}")
    return Source(reference.id, number, text, reference.url, reference.url)


def _ended(words: str) -> str:
    """Words with the mark that ends a sentence, and never two."""
    return words if words.endswith((".", "?", "!")) else f"{words}."


def linked_reference(kind: str, identifier: str) -> str:
    """The address of a source by its DOI or PubMed id."""
    return {"doi": "https://doi.org/", "pmid": "https://pubmed.ncbi.nlm.nih.gov/"}[kind] + identifier
