"""MKT: no logo, no brand and no link to a company's site, neither beside disclosures nor in what is taught."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from scormkit.checks.companies import companies, company_key
from scormkit.checks.prose import passages
from scormkit.checks.rule import rule
from scormkit.model.finding import Certainty, Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.finding import Place

IMAGE = re.compile(r"<img\b[^>]*>")
ATTRIBUTE = re.compile(r'\b(?:alt|src)="([^"]*)"')
HOST = re.compile(r'href="https?://([^/":?#]+)')
MARK = re.compile(r"[®™]")
PRODUCT = re.compile(r"\b(\w[\w-]*)\s?[®™]")
CREDIT = re.compile(r"Credits?|Credit\(s\)|EACCME|ECMECs?|UEMS|IACET|ABIM|ANCC|ACPE|AAPA|MOC", re.I)
"""Words behind which a mark belongs to a body or its credit."""


@rule("MKT010", "company-logo", Severity.ERROR, "accme", "ACCME Standard 5: no logos in educational material")
def company_logo(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A picture on a page is the logo of a company that is disclosed or that supports the activity.

    Why: Slides, handouts and disclosures carry no logo of an ineligible company. Companies are named in words only.

    Example: `![Logo of Example Pharma](media/example-pharma-logo.png)`

    Mend: Remove the picture.
    """
    keys = {company_key(company) for company, _ in companies(course)}
    for page in course.pages:
        for image in IMAGE.findall(page.html):
            told = " ".join(ATTRIBUTE.findall(image))
            squashed = re.sub(r"[^a-z0-9]", "", unescape(told).lower())
            owner = next((key for key in sorted(keys) if len(key) > 3 and key in squashed), "")
            if re.search(r"\blogo|logo\b", told, re.I) and owner:
                yield (
                    page.place,
                    "A picture on this page is the logo of an ineligible company.",
                    "Remove it: companies are named in words only.",
                )


@rule("MKT020", "trade-name", Severity.WARNING, "accme", "ACCME Standards 3 and 5: no trade names", Certainty.LIKELY)
def trade_name(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A disclosure or statement of the provider carries a trademark, or a text names a brand of the author's list.

    Why: Disclosures and teaching carry no trade names and no messages of product groups; drugs have generic names.

    Example: `company: Example Pharma, maker of Examplix®`

    Mend: Write the company's name alone, and the generic name of the drug. `brands` lists the names to look for.
    """
    for place, text in _statements(course):
        if MARK.search(text):
            yield place, f"'{text}' carries a trademark.", "Write the name of the company, and no product."
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, course.brands))})\b" if course.brands else r"(?!)", re.I)
    for own in course.statements:
        marked = [match[1] for match in PRODUCT.finditer(own.text) if not CREDIT.fullmatch(match[1])]
        for name in dict.fromkeys((*marked, *pattern.findall(own.text))):
            yield own.place, f"'{name}' is a trade name.", "Take it out of the statement."
    if not course.brands:
        return
    for place, text in _statements(course):
        for match in pattern.finditer(text):
            yield place, f"'{match.group()}' is a trade name.", "Name the company alone."
    for passage in passages(course):
        for match in pattern.finditer(passage.text):
            yield passage.at(match.start()), f"'{match.group()}' is a trade name.", "Write the generic name."


def _statements(course: Course) -> Iterator[tuple[Place, str]]:
    """What learners are told of relationships and support, where no other text is checked."""
    for person in course.people:
        yield from ((tie.place, tie.company) for tie in person.relationships)
        yield person.place, person.natures_in_bulk
    for given in () if isinstance(course.support, NotStated) else course.support:
        yield from ((given.place, text) for text in (given.company, given.kind, given.in_kind))


@rule(
    "MKT030",
    "link-to-company",
    Severity.WARNING,
    "accme-legacy",
    "ACCME on education on the internet: no product sites",
)
def link_to_company(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A page links to the site of a company that is disclosed or supports the activity, or of a brand.

    Why: While learners are in the activity they meet no marketing, and the content leads to no product site.

    Example: A link to www.examplepharma.com in a course that Example Pharma supports.

    Mend: Link to an independent source: the label at the authority, the publication of the trial.
    """
    keys = {company_key(company) for company, _ in companies(course)} | {company_key(brand) for brand in course.brands}
    for page in course.pages:
        for host in dict.fromkeys(HOST.findall(page.html)):
            labels = {label.replace("-", "") for label in host.lower().split(".")[:-1]}
            if labels & {key for key in keys if len(key) > 2}:
                yield (
                    page.place,
                    f"This page links to {host}, the site of an ineligible company.",
                    "Link to an independent source.",
                )


RULES = (company_logo, trade_name, link_to_company)
