"""Files with statements and signatures: xAPI 1.0.3 Data 2.4.11, 2.6 and Communication 1.5."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest
from client import Client, Reply, statement, uuid

PDF = b"%PDF \r\n\r\n--x\xff"
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"


def attachment(content: bytes, **changes: Any) -> dict[str, Any]:
    known = {
        "usageType": "http://id.tincanapi.com/attachment/certificate-of-completion",
        "display": {"en": "Certificate"},
        "contentType": "application/pdf",
        "length": len(content),
        "sha2": hashlib.sha256(content).hexdigest(),
    }
    return known | changes


def send(client: Client, content: Any, *files: bytes, **headers: str) -> Reply:
    body = b"--edge\r\nContent-Type: application/json\r\n\r\n" + json.dumps(content).encode() + b"\r\n"
    for file in files:
        known = {"Content-Type": "application/pdf", "Content-Transfer-Encoding": "binary"}
        known["X-Experience-API-Hash"] = hashlib.sha256(file).hexdigest()
        head = "".join(f"{name}: {value}\r\n" for name, value in (known | headers).items())
        body += f"--edge\r\n{head}\r\n".encode() + file + b"\r\n"
    return client("POST", "statements", body + b"--edge--\r\n", content_type='multipart/mixed; boundary="edge"')


def test_a_file_comes_back_when_it_is_asked_for(client: Client) -> None:
    sent = send(client, statement(id=uuid(1), attachments=[attachment(PDF)]), PDF)
    found = client("GET", "statements", query={"statementId": uuid(1), "attachments": "true"})
    assert (sent.json, found.headers["content-type"][:15], PDF in found.body) == ([uuid(1)], "multipart/mixed", True)


def test_a_file_stays_away_when_it_is_not_asked_for(client: Client) -> None:
    send(client, statement(id=uuid(1), attachments=[attachment(PDF)]), PDF)
    assert client("GET", "statements").headers["content-type"] == "application/json"


def test_a_statement_that_lacks_its_file_is_refused(client: Client) -> None:
    assert client("POST", "statements", statement(attachments=[attachment(PDF)])).status == 400


def test_a_file_that_no_statement_names_is_refused(client: Client) -> None:
    assert send(client, statement(), PDF).status == 400


@pytest.mark.parametrize(
    "headers",
    [{"X-Experience-API-Hash": "0" * 64}, {"X-Experience-API-Hash": ""}, {"Content-Transfer-Encoding": "8bit"}],
)
def test_a_file_that_is_not_what_its_headers_say_is_refused(client: Client, headers: dict[str, str]) -> None:
    assert send(client, statement(attachments=[attachment(PDF)]), PDF, **headers).status == 400


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--edge",
        b"--edge--",
        b"--edge\r\n\r\n{}",
        b"--edge\r\nnothing\r\n\r\n{}\r\n--edge--",
        b"--edge\r\n--edge--",
    ],
)
def test_a_multipart_body_that_is_none_is_refused(client: Client, body: bytes) -> None:
    assert client("POST", "statements", body, content_type="multipart/mixed; boundary=edge").status == 400


@pytest.mark.parametrize(
    "media_type", ["multipart/mixed", "multipart/mixed; boundary=", "multipart/form-data; boundary=edge"]
)
def test_a_multipart_type_without_use_is_refused(client: Client, media_type: str) -> None:
    assert client("POST", "statements", b"--edge--", content_type=media_type).status == 400


def signature(algorithm: str = "RS256", payload: Any = None) -> bytes:
    parts = [json.dumps({"alg": algorithm}).encode(), json.dumps(payload or statement()).encode(), b"signed"]
    return b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (signature(), "application/octet-stream", 200),
        (signature(), "text/plain", 400),
        (signature("HS256"), "application/octet-stream", 400),
        (signature(payload=[1]), "application/octet-stream", 400),
        (b"no signature", "application/octet-stream", 400),
        (b"!.!.!", "application/octet-stream", 400),
    ],
    ids=["good", "type", "algorithm", "payload", "form", "base64"],
)
def test_a_signature_must_have_its_form_data_2_6(client: Client, content: bytes, media_type: str, status: int) -> None:
    signed = statement(attachments=[attachment(content, usageType=SIGNATURE, contentType=media_type)])
    assert send(client, signed, content).status == status
