"""Citations: numbered in the order in which a reader first meets them, as medical journals do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.compile.typography import linked_reference
from scormkit.model.stated import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.model.course import Course, Reference

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
    """The number of each cited reference, by first appearance in pages and then in rationales."""
    cited = [name for page in course.pages for name in page.cited]
    cited += [name for quiz in course.quizzes for question in quiz.questions for name in question.cited]
    return {name: number for number, name in enumerate(dict.fromkeys(cited), 1)}


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
    authors = "" if reference.authors == str(NOT_STATED) else f"{reference.authors.rstrip('.')}. "
    text = f"{authors}{reference.title}{trial}. {reference.journal}. {detail}."
    if reference.doi:
        return Source(reference.id, number, text, linked_reference("doi", reference.doi), f"doi:{reference.doi}")
    if reference.pmid:
        return Source(reference.id, number, text, linked_reference("pmid", reference.pmid), f"PMID {reference.pmid}")
    return Source(reference.id, number, text, reference.url, reference.url)
