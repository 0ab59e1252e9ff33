"""A11: what keeps a page from being read or heard as it should (WCAG 2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.checks.rule import rule
from scormkit.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

SPOKEN = "en"
"""The language of buttons, messages and mandated sentences."""


@rule("A11010", "interface-in-another-language", Severity.WARNING, "access", "WCAG 2.2, 3.1.1 and 3.1.2")
def interface_language(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The course is not in English, but the words around it are, and a screen reader mispronounces them."""
    if course.language.partition("-")[0].lower() != SPOKEN:
        yield (
            course.where("language"),
            f"The course is in '{course.language}', but buttons, messages and generated sentences are English.",
            "Expect English around the text, or wait for a version that speaks the language.",
        )


RULES = (interface_language,)
