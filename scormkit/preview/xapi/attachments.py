"""Statements that come or go with files, as ``multipart/mixed`` (Data 2.4.11, Communication 1.5)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING, Any

from scormkit.preview.xapi import signatures
from scormkit.preview.xapi.exchange import JSON_TYPE, Answer, Refused, Request
from scormkit.preview.xapi.jsontext import text_of

if TYPE_CHECKING:
    import sqlite3

_ALGORITHMS = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}


@dataclass(frozen=True, slots=True)
class File:
    """One attachment: its hash as the client wrote it, in lower case."""

    sha2: str
    type: str
    content: bytes


def parcel(request: Request) -> tuple[str, list[File]]:
    """The text of the statements of a request, and the files that came with them."""
    if request.media_type == JSON_TYPE:
        return text_of(request.body), []
    if request.media_type != "multipart/mixed":
        raise Refused(400, f"statements come as {JSON_TYPE} or multipart/mixed")
    first, *others = _parts(request)
    if first[0].get_content_type() != JSON_TYPE:
        raise Refused(400, f"the first part must be {JSON_TYPE}")
    return text_of(first[1]), [_file(headers, content) for headers, content in others]


def check(statements: Iterable[Mapping[str, Any]], files: list[File]) -> None:
    """Refuses a file that no attachment names, and an attachment that has neither a file nor a ``fileUrl``."""
    named = list(_attachments(statements))
    sent = {file.sha2 for file in files}
    if strangers := sorted(sent - {found["sha2"].lower() for found in named}):
        raise Refused(400, f"no statement has an attachment with the hash {strangers[0]}")
    if lost := [found for found in named if "fileUrl" not in found and found["sha2"].lower() not in sent]:
        raise Refused(400, f"the attachment {lost[0]['sha2']} has neither a part in the request nor a fileUrl")
    signatures.check(named, {file.sha2: file.content for file in files})


def keep(records: sqlite3.Connection, files: list[File]) -> None:
    """Stores the files, each once."""
    rows = [(file.sha2, file.type, file.content) for file in files]
    records.executemany("INSERT OR IGNORE INTO attachments VALUES (?, ?, ?)", rows)


def with_files(records: sqlite3.Connection, answer: Answer, statements: list[Mapping[str, Any]]) -> Answer:
    """The answer as ``multipart/mixed`` with the files of ``statements`` that are kept here."""
    boundary = "scormkit-" + hashlib.sha256(answer.body).hexdigest()[:32]
    parts = [_part(boundary, {"Content-Type": JSON_TYPE}, answer.body)]
    for sha2 in dict.fromkeys(found["sha2"].lower() for found in _attachments(statements)):
        row = records.execute("SELECT type, content FROM attachments WHERE sha2 = ?", (sha2,)).fetchone()
        if row is not None:
            headers = {"Content-Type": row[0], "Content-Transfer-Encoding": "binary", "X-Experience-API-Hash": sha2}
            parts.append(_part(boundary, headers, row[1]))
    body = b"".join(parts) + f"--{boundary}--\r\n".encode("ascii")
    return Answer(answer.status, body, {**answer.headers, "Content-Type": f'multipart/mixed; boundary="{boundary}"'})


def parsed(texts: Iterable[str]) -> list[Mapping[str, Any]]:
    """Kept statements as values."""
    return [json.loads(text) for text in texts]


def _attachments(statements: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    for statement in statements:
        yield from statement.get("attachments", [])
        if statement["object"].get("objectType") == "SubStatement":
            yield from statement["object"].get("attachments", [])


def _parts(request: Request) -> list[tuple[Message, bytes]]:
    boundary = _headers([f"Content-Type: {request.headers['content-type']}"]).get_param("boundary")
    if not isinstance(boundary, str) or not boundary or not boundary.isascii():
        raise Refused(400, "multipart/mixed needs a boundary")
    delimiter = b"\r\n--" + boundary.encode("ascii")
    _, *pieces = (b"\r\n" + request.body).split(delimiter)
    if not pieces or not pieces[-1].startswith(b"--"):
        raise Refused(400, "the last boundary of the body is missing")
    found = [_taken_apart(piece) for piece in pieces[:-1]]
    if not found:
        raise Refused(400, "the body has no part")
    return found


def _taken_apart(piece: bytes) -> tuple[Message, bytes]:
    head, gap, content = piece.lstrip(b" \t").partition(b"\r\n\r\n")
    if not gap:
        raise Refused(400, "a part of the body has no end of its headers")
    try:
        return _headers(head.decode("ascii").strip("\r\n").split("\r\n")), content
    except UnicodeDecodeError:
        raise Refused(400, "a header of a part is not ASCII") from None


def _headers(lines: list[str]) -> Message:
    message = Message()
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon:
            raise Refused(400, "a header of a part has no colon")
        message[name.strip()] = value.strip()
    return message


def _file(headers: Message, content: bytes) -> File:
    if headers.get("Content-Transfer-Encoding", "").lower() != "binary":
        raise Refused(400, "a file must have the header Content-Transfer-Encoding: binary")
    sha2 = headers.get("X-Experience-API-Hash", "").lower()
    if len(sha2) not in _ALGORITHMS or hashlib.new(_ALGORITHMS[len(sha2)], content).hexdigest() != sha2:
        raise Refused(400, "the header X-Experience-API-Hash of a file is not the SHA-2 of its content")
    return File(sha2, headers.get("Content-Type", "application/octet-stream"), content)


def _part(boundary: str, headers: Mapping[str, str], content: bytes) -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"--{boundary}\r\n{head}\r\n".encode("ascii") + content + b"\r\n"
