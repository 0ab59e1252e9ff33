"""The smallest valid courses, made in memory: a test changes the one thing that it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from scormkit.model.course import (
    Activity,
    Approval,
    Audience,
    Course,
    CreditStatus,
    Gate,
    Handoff,
    HandoffPart,
    LearningFormat,
    LmsSettings,
    Mitigation,
    Objective,
    Override,
    OwnText,
    Page,
    Policies,
    Providership,
    Reference,
)
from scormkit.model.credit import SYSTEMS, Credit
from scormkit.model.finding import Place
from scormkit.model.people import Organisation, Person, Relationship, Role, Support
from scormkit.model.quiz import FeedbackTime, Option, Question, Quiz, QuizRole
from scormkit.model.stated import NOT_STATED

HERE = Place("course.yaml", 1)


def decision(until: str, rule: str = "DAT010", reason: str = "The provider is about to renew it.") -> str:
    """What stands at the end of a ``course.yaml`` whose provider lives with the findings of a rule."""
    return f"\noverrides:\n  - rule: {rule}\n    reason: {reason}\n    by: CME office\n    until: {until}\n"


def place(line: int, file: str = "course.yaml") -> Place:
    """Where something stands, so that a test can tell places apart."""
    return Place(file, line)


def make_option(id: str, right: bool = False, **changes: Any) -> Option:
    """An answer whose words are its id."""
    option = Option(id, html=f"Answer {id}", text=f"Answer {id}", right=right, feedback="", place=HERE)
    return replace(option, **changes)


def make_question(id: str = "first", kind: str = "choice", **changes: Any) -> Question:
    """A question with the answers a (right) and b."""
    question = Question(
        id=id,
        kind=kind,
        prompt=f"Prompt {id}",
        prompt_text=f"Prompt {id}",
        stem="",
        options=(make_option("a", right=True), make_option("b")),
        rationale="<p>Because.</p>",
        objective="know",
        points=Decimal(1),
        cited=(),
        place=place(7, "quizzes/post-test.md"),
    )
    return replace(question, **changes)


def make_true_false(id: str = "first", **changes: Any) -> Question:
    """A statement that is true."""
    options = (make_option("t", right=True, text="True", html="True"), make_option("f", text="False", html="False"))
    return make_question(id, "true-false", options=options, **changes)


def make_quiz(id: str = "post-test", *questions: Question, **changes: Any) -> Quiz:
    """A post-test, of one question unless others are given."""
    quiz = Quiz(
        id=id,
        title="Post-test",
        role=QuizRole.POST_TEST,
        intro="",
        passing=Decimal(75),
        attempts=3,
        feedback=FeedbackTime.AFTER_LAST,
        questions=questions or (make_question(),),
        place=place(1, f"quizzes/{id}.md"),
    )
    return replace(quiz, **changes)


def make_page(id: str = "one", **changes: Any) -> Page:
    """A page of one paragraph that cites a source, with the words of a page that takes five minutes."""
    page = Page(
        id=id,
        title=f"Page {id}",
        objectives=("know",),
        html=f"<p>Teaching of {id}.</p>",
        words=1200,
        media=(),
        cited=("doe-2020",),
        place=place(1, f"pages/{id}.md"),
    )
    return replace(page, **changes)


def make_person(id: str = "rivera", **changes: Any) -> Person:
    """Someone with nothing to disclose."""
    person = Person(
        id=id,
        name="Alex Rivera",
        group=False,
        credentials="MD",
        affiliation=NOT_STATED,
        roles=(Role.AUTHOR,),
        relationships=(),
        natures_in_bulk="",
        nothing_to_disclose=True,
        off_label=NOT_STATED,
        place=place(1, "people.yaml"),
    )
    return replace(person, **changes)


def make_tie(company: str = "Example Pharma", *natures: Any) -> Relationship:
    """A relationship with an ineligible company."""
    return Relationship(company, natures, HERE)


def make_credit(
    maximum: str = "0.25", eligible: tuple[str, ...] = ("physician",), system: str = "ama-pra-1", **changes: Any
) -> Credit:
    """A designation, in AMA PRA Category 1 Credits unless another system is named."""
    return Credit(SYSTEMS[system], Decimal(maximum), eligible, HERE, **changes)


def make_support(
    company: str = "Example Pharma", kind: str = "independent education grant", in_kind: str = ""
) -> Support:
    """A grant of a company."""
    return Support(company, kind, in_kind, HERE)


def make_activity(**changes: Any) -> Activity:
    """An enduring material until the end of 2028 in New York."""
    activity = Activity(
        format=LearningFormat.ENDURING,
        released=date(2026, 1, 15),
        reviewed=date(2026, 1, 10),
        expires=date(2028, 12, 31),
        time_zone="America/New_York",
        minutes=15,
        medium="Online text",
        requirements="A current browser",
    )
    return replace(activity, **changes)


def make_providers(*joint: str, **changes: Any) -> Providership:
    """Example Hospital, alone or with joint providers."""
    accredited = replace(Organisation("Example Hospital", "ACCME", "cme@hospital.example"), **changes)
    return Providership(accredited, tuple(Organisation(name) for name in joint))


def make_text(kind: str, text: str, line: int = 21) -> OwnText:
    """The provider's own wording of a statement."""
    return OwnText(kind, text, place(line))


