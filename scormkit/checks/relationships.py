"""DIS: relationships with ineligible companies: which, of what nature, until when."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from scormkit.checks.companies import companies, company_key
from scormkit.checks.dates import years_before
from scormkit.checks.rule import rule
from scormkit.model.finding import Certainty, Severity
from scormkit.model.people import Nature
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.finding import Place

WINDOW = 2
"""Years before the activity in which relationships count."""
OPEN = re.compile(
    r"\betc\b|\bamong others\b|\band others\b|\bincluding\b|\bsuch as\b|\bvarious\b|\bseveral\b|…|\.\.\.", re.I
)


@rule("DIS060", "company-without-nature", Severity.ERROR, "accme", "ACCME Standard 3: company name and nature")
def company_without_nature(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A disclosed company stands without the nature of the relationship.

    Why: Learners are told each company with the nature of the relationship. Natures that are given for all companies
    together do not say which belongs to which.

    Example: Ten companies, and "advisory roles and research support" for all of them.

    Mend: Ask the person, and write `natures` at each company. If the source is all there is, record that in an
    override.
    """
    for person in course.people:
        bare = [tie for tie in person.relationships if not tie.natures]
        if bare:
            which = ", ".join(tie.company for tie in bare)
            yield (
                bare[0].place,
                f"{person.name} discloses companies without the nature of the relationship: {which}.",
                "Write 'natures:' at each company.",
            )


@rule("DIS070", "open-list-of-relationships", Severity.ERROR, "accme", "ACCME Standard 3: all relationships")
def open_list(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A disclosure leaves its list open with words such as "etc." or "including".

    Why: All relationships are disclosed. An open list says that there are others, and not which.

    Example: `natures_in_bulk: advisory roles, honoraria, etc.`

    Mend: Ask the person for all of them, and write them all.
    """
    for person in course.people:
        texts = [(person.place, person.natures_in_bulk), *((tie.place, tie.company) for tie in person.relationships)]
        texts += [(person.place, member) for member in person.members]
        for place, text in texts:
            match = OPEN.search(text)
            if match:
                yield place, f"'{match.group()}' leaves the disclosure of {person.name} open.", "List all of them."


@rule("DIS090", "relationship-outside-window", Severity.WARNING, "accme", "ACCME Standard 3: the prior 24 months")
def outside_window(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A relationship ended more than 24 months before the activity was released.

    Why: The disclosure says "within the past 24 months", which is not true of it.

    Example: `ended: 2021-03-31` in an activity that is released in 2026.

    Mend: Remove the relationship, or correct the date.
    """
    released = course.activity.released
    start = years_before(context.as_of if isinstance(released, NotStated) else released, WINDOW)
    for person in course.people:
        for tie in person.relationships:
            if isinstance(tie.ended, date) and tie.ended < start:
                yield (
                    tie.place,
                    f"The relationship of {person.name} with {tie.company} ended more than 24 months before.",
                    "Remove it: the disclosure speaks of the past 24 months.",
                )


@rule(
    "DIS110",
    "owner-or-employee",
    Severity.ERROR,
    "accme",
    "ACCME Standard 3.2: owners and employees are excluded",
    Certainty.LIKELY,
)
def owner_or_employee(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An owner or employee of an ineligible company controls content, and no exemption is stated.

    Why: Owners and employees are excluded. Three exemptions exist: content unrelated to the company's products, basic
    science or methods of research without recommendations for care, and technicians who teach the safe use of a device.

    Example: `natures: [employee]`

    Mend: Replace the person, write `ended` if the relationship has ended, or write the `exemption` that holds.
    """
    for person in course.people:
        for tie in person.relationships:
            bound = {Nature.EMPLOYEE, Nature.OWNERSHIP} & set(tie.natures)
            lasts = isinstance(tie.ended, NotStated) or tie.ended > context.as_of
            if bound and tie.exemption is None and lasts:
                yield (
                    tie.place,
                    f"{person.name} has the relationship '{min(bound)}' with {tie.company} and controls content.",
                    "Replace the person, or write the 'exemption' that holds, or when the relationship 'ended'.",
                )


@rule("DIS120", "company-spelled-differently", Severity.WARNING, "accme", "ACCME Standard 3: companies by name")
def company_spelled_differently(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Two spellings look like one company.

    Why: Learners and auditors compare the companies of several people, and with the supporters.

    Example: "Astra-Zeneca" with one person and "AstraZeneca" with another.

    Mend: Write the company's own spelling everywhere. If these are two companies, record that in an override.
    """
    spelled: dict[str, dict[str, Place]] = {}
    for company, place in companies(course):
        spelled.setdefault(company_key(company), {}).setdefault(company, place)
    supporters = set() if isinstance(course.support, NotStated) else {given.company for given in course.support}
    for names in spelled.values():
        disclosed = [name for name in names if name not in supporters]
        if len(disclosed) > 1:
            yield (
                names[disclosed[1]],
                f"These look like one company: {', '.join(map(repr, disclosed))}.",
                "Write one spelling everywhere.",
            )


@rule("DIS130", "companies-joined", Severity.WARNING, "accme", "ACCME Standard 3: companies by name")
def companies_joined(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Two companies stand in one entry, joined by a slash.

    Why: A slash leaves open whether it is a parent and its subsidiary or two companies with a relationship each.

    Example: "Roche/Genentech"

    Mend: Write two entries, or the one company with which the relationship is.
    """
    for person in course.people:
        for tie in person.relationships:
            if "/" in tie.company:
                yield (
                    tie.place,
                    f"'{tie.company}' joins two names.",
                    "Write an entry for each company, or the one meant.",
                )


RULES = (
    company_without_nature,
    open_list,
    outside_window,
    owner_or_employee,
    company_spelled_differently,
    companies_joined,
)
