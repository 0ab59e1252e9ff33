"""``cme.json`` and its JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from scormkit.compile.course import compile_course
from scormkit.model.course import Approval
from scormkit.model.finding import Place
from scormkit.resources import schema
from scormkit.source.load import load_course
from scormkit.targets import TARGETS, make_bundle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scormkit.compile.course import Compiled

MakeCompiled = Callable[..., Any]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema("cme"))
    return Draft202012Validator(schema("cme"))


def written(compiled: Compiled) -> Any:
    return json.loads(make_bundle(compiled, TARGETS["scorm12"]).read("cme.json"))


def objects(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a schema that describes an object with properties."""
    if isinstance(node, dict):
        if "properties" in node and isinstance(node["properties"], dict) and "type" in node:
            yield path, node
        for key, child in node.items():
            yield from objects(child, f"{path}/{key}")
    elif isinstance(node, list):
        for child in node:
            yield from objects(child, path)


@pytest.mark.parametrize("name", ["hand-hygiene", "her2-maintenance"])
def test_the_samples_are_valid(name: str, root: Path, validator: Draft202012Validator) -> None:
    course = load_course(root / "course_src" / name, f"course_src/{name}").course
    assert course is not None
    validator.validate(written(compile_course(course)))


def test_a_course_with_everything_stated_is_valid(make_compiled: MakeCompiled, validator: Draft202012Validator) -> None:
    validator.validate(written(make_compiled()))


def test_a_course_that_states_little_is_valid(
    make_compiled: MakeCompiled, nothing_stated: dict[str, object], validator: Draft202012Validator
) -> None:
    validator.validate(written(make_compiled(**nothing_stated)))


def test_an_approved_course_is_valid(make_compiled: MakeCompiled, validator: Draft202012Validator) -> None:
    digest = "sha256:" + "a" * 64
    approval = Approval("1.0", "Ida Stern, MD", "CME director", date(2026, 11, 20), digest, Place("c", 1))
    whole = written(make_compiled(approval=approval, content=digest))
    validator.validate(whole)
    assert whole["approval"]["inForce"] is True


def test_no_field_may_be_missing_or_added(make_compiled: MakeCompiled, validator: Draft202012Validator) -> None:
    whole = written(make_compiled())
    missing = [
        key for key in whole if validator.is_valid({name: value for name, value in whole.items() if name != key})
    ]
    assert (missing, validator.is_valid(whole | {"more": 1})) == ([], False)


@pytest.mark.parametrize("maximum", [0, 0.3, -0.25, "0.25"])
def test_credit_off_the_quarter_grid_is_refused(
    maximum: object, make_compiled: MakeCompiled, validator: Draft202012Validator
) -> None:
    whole = written(make_compiled())
    whole["credit"][0]["maximum"] = maximum
    assert not validator.is_valid(whole)


def test_every_object_of_the_schema_is_closed_and_every_field_explained() -> None:
    faults = [
        f"{path} {name}"
        for path, part in objects(schema("cme"))
        for name, field in part["properties"].items()
        if "description" not in field and "$ref" not in field
    ]
    faults += [path for path, part in objects(schema("cme")) if part.get("additionalProperties") is not False]
    faults += [path for path, part in objects(schema("cme")) if part["required"] != list(part["properties"])]
    assert faults == []


def test_the_file_is_utf8_sorted_and_ends_its_lines_with_lf(make_compiled: MakeCompiled) -> None:
    data = make_bundle(make_compiled(title="Hände"), TARGETS["scorm12"]).read("cme.json")
    assert "Hände".encode() in data
    assert b"\r" not in data
    assert data.endswith(b"}\n")
    assert list(json.loads(data)) == sorted(json.loads(data))
