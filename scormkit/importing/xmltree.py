"""XML of others → elements with lines and columns. Entities, document types and bottomless trees are refused.

The standard library's expat rather than lxml: it knows the column of everything, says where it stands while it reads,
and hears of a declared entity before that can do harm.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from scormkit.foreign import Unreadable
from scormkit.importing.markup import Node
from scormkit.importing.text import Text, joined
from scormkit.model.finding import Place

DEEPEST = 150
MOST_ELEMENTS = 500_000


def tree(words: str, file: str) -> Node:
    """The root element of a document. Raises :class:`Unreadable` for what is no XML, or hostile."""
    from xml.parsers import expat

    declared = re.sub(r"\A\s*<\?xml[^>]*\?>", lambda found: re.sub(r"[^\n]", " ", found[0]), words)
    parser = expat.ParserCreate(encoding="utf-8")
    builder = _Builder(parser, file)
    parser.buffer_text = False
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = builder.entity
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(declared.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise Unreadable(f"{file}:{error.lineno}:{error.offset + 1}: the XML is broken here ({reason}).") from None
    if builder.root is None:
        raise Unreadable(f"{file} holds no XML.")
    return builder.root


class _Builder:
    """Hears the parser and builds the tree."""

    def __init__(self, parser: Any, file: str) -> None:
        self._parser, self._file = parser, file
        self.root: Node | None = None
        self._open: list[Node] = []
        self._pending: list[Text] = []
        self._count = 0

    def _here(self) -> Place:
        return Place(self._file, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _refuse(self, why: str) -> NoReturn:
        raise Unreadable(f"{self._here()}: {why}")

    def entity(self, *_: object) -> None:
        """A declared entity: nothing that exports questions writes one."""
        self._refuse("the file declares entities, which no export of questions needs. It was not read.")

    def doctype(self, name: str, system: str | None, public: str | None, subset: int) -> None:
        """A document type with a part of its own."""
        if subset:
            self._refuse("the file declares a document type of its own, which no export of questions needs.")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._flush()
        self._count += 1
        if len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            self._refuse("the file holds too many elements, or too many inside one another.")
        plain = {_local(name): value for name, value in attributes.items() if not name.startswith("xmlns")}
        node = Node(_local(tag), plain, self._here())
        if self._open:
            self._open[-1].parts.append(node)
        elif self.root is None:
            self.root = node
        self._open.append(node)

    def end(self, _: str) -> None:
        """An element ends."""
        self._flush()
        self._open.pop()

    def data(self, words: str) -> None:
        """Characters; each piece knows where it stands, so that entities in between move nothing."""
        self._pending.append(Text.at(words, self._here()))

    def _flush(self) -> None:
        if self._pending and self._open:
            self._open[-1].parts.append(joined(self._pending))
        self._pending = []


def _local(name: str) -> str:
    return name.rpartition(":")[2]
