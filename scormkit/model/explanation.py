"""A rule's explanation, taken apart: what it finds, why that matters, an example, and how to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEADING = re.compile(r"^(Why|Example|Mend):[ \t]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of an explanation; one that is missing is empty.

    A part is a text of paragraphs divided by a blank line. Paragraphs are joined to a line each, but for those that are
    indented, which are examples as authors would type them and keep their lines.
    """

    what: str
    why: str = ""
    example: str = ""
    mend: str = ""

    @classmethod
    def of(cls, text: str) -> Explanation:
        """Take an explanation apart: what stands before the first of the headings ``Why:``, ``Example:`` and ``Mend:``
        is what the rule finds. The first of two equal headings counts.
        """
        first, *rest = HEADING.split(text)
        parts: dict[str, str] = {}
        for heading, part in zip(rest[::2], rest[1::2], strict=True):
            parts.setdefault(heading, _joined(part))
        return cls(_joined(first), parts.get("Why", ""), parts.get("Example", ""), parts.get("Mend", ""))

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that are not there."""
        return tuple(name for name in self.__slots__ if not getattr(self, name))


def _joined(part: str) -> str:
    blocks = re.split(r"\n[ \t]*\n", part.strip("\n"))
    return "\n\n".join(
        block.rstrip() if block.startswith(("    ", "\t")) else " ".join(block.split()) for block in blocks
    ).strip("\n")
