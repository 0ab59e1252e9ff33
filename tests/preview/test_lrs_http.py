"""The wire: xAPI 1.0.3 Communication 1, 3.2, 3.3, 4, and what a browser on another origin needs."""

from __future__ import annotations

import base64
import http.client
import json
import socket
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from client import COURSE, Client, Clock, exchange, statement, uuid
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scormkit.preview.lrs import Lrs

if TYPE_CHECKING:
    from client import Reply
    from playwright.sync_api import Browser

    from scormkit.preview.lrs import Answer, Request

ORIGIN = "https://lms.test"


# Communication 3.3: versions


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("1.0", "1.0.3"), ("1.0.0", "1.0.3"), ("1.0.3", "1.0.3"), ("2.0", "2.0.0"), ("2.0.0", "2.0.0")],
)
def test_a_version_is_answered_with_its_latest_patch_3_3(client: Client, asked: str, answered: str) -> None:
    reply = client("GET", "statements", x_experience_api_version=asked)
    assert (reply.status, reply.headers["x-experience-api-version"]) == (200, answered)


@pytest.mark.parametrize("asked", [None, "", "0.95", "1.1.0", "3.0.0", "1", "latest", "1.0.3, 2.0.0"])
def test_another_version_is_refused_3_3(client: Client, asked: str | None) -> None:
    reply = client("GET", "statements", x_experience_api_version=asked)
    assert (reply.status, "x-experience-api-version" in reply.headers) == (400, True)


def test_about_needs_neither_version_nor_key_2_8(client: Client) -> None:
    reply = client("GET", "about", x_experience_api_version=None, authorization=None)
    assert (reply.status, reply.json["version"]) == (200, ["1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0"])


# Communication 4: authentication


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "header",
    [None, "", "Basic", "Basic !!!", "Bearer x", basic("preview:"), basic("preview:wrong"), basic(":"), "Basic ÿ"],
)
def test_nothing_is_said_without_the_key_4(client: Client, header: str | None) -> None:
    reply = client("GET", "statements", authorization=header)
    assert (reply.status, reply.headers["www-authenticate"][:5]) == (401, "Basic")


def test_every_store_has_a_key_of_its_own(clock: Clock) -> None:
    assert len({Lrs(now=clock).key for _ in range(5)}) == 5


def test_the_key_does_not_become_part_of_a_statement(client: Client, lrs: Lrs) -> None:
    client.save(statement())
    assert lrs.key not in lrs.texts()[0]


# Communication 3.2: what is not there


@pytest.mark.parametrize("resource", ["", "statement", "statements/", "/", "/other", "/xapi", "activities/state/x"])
def test_an_unknown_resource_is_not_found(client: Client, resource: str) -> None:
    assert client("GET", resource).status == 404


@pytest.mark.parametrize(
    ("method", "resource"),
    [("DELETE", "statements"), ("POST", "about"), ("PUT", "agents"), ("PATCH", "activities/state"), ("TRACE", "about")],
)
def test_a_method_that_a_resource_has_not_is_told_which_it_has(client: Client, method: str, resource: str) -> None:
    reply = client(method, resource)
    assert (reply.status, "GET" in reply.headers["allow"]) == (405, True)


# CORS


def test_a_preflight_needs_no_key(client: Client) -> None:
    reply = client(
        "OPTIONS",
        "statements",
        authorization=None,
        x_experience_api_version=None,
        origin=ORIGIN,
        access_control_request_method="PUT",
        access_control_request_headers="authorization,content-type,x-experience-api-version",
    )
    allowed = {name.strip().lower() for name in reply.headers["access-control-allow-headers"].split(",")}
    assert reply.status == 204
    assert reply.headers["access-control-allow-origin"] == ORIGIN
    assert {"PUT", "POST", "DELETE"} <= set(reply.headers["access-control-allow-methods"].split(", "))
    assert {"authorization", "content-type", "x-experience-api-version", "if-match", "if-none-match"} <= allowed
    assert int(reply.headers["access-control-max-age"]) > 0


def test_a_preflight_from_the_public_network_is_answered(client: Client) -> None:
    reply = client("OPTIONS", "statements", origin=ORIGIN, access_control_request_private_network="true")
    assert reply.headers["access-control-allow-private-network"] == "true"


@pytest.mark.parametrize("origin", [ORIGIN, "null"])
@pytest.mark.parametrize("key", ["right", None])
def test_every_answer_can_be_read_by_its_origin(client: Client, origin: str, key: str | None) -> None:
    # A refusal that a browser may not read would look like a dead network.
    reply = client("GET", "statements", origin=origin, authorization=client.lrs.authorization if key else None)
    shown = reply.headers["access-control-expose-headers"].lower()
    assert (reply.headers["access-control-allow-origin"], reply.headers["vary"]) == (origin, "Origin")
    assert all(name in shown for name in ("etag", "x-experience-api-version", "last-modified"))


