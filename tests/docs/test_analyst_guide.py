"""The analysts' guide: its statement is one that a package sends, and its examples find what they say."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from examples import printed, python, sql
from guides import completed, fences, guide, sample
from jsonschema import Draft202012Validator
from learners import running, statements

from scormkit.compile.profile import package_schema
from scormkit.compile.statements import EXPIRED, LIVE, SPECIMEN
from scormkit.model.vocabulary import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = guide("analyst")
FENCES = fences("analyst")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The database of the guide's examples, after all of them ran."""
    folder = tmp_path_factory.mktemp("analyst")
    with pytest.MonkeyPatch.context() as patch, running(sample(), folder) as lrs:
        patch.chdir(folder)
        patch.setenv("LRS_ENDPOINT", lrs.endpoint)
        patch.setenv("LRS_AUTHORIZATION", lrs.authorization)
        namespace: dict[str, Any] = {"__name__": "guide"}
        for fence in FENCES:
            if fence.language == "python":
                python(fence, namespace)
            elif fence.language == "sql":
                sql(fence)
    with closing(sqlite3.connect(folder / "statements.sqlite")) as connection:
        yield connection


def names(store: sqlite3.Connection, view: str) -> list[str]:
    return [learner.split()[1] for (learner,) in store.execute(f"SELECT learner FROM {view} ORDER BY at")]


def test_every_example_prints_what_the_guide_shows() -> None:
    # Renew the guide with: .venv/bin/python tests/docs/guides.py
    different = [
        (str(fence), fence.text, output) for fence, output in printed(FENCES, sample()) if fence.text != output
    ]
    assert different == []


def test_every_output_of_the_guide_says_something() -> None:
    assert [str(fence) for fence in FENCES if fence.language == "text" and not fence.text] == []


def test_the_statement_in_the_guide_is_one_that_the_published_schema_takes() -> None:
    shown = next(json.loads(fence.text) for fence in FENCES if fence.language == "json")
    assert (shown, [*Draft202012Validator(package_schema(sample())).iter_errors(shown)]) == (completed(), [])


def test_the_statements_of_the_examples_are_taken_by_the_published_schema_where_they_are_its_own() -> None:
    validator = Draft202012Validator(package_schema(sample()))
    own = [one for one in statements(sample()) if json.dumps(one).count('"specimen"') and "context" in one]
    assert [[*validator.iter_errors(one)] for one in own] == [[]]


def keys(value: object) -> Iterator[str]:
    """Every key of a statement; of an IRI its last part."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield key.rsplit("/", 1)[-1]
            yield from keys(below)
    elif isinstance(value, list):
        for below in value:
            yield from keys(below)


def test_every_field_of_the_statement_is_explained() -> None:
    explained = TEXT.split("## Field by field")[1]
    words = set(re.findall(r"[A-Za-z-]+", " ".join(re.findall(r"`([^`]+)`", explained))))
    structure = {"objectType", "type", "en", "en-US", "description"}
    assert set(keys(completed())) - words - structure == set()


@pytest.mark.parametrize("status", [LIVE, SPECIMEN, EXPIRED])
def test_every_status_is_explained(status: str) -> None:
    assert f"\n| `{status}` |" in TEXT


def test_only_the_statement_of_record_carries_an_amount() -> None:
    assert [verb for verb, template in TEMPLATES.items() if template.claimed] == ["completed"]


def test_statements_that_point_to_the_record_are_those_that_the_guide_names() -> None:
    pointing = sorted(verb for verb, template in TEMPLATES.items() if template.points_to_record)
    assert (pointing, "`passed` and `claimed` carry **no amount**" in TEXT) == (["claimed", "passed"], True)


def test_a_record_that_was_voided_is_no_record(store: sqlite3.Connection) -> None:
    assert "fay" not in names(store, "record")


def test_a_voided_statement_of_an_export_is_left_out(store: sqlite3.Connection) -> None:
    fay = next(one for one in statements(sample()) if one["actor"]["account"]["name"] == "fay")
    with closing(sqlite3.connect(":memory:")) as copy:
        store.backup(copy)
        copy.execute("INSERT INTO statements VALUES (?, ?)", (fay["id"], json.dumps(fay)))
        assert "fay" not in names(copy, "completion")


def test_a_registration_has_one_record_and_the_latest(store: sqlite3.Connection) -> None:
    found = store.execute("SELECT reference FROM record WHERE learner LIKE '% gus'").fetchall()
    assert found == [("GUS3-GUS3-GUS3",)]


def test_only_what_is_live_claimable_and_eligible_can_be_verified(store: sqlite3.Connection) -> None:
    assert names(store, "verifiable") == ["ana", "gus", "ana"]


def test_months_are_those_of_utc(store: sqlite3.Connection) -> None:
    (at,) = store.execute("SELECT at FROM completion WHERE reference = 'GUS2-GUS2-GUS2'").fetchone()
    assert at == "2027-01-01T01:00:00Z"


def test_the_files_of_the_guide_are_named_as_a_build_names_them() -> None:
    from scormkit.targets.xapi import XAPI

    named = set(re.findall(r"hand-hygiene-1\.0-xapi-([a-z.]+)", TEXT))
    course = sample()

    class Compiled:
        pass

    compiled: Any = Compiled()
    compiled.course = course
    assert named == set(XAPI.published(compiled))


def test_the_examples_need_what_the_guide_says_and_nothing_else() -> None:
    import sys

    imported = {
        name.split(".")[0]
        for fence in FENCES
        if fence.language == "python"
        for name in re.findall(r"^(?:from|import) ([\w.]+)", fence.text, flags=re.MULTILINE)
    }
    assert imported - set(sys.stdlib_module_names) == {"jsonschema", "tincan"}


def test_the_documents_lie_where_the_examples_run(tmp_path: Path) -> None:
    with running(sample(), tmp_path):
        assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".jsonld"]
