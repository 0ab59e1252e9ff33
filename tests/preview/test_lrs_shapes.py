"""What is a statement and what is none: xAPI 1.0.3 Data 2.2, 2.4 and 4, 2.0 section 4.2."""

from __future__ import annotations

from typing import Any

import pytest
from client import ANA, BEN, COURSE, statement, uuid

from scormkit.preview.xapi import values
from scormkit.preview.xapi.exchange import V1, V2, Refused
from scormkit.preview.xapi.statement_shape import check_statement

EXTENSION = "https://provider.test/xapi/credit"
CHOICES = [{"id": "a", "description": {"en": "A"}}, {"id": "b"}]
ATTACHMENT = {
    "usageType": "https://provider.test/certificate",
    "display": {"en": "Certificate"},
    "contentType": "application/pdf",
    "length": 3,
    "sha2": "0" * 64,
}


def in_context(**changes: Any) -> dict[str, Any]:
    return statement(context=changes)


def in_result(**changes: Any) -> dict[str, Any]:
    return statement(result=changes)


def in_definition(**changes: Any) -> dict[str, Any]:
    return statement(object={"id": COURSE, "definition": changes})


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in statement().items() if key != name}


GOOD = {
    "the smallest": statement(),
    "an mbox": statement(actor=BEN),
    "an openid": statement(actor={"openid": "https://people.test/ana"}),
    "a mbox_sha1sum": statement(actor={"mbox_sha1sum": "0" * 40}),
    "a group": statement(actor={"objectType": "Group", "mbox": "mailto:team@lms.test", "member": [ANA]}),
    "an anonymous group": statement(actor={"objectType": "Group", "member": [ANA, BEN]}),
    "an agent as object": statement(object=BEN),
    "a statement as object": statement(object={"objectType": "StatementRef", "id": uuid(1)}),
    "a substatement": statement(object=statement(objectType="SubStatement")),
    "a score": in_result(score={"scaled": -1, "raw": 0, "min": 0, "max": 100}),
    "a duration": in_result(duration="PT12M30.25S", completion=True, success=False, response=""),
    "nulls in an extension": in_context(extensions={EXTENSION: [None, {"released": None}]}),
    "a context": in_context(
        registration=uuid(1),
        instructor=BEN,
        revision="1.0",
        platform="LMS",
        language="en-US",
        team={"objectType": "Group"} | BEN | {"objectType": "Group"},
    ),
    "a choice": in_definition(interactionType="choice", choices=CHOICES, correctResponsesPattern=["a[,]b"]),
    "a matching": in_definition(interactionType="matching", source=CHOICES, target=CHOICES),
    "an attachment elsewhere": statement(attachments=[ATTACHMENT | {"fileUrl": "https://provider.test/c.pdf"}]),
    "a language map": in_definition(name={"zh-Hans-CN": "x", "de-1996": "y", "x-own": "z", "i-navajo": "w"}),
}

BAD = {
    "no actor (2.4)": without("actor"),
    "no verb (2.4)": without("verb"),
    "no object (2.4)": without("object"),
    "a null (2.2)": statement(result=None),
    "a null inside (2.2)": in_result(success=None),
    "an unknown key (2.2)": statement(extra=1),
    "a key in another case (2.2)": without("actor") | {"Actor": ANA},
    "an id that is no UUID (2.4.1)": statement(id="1"),
    "an id of another variant (4.2)": statement(id="00000000-0000-4000-1000-000000000000"),
    "an actor without identifier (2.4.2.1)": statement(actor={"name": "Ana"}),
    "an actor with two identifiers (2.4.2.1)": statement(actor=ANA | {"openid": "https://people.test/ana"}),
    "an mbox without mailto (2.4.2.3)": statement(actor={"mbox": "ben@lms.test"}),
    "an account without name (2.4.2.4)": statement(actor={"account": {"homePage": "https://lms.test"}}),
    "an account with more (2.4.2.4)": statement(actor={"account": ANA["account"] | {"id": "1"}}),  # type: ignore[operator]
    "a group in a group (2.4.2.2)": statement(
        actor={"objectType": "Group", "member": [{"objectType": "Group"} | BEN | {"objectType": "Group"}]}
    ),
    "an empty anonymous group (2.4.2.2)": statement(actor={"objectType": "Group"}),
    "a person as actor": statement(actor=BEN | {"objectType": "Person"}),
    "a verb without IRI (2.4.3)": statement(verb={"id": "completed"}),
    "a verb with a bad language (4.3)": statement(verb={"id": COURSE, "display": {"english!": "x"}}),
    "an activity without IRI (2.4.4.1)": statement(object={"id": "hand-hygiene"}),
    "an object of unknown type (2.4.4)": statement(object={"objectType": "Course", "id": COURSE}),
    "choices without interaction type (2.4.4.1)": in_definition(choices=CHOICES),
    "choices of a matching (2.4.4.1)": in_definition(interactionType="matching", choices=CHOICES),
    "the same choice twice (2.4.4.1)": in_definition(interactionType="choice", choices=[{"id": "a"}, {"id": "a"}]),
    "an unknown interaction (2.4.4.1)": in_definition(interactionType="hotspot"),
    "a substatement in a substatement (2.4.4.3)": statement(
        object=statement(objectType="SubStatement", object=statement(objectType="SubStatement"))
    ),
    "a substatement with an id (2.4.4.3)": statement(object=statement(objectType="SubStatement", id=uuid(1))),
    "a scaled score above 1 (2.4.5.1)": in_result(score={"scaled": 1.01}),
    "a raw score above max (2.4.5.1)": in_result(score={"raw": 101, "max": 100}),
    "a raw score below min (2.4.5.1)": in_result(score={"raw": -1, "min": 0}),
    "min not below max (2.4.5.1)": in_result(score={"min": 1, "max": 1}),
    "a score as text (2.4.5.1)": in_result(score={"raw": "80"}),
    "a truth as a number (2.4.5)": in_result(success=1),
    "a duration of nothing (4.6)": in_result(duration="PT"),
    "weeks and days (4.6)": in_result(duration="P4W1D"),
    "a registration that is no UUID (2.4.6)": in_context(registration="1"),
    "a platform without activity (2.4.6)": statement(object=BEN, context={"platform": "LMS"}),
    "a team that is an agent (2.4.6)": in_context(team=BEN),
    "a language that is none (2.4.6)": in_context(language="not a language"),
    "an unknown context activity (2.4.6.2)": in_context(contextActivities={"sibling": [{"id": COURSE}]}),
    "an extension without IRI (4.1)": in_context(extensions={"credit": 1}),
    "extensions that are a list (4.1)": in_context(extensions=[]),
    "a timestamp that is a date in words (4.5)": statement(timestamp="15 January 2026"),
    "a timestamp of a day that is not (4.5)": statement(timestamp="2026-02-30T00:00:00Z"),
    "a negative zero offset (4.5)": statement(timestamp="2026-01-15T12:00:00-00:00"),
    "a version of the future (2.4.10)": statement(version="1.1.0"),
    "an authority of strangers (2.4.9)": statement(authority={"objectType": "Group", "member": [BEN, BEN]}),
    "an attachment without hash (2.4.11)": statement(attachments=[{**ATTACHMENT, "sha2": "0"}]),
    "a surrogate in an IRI (4.1)": statement(verb={"id": "https://x.test/\ud800"}),
    "a number beyond all (4.4)": in_result(score={"raw": float("inf")}),
}


