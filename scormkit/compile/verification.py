"""Every statement is judged before it ships: by the schema that consumers use, and by a client we did not write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scormkit.acceptor import accepts
from scormkit.compile.profile import package_schema
from scormkit.compile.statements import exemplar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.model.course import Course


def faults(course: Course, fixed_parts: Mapping[str, Any]) -> tuple[str, ...]:
    """What is wrong with the statements of a course, in words; nothing is expected, since a fault is a bug of ours.

    ``fixed_parts`` are the ``statements`` of :func:`scormkit.compile.statements.compose`. Each is completed as a
    browser would and held against the schema of the package, then read back with ``tincan`` (xAPI 1.0.3 Data 2.2).
    """
    schema = package_schema(course)
    found: list[str] = []
    for name, fixed in fixed_parts.items():
        statement = exemplar(course, name, fixed)
        if not accepts(statement, schema):
            found += [f"{name}: {reason}" for reason in _reasons(statement, schema)]
        found += _misread(name, statement)
    return tuple(found)


def _reasons(statement: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """What ``jsonschema`` says of a statement that was refused. A refusal stands even if it should find no reason.

    It is imported for nothing else: that costs a fifth of a build.
    """
    from jsonschema import Draft202012Validator

    errors = Draft202012Validator(schema).iter_errors(statement)
    return [f"{error.json_path}: {error.message}" for error in errors] or ["$: refused by the schema"]


def _misread(name: str, statement: dict[str, Any]) -> list[str]:
    """Where ``tincan`` reads something else than what was written: verb, object, or the version of the activity."""
    from tincan import Statement

    read = Statement.from_json(json.dumps(statement))
    pairs = {
        "verb": (read.verb.id, statement["verb"]["id"]),
        "object": (read.object.id, statement["object"]["id"]),
        "revision": (read.context.revision, statement["context"]["revision"]),
    }
    return [f"{name}: tincan reads {field} as {seen!r}" for field, (seen, meant) in pairs.items() if seen != meant]
