"""Findings as text for people and as JSON for machines."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from scormkit.model.finding import Severity
from scormkit.model.stated import NotStated
from scormkit.reports.excerpts import excerpt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from scormkit.model.finding import Finding
    from scormkit.model.judgement import Accepted

    Lines = Callable[[str], Sequence[str]]

SCHEMA = 1
"""The version of the JSON form; a change that breaks a reader raises it."""

MANY = 3
"""Findings from which it pays to say how many there are of each rule."""


def no_lines(file: str) -> Sequence[str]:
    """For findings in files that nobody can show."""
    return ()


def head(finding: Finding) -> str:
    """The first line of a finding: place, severity and rule. Each finding has one, so that they can be counted."""
    return f"{finding.place}: {finding.severity} {finding.rule} {finding.name}\n"


def body(finding: Finding, lines: Lines = no_lines) -> str:
    """The rest of a finding: what is wrong, the line where it stands with a caret, and what to do."""
    return f"  {finding.message}\n{excerpt(finding.place, lines)}  -> {finding.mend}\n"


def as_text(findings: Iterable[Finding], lines: Lines = no_lines) -> str:
    """One paragraph for each finding: place, severity, rule and what is wrong; the line; then what to do."""
    return "".join(head(finding) + body(finding, lines) for finding in findings)


def summary(findings: Sequence[Finding], overridden: int = 0) -> str:
    """How many findings of each severity, in a line: ``1 error, 2 warnings``; ``nothing found`` without any."""
    whole = in_counts(counted(findings))
    return f"{whole} ({overridden} overridden)" if overridden else whole


def in_counts(counts: Mapping[str, int]) -> str:
    """Numbers of findings by severity in words, those that are none left out; ``nothing found`` where all are."""
    words = {"error": "error", "warning": "warning", "advice": "piece of advice"}
    plurals = {"error": "errors", "warning": "warnings", "advice": "pieces of advice"}
    parts = [f"{count} {(words if count == 1 else plurals)[name]}" for name, count in counts.items() if count]
    return ", ".join(parts) or "nothing found"


def by_rule(findings: Sequence[Finding]) -> str:
    """A line for each rule with its number of findings, the weightiest and most frequent first; nothing for a few."""
    if len(findings) < MANY:
        return ""
    order = list(Severity)
    rows = Counter((finding.severity, finding.rule, finding.name) for finding in findings)
    ranked = sorted(rows.items(), key=lambda row: (order.index(row[0][0]), -row[1], row[0][1]))
    width = len(str(max(rows.values())))
    return "".join(f"  {count:>{width}} x {severity} {rule} {name}\n" for (severity, rule, name), count in ranked)


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """The number of findings of each severity, all severities named."""
    counts = Counter(finding.severity for finding in findings)
    return {str(severity): counts[severity] for severity in Severity}


def as_data(finding: Finding) -> dict[str, Any]:
    """A finding, JSON-ready; what is unknown of its place is null."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "mend": finding.mend,
        "file": finding.place.file,
        "line": finding.place.line or None,
        "column": finding.place.column or None,
    }


def accepted_data(one: Accepted) -> dict[str, Any]:
    """A finding that a decision accepts, with the decision, JSON-ready."""
    until = one.override.until
    return {
        **as_data(one.finding),
        "reason": one.override.reason,
        "by": one.override.by,
        "until": None if isinstance(until, NotStated) else until.isoformat(),
    }


def as_json(findings: Sequence[Finding], about: Mapping[str, object], accepted: Sequence[Accepted] = ()) -> str:
    """The findings as one JSON document with a final line feed; ``about`` says what was judged, and as of when."""
    document = {
        "schema": SCHEMA,
        "about": dict(about),
        "findings": [as_data(finding) for finding in findings],
        "overridden": [accepted_data(one) for one in accepted],
        "counts": counted(findings),
    }
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def review_as_json(read: Mapping[str, object], findings: Sequence[Finding], about: Mapping[str, object]) -> str:
    """What was read from a page of prose and what is wrong with it, as one JSON document with a final line feed."""
    document = {
        "schema": SCHEMA,
        "about": dict(about),
        **read,
        "findings": [as_data(finding) for finding in findings],
        "counts": counted(findings),
    }
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"
