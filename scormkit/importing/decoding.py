"""Bytes → text: the encodings of banks, line ends in one form, and nothing that hides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.importing import rules
from scormkit.importing.bank import Unreadable
from scormkit.importing.text import INVISIBLE
from scormkit.model.finding import Place

if TYPE_CHECKING:
    from scormkit.importing.bank import Bank

MARKS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xef\xbb\xbf", "utf-8-sig"),
         (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
DECLARED = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
ENCODINGS = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    **{name: name for name in ("iso-8859-2", "iso-8859-15", "windows-1250", "windows-1251", "windows-1253")},
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be"), "utf-16"),
}
"""Encodings that an XML declaration may name; what is called ISO 8859-1 is read as browsers do."""
ENDS = re.compile("\r\n?|\x85")


def decoded(raw: bytes, shown: str, bank: Bank) -> str:
    """The text of a file. Raises :class:`Unreadable` for what is no text."""
    text = ENDS.sub("\n", _characters(raw, shown, bank))
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
    encoding = next((name for mark, name in MARKS if raw.startswith(mark)), "")
    if not encoding and (half := _without_mark(raw)):
        encoding = half
    if encoding:
        return raw.decode(encoding, "replace")
    if b"\x00" in raw:
        raise Unreadable(f"{shown} is a binary file and no bank of questions.")
    named = DECLARED.match(raw)
    if named and ENCODINGS.get(named[1].decode("ascii").lower(), "utf-8") not in ("utf-8", "utf-16"):
        return raw.decode(ENCODINGS[named[1].decode("ascii").lower()], "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        bank.report(
            rules.ENCODING,
            Place(shown, line, error.start - raw.rfind(b"\n", 0, error.start)),
            "The file is not in UTF-8 (the first such letter is here) and was read as Windows-1252.",
            "Look at letters with accents and signs such as µ; if they are wrong, save the bank as UTF-8.",
        )
        return raw.decode("cp1252", "replace")


def _without_mark(raw: bytes) -> str:
    """UTF-16 without a mark: every second byte of its beginning is null."""
    start = raw[:200]
    if len(start) < 4 or start.count(b"\x00") * 3 < len(start):
        return ""
    return "utf-16-le" if start[1] == 0 else "utf-16-be" if start[0] == 0 else ""
