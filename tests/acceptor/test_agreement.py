"""The fast acceptor and jsonschema must always agree: on each keyword, on any data, and on every statement."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from models import make_course

from scormkit.acceptor import ANNOTATIONS, KEYWORDS, accepts
from scormkit.compile.profile import package_schema, statement_schema
from scormkit.compile.statements import compose, exemplar

COURSE = make_course()
PACKAGE = package_schema(COURSE)
GENERAL = statement_schema(COURSE.vocabulary)
FIXED: Any = compose(COURSE)["statements"]
STATEMENTS = [exemplar(COURSE, name, fixed) for name, fixed in FIXED.items()]


def keywords_of(part: Any, is_properties: bool = False) -> set[str]:
    if not isinstance(part, dict):
        return set()
    own = set() if is_properties else set(part)
    for key, value in part.items():
        if key not in ("enum", "const"):
            inner = value if isinstance(value, list) else [value]
            own = own.union(*(keywords_of(one, key in ("properties", "$defs")) for one in inner))
    return own


def agree(data: Any, schema: dict[str, Any]) -> bool:
    return accepts(data, schema) == Draft202012Validator(schema).is_valid(data)


@pytest.mark.parametrize("schema", [GENERAL, PACKAGE], ids=["any statement", "one package"])
def test_the_schema_of_statements_uses_only_keywords_that_are_looked_at(schema: dict[str, Any]) -> None:
    assert keywords_of(schema) <= KEYWORDS.keys() | ANNOTATIONS


@pytest.mark.parametrize("schema", [{"uniqueItems": True}, {"properties": {"a": {"format": "date"}}}])
def test_a_keyword_that_is_not_looked_at_is_never_taken_for_proved(schema: dict[str, Any]) -> None:
    with pytest.raises(KeyError):
        accepts({"a": []}, schema)


# ---- each keyword

DATA: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 1.0, 0.0, -0.0, 0.25, 0.3, 1e308, 2**70, "", "a", "aa", "é",
    [], [1], [True], [1.0], ["a", "a"], {}, {"a": 1}, {"a": True}, {"a": [0]}, {"a": [False]}, {"b": None},
    {"a": 1, "b": 2},
)  # fmt: skip
PARTS: tuple[dict[str, Any], ...] = (
    *({"type": name} for name in ("string", "array", "object", "boolean", "null", "number", "integer")),
    {"type": ["null", "integer"]},
    *({"const": value} for value in DATA),
    {"enum": [1, [0], {"a": [False]}]},
    {"enum": [True, {"a": 1.0}]},
    {"minimum": 1},
    {"maximum": 0.25},
    {"exclusiveMinimum": 0},
    *({"multipleOf": step} for step in (0.25, 0.1, 2, 1e-300)),
    {"pattern": "^a"},
    {"minLength": 1},
    {"maxLength": 1},
    {"minItems": 1},
    {"items": {"type": "integer"}},
    {"items": False},
    {"minProperties": 1},
    {"required": ["a"]},
    {"properties": {"a": {"type": "number"}, "b": False}},
    {"properties": {"a": True}, "additionalProperties": False},
    {"additionalProperties": {"type": "null"}},
    {"propertyNames": {"pattern": "a"}},
    {"allOf": [{"type": "number"}, {"minimum": 1}]},
    {"anyOf": [{"type": "null"}, {"type": "string"}]},
    {"anyOf": [False]},
    {"not": {"required": ["a"]}},
    {"not": True},
    {"if": {"type": "number"}, "then": {"minimum": 1}, "else": {"type": "string"}},
    {"if": {"type": "number"}, "then": False},
    {"if": {"type": "number"}, "else": False},
    {"then": False, "else": False},
    {"$ref": "#/$defs/few", "$defs": {"few": {"type": "number"}}, "maximum": 0},
)


@pytest.mark.parametrize("schema", PARTS, ids=str)
def test_acceptor_and_jsonschema_agree_on_each_keyword(schema: dict[str, Any]) -> None:
    assert [data for data in DATA if not agree(data, schema)] == []


def test_every_keyword_has_a_case() -> None:
    assert set().union(*map(keywords_of, PARTS)) >= KEYWORDS.keys()


def test_true_is_not_one_in_any_depth() -> None:
    """In Python they are equal, so a truth value could pass for an amount of credit."""
    assert not accepts({"a": [True]}, {"const": {"a": [1]}})
    assert not accepts(True, {"type": "number"})
    assert accepts({"a": [1.0]}, {"enum": [{"a": [1]}]})


# ---- any data under any schema

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([0.25, 0.5, 1.0, "", "a", "b", "ab"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
LEAVES = st.sampled_from([part for part in PARTS if "$ref" not in part]) | st.booleans()


def larger(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(inner, min_size=1, max_size=3)
    keyed = st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    words = {
        "properties": keyed, "additionalProperties": inner, "items": inner, "allOf": some, "anyOf": some, "not": inner,
        "if": inner, "then": inner, "else": inner, "propertyNames": inner,
    }  # fmt: skip
    return st.fixed_dictionaries({}, optional=words)


SCHEMAS = st.recursive(LEAVES, larger, max_leaves=6).filter(lambda part: isinstance(part, dict))


@settings(max_examples=300, deadline=None)
@given(JSON, SCHEMAS)
def test_acceptor_and_jsonschema_agree_on_any_data_under_any_schema(data: Any, schema: dict[str, Any]) -> None:
    assert agree(data, schema)


# ---- statements, touched anywhere

TOUCH = ("replace", "drop", "rename", "repeat")


@st.composite
def touched(draw: st.DrawFn) -> Any:
    """A statement with one value replaced, dropped, renamed or doubled, in any depth."""
    statement = copy.deepcopy(draw(st.sampled_from(STATEMENTS)))
    spot: Any = statement
    while True:
        key = draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))
        inside = spot[key]
        if isinstance(inside, (dict, list)) and inside and draw(st.integers(0, 3)):
            spot = inside
            continue
        how = draw(st.sampled_from(TOUCH))
        if how == "replace":
            spot[key] = draw(JSON)
        elif how == "drop":
            del spot[key]
        elif isinstance(spot, dict):
            spot[f"{key}x" if how == "rename" else f"{key} again"] = spot.pop(key) if how == "rename" else inside
        else:
            spot.append(copy.deepcopy(inside))
        return statement


@settings(max_examples=300, deadline=None)
@given(touched())
def test_acceptor_and_jsonschema_agree_on_statements_touched_anywhere(statement: Any) -> None:
    assert agree(statement, PACKAGE)
    assert agree(statement, GENERAL)
