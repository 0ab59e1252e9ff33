"""HTML, as banks write it → blocks of our Markdown. What Markdown cannot say is a finding, and its words are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from scormkit.importing import rules
from scormkit.importing.bank import Block, Prose
from scormkit.importing.escaping import escaped, plain
from scormkit.importing.inlines import BREAK, Run, lines_of, lowered, raised
from scormkit.importing.markup import TAG, Node, html
from scormkit.importing.pictures import picture
from scormkit.importing.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.importing.bank import Bank

STRONG = frozenset(["b", "strong"])
SLANTED = frozenset(["i", "em", "cite", "dfn", "var"])
CODE = frozenset(["code", "tt", "kbd", "samp"])
SILENT = frozenset(
    [
        "span",
        "font",
        "small",
        "big",
        "bdi",
        "abbr",
        "acronym",
        "label",
        "ruby",
        "rb",
        "bdo",
        "wbr",
        "time",
        "a",
        "q",
        "center",
        "mark",
        "",
    ]
)
LOST_MARKS = {"u": "underlined", "ins": "underlined", "s": "struck out", "del": "struck out", "strike": "struck out"}
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend", "summary"])
PARAGRAPHS = HEADINGS | frozenset(
    (
        *("p", "div", "section", "article", "header", "footer", "main", "aside", "figure", "figcaption", "address"),
        *(
            "dd",
            "dl",
            "details",
            "body",
            "html",
            "center",
            "form",
            "fieldset",
            "caption",
            "tbody",
            "thead",
            "prompt",
            "contentbody",
        ),
    )
)
GONE = frozenset(
    ["script", "style", "head", "title", "template", "noscript", "meta", "link", "base", "col", "colgroup"]
)
MEDIA = frozenset(["img", "video", "audio", "object", "embed", "iframe", "svg", "canvas", "source", "track"])
FORMULA = re.compile(r"\\\(.+?\\\)|\\\[.+?\\\]|\$\$.+?\$\$", re.DOTALL)
LINKS = re.compile(r"https?://[^/]|mailto:", re.IGNORECASE)
LONGEST = 60_000
"""Characters of one text; a question has a few hundred."""
LONGEST_HTML = 10_000_000
"""Characters of one text in HTML, which may hold pictures."""


@dataclass(slots=True)
class Writer:
    """Blocks on their way, and the paragraph that is being filled. ``special`` takes elements of the format's own."""

    bank: Bank
    special: Callable[[Node, Writer], bool] | None = None
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    style: Run = field(default_factory=lambda: Run(""))

    def add(self, text: str) -> None:
        """Adds words in the style that holds here."""
        self.runs.append(replace(self.style, text=text))

    def end(self, node: Node) -> None:
        """Ends the paragraph."""
        runs, self.runs = self.runs, []
        if len(shown := [run for run in runs if run.text.strip()]) == 1 and shown[0].ready:
            self.blocks.append(Block((shown[0].text,), paragraph=False))
            return
        lines, kept = lines_of(runs)
        if not kept:
            self.lost(node, "bold or slanted words that touch others")
        if lines:
            self.blocks.append(Block(lines))

    def lost(self, node: Node, what: str) -> None:
        """Says that something of how the words were set is gone."""
        self.bank.report(
            rules.FORMATTING, node.place, f"Lost: {what}.", "Look at the words in the quiz, and say it in words."
        )

    def within(self, node: Node) -> list[Block]:
        """The blocks of an element by itself."""
        inner = Writer(self.bank, self.special)
        for part in node.parts:
            inner.take(part)
        inner.end(node)
        return inner.blocks

    def take(self, part: Node | Text) -> None:
        """Adds an element or characters."""
        if isinstance(part, Text):
            check_formula(part, self.bank)
            self.add(part.words.replace("\n", " "))
        elif not (self.special and self.special(part, self)):
            self._element(part)

    def _element(self, node: Node) -> None:
        tag = node.tag.lower()
        if tag in WRITERS:
            WRITERS[tag](self, node)
        elif tag in PARAGRAPHS:
            self.end(node)
            self._inside(node, strong=tag in HEADINGS or None)
            self.end(node)
        elif tag in MEDIA:
            _picture(self, node)
        elif tag not in GONE:
            self._styled(node, tag)

    def _styled(self, node: Node, tag: str) -> None:
        if tag in LOST_MARKS:
            self.lost(node, f"words that were {LOST_MARKS[tag]}")
        elif tag not in STRONG | SLANTED | CODE | SILENT:
            self.lost(node, f"the element <{tag[:20]}>")
        href = _href(self, node) if tag == "a" else ""
        self._inside(
            node,
            strong=tag in STRONG or None,
            slanted=tag in SLANTED or None,
            code=tag in CODE or None,
            href=href or None,
        )

    def _inside(self, node: Node, **marks: Any) -> None:
        before = self.style
        self.style = replace(before, **{name: value for name, value in marks.items() if value is not None})
        for part in node.parts:
            self.take(part)
        self.style = before


