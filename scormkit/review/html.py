"""An HTML page → its blocks of text, each with the line of the file on which it begins. Nothing is fetched or run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scormkit.foreign import Unreadable
from scormkit.review.prose import Kind, Line, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary", "legend", "dt"})
BLOCKS = HEADINGS | frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
SKIPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "select",
        "button",
        "input",
        "textarea",
        "nav",
    ]
)
DEEPEST = 200
"""Elements inside one another: browsers stop at 512, and no page that people wrote comes near."""


@dataclass(slots=True)
class Blocks:
    """Text on its way: the lines so far, and the block that is being filled with the line on which it began."""

    lines: list[Line] = field(default_factory=list)
    text: str = ""
    start: int = 1
    line: int = 1

    def take(self, text: str | None) -> None:
        """Adds text, and counts the lines of the file that it passes."""
        if not text:
            return
        for part in re.split(r"(\n)", text):
            if part == "\n":
                self.line += 1
            elif part.strip() and not self.text.strip():
                self.start = self.line
            self.text += part

    def end(self, kind: Kind = Kind.TEXT, marker: str = "") -> None:
        """Ends a block; one without text is none."""
        words = " ".join(self.text.split())
        self.text = ""
        if not words:
            return
        read = line_of(self.start, words)
        if kind is Kind.TEXT and read.kind is not Kind.BLANK:
            self.lines.append(read)
        elif kind is not Kind.TEXT:
            self.lines.append(Line(self.start, read.text or words, kind, marker or read.marker))


def html_page(text: str, shown: str) -> tuple[tuple[Line, ...], str, str]:
    """Lines, title and language of a page. Raises :class:`Unreadable` for what is nested beyond all measure."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (ValueError, etree.LxmlError) as error:
        raise Unreadable(f"{shown} cannot be read as HTML.") from error
    blocks = Blocks()
    _walk(root, blocks, 0, shown)
    blocks.end()
    title = " ".join("".join(map(str, found.itertext())) for found in root.iter("title"))
    language = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    return tuple(blocks.lines), " ".join(title.split()), language


def _walk(element: Any, blocks: Blocks, depth: int, shown: str) -> None:
    if depth > DEEPEST:
        raise Unreadable(f"{shown}: its elements are nested too deeply.")
    tag = element.tag if isinstance(element.tag, str) else ""
    blocks.line = max(blocks.line, element.sourceline or 0)
    if not tag or tag in SKIPPED or _hidden(element):
        return
    if tag == "img":
        blocks.end()
        blocks.text, blocks.start = element.get("alt") or element.get("src") or "", blocks.line
        blocks.end(Kind.IMAGE)
        return
    if tag == "tr":
        _row(element, blocks)
        return
    if tag in BLOCKS:
        blocks.end()
    blocks.take(element.text)
    for child in element:
        _walk(child, blocks, depth + 1, shown)
        blocks.take(child.tail)
    if tag in BLOCKS:
        blocks.end(*_kind(element, tag))
        blocks.lines.append(Line(blocks.line, "", Kind.BLANK))


def _hidden(element: Any) -> bool:
    style = re.sub(r"\s", "", element.get("style") or "")
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _kind(element: Any, tag: str) -> tuple[Kind, str]:
    if tag in HEADINGS:
        return Kind.HEADING, ""
    if tag == "li":
        parent = element.getparent()
        return Kind.ITEM, "1." if parent is not None and parent.tag == "ol" else "•"
    return Kind.TEXT, ""


def _row(element: Any, blocks: Blocks) -> None:
    """A row of a table as one line with its cells; the heads of columns are cells as well."""
    blocks.end()
    cells = tuple(" ".join("".join(cell.itertext()).split()) for cell in element if cell.tag in ("td", "th"))
    heads = bool(cells) and all(cell.tag == "th" for cell in element if isinstance(cell.tag, str))
    if any(cells):
        blocks.lines.append(
            Line(element.sourceline or blocks.line, " | ".join(cells), Kind.ROW, "head" if heads else "", cells=cells)
        )
    blocks.line += sum(text.count("\n") for text in _texts(element))


def _texts(element: Any) -> Iterator[str]:
    return iter(element.itertext())
