"""LMS: limits of an LMS."""

from __future__ import annotations

from models import make_course, make_option, make_page, place

from rule_cases.base import Case, at
from rule_cases.parts import asked, carrying
from scormkit.checks.limits import worst_suspend_data
from scormkit.model.course import LmsSettings
from scormkit.model.lms import Certainty, Fact, LmsProfile, Source


def lms(id: str, value: str) -> LmsProfile:
    """An LMS of which one thing is known."""
    fact = Fact(id, value, "It is so.", Source("Its help", ""), Certainty.VERIFIED)
    return LmsProfile("example", "Example LMS", (), (), (fact,), (), ())


MEGABYTE = 1 << 20
MANY = tuple(make_option(letter, right=True) for letter in "abcdefghijklmnopqrstuvwxyz0123456789")
WIDE = tuple(make_option(f"answer-{number:03}", right=True) for number in range(30))

CASES = {
    "LMS010": Case(
        at(("lms", "suspend_limit"), lms=LmsSettings(suspend_limit=200)),
        (place(11),),
        make_course(lms=LmsSettings(suspend_limit=worst_suspend_data(make_course()))),
    ),
    "LMS020": Case(
        make_course(pages=(make_page("one.1"),)),
        (place(1, "pages/one.1.md"),),
        make_course(pages=(make_page("one_1-A"),)),
    ),
    "LMS030": Case(
        asked(kind="multiple", options=WIDE),
        (place(9, "quizzes/a.md"),),
        asked(kind="multiple", options=MANY),
    ),
    "LMS040": Case(
        carrying(path="media/film.webm"),
        (place(0, "media/film.webm"),),
        carrying(path="media/film.mp4"),
        profile=lms("extensions-refused", "php webm"),
    ),
    "LMS050": Case(
        carrying(path="media/film.mp4", size=202 * MEGABYTE),
        (make_course().where("id"),),
        carrying(path="media/film.mp4", size=200 * MEGABYTE),
    ),
    "LMS060": Case(
        carrying(path="media/film.mp4", size=1026 * MEGABYTE),
        (make_course().where("id"),),
        carrying(path="media/film.mp4", size=1024 * MEGABYTE),
        also=frozenset({"LMS050"}),
    ),
    "LMS070": Case(
        at(("lms", "suspend_limit"), lms=LmsSettings(suspend_limit=64000)),
        (place(11),),
        make_course(quizzes=(), lms=LmsSettings(suspend_limit=64000)),
        profile=lms("suspend-data-strict-limit", str(worst_suspend_data(make_course()) - 1)),
    ),
}
