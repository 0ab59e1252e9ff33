"""Elements of XML and of HTML in one form, and a reader of HTML that forgives what browsers forgive."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from scormkit.importing.text import Text, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.model.finding import Place

DEEPEST = 100
"""Elements inside one another; deeper ones stand beside their parent."""
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
CLOSES = {
    "p": frozenset(["p"]),
    "li": frozenset(["li"]),
    "td": frozenset(["td", "th"]),
    "th": frozenset(["td", "th"]),
    "tr": frozenset(["tr", "td", "th"]),
}
"""What an element ends that was left open: a paragraph the one before it."""
BARRIERS = {"li": ("ul", "ol"), "td": ("table",), "th": ("table",), "tr": ("table",), "p": ("li", "td", "th", "div")}
BLOCKS_END_P = frozenset(["div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "hr"])
TAG = re.compile(
    r"</?(?:p|br|b|i|u|s|em|strong|sub|sup|ul|ol|li|img|a|span|div|table|thead|tbody|tr|td|th|h[1-6]|pre|code|font|tt|hr"
    r"|center|blockquote|small|big)(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))*\s*/?>|<!--",
    re.IGNORECASE,
)
"""What only HTML has: a tag of a known element, with attributes that are some."""


@dataclass(slots=True)
class Node:
    """An element: its name without prefix, its attributes, its place, and what is in it in order."""

    tag: str
    attributes: dict[str, str]
    place: Place
    parts: list[Node | Text] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute, nothing where it is not there."""
        return self.attributes.get(name, "")

    @property
    def children(self) -> Iterator[Node]:
        """The elements in it."""
        return (part for part in self.parts if isinstance(part, Node))

    def every(self, *tags: str) -> Iterator[Node]:
        """The elements of these names in it, at any depth, in order."""
        stack: list[Iterator[Node]] = [self.children]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
                continue
            if node.tag in tags:
                yield node
            stack.append(node.children)

    def first(self, *path: str) -> Node | None:
        """The first element down a path of names."""
        here: Node | None = self
        for name in path:
            here = next((child for child in here.children if child.tag == name), None) if here else None
        return here

    def all(self, tag: str) -> list[Node]:
        """The elements of a name right in it."""
        return [child for child in self.children if child.tag == tag]

    @property
    def text(self) -> Text:
        """The characters in it, at any depth."""
        found: list[Text] = []
        stack: list[Iterator[Node | Text]] = [iter(self.parts)]
        while stack:
            part = next(stack[-1], None)
            if part is None:
                stack.pop()
            elif isinstance(part, Text):
                found.append(part)
            else:
                stack.append(iter(part.parts))
        return joined(found) if found else Text.at("", self.place)

    @property
    def words(self) -> str:
        """The characters in it without white space around them."""
        return self.text.words.strip()


def html(text: Text) -> Node:
    """HTML as a tree. Nothing in it is an error."""
    reader = _Reader(text)
    reader.feed(text.words)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    """Builds the tree."""

    def __init__(self, text: Text) -> None:
        super().__init__(convert_charrefs=True)
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text.words))]
        self.root = Node("", {}, text.place)
        self._open = [self.root]

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, and end those that it ends."""
        self._end_before(tag)
        place = self._text.place_of(self._offset())
        node = Node(tag, {name: value or "" for name, value in attrs}, place)
        self._open[-1].parts.append(node)
        if tag not in VOID and len(self._open) < DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End the nearest element of that name, if one is open."""
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        """Take characters with their place."""
        start = self._offset()
        if self._text.words.startswith(data, start):
            self._open[-1].parts.append(self._text.cut(start, start + len(data)))
        else:
            self._open[-1].parts.append(Text.at(data, self._text.place_of(start)))

    def _end_before(self, tag: str) -> None:
        closed = CLOSES.get(tag) or (CLOSES["p"] if tag in BLOCKS_END_P else frozenset())
        barrier = BARRIERS.get(tag, BARRIERS["p"])
        for index in range(len(self._open) - 1, 0, -1):
            name = self._open[index].tag
            if name in barrier:
                return
            if name in closed:
                del self._open[index:]
                return
