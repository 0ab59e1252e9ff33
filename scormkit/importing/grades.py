"""Answers with grades → one of our kinds, as GIFT and Moodle give them: 100 percent is right, less is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from scormkit.importing import rules
from scormkit.importing.bank import Answer, Block
from scormkit.importing.escaping import escaped, guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.importing.bank import Bank, Prose
    from scormkit.model.finding import Place

FULL = Decimal("99.9")
"""Percent from which an answer is right: thirds are rounded."""


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer with its percentage of the points."""

    words: Prose
    grade: Decimal
    feedback: Prose
    place: Place


def number(text: str) -> Decimal | None:
    """A number as banks write it, with a point or a comma; none for anything else."""
    bare = re.sub(r"\s", "", text)
    if not re.fullmatch(r"[+-]?[0-9]{0,30}([.,][0-9]{0,30})?([eE][+-]?[0-9]{1,2})?", bare) or not re.search(
        r"[0-9]", bare
    ):
        return None
    try:
        return Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return None


def shown(value: Decimal) -> str:
    """A number in digits, without an exponent and without zeros at its end, rounded to nine decimals."""
    text = format(round(value, 9) if -value.as_tuple().exponent > 9 else value, "f")  # type: ignore[operator]
    return text.rstrip("0").rstrip(".") if "." in text else text


def points(grade: Decimal | None, place: Place, bank: Bank) -> dict[str, str]:
    """The weight of a question; one that quizzes here cannot have is told."""
    if grade is None or grade == 1:
        return {}
    rounded = round(grade, 2)
    if rounded <= 0 or rounded >= 1000:
        bank.setting(f"a weight of {shown(grade)} (here more than 0 and less than 1000)", place)
        return {}
    return {"points": shown(rounded)}


def single(answers: Sequence[Graded], bank: Bank) -> tuple[Answer, ...]:
    """The answers of a single choice; grades between none and all are lost, and told."""
    for answer in answers:
        if 0 < answer.grade < FULL:
            _partial(answer, bank, "It is wrong now")
    return tuple(Answer(one.words, one.grade >= FULL, one.feedback, place=one.place) for one in answers)


def several(answers: Sequence[Graded], bank: Bank) -> tuple[tuple[Answer, ...], dict[str, str]]:
    """The answers of a multiple choice, of which each right one counts, and the attributes that say so.

    Right less wrong over right is what equal grades amount to; others are told.
    """
    right = [answer for answer in answers if answer.grade > 0]
    share = Decimal(100) / len(right) if right else Decimal(0)
    for answer in answers:
        fair = abs(answer.grade - share) < 1 if answer.grade > 0 else answer.grade == 0 or abs(answer.grade + share) < 1
        if not fair:
            _partial(answer, bank, "Each right tick counts the same now, less each wrong one")
    if right and any(answer.grade == 0 for answer in answers) and not any(answer.grade < 0 for answer in answers):
        bank.setting("wrong answers that cost nothing (here a wrong tick takes a right one away)", answers[0].place)
    found = tuple(Answer(one.words, one.grade > 0, one.feedback, place=one.place) for one in answers)
    return found, {"partial": "yes"} if right else {}


def variants(answers: Sequence[Graded], bank: Bank) -> tuple[Answer, ...]:
    """The accepted answers of a question that is filled in; what is not right is no variant, and told."""
    found = []
    for answer in answers:
        if answer.grade >= FULL:
            found.append(Answer(answer.words, True, answer.feedback, place=answer.place))
        elif answer.grade > 0:
            _partial(answer, bank, "It is not accepted now")
        elif answer.feedback:
            lost_feedback(answer.feedback, answer.place, bank)
    return tuple(found)


def lost_feedback(feedback: Prose, place: Place, bank: Bank) -> None:
    """Says which feedback has no place here."""
    words = " ".join(block.line for block in feedback)
    if words:
        bank.report(
            rules.FEEDBACK,
            place,
            f"The feedback '{words[:60]}' has no place here.",
            "Put into the rationale what learners should know of it.",
        )


def in_one_line(words: str) -> Prose:
    """Words that are Markdown already."""
    return (Block((words,)),)


def _partial(answer: Graded, bank: Bank, now: str) -> None:
    words = " ".join(block.line for block in answer.words)
    bank.report(
        rules.PARTIAL,
        answer.place,
        f"'{words[:50]}' gave {shown(answer.grade)} percent. {now}.",
        "Decide in the quiz whether it is right.",
    )


def one_number(answers: Sequence[Graded], bank: Bank) -> tuple[Answer, ...]:
    """The number that is right. Here a question has one, so others are told."""
    right = [answer for answer in answers if answer.grade >= FULL]
    for answer in answers:
        if answer in right[:1]:
            lost_feedback(answer.feedback, answer.place, bank)
        elif answer.grade > 0:
            _partial(answer, bank, "A question has one number or range here")
        else:
            lost_feedback(answer.feedback, answer.place, bank)
    return tuple(Answer(answer.words, True, place=answer.place) for answer in right[:1])


def as_words(text: str) -> str:
    """Plain words as Markdown in one line."""
    return guarded(escaped(text).strip())
