"""Names of companies: which of them look like one company."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.model.course import Course
    from scormkit.model.finding import Place

LEGAL = {
    "ag", "and", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "limited", "llc", "ltd", "nv",
    "plc", "sa", "se", "us", "usa",
}  # fmt: skip
TRADE = {
    "biopharma", "biotech", "biotechnology", "healthcare", "laboratories", "oncology", "pharma", "pharmaceutical",
    "pharmaceuticals", "sciences", "therapeutics",
}  # fmt: skip
"""What companies add to their names; it tells two companies apart too rarely to matter."""
OFFICE = {
    "affairs",
    "department",
    "division",
    "education",
    "educational",
    "global",
    "grant",
    "grants",
    "medical",
    "office",
}
"""Words of a department that gives grants."""


def parts(company: str) -> list[str]:
    """The companies in a name that is joined by slashes, without what stands in brackets."""
    return [part.strip() for part in re.sub(r"\([^)]*\)", "", company).split("/") if part.strip()]


@lru_cache(maxsize=4096)
def company_key(company: str) -> str:
    """What is the same for every spelling of a company's name: letters and digits, without its legal form."""
    plain = unicodedata.normalize("NFKD", re.sub(r"\([^)]*\)", "", company)).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    while len(words) > 1 and words[-1] in LEGAL | TRADE | OFFICE:
        words.pop()
    return "".join(words)


def companies(course: Course) -> Iterator[tuple[str, Place]]:
    """Every ineligible company that the course names, disclosed ones first, with its place; joined ones apart."""
    for person in course.people:
        for tie in person.relationships:
            yield from ((part, tie.place) for part in parts(tie.company))
    if not isinstance(course.support, NotStated):
        for given in course.support:
            yield from ((part, given.place) for part in parts(given.company))
