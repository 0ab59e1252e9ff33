"""What an LMS and an LRS are told of every kind of question: the types, patterns and components of their standards."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from asking import HERE, course_of, data_of, in_node, written
from jsonschema import Draft202012Validator

from scormkit.compile.profile import package_schema
from scormkit.compile.statements import compose
from scormkit.preview.xapi.statement_shape import activity
from scormkit.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from scormkit.model.course import Course

    Node = Callable[..., CompletedProcess[str]]

EVERY = (HERE / "every-kind.md").read_text(encoding="utf-8").split("---\n", 2)[2]
COURSE_WORDS = (("pittet-2009", "doe-2020"), ("objective=when", "objective=know"), ("objective=how", "objective=know"))
ANSWERS = {
    "case-first": ["b"],
    "case-second": ["a", "c"],
    "gloves": ["false"],
    "organism": ["C. difficile"],
    "dose": ["6.05"],
    "effects": ["a.d", "b.b", "c.d"],
    "protection": ["c", "d", "b", "a"],
    "bias": ["4"],
    "sure": ["3"],
    "change": ["\u201cAlways\u201d,\nsaid M\u00fcller."],
    "picture": ["a"],
}


def every_kind(report: str = "") -> Course:
    """A course with every kind of question; free text is reported where ``report`` says so."""
    body = EVERY
    for old, new in COURSE_WORDS:
        body = body.replace(old, new)
    return course_of(body.replace("kind=fill-in", f"kind=fill-in {report}").replace("kind=long", f"kind=long {report}"))


@pytest.fixture(scope="module", params=["", "report=yes"], ids=["private", "reported"])
def told(request: pytest.FixtureRequest, node: Node, node_modules: object) -> tuple[str, Course, dict[str, Any]]:
    course = every_kind(request.param)
    statements: Any = compose(course)["statements"]
    asked = data_of(course)
    scored = in_node(node, [(question, ANSWERS[question["id"]]) for question in asked])
    entries = [
        {
            "statement": statements[f"answered/{question['id']}"],
            "question": question,
            "response": ANSWERS[question["id"]],
            "right": None if one["score"] is None else one["score"] == 1,
            "score": {"raw": 100 * one["score"]} if question.get("partial") else None,
        }
        for question, one in zip(asked, scored, strict=True)
    ]
    done = node("questions/tell.mjs", stdin=json.dumps(entries))
    assert done.stderr == ""
    found = dict(zip(ANSWERS, json.loads(done.stdout), strict=True))
    return request.param, course, found


def test_the_course_asks_every_kind() -> None:
    assert {question.kind for question in every_kind().quizzes[0].questions} == set(KINDS)


@pytest.mark.node
def test_a_strict_lms_refuses_nothing(told: tuple[str, Course, dict[str, Any]]) -> None:
    assert {name: one["refusals"] for name, one in told[2].items() if one["refusals"]} == {}


@pytest.mark.node
def test_statements_are_valid_for_three_judges(told: tuple[str, Course, dict[str, Any]]) -> None:
    validator = Draft202012Validator(package_schema(told[1]))
    for name, one in told[2].items():
        assert one["faults"] == [], name
        assert [error.message for error in validator.iter_errors(one["statement"])] == [], name
        activity(one["statement"]["object"], name)


PATTERNS = {
    "case-first": ("choice", "b", "b", "correct"),
    "case-second": ("choice", "a,b", "a,c", "wrong"),
    "gloves": ("true-false", "f", "f", "correct"),
    "organism": ("fill-in", "Clostridioides difficile", None, "correct"),
    "dose": ("numeric", "6", "6.05", "correct"),
    "effects": ("matching", "a.d,b.b,c.c", "a.d,b.b,c.d", "0.67"),
    "protection": ("sequencing", "c,d,b,a", "c,d,b,a", "correct"),
    "bias": ("likert", None, "4", "neutral"),
    "sure": ("likert", None, "3", "neutral"),
    "change": ("fill-in", None, None, "neutral"),
    "picture": ("choice", "a", "a", "correct"),
}
OWN_WORDS = {"organism": "C. difficile", "change": "Always, said Muller."}


@pytest.mark.node
def test_an_lms_gets_type_pattern_response_and_result(told: tuple[str, Course, dict[str, Any]]) -> None:
    names = ("type", "correct_responses.0.pattern", "student_response", "result")
    found = {name: tuple(one["fields"].get(field) for field in names) for name, one in told[2].items()}
    own = OWN_WORDS if told[0] else {}
    assert found == {
        name: (kind, pattern, own.get(name, response), result)
        for name, (kind, pattern, response, result) in PATTERNS.items()
    }


@pytest.mark.node
def test_the_variants_of_a_fill_in_are_patterns_of_their_own(told: tuple[str, Course, dict[str, Any]]) -> None:
    assert told[2]["organism"]["fields"]["correct_responses.1.pattern"] == "C. difficile"


@pytest.mark.node
def test_an_lrs_gets_responses_in_the_notation_of_their_type(told: tuple[str, Course, dict[str, Any]]) -> None:
    found = {name: one["statement"]["result"]["response"] for name, one in told[2].items()}
    own = {name: ANSWERS[name][0] if told[0] else "" for name in OWN_WORDS}
    assert found == {
        "case-first": "b",
        "case-second": "a[,]c",
        "gloves": "false",
        "dose": "6.05",
        "effects": "a[.]d[,]b[.]b[,]c[.]d",
        "protection": "c[,]d[,]b[,]a",
        "bias": "4",
        "sure": "3",
        "picture": "a",
        **own,
    }


@pytest.mark.node
def test_nobody_is_told_whether_an_opinion_is_right(told: tuple[str, Course, dict[str, Any]]) -> None:
    silent = {name for name, one in told[2].items() if "success" not in one["statement"]["result"]}
    assert silent == {"bias", "sure", "change"}


DEFINITIONS: dict[str, tuple[list[str] | None, set[str]]] = {
    "case-second": (["a[,]b"], {"choices"}),
    "gloves": (["false"], set()),
    "organism": (["Clostridioides difficile", "C. difficile"], set()),
    "dose": (["5.9[:]6.1"], set()),
    "effects": (["a[.]d[,]b[.]b[,]c[.]c"], {"source", "target"}),
    "protection": (["c[,]d[,]b[,]a"], {"choices"}),
    "bias": (None, {"scale"}),
    "change": (None, set()),
}


@pytest.mark.parametrize("name", DEFINITIONS)
def test_a_definition_has_the_patterns_and_components_of_its_type(name: str) -> None:
    statements: Any = compose(every_kind())["statements"]
    definition = statements[f"answered/{name}"]["object"]["definition"]
    components = {"choices", "source", "target", "scale", "steps"} & set(definition)
    assert (definition.get("correctResponsesPattern"), components) == DEFINITIONS[name]


def test_answers_taken_to_the_letter_say_so() -> None:
    statements: Any = compose(course_of(written("fill-in", "- [x] McGraw", "exact=yes")))["statements"]
    definition = statements["answered/asked"]["object"]["definition"]
    assert definition["correctResponsesPattern"] == ["{case_matters=true}McGraw"]


# ---- what learners read


def without_answers(course: Course) -> Course:
    """The course with every answer turned: what was right is wrong."""
    quiz = course.quizzes[0]
    turned = tuple(
        replace(question, options=tuple(replace(option, right=not option.right) for option in question.options))
        for question in quiz.questions
    )
    return replace(course, quizzes=(replace(quiz, questions=turned),))


def test_a_form_is_the_same_whatever_is_right() -> None:
    course = every_kind()
    pairs = zip(course.quizzes[0].questions, without_answers(course).quizzes[0].questions, strict=True)
    assert [one.id for one, other in pairs if KINDS[one.kind].form(one) != KINDS[other.kind].form(other)] == []


def test_a_form_holds_no_answer_to_write_and_no_feedback() -> None:
    forms = {question.id: KINDS[question.kind].form(question) for question in every_kind().quizzes[0].questions}
    told = [
        words
        for words in ("Clostrid", "difficile", "6 \u00b1", "5.9", "6.1")
        for form in forms.values()
        if words in form
    ]
    assert told == []
    rationales = [question.rationale[3:20] for question in every_kind().quizzes[0].questions if question.rationale]
    assert [words for words in rationales for form in forms.values() if words in form] == []


@pytest.mark.parametrize("count", range(3, 12))
def test_an_order_is_shown_neither_straight_nor_backwards(count: int) -> None:
    from scormkit.questions.placing import mixed

    for seed in range(200):
        order = mixed(f"question-{seed}", count)
        assert sorted(order) == list(range(count))
        assert order not in (list(range(count)), list(range(count))[::-1])


def test_the_ids_of_an_order_and_of_right_sides_tell_nothing() -> None:
    """In the order of the page they are the letters in order, so that they name a place and no answer."""
    questions = {question.id: question for question in every_kind().quizzes[0].questions}
    order = KINDS["ordering"].interaction(questions["protection"])
    pairs = KINDS["matching"].interaction(questions["effects"])
    assert [name for name, _ in order.choices] == list("abcd")
    assert [name for name, _ in pairs.target] == list("abcd")
    assert list(order.correct) != sorted(order.correct)
