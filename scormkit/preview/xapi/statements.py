"""The statement resource (Communication 2.1): takes statements, keeps them as they came, never changes one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scormkit.preview.xapi import actors, attachments, jsontext, values
from scormkit.preview.xapi.exchange import V2, Answer, Desk, Refused, Request, json_answer
from scormkit.preview.xapi.sameness import same_statement
from scormkit.preview.xapi.statement_shape import VOIDED, check_statement

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

_HALF = re.compile("[\ud800-\udfff]")

# What the LRS says of every statement: the client's own word for it is not kept (Data 2.4.8, 2.4.9).
AUTHORITY = {
    "objectType": "Agent",
    "name": "scormkit preview",
    "account": {"homePage": "https://scormkit.example/preview", "name": "lrs"},
}


@dataclass(frozen=True, slots=True)
class Received:
    """One valid statement of a request: its id in lower case, its text member by member, and its value."""

    id: str
    parts: Mapping[str, str]
    value: Mapping[str, Any]


def put(desk: Desk, request: Request) -> Answer:
    """Keeps one statement under the id of the parameter: 204, or 409 where another has that id."""
    request.expect(frozenset({"statementId"}), frozenset())
    wanted = request.query["statementId"]
    if not values.is_uuid(wanted):
        raise Refused(400, "the parameter statementId must be a UUID")
    text, files = attachments.parcel(request)
    statement = jsontext.read(text)
    check_statement(statement, request.version)
    if statement.get("id", wanted).lower() != wanted.lower():
        raise Refused(400, "the id of the statement is not the parameter statementId")
    attachments.check([statement], files)
    parts = _listed(jsontext.members(text), statement)
    parts.setdefault("id", jsontext.member("id", wanted))
    _keep(desk, request, [Received(wanted.lower(), parts, statement | {"id": wanted})], files)
    return Answer(204)


def post(desk: Desk, request: Request) -> Answer:
    """Keeps one statement or an array, all or none, and answers with their ids."""
    request.expect(frozenset(), frozenset())
    text, files = attachments.parcel(request)
    found = jsontext.read(text)
    statements = found if isinstance(found, list) else [found]
    texts = jsontext.elements(text) if isinstance(found, list) else [text]
    received = []
    for index, (statement, raw) in enumerate(zip(statements, texts, strict=True)):
        at = f"statements[{index}]" if isinstance(found, list) else "statement"
        check_statement(statement, request.version, at)
        received.append(_with_id(desk, statement, _listed(jsontext.members(raw), statement)))
    if len({one.id for one in received}) != len(received):
        raise Refused(400, "two statements of the request have the same id")
    attachments.check(statements, files)
    _keep(desk, request, received, files)
    return json_answer([one.value["id"] for one in received])


def _listed(parts: dict[str, str], statement: Mapping[str, Any]) -> dict[str, str]:
    """The statement with every context activity in an array, as it must be returned (Data 2.4.6.2)."""
    changed = dict(parts)
    if "contextActivities" in statement.get("context", {}):
        context = jsontext.members(jsontext.value_of(parts["context"]))
        places = jsontext.members(jsontext.value_of(context["contextActivities"]))
        for name, part in places.items():
            value = jsontext.value_of(part)
            places[name] = f"{json.dumps(name)}:{value if value.startswith('[') else f'[{value}]'}"
        context["contextActivities"] = f'"contextActivities":{jsontext.assemble(places)}'
        changed["context"] = f'"context":{jsontext.assemble(context)}'
    if statement.get("object", {}).get("objectType") == "SubStatement":
        inner = _listed(jsontext.members(jsontext.value_of(parts["object"])), statement["object"])
        changed["object"] = f'"object":{jsontext.assemble(inner)}'
    return changed


def _with_id(desk: Desk, statement: dict[str, Any], parts: dict[str, str]) -> Received:
    if "id" not in statement:
        name = str(desk.new_id())
        statement = {"id": name, **statement}
        parts = {"id": jsontext.member("id", name), **parts}
    return Received(statement["id"].lower(), parts, statement)


def _keep(desk: Desk, request: Request, received: list[Received], files: list[attachments.File]) -> None:
    with desk.storage.writing() as records:
        moment = desk.now()
        for one in received:
            if not _known(records, one):
                _insert(records, one, request.version, moment)
        attachments.keep(records, files)


def _known(records: sqlite3.Connection, one: Received) -> bool:
    """Whether exactly this statement is kept already; a different one with its id is a conflict (409)."""
    row = records.execute("SELECT text FROM statements WHERE id = ?", (one.id,)).fetchone()
    if row is None:
        return False
    if not same_statement(one.value, json.loads(row[0])):
        raise Refused(409, f"another statement has the id {one.id}")
    return True


def _insert(records: sqlite3.Connection, one: Received, version: str, moment: datetime) -> None:
    additions = {"stored": values.written(moment), "authority": AUTHORITY}
    if "timestamp" not in one.value:
        additions["timestamp"] = values.written(moment)
    if "version" not in one.value:
        # Data 2.4.10: what comes without a version is 1.0.0.
        additions["version"] = "2.0.0" if version == V2 else "1.0.0"
    statement = {**one.value, **additions}
    kept = {name: part for name, part in one.parts.items() if name not in additions}
    text = jsontext.assemble(kept | {name: jsontext.member(name, value) for name, value in additions.items()})
    target = statement["object"]["id"].lower() if statement["object"].get("objectType") == "StatementRef" else None
    registration = statement.get("context", {}).get("registration")
    cursor = records.execute(
        "INSERT INTO statements (id, stored, verb, registration, target, text) VALUES (?, ?, ?, ?, ?, ?)",
        (
            one.id,
            values.milliseconds(moment),
            statement["verb"]["id"],
            registration and registration.lower(),
            target,
            text,
        ),
    )
    _index(records, cursor.lastrowid, statement)
    _void(records, one.id, target if statement["verb"]["id"] == VOIDED else None)


def _void(records: sqlite3.Connection, new: str, target: str | None) -> None:
    """A statement is voided by any voiding statement that names it, whichever came first; a voiding one never is."""
    if target is not None:
        records.execute("UPDATE statements SET voided = 1 WHERE id = ? AND verb <> ?", (target, VOIDED))
    records.execute(
        "UPDATE statements SET voided = 1 WHERE id = ? AND verb <> ?"
        " AND EXISTS (SELECT 1 FROM statements AS other WHERE other.target = ? AND other.verb = ?)",
        (new, VOIDED, new, VOIDED),
    )


def _index(records: sqlite3.Connection, seq: int | None, statement: dict[str, Any]) -> None:
    for actor, related in actors.people(statement):
        if (key := actors.identity(actor)) is None:
            continue
        records.execute("INSERT OR IGNORE INTO statement_agents VALUES (?, ?, ?)", (key, related, seq))
        # Half of a surrogate pair is text in JSON and none in SQLite.
        if "name" in actor and not _HALF.search(actor["name"]):
            records.execute("INSERT OR IGNORE INTO names VALUES (?, ?)", (key, actor["name"]))
    for activity, related in actors.activities(statement):
        records.execute("INSERT OR IGNORE INTO statement_activities VALUES (?, ?, ?)", (activity["id"], related, seq))
        if "definition" in activity:
            _learn(records, activity["id"], activity["definition"])


def _learn(records: sqlite3.Connection, activity: str, news: dict[str, Any]) -> None:
    """What an activity is, after another statement has described it: later words win, languages are gathered."""
    row = records.execute("SELECT definition FROM activities WHERE id = ?", (activity,)).fetchone()
    known: dict[str, Any] = json.loads(row[0]) if row else {}
    gathered = {name: known[name] | news[name] for name in ("name", "description") if name in known and name in news}
    merged = json.dumps({**known, **news, **gathered})
    if not row or row[0] != merged:
        records.execute("INSERT OR REPLACE INTO activities VALUES (?, ?)", (activity, merged))
