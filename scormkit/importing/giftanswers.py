"""What stands in the braces of a GIFT question: its kind, its answers with their grades and their feedback."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.importing import grades
from scormkit.importing.bank import Answer, Block
from scormkit.importing.giftwords import prose_of, unmasked
from scormkit.importing.grades import Graded
from scormkit.importing.numbers import accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.text import Text

TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?=#|\Z)", re.IGNORECASE)
WEIGHT = re.compile(r"\s*%(-?[0-9]+(?:[.,][0-9]+)?)%")


class Broken(Exception):
    """The answers break the format. The text is for people."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question's kind, answers, attributes and rationale."""

    kind: str
    answers: tuple[Answer, ...] = ()
    rationale: Prose = ()
    attributes: dict[str, str] = field(default_factory=dict)


def answered(inside: Text, bank: Bank, form: str) -> Answered:
    """The answers in the braces. Raises :class:`Broken`."""
    general: Prose = ()
    if (at := inside.words.find("####")) >= 0:
        general = prose_of(inside.cut(at + 4), bank, form)
        inside = inside.cut(0, at)
    inside = inside.trimmed()
    words = inside.words
    if not words:
        return Answered("long", (), general)
    if words.startswith("#"):
        return _numeric(inside.cut(1), general, bank, form)
    if found := TRUTH.match(words):
        return _truth(found[1][0].upper() == "T", inside.cut(found.end()), general, bank, form)
    if words.startswith("=") and "->" in words and "~" not in words:
        return _matching(inside, general, bank, form)
    return _choice(inside, general, bank, form)


def _pieces(inside: Text) -> Iterator[tuple[str, Text, Text]]:
    """Each answer: its mark, what it says, and its feedback."""
    marks = list(re.finditer(r"[~=]", inside.words))
    if not marks or inside.words[: marks[0].start()].strip():
        raise Broken("The answers begin with neither = nor ~.")
    ends = [mark.start() for mark in marks[1:]] + [len(inside.words)]
    for mark, end in zip(marks, ends, strict=True):
        whole = inside.cut(mark.end(), end)
        at = whole.words.find("#")
        yield (
            mark[0],
            whole if at < 0 else whole.cut(0, at),
            whole.cut(len(whole.words)) if at < 0 else whole.cut(at + 1),
        )


def _weighed(mark: str, said: Text) -> tuple[Decimal, Text]:
    found = WEIGHT.match(said.words)
    if found is None:
        return Decimal(100 if mark == "=" else 0), said
    return Decimal(found[1].replace(",", ".")), said.cut(found.end())


def _choice(inside: Text, general: Prose, bank: Bank, form: str) -> Answered:
    graded, marks = [], set()
    for mark, whole, feedback in _pieces(inside):
        grade, said = _weighed(mark, whole)
        words = prose_of(said, bank, form)
        if not words:
            raise Broken("An answer has no words.")
        marks.add(mark)
        graded.append(Graded(words, grade, prose_of(feedback, bank, form), said.trimmed().place))
    if "~" not in marks:
        return Answered("fill-in", grades.variants(graded, bank), general)
    right = sum(one.grade >= grades.FULL for one in graded)
    shared = not right and sum(one.grade > 0 for one in graded) > 1
    if ("=" in marks and not shared) or len(graded) == 1:
        if right > 1:
            return Answered("multiple", grades.single(graded, bank), general)
        return Answered("choice", grades.single(graded, bank), general)
    answers, attributes = grades.several(graded, bank)
    return Answered("multiple", answers, general, attributes)


def _truth(right: bool, rest: Text, general: Prose, bank: Bank, form: str) -> Answered:
    """True or false: the first feedback is for the wrong answer, the second for the right one."""
    said = rest.words.split("#")[1:3]
    texts = [rest.cut(rest.words.index("#") + 1, rest.words.index("#") + 1 + len(said[0]))] if said else []
    if len(said) > 1:
        texts.append(rest.cut(rest.words.index("#") + len(said[0]) + 2))
    wrong_words, right_words = [*(prose_of(text, bank, form) for text in texts), (), ()][:2]
    answers = (
        Answer((Block(("True",)),), right, right_words if right else wrong_words),
        Answer((Block(("False",)),), not right, wrong_words if right else right_words),
    )
    return Answered("true-false", answers, general)


def _matching(inside: Text, general: Prose, bank: Bank, form: str) -> Answered:
    pairs = []
    for mark, said, feedback in _pieces(inside):
        at = said.words.find("->")
        if mark != "=" or at < 0:
            raise Broken("One of the pairs has no ->.")
        left, right = prose_of(said.cut(0, at), bank, form), prose_of(said.cut(at + 2), bank, form)
        if not right:
            raise Broken("One of the pairs has no right half.")
        grades.lost_feedback(prose_of(feedback, bank, form), said.place, bank)
        pairs.append(Answer(left, bool(left), other=right, place=said.place))
    return Answered("matching", tuple(pairs), general)


def _numeric(inside: Text, general: Prose, bank: Bank, form: str) -> Answered:
    found = inside.trimmed()
    first = re.search(r"[~=]", found.words)
    start = first.start() if first else len(found.words)
    pieces = list(_pieces(found.cut(start))) if first else []
    if said := found.cut(0, start).trimmed():
        at = said.words.find("#")
        feedback = said.cut(len(said.words)) if at < 0 else said.cut(at + 1)
        pieces.insert(0, ("=", said if at < 0 else said.cut(0, at), feedback))
    graded = []
    for mark, whole, feedback in pieces:
        grade, rest = _weighed(mark, whole)
        said = rest.trimmed()
        words = accepted(unmasked(said.words))
        if not words and said.words not in ("*", "") and mark == "=":
            raise Broken(f"'{said.words[:30]}' is no number of at most 12 digits, nor a range.")
        graded.append(Graded(grades.in_one_line(words or "*"), grade, prose_of(feedback, bank, form), said.place))
    return Answered("numeric", grades.one_number(graded, bank), general)
