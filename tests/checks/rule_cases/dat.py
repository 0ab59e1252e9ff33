"""DAT: dates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models import make_activity, make_course, make_credit, place

from rule_cases.base import Case, at
from scormkit.model.course import Audience
from scormkit.model.stated import NOT_STATED

if TYPE_CHECKING:
    from scormkit.model.course import Course


def approved(expires: date) -> Course:
    """AAPA credit that was approved on 1 June 2026."""
    credit = make_credit(system="aapa", eligible=("physician-associate",), approved=date(2026, 6, 1))
    audience = Audience("PAs", ("physician-associate",), ("surgery",), (), "")
    return at(("credits", 0), credits=(credit,), audience=audience, activity=make_activity(expires=expires))


def ending(day: date) -> Course:
    return at(("credits", 0, "expires"), credits=(make_credit(expires=day),))


CASES = {
    "DAT010": Case(
        at(("activity", "expires"), activity=make_activity(expires=date(2026, 11, 21))),
        (place(11),),
        make_course(activity=make_activity(expires=date(2026, 11, 22))),
    ),
    "DAT020": Case(
        at(("activity", "expires"), activity=make_activity(released=date(2028, 1, 2), expires=date(2028, 1, 1))),
        (place(11),),
        make_course(activity=make_activity(released=date(2028, 1, 1), expires=date(2028, 1, 1))),
    ),
    "DAT030": Case(
        at(("activity", "released"), activity=make_activity(released=NOT_STATED)),
        (place(11),),
        make_course(credits=(), activity=make_activity(released=NOT_STATED)),
    ),
    "DAT040": Case(
        at(("activity", "reviewed"), activity=make_activity(reviewed=NOT_STATED)),
        (place(11),),
        make_course(credits=(), activity=make_activity(reviewed=NOT_STATED)),
    ),
    "DAT050": Case(
        at(("activity", "expires"), activity=make_activity(expires=date(2029, 1, 16))),
        (place(11),),
        make_course(activity=make_activity(expires=date(2029, 1, 15))),
    ),
    "DAT060": Case(approved(date(2027, 6, 2)), (place(11),), approved(date(2027, 6, 1))),
    "DAT070": Case(
        at(("activity", "expires"), activity=make_activity(expires=NOT_STATED)),
        (place(11),),
        make_course(credits=(), activity=make_activity(expires=NOT_STATED)),
    ),
    "DAT080": Case(
        at(("activity", "time_zone"), activity=make_activity(time_zone=NOT_STATED)),
        (place(11),),
        make_course(credits=(), activity=make_activity(time_zone=NOT_STATED)),
    ),
    "DAT090": Case(
        at(("activity", "expires"), activity=make_activity(expires=date(2027, 2, 20))),
        (place(11),),
        make_course(activity=make_activity(expires=date(2027, 2, 21))),
    ),
    "DAT100": Case(ending(date(2029, 1, 1)), (place(11),), ending(date(2028, 12, 31))),
    "DAT110": Case(ending(date(2026, 11, 21)), (place(11),), ending(date(2026, 11, 22))),
}
