"""Statements: composed from one table, judged by the schema that consumers use; touched credit is refused."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from models import make_activity, make_course, make_credit, make_demanding, make_question, make_quiz

from scormkit.acceptor import accepts
from scormkit.compile import verification
from scormkit.compile.profile import package_schema, profile, requirements, statement_schema
from scormkit.compile.statements import compose, exemplar, frozen_credit, frozen_credits, said_once
from scormkit.compile.verification import faults
from scormkit.model.course import CreditStatus
from scormkit.model.vocabulary import CONCEPTS, TEMPLATES, VERBS, minted

COURSE = make_demanding(activity=make_activity(identifiers=(("ama-pra-1", "MA-26-1"),)))
COMPOSED: dict[str, Any] = dict(compose(COURSE))
EXEMPLARS = {name: exemplar(COURSE, name, fixed) for name, fixed in COMPOSED["statements"].items()}


class Judges:
    """The acceptor that a build uses and the validator that consumers use, who must never differ."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema, self.validator = schema, Draft202012Validator(schema)

    def is_valid(self, statement: Any) -> bool:
        valid = self.validator.is_valid(statement)
        assert accepts(statement, self.schema) == valid, statement
        return valid


HALF = {"scaled": 0.5, "raw": 50, "min": 0, "max": 100}
PACKAGE = Judges(package_schema(COURSE))
GENERAL = Judges(statement_schema(COURSE.vocabulary))
CREDIT = minted(COURSE.vocabulary, "credit")
BEARING = [name for name in EXEMPLARS if TEMPLATES[name.partition("/")[0]].credit]


def test_the_schemas_are_schemas() -> None:
    Draft202012Validator.check_schema(package_schema(COURSE))
    Draft202012Validator.check_schema(statement_schema(COURSE.vocabulary))


def test_every_verb_of_the_table_has_a_template_and_none_is_composed_beside_it() -> None:
    assert {name.partition("/")[0] for name in EXEMPLARS} == set(TEMPLATES)


@pytest.mark.parametrize("name", EXEMPLARS)
def test_every_composed_statement_is_valid(name: str) -> None:
    assert PACKAGE.is_valid(EXEMPLARS[name])
    assert GENERAL.is_valid(EXEMPLARS[name])


def test_a_package_repeats_nothing_and_loses_nothing() -> None:
    """The driver puts the two together again (``runtime/drivers/statements.js``)."""
    shipped = said_once(COMPOSED["statements"])
    whole = {name: {**shipped.get(fixed.get("like"), {}), **fixed} for name, fixed in shipped.items()}
    assert {name: {**fixed, "like": ""} for name, fixed in whole.items()} == {
        name: {**fixed, "like": ""} for name, fixed in COMPOSED["statements"].items()
    }
    objects = [fixed["object"]["id"] for fixed in shipped.values() if "object" in fixed]
    assert len(objects) == len(set(objects))


def test_tincan_reads_what_was_written() -> None:
    """xAPI 1.0.3 Data 2.2: a second reading of the standard, by a client that we did not write."""
    assert faults(COURSE, COMPOSED["statements"]) == ()


def test_a_fault_is_reported_in_words() -> None:
    broken = {"completed": COMPOSED["statements"]["completed"] | {"verb": {"id": "no iri", "display": {"en": "x"}}}}
    assert "completed: $.verb.id: 'no iri' does not match '^[A-Za-z][A-Za-z0-9+.-]*:[^ ]+$'" in faults(COURSE, broken)


def test_a_refusal_stands_even_if_nobody_can_explain_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "accepts", lambda statement, schema: False)
    completed = {"completed": COMPOSED["statements"]["completed"]}
    assert faults(COURSE, completed) == ("completed: $: refused by the schema",)


def test_judging_sound_statements_does_not_import_jsonschema() -> None:
    """It would cost a fifth of a build; it is for what was refused."""
    code = """
import sys
from models import make_course
from scormkit.compile.statements import compose
from scormkit.compile.verification import faults
course = make_course()
print(faults(course, compose(course)["statements"]), "jsonschema" in sys.modules, "tincan" in sys.modules)
"""
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": tests},
    )
    assert done.stdout.split() == ["()", "False", "True"]


# ---- mutations: nobody touches the credit unseen


