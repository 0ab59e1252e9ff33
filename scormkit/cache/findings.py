"""Findings as JSON and back, so that a build of which nothing changed says what the first one said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.model.finding import Finding, Place, Severity

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
