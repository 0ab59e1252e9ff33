"""A Word file → its paragraphs. The XML inside is read as it is, with the standard library's zip reader and lxml.

A converter such as mammoth would add a dependency and make HTML of it, without the number of a paragraph. What counts
here is what a reader of the document sees: text that was inserted, but not what a tracked change deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scormkit.foreign import Unreadable
from scormkit.foreign.zips import opened
from scormkit.review.prose import Kind, Line, line_of
from scormkit.review.reading import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
DOCUMENT = "word/document.xml"
LARGEST_PART = 8_000_000
"""Bytes of the document's XML after unpacking; front matter has a hundredth of it."""
BLOCKS = ("p", "tbl", "sdt", "sdtContent", "body", "ins", "moveTo", "customXml", "smartTag", "hyperlink")
GONE = frozenset(("del", "moveFrom", "instrText", "delText", "pict", "object", "AlternateContent", "pPr", "rPr"))


def word_lines(raw: bytes, shown: str) -> tuple[Line, ...]:
    """The paragraphs of a Word file, counted from 1 as they follow one another, rows of tables as one each.

    Raises :class:`Unreadable` for what is no Word file, encrypted, damaged, or unpacks to more than front matter.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_document(raw, shown), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"{shown}: the text inside the Word file is damaged.") from error
    about: Any = root.getroottree().docinfo  # its stub knows less than it
    if about.doctype:
        raise Unreadable(f"{shown}: the Word file declares a document type, which Word never does.")
    return tuple(_numbered(root))


def _document(raw: bytes, shown: str) -> bytes:
    content = opened(raw, shown, LARGEST_PART).content(DOCUMENT)
    if content is None:
        raise Unreadable(f"{shown} is a zip without {DOCUMENT}: save it as a Word document (.docx).")
    return content


def _numbered(root: Any) -> Iterator[Line]:
    for number, element in enumerate(_blocks(root), start=1):
        yield _row(number, element) if _name(element) == "tr" else _paragraph(number, element)


def _blocks(root: Any) -> Iterator[Any]:
    """Paragraphs, and rows of tables that stand in no other table, in the order of the document."""
    stack = [iter(root)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif _name(element) in ("p", "tr"):
            yield element
        elif _name(element) not in GONE and len(stack) < 100:
            stack.append(iter(element))


def _name(element: Any) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.removeprefix(WORD).removeprefix(STRICT) if tag.startswith((WORD, STRICT)) else ""


def _text(element: Any) -> str:
    """What a reader sees of an element: runs of text, tabs and breaks as spaces."""
    parts: list[str] = []
    stack = [element]
    while stack:
        here = stack.pop()
        name = _name(here)
        if name == "t":
            parts.append(here.text or "")
        elif name in ("tab", "br", "cr"):
            parts.append(" ")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name not in GONE:
            stack.extend(reversed(here))
    return cleaned("".join(parts))


def _inner(element: Any, *path: str) -> str:
    """The value of an element of the paragraph's properties; nothing where it has none."""
    for name in path:
        element = next((child for child in element if _name(child) == name), None)
        if element is None:
            return ""
    return str(element.get(f"{WORD}val") or element.get(f"{STRICT}val") or "yes")


def _paragraph(number: int, element: Any) -> Line:
    read = line_of(number, _text(element))
    style = _inner(element, "pPr", "pStyle").lower()
    if read.kind is Kind.BLANK:
        return read
    if style.startswith(("heading", "title")) or _inner(element, "pPr", "outlineLvl"):
        return Line(number, read.text, Kind.HEADING)
    if read.kind is Kind.TEXT and (_inner(element, "pPr", "numPr") or style.startswith("list")):
        level = _inner(element, "pPr", "numPr", "ilvl")
        return Line(number, read.text, Kind.ITEM, "•", 2 * int(level) if level.isdecimal() else 0)
    return read


def _row(number: int, element: Any) -> Line:
    cells = tuple(" ".join(_text(cell).split()) for cell in element if _name(cell) == "tc")
    if not any(cells):
        return Line(number, "", Kind.BLANK)
    return Line(number, " | ".join(cells), Kind.ROW, cells=cells)
