"""Reading statements back: xAPI 1.0.3 Communication 2.1.3, 2.1.4 and 2.1.5."""

from __future__ import annotations

import json
from typing import Any

import pytest
from client import ANA, BEN, COMPLETED, COURSE, PASSED, VOIDED, Client, Clock, statement, uuid

QUIZ = "https://provider.test/activities/quiz"
CARL = {"mbox": "mailto:carl@lms.test"}


def test_the_newest_comes_first(client: Client) -> None:
    client.save(statement(id=uuid(1)), statement(id=uuid(2)))
    assert client.found() == [uuid(2), uuid(1)]


def test_ascending_turns_the_order(client: Client) -> None:
    client.save(statement(id=uuid(1)), statement(id=uuid(2)))
    assert client.found(ascending="true") == [uuid(1), uuid(2)]


def test_an_empty_result_is_an_empty_list(client: Client) -> None:
    assert client("GET", "statements").json == {"statements": [], "more": ""}


def test_an_unknown_id_is_not_found(client: Client) -> None:
    assert client("GET", "statements", query={"statementId": uuid(1)}).status == 404


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"verb": PASSED}, [2]),
        ({"agent": json.dumps(ANA)}, [2, 1]),
        ({"agent": json.dumps({"name": "other name", "account": ANA["account"]})}, [2, 1]),
        ({"agent": json.dumps(BEN)}, [3]),
        ({"agent": json.dumps(CARL)}, []),
        ({"agent": json.dumps(CARL), "related_agents": "true"}, [3]),
        ({"activity": COURSE}, [3, 1]),
        ({"activity": QUIZ}, [2]),
        ({"activity": QUIZ, "related_activities": "true"}, [3, 2]),
        ({"registration": uuid(7)}, [1]),
        ({"registration": uuid(7).upper()}, [1]),
        ({"agent": json.dumps(ANA), "verb": COMPLETED, "activity": COURSE}, [1]),
        ({"agent": json.dumps(BEN), "verb": PASSED}, []),
    ],
)
def test_a_filter_chooses(client: Client, query: dict[str, str], numbers: list[int]) -> None:
    client.save(
        statement(id=uuid(1), context={"registration": uuid(7)}),
        statement(id=uuid(2), verb={"id": PASSED}, object={"id": QUIZ}),
        statement(
            id=uuid(3),
            actor={"objectType": "Group", "member": [BEN]},
            context={"instructor": CARL, "contextActivities": {"parent": [{"id": QUIZ}]}},
        ),
    )
    assert client.found(**query) == [uuid(number) for number in numbers]


@pytest.mark.parametrize("flag", ["related_agents", "related_activities"])
def test_what_is_inside_a_substatement_is_related(client: Client, flag: str) -> None:
    inner = statement(objectType="SubStatement", actor=CARL, object={"id": QUIZ})
    client.save(statement(id=uuid(1), object=inner))
    asked = {"agent": json.dumps(CARL)} if flag == "related_agents" else {"activity": QUIZ}
    assert (client.found(**asked), client.found(**asked, **{flag: "true"})) == ([], [uuid(1)])


def test_what_refers_to_a_chosen_statement_is_chosen_too(client: Client) -> None:
    # Communication 2.1.4: however remotely, and a voided statement still chooses what voids it.
    def about(number: int, target: int, verb: str) -> dict[str, Any]:
        return statement(
            id=uuid(number), actor=BEN, verb={"id": verb}, object={"objectType": "StatementRef", "id": uuid(target)}
        )

    client.save(statement(id=uuid(1)), about(2, 1, VOIDED), about(3, 2, PASSED), statement(id=uuid(4), actor=BEN))
    assert client.found(agent=json.dumps(ANA)) == [uuid(3), uuid(2)]


def test_since_is_after_and_until_is_at_or_before(client: Client, clock: Clock) -> None:
    for number in (1, 2, 3):
        client.save(statement(id=uuid(number)))
        clock.forward(60)
    since, until = "2026-01-15T12:00:00Z", "2026-01-15T13:01:00.000+01:00"
    assert client.found(since=since, until=until) == [uuid(2)]


def test_statements_of_one_moment_keep_the_order_of_their_arrival(client: Client) -> None:
    client.save(*(statement(id=uuid(number)) for number in range(4)))
    assert client.found(ascending="true") == [uuid(number) for number in range(4)]


def pages(client: Client, **query: str) -> list[list[str]]:
    found = []
    reply = client("GET", "statements", query=query)
    while True:
        found.append([one["id"] for one in reply.json["statements"]])
        if not reply.json["more"]:
            return found
        reply = client("GET", reply.json["more"])


@pytest.mark.parametrize("ascending", ["true", "false"])
def test_more_leads_through_everything_exactly_once(client: Client, ascending: str) -> None:
    client.save(*(statement(id=uuid(number)) for number in range(12)))
    found = pages(client, ascending=ascending)
    order = range(12) if ascending == "true" else range(11, -1, -1)
    assert ([len(page) for page in found], [name for page in found for name in page]) == (
        [5, 5, 2],
        [uuid(number) for number in order],
    )


def test_more_keeps_the_filters_and_the_limit(client: Client) -> None:
    client.save(*(statement(id=uuid(number), actor=ANA if number % 2 else BEN) for number in range(8)))
    assert [len(page) for page in pages(client, agent=json.dumps(ANA), limit="3")] == [3, 1]