def make_mitigation(done: bool = True, method: str = "Content was reviewed by peers.") -> Mitigation:
    """What was done about relationships."""
    return Mitigation(done, method, HERE)


def make_override(rule: str = "AMA020", **changes: Any) -> Override:
    """A decision for some years."""
    until = date(2029, 12, 31)
    override = Override(rule, reason="Agreed.", by="CME office", until=until, stated="", used="", place=place(40))
    return replace(override, **changes)


def make_approval(**changes: Any) -> Approval:
    """An approval of version 1.0 by a fictional director."""
    approval = Approval("1.0", "Alex Rivera", "CME director", date(2026, 11, 1), "sha256:" + "a" * 64, place(50))
    return replace(approval, **changes)


def make_reference(id: str = "doe-2020", **changes: Any) -> Reference:
    """A study with a DOI."""
    reference = Reference(
        id=id,
        authors="Doe J",
        title=f"A study called {id}",
        journal="J Examples",
        year="2020",
        detail="1:2-3",
        doi="10.1000/1",
        pmid="",
        url="",
        trial="",
        place=place(1, "references.yaml"),
    )
    return replace(reference, **changes)


def cite(id: str) -> str:
    """What the Markdown reader writes for ``[@id]``."""
    return f'<sup class="cites"><a class="cite" href="#ref-{id}">{id}</a></sup>'


def make_course(**changes: Any) -> Course:
    """A demonstration with one page, one question, one quarter of a credit, and no findings."""
    course = Course(
        id="tiny",
        version="1.0",
        title="A tiny course",
        subtitle="",
        language="en-US",
        description="The smallest course that has everything.",
        keywords=("tiny",),
        credit_status=CreditStatus.DEMONSTRATION,
        notice="Specimen. Written for tests.",
        objectives=(Objective("know", "Name it", (), HERE),),
        audience=Audience("Physicians and nurses", ("physician", "nurse"), ("internal medicine",), (), ""),
        activity=make_activity(),
        providers=make_providers(),
        credits=(make_credit(),),
        support=(),
        people=(make_person(),),
        mitigation=make_mitigation(),
        gates=(Gate.ACKNOWLEDGE, Gate.PAGES, Gate.POST_TEST, Gate.CLAIM),
        iri_base="https://scormkit.example/",
        vocabulary="https://scormkit.example/xapi/v1/",
        lms=LmsSettings(),
        overrides=(),
        references=(make_reference(),),
        pages=(make_page(),),
        quizzes=(make_quiz(),),
        assets=(),
        places={(): HERE},
        policies=Policies("Answers are kept by your LMS.", "Example Hospital, 2026"),
    )
    return replace(course, **changes)


FILM = '<figure><video src="media/talk.mp4" controls preload="metadata" aria-label="The talk"></video></figure>'


def make_handoff(url: str = "https://cme.hospital.example/claim/{code}", **changes: Any) -> Handoff:
    """The claim page of Example Hospital, with everything about it shown."""
    return replace(Handoff(url, "HH-26", tuple(HandoffPart), place(61)), **changes)


def make_demanding(**changes: Any) -> Course:
    """A course that asks for everything that completion can ask for, and for the profession on the first page."""
    quizzes = (
        make_quiz("before", make_question("old"), role=QuizRole.PRE_TEST, passing=Decimal(0), attempts=1),
        make_quiz(),
        make_quiz("after", make_question("judged"), role=QuizRole.EVALUATION, passing=Decimal(0), attempts=1),
    )
    everything: dict[str, Any] = {
        "audience": Audience("All", ("physician", "nurse", "pharmacist"), ("surgery", "oncology"), (), "", True, True),
        "pages": (make_page(html=f"<p>Teaching.</p>{FILM}"), make_page("two", audience=("nurse", "pharmacist"))),
        "quizzes": quizzes,
        "gates": tuple(Gate),
        "minimum_minutes": 10,
        "attestation": "I have taken part in this activity myself.",
        "certificate": (("nurse", "For your nursing portfolio."),),
        "handoff": make_handoff(),
        "credits": (
            make_credit(),
            make_credit(eligible=("nurse",), system="ancc", expires=date(2027, 6, 30)),
            make_credit(eligible=("pharmacist",), system="acpe", uan=("0123-0000-26-001-H01-P",)),
        ),
    }
    return make_course(**{**everything, **changes})
