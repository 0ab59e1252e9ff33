"""The xAPI Profile (JSON-LD) and the statement schema that a provider publishes, both written from one table.

``scormkit.model.vocabulary`` says what each statement carries; here it is said in the words of the xAPI Profiles
specification and of JSON Schema, so that the two cannot disagree.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scormkit.compile.cme import activity_iri
from scormkit.compile.data import claimable
from scormkit.compile.statements import frozen_credits, partial_iris
from scormkit.model.vocabulary import (
    CONCEPTS,
    PLACEHOLDER_VOCABULARY,
    PROFILE_TYPE,
    TEMPLATES,
    VERBS,
    Template,
    minted,
)
from scormkit.resources import schema

if TYPE_CHECKING:
    from scormkit.model.course import Course
    from scormkit.model.credit import Credit

Json = dict[str, Any]

CONTEXT = "https://w3id.org/xapi/profiles/context"
SPECIFICATION = "https://w3id.org/xapi/profiles#1.0"
VERSION_TIME = "2026-11-22T00:00:00Z"
"""When this version of the vocabulary was written: a fact about the vocabulary, not about a build."""


def requirements(template: Template) -> tuple[tuple[str, ...], ...]:
    """The places that a statement of this template must fill, each as the keys on the way to it.

    A last key without ``://`` that stands below ``extensions`` is one of our own terms.
    """
    flags = {
        ("context", "extensions", "credit"): template.credit,
        ("context", "extensions", "as-of"): template.credit,
        ("context", "extensions", "disclosure-version"): template.disclosure,
        ("context", "statement", "id"): template.points_to_record,
        ("result", "extensions", "credit-claimed"): template.claimed,
        ("result", "extensions", "profession"): template.claimed,
        ("result", "extensions", "reference"): template.claimed,
        ("result", "success"): template.success is not None,
        ("result", "completion"): template.completion is not None,
        ("result", "score", "scaled"): template.score,
        ("result", "duration"): template.duration,
        ("result", "response"): template.response,
    }
    return tuple(path for path, needed in flags.items() if needed)


def refused(template: Template) -> tuple[tuple[str, ...], ...]:
    """The places that a statement of this template must leave out: only the statement of record carries an amount."""
    amounts = (("result", "extensions", "credit-claimed"),)
    return () if template.claimed else amounts


# ---- the xAPI Profile


def profile(vocabulary: str, author: str) -> Json:
    """The profile as JSON-LD (xAPI Profiles 1.0): minted concepts and a template for each statement."""
    scheme = minted(vocabulary, "profile")
    version = f"{scheme}/v1"
    return {
        "@context": CONTEXT,
        "id": scheme,
        "type": "Profile",
        "conformsTo": SPECIFICATION,
        "prefLabel": {"en": "Accredited medical education"},
        "definition": {"en": "What packages report of activities that carry continuing education credit."},
        "author": {"type": "Organization", "name": author},
        "versions": [{"id": version, "generatedAtTime": VERSION_TIME}],
        "concepts": _concepts(vocabulary, version),
        "templates": [_template(vocabulary, version, template) for template in TEMPLATES.values()],
        "patterns": [],
    }


def _concepts(vocabulary: str, version: str) -> list[Json]:
    verbs = [
        _concept(minted(vocabulary, verb.iri), "Verb", version, verb.display, verb.meaning)
        for verb in VERBS.values()
        if "://" not in verb.iri
    ]
    others = [
        _concept(minted(vocabulary, concept.name), concept.kind, version, concept.label, concept.meaning)
        for concept in CONCEPTS.values()
    ]
    return verbs + others


def _concept(iri: str, kind: str, version: str, label: str, meaning: str) -> Json:
    return {"id": iri, "type": kind, "inScheme": version, "prefLabel": {"en": label}, "definition": {"en": meaning}}


def _template(vocabulary: str, version: str, template: Template) -> Json:
    verb = VERBS[template.verb]
    included = [{"location": _location(vocabulary, path), "presence": "included"} for path in requirements(template)]
    excluded = [{"location": _location(vocabulary, path), "presence": "excluded"} for path in refused(template)]
    always = [
        {"location": "$.timestamp", "presence": "included"},
        {"location": "$.context.revision", "presence": "included"},
        {"location": "$.context.registration", "presence": "included"},
    ]
    return {
        "id": minted(vocabulary, f"templates/{template.verb}"),
        "type": "StatementTemplate",
        "inScheme": version,
        "prefLabel": {"en": verb.display},
        "definition": {"en": verb.meaning},
        "verb": minted(vocabulary, verb.iri),
        "objectActivityType": minted(vocabulary, template.object),
        "contextCategoryActivityType": [PROFILE_TYPE],
        "rules": always + included + excluded,
    }


def _location(vocabulary: str, path: tuple[str, ...]) -> str:
    """A path as JSONPath, keys that are IRIs in brackets."""
    return "$" + "".join(f"['{key}']" if "://" in key else f".{key}" for key in _keys(vocabulary, path))


# ---- the schema


def statement_schema(vocabulary: str) -> Json:
    """The JSON Schema of every statement under a vocabulary: the written shape, and what each verb must carry."""
    text = json.dumps(schema("statement")).replace(PLACEHOLDER_VOCABULARY, minted(vocabulary, ""))
    shape: Json = json.loads(text)
    conditions = [_condition(vocabulary, template) for template in TEMPLATES.values()]
    verbs = [minted(vocabulary, VERBS[name].iri) for name in TEMPLATES]
    known = {"properties": {"verb": {"properties": {"id": {"enum": verbs}}}}}
    return shape | {"allOf": [known, *conditions]}


def package_schema(course: Course) -> Json:
    """The schema of one package's statements: version and designations are pinned to what it was built with."""
    general = statement_schema(course.vocabulary)
    credit = minted(course.vocabulary, "credit")
    frozen = {"enum": frozen_credits(course)}
    pinned: Json = {
        "properties": {
            "context": {
                "properties": {
                    "revision": {"const": course.version},
                    "extensions": {"properties": {credit: frozen}},
                }
            },
            "object": {"properties": {"definition": {"properties": {"extensions": {"properties": {credit: frozen}}}}}},
        }
    }
    claimed = minted(course.vocabulary, "credit-claimed")
    claims: Json = {"items": {"anyOf": [_claim(credit) for credit in course.credits] or [False]}}
    pinned["properties"]["result"] = {"properties": {"extensions": {"properties": {claimed: claims}}}}
    name = {"$id": f"{activity_iri(course)}/{course.version}/statement.schema.json", "title": course.title}
    return general | name | {"allOf": [*general["allOf"], pinned, _scores(course)]}


