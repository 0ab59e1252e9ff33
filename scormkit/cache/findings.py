"""Findings as JSON and back, so that a run of which nothing changed says what the first one said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from scormkit.model.course import Override
from scormkit.model.finding import Finding, Place, Severity
from scormkit.model.judgement import Accepted, Verdict
from scormkit.model.stated import NOT_STATED, NotStated

if TYPE_CHECKING:
    from collections.abc import Iterable


def jsonable(findings: Iterable[Finding]) -> list[list[str | int]]:
    """Findings as JSON-ready rows."""
    return [
        [
            finding.rule,
            finding.name,
            str(finding.severity),
            finding.message,
            finding.mend,
            finding.place.file,
            finding.place.line,
            finding.place.column,
        ]
        for finding in findings
    ]


def findings_of(rows: list[list[Any]]) -> tuple[Finding, ...]:
    """The findings of :func:`jsonable`."""
    return tuple(
        Finding(rule, name, Severity(severity), message, mend, Place(file, line, column))
        for rule, name, severity, message, mend, file, line, column in rows
    )


def jsonable_verdict(verdict: Verdict) -> dict[str, Any]:
    """A verdict, JSON-ready."""
    return {
        "findings": jsonable(verdict.findings),
        "accepted": jsonable(one.finding for one in verdict.accepted),
        "overrides": [_row(one.override) for one in verdict.accepted],
    }


def verdict_of(entry: dict[str, Any]) -> Verdict:
    """The verdict of :func:`jsonable_verdict`."""
    overrides = [_override(*row) for row in entry["overrides"]]
    accepted = map(Accepted, findings_of(entry["accepted"]), overrides)
    return Verdict(findings_of(entry["findings"]), tuple(accepted))


def _row(override: Override) -> list[str | int]:
    until = "" if isinstance(override.until, NotStated) else override.until.isoformat()
    place = override.place
    said = [override.rule, override.reason, override.by, until, override.stated, override.used]
    return [*said, place.file, place.line, place.column]


def _override(
    rule: str, reason: str, by: str, until: str, stated: str, used: str, file: str, line: int, column: int
) -> Override:
    day = date.fromisoformat(until) if until else NOT_STATED
    return Override(rule, reason, by, day, stated, used, Place(file, line, column))
