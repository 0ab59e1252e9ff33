"""A QTI test: the order of its items, the words above them, and what it sets that a quiz sets elsewhere."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.foreign.zips import inside
from scormkit.importing import rules
from scormkit.importing.prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.importing.bank import Bank
    from scormkit.importing.markup import Node
    from scormkit.importing.package import Package

SECTION, REFERENCE, ITEM = "assessmentSection", "assessmentSectionRef", "assessmentItemRef"
DEEPEST = 20
"""Sections in files of their own, each named by the one before."""
SETTINGS = {
    "timeLimits": "a time limit",
    "selection": "questions drawn at random (here draw: in the front matter)",
    "ordering": "questions in random order (here shuffle: questions)",
    "preCondition": "a question that is asked only under a condition",
    "branchRule": "a jump that depends on answers",
    "weight": "the weight that the test gives a question (here points= in its braces)",
    "testFeedback": "what the test says at its end",
}
"""What a test may set, and where that is set here."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A section, or what names an item: with the member that holds it, that member's distance from the test in files,
    and the section around it.
    """

    node: Node
    file: str
    depth: int = 0
    section: Node | None = None


def items_of(name: str, package: Package) -> Iterator[tuple[str, str]]:
    """The members that are items with their categories, in the order of the test.

    A section may be a file of its own (``assessmentSectionRef``), which is read once; what is not in the package is
    told. Raises :class:`scormkit.foreign.Unreadable` for a file that is no XML.
    """
    bank, root = package.bank, package.root_of(name)
    if root is None:
        return
    bank.title = root.get("title")
    roots = {name: root}
    parts = list(_parts(roots, package))
    several = sum(part.node.tag == SECTION for part in parts) > 1
    for part in parts:
        folder = posixpath.dirname(part.file)
        if part.node.tag == SECTION:
            bank.look = package.look_from(folder)
            for rubric in part.node.all("rubricBlock"):
                _rubric(rubric, bank, alone=not several)
        elif member := inside(folder, part.node.get("href")):
            title = part.section.get("title") if part.section and several else ""
            yield member, part.node.get("category") or title
        else:
            _missing("lies outside of the package", part.node, bank)
    for tag, what in SETTINGS.items():
        nodes = (node for root in roots.values() for node in root.every(tag))
        if found := next((node for node in nodes if node.get("shuffle") != "false"), None):
            bank.setting(what, found.place)


def _parts(roots: dict[str, Node], package: Package) -> Iterator[_Part]:
    """The sections and items of the test in ``roots``, to which the files of sections are added as they are met."""
    [(name, root)] = roots.items()
    stack = [(root.children, _Part(root, name))]
    while stack:
        children, around = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            continue
        section = around.node if around.node.tag == SECTION else around.section
        part: _Part | None = _Part(node, around.file, around.depth, section)
        if node.tag == REFERENCE:
            part = _named(node, around, roots, package)
        if part:
            if part.node.tag in (SECTION, ITEM):
                yield part
            stack.append((part.node.children, part))


def _named(node: Node, around: _Part, roots: dict[str, Node], package: Package) -> _Part | None:
    """The section that is named, from its file; none where that has none, which is told, or was read before."""
    name, bank = inside(posixpath.dirname(around.file), node.get("href")), package.bank
    if name in roots:
        again = f"Not carried: the section '{node.get('href')[:60]}' is named again, perhaps by itself."
        bank.report(rules.SETTING, node.place, again, "Its questions come once, where it is named first.")
        return None
    root = package.root_of(name) if name and around.depth < DEEPEST else None
    if root is None or root.tag != SECTION:
        why = "is not in the package" if name else "lies outside of the package"
        if root:
            why = f"holds none but <{root.tag[:40]}>"
        elif around.depth >= DEEPEST:
            why = f"is more than {DEEPEST} files away from the test"
        _missing(why, node, bank)
        return None
    roots[name] = root
    return _Part(root, name, around.depth + 1)


def _missing(why: str, node: Node, bank: Bank) -> None:
    """Says that what the test names is not there. The items of a section are left out only if the manifest has none."""
    mend = "Export the package again with all that the test names"
    if node.tag == ITEM:
        bank.left_out += 1
        what = "item"
    else:
        what = "section"
        mend += ", or put the questions into their order by hand: those that only the manifest names come last"
    bank.report(
        rules.BROKEN, node.place, f"The test names the {what} '{node.get('href')[:60]}', which {why}.", f"{mend}."
    )


def _rubric(node: Node, bank: Bank, *, alone: bool) -> None:
    """Words for learners above a section: the introduction where there is one section, else told."""
    if node.get("view") and "candidate" not in node.get("view"):
        bank.report(
            rules.RUBRIC, node.place, "What graders are told was left out.", "Keep it with the faculty's papers."
        )
        return
    words = prose(node, bank)
    if alone:
        bank.intro += words
    elif words:
        bank.report(
            rules.STRAY,
            node.place,
            f"The words above a section, '{' '.join(block.line for block in words)[:60]}', were left out.",
            "Put them into the introduction of the quiz, or as a case above the questions that need them.",
        )
