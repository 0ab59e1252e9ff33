"""QTI 2.1: an ``assessmentItem`` with its declarations, its body and one interaction (QTI 2.2 and 3 read alike)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.importing import grades, rules
from scormkit.importing.bank import Item
from scormkit.importing.moodle import points
from scormkit.importing.prose import prose
from scormkit.importing.qtikeys import Declared, declared
from scormkit.importing.qtikinds import KINDS, ItemParts
from scormkit.importing.unmatched import Unmatched

if TYPE_CHECKING:
    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.markup import Node
    from scormkit.importing.prose import Writer

INTERACTIONS = re.compile(r".*Interaction\Z")
PLAIN_SCORING = frozenset(
    (
        *("responseCondition", "responseIf", "responseElse", "responseElseIf", "match", "variable", "correct", "and"),
        *("mapResponse", "isNull", "baseValue", "setOutcomeValue", "sum", "not", "equal", "stringMatch", "default"),
        *("responseProcessingFragment", "multiple", "or", "gte", "lte", "and", "ordered", "mapResponsePoint"),
    )
)
"""Elements of a response processing that ask no more than whether the response is the declared one."""
TEMPLATES = ("match_correct", "map_response", "match_correct.xml", "map_response.xml")
WHEN_RIGHT = re.compile(r"correct|right|true|solution|general|explanation|rationale", re.IGNORECASE)
WHEN_WRONG = re.compile(r"incorrect|wrong|false|not.?correct", re.IGNORECASE)


def modern(root: Node) -> Node:
    """An item with the names of QTI 2, where it has those of QTI 3: ``qti-simple-choice`` and hyphens for capitals."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.tag.startswith("qti-"):
            node.tag = _camel(node.tag.removeprefix("qti-"))
            node.attributes = {_camel(name): value for name, value in node.attributes.items()}
        stack.extend(node.children)
    return root


def _camel(name: str) -> str:
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def read_item(root: Node, bank: Bank, category: str = "") -> None:
    """Reads an item into the bank."""
    name = root.get("identifier") or root.get("title")
    bank.begin()
    try:
        bank.items.append(_item(root, name, category, bank))
    except Unmatched as reason:
        title = root.get("title") or name
        bank.leave_out(reason.rule, root.place, f"'{title[:60]}': {reason}", reason.mend)


def _item(root: Node, name: str, category: str, bank: Bank) -> Item:
    body = root.first("itemBody")
    if body is None:
        raise Unmatched("it has no itemBody.", "Mend it in the bank.", rules.BROKEN)
    if root.first("templateDeclaration"):
        raise Unmatched(
            "its numbers or words are drawn anew for each learner.", "Ask it with one set of them, by hand."
        )
    found = [node for node in body.every(*_tags(body)) if INTERACTIONS.match(node.tag)]
    if len(found) != 1:
        raise Unmatched(
            f"it has {len(found)} interactions; a question here has one.",
            "Ask for each in a question of its own, or put the text into the introduction of the quiz.",
        )
    interaction = found[0]
    reader = KINDS.get(interaction.tag)
    if reader is None:
        raise Unmatched(f"its {interaction.tag[:40]} has no counterpart here.", "Ask it in another kind, by hand.")
    key = declared(root, interaction.get("responseIdentifier"))
    parts = ItemParts(root, body, interaction, key, bank)
    read = reader(parts)
    words = prose(body, bank, lambda node, writer: _in_body(node, writer, interaction))
    asks = interaction.first("prompt")
    prompt = prose(asks, bank) if asks else ()
    _look_at_scoring(root, key, bank)
    rationale = _modal(root, parts, bank)
    weight = points(key.points, root.place, bank) if key.points else {}
    return Item(
        read.kind, name, root.place, words, read.answers, rationale, (), {**weight, **read.attributes}, category, prompt
    )


def _tags(body: Node) -> set[str]:
    """The names of all elements below one."""
    found: set[str] = set()
    stack = [body]
    while stack:
        for child in stack.pop().children:
            found.add(child.tag)
            stack.append(child)
    return found


def _in_body(node: Node, writer: Writer, interaction: Node) -> bool:
    """Elements of QTI among the words of a question."""
    if node is interaction:
        _in_place(node, writer)
        return True
    if node.tag == "rubricBlock" and "candidate" not in node.get("view"):
        writer.bank.report(
            rules.RUBRIC, node.place, "What graders are told was left out.", "Keep it with the faculty's papers."
        )
        return True
    if node.tag in ("feedbackBlock", "feedbackInline"):
        grades.lost_feedback(prose(node, writer.bank), node.place, writer.bank)
        return True
    if node.tag == "printedVariable":
        raise Unmatched("it shows a number or word that a program works out.", "Ask it with one set of them, by hand.")
    if node.tag in ("rubricBlock", "simpleBlock", "templateBlock", "stylesheet", "simpleAssociableChoice"):
        writer.end(node)
        writer.blocks.extend(writer.within(node) if node.tag == "rubricBlock" else [])
        return True
    return False


INLINE = ("textEntryInteraction", "inlineChoiceInteraction")


def _in_place(node: Node, writer: Writer) -> None:
    """What stands for the interaction among the words: a gap, or the text in which words are picked."""
    if node.tag in INLINE:
        writer.add("_____")
        return
    writer.end(node)
    if node.tag not in ("gapMatchInteraction", "hottextInteraction"):
        return
    gaps = [gap.get("identifier") for gap in node.every("gap")]
    for child in node.children:
        if child.tag not in ("prompt", "gapText", "gapImg"):
            inner = type(writer)(writer.bank, lambda part, place: _gap(part, place, gaps))
            inner.take(child)
            inner.end(child)
            writer.blocks.extend(inner.blocks)


def _gap(node: Node, writer: Writer, gaps: list[str]) -> bool:
    if node.tag == "gap":
        writer.add(f"({gaps.index(node.get('identifier')) + 1}) _____" if len(gaps) > 1 else "_____")
        return True
    if node.tag == "hottext":
        for part in node.parts:
            writer.take(part)
        return True
    return False


def _look_at_scoring(root: Node, key: Declared, bank: Bank) -> None:
    processing = root.first("responseProcessing")
    if processing is None or processing.get("template").rpartition("/")[2] in TEMPLATES:
        return
    odd = sorted(_tags(processing) - PLAIN_SCORING)
    if odd and key.known:
        bank.report(
            rules.OWN_SCORING,
            processing.place,
            f"The item scores itself ({', '.join(odd[:3])}); its declared correct response was taken as the key.",
            "Hold the key of the question in the quiz against the item.",
        )


def _modal(root: Node, parts: ItemParts, bank: Bank) -> Prose:
    """Feedback on the whole response: that on a right one is the rationale, the rest is told."""
    rationale: Prose = ()
    for node in root.all("modalFeedback"):
        name = node.get("identifier")
        if name in parts.answered:
            continue
        words = prose(node, bank)
        if WHEN_RIGHT.search(name) and not WHEN_WRONG.search(name) and not rationale:
            rationale = words
        else:
            grades.lost_feedback(words, node.place, bank)
    return rationale
