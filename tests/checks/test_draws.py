"""Which questions a draw can give: as the runtime draws, cases as a whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from models import make_course, make_question, make_quiz
from rule_cases import AS_OF

from scormkit.checks import check_course, draws
from scormkit.checks.rule import CheckContext
from scormkit.model.quiz import Share

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from scormkit.model.quiz import Question, Quiz

    Node = Callable[..., CompletedProcess[str]]


def bank(sizes: str) -> tuple[Question, ...]:
    """Questions a0, b0, b1 and so on: of 'a1 b2' one single question and a case of two."""
    return tuple(
        make_question(f"{name}{number}", case="" if size == "1" else name)
        for name, size in sizes.split()
        for number in range(int(size))
    )


@pytest.mark.parametrize(
    ("sizes", "drawn", "never"),
    [
        ("a1 b1 c1", 1, []),
        ("a3", 2, ["a2"]),
        ("a3 b1 c1", 2, ["a0", "a1", "a2"]),
        ("a3 b1 c1", 3, ["b0", "c0"]),
        ("a3 b1 c1 d1", 3, []),
        ("a3 b1", 3, ["b0"]),
        ("a2 b2 c2", 3, []),
        ("a4 b4", 3, ["a3", "b3"]),
        ("a1 b1", 0, []),
        ("a1 b1", 9, []),
    ],
)
def test_what_no_draw_can_give(sizes: str, drawn: int, never: list[str]) -> None:
    quiz = make_quiz("post-test", *bank(sizes), draw=drawn)
    assert [question.id for question in draws.never_asked(quiz)] == never


BANKS = ("a1 b1 c1", "a3", "a3 b1 c1", "a3 b1 c1 d1", "a2 b2 c2", "a4 b4", "a5 b3 c1", "a2 b3 c4 d1", "a6 b1")


@pytest.mark.node
def test_what_no_draw_can_give_is_what_the_shipped_script_never_draws(node: Node, node_modules: object) -> None:
    quizzes = [make_quiz("post-test", *bank(sizes), draw=drawn) for sizes in BANKS for drawn in range(1, 8)]
    quizzes += [
        make_quiz("post-test", *bank(sizes), make_question("else0", objective="else"), pool=(Share("know", 2),))
        for sizes in BANKS
    ]
    done = node("checks/draw.mjs", stdin=json.dumps([wire(quiz) for quiz in quizzes]))
    assert done.stderr == ""
    for quiz, drawn in zip(quizzes, json.loads(done.stdout), strict=True):
        never = [question.id for question in draws.never_asked(quiz)]
        assert sorted(never + drawn) == sorted(question.id for question in quiz.questions), wire(quiz)


def wire(quiz: Quiz) -> dict[str, object]:
    """A quiz as far as the script draws by it."""
    return {
        "questions": [
            {"id": one.id, "key": f"key{one.id}", "objective": one.objective, "case": one.case}
            for one in quiz.questions
        ],
        "draw": quiz.draw,
        **({"pool": [[share.objective, share.draw] for share in quiz.pool]} if quiz.pool else {}),
    }


def test_a_pool_draws_cases_within_each_objective() -> None:
    quiz = make_quiz("post-test", *bank("a3 b1"), make_question("other", objective="else"), pool=(Share("know", 1),))
    assert [question.id for question in draws.never_asked(quiz)] == ["a0", "a1", "a2", "other"]


def test_a_case_that_no_draw_holds_is_found_at_its_questions() -> None:
    found = check_course(make_course(quizzes=(make_quiz("post-test", *bank("a3 b1 c1"), draw=2),)), CheckContext(AS_OF))
    assert [finding.message.split("'")[1] for finding in found if finding.rule == "QIZ130"] == ["a0", "a1", "a2"]


@pytest.mark.parametrize(
    ("marked", "opinions", "drawn", "only"), [(0, 2, 0, True), (1, 2, 0, False), (1, 2, 2, True), (1, 2, 3, False)]
)
def test_whether_an_attempt_may_ask_opinions_only(marked: int, opinions: int, drawn: int, only: bool) -> None:
    questions = [make_question(f"m{number}") for number in range(marked)]
    questions += [make_question(f"o{number}", "likert") for number in range(opinions)]
    assert draws.asks_opinions_only(make_quiz("post-test", *questions, draw=drawn)) is only


def test_a_case_with_one_marked_question_is_no_case_of_opinions() -> None:
    case = (make_question("a", case="x"), make_question("b", "likert", case="x"))
    assert not draws.asks_opinions_only(make_quiz("post-test", *case, make_question("c"), draw=1))
