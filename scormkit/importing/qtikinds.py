"""The interactions of QTI → our kinds: one function each, and their table."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.importing import grades, rules
from scormkit.importing.bank import Answer, Block
from scormkit.importing.gaps import paired
from scormkit.importing.grades import Graded, number
from scormkit.importing.moodlekinds import Read
from scormkit.importing.numbers import around
from scormkit.importing.prose import prose
from scormkit.importing.unmatched import Unmatched

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.markup import Node
    from scormkit.importing.prose import Writer
    from scormkit.importing.qtikeys import Declared

FEEDBACK = ("feedbackInline", "feedbackBlock")
TRUTH = ("true", "false")


@dataclass(slots=True)
class ItemParts:
    """An item while it is read; ``answered`` are identifiers of feedback that went to an answer.

    ``shared`` are those that answers of several interactions have, so that no feedback is one answer's.
    """

    root: Node
    body: Node
    interaction: Node
    key: Declared
    bank: Bank
    answered: set[str] = field(default_factory=set)
    shared: frozenset[str] = frozenset()


def _words(node: Node, bank: Bank) -> Prose:
    """The words of a choice, without the feedback in it."""

    def without_feedback(part: Node, writer: Writer) -> bool:
        return part.tag in FEEDBACK

    return prose(node, bank, without_feedback)


def _feedback(node: Node, parts: ItemParts) -> Prose:
    """The feedback on a choice: inside it, or shown under its identifier."""
    name = node.get("identifier")
    inside = [found for tag in FEEDBACK for found in node.every(tag)]
    modal = parts.root.all("modalFeedback") if name not in parts.shared else []
    shown = [found for found in modal if found.get("identifier") == name and found.get("showHide") != "hide"]
    if shown:
        parts.answered.add(name)
    return tuple(block for found in [*inside, *shown] for block in prose(found, parts.bank))


def _graded(parts: ItemParts, tag: str) -> list[Graded]:
    found = []
    for node in parts.interaction.every(tag):
        grade = parts.key.percent(node.get("identifier"))
        found.append(Graded(_words(node, parts.bank), grade, _feedback(node, parts), node.place))
    return found


def _shuffled(parts: ItemParts) -> None:
    parts.bank.shuffles.append((parts.interaction.place, parts.interaction.get("shuffle") == "true"))


def _choice(parts: ItemParts, tag: str = "simpleChoice") -> Read:
    _shuffled(parts)
    graded = _graded(parts, tag)
    if parts.key.several and not (parts.interaction.get("maxChoices") == "1" and len(parts.key.right) < 2):
        if not parts.key.grades:
            answers = (Answer(one.words, one.grade > 0, one.feedback, place=one.place) for one in graded)
            return Read("multiple", tuple(answers))
        found, attributes = grades.several(graded, parts.bank)
        return Read("multiple", found, attributes)
    found = grades.single(graded, parts.bank)
    said = [" ".join(block.line for block in answer.words).strip(" .").lower() for answer in found]
    return Read("true-false" if sorted(said) == sorted(TRUTH) else "choice", found)


def _hottext(parts: ItemParts) -> Read:
    return _choice(parts, "hottext")


def _inline_choice(parts: ItemParts) -> Read:
    return _choice(parts, "inlineChoice")


def _order(parts: ItemParts) -> Read:
    choices = {node.get("identifier"): node for node in parts.interaction.every("simpleChoice")}
    if set(parts.key.correct) != set(choices):
        raise Unmatched("its key does not put all of its choices in order.", "Mend the key in the bank.")
    nodes = [choices[name] for name in parts.key.correct]
    return Read("ordering", tuple(Answer(_words(node, parts.bank), place=node.place) for node in nodes))


def _match(parts: ItemParts) -> Read:
    sets = parts.interaction.all("simpleMatchSet")
    if len(sets) != 2:
        raise Unmatched("it has not two sets of choices.", "Mend it in the bank.", rules.BROKEN)
    left, right = ({node.get("identifier"): node for node in one.all("simpleAssociableChoice")} for one in sets)
    pairs = [(first, second) if first in left else (second, first) for first, second in parts.key.pairs]
    firsts = [first for first, _ in pairs]
    if sorted(firsts) != sorted(left) or any(second not in right for _, second in pairs):
        raise Unmatched(
            "its key does not give each choice of the first set exactly one of the second.",
            "Ask for each choice in a question of its own (kind=multiple).",
        )
    answers = [
        Answer(_words(left[first], parts.bank), other=_words(right[second], parts.bank), place=left[first].place)
        for first, second in sorted(pairs, key=lambda pair: list(left).index(pair[0]))
    ]
    used = {second for _, second in pairs}
    spare = [Answer((), False, other=_words(node, parts.bank)) for name, node in right.items() if name not in used]
    return Read("matching", (*answers, *spare))


def _associate(parts: ItemParts) -> Read:
    choices = {node.get("identifier"): node for node in parts.interaction.every("simpleAssociableChoice")}
    names = [name for pair in parts.key.pairs for name in pair]
    if not names or len(set(names)) != len(names) or any(name not in choices for name in names):
        raise Unmatched("its key uses a choice more than once.", "Ask it in another kind, by hand.")
    words = {name: _words(node, parts.bank) for name, node in choices.items()}
    answers = [Answer(words[first], other=words[second]) for first, second in parts.key.pairs]
    spare = [Answer((), False, other=words[name]) for name in choices if name not in names]
    return Read("matching", (*answers, *spare))


def _gap_match(parts: ItemParts) -> Read:
    texts = {node.get("identifier"): node for node in parts.interaction.every("gapText")}
    gaps = [node.get("identifier") for node in parts.interaction.every("gap")]
    key = {second: first for first, second in parts.key.pairs} | dict(parts.key.pairs)
    if not gaps or any(key.get(gap) not in texts for gap in gaps):
        raise Unmatched("a gap has no word of its own in the key, or a picture.", "Ask it in another kind, by hand.")
    words = {name: _words(node, parts.bank) for name, node in texts.items()}
    if len(gaps) == 1:
        return Read("choice", tuple(Answer(words[name], name == key[gaps[0]]) for name in texts))
    return Read("matching", paired([words[key[gap]] for gap in gaps], list(words.values())))


def _text_entry(parts: ItemParts) -> Read:
    key, place = parts.key, parts.interaction.place
    if not key.known:
        raise Unmatched("it does not say which response is right.", "Add the key in the bank, or ask it as kind=long.")
    if key.base in ("float", "integer"):
        return _number(parts, key.right)
    values = dict.fromkeys((*key.correct, *key.grades))
    graded = [
        Graded(
            (Block((grades.as_words(value),)),), Decimal(100) if value in key.correct else key.percent(value), (), place
        )
        for value in values
    ]
    strict = [node for node in parts.root.every("mapEntry", "stringMatch") if node.get("caseSensitive") == "true"]
    if strict or not key.grades:
        parts.bank.setting("responses that are right only letter for letter (here exact=yes)", place)
    return Read("fill-in", grades.variants(graded, parts.bank))


def _number(parts: ItemParts, right: tuple[str, ...]) -> Read:
    value = number(right[0])
    tolerance = Decimal(0)
    name = parts.interaction.get("responseIdentifier")
    for node in parts.root.every("equal"):
        if all(variable.get("identifier") != name for variable in node.every("variable", "mapResponse")):
            continue
        said = [number(part) or Decimal(0) for part in node.get("tolerance").split()]
        if said and node.get("toleranceMode") == "absolute":
            tolerance = max(said)
        elif said and node.get("toleranceMode") == "relative" and value is not None:
            tolerance = abs(value) * max(said) / 100
    written = around(value, tolerance)
    if not written:
        raise Unmatched(f"its key '{right[0][:30]}' is no number.", "Mend it in the bank.", rules.BROKEN)
    return Read("numeric", (Answer(grades.in_one_line(written)),))


def _slider(parts: ItemParts) -> Read:
    if not parts.key.known:
        raise Unmatched("it does not say which number is right.", "Add the key in the bank.")
    low, high = parts.interaction.get("lowerBound"), parts.interaction.get("upperBound")
    parts.bank.setting(f"a slider from {low[:20]} to {high[:20]} (here a field for a number)", parts.interaction.place)
    return _number(parts, parts.key.right)


def _extended(parts: ItemParts) -> Read:
    return Read("long")


KINDS: dict[str, Callable[[ItemParts], Read]] = {
    "choiceInteraction": _choice,
    "hottextInteraction": _hottext,
    "inlineChoiceInteraction": _inline_choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _associate,
    "gapMatchInteraction": _gap_match,
    "textEntryInteraction": _text_entry,
    "sliderInteraction": _slider,
    "extendedTextInteraction": _extended,
}
"""How each interaction is read; those that are not here need a picture, a file or a program."""
