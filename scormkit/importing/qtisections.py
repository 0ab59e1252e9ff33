"""A QTI test: the order of its items, the words above them, and what it sets that a quiz sets elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.importing import rules
from scormkit.importing.prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.importing.bank import Bank
    from scormkit.importing.markup import Node

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


def items_of(root: Node, bank: Bank) -> Iterator[tuple[str, str]]:
    """The addresses of the items with their categories, in the order of the sections."""
    bank.title = root.get("title")
    sections = list(root.every("assessmentSection"))
    for section in sections:
        for rubric in section.all("rubricBlock"):
            _rubric(rubric, bank, alone=len(sections) == 1)
        title = section.get("title") if len(sections) > 1 else ""
        for item in section.all("assessmentItemRef"):
            yield item.get("href"), item.get("category") or title
    for tag, what in SETTINGS.items():
        if found := next((node for node in root.every(tag) if node.get("shuffle") != "false"), None):
            bank.setting(what, found.place)


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
