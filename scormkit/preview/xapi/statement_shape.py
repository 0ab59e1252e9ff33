"""The statement, property by property: the tables that :func:`check_statement` goes by."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Any

from scormkit.preview.xapi import values
from scormkit.preview.xapi.exchange import V2
from scormkit.preview.xapi.shapes import (
    Check,
    Table,
    boolean,
    by_type,
    count,
    duration,
    extensions,
    form,
    iri,
    iso_timestamp,
    language,
    language_map,
    listing,
    number,
    record,
    refused,
    rfc_timestamp,
    text,
    uuid,
    word,
)

VOIDED = "http://adlnet.gov/expapi/verbs/voided"

# Inverse functional identifiers (Data 2.4.2.3): exactly one says who somebody is.
IDENTIFIERS: Table = {
    "mbox": form(values.is_mailto, "a mailto IRI"),
    "mbox_sha1sum": form(values.is_sha1, "a SHA-1 in hexadecimal digits"),
    "openid": iri,
    "account": record({"homePage": iri, "name": text}, {}),
}

# Which list of components an interaction may have (Data 2.4.4.1).
COMPONENTS: dict[str, frozenset[str]] = {
    "true-false": frozenset(),
    "choice": frozenset({"choices"}),
    "fill-in": frozenset(),
    "long-fill-in": frozenset(),
    "matching": frozenset({"source", "target"}),
    "performance": frozenset({"steps"}),
    "sequencing": frozenset({"choices"}),
    "likert": frozenset({"scale"}),
    "numeric": frozenset(),
    "other": frozenset(),
}
_COMPONENT_LISTS = frozenset({"choices", "scale", "source", "target", "steps"})
_VERSION = re.compile(r"1\.0(?:\.\d+)?")
_VERSIONS_OF_2 = re.compile(r"1\.0(?:\.\d+)?|2\.0(?:\.\d+)?")


def _one_identifier(value: Any, at: str) -> None:
    if sum(name in value for name in IDENTIFIERS) != 1:
        raise refused(at, f"must have exactly one of {', '.join(IDENTIFIERS)}")


def _group(value: Any, at: str) -> None:
    if sum(name in value for name in IDENTIFIERS) > 1:
        raise refused(at, f"must have at most one of {', '.join(IDENTIFIERS)}")
    if "member" not in value and not any(name in value for name in IDENTIFIERS):
        raise refused(at, "is an anonymous group and must have 'member'")


agent = record({}, {"objectType": word("Agent"), "name": text, **IDENTIFIERS}, _one_identifier)
group = record(
    {"objectType": word("Group")},
    {"name": text, "member": listing(agent), **IDENTIFIERS},
    _group,
)
actor = by_type("Agent", {"Agent": agent, "Group": group})
verb = record({"id": iri}, {"display": language_map})
statement_ref = record({"objectType": word("StatementRef"), "id": uuid}, {})


def _authority(value: Any, at: str) -> None:
    # Data 2.4.9: a group here is the pair of OAuth, an application and a person.
    if value.get("objectType") == "Group":
        people = value.get("member", [])
        if (
            any(name in value for name in IDENTIFIERS)
            or len(people) != 2
            or not any("account" in one for one in people)
        ):
            raise refused(at, "as a group must be anonymous, of two agents, one of them with an account")


def authority(value: Any, at: str) -> None:
    """An agent, or the pair of three-legged OAuth."""
    actor(value, at)
    _authority(value, at)


def _unique_ids(value: Any, at: str) -> None:
    ids = [component["id"] for component in value]
    if len(set(ids)) != len(ids):
        raise refused(at, "has the same id twice")


def _components(value: Any, at: str) -> None:
    listing(record({"id": text}, {"description": language_map}))(value, at)
    _unique_ids(value, at)


def _interaction(value: Any, at: str) -> None:
    kind = value.get("interactionType")
    used = _COMPONENT_LISTS & set(value)
    if kind is None and (used or "correctResponsesPattern" in value):
        raise refused(at, "must have 'interactionType' where it has answers or components")
    if kind is not None and (wrong := sorted(used - COMPONENTS[kind])):
        raise refused(at, f"of interaction type {kind} has no {wrong[0]!r}")


definition = record(
    {},
    {
        "name": language_map,
        "description": language_map,
        "type": iri,
        "moreInfo": iri,
        "extensions": extensions,
        "interactionType": word(*COMPONENTS),
        "correctResponsesPattern": listing(text),
        **dict.fromkeys(sorted(_COMPONENT_LISTS), _components),
    },
    _interaction,
)
activity = record({"id": iri}, {"objectType": word("Activity"), "definition": definition})


def _scaled(value: Any, at: str) -> None:
    number(value, at)
    if not -1 <= value <= 1:
        raise refused(at, "must be between -1 and 1")


def _score(value: Any, at: str) -> None:
    order = [value[name] for name in ("min", "raw", "max") if name in value]
    if any(low > high for low, high in pairwise(order)):
        raise refused(at, "must have min ≤ raw ≤ max")
    if "min" in value and "max" in value and value["min"] == value["max"]:
        raise refused(at, "must have min < max")


score = record({}, {"scaled": _scaled, "raw": number, "min": number, "max": number}, _score)
result = record(
    {},
    {
        "score": score,
        "success": boolean,
        "completion": boolean,
        "response": text,
        "duration": duration,
        "extensions": extensions,
    },
)


def _activities(value: Any, at: str) -> None:
    # One activity may stand for an array of one (Data 2.4.6.2).
    if isinstance(value, list):
        listing(activity)(value, at)
    else:
        activity(value, at)


_CONTEXT: Table = {
    "registration": uuid,
    "instructor": actor,
    "team": group,
    "contextActivities": record({}, dict.fromkeys(("parent", "grouping", "category", "other"), _activities)),
    "revision": text,
    "platform": text,
    "language": language,
    "statement": statement_ref,
    "extensions": extensions,
}
_RELEVANT: Table = {"relevantTypes": listing(iri, least=1)}
_CONTEXT_OF_2: Table = {
    **_CONTEXT,
    "contextAgents": listing(record({"objectType": word("contextAgent"), "agent": agent}, _RELEVANT)),
    "contextGroups": listing(record({"objectType": word("contextGroup"), "group": group}, _RELEVANT)),
}

attachment = record(
    {
        "usageType": iri,
        "display": language_map,
        "contentType": form(values.is_media_type, "a media type"),
        "length": count,
        "sha2": form(values.is_sha2, "a SHA-2 in hexadecimal digits"),
    },
    {"description": language_map, "fileUrl": iri},
)


def _statement(value: Any, at: str) -> None:
    target = value["object"].get("objectType", "Activity")
    context = value.get("context", {})
    for name in ("revision", "platform"):
        if name in context and target != "Activity":
            raise refused(f"{at}.context.{name}", "is allowed for activities only")
    if value["verb"]["id"] == VOIDED and target != "StatementRef":
        raise refused(f"{at}.object", "of a voiding statement must be a StatementRef")


@cache
def _shape(version: str) -> Check:
    timestamp = rfc_timestamp if version == V2 else iso_timestamp
    versions = _VERSIONS_OF_2 if version == V2 else _VERSION
    objects: dict[str, Check] = {
        "Activity": activity,
        "Agent": agent,
        "Group": group,
        "StatementRef": statement_ref,
    }
    common: Table = {
        "result": result,
        "context": record({}, _CONTEXT_OF_2 if version == V2 else _CONTEXT),
        "timestamp": timestamp,
        "attachments": listing(attachment),
    }
    sub_statement = record(
        {"objectType": word("SubStatement"), "actor": actor, "verb": verb, "object": by_type("Activity", objects)},
        common,
        _statement,
    )
    return record(
        {"actor": actor, "verb": verb, "object": by_type("Activity", {**objects, "SubStatement": sub_statement})},
        {
            "id": uuid,
            "stored": timestamp,
            "authority": authority,
            "version": form(
                lambda found: versions.fullmatch(found) is not None, "a version of xAPI that is known here"
            ),
            **common,
        },
        _statement,
    )


def check_statement(statement: Any, version: str, at: str = "statement") -> None:
    """Raises :class:`Refused` unless ``statement`` (parsed JSON) is a statement of this version."""
    _shape(version)(statement, at)
