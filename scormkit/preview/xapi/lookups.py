"""What the LRS knows besides statements: activities, people, and itself (Communication 2.4, 2.5, 2.8)."""

from __future__ import annotations

import json
from typing import Any

from scormkit import __version__
from scormkit.preview.xapi import actors, values
from scormkit.preview.xapi.exchange import V2, Answer, Desk, Refused, Request, json_answer
from scormkit.preview.xapi.statement_shape import IDENTIFIERS

SUPPORTED = ("1.0.0", "1.0.1", "1.0.2", "1.0.3", V2)


def about(desk: Desk, request: Request) -> Answer:
    """The versions that are spoken here, for anybody who asks."""
    request.expect(frozenset(), frozenset())
    content = {"version": list(SUPPORTED), "extensions": {"https://scormkit.example/preview/lrs": __version__}}
    return json_answer(content)


def activity(desk: Desk, request: Request) -> Answer:
    """The activity with all that statements have said about it; one never heard of is its id alone."""
    request.expect(frozenset({"activityId"}), frozenset())
    name = request.query["activityId"]
    if not values.is_iri(name):
        raise Refused(400, "the parameter activityId must be an absolute IRI")
    with desk.storage.reading() as records:
        row = records.execute("SELECT definition FROM activities WHERE id = ?", (name,)).fetchone()
    found: dict[str, Any] = {"objectType": "Activity", "id": name}
    if row is None:
        return json_answer(found)
    return json_answer(found | {"definition": json.loads(row[0])})


def person(desk: Desk, request: Request) -> Answer:
    """The person behind an agent: its identifier, and every name under which it has been seen."""
    request.expect(frozenset({"agent"}), frozenset())
    agent = actors.asked(request.query["agent"])
    if agent.get("objectType") == "Group":
        raise Refused(400, "the parameter agent must be an agent")
    with desk.storage.reading() as records:
        rows = records.execute("SELECT name FROM names WHERE agent = ? ORDER BY name", (actors.identity(agent),))
        names = [name for (name,) in rows]
    found: dict[str, Any] = {"objectType": "Person"}
    if "name" in agent and agent["name"] not in names:
        names.append(agent["name"])
    if names:
        found["name"] = names
    return json_answer(found | {name: [agent[name]] for name in IDENTIFIERS if name in agent})
