"""DIS: everyone in control of content discloses, or says that there is nothing to disclose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.checks.rule import rule
from scormkit.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course


@rule("DIS010", "disclosure-missing", Severity.ERROR, "accme", "ACCME Standard 3: relationships or their absence")
def disclosure_missing(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A person has neither relationships nor the statement that there are none."""
    for person in course.people:
        if not person.relationships and not person.nothing_to_disclose:
            yield (
                person.place,
                f"{person.name} discloses neither relationships nor their absence.",
                "List the relationships, or write 'nothing_to_disclose: yes'.",
            )


@rule("DIS020", "disclosure-contradiction", Severity.ERROR, "accme", "ACCME Standard 3")
def disclosure_contradiction(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A person has relationships and the statement that there are none."""
    for person in course.people:
        if person.relationships and person.nothing_to_disclose:
            yield (
                person.place,
                f"{person.name} lists relationships and says that there is nothing to disclose.",
                "Remove one of the two.",
            )


RULES = (disclosure_missing, disclosure_contradiction)
