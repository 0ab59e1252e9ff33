"""What the scripts and the tools get of a course, as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from models import (
    cite,
    make_activity,
    make_approval,
    make_course,
    make_credit,
    make_demanding,
    make_handoff,
    make_option,
    make_override,
    make_page,
    make_person,
    make_providers,
    make_question,
    make_quiz,
    make_reference,
    make_support,
    make_tie,
    make_true_false,
)

from scormkit.compile.cme import activity_iri, describe, disclosure_version
from scormkit.compile.course import compile_course
from scormkit.compile.data import claimable, course_data
from scormkit.compile.features import question_scripts
from scormkit.compile.statements import compose
from scormkit.model.course import Audience, CreditStatus, Gate, LmsSettings
from scormkit.model.quiz import QuizRole, Results
from scormkit.model.stated import NOT_STATED
from scormkit.resources import package_file, runtime_dir, schema
from scormkit.targets import TARGETS

quarters = st.integers(1, 400)


# Amounts


@given(quarters)
def test_claims_go_in_quarters_up_to_the_maximum(count: int) -> None:
    """AMA PRA credit system: credit is claimed in steps of 0.25."""
    amounts = [Decimal(amount) for amount in claimable(make_credit(str(Decimal("0.25") * count)))]
    assert amounts == [Decimal(number) / 4 for number in range(1, count + 1)]


@given(quarters)
def test_claims_are_exact_decimals_as_text(count: int) -> None:
    """No browser calculates with them: what is listed is what is reported."""
    amounts = claimable(make_credit(str(Decimal("0.25") * count)))
    assert all(re.fullmatch(r"[0-9]+\.(00|25|50|75)", amount) for amount in amounts)


@pytest.mark.parametrize("written", ["1", "1.0", "1.00"])
def test_the_digits_of_the_author_do_not_change_what_may_be_claimed(written: str) -> None:
    assert claimable(make_credit(written)) == ("0.25", "0.50", "0.75", "1.00")


# The data of the scripts


def test_the_data_holds_every_field_that_the_scripts_read() -> None:
    assert set(course_data(make_course())) == {
        "id", "language", "expires", "gates", "sections", "disclosures", "quizzes", "credits", "words",
    }  # fmt: skip


READ = re.compile(r"\bdata\.([a-z][A-Za-z]*)")


def test_no_script_reads_a_field_of_the_data_that_is_not_there() -> None:
    data = course_data(make_demanding(quizzes=(make_quiz(results=Results.BY_OBJECTIVE),)))
    scripts = [path.read_text(encoding="utf-8") for path in sorted(runtime_dir().rglob("*.js"))]
    assert {name for script in scripts for name in READ.findall(script)} <= set(data)


def test_the_data_of_a_quiz_and_its_questions_is_complete() -> None:
    quiz = course_data(make_course())["quizzes"][0]  # type: ignore[index]
    codes = {"key": quiz["key"], "questions": [{**quiz["questions"][0], "key": "code"}]}
    assert {**quiz, **codes} == {
        "id": "post-test",
        "key": quiz["key"],
        "role": "post-test",
        "passing": 75,
        "attempts": 3,
        "feedback": "after-last",
        "questions": [
            {
                "id": "first",
                "key": "code",
                "kind": "choice",
                "type": "choice",
                "points": 1,
                "objective": "know",
                "choices": ["a", "b"],
                "correct": ["a"],
            }
        ],
    }


def test_true_and_false_are_reported_by_their_words() -> None:
    """SCORM 1.2 RTE 3.4.2 and xAPI: a true-false has no choices."""
    data = course_data(make_course(quizzes=(make_quiz("post-test", make_true_false()),)))
    question = data["quizzes"][0]["questions"][0]  # type: ignore[index]
    assert (question["type"], question["choices"], question["correct"]) == ("true-false", [], ["true"])


def test_halves_of_points_and_percentages_stay_numbers() -> None:
    quiz = make_quiz("post-test", make_question(points=Decimal("1.5")), passing=Decimal("66.5"))
    read = course_data(make_course(quizzes=(quiz,)))["quizzes"][0]  # type: ignore[index]
    assert (read["passing"], read["questions"][0]["points"]) == (66.5, 1.5)


def test_the_credit_of_the_data_has_its_name_its_steps_and_the_id_of_its_claim() -> None:
    course = make_course(credits=(make_credit("0.50"),))
    assert course_data(course)["credits"] == [
        {
            "id": "ama-pra-1",
            "system": "AMA PRA Category 1 Credit",
            "steps": ["0.25", "0.50"],
            "eligible": ["physician"],
            "claim": "credit-claim-ama-pra-1",
        }
    ]


def test_the_switches_of_an_lms_reach_the_driver() -> None:
    lms = LmsSettings("completed", "failed", True, False, False, 64000)
    assert TARGETS["scorm12"].data(compile_course(make_course(lms=lms)))["lms"] == {
        "success": "completed",
        "failed": "failed",
        "mastery": True,
        "interactions": False,
        "objectives": False,
        "suspendLimit": 64000,
    }


@pytest.mark.parametrize("status", CreditStatus)
def test_everything_that_is_not_live_is_a_specimen(status: CreditStatus) -> None:
    """House rule of credit_status: draft and demonstration never look real."""
    course = make_course(credit_status=status)
    specimen = status is not CreditStatus.LIVE
    assert describe(course)["status"] == ("specimen" if specimen else "live")
    assert course_data(replace(course, handoff=make_handoff()))["specimen"] is specimen


def test_sections_stand_in_reading_order() -> None:
    course = make_course(
        pages=(make_page("b", html=cite("doe-2020")), make_page("a")), references=(make_reference("doe-2020"),)
    )
    assert [section["id"] for section in course_data(course)["sections"]] == [  # type: ignore[attr-defined]
        "front", "page-b", "page-a", "quiz-post-test", "claim", "certificate", "references",
    ]  # fmt: skip


def test_a_page_carries_its_code_and_its_objectives() -> None:
    page = course_data(make_course())["sections"][1]  # type: ignore[index]
    assert {**page, "key": len(page["key"])} == {
        "id": "page-one",
        "kind": "page",
        "key": 3,
        "objectives": ["know"],
    }


def test_gates_stand_in_the_order_in_which_a_learner_meets_them() -> None:
    assert course_data(make_course())["gates"] == ["acknowledge", "pages", "post-test", "claim"]


WORD = re.compile(r"""\bword\(\s*"([A-Za-z.-]+)"\s*[,)]""")


def test_every_word_that_a_script_says_is_in_the_words_of_the_course() -> None:
    """What a feature says is in its own words, or in those that every course has."""
    every = set(course_data(make_course())["words"])  # type: ignore[call-overload]
    for script in sorted(runtime_dir().rglob("*.js")):
        own = script.with_suffix(".en.json")
        words = set(json.loads(own.read_text(encoding="utf-8"))) if own.exists() else set()
        assert (script.name, set(WORD.findall(script.read_text(encoding="utf-8"))) - every - words) == (
            script.name,
            set(),
        )


def test_every_gate_has_the_words_that_say_why_something_is_closed() -> None:
    words = course_data(make_demanding())["words"]
    assert {f"lock.{gate}" for gate in Gate if gate is not Gate.ATTESTATION} <= set(words)  # type: ignore[call-overload]


def test_the_sentence_to_confirm_goes_with_the_claim_and_closes_nothing_by_itself() -> None:
    gates = course_data(make_demanding())["gates"]
    assert gates == ["profession", *(str(gate) for gate in Gate if gate is not Gate.ATTESTATION)]


def test_the_data_is_json() -> None:
    compiled = compile_course(make_course())
    assert json.loads(json.dumps([dict(compiled.data), dict(compiled.cme)], allow_nan=False))


# Scripts


def test_only_the_scripts_of_the_kinds_that_are_asked_travel() -> None:
    quiz = make_quiz("post-test", make_true_false("one"), make_question("two"), make_true_false("three"))
    assert question_scripts(make_course(quizzes=(quiz,))) == ("questions/ticks.js",)


def test_every_script_of_a_compiled_course_is_a_file_of_the_program() -> None:
    compiled = compile_course(make_course())
    assert all(package_file(script) for script in compiled.scripts)


# cme.json


def bare() -> object:
    """A course that states as little as a source may state."""
    activity = make_activity(
        released=NOT_STATED, reviewed=NOT_STATED, expires=NOT_STATED, time_zone=NOT_STATED, minutes=NOT_STATED
    )
    audience = Audience("Physicians", ("physician",), NOT_STATED, (), "")
    return describe(make_course(activity=activity, audience=audience, quizzes=(), gates=(Gate.PAGES,), mitigation=None))


@pytest.mark.parametrize("name", ["released", "reviewed", "expires", "expiresAt", "timeZone", "minutes", "assessment"])
def test_what_is_not_stated_is_null(name: str) -> None:
    """Nothing is invented to fill a field."""
    assert bare()[name] is None  # type: ignore[index]


def test_specialties_that_are_not_stated_are_null() -> None:
    assert bare()["audience"]["specialties"] is None  # type: ignore[index]


def test_an_override_without_an_end_has_null_as_its_day() -> None:
    course = make_course(overrides=(make_override(stated="live activity", used="enduring material", until=NOT_STATED),))
    assert describe(course)["overrides"] == [
        {
            "rule": "AMA020",
            "reason": "Agreed.",
            "by": "CME office",
            "until": None,
            "stated": "live activity",
            "used": "enduring material",
        }
    ]


APPROVED = "sha256:" + "a" * 64


@pytest.mark.parametrize(
    ("changes", "holds"), [({}, True), ({"content": "sha256:" + "b" * 64}, False), ({"version": "1.1"}, False)]
)
def test_an_approval_says_who_approved_what_and_whether_that_is_here(changes: dict[str, str], holds: bool) -> None:
    course = make_course(**{"approval": make_approval(), "content": APPROVED, **changes})
    assert describe(course)["approval"] == {
        "version": "1.0",
        "by": "Alex Rivera",
        "role": "CME director",
        "date": "2026-11-01",
        "content": APPROVED,
        "inForce": holds,
    }


def test_where_nobody_approved_nobody_is_named() -> None:
    assert describe(make_course())["approval"] is None


@given(quarters)
def test_designated_amounts_are_numbers_on_the_quarter_grid(count: int) -> None:
    """AMA PRA credit system; a quarter is exact in binary, so no rounding happens."""
    course = make_course(credits=(make_credit(str(Decimal("0.25") * count)),))
    maximum = describe(course)["credit"][0]["maximum"]  # type: ignore[index]
    assert maximum * 4 == count


RICH = make_course(
    people=(make_person(relationships=(make_tie(),), nothing_to_disclose=False, off_label="None."), make_person("b")),
    providers=make_providers("MedAll", contact="cme@hospital.example"),
    support=(make_support("Acme", "gift in kind", "simulators"),),
    audience=Audience("Physicians", ("physician",), ("oncology",), ("US", "CA"), "Only there."),
    overrides=(make_override(),),
    iri_base="https://cme.hospital.example",
    quizzes=(make_quiz(passing=Decimal("66.5"), attempts=0),),
)


@pytest.mark.parametrize("course", [make_course(), RICH], ids=["small", "rich"])
def test_cme_json_follows_its_published_schema(course: object) -> None:
    jsonschema.validate(dict(describe(course)), schema("cme"))  # type: ignore[arg-type]
    assert describe(course)["schema"] == 1  # type: ignore[arg-type]


def test_a_course_that_states_little_follows_the_published_schema_too() -> None:
    errors = list(jsonschema.Draft202012Validator(schema("cme")).iter_errors(dict(bare())))  # type: ignore[call-overload]
    assert errors == []


@pytest.mark.parametrize("base", ["https://cme.example.org", "https://cme.example.org/"])
def test_the_activity_is_named_under_the_base_of_the_provider(base: str) -> None:
    """House rule: activities live under the provider's own address."""
    assert activity_iri(make_course(iri_base=base)) == "https://cme.example.org/activities/tiny"


