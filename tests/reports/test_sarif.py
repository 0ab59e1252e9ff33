"""SARIF 2.1.0: valid by the schema of its standard, with overridden findings as suppressions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from models import make_override

from scormkit.making.rules import all_rules
from scormkit.model.finding import Finding, Place, Severity
from scormkit.model.judgement import Accepted
from scormkit.reports.sarif import as_sarif

PLACES = {
    "course_src/tiny/course.yaml": "course_src/tiny/course.yaml",
    "with space/course.yaml": "with%20space/course.yaml",
    "../übung#1/a.md": "../%C3%BCbung%231/a.md",
    "/srv/courses/a.md": "file:///srv/courses/a.md",
    "C:/courses/a b.md": "file:///C:/courses/a%20b.md",
}


def finding(place: Place, severity: Severity = Severity.ERROR, rule: str = "AMA010") -> Finding:
    return Finding(rule, "credit-off-quarter-grid", severity, "It is wrong.", "Mend it.", place)


def sarif(*findings: Finding, accepted: tuple[Accepted, ...] = ()) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(as_sarif(findings, all_rules(), "0.1.0", "2026-11-22", accepted))
    return read


@pytest.fixture(scope="module")
def standard(node_modules: Path) -> jsonschema.Draft4Validator:
    """The schema that the SARIF committee publishes; it comes with a test package and is no part of this one."""
    schema = node_modules / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
    return jsonschema.Draft4Validator(json.loads(schema.read_bytes()), format_checker=jsonschema.FormatChecker())


def test_a_log_is_valid(standard: jsonschema.Draft4Validator) -> None:
    places = [Place(file, line, column) for file in PLACES for line, column in ((0, 0), (3, 0), (3, 5))]
    found = [finding(place, severity) for place in places for severity in Severity]
    accepted = (Accepted(finding(Place("a.yaml", 1)), make_override("AMA010")),)
    assert [error.message for error in standard.iter_errors(sarif(*found, accepted=accepted))] == []


def test_a_log_without_findings_is_valid(standard: jsonschema.Draft4Validator) -> None:
    assert [error.message for error in standard.iter_errors(sarif())] == []


def test_the_schema_would_find_a_fault(standard: jsonschema.Draft4Validator) -> None:
    log = sarif(finding(Place("a.yaml", 3)))
    log["runs"][0]["results"][0]["level"] = "advice"
    assert list(standard.iter_errors(log)) != []


@pytest.mark.parametrize(("file", "address"), PLACES.items())
def test_a_file_is_a_valid_address(file: str, address: str) -> None:
    [result] = sarif(finding(Place(file, 3, 5)))["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]
    assert location == {"artifactLocation": {"uri": address}, "region": {"startLine": 3, "startColumn": 5}}


def test_a_place_without_a_line_has_no_region() -> None:
    [result] = sarif(finding(Place("a.yaml")))["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.ADVICE, "note")]
)
def test_each_severity_is_a_level(severity: Severity, level: str) -> None:
    assert sarif(finding(Place("a.yaml"), severity))["runs"][0]["results"][0]["level"] == level


def test_a_result_points_to_its_rule() -> None:
    run = sarif(finding(Place("a.yaml"), rule="SRC030"))["runs"][0]
    assert run["tool"]["driver"]["rules"][run["results"][0]["ruleIndex"]]["id"] == "SRC030"


def test_every_rule_is_described_and_explained() -> None:
    rules = sarif()["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in all_rules()]
    assert [rule["id"] for rule in rules if not (rule["shortDescription"]["text"] and rule["help"]["markdown"])] == []


def test_an_overridden_finding_is_suppressed_with_its_reason() -> None:
    override = make_override("AMA010", reason="Agreed by the board.", by="CME office")
    [result] = sarif(accepted=(Accepted(finding(Place("a.yaml", 3)), override),))["runs"][0]["results"]
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "CME office: Agreed by the board."}
    ]


def test_a_finding_keeps_its_fingerprint_when_its_line_moves() -> None:
    def prints(line: int) -> object:
        return sarif(finding(Place("a.yaml", line)))["runs"][0]["results"][0]["partialFingerprints"]

    assert prints(3) == prints(30)


def test_a_log_is_ascii_whatever_the_findings_hold() -> None:
    wild = Finding("AMA010", "x", Severity.ERROR, "日本 \u2028 \ud800", "→", Place("é\ud800.md"))
    assert as_sarif([wild], all_rules(), "0.1.0", "2026-11-22").isascii()