def test_what_arrives_between_two_pages_moves_no_page(client: Client) -> None:
    client.save(*(statement(id=uuid(number)) for number in range(6)))
    more = client("GET", "statements").json["more"]
    client.save(statement(id=uuid(6)))
    assert [one["id"] for one in client("GET", more).json["statements"]] == [uuid(0)]


def test_a_page_that_is_just_full_has_no_more(client: Client) -> None:
    client.save(*(statement(id=uuid(number)) for number in range(5)))
    assert client("GET", "statements").json["more"] == ""


def test_limit_zero_is_as_many_as_a_page_holds(client: Client) -> None:
    client.save(*(statement(id=uuid(number)) for number in range(6)))
    assert len(client.found(limit="0")) == 5


def rich() -> dict[str, Any]:
    definition = {"name": {"en": "Hands", "de": "Hände"}, "type": "http://adlnet.gov/expapi/activities/course"}
    verb = {"id": COMPLETED, "display": {"en": "completed", "de": "abgeschlossen"}}
    return statement(
        id=uuid(1), actor=ANA | {"name": "Ana"}, verb=verb, object={"id": COURSE, "definition": definition}
    )


def shown(client: Client, form: str, language: str = "de") -> Any:
    client.save(rich())
    return client("GET", "statements", query={"format": form}, accept_language=language).json["statements"][0]


def test_exact_is_what_was_sent(client: Client) -> None:
    found = shown(client, "exact")
    assert {name: found[name] for name in rich()} == rich()


def test_ids_leaves_identifiers(client: Client) -> None:
    found = shown(client, "ids")
    assert (found["actor"], found["verb"], found["object"]) == (ANA, {"id": COMPLETED}, {"id": COURSE})


def test_canonical_has_one_language(client: Client) -> None:
    found = shown(client, "canonical", "fr, de-AT;q=0.9, en;q=0.5")
    assert (found["verb"]["display"], found["object"]["definition"]["name"]) == (
        {"de": "abgeschlossen"},
        {"de": "Hände"},
    )


def test_canonical_knows_what_later_statements_said_of_the_activity(client: Client) -> None:
    client.save(statement(id=uuid(2), object={"id": COURSE, "definition": {"name": {"fr": "Mains"}}}))
    client.save(rich())
    found = client(
        "GET", "statements", query={"format": "canonical", "statementId": uuid(2)}, accept_language="de"
    ).json
    assert found["object"]["definition"]["name"] == {"de": "Hände"}


@pytest.mark.parametrize(
    "query",
    [
        {"foo": "bar"},
        {"statementId": "1"},
        {"statementId": uuid(1), "voidedStatementId": uuid(2)},
        {"statementId": uuid(1), "verb": PASSED},
        {"agent": "ana"},
        {"agent": "{}"},
        {"agent": '{"objectType":"Group","member":[]}'},
        {"verb": "passed"},
        {"activity": "quiz"},
        {"registration": "1"},
        {"since": "yesterday"},
        {"until": "2026"},
        {"limit": "-1"},
        {"limit": "many"},
        {"ascending": "up"},
        {"format": "pretty"},
        {"attachments": "1"},
        {"related_agents": "yes", "agent": json.dumps(ANA)},
    ],
    ids="-".join,
)
def test_a_parameter_that_makes_no_sense_is_refused(client: Client, query: dict[str, str]) -> None:
    assert client("GET", "statements", query=query).status == 400


def test_head_is_get_without_its_body(client: Client) -> None:
    client.save(statement(id=uuid(1)))
    head, get = (client(method, "statements", query={"statementId": uuid(1)}) for method in ("HEAD", "GET"))
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(get.body)))


def test_a_statement_says_when_it_was_stored(client: Client) -> None:
    client.save(statement(id=uuid(1)))
    found = client("GET", "statements", query={"statementId": uuid(1)})
    assert found.headers["last-modified"] == "Thu, 15 Jan 2026 12:00:00 GMT"


def test_statements_are_consistent_through_now(client: Client) -> None:
    assert client("GET", "statements").headers["x-experience-api-consistent-through"] == "2026-01-15T12:00:00.000Z"


def test_an_activity_is_what_statements_said_of_it(client: Client) -> None:
    client.save(rich())
    found = client("GET", "activities", query={"activityId": COURSE}).json
    assert found["definition"]["name"] == {"en": "Hands", "de": "Hände"}


def test_an_unknown_activity_is_its_id(client: Client) -> None:
    assert client("GET", "activities", query={"activityId": QUIZ}).json == {"objectType": "Activity", "id": QUIZ}


def test_a_person_has_every_name_under_which_it_was_seen(client: Client) -> None:
    client.save(statement(actor=ANA | {"name": "Ana"}), statement(actor=ANA | {"name": "Dr. Ana"}))
    assert client("GET", "agents", query={"agent": json.dumps(ANA)}).json == {
        "objectType": "Person",
        "name": ["Ana", "Dr. Ana"],
        "account": [ANA["account"]],
    }


def test_half_a_surrogate_pair_in_a_name_is_kept_and_breaks_nothing(client: Client) -> None:
    client.save(
        statement(id=uuid(1), actor={"name": "\ud800", "account": {"homePage": "https://lms.test", "name": "\udfff"}})
    )
    who = json.dumps({"account": {"homePage": "https://lms.test", "name": "\udfff"}})
    assert client.found(agent=who) == [uuid(1)]
