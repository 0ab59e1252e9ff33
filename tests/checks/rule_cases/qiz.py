"""QIZ: questions and tests."""

from __future__ import annotations

from dataclasses import replace

from models import make_course, make_option, make_question, make_quiz, make_true_false, place

from rule_cases.base import Case, at
from rule_cases.parts import asked
from scormkit.model.course import Gate
from scormkit.model.quiz import QuizRole

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

CASES = {
    "QIZ010": Case(asked(options=RIGHT_TWICE), (place(9, "quizzes/a.md"),), asked()),
    "QIZ020": Case(
        at(("completion",), quizzes=(make_quiz(role=QuizRole.CHECK),)),
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
    "QIZ100": Case(
        make_course(quizzes=(make_quiz(intro="<p>Three questions. You may try twice.</p>"),)),
        (place(1, "quizzes/post-test.md"), place(1, "quizzes/post-test.md")),
        make_course(quizzes=(make_quiz(intro="<p>One question of two parts. You may try three times.</p>"),)),
    ),
}