def prose(node: Node, bank: Bank, special: Callable[[Node, Writer], bool] | None = None) -> Prose:
    """What is in an element, as blocks of Markdown."""
    return tuple(Writer(bank, special).within(node))


def html_prose(text: Text, bank: Bank, special: Callable[[Node, Writer], bool] | None = None) -> Prose:
    """HTML as blocks of Markdown."""
    return prose(html(text.cut(0, LONGEST_HTML)), bank, special)


def plain_prose(text: Text, bank: Bank, breaks: bool = True) -> Prose:
    """Plain text as blocks of Markdown; tags in it stay what they are, with a finding."""
    if found := TAG.search(text.words):
        bank.report(
            rules.LOOKS_LIKE_HTML,
            text.place_of(found.start()),
            f"'{found[0][:40]}' looks like HTML and is shown as it is written.",
            "Delete the tags in the quiz, and write **bold** or *italic* instead.",
        )
    check_formula(text, bank)
    return plain(text.words[:LONGEST], breaks)


def auto_prose(text: Text, bank: Bank, breaks: bool = True) -> Prose:
    """Text that is HTML where it holds tags or character references, and plain text otherwise."""
    if TAG.search(text.words) or re.search(r"&(?:#[0-9]+|#x[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);", text.words):
        gaps = re.compile(r"\n(?:[ \t]*\n)+" if not breaks else r"\n")
        marked = text.replaced(gaps, lambda found: "<br>" if found[0] == "\n" else "<p>")
        return html_prose(marked, bank)
    return plain_prose(text, bank, breaks)


def markdown_prose(text: Text, bank: Bank) -> Prose:
    """Markdown of others, whose dialect is not ours: rendered, then read as HTML."""
    from markdown_it import MarkdownIt

    check_formula(text, bank)
    markup = MarkdownIt("commonmark").enable("table").render(text.words[:LONGEST])
    return html_prose(Text.at(markup, text.place), bank)


def check_formula(text: Text, bank: Bank) -> None:
    """Reports formulas in TeX."""
    for found in FORMULA.finditer(text.words):
        bank.report(
            rules.FORMULA,
            text.place_of(found.start()),
            f"The formula '{' '.join(found[0].split())[:50]}' came along as its characters.",
            "Write it in plain characters, or show it as a picture with a text alternative.",
        )


def _href(writer: Writer, node: Node) -> str:
    address = node.get("href").strip()
    if not address or LINKS.match(address):
        return address
    writer.bank.report(
        rules.LINK,
        node.place,
        f"The link to '{address[:60]}' is gone; its words are there.",
        "Put a file into media/ and link to it, or link to an https:// address.",
    )
    return ""


def _picture(writer: Writer, node: Node) -> None:
    if found := picture(node, writer.bank):
        writer.runs.append(Run(found, ready=True))


def _break(writer: Writer, node: Node) -> None:
    writer.runs.append(Run(BREAK))


def _rule(writer: Writer, node: Node) -> None:
    writer.end(node)


def _raised(writer: Writer, node: Node) -> None:
    text = node.words
    shown = raised(text)
    if shown is None:
        writer.lost(node, f"the raised '{text[:20]}', written ^({text[:20]}) instead")
        shown = f"^({text})"
    writer.add(shown)


def _lowered(writer: Writer, node: Node) -> None:
    text = node.words
    shown = lowered(text)
    if shown is None:
        writer.lost(node, f"the lowered '{text[:20]}', which stands on the line now")
    writer.add(text if shown is None else shown)


