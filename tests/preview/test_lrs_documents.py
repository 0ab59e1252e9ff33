"""State and profiles: xAPI 1.0.3 Communication 2.2, 2.3, 2.6, 2.7 and 3.1; 2.0 sections 4.1.4 and 4.1.6."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from client import ANA, BEN, COURSE, Client, Clock, Reply, uuid

AGENT = json.dumps(ANA)
WHERE = {
    "activities/state": {"activityId": COURSE, "agent": AGENT, "stateId": "bookmark"},
    "activities/profile": {"activityId": COURSE, "profileId": "bookmark"},
    "agents/profile": {"agent": AGENT, "profileId": "bookmark"},
}
RESOURCES = list(WHERE)
PROFILES = RESOURCES[1:]


def ask(client: Client, method: str, resource: str, body: Any = None, **headers: str | None) -> Reply:
    return client(method, resource, body, query=WHERE[resource], **headers)


def state(client: Client, method: str, body: Any = None, version: str = "1.0.3", **query: str | None) -> Reply:
    asked = {name: value for name, value in (WHERE["activities/state"] | query).items() if value is not None}
    return client(method, "activities/state", body, query=asked, x_experience_api_version=version)


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_document_comes_back_byte_for_byte_with_its_type(client: Client, resource: str) -> None:
    content = b"\x00\xff any bytes"
    stored = ask(client, "PUT", resource, content, content_type="image/png; x=1", if_none_match="*")
    found = ask(client, "GET", resource)
    assert (stored.status, found.body, found.headers["content-type"]) == (204, content, "image/png; x=1")


@pytest.mark.parametrize("resource", RESOURCES)
def test_the_etag_is_the_quoted_sha1_of_the_content_3_1(client: Client, resource: str) -> None:
    ask(client, "PUT", resource, b"{}", if_none_match="*")
    assert ask(client, "GET", resource).headers["etag"] == f'"{hashlib.sha1(b"{}").hexdigest()}"'


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_document_says_when_it_was_stored(client: Client, resource: str) -> None:
    ask(client, "PUT", resource, b"{}", if_none_match="*")
    assert ask(client, "GET", resource).headers["last-modified"] == "Thu, 15 Jan 2026 12:00:00 GMT"


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_document_that_is_not_there_is_not_found(client: Client, resource: str) -> None:
    assert ask(client, "GET", resource).status == 404


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_deleted_document_is_gone(client: Client, resource: str) -> None:
    ask(client, "PUT", resource, b"{}", if_none_match="*")
    assert (ask(client, "DELETE", resource).status, ask(client, "GET", resource).status) == (204, 404)


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_post_merges_the_members_of_json_objects_2_2(client: Client, resource: str) -> None:
    ask(client, "POST", resource, b'{"a": 1.50, "b": {"c": 1}}')
    merged = ask(client, "POST", resource, b'{"b": {"d": 2}, "e": null}')
    assert (merged.status, ask(client, "GET", resource).body) == (204, b'{"a": 1.50,"b": {"d": 2},"e": null}')


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((b"{}", "text/plain"), (b"{}", "application/json")),
        ((b"{}", "application/json"), (b"{}", "text/plain")),
        ((b"{}", "application/json"), (b"[]", "application/json")),
        ((b"[]", "application/json"), (b"{}", "application/json")),
        ((b"{}", "application/json"), (b"{", "application/json")),
    ],
)
def test_a_post_that_cannot_be_merged_changes_nothing_2_2(
    client: Client, resource: str, first: tuple[bytes, str], second: tuple[bytes, str]
) -> None:
    ask(client, "PUT", resource, first[0], content_type=first[1], if_none_match="*")
    refused = ask(client, "POST", resource, second[0], content_type=second[1])
    assert (refused.status, ask(client, "GET", resource).body) == (400, first[0])


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_write_under_an_old_etag_fails_3_1(client: Client, resource: str, method: str) -> None:
    ask(client, "PUT", resource, b'{"a": 1}', if_none_match="*")
    refused = ask(client, method, resource, b"{}", if_match='"0000"')
    assert (refused.status, ask(client, "GET", resource).body) == (412, b'{"a": 1}')


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
@pytest.mark.parametrize("form", ['"{}"', '"other", "{}"', 'W/"{}"', "{}", "*"])
def test_a_write_under_the_present_etag_succeeds_3_1(client: Client, resource: str, method: str, form: str) -> None:
    ask(client, "PUT", resource, b"{}", if_none_match="*")
    tag = form.replace("{}", hashlib.sha1(b"{}").hexdigest())
    assert ask(client, method, resource, b"{}", if_match=tag).status == 204


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_new_document_cannot_match_an_etag_3_1(client: Client, resource: str) -> None:
    assert ask(client, "PUT", resource, b"{}", if_match="*").status == 412


@pytest.mark.parametrize("resource", RESOURCES)
def test_if_none_match_protects_what_is_there_3_1(client: Client, resource: str) -> None:
    ask(client, "PUT", resource, b"{}", if_none_match="*")
    assert ask(client, "PUT", resource, b"[]", if_none_match="*").status == 412


@pytest.mark.parametrize("resource", PROFILES)
def test_a_profile_is_not_overwritten_blindly_3_1(client: Client, resource: str) -> None:
    ask(client, "PUT", resource, b"{}", if_none_match="*")
    refused = ask(client, "PUT", resource, b"[]")
    assert (refused.status, bool(refused.text), ask(client, "GET", resource).body) == (409, True, b"{}")


@pytest.mark.parametrize("resource", PROFILES)
def test_a_new_profile_is_not_put_blindly_either_in_1_0_3(client: Client, resource: str) -> None:
    assert ask(client, "PUT", resource, b"{}").status == 400


def test_state_is_overwritten_blindly_in_1_0_3(client: Client) -> None:
    assert [state(client, "PUT", body).status for body in (b"1", b"2")] == [204, 204]


def test_state_is_not_overwritten_blindly_in_2_0(client: Client) -> None:
    assert [state(client, "PUT", body, version="2.0.0").status for body in (b"1", b"2")] == [204, 409]


def test_state_of_one_registration_is_not_that_of_another(client: Client) -> None:
    state(client, "PUT", b"one", registration=uuid(1))
    found = [state(client, "GET", registration=name).status for name in (uuid(1), uuid(2), None)]
    assert found == [200, 404, 404]


def test_state_of_one_agent_is_not_that_of_another(client: Client) -> None:
    state(client, "PUT", b"one")
    assert state(client, "GET", agent=json.dumps(BEN)).status == 404


def test_an_agent_is_known_by_its_identifier_alone(client: Client) -> None:
    state(client, "PUT", b"one")
    assert state(client, "GET", agent=json.dumps({"name": "Ana", "account": ANA["account"]})).status == 200


def test_the_ids_of_state_are_listed_2_3(client: Client, clock: Clock) -> None:
    for name in ("b", "a"):
        state(client, "PUT", b"1", stateId=name)
        clock.forward(1)
    assert state(client, "GET", stateId=None).json == ["b", "a"]


def test_the_ids_since_a_moment_are_those_stored_after_it_2_3(client: Client, clock: Clock) -> None:
    state(client, "PUT", b"1", stateId="old")
    clock.forward(1)
    state(client, "PUT", b"1", stateId="new")
    assert state(client, "GET", stateId=None, since="2026-01-15T12:00:00Z").json == ["new"]


@pytest.mark.parametrize("resource", PROFILES)
def test_the_ids_of_profiles_are_listed_2_6(client: Client, resource: str) -> None:
    ask(client, "PUT", resource, b"{}", if_none_match="*")
    asked = {name: value for name, value in WHERE[resource].items() if name != "profileId"}
    assert client("GET", resource, query=asked).json == ["bookmark"]


def test_state_can_be_removed_as_a_whole_2_3(client: Client) -> None:
    for registration in (uuid(1), uuid(2)):
        state(client, "PUT", b"1", registration=registration)
    removed = state(client, "DELETE", stateId=None, registration=uuid(1))
    left = [state(client, "GET", registration=name).status for name in (uuid(1), uuid(2))]
    assert (removed.status, left) == (204, [404, 200])


@pytest.mark.parametrize("resource", PROFILES)
def test_profiles_are_removed_one_by_one(client: Client, resource: str) -> None:
    asked = {name: value for name, value in WHERE[resource].items() if name != "profileId"}
    assert client("DELETE", resource, query=asked).status == 400


@pytest.mark.parametrize(
    "change",
    [
        {"agent": None},
        {"activityId": None},
        {"agent": "ana"},
        {"agent": '{"name": "nobody"}'},
        {"activityId": "hand-hygiene"},
        {"registration": "1"},
        {"since": "yesterday", "stateId": None},
        {"foo": "bar"},
    ],
    ids="-".join,
)
def test_a_parameter_that_makes_no_sense_is_refused(client: Client, change: dict[str, str | None]) -> None:
    assert state(client, "GET", **change).status == 400
