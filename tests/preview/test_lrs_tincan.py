"""The LRS as the `tincan` library sees it: a client that nobody here wrote (xAPI 1.0.3)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from client import ANA, COMPLETED, COURSE, VOIDED, Client, uuid
from tincan import (
    Activity,
    Agent,
    RemoteLRS,
    StateDocument,
    Statement,
    StatementRef,
    Verb,
)

if TYPE_CHECKING:
    from scormkit.preview.lrs import Lrs


@pytest.fixture
def remote(lrs: Lrs) -> RemoteLRS:
    return RemoteLRS(version="1.0.3", endpoint=lrs.endpoint, username=lrs.user, password=lrs.key)


def statement(number: int | None = None) -> Statement:
    known = {"id": uuid(number)} if number is not None else {}
    return Statement(actor=Agent(ANA), verb=Verb(id=COMPLETED), object=Activity(id=COURSE), **known)


def agent() -> Agent:
    return Agent(ANA)


def test_about_is_sent_and_too_new_for_tincan(remote: RemoteLRS) -> None:
    # tincan raises at a version that it does not know, instead of passing it over; the list is true all the same.
    with pytest.raises(ValueError, match=r"2\.0\.0"):
        remote.about()


def test_a_statement_with_an_id_is_put(remote: RemoteLRS, lrs: Lrs) -> None:
    assert (remote.save_statement(statement(1)).response.status, len(lrs.texts())) == (204, 1)


def test_a_statement_without_an_id_learns_it(remote: RemoteLRS) -> None:
    saved = remote.save_statement(statement()).content
    assert remote.retrieve_statement(saved.id).content.object.id == COURSE


def test_statements_are_saved_in_one_go(remote: RemoteLRS) -> None:
    saved = remote.save_statements([statement(1), statement(2)])
    assert [str(one.id) for one in saved.content] == [uuid(1), uuid(2)]


def test_a_query_gives_statements(remote: RemoteLRS) -> None:
    remote.save_statements([statement(1), statement(2)])
    query = {"agent": agent(), "verb": Verb(id=COMPLETED), "activity": Activity(id=COURSE), "ascending": True}
    found = remote.query_statements(query).content
    assert [str(one.id) for one in found.statements] == [uuid(1), uuid(2)]


def test_more_statements_follow(remote: RemoteLRS) -> None:
    remote.save_statements([statement(number) for number in range(7)])
    first = remote.query_statements({"limit": 4}).content
    second = remote.more_statements(first).content
    assert (len(first.statements), len(second.statements), second.more) == (4, 3, "")


def test_a_voided_statement_is_retrieved_as_such(remote: RemoteLRS) -> None:
    remote.save_statement(statement(1))
    remote.save_statement(
        Statement(actor=agent(), verb=Verb(id=VOIDED), object=StatementRef(object_type="StatementRef", id=uuid(1)))
    )
    assert str(remote.retrieve_voided_statement(uuid(1)).content.id) == uuid(1)


def test_state_is_saved_and_read(remote: RemoteLRS) -> None:
    # Without a registration: tincan leaves it out when it saves.
    document = StateDocument(activity=Activity(id=COURSE), agent=agent(), id="resume", content=bytearray(b'{"v":1}'))
    saved = remote.save_state(document)
    read = remote.retrieve_state(Activity(id=COURSE), agent(), "resume")
    assert (saved.success, bytes(read.content.content)) == (True, b'{"v":1}')


def test_state_ids_are_listed(remote: RemoteLRS) -> None:
    remote.save_state(StateDocument(activity=Activity(id=COURSE), agent=agent(), id="resume", content=bytearray(b"1")))
    assert remote.retrieve_state_ids(Activity(id=COURSE), agent()).content == ["resume"]


def test_state_is_cleared(remote: RemoteLRS) -> None:
    remote.save_state(StateDocument(activity=Activity(id=COURSE), agent=agent(), id="resume", content=bytearray(b"1")))
    remote.clear_state(Activity(id=COURSE), agent())
    assert remote.retrieve_state_ids(Activity(id=COURSE), agent()).content == []


def test_a_profile_is_replaced_by_who_has_read_it(remote: RemoteLRS, client: Client) -> None:
    # tincan never sends If-None-Match, so it cannot make a profile; and it has to be told the ETag.
    where = {"activityId": COURSE, "profileId": "p"}
    client("PUT", "activities/profile", b"1", query=where, content_type="text/plain", if_none_match="*")
    mine = remote.retrieve_activity_profile(Activity(id=COURSE), "p").content
    mine.etag = client("GET", "activities/profile", query=where).headers["etag"]
    statuses = []
    for content in (b"2", b"3"):
        mine.content = bytearray(content)
        statuses.append(remote.save_activity_profile(mine).response.status)
    assert statuses == [204, 412]


def test_an_agent_profile_is_read(remote: RemoteLRS, client: Client) -> None:
    where = {"agent": json.dumps(ANA), "profileId": "p"}
    client("PUT", "agents/profile", b"1", query=where, content_type="text/plain", if_none_match="*")
    read = remote.retrieve_agent_profile(agent(), "p").content
    assert (remote.retrieve_agent_profile_ids(agent()).content, bytes(read.content)) == (["p"], b"1")


def test_a_wrong_key_is_no_success(lrs: Lrs) -> None:
    stranger = RemoteLRS(version="1.0.3", endpoint=lrs.endpoint, username=lrs.user, password="wrong")
    assert stranger.save_statement(statement(1)).response.status == 401
