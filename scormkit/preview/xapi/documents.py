"""Documents that clients keep at the LRS (Communication 2.2 to 2.7): activity state, activity and agent profiles."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from scormkit.preview.xapi import actors, jsontext, values
from scormkit.preview.xapi.exchange import JSON_TYPE, V2, Answer, Desk, Refused, Request, json_answer
from scormkit.preview.xapi.queries import http_date, instant

if TYPE_CHECKING:
    import sqlite3

_TAGS = re.compile(r'\s*(?:W/)?("[^"]*"|\*|[^\s",]+)\s*(?:,|$)')


class Owner(NamedTuple):
    """To what documents belong; an empty string where the resource or the request has no such thing."""

    activity: str
    agent: str
    registration: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as it lies here."""

    type: str
    etag: str
    updated: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Documents:
    """One resource of documents.

    ``owners`` are its required parameters and ``id`` the one that names a document. State may be narrowed by
    ``registration``, removed as a whole, and in 1.0.3 overwritten blindly; profiles may not (Communication 3.1).
    """

    resource: str
    owners: frozenset[str]
    id: str
    is_state: bool = False

    def get(self, desk: Desk, request: Request) -> Answer:
        """One document, or the ids of all, those stored after ``since`` where it is given."""
        if self.id not in request.query:
            return self._ids(desk, request)
        owner, name = self._named(request)
        with desk.storage.reading() as records:
            found = self._find(records, owner, name)
        if found is None:
            raise Refused(404, "there is no such document")
        headers = {"Content-Type": found.type, "ETag": found.etag, "Last-Modified": http_date(found.updated)}
        return Answer(200, found.content, headers)

    def put(self, desk: Desk, request: Request) -> Answer:
        """Stores the document in the place of what was there."""
        owner, name = self._named(request)
        with desk.storage.writing() as records:
            found = self._find(records, owner, name)
            self._check_seen(request, found)
            _check_conditions(request, found)
            self._write(desk, records, owner, name, request.headers.get("content-type", ""), request.body)
        return Answer(204)

    def post(self, desk: Desk, request: Request) -> Answer:
        """Stores the document, or merges it into one that exists: member by member, both JSON objects."""
        owner, name = self._named(request)
        if request.media_type == JSON_TYPE:
            jsontext.read(jsontext.text_of(request.body))
        with desk.storage.writing() as records:
            found = self._find(records, owner, name)
            _check_conditions(request, found)
            body = request.body if found is None else _merged(found, request)
            self._write(desk, records, owner, name, request.headers.get("content-type", ""), body)
        return Answer(204)

    def delete(self, desk: Desk, request: Request) -> Answer:
        """Removes the document; of state, all of the owner where none is named."""
        if self.is_state and self.id not in request.query:
            return self._delete_all(desk, request)
        owner, name = self._named(request)
        with desk.storage.writing() as records:
            _check_conditions(request, self._find(records, owner, name))
            records.execute(
                "DELETE FROM documents WHERE (resource, activity, agent, registration, id) = (?, ?, ?, ?, ?)",
                (self.resource, *owner, name),
            )
        return Answer(204)

    def _ids(self, desk: Desk, request: Request) -> Answer:
        request.expect(self.owners, self._narrowing() | {"since"})
        where, given = self._all_of(request)
        since = values.milliseconds(instant(request, "since")) if "since" in request.query else None
        with desk.storage.reading() as records:
            rows = records.execute(
                f"SELECT id, updated FROM documents WHERE {where} ORDER BY updated, id", given
            ).fetchall()
        return json_answer(list(dict.fromkeys(name for name, updated in rows if since is None or updated > since)))

    def _delete_all(self, desk: Desk, request: Request) -> Answer:
        request.expect(self.owners, self._narrowing())
        where, given = self._all_of(request)
        with desk.storage.writing() as records:
            records.execute(f"DELETE FROM documents WHERE {where}", given)
        return Answer(204)

    def _all_of(self, request: Request) -> tuple[str, tuple[str, ...]]:
        """Without a registration the documents of every registration are meant."""
        owner = _owner(request)
        where, given = "resource = ? AND activity = ? AND agent = ?", (self.resource, owner.activity, owner.agent)
        if owner.registration:
            return f"{where} AND registration = ?", (*given, owner.registration)
        return where, given

    def _narrowing(self) -> frozenset[str]:
        return frozenset({"registration"}) if self.is_state else frozenset()

    def _named(self, request: Request) -> tuple[Owner, str]:
        request.expect(self.owners | {self.id}, self._narrowing())
        return _owner(request), request.query[self.id]

    def _find(self, records: sqlite3.Connection, owner: Owner, name: str) -> Stored | None:
        row = records.execute(
            "SELECT type, etag, updated, content FROM documents"
            " WHERE (resource, activity, agent, registration, id) = (?, ?, ?, ?, ?)",
            (self.resource, *owner, name),
        ).fetchone()
        return row and Stored(*row)

    def _write(
        self, desk: Desk, records: sqlite3.Connection, owner: Owner, name: str, media_type: str, content: bytes
    ) -> None:
        # 1.0.3 asks for a SHA-1 (Communication 3.1); it guards against accidents, not against an opponent.
        etag = f'"{hashlib.sha1(content, usedforsecurity=False).hexdigest()}"'
        records.execute(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.resource,
                *owner,
                name,
                media_type or "application/octet-stream",
                etag,
                values.milliseconds(desk.now()),
                content,
            ),
        )

    def _check_seen(self, request: Request, found: Stored | None) -> None:
        """Who overwrites blindly has not seen what is there."""
        if "if-match" in request.headers or "if-none-match" in request.headers:
            return
        if found is not None and (not self.is_state or request.version == V2):
            raise Refused(409, "a document is there: get it, and send its ETag as If-Match to replace it")
        if not self.is_state and request.version != V2:
            raise Refused(400, "to put a profile send If-None-Match: * where it is new, or If-Match")