@pytest.mark.parametrize("case", GOOD)
@pytest.mark.parametrize("version", [V1, V2])
def test_a_good_statement_is_accepted(case: str, version: str) -> None:
    check_statement(GOOD[case], version)


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("version", [V1, V2])
def test_a_bad_statement_is_refused(case: str, version: str) -> None:
    with pytest.raises(Refused, match=r"^statement"):
        check_statement(BAD[case], version)


def test_the_refusal_says_where() -> None:
    with pytest.raises(
        Refused, match=r"^statement\.context\.contextActivities\.parent\[1\]\.id must be an absolute IRI$"
    ):
        check_statement(in_context(contextActivities={"parent": [{"id": COURSE}, {"id": "x"}]}), V1)


CONTEXT_OF_2 = in_context(
    contextAgents=[{"objectType": "contextAgent", "agent": BEN, "relevantTypes": [COURSE]}],
    contextGroups=[{"objectType": "contextGroup", "group": {"objectType": "Group", "member": []}}],
)


def test_context_agents_are_known_in_version_2() -> None:
    check_statement(CONTEXT_OF_2, V2)


def test_context_agents_are_unknown_in_version_1() -> None:
    with pytest.raises(Refused, match="contextAgents"):
        check_statement(CONTEXT_OF_2, V1)


def test_a_timestamp_without_zone_is_refused_in_version_2_only() -> None:
    check_statement(statement(timestamp="2026-01-15T12:00:00"), V1)
    with pytest.raises(Refused, match="RFC 3339"):
        check_statement(statement(timestamp="2026-01-15T12:00:00"), V2)


@pytest.mark.parametrize("text", ["P1Y", "P1Y2M3DT4H5M6.5S", "PT0S", "P4W", "PT0,5H", "PT16559.14S"])
def test_a_duration_is_iso_8601(text: str) -> None:
    assert values.is_duration(text)


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "1H", "PT1", "P1S", "PT1.5M3S", "-PT1S", "PT1H2H", "PT1S\n", "PT\u0661S"]
)
def test_what_looks_like_a_duration_is_none(text: str) -> None:
    assert not values.is_duration(text)


@pytest.mark.parametrize("text", ["2026-01-15T12:00:00Z", "2026-01-15T12:00:00.123456789+05:30", "2026-01-15T12:00-05"])
def test_a_timestamp_is_iso_8601(text: str) -> None:
    assert values.is_timestamp(text)


@pytest.mark.parametrize(
    "text", ["", "2026-01-15", "2026-01-15T25:00:00Z", "0001-01-01T00:00:00+14:00", "2026-01-15T12:00:00-00"]
)
def test_what_looks_like_a_timestamp_is_none(text: str) -> None:
    assert not values.is_timestamp(text)


@pytest.mark.parametrize("tag", ["en", "en-US", "zh-Hans-CN", "sr-Latn-RS", "de-CH-1996", "x-own", "i-klingon"])
def test_a_language_tag_is_of_rfc_5646(tag: str) -> None:
    assert values.is_language(tag)


@pytest.mark.parametrize("tag", ["", "e", "en_US", "englishlanguage", "en-", "12"])
def test_what_looks_like_a_language_tag_is_none(tag: str) -> None:
    assert not values.is_language(tag)
