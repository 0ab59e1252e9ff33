"""Support, disclosures and mitigation, as learners are told of them (ACCME Standards 3 and 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.stated import NotStated
from scormkit.notices.words import article, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.course import Course
    from scormkit.model.people import Person, Relationship


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


def named(person: Person) -> str:
    """A person by name, or a group with the names of its members where they are stated."""
    return f"{person.name} ({listed(person.members)})" if person.members else person.name


def disclosure(person: Person) -> str:
    """What learners are told about one person's financial relationships (ACCME Standard 3)."""
    verb = "have" if person.group else "has"
    name = named(person)
    if person.relationships:
        bulk = f" These relationships include {person.natures_in_bulk}." if person.natures_in_bulk else ""
        return (
            f"{name} {verb} disclosed financial relationships with the following ineligible companies within "
            f"the past 24 months: {companies(person.relationships)}.{bulk}"
        )
    if person.nothing_to_disclose:
        return f"{name} {verb} no relevant financial relationships with ineligible companies to disclose."
    return f"{name}: disclosure not stated."


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
