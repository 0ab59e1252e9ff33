"""Numeric: the learner writes a number; right is a value, a value with a tolerance, or a range."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.model.quiz import Interaction
from scormkit.questions.kind import Mistake, QuestionKind, as_written
from scormkit.questions.writing import SCRIPT, STYLE, WORDS, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scormkit.model.quiz import Question, RawQuestion

NUMBER = r"([-\u2212]?[0-9]{1,12}(?:[.][0-9]{1,9})?)"
VALUE = re.compile(rf"{NUMBER}(?:\s*(?:\u00b1|[+]/-)\s*{NUMBER})?")
RANGE = re.compile(rf"{NUMBER}\s*(?:\u2026|[.]{{2,3}})\s*{NUMBER}")
WRITTEN = re.compile(r"-?[0-9]+([.][0-9]+)?", re.ASCII)
"""A number as the script writes it into a response, whatever the learner's sign for decimals."""
LONGEST = 16
"""Signs that fit into the field."""
NOTE = "Write a number, such as 0.5 or 1200, without a sign between thousands."


def bounds(text: str) -> tuple[Decimal, Decimal] | None:
    """The least and the most that is right, or none where the text says no number."""
    if match := VALUE.fullmatch(text):
        value, tolerance = _decimal(match[1]), _decimal(match[2] or "0")
        return (value - tolerance, value + tolerance) if tolerance >= 0 else None
    if match := RANGE.fullmatch(text):
        return _decimal(match[1]), _decimal(match[2])
    return None


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace("\u2212", "-"))


def mistakes(raw: RawQuestion) -> Iterator[Mistake]:
    """Anything but one number that is ticked."""
    for option in raw.options[1:]:
        yield Mistake(
            option.place,
            "A numeric question has one right answer, and this is another.",
            "Write a range, such as `- [x] 5 \u2026 7`, or remove it.",
        )
    only = raw.options[0]
    found = bounds(only.text)
    if found is None:
        yield Mistake(
            only.place,
            f"`{only.text[:40]}` is no number.",
            "Write `- [x] 6`, `- [x] 5.5 \u00b1 0.2` or `- [x] 5 \u2026 7`; the unit belongs in `unit=`.",
        )
    elif found[0] > found[1]:
        yield Mistake(only.place, "This range ends before it begins.", "Write the smaller number first.")
    if not only.right:
        yield Mistake(only.place, "The number is not ticked.", "Write `- [x]` before it.")


def form(question: Question) -> str:
    """One field with the unit behind it."""
    return field(question, NOTE, LONGEST, unit=question.unit, numeric=True)


def _ends(question: Question) -> tuple[Decimal, Decimal]:
    found = bounds(question.options[0].text)
    if found is None:
        raise ValueError(f"no number: {question.options[0].text}")
    return found


def interaction(question: Question) -> Interaction:
    """A ``numeric`` with the range that is right (xAPI 1.0.3 Data 2.4.4.1), and its value where it has one.

    SCORM 1.2 RTE 3.4.2 knows one number as the correct response, and no range.
    """
    least, most = (format(end, "f") for end in _ends(question))
    match = VALUE.fullmatch(question.options[0].text)
    value = (format(_decimal(match[1]), "f"),) if match else ()
    return Interaction(type="numeric", correct=value, least=least, most=most)


def score(question: Question, response: Sequence[str]) -> Decimal:
    """1 within the range. Compared as browsers do, in binary fractions."""
    text = response[0] if response else ""
    if not WRITTEN.fullmatch(text):
        return Decimal(0)
    least, most = _ends(question)
    return Decimal(float(least) <= float(text) <= float(most))


def data(question: Question) -> dict[str, object]:
    """The range, the unit, and the right answer in words."""
    least, most = (format(end, "f") for end in _ends(question))
    return {
        "range": [least, most],
        "shown": f"{question.options[0].text} {question.unit}".strip(),
        **({"unit": question.unit} if question.unit else {}),
    }


NUMERIC = QuestionKind(
    name="numeric",
    type="numeric",
    parse=as_written,
    problems=lambda _: [],
    form=form,
    interaction=interaction,
    score=score,
    scripts=(SCRIPT, "questions/numeric.js"),
    styles=(STYLE,),
    words=(WORDS,),
    data=data,
    attributes={"unit": ".{1,20}"},
    mistakes=mistakes,
    longest=lambda _: LONGEST,
)
