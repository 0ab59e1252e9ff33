"""MKT: logos, brands and links."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models import make_course, make_page, make_support, place

from rule_cases.base import Case

if TYPE_CHECKING:
    from scormkit.model.course import Course

HERE = place(4, "pages/one.md")


def page(html: str, **changes: object) -> Course:
    """A page of a course that Acme Pharma supports."""
    pages = (make_page(html=html, place=HERE),)
    return make_course(pages=pages, support=(make_support("Acme Pharma", "educational grant"),), **changes)


def supported(company: str) -> Course:
    return make_course(support=(replace(make_support(company, "educational grant"), place=place(31)),))


CASES = {
    "MKT010": Case(
        page('<p><img alt="Logo of Acme Pharma" src="media/a.png"></p>'),
        (HERE,),
        page('<p><img alt="Logo of Example Hospital" src="media/a.png"></p>'),
    ),
    "MKT020": Case(supported("Acme, maker of Examplix®"), (place(31),), supported("Acme")),
    "MKT030": Case(
        page('<p><a href="https://www.acme.com/x">the page of Acme</a></p>'),
        (HERE,),
        page('<p><a href="https://doi.org/10.1000/acme.com">the page of Acme</a></p>'),
    ),
}
