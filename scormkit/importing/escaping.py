"""Words of others → Markdown that shows exactly these words, whatever marks are in them."""

from __future__ import annotations

import re

from scormkit.importing.bank import Block, Prose

MARKS = re.compile(r"[\\`*\[\]{}<|$]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|&(?=[#A-Za-z])")
"""Characters that mean something inside a line: in CommonMark, in tables, in attributes and in citations."""
STARTS = re.compile(r"(?P<number>[0-9]{1,9})(?P<stop>[.)])(?=\s|$)|[#>+=:~-]|Table:")
"""What means something at the beginning of a line: lists, headings, quotes, containers, definitions, captions."""
SPACE = re.compile(r"[ \t\n\r\f\v]+")


def escaped(text: str) -> str:
    """A text for use inside a line; its white space is one space each."""
    return MARKS.sub(lambda found: f"\\{found[0]}", SPACE.sub(" ", text))


def guarded(line: str) -> str:
    """A line of escaped text that begins no list, heading, quote, container or caption."""
    found = STARTS.match(line)
    if found is None:
        return line
    if found["number"]:
        return f"{found['number']}\\{line[found.end('number') :]}"
    return f"Table\\{line[5:]}" if found[0] == "Table:" else f"\\{line}"


def code(text: str) -> str:
    """A text as code inside a line."""
    words = SPACE.sub(" ", text).strip()
    if not words:
        return ""
    longest = max((len(found) for found in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    space = " " if "`" in (words[0], words[-1]) else ""
    return f"{fence}{space}{words}{space}{fence}"


def plain(text: str, breaks: bool = True) -> Prose:
    """Plain text as paragraphs, which a line without words divides; a new line is a break, or else a space."""
    found = []
    for paragraph in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.strip()):
        lines = paragraph.split("\n") if breaks else [paragraph]
        written = tuple(guarded(line) for raw in lines if (line := escaped(raw).strip()))
        if written:
            found.append(Block(written))
    return tuple(found)


def without_braces_at_end(line: str) -> str:
    """A line that ends in no brace: behind an answer, braces would be read as its id."""
    return f"{line[:-2]}&#125;" if line.endswith("\\}") else line
