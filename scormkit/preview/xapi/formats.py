"""How statements are shown (Communication 2.1.3, ``format``): as received, by ids, or in the LRS's words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scormkit.preview.xapi.statement_shape import IDENTIFIERS

if TYPE_CHECKING:
    import sqlite3

    from scormkit.preview.xapi.exchange import Request

_Change = Callable[[dict[str, Any]], dict[str, Any]]

FORMATS = ("exact", "ids", "canonical")


def shown(records: sqlite3.Connection, request: Request, texts: list[str]) -> list[str]:
    """The texts of kept statements in the format of the request."""
    chosen = request.query.get("format", "exact")
    if chosen == "exact":
        return texts
    if chosen == "ids":
        return [json.dumps(_by_ids(json.loads(text))) for text in texts]
    languages = preferred(request.headers.get("accept-language", ""))
    return [json.dumps(_canonical(records, languages, json.loads(text))) for text in texts]


def canonical_activity(records: sqlite3.Connection, activity: dict[str, Any], languages: list[str]) -> dict[str, Any]:
    """The activity with everything that statements have said about it, each text in the language that fits best."""
    row = records.execute("SELECT definition FROM activities WHERE id = ?", (activity["id"],)).fetchone()
    definition = json.loads(row[0]) if row else activity.get("definition")
    if definition is None:
        return activity
    return {**activity, "definition": _in_one_language(definition, languages)}


def preferred(accept: str) -> list[str]:
    """The languages of an ``Accept-Language`` header, the best first; what cannot be read is passed over."""
    ranked: list[tuple[float, str]] = []
    for entry in accept.split(","):
        tag, _, quality = entry.partition(";")
        try:
            rank = float(quality.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if tag.strip() and rank > 0:
            ranked.append((-rank, tag.strip().lower()))
    return [tag for _, tag in sorted(ranked, key=lambda pair: pair[0])]


def _fitting(texts: dict[str, str], languages: list[str]) -> dict[str, str]:
    """The text of the first wanted language that is there: exactly, else a variety of it, else what it is one of."""
    tags = {tag.lower(): tag for tag in texts}
    for wanted in languages:
        varieties = [tag for tag in tags if tag.startswith(f"{wanted}-")]
        wider = [tag for tag in tags if wanted.startswith(f"{tag}-")]
        for tag in (wanted, *varieties, *wider):
            if tag in tags:
                return {tags[tag]: texts[tags[tag]]}
    return dict(list(texts.items())[:1])


def _in_one_language(value: Any, languages: list[str]) -> Any:
    if isinstance(value, list):
        return [_in_one_language(element, languages) for element in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _fitting(element, languages)
        if name in ("name", "description", "display") and isinstance(element, dict)
        else element
        if name == "extensions"
        else _in_one_language(element, languages)
        for name, element in value.items()
    }


def _by_ids(statement: dict[str, Any]) -> dict[str, Any]:
    return _mapped(statement, lambda activity: _only(activity, "id"), _identified, _only_id)


def _canonical(records: sqlite3.Connection, languages: list[str], statement: dict[str, Any]) -> dict[str, Any]:
    return _mapped(
        statement,
        lambda activity: canonical_activity(records, activity, languages),
        lambda actor: actor,
        lambda verb: _in_one_language(verb, languages),
    )


def _mapped(statement: dict[str, Any], activity: _Change, actor: _Change, verb: _Change) -> dict[str, Any]:
    """The statement with each activity, actor and verb put through its function."""
    found = dict(statement)
    found["actor"] = actor(statement["actor"])
    found["verb"] = verb(statement["verb"])
    target = statement["object"]
    kind = target.get("objectType", "Activity")
    if kind == "Activity":
        found["object"] = activity(target)
    elif kind in ("Agent", "Group"):
        found["object"] = actor(target)
    elif kind == "SubStatement":
        found["object"] = _mapped(target, activity, actor, verb)
    if "authority" in statement:
        found["authority"] = actor(statement["authority"])
    if "context" in statement:
        found["context"] = _mapped_context(statement["context"], activity, actor)
    return found


def _mapped_context(context: dict[str, Any], activity: _Change, actor: _Change) -> dict[str, Any]:
    found = dict(context)
    for name in ("instructor", "team"):
        if name in context:
            found[name] = actor(context[name])
    for places, name in (("contextAgents", "agent"), ("contextGroups", "group")):
        if places in context:
            found[places] = [{**entry, name: actor(entry[name])} for entry in context[places]]
    if "contextActivities" in context:
        found["contextActivities"] = {
            place: [activity(one) for one in (value if isinstance(value, list) else [value])]
            for place, value in context["contextActivities"].items()
        }
    return found


def _only(value: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value[name] for name in names if name in value}


def _only_id(verb: dict[str, Any]) -> dict[str, Any]:
    return _only(verb, "id")


def _identified(actor: dict[str, Any]) -> dict[str, Any]:
    found = _only(actor, "objectType", *IDENTIFIERS)
    if not any(name in actor for name in IDENTIFIERS):
        found["member"] = [_identified(one) for one in actor.get("member", [])]
    return found
