"""The types of Moodle's questions → our kinds: one function each, and their table."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.importing import grades, rules
from scormkit.importing.bank import Answer, Block
from scormkit.importing.cloze import cloze
from scormkit.importing.gaps import chosen_gaps
from scormkit.importing.grades import Graded, number, shown
from scormkit.importing.moodlewords import prose_at, text_of, words_at
from scormkit.importing.numbers import around
from scormkit.importing.unmatched import Unmatched

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.cases import Asked
    from scormkit.importing.markup import Node

__all__ = ["KINDS", "Read", "Unmatched"]

LONGEST_UNIT = 20
"""Characters of a unit."""
STOCK = frozenset(
    (
        "your answer is correct.",
        "your answer is partially correct.",
        "your answer is incorrect.",
        "that's correct.",
        "the correct answer is",
    )
)
"""What Moodle writes into every new question; it says nothing of this one."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a type makes of a question; ``words`` only where they are others than the question's text.

    ``asked`` are the things that are asked where they are several; then the rest says nothing.
    """

    kind: str
    answers: tuple[Answer, ...] = ()
    attributes: dict[str, str] = field(default_factory=dict)
    words: Prose | None = None
    asked: tuple[Asked, ...] = ()


def _graded(question: Node, bank: Bank) -> list[Graded]:
    found = []
    for node in question.all("answer"):
        text = text_of(node)
        words = prose_at_answer(node, bank)
        grade = number(node.get("fraction")) or Decimal(0)
        found.append(Graded(words, grade, prose_at(node, bank, "feedback"), text.place if text else node.place))
    return found


def prose_at_answer(node: Node, bank: Bank) -> Prose:
    """The words of an answer; without a format they are plain, as in short answers."""
    return prose_at(node, bank, form="html") if node.get("format") else prose_at(node, bank, form="moodle_auto_format")


def _combined(question: Node, bank: Bank) -> None:
    """Says which feedback on the whole response is lost; what Moodle writes by itself is no loss."""
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        node = question.first(name)
        words = prose_at(question, bank, name) if node else ()
        said = " ".join(block.line for block in words).strip()
        if node and said and said.lower() not in STOCK:
            bank.told_to_all(said, node.place)


def _multichoice(question: Node, bank: Bank) -> Read:
    graded = _graded(question, bank)
    _combined(question, bank)
    if words_at(question, "single").lower() in ("true", "1", ""):
        right = sum(answer.grade >= grades.FULL for answer in graded)
        return Read("choice" if right < 2 else "multiple", grades.single(graded, bank))
    answers, attributes = grades.several(graded, bank)
    return Read("multiple", answers, attributes)


def _all_or_nothing(question: Node, bank: Bank) -> Read:
    _combined(question, bank)
    found = (Answer(one.words, one.grade > 0, one.feedback, place=one.place) for one in _graded(question, bank))
    return Read("multiple", tuple(found))


def _truefalse(question: Node, bank: Bank) -> Read:
    found = {}
    for node in question.all("answer"):
        said = text_of(node).words.strip().lower()
        right = (number(node.get("fraction")) or 0) > 0
        found[said] = (right, prose_at(node, bank, "feedback"), text_of(node).place)
    if set(found) != {"true", "false"}:
        raise Unmatched("its answers are not true and false.", "Mend them in the bank.", rules.BROKEN)
    answers = tuple(
        Answer((Block((said.capitalize(),)),), right, feedback, place=place)
        for said, (right, feedback, place) in sorted(found.items(), reverse=True)
    )
    return Read("true-false", answers)


def _shortanswer(question: Node, bank: Bank) -> Read:
    graded = _graded(question, bank)
    kept = []
    for answer in graded:
        words = " ".join(block.line for block in answer.words)
        if words == "\\*":
            grades.lost_feedback(answer.feedback, answer.place, bank)
        elif "\\*" in words and answer.grade > 0:
            bank.report(
                rules.PARTIAL,
                answer.place,
                f"'{words[:50]}' stands for many answers with its *, which is only a character here.",
                "Write the answers that are accepted one by one.",
            )
            kept.append(answer)
        else:
            kept.append(answer)
    exact = {"exact": "yes"} if words_at(question, "usecase") in ("1", "true") else {}
    return Read("fill-in", grades.variants(kept, bank), exact)


def _numerical(question: Node, bank: Bank) -> Read:
    graded = []
    for node in question.all("answer"):
        text = text_of(node)
        said = text.words.strip()
        written = around(number(said), number(words_at(node, "tolerance") or "0"))
        if not written and said != "*":
            raise Unmatched(f"'{said[:30]}' is no number.", "Mend it in the bank.", rules.BROKEN)
        grade = number(node.get("fraction")) or Decimal(0)
        words = grades.in_one_line(written or "*")
        graded.append(Graded(words, grade, prose_at(node, bank, "feedback"), text.place))
    return Read("numeric", grades.one_number(graded, bank), _unit(question, bank))


def _unit(question: Node, bank: Bank) -> dict[str, str]:
    units = question.first("units")
    named = (
        {words_at(unit, "unit_name"): number(words_at(unit, "multiplier")) for unit in units.all("unit")}
        if units
        else {}
    )
    first = next((name for name, factor in named.items() if factor == 1 and len(name) <= LONGEST_UNIT), "")
    for name, factor in named.items():
        if name != first and units:
            bank.setting(f"the unit {name[:20]} (times {shown(factor or Decimal(0))})", units.place)
    return {"unit": first} if first else {}


def _matching(question: Node, bank: Bank) -> Read:
    _combined(question, bank)
    pairs = []
    for node in question.all("subquestion"):
        left = prose_at(node, bank, form=node.get("format") or "html")
        answer = node.first("answer")
        right = prose_at(node, bank, "answer", form="plain_text") if answer else ()
        if right:
            pairs.append(Answer(left, bool(left), other=right, place=node.place))
    return Read("matching", tuple(pairs))


def _ordering(question: Node, bank: Bank) -> Read:
    _combined(question, bank)
    nodes = question.all("answer")
    ranked = sorted(nodes, key=lambda node: number(node.get("fraction")) or Decimal(0))
    numbered = len({node.get("fraction") for node in nodes}) == len(nodes)
    found = (Answer(prose_at_answer(node, bank), place=node.place) for node in (ranked if numbered else nodes))
    return Read("ordering", tuple(found))


def _essay(question: Node, bank: Bank) -> Read:
    for name, what in (("graderinfo", "What graders are told"), ("responsetemplate", "The template of the response")):
        node = question.first(name)
        if node and text_of(node):
            bank.report(rules.RUBRIC, node.place, f"{what} was left out.", "Keep it with the faculty's papers.")
    for name, told in (
        ("attachments", "files that learners attach"),
        ("minwordlimit", "a least number of words"),
        ("maxwordlimit", "a greatest number of words (here limit= counts characters)"),
    ):
        node = question.first(name)
        if node and (number(node.words) or 0) > 0:
            bank.setting(told, node.place)
    return Read("long")


def _cloze(question: Node, bank: Bank) -> Read:
    node = question.first("questiontext")
    text = text_of(node) if node else question.text
    words, asked = cloze(text, (node.get("format") if node else "") or "html", bank)
    first = asked[0]
    if len(asked) == 1:
        return Read(first.kind, first.answers, dict(first.attributes), words)
    return Read(first.kind, words=words, asked=asked)


def _gaps(question: Node, bank: Bank) -> Read:
    """Words that are picked or dragged into gaps: a choice for one gap, a matching question for more."""
    _combined(question, bank)
    options = question.all("dragbox") or question.all("selectoption")
    choices = [(prose_at(node, bank, form="html"), words_at(node, "group")) for node in options]
    node = question.first("questiontext")
    form = (node.get("format") if node else "") or "html"
    kind, answers, words = chosen_gaps(text_of(node) if node else question.text, form, choices, bank)
    return Read(kind, answers, words=words)


KINDS: dict[str, Callable[[Node, Bank], Read]] = {
    "multichoice": _multichoice,
    "multichoiceset": _all_or_nothing,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "essay": _essay,
    "cloze": _cloze,
    "multianswer": _cloze,
    "gapselect": _gaps,
    "ddwtos": _gaps,
}
"""How each type is read."""
