"""Quizzes and question kinds: read from Markdown, shown without an answer, reported to an LMS."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from scormkit.model.quiz import FeedbackTime, Interaction, Question, Quiz
from scormkit.questions import KINDS
from scormkit.source.load import load_course

MINIMAL = Path(__file__).parent / "minimal"
HEAD = "---\nid: post-test\ntitle: Post-test\nrole: post-test\npassing: 80\n---\n"
TICKED = ("choice", "multiple", "true-false")
FULL = """Intro with *marks*.

## Which **one**? {#first kind=KIND objective=know points=0.5}

A case.

- [X] *This* [@doe-2020] {#c}
  > Well done.
- [ ] That

> Because.
"""


def quiz_with(folder: Path, body: str) -> Quiz:
    shutil.copytree(MINIMAL, folder / "course")
    (folder / "course/quizzes/post-test.md").write_text(HEAD + body, encoding="utf-8")
    course = load_course(folder / "course", ".").course
    assert course is not None
    return course.quizzes[0]


def question(folder: Path, kind: str) -> Question:
    return quiz_with(folder, FULL.replace("KIND", kind)).questions[0]


def test_a_question_is_read_with_all_its_parts(tmp_path: Path) -> None:
    read = question(tmp_path, "choice")
    parts = (read.id, read.prompt, read.prompt_text, read.stem, read.rationale, read.objective, read.points, read.cited)
    assert parts == (
        "first",
        "Which <strong>one</strong>?",
        "Which one?",
        "<p>A case.</p>\n",
        "<p>Because.</p>\n",
        "know",
        Decimal("0.5"),
        ("doe-2020",),
    )


def test_an_option_is_read_with_all_its_parts(tmp_path: Path) -> None:
    option = question(tmp_path, "choice").options[0]
    assert (option.id, option.text, option.right, option.feedback, option.place.line) == (
        "c",
        "This",
        True,
        "<p>Well done.</p>\n",
        13,
    )


def test_unnamed_options_get_letters_in_order(tmp_path: Path) -> None:
    assert [option.id for option in question(tmp_path, "multiple").options] == ["c", "a"]


def test_words_before_the_first_question_are_the_introduction(tmp_path: Path) -> None:
    assert quiz_with(tmp_path, FULL.replace("KIND", "choice")).intro == "<p>Intro with <em>marks</em>.</p>\n"


def test_a_post_test_gives_feedback_after_the_last_attempt_unless_it_says_otherwise(tmp_path: Path) -> None:
    quiz = quiz_with(tmp_path, FULL.replace("KIND", "choice"))
    assert (quiz.feedback, quiz.attempts, quiz.passing) == (FeedbackTime.AFTER_LAST, 0, Decimal(80))


@pytest.mark.parametrize("kind", TICKED)
def test_a_form_is_the_same_whichever_answer_is_right(kind: str, tmp_path: Path) -> None:
    read = question(tmp_path, kind)
    turned = replace(read, options=tuple(replace(option, right=not option.right) for option in read.options))
    assert KINDS[kind].form(read) == KINDS[kind].form(turned)


@pytest.mark.parametrize("kind", TICKED)
def test_a_form_holds_no_feedback_and_no_rationale(kind: str, tmp_path: Path) -> None:
    form = KINDS[kind].form(question(tmp_path, kind))
    assert ("Because" in form, "Well done" in form) == (False, False)


def test_a_form_follows_the_contract_of_the_document(tmp_path: Path) -> None:
    form = KINDS["choice"].form(replace(question(tmp_path, "choice"), stem=""))
    assert form == (
        '<fieldset class="question" data-question="first" data-kind="choice">\n'
        "<legend>Which <strong>one</strong>?</legend>\n"
        '<div class="options">\n'
        '<label class="option"><input type="radio" name="q-first" value="c"> <span><em>This</em>'
        '<sup class="cites"><a class="cite" href="#ref-doe-2020">doe-2020</a></sup></span></label>\n'
        '<label class="option"><input type="radio" name="q-first" value="a"> <span>That</span></label>\n'
        "</div>\n"
        '<div class="feedback" tabindex="-1" hidden></div>\n'
        "</fieldset>\n"
    )


EXPECTED = {
    "choice": Interaction("choice", (("c", "This"), ("a", "That")), ("c",)),
    "multiple": Interaction("choice", (("c", "This"), ("a", "That")), ("c",)),
    "true-false": Interaction("true-false", (), ("true",)),
}


@pytest.mark.parametrize("kind", TICKED)
def test_an_interaction_names_the_right_answer(kind: str, tmp_path: Path) -> None:
    assert KINDS[kind].interaction(question(tmp_path, kind)) == EXPECTED[kind]


@pytest.mark.parametrize(("first", "ids"), [("True", ["t", "f"]), ("False", ["f", "t"]), ("Ja", ["t", "f"])])
def test_true_and_false_have_their_own_ids(first: str, ids: list[str], tmp_path: Path) -> None:
    body = f"## Is it? {{#q kind=true-false}}\n\n- [x] {first}\n- [ ] Other\n"
    assert [option.id for option in quiz_with(tmp_path, body).questions[0].options] == ids


@pytest.mark.parametrize("kind", TICKED)
def test_a_sound_question_has_no_problems(kind: str, tmp_path: Path) -> None:
    assert KINDS[kind].problems(question(tmp_path, kind)) == []


@pytest.mark.parametrize("kind", TICKED)
def test_a_question_without_a_right_answer_is_a_problem(kind: str, tmp_path: Path) -> None:
    read = question(tmp_path, kind)
    wrong = replace(read, options=tuple(replace(option, right=False) for option in read.options))
    assert len(KINDS[kind].problems(wrong)) == 1


@pytest.mark.parametrize("kind", TICKED)
def test_two_answers_that_say_the_same_are_a_problem(kind: str, tmp_path: Path) -> None:
    read = question(tmp_path, kind)
    first, second = read.options
    alike = replace(read, options=(first, replace(second, text=" this")))
    assert len(KINDS[kind].problems(alike)) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_its_script_beside_it(kind: str) -> None:
    import scormkit

    files = (*KINDS[kind].scripts, *KINDS[kind].styles, *KINDS[kind].words)
    assert KINDS[kind].scripts
    assert [path for path in files if not (Path(scormkit.__file__).parent / path).is_file()] == []