def altered(value: Any) -> list[Any]:
    """The same field with another value of its type, and with one of another type."""
    if isinstance(value, bool):
        return [not value, "yes"]
    if isinstance(value, (int, float)):
        return [value + 0.25, value + 0.1, str(value), -value]
    if isinstance(value, str):
        return [value + " x", "", None, 1]
    if isinstance(value, list):
        return [[*value, "somebody"], [1], None]
    return ["2030-01-01", 1]


def mutations(name: str) -> list[tuple[str, dict[str, Any]]]:
    """The statement with one field of its credit removed or altered at a time, in context and in the definition."""
    found = []
    ways = (("context", "extensions"), ("object", "definition", "extensions"))
    for way in ways:
        original: Any = EXEMPLARS[name]
        for key in way:
            original = original[key]
        for position, credit in enumerate(original[CREDIT]):
            for field, value in credit.items():
                for other in (KeyError, *altered(value)):
                    statement = copy.deepcopy(EXEMPLARS[name])
                    place: Any = statement
                    for key in way:
                        place = place[key]
                    if other is KeyError:
                        del place[CREDIT][position][field]
                    else:
                        place[CREDIT][position][field] = other
                    found.append((f"{'.'.join(way)} {field} = {other!r}", statement))
    return found


@pytest.mark.parametrize("name", BEARING)
def test_credit_removed_or_altered_in_any_field_is_refused(name: str) -> None:
    accepted = [words for words, statement in mutations(name) if PACKAGE.is_valid(statement)]
    assert accepted == []


@pytest.mark.parametrize("name", BEARING)
def test_a_credit_bearing_statement_without_its_credit_is_refused(name: str) -> None:
    statement = copy.deepcopy(EXEMPLARS[name])
    del statement["context"]["extensions"][CREDIT]
    assert not PACKAGE.is_valid(statement)


def test_another_version_of_the_course_is_another_package() -> None:
    statement = copy.deepcopy(EXEMPLARS["completed"])
    statement["context"]["revision"] = "9.9"
    assert (PACKAGE.is_valid(statement), GENERAL.is_valid(statement)) == (False, True)


@pytest.mark.parametrize("name", [name for name in EXEMPLARS if name != "completed"])
def test_only_the_statement_of_record_carries_an_amount(name: str) -> None:
    """So that nobody counts a claim twice."""
    statement = copy.deepcopy(EXEMPLARS[name])
    claimed = {minted(COURSE.vocabulary, "credit-claimed"): [{"system": "x", "unit": "Credit", "amount": 0.25}]}
    statement.setdefault("result", {}).setdefault("extensions", {}).update(claimed)
    assert not GENERAL.is_valid(statement)


@pytest.mark.parametrize("amount", [0.1, -0.25, "0.25", None])
def test_an_amount_off_the_quarter_grid_is_refused(amount: object) -> None:
    statement = copy.deepcopy(EXEMPLARS["completed"])
    statement["result"]["extensions"][minted(COURSE.vocabulary, "credit-claimed")][0]["amount"] = amount
    assert not GENERAL.is_valid(statement)


def test_each_credit_carries_the_numbers_that_its_own_body_gave() -> None:
    """ACPE: the universal activity numbers. Of a code of the EACCME nothing is said to anybody else."""
    activity = make_activity(identifiers=(("pars", "201234567"), ("eaccme", "LEE-26-00123")))
    uan = ("0123-0000-26-001-H01-P", "0123-0000-26-001-H01-T")
    acpe = make_credit(eligible=("pharmacist",), system="acpe", uan=uan)
    course = make_course(activity=activity, credits=(make_credit(), acpe, make_credit("1", system="eaccme")))
    frozen = frozen_credit(course, expired=False)
    numbers = [(credit["universalActivityNumbers"], credit["activityCode"]) for credit in frozen]
    assert numbers == [([], None), (list(uan), None), ([], "LEE-26-00123")]
    assert faults(course, dict(compose(course))["statements"]) == ()


# ---- the profile says the same


