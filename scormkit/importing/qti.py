"""QTI 2.1: an ``assessmentItem`` with its declarations, its body and its interactions (QTI 2.2 and 3 read alike)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.importing import grades, rules
from scormkit.importing.bank import Item
from scormkit.importing.cases import bounded, same_case, told
from scormkit.importing.prose import prose
from scormkit.importing.qtibody import asks, body_words, stimulus, tags
from scormkit.importing.qticases import asked_in, look_at_points
from scormkit.importing.qtikeys import declared
from scormkit.importing.qtikinds import KINDS, ItemParts
from scormkit.importing.qtiscoring import has_template, scoring
from scormkit.importing.unmatched import Unmatched

if TYPE_CHECKING:
    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.markup import Node

INTERACTIONS = re.compile(r"(?!portableCustom).*Interaction\Z")
"""Elements that ask; a portable custom interaction is what a custom interaction holds."""
BUTTON = "endAttemptInteraction"
PLAIN_SCORING = frozenset(
    (
        *("responseCondition", "responseIf", "responseElse", "responseElseIf", "match", "variable", "correct", "and"),
        *("mapResponse", "isNull", "baseValue", "setOutcomeValue", "sum", "not", "equal", "stringMatch", "default"),
        *("responseProcessingFragment", "multiple", "or", "gte", "lte", "and", "ordered", "mapResponsePoint"),
    )
)
"""Elements of a response processing that ask no more than whether the response is the declared one."""
WHEN_RIGHT = re.compile(r"correct|right|true|solution|general|explanation|rationale", re.IGNORECASE)
WHEN_WRONG = re.compile(r"incorrect|wrong|false|not.?correct", re.IGNORECASE)


def read_item(root: Node, bank: Bank, category: str = "") -> None:
    """Reads an item into the bank."""
    name = root.get("identifier") or root.get("title")
    bank.begin()
    try:
        bank.items += _items(root, name, category, bank)
    except Unmatched as reason:
        title = root.get("title") or name
        bank.leave_out(reason.rule, root.place, f"'{title[:60]}': {reason}", reason.mend)


def _items(root: Node, name: str, category: str, bank: Bank) -> list[Item]:
    body = root.first("itemBody")
    if body is None:
        raise Unmatched("it has no itemBody.", "Mend it in the bank.", rules.BROKEN)
    if root.first("templateDeclaration"):
        raise Unmatched(
            "its numbers or words are drawn anew for each learner.", "Ask it with one set of them, by hand."
        )
    found = [node for node in body.every(*tags(body)) if INTERACTIONS.match(node.tag)]
    asking = [node for node in found if node.tag != BUTTON]
    if not asking:
        raise Unmatched("nothing is asked in it.", "Put its text into the introduction of the quiz.")
    bounded(len(asking))
    if root.get("adaptive") == "true" and len(found) > 1:
        raise Unmatched("what it asks depends on what was answered before.", "Ask it in stages of a case, by hand.")
    for node in found:
        if node.tag == BUTTON:
            bank.setting("a button that ends an attempt or asks for a hint", node.place)
    if len(asking) == 1:
        return [_item(root, body, asking[0], name, category, bank)]
    names = [node.get("responseIdentifier") for node in asking]
    given = scoring(root, names)
    words, asked, parts = asked_in(root, body, asking, given, bank)
    if given is None:
        _look_at_scoring(root, any(one.answers for one in asked), bank)
    look_at_points(root, names, given, bank)
    return list(
        told(name, stimulus(root, bank)[1] + words, asked, category=category, rationale=_modal(root, parts, bank))
    )


def _item(root: Node, body: Node, interaction: Node, name: str, category: str, bank: Bank) -> Item:
    reader = KINDS.get(interaction.tag)
    if reader is None:
        raise Unmatched(f"its {interaction.tag[:40]} has no counterpart here.", "Ask it in another kind, by hand.")
    key = declared(root, interaction.get("responseIdentifier"))
    parts = ItemParts(root, body, interaction, key, bank)
    read = reader(parts)
    words = body_words(body, interaction, bank)
    case = same_case(*stimulus(root, bank), bank)
    found = interaction.first("prompt")
    prompt = asks(prose(found, bank) if found else (), words, root)
    _look_at_scoring(root, key.known, bank)
    rationale = _modal(root, parts, bank)
    weight = grades.points(key.points, root.place, bank) if key.points else {}
    attributes = {**weight, **read.attributes}
    return Item(read.kind, name, root.place, words, read.answers, rationale, (), attributes, category, prompt, case)


def _look_at_scoring(root: Node, known: bool, bank: Bank) -> None:
    processing = root.first("responseProcessing")
    if processing is None or has_template(processing):
        return
    odd = sorted(tags(processing) - PLAIN_SCORING)
    if odd and known:
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
        if name in parts.answered and node.get("showHide") != "hide":
            continue
        words = prose(node, bank)
        if WHEN_RIGHT.search(name) and not WHEN_WRONG.search(name) and not rationale:
            rationale = words
        else:
            grades.lost_feedback(words, node.place, bank)
    return rationale
