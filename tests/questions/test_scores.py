"""What an answer is worth: the same in Python and in the learner's browser."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from asking import CASES, course_of, data_of, in_node, question_of, written
from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    Node = Callable[..., CompletedProcess[str]]


def worth(text: str | None) -> float | None:
    return None if text is None else float(Fraction(text))


def plain(part: Decimal | None) -> float | None:
    return None if part is None else float(part)


def test_every_kind_has_cases() -> None:
    assert {case["kind"] for case in CASES.values()} == set(KINDS)


@pytest.mark.parametrize("name", CASES)
def test_an_answer_is_worth_what_the_case_says(name: str) -> None:
    case = CASES[name]
    question = question_of(case)
    given_for = {
        tuple(one["response"]): plain(KINDS[case["kind"]].score(question, one["response"])) for one in case["score"]
    }
    assert given_for == {tuple(one["response"]): worth(one["is"]) for one in case["score"]}


@pytest.mark.node
def test_a_browser_gives_what_the_cases_say(node: Node) -> None:
    asked, wanted = [], []
    for case in CASES.values():
        data = data_of(course_of(written(case["kind"], case.get("answers", ""), case.get("attributes", ""))))[0]
        for one in case["score"]:
            asked.append((data, one["response"]))
            wanted.append({"score": worth(one["is"]), "answered": one.get("answered", True)})
    assert in_node(node, asked) == wanted


@pytest.mark.parametrize("name", CASES)
def test_what_is_not_scored_is_worth_nothing_at_all(name: str) -> None:
    case = CASES[name]
    scores = {KINDS[case["kind"]].score(question_of(case), one["response"]) for one in case["score"]}
    assert (None in scores) == (not KINDS[case["kind"]].scored)


# Signs whose case and parts are old enough to be the same in every Unicode table that is in use.
ODD = "\u03b1\u03a3\u03c3\u03c2\u00b5\u03bc\u0301\u2019\u201c\u00a0\u2009\u2013\u2212\u0416\u0436\ufb01\u0130\u0131"
SIGNS = st.characters(codec="utf-8", max_codepoint=0x17F) | st.sampled_from(ODD)
TEXT = st.text(SIGNS, max_size=12)
ODD_NUMBERS = ("-0", "007", "1e3", "0x10", "Infinity", "", " 6", "6.", ".6", "6\n")
NUMBER = st.decimals(-1000, 1000, places=2).map(str) | st.sampled_from(ODD_NUMBERS)


def responses(case: dict[str, Any]) -> st.SearchStrategy[list[str]]:
    """Answers like those of the case, shuffled, cut and spoiled."""
    said = sorted({answer for one in case["score"] for answer in one["response"]}) or ["a"]
    turned = st.sampled_from(said).flatmap(
        lambda text: st.sampled_from([text, text.upper(), text.lower(), f" {text} "])
    )
    return st.lists(st.sampled_from(said) | turned | TEXT | NUMBER, max_size=6) | st.permutations(said)


@pytest.mark.node
@settings(max_examples=4, deadline=None)
@given(st.data())
def test_python_and_javascript_agree_on_random_answers(node: Node, data: st.DataObject) -> None:
    asked, wanted = [], []
    for name, (question, told) in BANK().items():
        for response in data.draw(st.lists(responses(CASES[name]), min_size=15, max_size=15)):
            asked.append((told, list(response)))
            wanted.append(plain(KINDS[question.kind].score(question, response)))
    assert [one["score"] for one in in_node(node, asked)] == wanted


def _bank() -> Callable[[], dict[str, Any]]:
    made: dict[str, Any] = {}

    def bank() -> dict[str, Any]:
        for name, case in CASES.items() if not made else ():
            course = course_of(written(case["kind"], case.get("answers", ""), case.get("attributes", "")))
            made[name] = (course.quizzes[0].questions[0], data_of(course)[0])
        return made

    return bank


BANK = _bank()