def removed(statement: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    mutated = copy.deepcopy(statement)
    place: Any = mutated
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return mutated


def keys(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        minted(COURSE.vocabulary, key) if position and path[position - 1] == "extensions" else key
        for position, key in enumerate(path)
    )


REQUIRED = [(verb, path) for verb, template in TEMPLATES.items() for path in requirements(template)]


@pytest.mark.parametrize(("verb", "path"), REQUIRED, ids=str)
def test_what_the_profile_includes_the_schema_demands(verb: str, path: tuple[str, ...]) -> None:
    name = next(name for name in EXEMPLARS if name.partition("/")[0] == verb)
    assert not GENERAL.is_valid(removed(EXEMPLARS[name], keys(path)))


def test_the_profile_names_every_template_and_every_minted_term() -> None:
    """xAPI Profiles 1.0, 6 and 7."""
    document = profile("https://cme.hospital.test/xapi/", "Example Hospital")
    templates = {template["verb"] for template in document["templates"]}
    concepts = {concept["id"] for concept in document["concepts"]}
    assert templates == {minted("https://cme.hospital.test/xapi/", VERBS[name].iri) for name in TEMPLATES}
    assert {f"https://cme.hospital.test/xapi/{name}" for name in (*CONCEPTS, "attested", "claimed")} == concepts


def test_a_vocabulary_of_its_own_reaches_statements_and_schema_alike() -> None:
    course = make_course(vocabulary="https://cme.hospital.test/xapi/")
    assert faults(course, dict(compose(course))["statements"]) == ()


# ---- a part of an answer


@pytest.mark.parametrize(
    ("partial", "result", "valid"),
    [
        (True, {"success": False, "score": HALF}, True),
        (True, {"success": True, "score": HALF | {"scaled": 1, "raw": 100}}, True),
        (True, {"success": True, "score": HALF}, False),
        (True, {"success": False}, False),
        (False, {"success": False}, True),
        (False, {"success": False, "score": HALF}, False),
    ],
)
def test_an_answer_has_a_score_where_a_part_of_it_counts(partial: bool, result: dict[str, Any], valid: bool) -> None:
    course = make_course(quizzes=(make_quiz("post-test", make_question(partial=partial)),))
    statement = exemplar(course, "answered/first", dict(compose(course))["statements"]["answered/first"])
    statement["result"] = {"response": "a", "duration": "PT1S", **result}
    assert Judges(package_schema(course)).is_valid(statement) is valid
    assert faults(course, dict(compose(course))["statements"]) == ()


# ---- what is frozen


@pytest.mark.parametrize(
    ("status", "expired", "frozen"),
    [
        (CreditStatus.LIVE, False, ("live", True)),
        (CreditStatus.LIVE, True, ("expired", False)),
        (CreditStatus.DEMONSTRATION, False, ("specimen", False)),
        (CreditStatus.DRAFT, True, ("specimen", False)),
    ],
)
def test_only_live_credit_before_its_expiry_is_claimable(
    status: CreditStatus, expired: bool, frozen: tuple[str, bool]
) -> None:
    [credit] = frozen_credit(make_course(credit_status=status), expired=expired)
    assert (credit["status"], credit["claimable"]) == frozen


def test_nobody_s_disclosure_is_in_a_statement() -> None:
    text = str(COMPOSED)
    assert [person.name for person in COURSE.people if person.name in text] == []


def test_a_credit_that_ends_before_the_others_is_frozen_as_expired_alone() -> None:
    nursing = make_credit(eligible=("nurse",), system="ancc", expires=date(2027, 6, 30))
    course = make_course(credits=(make_credit(), nursing), credit_status=CreditStatus.LIVE)
    forms = [[(one["expires"], one["status"]) for one in form] for form in frozen_credits(course)]
    assert forms == [
        [("2028-12-31", "live"), ("2027-06-30", "live")],
        [("2028-12-31", "live"), ("2027-06-30", "expired")],
        [("2028-12-31", "expired"), ("2027-06-30", "expired")],
    ]


def test_a_statement_of_either_time_fits_the_schema_of_its_package() -> None:
    nursing = make_credit(eligible=("nurse",), system="ancc", expires=date(2027, 6, 30))
    course = make_course(credits=(make_credit(), nursing), credit_status=CreditStatus.LIVE)
    judges = Judges(package_schema(course))
    fixed = dict(compose(course))["statements"]["completed"]  # type: ignore[index]
    for form in [*frozen_credits(course), [*frozen_credits(course)[1][::-1]]]:
        statement = exemplar(course, "completed", fixed)
        statement["context"]["extensions"][minted(course.vocabulary, "credit")] = form  # type: ignore[index]
        assert judges.is_valid(statement) == (form in frozen_credits(course))


def test_what_is_attested_changes_its_name_with_its_words() -> None:
    """xAPI 1.0.3 Data 4.4: one activity id means one thing."""
    objects = [compose(make_demanding(attestation=words))["statements"]["attested"]["object"] for words in ("A.", "B.")]  # type: ignore[index]
    assert objects[0]["id"] != objects[1]["id"]
    assert objects[0]["definition"]["description"] == {"en-US": "A."}