def _formula(writer: Writer, node: Node) -> None:
    text = " ".join(node.words.split())
    writer.bank.report(
        rules.FORMULA,
        node.place,
        f"The formula '{text[:50]}' came along as its characters.",
        "Write it in plain characters, or show it as a picture with a text alternative.",
    )
    writer.add(text)


def _list(writer: Writer, node: Node) -> None:
    writer.end(node)
    after_list = (
        bool(writer.blocks) and writer.blocks[-1].lines[:1] != () and writer.blocks[-1].lines[0].startswith("* ")
    )
    bullet = "+" if after_list else "*"
    lines: list[str] = []
    items = [child for child in node.children if child.tag.lower() in ("li", "ul", "ol")]
    for number, item in enumerate(items, start=1):
        marker = f"{number}) " if node.tag.lower() == "ol" else f"{bullet} "
        inner = writer.within(item)
        lines += marked(inner, marker)
    if lines:
        writer.blocks.append(Block(tuple(lines), paragraph=False))


def marked(blocks: list[Block] | Prose, marker: str) -> list[str]:
    """Blocks as an item of a list: its marker before the first line, the others below it."""
    indent = " " * len(marker)
    lines = [f"{indent}{line}" if line else "" for line in written(blocks)]
    return [marker + lines[0].removeprefix(indent), *lines[1:]] if lines else []


def written(blocks: list[Block] | Prose) -> list[str]:
    """Blocks as lines of a file, an empty one between two of them."""
    lines: list[str] = []
    for block in blocks:
        if lines:
            lines.append("")
        ends = ["\\"] * (len(block.lines) - 1) + [""] if block.paragraph else [""] * len(block.lines)
        lines += [line + end for line, end in zip(block.lines, ends, strict=True)]
    return lines


def _quote(writer: Writer, node: Node) -> None:
    writer.end(node)
    lines = tuple(f"> {line}".rstrip() for line in written(writer.within(node)))
    if lines:
        writer.blocks.append(Block(lines, paragraph=False))


def _code(writer: Writer, node: Node) -> None:
    writer.end(node)
    text = node.text.words.strip("\n")
    if text.strip():
        longest = max((len(found) for found in re.findall("`+", text)), default=0)
        fence = "`" * max(longest + 1, 3)
        writer.blocks.append(Block((fence, *text.split("\n"), fence), paragraph=False))


def _table(writer: Writer, node: Node) -> None:
    writer.end(node)
    rows = [[cell for cell in row.children if cell.tag.lower() in ("td", "th")] for row in node.every("tr")]
    rows = [row for row in rows if row]
    width = max((len(row) for row in rows), default=0)
    heads = bool(rows) and any(cell.tag.lower() == "th" for cell in rows[0])
    if width < 2 and not heads:
        writer._inside(node)
        writer.end(node)
        return
    if any(
        cell.get("colspan") not in ("", "1") or cell.get("rowspan") not in ("", "1") for row in rows for cell in row
    ):
        writer.lost(node, "cells over several columns or rows")
    if not heads:
        writer.lost(node, "a table without a head; its first row is the head now")
    caption = node.first("caption")
    if caption and (title := " ".join(block.line for block in writer.within(caption))):
        writer.blocks.append(Block((f"Table: {title}",)))
    lines = [
        "| " + " | ".join([*(_cell(writer, cell) for cell in row), *[""] * (width - len(row))]) + " |" for row in rows
    ]
    writer.blocks.append(Block((lines[0], "|" + " --- |" * width, *lines[1:]), paragraph=False))


def _cell(writer: Writer, node: Node) -> str:
    """A cell in one line; lists and quotes in it are not possible."""
    blocks = writer.within(node)
    if any(not block.paragraph and not block.lines[0].startswith("![") for block in blocks):
        writer.lost(node, "a list, quotation or table inside a cell")
        return escaped(" ".join(node.words.split()))
    return " ".join(block.line for block in blocks)


WRITERS: dict[str, Callable[[Writer, Node], None]] = {
    "br": _break,
    "hr": _rule,
    "sup": _raised,
    "sub": _lowered,
    "math": _formula,
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "pre": _code,
    "table": _table,
}
"""Elements that are written in a way of their own."""
