"""The wording that accreditors mandate, and what learners must be told, generated from fields.

Everything here is plain text without markup: pages, manifests, statements and reports print the same sentences.
The words follow the forms that the accrediting bodies prescribe; they are never paraphrased elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.course import Gate
from scormkit.model.quiz import QuizRole
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from scormkit.model.course import Course
    from scormkit.model.credit import Credit
    from scormkit.model.people import Person, Relationship
    from scormkit.model.quiz import Quiz

ACCREDITORS = {"ACCME": "Accreditation Council for Continuing Medical Education (ACCME)"}
"""Accrediting bodies that authors name by their abbreviation, written out as their statements want it."""

COMMENSURATE = (
    "Physicians should claim only the credit commensurate with the extent of their participation in the activity."
)
"""The second sentence of the AMA PRA designation statement."""

SUBJECT_TO_VERIFICATION = "Claimed, subject to verification by the accredited provider."
"""What the certificate of a claim says: a package knows a claim, the accredited provider awards."""

RECORDED = "Recorded, subject to verification by the accredited provider."
"""The same for those who claimed nothing."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def in_words(day: date | NotStated) -> str:
    """A date that nobody reads the wrong way round: ``28 February 2026``; ``not stated`` where it is not."""
    return str(day) if isinstance(day, NotStated) else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: ``A``, ``A and B``, ``A, B and C``."""
    *rest, last = names
    return f"{', '.join(rest)} and {last}" if rest else last


def accreditor(course: Course) -> str:
    """The accrediting body of the provider, written out."""
    name = course.providers.accredited.accreditor
    return ACCREDITORS.get(name, name)


def accreditation(course: Course) -> str:
    """The accreditation statement, direct or joint (ACCME accreditation statements)."""
    provider, body = course.providers.accredited.name, accreditor(course)
    direct = f"{provider} is accredited by the {body} to provide continuing medical education for physicians."
    if not course.providers.joint:
        return direct
    everyone = listed([provider, *(joint.name for joint in course.providers.joint)])
    return (
        "This activity has been planned and implemented in accordance with the accreditation requirements and policies "
        f"of the {body} through the joint providership of {everyone}. {direct}"
    )


def credit_phrase(system: str, amount: Decimal) -> str:
    """An amount of credit with the whole name of its system and its mark: ``0.25 AMA PRA Category 1 Credits™``."""
    return f"{amount} {system}{'' if amount == 1 else 's'}™"


def designation(course: Course, credit: Credit) -> str:
    """The designation statement (AMA PRA credit system): both sentences, the format named, in the present tense."""
    return (
        f"{course.providers.accredited.name} designates this {course.activity.format} for a maximum of "
        f"{credit_phrase(credit.system.name, credit.maximum)}. {COMMENSURATE}"
    )


def designated(course: Course) -> str:
    """What a participation statement may say of credit to somebody who cannot be awarded it."""
    amounts = listed(credit_phrase(credit.system.name, credit.maximum) for credit in course.credits)
    return f"The activity was designated for a maximum of {amounts}."


def article(noun: str) -> str:
    """A noun phrase with its indefinite article."""
    return f"an {noun}" if noun[:1].lower() in "aeiou" else f"a {noun}"


def support(course: Course) -> str:
    """The acknowledgement of commercial support, or of its absence (ACCME Standard 4)."""
    if isinstance(course.support, NotStated):
        return "Whether this activity received commercial support is not stated."
    if not course.support:
        return "This activity received no commercial support."
    grants = listed(
        f"{article(given.kind)} from {given.company}{f' ({given.in_kind})' if given.in_kind else ''}"
        for given in course.support
    )
    return f"This activity is supported by {grants}."


def companies(relationships: Iterable[Relationship]) -> str:
    """Companies by name only, each with its natures where they are known (ACCME Standard 3)."""
    return ", ".join(
        f"{relation.company} ({', '.join(relation.natures)})" if relation.natures else relation.company
        for relation in relationships
    )


def disclosure(person: Person) -> str:
    """What learners are told about one person's financial relationships (ACCME Standard 3)."""
    verb = "have" if person.group else "has"
    if person.relationships:
        bulk = f" These relationships include {person.natures_in_bulk}." if person.natures_in_bulk else ""
        return (
            f"{person.name} {verb} disclosed financial relationships with the following ineligible companies within "
            f"the past 24 months: {companies(person.relationships)}.{bulk}"
        )
    if person.nothing_to_disclose:
        return f"{person.name} {verb} no relevant financial relationships with ineligible companies to disclose."
    return f"{person.name}: disclosure not stated."


def mitigation(course: Course) -> str:
    """That relevant relationships have been mitigated, and how (ACCME Standard 3)."""
    conflicted = any(person.relationships for person in course.people)
    if course.mitigation is None:
        absent = all(person.nothing_to_disclose for person in course.people) and not conflicted
        if course.people and absent:
            return "There were no relevant financial relationships to mitigate."
        return "How relevant financial relationships were mitigated is not stated."
    done = "All relevant financial relationships listed for these individuals have been mitigated."
    sentences = [done] if course.mitigation.done and conflicted else []
    return " ".join([*sentences, course.mitigation.method])


def off_label(course: Course) -> tuple[str, ...]:
    """Each person's statement on uses that are not approved, where one is stated."""
    return tuple(
        dict.fromkeys(person.off_label for person in course.people if not isinstance(person.off_label, NotStated))
    )


def assessment(course: Course) -> Quiz | None:
    """The post-test that decides whether a learner passes, if the course has one."""
    return next((quiz for quiz in course.quizzes if quiz.role is QuizRole.POST_TEST), None)


def percent(number: Decimal) -> str:
    """A percentage without needless zeros: ``75%``, ``87.5%``."""
    text = format(number, "f")
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def attempts(quiz: Quiz) -> str:
    """How often a quiz may be tried, in words."""
    if quiz.attempts == 0:
        return "You may try as often as you need."
    return "You have one attempt." if quiz.attempts == 1 else f"You have {quiz.attempts} attempts."


def earning(course: Course) -> tuple[str, ...]:
    """How to complete the activity and what is needed to earn credit, step by step (AMA enduring materials)."""
    steps = []
    if Gate.ACKNOWLEDGE in course.gates:
        steps.append("Read this page and confirm that you have read it.")
    if Gate.PAGES in course.gates:
        steps.append(f"Read all {len(course.pages)} pages." if len(course.pages) > 1 else "Read the page.")
    test = assessment(course)
    if Gate.POST_TEST in course.gates and test is not None:
        steps.append(f"Pass the post-test with at least {percent(test.passing)}. {attempts(test)}")
    if Gate.CLAIM in course.gates:
        claiming = ", and claim credit if you are eligible for it or decline" if course.credits else ""
        steps.append(f"State your profession{claiming}.")
    return tuple(steps)


def participation(course: Course) -> str:
    """What professionals who cannot be awarded the designated credit receive."""
    return (
        "Other healthcare professionals who complete the activity receive a statement of participation. It awards no "
        f"credit. {designated(course)}"
        if course.credits
        else "Everyone who completes the activity receives a statement of participation."
    )
