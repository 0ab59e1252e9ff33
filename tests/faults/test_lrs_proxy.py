"""The faulty line itself: a fault that does not strike proves nothing."""

from __future__ import annotations

import http.client
import json
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from lrs_proxy import KINDS, Fault, LrsProxy, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xapi_host import Store

STATEMENT = {
    "actor": {"mbox": "mailto:ana@hospital.example"},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/experienced"},
    "object": {"id": "https://scormkit.example/activities/hands"},
    "context": {"registration": "11111111-1111-4111-8111-111111111111"},
}


@pytest.fixture
def line(tmp_path: Path) -> Iterator[tuple[Store, LrsProxy]]:
    from xapi_host import Store

    store = Store(tmp_path / "lrs.sqlite")
    proxy = LrsProxy(store.lrs.port)
    yield store, proxy
    proxy.calm()
    proxy.close()
    store.lrs.stop()


def put(store: Store, proxy: LrsProxy) -> tuple[int, str, http.client.HTTPMessage]:
    """Puts a new statement over the line; gives what came back. Raises what a client sees of a line that breaks."""
    identity = str(uuid4())
    asking = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=5)
    headers = {
        "Authorization": store.lrs.authorization,
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": "application/json",
        "Origin": "http://lms.test",
    }
    try:
        asking.request("POST", "/xapi/statements", json.dumps([STATEMENT | {"id": identity}]), headers)
        answer = asking.getresponse()
        return answer.status, answer.read().decode(), answer.headers
    finally:
        asking.close()


def test_without_faults_everything_goes_through(line: tuple[Store, LrsProxy]) -> None:
    status, text, headers = put(*line)
    assert (status, len(json.loads(text)), headers["Access-Control-Allow-Origin"]) == (200, 1, "http://lms.test")
    assert len(line[0].statements()) == 1


def test_a_status_does_nothing_and_says_so(line: tuple[Store, LrsProxy]) -> None:
    line[1].script(Fault("status", status=429, headers={"Retry-After": "7"}))
    status, _, headers = put(*line)
    assert (status, headers["Retry-After"], line[0].statements()) == (429, "7", [])
    assert put(*line)[0] == 200


def test_half_an_answer_comes_after_the_work_was_done(line: tuple[Store, LrsProxy]) -> None:
    line[1].script(Fault("half"))
    with pytest.raises(http.client.IncompleteRead):
        put(*line)
    assert len(line[0].statements()) == 1


def test_a_lost_answer_comes_after_the_work_was_done(line: tuple[Store, LrsProxy]) -> None:
    line[1].script(Fault("lost"))
    with pytest.raises(ConnectionError):
        put(*line)
    assert len(line[0].statements()) == 1


def test_a_cut_line_does_nothing(line: tuple[Store, LrsProxy]) -> None:
    line[1].script(Fault("cut"))
    with pytest.raises(ConnectionError):
        put(*line)
    assert line[0].statements() == []


def test_a_silent_line_answers_nothing_until_the_faults_end(line: tuple[Store, LrsProxy]) -> None:
    line[1].script(Fault("silent"))
    with pytest.raises(TimeoutError):
        put(*line)
    assert line[0].statements() == []


def test_a_portal_says_200_and_stores_nothing(line: tuple[Store, LrsProxy]) -> None:
    line[1].script(Fault("portal"))
    status, text, headers = put(*line)
    assert (status, "<title>" in text, headers["Access-Control-Allow-Origin"]) == (200, True, None)
    assert line[0].statements() == []


def test_connections_are_refused_until_the_faults_end(line: tuple[Store, LrsProxy]) -> None:
    line[1].refuse()
    with pytest.raises(ConnectionRefusedError):
        put(*line)
    line[1].calm()
    assert put(*line)[0] == 200


def test_a_fault_strikes_its_kinds_only_after_its_skips_and_so_often(line: tuple[Store, LrsProxy]) -> None:
    line[1].script(
        Fault("status", ("state/PUT",), status=500), Fault("status", ("statements/POST",), skip=1, times=2, status=503)
    )
    assert [put(*line)[0] for _ in range(4)] == [200, 503, 503, 200]


def test_every_request_of_the_runtime_has_a_kind() -> None:
    asked = [
        ("GET", "about"),
        ("POST", "statements"),
        ("PUT", "statements?statementId=1"),
        ("GET", "statements?statementId=1"),
        ("GET", "activities/state?stateId=a"),
        ("PUT", "activities/state?stateId=a"),
    ]
    assert tuple(kind_of(method, f"/xapi/{path}") for method, path in asked) == KINDS
    assert kind_of("OPTIONS", "/xapi/statements") == "preflight"
