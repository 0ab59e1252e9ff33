"""AMA: how credit is named and stated in words, those of the provider and those of the author."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks.credit import AMA, carries_ama
from scormkit.checks.prose import COVER, passages_with
from scormkit.checks.rule import rule
from scormkit.model.finding import Certainty, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scormkit.checks.prose import Passage
    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course, OwnText
    from scormkit.model.finding import Place
    from scormkit.notices import Difference

MOST = 4
"""Differences that one finding names."""
GENERATED = "Correct it word by word, or delete it: then the sentence is made from the fields."

NAME = r"AMA\s+PRA\s+Category\s+1\s+Credit"
SHORT = re.compile(r"\d+(?:\.\d+)?\s+(?:ACCME|CME)\s+credits?\b|\bCategory\s+(?:1|I|One)\s+(?:CME\s+)?credits?\b", re.I)
BEFORE_SHORT = re.compile(r"(?:AMA\s+PRA|AAPA|European)\s*$")
AMOUNT = re.compile(rf"(\d+(?:\.\d+)?)\s+{COVER}*{NAME}")
MARKED = re.compile(rf"{NAME}(?:\(s\)|s)?[*_\s]*(?:™|\(TM\)|TM\b|&trade;|<sup>)", re.I)
LEVEL = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent\b)")
SENTENCE = re.compile(r"[^.!?\n](?:[^.!?\n]|\.(?=\d))*[.!?]?")
PASSING = re.compile(r"\b(?:pass(?:ing|es|ed)?|score[ds]?|answer(?:ed|ing)? correctly)\b", re.I)
TESTED = re.compile(r"\b(?:post-?test|quiz|this test|the test|credit)\b", re.I)
SAFE_CREDIT = re.compile(r"\bdesignated for\b|\bno\b[^.]*\bcredit|\bnot\b[^.]*\bcredit|\bphysicians\b", re.I)


def named(course: Course) -> list[str]:
    """The names of all providers."""
    providers = course.providers
    return [one.name for one in (providers.accredited, *providers.joint, *providers.co)]


def departures(course: Course, own: OwnText, forms: Sequence[Sequence[str]]) -> str:
    """Where the provider's wording departs from what is mandated, in words; empty where it does not."""
    found: tuple[Difference, ...] = notices.differences(own.text, forms, named(course))
    shown = "; ".join(str(difference) for difference in found[:MOST])
    return f"{shown}; and {len(found) - MOST} more" if len(found) > MOST else shown


