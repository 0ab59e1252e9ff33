"""QIZ: questions and tests."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from models import make_course, make_option, make_page, make_question, make_quiz, make_true_false, place

from rule_cases.base import Case, at
from rule_cases.parts import asked
from scormkit.model.course import Gate
from scormkit.model.quiz import FeedbackTime, QuizRole, Share

if TYPE_CHECKING:
    from scormkit.model.course import Page
    from scormkit.model.quiz import Question, Quiz

RIGHT_TWICE = (make_option("a", right=True), make_option("b", right=True))
ANSWER = place(12, "quizzes/a.md")
LONG = "Stop the taxane, go on with both antibodies, and plan maintenance with the patient"
GIVEAWAY = (make_option("a", right=True, text=LONG, place=ANSWER), make_option("b"), make_option("c"))
EVEN = (make_option("a", right=True, text=LONG), make_option("b"), make_option("c", text=LONG[:70]))
CATCH_ALL = (*make_question().options, make_option("c", text="All of the above", place=ANSWER))
PLAIN = (
    *make_question().options,
    make_option("c", text="None of these drugs was studied"),
    make_option("d", text="B12"),
)
OTHER_WAY = (make_option("a"), make_option("b", right=True))
ALWAYS_FIRST = make_quiz("post-test", *(make_question(f"q{number}") for number in range(4)))
MIXED = make_quiz(
    "post-test", *(make_true_false(f"q{number}") for number in range(3)), make_question("q", options=OTHER_WAY)
)
SECOND = make_quiz("again", make_question("second"), place=place(1, "quizzes/b.md"))

FILE = place(1, "quizzes/a.md")
POOL = (Share("know", 1),)
LEFT_OUT = make_question("left-out", objective="", place=place(9, "quizzes/a.md"))
OPINIONS = (make_option("a"), make_option("b"))
ROLE: dict[str, Any] = {"role": QuizRole.CHECK, "passing": Decimal(0), "place": place(2)}
RECAP = (make_quiz(), make_quiz("recap", make_question("other"), **ROLE))
OPINION = make_question("sure", "likert", options=(make_option("1"), make_option("2")))
OTHER_OPINION = replace(OPINION, id="surer")
SCORED = make_question("scored")


def evaluation(*questions: Question, **changes: Any) -> Quiz:
    """An evaluation of these questions."""
    return make_quiz("evaluation", *questions, role=QuizRole.EVALUATION, passing=Decimal(0), **changes)


def embedding(quiz: str, page: str = "one") -> Page:
    """A page with a knowledge check in it."""
    return make_page(page, html=f'<p>Teaching.</p><div class="check" data-check="{quiz}">\n</div>')


CASES = {
    "QIZ010": Case(asked(options=RIGHT_TWICE), (place(9, "quizzes/a.md"),), asked()),
    "QIZ020": Case(
        at(("completion",), quizzes=(make_quiz(role=QuizRole.CHECK, passing=Decimal(0)),)),
        (place(11),),
        make_course(quizzes=(), gates=(Gate.ACKNOWLEDGE, Gate.PAGES, Gate.CLAIM)),
    ),
    "QIZ030": Case(
        make_course(quizzes=(make_quiz(), SECOND)),
        (place(1, "quizzes/b.md"),),
        make_course(quizzes=(make_quiz(), replace(SECOND, role=QuizRole.PRE_TEST))),
    ),
    "QIZ040": Case(asked(objective=""), (place(9, "quizzes/a.md"),), asked(objective="know"), frozenset({"EDU030"})),
    "QIZ050": Case(
        asked(rationale="<p></p>"),
        (place(9, "quizzes/a.md"),),
        asked(rationale="", options=(make_option("a", right=True, feedback="<p>Yes.</p>"), make_option("b"))),
    ),
    "QIZ060": Case(asked(options=GIVEAWAY), (ANSWER,), asked(options=EVEN)),
    "QIZ070": Case(asked(options=CATCH_ALL), (ANSWER,), asked(options=PLAIN)),
    "QIZ080": Case(
        make_course(quizzes=(ALWAYS_FIRST,)),
        (place(1, "quizzes/post-test.md"),),
        make_course(quizzes=(MIXED,)),
    ),
    "QIZ090": Case(
        asked(prompt_text="Which are right? Select all that apply."),
        (place(9, "quizzes/a.md"),),
        asked(prompt_text="You select two drugs. Which fits?"),
    ),
    "QIZ110": Case(
        make_course(quizzes=(make_quiz(draw=2, place=FILE), make_quiz("b", make_question("b"), pool=POOL * 2, **ROLE))),
        (place(2), FILE),
        make_course(quizzes=(make_quiz(draw=1),)),
        frozenset({"QIZ120"}),
    ),
    "QIZ120": Case(
        make_course(quizzes=(make_quiz(draw=1, pool=POOL, place=FILE),)),
        (FILE,),
        make_course(quizzes=(make_quiz(pool=POOL),)),
    ),
    "QIZ130": Case(
        make_course(quizzes=(make_quiz("post-test", make_question(), LEFT_OUT, pool=POOL),)),
        (place(9, "quizzes/a.md"),),
        make_course(quizzes=(make_quiz("post-test", make_question(), replace(LEFT_OUT, objective="know"), pool=POOL),)),
        frozenset({"QIZ040"}),
    ),
    "QIZ140": Case(
        make_course(quizzes=(make_quiz(cool_down=5, attempts=1, place=FILE),)),
        (FILE,),
        make_course(quizzes=(make_quiz(cool_down=5, attempts=0),)),
    ),
    "QIZ150": Case(
        make_course(quizzes=(make_quiz(), make_quiz("check", make_question("other"), role=QuizRole.CHECK, place=FILE))),
        (FILE,),
        make_course(quizzes=(make_quiz(), make_quiz("check", make_question("other"), **ROLE))),
    ),
    "QIZ160": Case(
        make_course(quizzes=(make_quiz(), evaluation(make_question("met", place=FILE), attempts=0, place=FILE))),
        (FILE, FILE),
        make_course(quizzes=(make_quiz(), evaluation(make_question("met", options=OPINIONS), attempts=1))),
    ),
    "QIZ170": Case(
        make_course(
            pages=(embedding("post-test"), embedding("recap", "two"), embedding("recap", "three")), quizzes=RECAP
        ),
        (place(1, "pages/one.md"), place(1, "pages/three.md")),
        make_course(pages=(embedding("recap"),), quizzes=RECAP),
    ),
    "QIZ180": Case(
        make_course(quizzes=(make_quiz(feedback=FeedbackTime.AT_ONCE, place=FILE),)),
        (FILE,),
        make_course(quizzes=(make_quiz(feedback=FeedbackTime.AT_ONCE, attempts=1),)),
    ),
    "QIZ190": Case(
        make_course(quizzes=(make_quiz("post-test", OPINION, SCORED, OTHER_OPINION, draw=2, place=FILE),)),
        (FILE,),
        make_course(quizzes=(make_quiz("post-test", OPINION, SCORED, OTHER_OPINION),)),
    ),
    "QIZ100": Case(
        make_course(quizzes=(make_quiz(intro="<p>Three questions. You may try twice.</p>"),)),
        (place(1, "quizzes/post-test.md"), place(1, "quizzes/post-test.md")),
        make_course(quizzes=(make_quiz(intro="<p>One question of two parts. You may try three times.</p>"),)),
    ),
}
