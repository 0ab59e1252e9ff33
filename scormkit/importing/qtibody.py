"""The body of a QTI item: its words, with gaps or cuts where its interactions stand."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from scormkit.foreign import Unreadable
from scormkit.importing import grades, rules
from scormkit.importing.bank import Block
from scormkit.importing.cases import numbered
from scormkit.importing.decoding import decoded
from scormkit.importing.gaps import GAP
from scormkit.importing.prose import prose
from scormkit.importing.unmatched import Unmatched
from scormkit.importing.xmltree import tree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.markup import Node
    from scormkit.importing.prose import Writer

INLINE = ("textEntryInteraction", "inlineChoiceInteraction")
CUT = re.compile("\x00([0-9]+)\x00")
"""What stands for an interaction that divides the words, by its index; no text that was read holds such characters."""


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


def tags(body: Node) -> set[str]:
    """The names of all elements below one."""
    found: set[str] = set()
    stack = [body]
    while stack:
        for child in stack.pop().children:
            found.add(child.tag)
            stack.append(child)
    return found


def body_words(body: Node, interaction: Node, bank: Bank) -> Prose:
    """The words of an item with one interaction: a gap, or the text in which words are picked, where that stands."""

    def place(node: Node, writer: Writer) -> None:
        if node.tag in INLINE:
            writer.add(GAP)
        else:
            writer.end(node)
            writer.blocks.extend(own_words(node, bank))

    return prose(body, bank, _special([interaction], place))


def divided_words(
    body: Node, interactions: list[Node], numbers: Mapping[int, int], bank: Bank
) -> tuple[dict[int, Prose], Prose]:
    """The words of an item with several: what stands before each block of its own, by its index, and what is left.

    Interactions inside a line are gaps; ``numbers`` are theirs by index, where they ask something.
    """

    def place(node: Node, writer: Writer) -> None:
        index = indexes[id(node)]
        if node.tag in INLINE:
            writer.add(numbered(numbers[index]) if index in numbers else GAP)
        else:
            writer.end(node)
            writer.blocks.append(Block((f"\x00{index}\x00",), paragraph=False))

    indexes = {id(one): index for index, one in enumerate(interactions)}
    before: dict[int, Prose] = {}
    part: list[Block] = []
    for block in prose(body, bank, _special(interactions, place)):
        part += _without_cuts(block)
        for index in CUT.findall("".join(block.lines)):
            before[int(index)], part = tuple(part), []
    return before, tuple(part)


def _without_cuts(block: Block) -> list[Block]:
    if not CUT.search("".join(block.lines)):
        return [block]
    kept = tuple(line for one in block.lines if (line := CUT.sub("", one)).strip())
    return [replace(block, lines=kept)] if "".join(kept).strip(" >*-.)0123456789|") else []


def stimulus(root: Node, bank: Bank) -> tuple[str, Prose]:
    """The text that an item shares with others, and the name of its file; that lies beside the item.

    Raises :class:`Unmatched` where it is not there, or is no stimulus.
    """
    found: Prose = ()
    name, look = "", bank.look
    for reference in root.all("assessmentStimulusRef"):
        href = reference.get("href")
        name = name or posixpath.basename(href).rpartition(".")[0]
        shown = posixpath.normpath(posixpath.join(posixpath.dirname(root.place.file), href))
        body = _stimulus_body(look(href), shown, bank)
        if body is None:
            raise Unmatched(f"its text '{href[:60]}' is not here.", "Import the package that holds both.", rules.BROKEN)
        bank.look = partial(_beside, look, posixpath.dirname(href))
        found += prose(body, bank)
        bank.look = look
    return name, found


def _stimulus_body(raw: bytes | None, shown: str, bank: Bank) -> Node | None:
    try:
        return modern(tree(decoded(raw, shown, bank), shown)).first("stimulusBody") if raw else None
    except Unreadable:
        return None


def _beside(look: Callable[[str], bytes | None], folder: str, source: str) -> bytes | None:
    return look(posixpath.join(folder, source))


def _special(interactions: list[Node], place: Callable[[Node, Writer], None]) -> Callable[[Node, Writer], bool]:
    """What takes the elements of QTI among the words of a question."""

    known = {id(one) for one in interactions}

    def take(node: Node, writer: Writer) -> bool:
        if id(node) in known:
            place(node, writer)
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
            raise Unmatched(
                "it shows a number or word that a program works out.", "Ask it with one set of them, by hand."
            )
        if node.tag == "endAttemptInteraction":
            return True
        if node.tag in ("rubricBlock", "simpleBlock", "templateBlock", "stylesheet", "simpleAssociableChoice"):
            writer.end(node)
            writer.blocks.extend(writer.within(node) if node.tag == "rubricBlock" else [])
            return True
        return False

    return take


def asks(prompt: Prose, words: Prose, root: Node) -> Prose:
    """What asks: the prompt, or a paragraph among the words; where there is neither, the title of the item."""
    title = grades.as_words(root.get("title"))
    if not title or any(block.paragraph for block in prompt + words):
        return prompt
    return (Block((title,)), *prompt)


def own_words(node: Node, bank: Bank) -> Prose:
    """The text inside an interaction in which words are picked or dragged, with its gaps."""
    if node.tag not in ("gapMatchInteraction", "hottextInteraction"):
        return ()
    gaps = [gap.get("identifier") for gap in node.every("gap")]
    inside = [child for child in node.children if child.tag not in ("prompt", "gapText", "gapImg")]
    return tuple(
        block for child in inside for block in prose(_alone(child), bank, lambda part, writer: _gap(part, writer, gaps))
    )


def _alone(node: Node) -> Node:
    """An element as the only one in another, so that it is written with what it is."""
    return type(node)("", {}, node.place, [node])


def _gap(node: Node, writer: Writer, gaps: list[str]) -> bool:
    if node.tag == "gap":
        writer.add(numbered(gaps.index(node.get("identifier")) + 1) if len(gaps) > 1 else GAP)
        return True
    if node.tag == "hottext":
        for part in node.parts:
            writer.take(part)
        return True
    return False