@pytest.mark.browser
def test_a_page_on_another_origin_writes_and_reads(client: Client, browser: Browser) -> None:
    page = browser.new_page()
    where = urlencode({"activityId": COURSE, "profileId": "p"})
    found = page.evaluate(
        """async ([address, key]) => {
          const version = "X-Experience-API-Version";
          const headers = { Authorization: key, [version]: "2.0.0", "Content-Type": "application/json" };
          const options = { method: "PUT", body: "{}", headers: { ...headers, "If-None-Match": "*" } };
          const put = await fetch(address, options);
          const get = await fetch(address, { headers });
          return [put.status, await get.text(), get.headers.get("ETag").length, get.headers.get(version)];
        }""",
        [f"{client.lrs.endpoint}activities/profile?{where}", client.lrs.authorization],
    )
    page.close()
    assert found == [204, "{}", 42, "2.0.0"]


# Communication 1.3: requests in forms


def tunnelled(
    client: Client, method: str, fields: dict[str, str], target: str = "statements", version: str = "1.0.3"
) -> Reply:
    known = {"Authorization": client.lrs.authorization, "X-Experience-API-Version": version}
    return client(
        "POST",
        f"{target}?method={method}",
        urlencode(known | fields).encode(),
        content_type="application/x-www-form-urlencoded",
        authorization=None,
        x_experience_api_version=None,
    )


def test_a_put_in_a_form_stores_1_3(client: Client) -> None:
    content = json.dumps(statement(actor={"name": "Ä & ü", "mbox": "mailto:a@lms.test"}))
    stored = tunnelled(client, "PUT", {"statementId": uuid(1), "Content-Type": "application/json", "content": content})
    assert (stored.status, client.found()) == (204, [uuid(1)])


def test_a_get_in_a_form_reads_1_3(client: Client) -> None:
    client.save(statement(id=uuid(1)))
    assert tunnelled(client, "GET", {"statementId": uuid(1)}).json["id"] == uuid(1)


def test_headers_in_a_form_count_1_3(client: Client) -> None:
    where = {"activityId": COURSE, "profileId": "p", "content": "[]", "If-None-Match": "*"}
    assert [tunnelled(client, "PUT", where, "activities/profile").status for _ in range(2)] == [204, 412]


def test_a_form_with_a_wrong_key_is_refused_1_3(client: Client) -> None:
    assert tunnelled(client, "GET", {"Authorization": basic("preview:wrong")}).status == 401


def test_a_form_with_further_parameters_in_its_address_is_refused_1_3(client: Client) -> None:
    assert tunnelled(client, f"PUT&statementId={uuid(1)}", {"content": json.dumps(statement())}).status == 400


def test_a_put_in_a_form_without_content_is_refused_1_3(client: Client) -> None:
    assert tunnelled(client, "PUT", {"statementId": uuid(1)}).status == 400


def test_version_2_knows_no_forms(client: Client) -> None:
    assert tunnelled(client, "GET", {}, version="2.0.0").status == 400


# HTTP itself


def test_a_connection_is_kept(client: Client) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", client.lrs.port, timeout=20)
    headers = {"Authorization": client.lrs.authorization, "X-Experience-API-Version": "1.0.3"}
    connection.request("GET", "/xapi/statements", headers=headers)
    connection.getresponse().read()
    first = connection.sock
    connection.request("GET", "/xapi/nowhere", headers=headers)
    connection.getresponse().read()
    connection.request("PUT", "/xapi/statements", b"{}", headers=headers)
    status = connection.getresponse().status
    kept = connection.sock is first
    connection.close()
    assert (status, kept) == (400, True)


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test:80", "", "0.0.0.0"])
def test_a_name_that_is_not_its_own_is_refused(client: Client, host: str) -> None:
    # A page elsewhere may have its name lead to 127.0.0.1 (DNS rebinding).
    assert client("GET", "about", host=host).status == 421


def test_localhost_is_its_name(client: Client) -> None:
    assert client("GET", "about", host=f"localhost:{client.lrs.port}").status == 200


def test_further_names_can_be_given(clock: Clock) -> None:
    with Lrs(now=clock, hosts=("lrs.test",)) as lrs:
        assert Client(lrs)("GET", "about", host="lrs.test").status == 200


def test_nobody_outside_this_machine_is_served(lrs: Lrs) -> None:
    assert lrs.endpoint == f"http://127.0.0.1:{lrs.port}/xapi/"


def test_a_body_beyond_the_limit_is_not_read(clock: Clock) -> None:
    with Lrs(now=clock, limit=1000) as lrs:
        assert Client(lrs)("POST", "statements", b" " * 1001).status == 413


def raw(port: int, text: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(text)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := connection.recv(65536):
            received += piece
        return received


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"Content-Length: x", b"400"),
        (b"Content-Length: -1", b"400"),
        (b"Content-Length: 99999999999999999999", b"413"),
        (b"Transfer-Encoding: chunked", b"411"),
    ],
)
def test_a_body_of_unknown_length_is_refused_and_the_connection_closed(lrs: Lrs, head: bytes, status: bytes) -> None:
    answer = raw(lrs.port, b"POST /xapi/statements HTTP/1.1\r\nHost: 127.0.0.1\r\n" + head + b"\r\n\r\n")
    assert (answer.split(b" ")[1], b"Connection: close" in answer) == (status, True)


