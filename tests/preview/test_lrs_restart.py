"""Stopped in the middle and started again: nothing that was acknowledged is lost, nothing is there twice."""

from __future__ import annotations

import http.client
import threading
from typing import TYPE_CHECKING

import pytest
from client import ANA, COURSE, Client, Clock, statement, uuid

from scormkit.preview.lrs import Lrs

if TYPE_CHECKING:
    from pathlib import Path


def test_it_comes_back_at_the_same_address_with_the_same_key(tmp_path: Path, clock: Clock) -> None:
    lrs = Lrs(tmp_path / "lrs.sqlite", now=clock)
    with lrs:
        first = (lrs.endpoint, lrs.authorization)
    with lrs:
        assert (lrs.endpoint, lrs.authorization) == first


def test_statements_survive(tmp_path: Path, clock: Clock) -> None:
    lrs = Lrs(tmp_path / "lrs.sqlite", now=clock)
    with lrs:
        Client(lrs).save(statement(id=uuid(1)))
        before = lrs.texts()
    with lrs:
        assert (lrs.texts(), Client(lrs).found()) == (before, [uuid(1)])


def test_documents_survive(tmp_path: Path, clock: Clock) -> None:
    lrs = Lrs(tmp_path / "lrs.sqlite", now=clock)
    where = {"activityId": COURSE, "profileId": "p"}
    with lrs:
        Client(lrs)("PUT", "activities/profile", b"[1]", query=where, if_none_match="*")
    with lrs:
        assert Client(lrs)("GET", "activities/profile", query=where).body == b"[1]"


def test_another_store_opens_the_same_file(tmp_path: Path, clock: Clock) -> None:
    with Lrs(tmp_path / "lrs.sqlite", now=clock) as lrs:
        Client(lrs).save(statement(id=uuid(1)))
    with Lrs(tmp_path / "lrs.sqlite", now=clock, key="known") as lrs:
        assert Client(lrs).found() == [uuid(1)]


def test_memory_is_forgotten(clock: Clock) -> None:
    lrs = Lrs(now=clock)
    with lrs:
        Client(lrs).save(statement())
    with lrs:
        assert lrs.texts() == []


def test_a_kept_connection_breaks_when_it_stops(clock: Clock) -> None:
    with Lrs(now=clock) as lrs:
        connection = http.client.HTTPConnection("127.0.0.1", lrs.port, timeout=20)
        connection.request("GET", "/xapi/about")
        connection.getresponse().read()
    with pytest.raises((ConnectionError, http.client.BadStatusLine)):
        connection.request("GET", "/xapi/about")
        connection.getresponse()
    connection.close()


def test_stopping_twice_and_starting_twice_does_nothing(clock: Clock) -> None:
    lrs = Lrs(now=clock).start()
    port = lrs.start().port
    lrs.stop()
    lrs.stop()
    assert (port > 0, lrs.is_running) == (True, False)


def test_a_taken_port_is_said_at_once(clock: Clock) -> None:
    with Lrs(now=clock) as lrs, pytest.raises(OSError):
        Lrs(now=clock, port=lrs.port).start()


def test_a_store_of_another_version_is_not_touched(tmp_path: Path, clock: Clock) -> None:
    import sqlite3

    other = sqlite3.connect(tmp_path / "lrs.sqlite")
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(ValueError, match="another version"):
        Lrs(tmp_path / "lrs.sqlite", now=clock).start()


def test_a_client_that_repeats_itself_through_a_stop_stores_everything_once(tmp_path: Path, clock: Clock) -> None:
    lrs = Lrs(tmp_path / "lrs.sqlite", now=clock).start()
    client = Client(lrs)
    seen = threading.Event()

    def send() -> None:
        for number in range(60):
            while True:
                try:
                    reply = client("PUT", "statements", statement(actor=ANA), query={"statementId": uuid(number)})
                except (OSError, http.client.HTTPException):
                    continue
                assert reply.status == 204
                break
            if number == 10:
                seen.set()

    sender = threading.Thread(target=send)
    sender.start()
    seen.wait(20)
    lrs.stop()
    lrs.start()
    sender.join(60)
    found = client.found(ascending="true")
    lrs.stop()
    assert found == [uuid(number) for number in range(60)]


def test_an_acknowledged_statement_whose_answer_was_lost_is_no_conflict(clock: Clock) -> None:
    lost = [True]
    with Lrs(now=clock, watch=lambda request, answer: None if lost.pop() else answer) as lrs:
        client = Client(lrs)
        with pytest.raises(http.client.RemoteDisconnected):
            client("POST", "statements", [statement(id=uuid(1))])
        lost.append(False)
        clock.forward(3600)
        assert client("POST", "statements", [statement(id=uuid(1))]).json == [uuid(1)]
