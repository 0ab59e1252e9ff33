"""What only the author can answer: gaps and doubts of a page, each as a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.model.course import LearningFormat
from scormkit.model.credit import SYSTEMS
from scormkit.model.people import Role
from scormkit.notices import listed
from scormkit.review.course import format_of
from scormkit.review.draft import complete
from scormkit.review.persons import bare_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.review.said import Read, SaidPerson


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the author, and the line that raises it; 0 where the page says nothing of it."""

    text: str
    line: int = 0


def questions(read: Read) -> tuple[Question, ...]:
    """The questions that a page leaves to its author, in the order of the course's files."""
    return tuple(question for ask in ASKED for question in ask(read))


def _format(read: Read) -> Iterator[Question]:
    form = format_of(read)
    line = next((credit.line for credit in read.credits if credit.format), 0)
    if form is None:
        yield Question("Which learning format did the accredited provider designate?")
    elif form is LearningFormat.LIVE:
        yield Question(
            "The page designates a live activity, and a package is opened on demand. Which format holds?", line
        )
    future = [
        one
        for one in read.prose.sentences
        if re.search(r"\bwill (?:be planned|designate|provide|be provided)\b", one.text)
    ]
    for sentence in future[:1]:
        yield Question(
            "Is the activity certified yet, and since when? The page speaks of it in the future.", sentence.line
        )


def _dates(read: Read) -> Iterator[Question]:
    if read.dates.released is None:
        yield Question("On which day was, or will, the activity be released?")
    if read.dates.reviewed is None:
        yield Question("When was the content last reviewed, and which version is it?")
    if read.dates.expires is None:
        yield Question("What is the last day on which credit can be claimed?")
    for vague in read.dates.vague:
        yield Question(f"What does the date mean? {vague.value}.", vague.line)
    if read.dates.expires is not None and read.dates.time_zone is None:
        yield Question("In which time zone does the last day end?", read.dates.expires.line)
    if read.minutes is None:
        yield Question("How many minutes does the activity take, and how was that estimated?")


def _assessment(read: Read) -> Iterator[Question]:
    test = read.test
    if test.named is None:
        yield Question("How is the learner assessed, with which passing score, and in how many attempts?")
        return
    if test.passing is None:
        yield Question("Which score passes the assessment?", test.named.line)
    if test.attempts is None:
        yield Question("How many attempts does a learner have?", test.named.line)


def _people(read: Read) -> Iterator[Question]:
    named = [person for person in read.people if not person.group]
    yield from _about(named, lambda one: not one.roles, "Which roles have {}: author, faculty, planner, reviewer?")
    yield from _about(named, lambda one: not one.credentials, "Which credentials have {}?")
    yield from _about(named, lambda one: not one.affiliation, "Which affiliations have {}?")
    bulk = [one for one in named if any(not tie.natures for tie in one.ties)]
    for person in bulk:
        yield Question(
            f"Which nature has each relationship of {bare_name(person.name)}, company by company?", person.line
        )
    silent = [one for one in named if not one.ties and one.nothing is None]
    yield from _about(silent, lambda one: True, "What do {} disclose, or is there nothing to disclose?")
    spoken = [one for one in named if one.off_label]
    if spoken and len(spoken) < len(named) and read.off_label is None:
        rest = [bare_name(one.name) for one in named if not one.off_label]
        yield Question(f"Do {listed(rest)} discuss uses that are not approved?", spoken[0].line)
    slashed = {tie.company: tie.line for one in read.people for tie in one.ties if "/" in tie.company}
    for company, line in slashed.items():
        yield Question(f"Is '{company}' one company, or two?", line)
    for person in (one for one in read.people if one.group):
        yield Question(f"Who are '{person.name}', by name?", person.line)
    for person in (one for one in named if one.ties and (not one.roles or Role.PLANNER in one.roles)):
        yield Question(
            f"Did {bare_name(person.name)} plan the activity? Then which step mitigated the relationships at planning?",
            person.line,
        )


def _about(people: list[SaidPerson], lacks: Callable[[SaidPerson], bool], text: str) -> Iterator[Question]:
    found = [person for person in people if lacks(person)]
    if found:
        yield Question(text.format(listed(bare_name(person.name) for person in found)), found[0].line)


def _support(read: Read) -> Iterator[Question]:
    if not read.support and read.unsupported is None:
        yield Question("Did the activity receive commercial support, from whom and of which kind?")
    for given in read.support:
        if not given.in_kind:
            yield Question(f"Is the support of {given.company} money only, and is that the company's name?", given.line)


def _credit(read: Read) -> Iterator[Question]:
    systems = [credit.system for credit in read.credits]
    if not read.credits:
        yield Question("For how much of which credit is the activity designated?")
    elif systems == ["ama-pra-1"]:
        others = [said for said in read.audience.professions if said.value != "physician"]
        if others:
            yield Question(
                "Besides physicians, who can earn credit, and in which system (ANCC, ACPE, AAPA, MOC)?", others[0].line
            )
    for credit in read.credits:
        if credit.system not in SYSTEMS:
            yield Question(f"'{credit.phrase}' is a credit that course.yaml cannot hold: is it needed?", credit.line)
    if read.audience.territory_note is not None:
        yield Question(
            "A package cannot keep anybody out: is the limit to a territory acceptable to those who buy it?",
            read.audience.territory_note.line,
        )


def _sources(read: Read) -> Iterator[Question]:
    if not read.references:
        yield Question("Which sources does the activity rest on?")
    for reference in read.references:
        if not complete(reference):
            yield Question("Which DOI, PubMed number or address has this source?", reference.line)


WANTED = (
    ("method", "How does a learner complete the activity and claim credit?"),
    ("contact", "Whom can learners contact?"),
    ("privacy", "How is learners' privacy kept?"),
    ("copyright", "Who owns the content?"),
    ("medium", "Through which medium is it taught?"),
    ("technical", "Which hardware and software does it need?"),
    ("identifier", "Which identifier did the provider give the activity?"),
    ("evaluation", "Do learners evaluate the activity?"),
)


def _told(read: Read) -> Iterator[Question]:
    yield from (Question(text) for key, text in WANTED if key not in read.told)


ASKED: tuple[Callable[[Read], Iterator[Question]], ...] = (
    _format, _dates, _assessment, _people, _support, _credit, _sources, _told,
)  # fmt: skip
