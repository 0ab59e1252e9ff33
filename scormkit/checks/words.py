"""The words of a course, each once: rules that judge a word by itself look at a thousand instead of ten thousand."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from scormkit.checks.prose import passages, remembered

if TYPE_CHECKING:
    from collections.abc import Collection

    from scormkit.checks.prose import Passage
    from scormkit.model.course import Course
    from scormkit.model.finding import Place

TERM = re.compile(r"[A-Za-z0-9\u0370-\u03ff]++(?:[-\u2010\u2011][A-Za-z0-9\u0370-\u03ff]++)*+[+\u207a]?+")
"""A word, or words joined by hyphens; a plus at its end belongs to it, as in HER2+."""


@remembered
def terms(course: Course) -> tuple[tuple[Passage, list[str]], ...]:
    """The words of each text that learners read, in their order."""
    return tuple((passage, TERM.findall(passage.text)) for passage in passages(course))


@remembered
def vocabulary(course: Course) -> Counter[str]:
    """How often each word stands in what learners read."""
    counted: Counter[str] = Counter()
    for _, words in terms(course):
        counted.update(words)
    return counted


def first_place(course: Course, word: str, kinds: Collection[str] = ("front", "page", "quiz")) -> Place | None:
    """Where a word first stands by itself, in passages of these kinds."""
    pattern = re.compile(rf"(?<![\w+-]){re.escape(word)}(?![\w+]|-\w)")
    for passage in passages(course):
        if passage.kind in kinds and (match := pattern.search(passage.text)):
            return passage.at(match.start())
    return None