@rule(
    "AMA030",
    "designation-altered",
    Severity.ERROR,
    "ama",
    "AMA PRA designation statement: both sentences, present tense",
    Certainty.LIKELY,
)
def designation_altered(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The provider's own designation statement departs from the mandated one in its words.

    Why: The AMA prescribes the statement: the accredited provider designates, in the present tense, the format is
    named, and a second sentence asks physicians to claim only what they took part in. Credit that is pending is not
    designated.

    Example: "Example Hospital will designate this activity for 0.25 credits."

    Mend: Correct the wording under `statements: designation`, or delete it and let it be made from the fields.
    """
    own = course.own("designation")
    credit = next((credit for credit in course.credits if credit.system.id == AMA), None)
    if own is None or credit is None:
        return
    shown = departures(course, own, (notices.designation_form(course, credit),))
    if shown:
        yield own.place, f"The designation statement is not the mandated one: {shown}.", GENERATED


@rule(
    "AMA040",
    "credit-name-abbreviated",
    Severity.ERROR,
    "ama",
    "AMA PRA credit system: the whole phrase",
    Certainty.LIKELY,
)
def name_abbreviated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A text calls the credit "Category 1 credit" or "CME credits" instead of by its whole name.

    Why: The name is a trademark of the AMA. It is written whole, and other names must not stand in its place.

    Example: "Earn 0.25 CME credits."

    Mend: Write *AMA PRA Category 1 Credit*™, in italics and with its mark.
    """
    if not carries_ama(course):
        return
    for place, match, text in _matches(course, SHORT):
        if not BEFORE_SHORT.search(text[max(0, match.start() - 20) : match.start()].replace(COVER, "")):
            yield (
                place,
                f"'{_one_line(match.group())}' is not the name of the credit.",
                "Write the whole name: AMA PRA Category 1 Credit(s)™.",
            )


@rule(
    "AMA120",
    "passing-level-contradicted",
    Severity.ERROR,
    "ama",
    "AMA PRA enduring material: the level is told before the start",
    Certainty.LIKELY,
)
def level_contradicted(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A text names another passing score than the post-test has.

    Why: Learners are told one level before the start, and it is the one that decides.

    Example: "You need 80% to pass" above a test with `passing: 75`

    Mend: Correct the text or the test. The first page states the score of the test by itself.
    """
    test = notices.assessment(course)
    if test is None:
        return
    for passage in passages_with(course, "%", "cent"):
        if (passage.kind == "quiz" and passage.owner != test.id) or not LEVEL.search(passage.text):
            continue
        for sentence in SENTENCE.finditer(passage.text):
            told = LEVEL.search(sentence.group())
            if not told or not PASSING.search(sentence.group()) or not TESTED.search(sentence.group() + _own(passage)):
                continue
            if Decimal(told[1]) != test.passing:
                yield (
                    passage.at(sentence.start() + told.start()),
                    f"The text says {told.group()}, and the post-test is passed with {notices.percent(test.passing)}.",
                    "Write the score of the post-test, or leave it out: the first page states it.",
                )


def _own(passage: Passage) -> str:
    """The introduction of the test speaks of the test without naming it."""
    return " post-test" if passage.kind == "quiz" else ""


@rule(
    "AMA140",
    "credit-amount-contradicted",
    Severity.ERROR,
    "ama",
    "AMA PRA designation statement: the maximum is one number",
    Certainty.LIKELY,
)
def amount_contradicted(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A text names another amount of AMA PRA credit than the designation.

    Why: The designated maximum is one number. What an older version promised stays in descriptions and on pages.

    Example: "This course carries 0.5 AMA PRA Category 1 Credits™" in a course with `maximum: 0.25`

    Mend: Correct the number, or leave it out: the first page states it.
    """
    maximum = {credit.maximum for credit in course.credits if credit.system.id == AMA}
    for place, match, _ in _matches(course, AMOUNT):
        if Decimal(match[1]) not in maximum:
            stated = next(iter(maximum), None)
            wanted = "designates none" if stated is None else f"designates {stated}"
            yield (
                place,
                f"The text speaks of {match[1]} AMA PRA Category 1 Credit, and the course {wanted}.",
                "Correct the number, or leave it out: the first page states what is designated.",
            )


@rule(
    "AMA150",
    "participation-awards-credit",
    Severity.WARNING,
    "ama",
    "AMA PRA credit system: awarded to physicians only",
    Certainty.LIKELY,
)
def participation_awards(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The provider's own words for other professions promise credit, or can be read so.

    Why: Only physicians are awarded AMA PRA credit. Others may be told that the activity *was designated for* it.

    Example: "Other attendees receive a statement with their hours of continuing education credit."

    Mend: Say "was designated for", or delete the text under `statements: participation`.
    """
    own = course.own("participation")
    for sentence in SENTENCE.findall(own.text) if own else ():
        if own and re.search(r"\bcredits?\b", sentence, re.I) and not SAFE_CREDIT.search(sentence):
            yield (
                own.place,
                f"The words {notices.in_quotes(sentence)} can be read as an award of credit to other professions.",
                "Say what the activity was designated for, and that the statement awards no credit.",
            )


@rule(
    "AMA160",
    "credit-mark-missing",
    Severity.WARNING,
    "ama",
    "AMA PRA credit system: ™ at least on first use",
    Certainty.LIKELY,
)
def mark_missing(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The provider's own designation statement names the credit without its mark.

    Why: The name is a trademark; the mark stands at least where it is first used.

    Example: "a maximum of 0.25 AMA PRA Category 1 Credits."

    Mend: Write ™ or (TM) behind the name.
    """
    own = course.own("designation")
    if own and re.search(NAME, own.text) and not MARKED.search(own.text):
        yield own.place, "The name of the credit stands without its mark.", "Write AMA PRA Category 1 Credit(s)™."


@rule(
    "AMA170",
    "credit-name-not-italic",
    Severity.WARNING,
    "ama",
    "AMA PRA credit system: the name in italics",
    Certainty.LIKELY,
)
def not_italic(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A page names the credit, and not in italics.

    Why: The AMA asks for *AMA PRA Category 1 Credit* in italics wherever a text can have them. Generated sentences
    have.

    Example: "This page counts for AMA PRA Category 1 Credit™."

    Mend: Write asterisks around it: `*AMA PRA Category 1 Credit*™`.
    """
    for passage in passages_with(course, "Credit"):
        for match in re.finditer(NAME, passage.text) if passage.kind == "page" and passage.first_line else ():
            if passage.text[match.start() - 1 : match.start()] != COVER:
                yield (
                    passage.at(match.start()),
                    "The name of the credit is not in italics.",
                    "Write *AMA PRA Category 1 Credit*™.",
                )


def _matches(course: Course, pattern: re.Pattern[str]) -> Iterator[tuple[Place, re.Match[str], str]]:
    """Where a pattern stands in the author's texts and in the provider's words for other professions."""
    for passage in passages_with(course, "redit"):
        for match in pattern.finditer(passage.text):
            yield passage.at(match.start()), match, passage.text
    own = course.own("participation")
    for match in pattern.finditer(own.text) if own else ():
        yield own.place, match, own.text  # type: ignore[union-attr]


def _one_line(text: str) -> str:
    return " ".join(text.split())


RULES = (
    designation_altered,
    name_abbreviated,
    level_contradicted,
    amount_contradicted,
    participation_awards,
    mark_missing,
    not_italic,
)
