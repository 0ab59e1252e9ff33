"""AMA: credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models import make_activity, make_course, make_credit, make_page, make_text, place

from rule_cases.base import Case, at
from scormkit.model.course import Audience, Gate, LearningFormat
from scormkit.model.finding import Place
from scormkit.model.stated import NOT_STATED

if TYPE_CHECKING:
    from scormkit.model.course import Course

NURSES = Audience("Nurses", ("nurse",), ("surgery",), (), "")

DESIGNATION = (
    "Example Hospital designates this enduring material for a maximum of 0.25 AMA PRA Category 1 Credits™. "
    "Physicians should claim only the credit commensurate with the extent of their participation in the activity."
)


def designated(text: str, **changes: object) -> Course:
    return make_course(statements=(make_text("designation", text),), **changes)


def participating(text: str) -> Course:
    return make_course(statements=(make_text("participation", text),))


def described(text: str, **changes: object) -> Course:
    return at(("description",), description=text, **changes)


def page(markdown: str) -> Course:
    return make_course(pages=(make_page(markdown=markdown, first_line=6),))


CASES = {
    "AMA010": Case(
        at(("credits", 1, "maximum"), credits=(make_credit("0.25"), make_credit("0.30"))),
        (place(11),),
        at(activity=make_activity(minutes=NOT_STATED), credits=(make_credit("0.25"), make_credit("1.75"))),
    ),
    "AMA020": Case(
        at(("activity", "format"), activity=make_activity(format=LearningFormat.LIVE)),
        (place(11),),
        make_course(activity=make_activity(format=LearningFormat.POINT_OF_CARE)),
    ),
    "AMA050": Case(
        at(("credits", 0, "eligible"), credits=(make_credit(eligible=("physician", "nurse")),)),
        (place(11),),
        make_course(credits=(make_credit(eligible=("physician",)),)),
    ),
    "AMA060": Case(
        at(("completion",), gates=(Gate.ACKNOWLEDGE, Gate.PAGES, Gate.POST_TEST)),
        (place(11),),
        make_course(credits=(), gates=(Gate.ACKNOWLEDGE, Gate.PAGES)),
    ),
    "AMA070": Case(
        at(("credits", 0, "eligible"), audience=NURSES),
        (place(11),),
        make_course(),
    ),
    "AMA030": Case(
        designated(DESIGNATION.replace("designates", "will designate")),
        (place(21),),
        designated(DESIGNATION.replace("Credits™", "Credit(s) (TM)")),
    ),
    "AMA040": Case(
        described("Earn 0.25 CME credits."),
        (place(11),),
        described("Earn AMA PRA Category 1 Credits™, or AAPA Category 1 CME credits."),
    ),
    "AMA080": Case(
        at(("activity", "minutes"), activity=make_activity(minutes=NOT_STATED)),
        (place(11),),
        make_course(credits=(), activity=make_activity(minutes=NOT_STATED)),
    ),
    "AMA090": Case(
        at(("credits", 0, "maximum"), credits=(make_credit("0.5"),)),
        (place(11),),
        make_course(activity=make_activity(minutes=22)),
    ),
    "AMA100": Case(
        at(
            ("credits",),
            quizzes=(),
            gates=(Gate.ACKNOWLEDGE, Gate.PAGES, Gate.CLAIM),
            activity=make_activity(minutes=10),
        ),
        (place(11),),
        make_course(
            quizzes=(),
            gates=(Gate.ACKNOWLEDGE, Gate.PAGES, Gate.CLAIM),
            activity=make_activity(format=LearningFormat.JOURNAL),
        ),
    ),
    "AMA110": Case(
        at(("completion",), gates=(Gate.ACKNOWLEDGE, Gate.PAGES, Gate.CLAIM)),
        (place(11),),
        make_course(gates=(Gate.ACKNOWLEDGE, Gate.PAGES, Gate.CLAIM), credits=()),
    ),
    "AMA120": Case(
        described("You pass the post-test with 80 % of its points."),
        (place(11),),
        described("You pass the post-test with 75%. In the trial 80% were free of disease."),
    ),
    "AMA130": Case(
        at(("activity", "format"), activity=make_activity(format=LearningFormat.OTHER)),
        (place(11),),
        make_course(activity=make_activity(format=LearningFormat.OTHER, described="blended")),
    ),
    "AMA140": Case(
        described("Up to 0.5 AMA PRA Category 1 Credits™."),
        (place(11),),
        described("Up to 0.25 AMA PRA Category 1 Credits™."),
    ),
    "AMA150": Case(
        participating("Others receive a statement with their hours of continuing education credit."),
        (place(21),),
        participating("Others receive a statement. It awards no credit. The activity was designated for 0.25 credits."),
    ),
    "AMA160": Case(
        designated(DESIGNATION.replace("™", "")),
        (place(21),),
        designated(DESIGNATION.replace("Credits™", "Credit™(s)")),
    ),
    "AMA170": Case(
        page("This is for AMA PRA Category 1 Credit™."),
        (Place("pages/one.md", 6, 13),),
        page("This is for *AMA PRA Category 1 Credit*™."),
    ),
}