def _owner(request: Request) -> Owner:
    activity = request.query.get("activityId", "")
    if "activityId" in request.query and not values.is_iri(activity):
        raise Refused(400, "the parameter activityId must be an absolute IRI")
    agent = (actors.identity(actors.asked(request.query["agent"])) or "") if "agent" in request.query else ""
    registration = request.query.get("registration", "")
    if "registration" in request.query and not values.is_uuid(registration):
        raise Refused(400, "the parameter registration must be a UUID")
    return Owner(activity, agent, registration.lower())


def _check_conditions(request: Request, found: Stored | None) -> None:
    """``If-Match`` and ``If-None-Match`` (HTTP; Communication 3.1): 412 where the document is not what was expected."""
    wanted = _tags(request, "if-match")
    if wanted and (found is None or not ({"*", found.etag} & wanted)):
        raise Refused(412, "the document is not the one that If-Match names")
    if found is not None and {"*", found.etag} & _tags(request, "if-none-match"):
        raise Refused(412, "If-None-Match asks that no such document is there, and one is")


def _tags(request: Request, header: str) -> set[str]:
    """The entity tags of a header; some clients forget the quotes."""
    found = _TAGS.findall(request.headers.get(header, ""))
    return {tag if tag == "*" or tag.startswith('"') else f'"{tag}"' for tag in found}


def _merged(found: Stored, request: Request) -> bytes:
    if request.media_type != JSON_TYPE or found.type.partition(";")[0].strip().lower() != JSON_TYPE:
        raise Refused(400, f"only documents of type {JSON_TYPE} can be merged")
    texts = [jsontext.text_of(content) for content in (found.content, request.body)]
    if not all(isinstance(jsontext.read(text), dict) for text in texts):
        raise Refused(400, "only JSON objects can be merged")
    old, new = map(jsontext.members, texts)
    return jsontext.assemble(old | new).encode("utf-8")


STATE = Documents("state", frozenset({"activityId", "agent"}), "stateId", is_state=True)
ACTIVITY_PROFILE = Documents("activity profile", frozenset({"activityId"}), "profileId")
AGENT_PROFILE = Documents("agent profile", frozenset({"agent"}), "profileId")
