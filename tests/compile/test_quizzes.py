"""Quizzes in the document and in the data of the scripts: their place, their settings, and which features ship."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from documents import parsed
from models import make_course, make_page, make_question, make_quiz

from scormkit.compile.course import compile_course
from scormkit.compile.data import course_data
from scormkit.compile.features import used_features
from scormkit.compile.outline import outline
from scormkit.model.course import Course
from scormkit.model.quiz import FeedbackTime, Quiz, QuizRole, Results, Share, Show, Shuffle

NOT_PASSED: dict[str, Any] = {"passing": Decimal(0)}


def ungraded(name: str, role: QuizRole, **changes: Any) -> Quiz:
    return make_quiz(name, make_question(f"q-{name}"), role=role, **NOT_PASSED, **changes)


def embedding(name: str, page: str = "one") -> Any:
    return make_page(page, html=f'<p>Before.</p>\n<div class="check" data-check="{name}">\n</div>\n<p>Behind.</p>')


RECAP = ungraded("recap", QuizRole.CHECK, feedback=FeedbackTime.AT_ONCE, attempts=0, intro="<p>Intro.</p>")
INSIDE = make_course(pages=(embedding("recap"),), quizzes=(RECAP, make_quiz()))
EVERY_ROLE = make_course(
    quizzes=(
        ungraded("opinion", QuizRole.EVALUATION, attempts=1),
        make_quiz(),
        ungraded("recap", QuizRole.CHECK),
        ungraded("before", QuizRole.PRE_TEST, attempts=1),
    )
)


def quizzes_of(course: Course) -> dict[str, dict[str, Any]]:
    listed: Any = course_data(course)["quizzes"]
    return {quiz["id"]: quiz for quiz in listed}


def test_pre_tests_come_before_the_pages_and_evaluations_last() -> None:
    sections = [section.id for section in outline(EVERY_ROLE) if section.kind in ("page", "quiz")]
    assert sections == ["quiz-before", "page-one", "quiz-post-test", "quiz-recap", "quiz-opinion"]


def test_the_document_has_its_sections_in_the_order_of_the_outline() -> None:
    sections = [each.get("id") for each in parsed(EVERY_ROLE).xpath("//main/section")]
    assert sections == [section.id for section in outline(EVERY_ROLE)]


def test_a_check_inside_a_page_has_no_section_of_its_own() -> None:
    assert [section.id for section in outline(INSIDE) if section.kind == "quiz"] == ["quiz-post-test"]
    [page] = [each for each in course_data(INSIDE)["sections"] if each["kind"] == "page"]  # type: ignore[attr-defined]
    assert page["checks"] == ["recap"]


def test_a_check_inside_a_page_stands_where_its_author_put_it() -> None:
    tree = parsed(INSIDE)
    [check] = tree.xpath("//section[@id='page-one']//*[@id='quiz-recap']")
    assert "Behind." in check.xpath("string(following::p[1])")
    assert [each.tag for each in check.xpath(".//h1 | .//h2 | .//h3")] == ["h2", "h3"]
    assert len(tree.xpath("//fieldset[@data-question='q-recap']")) == 1


def test_a_quiz_that_is_no_check_stays_out_of_pages() -> None:
    """QIZ170 reports it; the document keeps the one that completion needs."""
    course = make_course(pages=(embedding("post-test"),))
    assert [section.id for section in outline(course) if section.kind == "quiz"] == ["quiz-post-test"]


@pytest.mark.parametrize(("quiz", "words"), [("opinion", "Send"), ("before", "Send"), ("post-test", "Submit answers")])
def test_what_is_not_marked_is_sent(quiz: str, words: str) -> None:
    assert (
        parsed(EVERY_ROLE).xpath(f"string(//section[@id='quiz-{quiz}']//button[contains(@class, 'submit')])") == words
    )


def test_a_quiz_that_asks_for_nothing_new_has_no_new_keys() -> None:
    assert set(quizzes_of(make_course())["post-test"]) == {
        "id", "key", "role", "passing", "attempts", "feedback", "questions",
    }  # fmt: skip


def test_the_settings_of_a_quiz_reach_the_scripts() -> None:
    quiz = make_quiz(
        draw=1, shuffle=Shuffle.BOTH, cool_down=60, show=Show.ONE, feedback=FeedbackTime.AT_ONCE,
        results=Results.BY_OBJECTIVE,
    )  # fmt: skip
    found = quizzes_of(make_course(quizzes=(quiz,)))["post-test"]
    wanted = {"draw": 1, "shuffle": "both", "coolDown": 60, "one": True, "atOnce": True, "byObjective": True}
    assert {key: found[key] for key in wanted} == wanted
    assert found["feedback"] == "after-attempt"


def test_a_pool_reaches_the_scripts_as_pairs() -> None:
    course = make_course(quizzes=(make_quiz(pool=(Share("know", 1),)),))
    assert quizzes_of(course)["post-test"]["pool"] == [["know", 1]]


def test_evaluations_and_pre_tests_keep_answers_back() -> None:
    found = quizzes_of(EVERY_ROLE)
    assert {name: quiz.get("closed", False) for name, quiz in found.items()} == {
        "opinion": True, "post-test": False, "recap": False, "before": True,
    }  # fmt: skip


def test_a_pre_test_may_show_its_answers() -> None:
    quiz = ungraded("before", QuizRole.PRE_TEST, attempts=1)
    course = make_course(quizzes=(make_quiz(), replace(quiz, feedback=FeedbackTime.AFTER_ATTEMPT)))
    assert "closed" not in quizzes_of(course)["before"]


@pytest.mark.parametrize(
    ("course", "features"),
    [
        (make_course(), set()),
        (make_course(quizzes=(make_quiz(draw=1),)), {"pool"}),
        (make_course(quizzes=(make_quiz(shuffle=Shuffle.ANSWERS),)), {"pool"}),
        (make_course(quizzes=(make_quiz(cool_down=1),)), {"cooldown"}),
        (make_course(quizzes=(make_quiz(show=Show.ONE),)), {"steps"}),
        (make_course(quizzes=(make_quiz(results=Results.BY_OBJECTIVE),)), {"results"}),
        (make_course(quizzes=(make_quiz(), ungraded("before", QuizRole.PRE_TEST))), {"roles"}),
        (INSIDE, {"roles", "steps", "checks"}),
    ],
)
def test_a_feature_ships_where_it_is_used_and_nowhere_else(course: Course, features: set[str]) -> None:
    assert {feature.name for feature in used_features(course)} == features
    shipped = {
        path.rpartition("/")[2].removesuffix(".js") for path in compile_course(course).scripts if "features" in path
    }
    assert shipped == features


def test_objectives_are_told_in_words_where_results_are_by_them() -> None:
    course = make_course(quizzes=(make_quiz(results=Results.BY_OBJECTIVE),))
    assert course_data(course)["objectives"] == {"know": "Name it"}
    assert "objectives" not in course_data(make_course())
