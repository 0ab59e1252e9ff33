"""What is wrong, where, by which rule, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from scormkit.model.explanation import Explanation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Severity(StrEnum):
    """How much a finding weighs: an error stops a package, the others never do."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Certainty(StrEnum):
    """How well the basis of a rule was verified; an unverified rule is never an error."""

    VERIFIED = "verified"
    LIKELY = "likely"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: lines and columns count from 1, 0 is unknown. In a package the file is the member's path."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake of an author or of a package: ``message`` says what, ``mend`` says what to do."""

    rule: str
    name: str
    severity: Severity
    message: str
    mend: str
    place: Place

    @property
    def order(self) -> tuple[Place, str, str]:
        """Sort key: file, line, column, then rule and message, so that reports are the same everywhere."""
        return (self.place, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be found: an id that is never reused, a name that states the offence, and the reason.

    ``source`` names the clause of the standard or the rulebook's own page; ``check``, where a rule runs by itself,
    is the function that carries it. Rules of the readers (unreadable files) have no ``check``: the reader reports.
    """

    id: str
    name: str
    severity: Severity
    ruleset: str
    source: str
    explanation: str
    certainty: Certainty = Certainty.VERIFIED
    ruleset_date: str = "2026-11"
    check: Callable[..., Iterator[Finding]] | None = None

    @property
    def explained(self) -> Explanation:
        """The explanation in its parts: what, why, example and mend."""
        return Explanation.of(self.explanation)

    def at(self, place: Place, message: str, mend: str) -> Finding:
        """The finding that this rule makes at a place."""
        return Finding(self.id, self.name, self.severity, message, mend, place)


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Findings sorted by place and rule, each once."""
    return tuple(sorted(set(findings), key=lambda finding: finding.order))
