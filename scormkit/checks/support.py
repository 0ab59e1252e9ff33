"""SUP: who paid for the activity, and that learners are told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.checks.companies import company_key, parts
from scormkit.checks.relationships import OPEN
from scormkit.checks.rule import rule
from scormkit.model.finding import Certainty, Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

OFFICE = re.compile(
    r"\b(?:grants?|medical affairs|department|division|grant office|medical education|education team)\b", re.I
)
IN_KIND = re.compile(r"\bin[- ]kind\b|\bloan\b|\bequipment\b|\bdonation\b|\bsupplies\b|\bdevices?\b", re.I)
MONEY = re.compile(
    r"\beducational grant|\bmonetary\b|\bfinancial\b|\bunrestricted\b|\bfunds?\b|\bfunding\b|\bmoney\b", re.I
)


@rule(
    "SUP010",
    "support-not-stated",
    Severity.ERROR,
    "accme",
    "ACCME Standard 4: supporters are named before the start",
    Certainty.LIKELY,
)
def support_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """It is not stated whether a course with credit received commercial support.

    Why: Learners are told who supported the activity before it begins. Silence is read as "nobody".

    Example: A course with credit and no `support`.

    Mend: List the supporters, or write `support: none`.
    """
    if course.credits and isinstance(course.support, NotStated):
        yield (
            course.where("support"),
            "Whether the activity received commercial support is not stated.",
            "List the supporters, or write 'support: none'.",
        )


@rule(
    "SUP020",
    "department-for-company",
    Severity.WARNING,
    "accme",
    "ACCME Standard 4: the name of the company",
    Certainty.LIKELY,
)
def department_for_company(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A supporter is named by a department instead of by the company.

    Why: Learners are told which ineligible company gave the support. A grant office is no company.

    Example: "Example Pharma Global Medical Grants"

    Mend: Write the name of the company, as the agreement has it.
    """
    for given in () if isinstance(course.support, NotStated) else course.support:
        if OFFICE.search(given.company):
            yield given.place, f"'{given.company}' names a department.", "Write the name of the company."


@rule(
    "SUP030",
    "kind-of-support-unclear",
    Severity.WARNING,
    "accme",
    "ACCME Standard 4: in-kind support with its nature",
    Certainty.LIKELY,
)
def kind_unclear(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The kind of support does not say whether it was money, or does not say what was given in kind.

    Why: In-kind support is acknowledged with what was given. The usual words for money are "educational grant".

    Example: `kind: gift in kind` without `in_kind`

    Mend: Write "educational grant", or say under `in_kind` what was given.
    """
    for given in () if isinstance(course.support, NotStated) else course.support:
        if given.in_kind:
            continue
        if IN_KIND.search(given.kind):
            yield (
                given.place,
                f"{given.company} gave '{given.kind}', and what it was is not stated.",
                "Write under 'in_kind' what was given.",
            )
        elif not MONEY.search(given.kind):
            yield (
                given.place,
                f"'{given.kind}' does not say whether the support was money or in kind.",
                "Write 'educational grant' for money, or 'in_kind:' with what was given.",
            )


@rule("SUP040", "supporter-also-disclosed", Severity.ADVICE, "accme", "ACCME Standards 3 and 4")
def supporter_disclosed(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A supporter is also a company with which somebody in control of content has a relationship.

    Why: It is legitimate, and the first thing that a reviewer asks about: the provider should know, and have mitigated
    it.

    Example: A grant of Example Pharma, and a speaker who is its consultant.

    Mend: Have the provider confirm the mitigation. Nothing has to change in the course.
    """
    disclosed: dict[str, list[str]] = {}
    for person in course.people:
        for name in dict.fromkeys(part for tie in person.relationships for part in parts(tie.company)):
            disclosed.setdefault(company_key(name), []).append(person.name)
    for given in () if isinstance(course.support, NotStated) else course.support:
        people = dict.fromkeys(disclosed.get(company_key(given.company), ()))
        if people:
            yield (
                given.place,
                f"{given.company} supports the activity and is disclosed by {', '.join(people)}.",
                "Let the provider confirm that this was mitigated.",
            )


@rule(
    "SUP050",
    "open-list-of-supporters",
    Severity.WARNING,
    "accme",
    "ACCME Standard 4: every company that gave support",
    Certainty.LIKELY,
)
def open_list(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The name of a supporter leaves the list open with words such as "and others".

    Why: Every company that gave support is named to learners. An open list says that there are more, and not which.

    Example: `company: Example Pharma, etc.`

    Mend: Write an entry for each company.
    """
    for given in () if isinstance(course.support, NotStated) else course.support:
        match = OPEN.search(given.company)
        if match:
            yield given.place, f"'{match.group()}' leaves open who gave support.", "Write an entry for each company."


RULES = (support_not_stated, department_for_company, kind_unclear, supporter_disclosed, open_list)
