"""The build record of a package: what was judged, by which rules, with which result, and what learners are shown.

It is what an education office files with the activity. JSON for programs (``manifests/schemas/record.schema.json``),
and one page that explains itself to people. Both follow from the course, the day and the package, so they are the same
bytes wherever they are made.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from scormkit.model.stated import NotStated
from scormkit.reports.findings import accepted_data, as_data, counted, in_counts
from scormkit.resources import manifests_dir
from scormkit.templates import templates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scormkit.model.course import Course, Override
    from scormkit.model.finding import Finding, Rule
    from scormkit.model.judgement import Accepted, Verdict

SCHEMA = 1
TEMPLATE = "record/record.html.j2"
BESIDE = ("texts", "iri", "approval")
"""What a package says of its course; it stands beside the facts of the package."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a record tells of a judgement: the course as it was packaged, the verdict, and the rules that ran.

    ``folder`` is how places name the course's folder; it is left out of the record, where it would tell of a machine.
    """

    course: Course
    verdict: Verdict
    rules: Sequence[Rule]
    folder: str


def record(judged: Judged, package: Mapping[str, Any], about: Mapping[str, object]) -> dict[str, Any]:
    """The record, JSON-ready. ``package`` are the facts of the package, with ``texts`` as learners are shown them
    and the ``iri`` and ``approval`` that it says of its course."""
    course = judged.course
    findings = [_here(finding, judged.folder) for finding in judged.verdict.findings]
    accepted = [replace(one, finding=_here(one.finding, judged.folder)) for one in judged.verdict.accepted]
    facts = {key: value for key, value in package.items() if key not in BESIDE}
    return {
        "schema": SCHEMA,
        "about": dict(about),
        "course": {
            "id": course.id,
            "version": course.version,
            "title": course.title,
            "language": course.language,
            "creditStatus": str(course.credit_status),
            "iri": package["iri"],
        },
        "package": facts,
        "approval": package["approval"],
        "counts": counted(findings),
        "rules": _results(judged.rules, findings, accepted),
        "findings": [as_data(finding) for finding in findings],
        "overridden": [accepted_data(one) for one in accepted],
        "overrides": [_override(override, accepted) for override in course.overrides],
        "texts": package["texts"],
    }


def as_json(record: Mapping[str, Any]) -> bytes:
    """A record as UTF-8 with a final line feed: a line for each key, and for each rule, finding and text.

    So two records of a course can be compared line by line. It is also ten times as fast as JSON that is indented
    throughout, of which a catalogue writes a thousand.
    """
    parts = [f"  {json.dumps(key)}: {_lines(value)}" for key, value in record.items()]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "replace")


def _lines(value: object) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(f"    {json.dumps(item, ensure_ascii=False)}" for item in value) + "\n  ]"


def as_page(record: Mapping[str, Any], in_words: Callable[[date], str]) -> bytes:
    """A record as one HTML page that needs no other file and no program; ``in_words`` says a day."""
    results = Counter(rule["result"] for rule in record["rules"])
    page = templates(manifests_dir()).get_template(TEMPLATE).render(
        record=record,
        results=results,
        specimen=record["course"]["creditStatus"] != "live",
        counted=in_counts(record["counts"]),
        in_words=lambda day: in_words(date.fromisoformat(day)),
    )  # fmt: skip
    return page.encode("utf-8", "replace")


def _here(finding: Finding, folder: str) -> Finding:
    """A finding whose place is told from the course's folder on."""
    file = finding.place.file.removeprefix(f"{folder}/") if folder else finding.place.file
    return replace(finding, place=replace(finding.place, file=file))


def _results(rules: Sequence[Rule], findings: Sequence[Finding], accepted: Sequence[Accepted]) -> list[dict[str, Any]]:
    found = Counter(finding.rule for finding in findings)
    overridden = Counter(one.finding.rule for one in accepted)
    return [
        {
            "id": rule.id,
            "name": rule.name,
            "what": _what(rule),
            "severity": str(rule.severity),
            "ruleset": rule.ruleset,
            "rulesetDate": rule.ruleset_date,
            "source": rule.source,
            "certainty": str(rule.certainty),
            "result": "found" if found[rule.id] else "overridden" if overridden[rule.id] else "clear",
            "findings": found[rule.id],
            "overridden": overridden[rule.id],
        }
        for rule in rules
    ]


@cache
def _what(rule: Rule) -> str:
    """What a rule finds, in a paragraph; every package of a catalogue asks."""
    return rule.explained.what.split("\n\n")[0]


def _override(override: Override, accepted: Sequence[Accepted]) -> dict[str, Any]:
    return {
        "rule": override.rule,
        "reason": override.reason,
        "by": override.by,
        "until": None if isinstance(override.until, NotStated) else override.until.isoformat(),
        "stated": override.stated,
        "used": override.used,
        "accepts": sum(one.override == override for one in accepted),
    }