@pytest.mark.parametrize(("joint", "word"), [((), "direct"), (("MedAll",), "joint")])
def test_a_partner_makes_the_providership_joint(joint: tuple[str, ...], word: str) -> None:
    """ACCME: joint providership is with at least one provider that is not accredited."""
    assert describe(make_course(providers=make_providers(*joint)))["providership"] == word


@pytest.mark.parametrize(
    "changed",
    [
        make_course(people=(make_person(name="Sam Okafor"),)),
        make_course(support=(make_support(),)),
        make_course(people=(make_person(off_label="One use is discussed."),)),
        make_course(mitigation=None),
    ],
    ids=["person", "support", "unapproved use", "mitigation"],
)
def test_any_change_of_what_is_disclosed_changes_its_version(changed: object) -> None:
    """ACCME Standard 3.5: which text a learner saw must be provable."""
    assert disclosure_version(changed) != disclosure_version(make_course())  # type: ignore[arg-type]


def test_a_change_of_the_teaching_leaves_the_version_of_the_disclosures_alone() -> None:
    changed = make_course(title="Another title", pages=(make_page("other"),), version="2.0")
    assert disclosure_version(changed) == disclosure_version(make_course())


def test_a_course_without_a_post_test_has_no_assessment() -> None:
    check = replace(make_quiz("check"), role=QuizRole.CHECK)
    assert describe(make_course(quizzes=(check,)))["assessment"] is None


def test_an_option_in_a_foreign_script_reaches_the_data_unchanged() -> None:
    options = (make_option("a", right=True, text="β-blocker – 日本"), make_option("b"))
    course = make_course(quizzes=(make_quiz("post-test", make_question(options=options)),))
    asked: Any = compose(course)["statements"]
    first = asked["answered/first"]["object"]["definition"]["choices"][0]
    assert first == {"id": "a", "description": {course.language: "β-blocker – 日本"}}
