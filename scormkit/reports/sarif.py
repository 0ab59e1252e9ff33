"""Findings as SARIF 2.1.0 (OASIS), which editors, code hosts and dashboards read."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from scormkit.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scormkit.model.finding import Finding, Place, Rule
    from scormkit.model.judgement import Accepted

VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
"""SARIF 3.27.10: advice is a note, which fails nothing."""
FINGERPRINT = "scormkit/v1"


def as_sarif(
    findings: Sequence[Finding], rules: Iterable[Rule], version: str, as_of: str, accepted: Sequence[Accepted] = ()
) -> str:
    """The findings as one SARIF log with a final line feed.

    ``rules`` are those that may be named; ``version`` is the program's and ``as_of`` the day of judgement. A finding
    that a decision of the course accepts is a result with a suppression that carries the reason (SARIF 3.35).
    """
    listed = sorted(rules, key=lambda rule: rule.id)
    index = {rule.id: number for number, rule in enumerate(listed)}
    results = [_result(finding, index) for finding in findings]
    results += [_suppressed(one, index) for one in accepted]
    driver = {
        "name": "scormkit",
        "version": version,
        "rules": [_rule(rule) for rule in listed],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "properties": {"asOf": as_of},
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": VERSION, "runs": [run]}, indent=2, ensure_ascii=True) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    """A rule as a reportingDescriptor (SARIF 3.49)."""
    explained = rule.explained
    help_parts = [("Why", explained.why), ("Example", explained.example), ("Mend", explained.mend)]
    text = "\n\n".join(f"{title}: {part}" for title, part in help_parts if part) or explained.what
    markdown = "\n\n".join(f"**{title}:** {part}" for title, part in help_parts if part) or explained.what
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": explained.what.split("\n\n")[0]},
        "fullDescription": {"text": explained.what},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.ruleset],
            "source": rule.source,
            "rulesetDate": rule.ruleset_date,
            "certainty": str(rule.certainty),
        },
    }


def _result(finding: Finding, index: dict[str, int]) -> dict[str, Any]:
    known = {"ruleIndex": index[finding.rule]} if finding.rule in index else {}
    print_of = "\0".join((finding.rule, finding.place.file, finding.message))
    return {
        "ruleId": finding.rule,
        **known,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.mend}"},
        "locations": [{"physicalLocation": _location(finding.place)}],
        "partialFingerprints": {FINGERPRINT: sha256(print_of.encode("utf-8", "surrogatepass")).hexdigest()},
    }


def _suppressed(one: Accepted, index: dict[str, int]) -> dict[str, Any]:
    suppression = {
        "kind": "external",
        "status": "accepted",
        "justification": f"{one.override.by}: {one.override.reason}",
    }
    return {**_result(one.finding, index), "suppressions": [suppression]}


def _location(place: Place) -> dict[str, Any]:
    """A place in a file (SARIF 3.29): a relative address where the course was named so, else a file address."""
    path = place.file.encode("utf-8", "replace").decode()
    if path.startswith("/"):
        address = f"file://{quote(path)}"
    elif path[1:3] == ":/":
        address = f"file:///{quote(path, safe='/:')}"
    else:
        address = quote(path)
    region = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    return {"artifactLocation": {"uri": address}, **({"region": region} if place.line else {})}
