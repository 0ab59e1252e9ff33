"""The findings of a page: rules on courses judge the course that it describes, rules on prose the rest."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import normalize

from scormkit.checks import COURSE_RULES, CheckContext
from scormkit.model.course import Objective
from scormkit.model.finding import Place, in_order
from scormkit.review.course import course_of
from scormkit.review.prose import Kind
from scormkit.review.rules import PROSE_RULES, trials_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from scormkit.model.course import Course
    from scormkit.model.finding import Finding
    from scormkit.review.said import Read

FIELD_FAMILIES = ("ACC", "AMA", "AUD", "CRE", "DAT", "DIS", "LEG", "MKT", "SUP")
FIELD_RULES = ("EDU010", "REF060", "TXT100")
"""Rules that judge what was read, value by value."""
TEXT_RULES = ("TXT010", "TXT020", "TXT030", "TXT040", "TXT050", "TXT090")
"""Rules that judge words, wherever they stand."""
NOT_ASKED = ("ACC030", "AMA070", "AMA100", "AMA110", "DIS150", "MKT010", "MKT020", "MKT030")
"""Rules of those families whose twins on prose see more of the page."""


def judged(read: Read, as_of: date) -> tuple[Finding, ...]:
    """Everything that is wrong with a page as of a day."""
    context = CheckContext(as_of)
    course = course_of(read)
    found = [finding for rule in PROSE_RULES for finding in rule.found(read)]
    found += _asked(course, context, lambda id: id.startswith(FIELD_FAMILIES) or id in FIELD_RULES)
    words = _asked(as_text(read, course), context, lambda id: id in TEXT_RULES)
    trials = tuple(f"'{found[0]}' " for sentence in read.prose.sentences for found in trials_of(sentence))
    # The name of a trial is no abbreviation to write out; that its source is missing is told by another rule.
    found += [finding for finding in words if finding.rule != "TXT040" or not finding.message.startswith(trials)]
    return in_order(found)


def _asked(course: Course, context: CheckContext, wanted: Callable[[str], bool]) -> list[Finding]:
    rules = [rule for rule in COURSE_RULES if rule.check and wanted(rule.id) and rule.id not in NOT_ASKED]
    return [finding for rule in rules if rule.check for finding in rule.check(course, context)]


def as_text(read: Read, course: Course) -> Course:
    """A course of which every line of the page is front matter, for the rules that read words.

    Raised signs count as plain ones, so that HER2\u207a and HER2+ are one word and a slip beside them stands out.
    """
    spoken = [line for line in read.prose.lines if line.kind not in (Kind.BLANK, Kind.IMAGE)]
    lines = [(line.number, normalize("NFKC", line.text).replace("\u2122", "")) for line in spoken]
    places: dict[tuple[str | int, ...], Place] = {
        ("objectives", index, "text"): Place(read.prose.file, number) for index, (number, _) in enumerate(lines)
    }
    return replace(
        course,
        title="",
        description="",
        notice="",
        audience=replace(course.audience, description="", territory_note=""),
        mitigation=None,
        people=(),
        objectives=tuple(Objective(str(number), text, (), Place(read.prose.file, number)) for number, text in lines),
        places=MappingProxyType({(): Place(read.prose.file), **places}),
    )
