"""Who and what a statement speaks of: the keys by which it is found again (Data 2.4.2.3, Communication 2.1.3)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from scormkit.preview.xapi import jsontext, statement_shape
from scormkit.preview.xapi.shapes import refused
from scormkit.preview.xapi.statement_shape import IDENTIFIERS


def identity(actor: dict[str, Any]) -> str | None:
    """The key of an agent or identified group: two are the same when it is equal. An anonymous group has none."""
    for name in IDENTIFIERS:
        if name in actor:
            value = actor[name]
            parts = [value["homePage"], value["name"]] if name == "account" else [value]
            return json.dumps([name, *parts])
    return None


def asked(parameter: str) -> dict[str, Any]:
    """The agent or identified group of the parameter ``agent``. Raises :class:`Refused`."""
    actor: dict[str, Any] = jsontext.read(parameter)
    statement_shape.actor(actor, "the parameter agent")
    if identity(actor) is None:
        raise refused("the parameter agent", "must be identified")
    return actor


def people(statement: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every agent and group of a statement; true for those that only ``related_agents`` asks for."""
    for actor in (statement["actor"], statement["object"]):
        if _is_actor(actor) or actor is statement["actor"]:
            yield from ((one, False) for one in _with_members(actor))
    elsewhere = list(_context_people(statement.get("context", {})))
    if "authority" in statement:
        elsewhere.append(statement["authority"])
    for actor in elsewhere:
        yield from ((one, True) for one in _with_members(actor))
    if statement["object"].get("objectType") == "SubStatement":
        yield from ((one, True) for one, _ in people(statement["object"]))


def activities(statement: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every activity of a statement; true for those that only ``related_activities`` asks for."""
    target = statement["object"]
    if target.get("objectType", "Activity") == "Activity":
        yield target, False
    for found in statement.get("context", {}).get("contextActivities", {}).values():
        yield from ((one, True) for one in (found if isinstance(found, list) else [found]))
    if target.get("objectType") == "SubStatement":
        yield from ((one, True) for one, _ in activities(target))


def _context_people(context: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (context[name] for name in ("instructor", "team") if name in context)
    yield from (entry["agent"] for entry in context.get("contextAgents", []))
    yield from (entry["group"] for entry in context.get("contextGroups", []))


def _is_actor(target: dict[str, Any]) -> bool:
    return target.get("objectType") in ("Agent", "Group")


def _with_members(actor: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield actor
    yield from actor.get("member", [])
