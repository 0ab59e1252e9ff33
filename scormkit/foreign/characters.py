"""Bytes → characters: encodings, ends of lines, and the characters that nobody sees."""

from __future__ import annotations

import re
from dataclasses import dataclass

CONTROLS = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffe\\uffff"
DIRECTIONS = "\\u202a-\\u202e\\u2066-\\u2069"
CONTROL = re.compile(f"[{CONTROLS}]")
"""Controls, odd ends of lines, and marks that are no characters."""
DIRECTION = re.compile(f"[{DIRECTIONS}]")
"""Marks that turn round what follows."""
INVISIBLE = re.compile(f"[{CONTROLS}{DIRECTIONS}\\u200b\\ud800-\\udfff]")
"""All that no reader sees and no text of a course holds: these two, spaces of no width, and halves of pairs."""
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""What stands at the beginning of a text and says its encoding."""
OLDER = "cp1252"
"""The encoding of older Windows programs, which a text in no other known one is taken for."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters of bytes; where they were taken for older, ``odd`` is the offset of the first that is not UTF-8."""

    text: str
    odd: int | None = None


def decoded(raw: bytes, named: str = "") -> Decoded | None:
    """The characters of a text, or none for what is no text.

    A mark at its beginning is believed first, then an encoding of single bytes that the format ``named``, then UTF-8.
    Bytes that an encoding does not have become U+FFFD.
    """
    encoding = encoding_of(raw)
    if encoding:
        return Decoded(raw.decode(encoding, "replace"))
    if b"\x00" in raw:
        return None
    if named:
        return Decoded(raw.decode(named, "replace"))
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Decoded(raw.decode(OLDER, "replace"), error.start)


def encoding_of(raw: bytes) -> str:
    """The encoding that a mark says, or that every second byte being null shows; nothing where neither does."""
    marked = next((name for mark, name in MARKS if raw.startswith(mark)), "")
    start = raw[:200]
    if marked or len(start) < 4 or start.count(b"\x00") * 3 < len(start):
        return marked
    return "utf-16-le" if start[1] == 0 else "utf-16-be" if start[0] == 0 else ""


def even_ends(text: str) -> str:
    """A text whose lines all end in one way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