def _scores(course: Course) -> Json:
    """An answer has a score where a part of it counts, and nowhere else; it is right where that is the full one."""
    partial: Json | bool = {"enum": list(partial_iris(course))} if partial_iris(course) else False
    full = {"if": _at(("result", "success"), {"const": True}), "then": _at(("result", "score", "scaled"), {"const": 1})}
    return {
        "if": _at(("verb", "id"), {"const": minted(course.vocabulary, VERBS["answered"].iri)}),
        "then": {
            "if": _at(("object", "id"), partial),
            "then": {"allOf": [_at(("result", "score"), {}), full]},
            "else": {"not": _at(("result", "score"), {})},
        },
    }


def _claim(credit: Credit) -> Json:
    """What may be claimed of one credit: nothing, or a step up to what was designated."""
    amounts = [0, *(float(amount) for amount in claimable(credit))]
    pinned = {"system": {"const": credit.system.name}, "unit": {"const": credit.system.unit}}
    return {"properties": {**pinned, "amount": {"enum": amounts}}}


def _condition(vocabulary: str, template: Template) -> Json:
    """If a statement has the template's verb, then it has its object, its fields and its outcome, and no others."""
    kind = {"const": minted(vocabulary, template.object)}
    demands = [
        _at(("object", "definition", "type"), kind),
        *(_at(_keys(vocabulary, path), {}) for path in requirements(template)),
        *({"not": _at(_keys(vocabulary, path), {})} for path in refused(template)),
        *(_at(("result", name), {"const": value}) for name, value in _outcome(template).items()),
    ]
    return {
        "if": _at(("verb", "id"), {"const": minted(vocabulary, VERBS[template.verb].iri)}),
        "then": {"allOf": demands},
    }


def _outcome(template: Template) -> Json:
    stated = {"success": template.success, "completion": template.completion}
    return {name: value for name, value in stated.items() if value is not None}


def _keys(vocabulary: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """A path with our own terms, which stand below ``extensions``, as their IRIs."""
    return tuple(
        minted(vocabulary, key) if position and path[position - 1] == "extensions" else key
        for position, key in enumerate(path)
    )


def _at(path: tuple[str, ...], demand: Json | bool) -> Json:
    """A schema that demands that ``path`` is there and that ``demand`` holds for what stands there."""
    key, *rest = path
    return {"type": "object", "required": [key], "properties": {key: _at(tuple(rest), demand) if rest else demand}}