def test_half_a_body_stores_nothing(client: Client, lrs: Lrs) -> None:
    body = json.dumps([statement()]).encode()
    head = (
        f"POST /xapi/statements HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {lrs.authorization}\r\n"
        f"X-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\nContent-Length: {len(body) + 1}\r\n\r\n"
    )
    assert (raw(lrs.port, head.encode() + body), lrs.texts()) == (b"", [])


@pytest.mark.parametrize(
    "query", ["statementId=%ff", "verb=%00", "limit=1&limit=2", "novalue", "&".join(f"p{n}=1" for n in range(60))]
)
def test_parameters_that_cannot_be_read_are_refused(client: Client, query: str) -> None:
    assert client("GET", f"statements?{query}").status == 400


def test_line_breaks_in_a_header_do_not_come_back_as_headers(client: Client) -> None:
    where = {"activityId": COURSE, "profileId": "p"}
    fields = where | {"content": "x", "If-None-Match": "*", "Content-Type": "text/plain\r\nX-Evil: 1"}
    tunnelled(client, "PUT", fields, "activities/profile")
    assert "x-evil" not in client("GET", "activities/profile", query=where).headers


def test_requests_at_the_same_time_all_arrive(client: Client, lrs: Lrs) -> None:
    def send(number: int) -> None:
        client("PUT", "statements", statement(), query={"statementId": uuid(number % 10)})

    threads = [threading.Thread(target=send, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lrs.texts()) == 10


def test_an_answer_can_be_lost_on_the_way(clock: Clock) -> None:
    def lose(request: Request, answer: Answer) -> Answer | None:
        return None if request.method == "POST" else answer

    with Lrs(now=clock, watch=lose) as lrs:
        client = Client(lrs)
        with pytest.raises(http.client.RemoteDisconnected):
            client.save(statement(id=uuid(1)))
        assert client.found() == [uuid(1)]


# Garbage

JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "actor", "verb", "object", "objectType", "context", "result", "mbox", "member"])
            | st.text(),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
PARTS = ["actor", "verb", "object", "result", "context", "timestamp", "attachments", "authority", "version", "id"]
ALMOST = st.dictionaries(st.sampled_from(PARTS), JSONS, max_size=3).map(lambda changes: statement(**changes))
PLACES = [
    ("POST", "statements"),
    ("PUT", f"statements?statementId={uuid(1)}"),
    ("POST", "statements?method=PUT"),
    (
        "POST",
        "activities/state?"
        + urlencode({"activityId": COURSE, "agent": '{"mbox":"mailto:a@lms.test"}', "stateId": "s"}),
    ),
]
TYPES = ["application/json", "multipart/mixed; boundary=x", "application/x-www-form-urlencoded", "text/plain", "", ";"]
EASY = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def answered(client: Client, method: str, resource: str, body: bytes, media_type: str) -> int:
    headers = {
        "Authorization": client.lrs.authorization,
        "X-Experience-API-Version": "1.0.3",
        "Content-Type": media_type,
    }
    return exchange(client.lrs.port, method, f"/xapi/{resource}", body, headers).status


@EASY
@given(place=st.sampled_from(PLACES), body=st.binary(max_size=300), media_type=st.sampled_from(TYPES))
def test_garbage_is_never_a_mistake_of_the_server(
    client: Client, place: tuple[str, str], body: bytes, media_type: str
) -> None:
    assert answered(client, *place, body, media_type) < 500


@EASY
@given(place=st.sampled_from(PLACES), content=JSONS | ALMOST | st.lists(ALMOST, max_size=3))
def test_what_is_almost_a_statement_is_never_a_mistake_of_the_server(
    client: Client, place: tuple[str, str], content: object
) -> None:
    assert answered(client, *place, json.dumps(content).encode(), "application/json") < 500


@EASY
@given(
    resource=st.sampled_from(
        ["statements", "activities/state", "agents/profile", "agents", "activities", "statements/more"]
    ),
    query=st.dictionaries(
        st.sampled_from(["agent", "verb", "activity", "since", "limit", "activityId", "stateId", "profileId", "after"]),
        st.text(st.characters(codec="utf-8"), max_size=20) | JSONS.map(json.dumps),
        max_size=4,
    ),
)
def test_garbage_in_parameters_is_never_a_mistake_of_the_server(
    client: Client, resource: str, query: dict[str, str]
) -> None:
    assert client("GET", resource, query=query).status < 500


@EASY
@given(line=st.binary(max_size=60))
def test_garbage_on_the_wire_is_never_a_mistake_of_the_server(lrs: Lrs, line: bytes) -> None:
    answer = raw(
        lrs.port, b"GET " + line.replace(b"\n", b"") + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    )
    assert not answer.startswith(b"HTTP/1.1 5")
