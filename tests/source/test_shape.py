"""The fast acceptor and jsonschema read the same schemas: they must always agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from scormkit.acceptor import ANNOTATIONS, KEYWORDS, accepts
from scormkit.model.course import CreditStatus, Gate, LearningFormat
from scormkit.model.credit import PROFESSIONS, SYSTEMS
from scormkit.model.people import Nature, Role
from scormkit.model.quiz import FeedbackTime, QuizRole
from scormkit.source.shape import schema
from scormkit.source.yamlmarks import read_yaml

HERE = Path(__file__).parent
NAMES = ("course", "people", "references", "page", "quiz")
WORDS = ["", "not stated", "none", "x", "tiny", "2030-01-01", "0.25", "yes", "physician", "ama-pra-1", "1.0", "US"]


def keywords_of(part: Any, is_properties: bool = False) -> set[str]:
    if isinstance(part, list):
        return set().union(*(keywords_of(item) for item in part))
    if not isinstance(part, dict):
        return set()
    own = set() if is_properties else set(part)
    return own.union(*(keywords_of(value, key in ("properties", "$defs")) for key, value in part.items()))


def documents(name: str) -> list[Any]:
    """All data that the cases and the minimal course hold in files of one kind."""
    found = []
    for path in sorted(HERE.glob(f"*/{name}.yaml")) + sorted(HERE.glob(f"cases/*/{name}.yaml")):
        try:
            document = read_yaml(path.read_text(encoding="utf-8"), path.name, [])
        except UnicodeDecodeError:
            continue
        found.extend([document.data] if document else [])
    return found


@st.composite
def mutated(draw: st.DrawFn, name: str) -> Any:
    """Data of a case with one value replaced, dropped or added somewhere."""
    data = json.loads(json.dumps(draw(st.sampled_from(documents(name)))))
    spot = data
    while isinstance(spot, (dict, list)) and spot:
        key = draw(st.sampled_from(sorted(spot))) if isinstance(spot, dict) else draw(st.integers(0, len(spot) - 1))
        if not isinstance(spot[key], (dict, list)) or not spot[key] or draw(st.booleans()):
            change = draw(st.sampled_from(["replace", "drop", "rename"]))
            value = draw(
                st.one_of(st.sampled_from(WORDS), st.just([]), st.just({}), st.just(["x"]), st.text(max_size=5))
            )
            if change == "replace":
                spot[key] = value
            elif change == "drop":
                del spot[key]
            elif isinstance(spot, dict):
                spot[draw(st.sampled_from(["titel", "id", "x"]))] = spot.pop(key)
            break
        spot = spot[key]
    return data


def agree(name: str, data: Any) -> bool:
    rule = schema(name)
    return accepts(data, rule) == Draft202012Validator(rule).is_valid(data)


@pytest.mark.parametrize("name", NAMES)
def test_a_published_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_uses_only_keywords_that_the_acceptor_knows(name: str) -> None:
    assert keywords_of(schema(name)) <= KEYWORDS.keys() | ANNOTATIONS


@pytest.mark.parametrize("name", ["course", "people", "references"])
def test_acceptor_and_jsonschema_agree_on_all_cases(name: str) -> None:
    assert all(agree(name, data) for data in documents(name))


@settings(max_examples=150, deadline=None)
@given(mutated("course"))
def test_acceptor_and_jsonschema_agree_on_changed_courses(data: Any) -> None:
    assert agree("course", data)


@settings(max_examples=80, deadline=None)
@given(mutated("people"))
def test_acceptor_and_jsonschema_agree_on_changed_people(data: Any) -> None:
    assert agree("people", data)


def words_at(name: str, *path: str) -> list[str]:
    part: Any = schema(name)
    for key in path:
        part = part[key]
    return [word for word in part if isinstance(word, str)]


ACTIVITY = ("properties", "activity", "properties", "format", "enum")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("course", "properties", "credit_status", "enum"), [item.value for item in CreditStatus]),
        (("course", *ACTIVITY), [item.value for item in LearningFormat]),
        (("course", "properties", "completion", "items", "enum"), [item.value for item in Gate]),
        (("course", "properties", "audience", "properties", "professions", "items", "enum"), list(PROFESSIONS)),
        (("course", "properties", "credits", "items", "properties", "system", "enum"), list(SYSTEMS)),
        (("quiz", "properties", "role", "enum"), [item.value for item in QuizRole]),
        (("quiz", "properties", "feedback", "enum"), [item.value for item in FeedbackTime]),
    ],
)
def test_the_words_of_a_schema_are_the_words_of_the_model(path: tuple[str, ...], words: list[str]) -> None:
    assert words_at(*path) == words


def test_roles_and_natures_of_the_schema_are_those_of_the_model() -> None:
    person = schema("people")["$defs"]["person"]["properties"]
    natures = person["relationships"]["items"]["properties"]["natures"]["anyOf"][1]["items"]["enum"]
    roles = person["roles"]["anyOf"][1]["items"]["enum"]
    assert (roles, natures) == ([item.value for item in Role], [item.value for item in Nature])
