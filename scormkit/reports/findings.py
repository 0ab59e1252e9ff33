"""Findings as text for people and as JSON for machines."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from scormkit.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from scormkit.model.finding import Finding

SCHEMA = 1
"""The version of the JSON form; a change that breaks a reader raises it."""


def as_text(findings: Iterable[Finding]) -> str:
    """One paragraph for each finding: place, severity, rule and what is wrong; then what to do."""
    return "".join(
        f"{finding.place}: {finding.severity} {finding.rule} {finding.name}\n  {finding.message}\n  -> {finding.mend}\n"
        for finding in findings
    )


def summary(findings: Sequence[Finding]) -> str:
    """How many findings of each severity, in a line: ``1 error, 2 warnings``; ``nothing found`` without any."""
    counts = counted(findings)
    words = {"error": "error", "warning": "warning", "advice": "piece of advice"}
    plurals = {"error": "errors", "warning": "warnings", "advice": "pieces of advice"}
    parts = [f"{count} {(words if count == 1 else plurals)[name]}" for name, count in counts.items() if count]
    return ", ".join(parts) or "nothing found"


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """The number of findings of each severity, all severities named."""
    counts = Counter(finding.severity for finding in findings)
    return {str(severity): counts[severity] for severity in Severity}


def as_json(findings: Sequence[Finding], about: Mapping[str, object]) -> str:
    """The findings as one JSON document with a final line feed; ``about`` says what was judged, and as of when."""
    document = {
        "schema": SCHEMA,
        "about": dict(about),
        "findings": [
            {
                "rule": finding.rule,
                "name": finding.name,
                "severity": str(finding.severity),
                "message": finding.message,
                "mend": finding.mend,
                "file": finding.place.file,
                "line": finding.place.line or None,
                "column": finding.place.column or None,
            }
            for finding in findings
        ],
        "counts": counted(findings),
    }
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"
