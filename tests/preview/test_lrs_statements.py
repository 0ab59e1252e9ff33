"""Taking statements: xAPI 1.0.3 Data 2 and Communication 2.1.1, 2.1.2."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from client import ANA, BEN, COURSE, VOIDED, Client, Clock, statement, uuid

if TYPE_CHECKING:
    from scormkit.preview.lrs import Lrs

EXTENSION = "https://provider.test/xapi/credit"


def text_of(client: Client, name: str) -> str:
    return client("GET", "statements", query={"statementId": name}).text


# Communication 2.1.1 and 2.1.2: PUT and POST


def test_a_post_answers_with_the_ids_in_order(client: Client) -> None:
    assert client.save(statement(id=uuid(1)), statement(id=uuid(2))) == [uuid(1), uuid(2)]


def test_a_post_of_one_statement_answers_with_an_array_of_one_id(client: Client) -> None:
    assert client("POST", "statements", statement(id=uuid(1))).json == [uuid(1)]


def test_a_post_of_an_empty_array_stores_nothing(client: Client, lrs: Lrs) -> None:
    assert (client("POST", "statements", []).json, lrs.texts()) == ([], [])


def test_a_statement_without_an_id_gets_a_uuid(client: Client) -> None:
    (name,) = client.save(statement())
    assert client.found() == [name]


def test_a_put_stores_under_the_parameter(client: Client) -> None:
    reply = client("PUT", "statements", statement(), query={"statementId": uuid(1)})
    assert (reply.status, reply.body, client.found()) == (204, b"", [uuid(1)])


def test_a_put_without_the_parameter_is_refused(client: Client) -> None:
    assert client("PUT", "statements", statement(id=uuid(1))).status == 400


def test_a_put_under_another_id_than_the_statements_is_refused(client: Client) -> None:
    assert client("PUT", "statements", statement(id=uuid(2)), query={"statementId": uuid(1)}).status == 400


def test_a_put_of_the_same_statement_again_is_no_conflict(client: Client, lrs: Lrs, clock: Clock) -> None:
    client("PUT", "statements", statement(), query={"statementId": uuid(1)})
    clock.forward(60)
    again = client("PUT", "statements", statement(), query={"statementId": uuid(1)})
    assert (again.status, len(lrs.texts())) == (204, 1)


def test_a_put_of_a_different_statement_under_a_known_id_is_a_conflict(client: Client, lrs: Lrs) -> None:
    client("PUT", "statements", statement(), query={"statementId": uuid(1)})
    other = client("PUT", "statements", statement(actor=BEN), query={"statementId": uuid(1)})
    assert (other.status, json.loads(lrs.texts()[0])["actor"]) == (409, ANA)


def test_a_post_sent_again_stores_nothing_twice(client: Client, lrs: Lrs) -> None:
    both = [statement(id=uuid(1)), statement(id=uuid(2))]
    assert (client.save(*both), client.save(*both), len(lrs.texts())) == ([uuid(1), uuid(2)], [uuid(1), uuid(2)], 2)


def test_a_batch_with_one_conflict_stores_nothing_of_it(client: Client, lrs: Lrs) -> None:
    client.save(statement(id=uuid(1)))
    reply = client("POST", "statements", [statement(id=uuid(2)), statement(id=uuid(1), actor=BEN)])
    assert (reply.status, len(lrs.texts())) == (409, 1)


def test_a_batch_with_one_bad_statement_stores_nothing_of_it(client: Client, lrs: Lrs) -> None:
    reply = client("POST", "statements", [statement(), statement(actor={})])
    assert (reply.status, lrs.texts()) == (400, [])


def test_a_batch_with_the_same_id_twice_is_refused(client: Client) -> None:
    assert client("POST", "statements", [statement(id=uuid(1)), statement(id=uuid(1).upper())]).status == 400


def test_ids_are_the_same_whatever_their_case(client: Client) -> None:
    client.save(statement(id="ABCDEF00-0000-4000-8000-000000000001"))
    assert client("GET", "statements", query={"statementId": "abcdef00-0000-4000-8000-000000000001"}).status == 200


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"timestamp": "2026-01-15T12:00:00Z"}, {"timestamp": "2026-01-15T14:00:00.000+02:00"}),
        (
            {"verb": {"id": VOIDED[:-6] + "passed"}},
            {"verb": {"id": VOIDED[:-6] + "passed", "display": {"en": "passed"}}},
        ),
        ({"object": {"id": COURSE}}, {"object": {"id": COURSE, "definition": {"name": {"en": "Hands"}}}}),
        (
            {"context": {"contextActivities": {"grouping": {"id": COURSE}}}},
            {"context": {"contextActivities": {"grouping": [{"id": COURSE}]}}},
        ),
        ({"result": {"score": {"raw": 80}}}, {"result": {"score": {"raw": 80.0}}}),
    ],
    ids=["timestamp-zone", "verb-display", "definition", "one-or-array", "number"],
)
def test_what_says_the_same_is_the_same_statement_data_2_3_1(
    client: Client, first: dict[str, Any], second: dict[str, Any]
) -> None:
    client.save(statement(id=uuid(1), **first))
    assert client("POST", "statements", statement(id=uuid(1), **second)).status == 200


@pytest.mark.parametrize(
    "change",
    [
        {"timestamp": "2026-01-15T12:00:01Z"},
        {"result": {"completion": True}},
        {"context": {"extensions": {EXTENSION: 0.25}}},
        {"context": {"registration": uuid(9)}},
    ],
    ids=["timestamp", "result", "extension", "registration"],
)
def test_what_says_something_else_is_a_conflict_data_2_3_1(client: Client, change: dict[str, Any]) -> None:
    client.save(statement(id=uuid(1)))
    assert client("POST", "statements", statement(id=uuid(1), **change)).status == 409


# Data 2.4.7 to 2.4.10: what the LRS adds


def test_stored_is_the_clock_of_the_lrs_data_2_4_8(client: Client) -> None:
    client.save(statement(id=uuid(1), stored="1999-01-01T00:00:00Z"))
    assert json.loads(text_of(client, uuid(1)))["stored"] == "2026-01-15T12:00:00.000Z"


def test_a_missing_timestamp_is_the_time_of_storing_data_2_4_7(client: Client) -> None:
    client.save(statement(id=uuid(1)))
    assert json.loads(text_of(client, uuid(1)))["timestamp"] == "2026-01-15T12:00:00.000Z"


def test_a_timestamp_is_kept_as_written_data_2_4_7(client: Client) -> None:
    client.save(statement(id=uuid(1), timestamp="2026-01-14T23:59:59.1234567+05:30"))
    assert '"timestamp": "2026-01-14T23:59:59.1234567+05:30"' in text_of(client, uuid(1))


def test_the_authority_is_the_lrs_s_own_data_2_4_9(client: Client) -> None:
    client.save(statement(id=uuid(1), authority=ANA))
    assert json.loads(text_of(client, uuid(1)))["authority"]["account"]["name"] == "lrs"


@pytest.mark.parametrize(("header", "version"), [("1.0.3", "1.0.0"), ("1.0", "1.0.0"), ("2.0.0", "2.0.0")])
def test_a_missing_version_is_the_base_version_data_2_4_10(client: Client, header: str, version: str) -> None:
    client.save(statement(id=uuid(1)), x_experience_api_version=header)
    assert json.loads(text_of(client, uuid(1)))["version"] == version


def test_every_property_is_kept_as_it_was_written(client: Client) -> None:
    # A number's digits, escapes and spaces are what a report may have to show one day.
    body = (
        f'{{ "id":"{uuid(1)}", "actor" : {json.dumps(ANA)}, "verb":{{"id":"{VOIDED[:-6]}passed"}},\n'
        f'"object":{{"id":"{COURSE}"}}, "context":{{"extensions":{{"{EXTENSION}": [ 0.250, 1e2, "\\u00e9é" ]}}}}}}'
    )
    client("POST", "statements", body.encode())
    assert f'"context":{{"extensions":{{"{EXTENSION}": [ 0.250, 1e2, "\\u00e9é" ]}}}}' in text_of(client, uuid(1))


def test_a_single_context_activity_comes_back_in_an_array_data_2_4_6_2(client: Client) -> None:
    inner = statement(objectType="SubStatement", context={"contextActivities": {"parent": {"id": COURSE}}})
    client.save(statement(id=uuid(1), context={"contextActivities": {"grouping": {"id": COURSE}}}, object=inner))
    kept = json.loads(text_of(client, uuid(1)))
    places = [one["context"]["contextActivities"] for one in (kept, kept["object"])]
    assert places == [{"grouping": [{"id": COURSE}]}, {"parent": [{"id": COURSE}]}]


# Data 2.3.2: voiding


def voiding(name: str, **changes: Any) -> dict[str, Any]:
    return statement(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": name}, **changes)


def test_a_voided_statement_is_found_by_its_own_parameter_only(client: Client) -> None:
    client.save(statement(id=uuid(1)), voiding(uuid(1), id=uuid(2)))
    by = [client("GET", "statements", query={name: uuid(1)}).status for name in ("statementId", "voidedStatementId")]
    assert (by, client.found()) == ([404, 200], [uuid(2)])


def test_a_statement_that_arrives_after_its_voiding_is_voided(client: Client) -> None:
    client.save(voiding(uuid(1), id=uuid(2)))
    client.save(statement(id=uuid(1)))
    assert client.found() == [uuid(2)]


def test_a_voiding_statement_cannot_be_voided(client: Client) -> None:
    client.save(statement(id=uuid(1)), voiding(uuid(1), id=uuid(2)), voiding(uuid(2), id=uuid(3)))
    assert client.found() == [uuid(3), uuid(2)]


def test_a_voiding_statement_without_a_statement_ref_is_refused(client: Client) -> None:
    assert client("POST", "statements", statement(verb={"id": VOIDED})).status == 400


# Communication 1.5, Data 2.4.11: the body


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b'"text"',
        b"[1]",
        b"\xff\xfe{}",
        b"\xef\xbb\xbf[]",
        b"[" * 100_000,
        b"[NaN]",
        b'{"id": 1, "id": 2}',
        b'{"actor": ' + b"9" * 5000 + b"}",
    ],
    ids=["empty", "open", "null", "text", "number", "utf-16", "bom", "deep", "nan", "twice", "huge-integer"],
)
def test_a_body_that_is_no_statement_is_refused(client: Client, body: bytes) -> None:
    assert client("POST", "statements", body).status == 400


def test_a_body_of_another_type_is_refused(client: Client) -> None:
    assert client("POST", "statements", statement(), content_type="text/plain").status == 400


def test_an_unknown_parameter_is_refused(client: Client) -> None:
    assert client("POST", "statements", statement(), query={"foo": "bar"}).status == 400
