"""The document of a package, rendered and parsed, for the tests of this room."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lxml import html
from models import (
    cite,
    make_activity,
    make_course,
    make_credit,
    make_option,
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

from scormkit.compile.course import compile_course
from scormkit.model.course import Audience, Objective
from scormkit.model.finding import Place
from scormkit.model.people import Nature, Role
from scormkit.model.quiz import FeedbackTime, QuizRole
from scormkit.targets import TARGETS, make_bundle

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from scormkit.model.course import Course


def index_of(course: Course) -> str:
    """The text of ``index.html``."""
    return make_bundle(compile_course(course), TARGETS["scorm12"]).read("index.html").decode("utf-8")


def parsed(course: Course) -> HtmlElement:
    """``index.html`` as a tree."""
    return html.document_fromstring(index_of(course).encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))


def readable(tree: HtmlElement) -> str:
    """What a reader, a printer or a search engine sees: no templates, no data."""
    for hidden in tree.xpath("//template | //script"):
        hidden.drop_tree()
    return " ".join(tree.text_content().split())


def rich() -> Course:
    """A course that uses everything the document can show."""
    options = (
        make_option("a", True, feedback="<p>FEEDBACK-A</p>"),
        make_option("b", True),
        make_option("c", feedback="<p>FEEDBACK-C</p>"),
    )
    post_test = make_quiz(
        "post-test",
        make_question("single", rationale=f"<p>RATIONALE-1 {cite('beta')}</p>"),
        make_question("several", "multiple", options=options, stem="<p>Stem.</p>", rationale="<p>RATIONALE-2</p>"),
        make_true_false("statement", rationale="<p>RATIONALE-3</p>"),
        intro="<p>Four questions.</p>",
    )
    check = make_quiz(
        "check", make_question("warm-up"), role=QuizRole.CHECK, feedback=FeedbackTime.AFTER_ATTEMPT, passing=Decimal(0)
    )
    speaker = make_person(
        "speaker",
        name="Pat Example",
        credentials="MD",
        affiliation="Example Hospital",
        roles=(Role.AUTHOR, Role.FACULTY),
        relationships=(make_tie("Acme", Nature.SPEAKER), make_tie("Beta")),
        natures_in_bulk="advisory roles",
        nothing_to_disclose=False,
        off_label="One unapproved use is discussed.",
    )
    return make_course(
        subtitle="With a subtitle",
        objectives=(Objective("know", "Know it", ("A part", "Another part"), Place("course.yaml", 1)),),
        audience=Audience("Physicians", ("physician", "nurse"), ("oncology",), ("US",), "Only for the USA."),
        activity=make_activity(),
        providers=make_providers("MedAll", contact="cme@hospital.example"),
        credits=(make_credit("0.75"),),
        support=(make_support("Acme", "gift in kind", "simulators"),),
        people=(speaker, make_person("group", name="Staff", group=True)),
        references=(make_reference("alpha"), make_reference("beta")),
        pages=(
            make_page("one", html=f"<p>TEACHING one {cite('alpha')}</p><h2 id='one--a'>Part</h2><h3>Detail</h3>"),
            make_page("two", html="<p>TEACHING two</p>"),
        ),
        quizzes=(check, post_test),
    )


def without_answers(course: Course) -> Course:
    """The course with other right answers: wrong where they were right."""

    def turned(index: int) -> object:
        quiz = course.quizzes[index]
        questions = tuple(
            replace(question, options=tuple(replace(option, right=not option.right) for option in question.options))
            for question in quiz.questions
        )
        return replace(quiz, questions=questions)

    return replace(course, quizzes=tuple(turned(index) for index in range(len(course.quizzes))))  # type: ignore[arg-type]
