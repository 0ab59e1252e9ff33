"""Bytes → text: the encodings of banks, line ends in one form, and nothing that hides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.foreign import Unreadable, characters
from scormkit.foreign.characters import INVISIBLE
from scormkit.importing import rules
from scormkit.model.finding import Place

if TYPE_CHECKING:
    from scormkit.importing.bank import Bank

DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
ENCODINGS = {
    **dict.fromkeys(("windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **{name: name for name in ("iso-8859-2", "iso-8859-15", "windows-1250", "windows-1251", "windows-1253")},
}
"""Encodings that an XML declaration may name; what is called ISO 8859-1 is read as browsers do."""


def decoded(raw: bytes, shown: str, bank: Bank) -> str:
    """The text of a file. Raises :class:`Unreadable` for what is no text."""
    text = characters.even_ends(_characters(raw, shown, bank)).replace("\x85", "\n")
    if hidden := INVISIBLE.search(text):
        line = text.count("\n", 0, hidden.start()) + 1
        column = hidden.start() - text.rfind("\n", 0, hidden.start())
        count = len(INVISIBLE.findall(text))
        if hidden[0] != "\ufeff" or count > 1:
            bank.report(
                rules.INVISIBLE,
                Place(shown, line, column),
                f"{count} characters that nobody sees were removed, the first of them U+{ord(hidden[0]):04X} here.",
                "Look at the place in the quiz.",
            )
        text = INVISIBLE.sub(lambda found: "\n" if found[0] in "\x0b\x0c\u2028\u2029" else "", text)
    return text


def _characters(raw: bytes, shown: str, bank: Bank) -> str:
    named = DECLARED.match(raw)
    read = characters.decoded(raw, ENCODINGS.get(named[1].decode("ascii").lower(), "") if named else "")
    if read is None:
        raise Unreadable(f"{shown} is a binary file and no bank of questions.")
    if read.odd is not None:
        line = raw.count(b"\n", 0, read.odd) + 1
        bank.report(
            rules.ENCODING,
            Place(shown, line, read.odd - raw.rfind(b"\n", 0, read.odd)),
            "The file is not in UTF-8 (the first such letter is here) and was read as Windows-1252.",
            "Look at letters with accents and signs such as µ; if they are wrong, save the bank as UTF-8.",
        )
    return read.text
