"""Which format a file is in, told by its content, and how it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.foreign import Unreadable
from scormkit.importing.cells import divider
from scormkit.importing.columns import columns
from scormkit.importing.decoding import decoded
from scormkit.importing.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.importing.bank import Bank

KEY = re.compile(r"^\s*ANSWER:\s*[A-Za-z](?:\s*[,;]\s*[A-Za-z])*\s*$", re.MULTILINE | re.IGNORECASE)
OPTION = re.compile(r"^\s*[A-Za-z][.)]\s+\S", re.MULTILINE)
BRACES = re.compile(r"(?<!\\)\{\s*(?:[=~#}]|(?:T|TRUE|F|FALSE)\s*[#}])", re.IGNORECASE)
DIVIDER = re.compile(r"\Asep=.\n", re.IGNORECASE)
"""What Excel writes above a table to say what divides its cells."""
HOW = "Formats are: gift, aiken, moodle-xml, qti, csv. Name one with --format if it is one of them."
OTHERS = {
    "questestinterop": "is QTI 1.2, which is not read: export it as QTI 2.1, as Moodle XML or as GIFT",
    "moodle_backup": "is a backup of a Moodle course: export the question bank as Moodle XML",
    "html": "is an HTML page: export the questions in one of the formats below",
}
"""What people have at hand and we do not read, by the root element."""


def read_into(raw: bytes, form: str, bank: Bank) -> str:
    """Reads a file into the bank, in the format of that name or in what its content looks like; returns the format.

    Raises :class:`Unreadable`.
    """
    if raw.startswith(b"PK\x03\x04") or (form == "qti" and raw.startswith(b"PK")):
        if form not in ("", "qti"):
            raise Unreadable(f"{bank.file} is a zip, and {form} is none.")
        from scormkit.importing.package import read_package

        read_package(raw, bank)
        return "qti"
    text = decoded(raw, bank.file, bank)
    if not text.strip():
        raise Unreadable(f"{bank.file} is empty.")
    found = form or guessed(text, bank.file)
    READERS[found](text, bank)
    return found


def guessed(text: str, shown: str) -> str:
    """The format of a text. Raises :class:`Unreadable` for none of ours."""
    start = text.lstrip()
    if re.match(r"<[?!A-Za-z]", start) and text.rstrip().endswith(">"):
        return _of_xml(start, shown)
    first = DIVIDER.sub("", start).partition("\n")[0]
    if columns([cell.strip().strip('"') for cell in first.split(divider(first))]).usable:
        return "csv"
    if KEY.search(text) and OPTION.search(text):
        return "aiken"
    if BRACES.search(text):
        return "gift"
    raise Unreadable(f"{shown} looks like no bank of questions. {HOW}")


def _of_xml(start: str, shown: str) -> str:
    bare = re.sub(
        r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", "", start[:100_000], flags=re.DOTALL
    ).lstrip()
    found = re.match(r"<([A-Za-z_][\w.:-]*)", bare)
    root = found[1].rpartition(":")[2] if found else ""
    if root == "quiz":
        return "moodle-xml"
    if root.removeprefix("qti-").replace("-i", "I") in ("assessmentItem", "assessmentItems"):
        return "qti"
    if root.lower() in OTHERS:
        raise Unreadable(f"{shown} {OTHERS[root.lower()]}. {HOW}")
    raise Unreadable(f"{shown} is XML with the root <{root[:40]}>, which is no bank of questions. {HOW}")


def _gift(text: str, bank: Bank) -> None:
    from scormkit.importing.gift import read_gift

    read_gift(Text.of(text, bank.file), bank)


def _aiken(text: str, bank: Bank) -> None:
    from scormkit.importing.aiken import read_aiken

    read_aiken(Text.of(text, bank.file), bank)


def _csv(text: str, bank: Bank) -> None:
    from scormkit.importing.table import read_table

    whole = Text.of(text, bank.file)
    said = DIVIDER.match(text)
    read_table(whole.cut(said.end()) if said else whole, bank)


def _moodle(text: str, bank: Bank) -> None:
    from scormkit.importing.moodle import read_moodle
    from scormkit.importing.xmltree import tree

    root = tree(text, bank.file)
    if root.tag != "quiz":
        raise Unreadable(f"{bank.file}: the root of Moodle XML is <quiz>, and this is <{root.tag[:40]}>.")
    read_moodle(root, bank)


def _qti(text: str, bank: Bank) -> None:
    from scormkit.importing.qti import read_item
    from scormkit.importing.qtibody import modern
    from scormkit.importing.xmltree import tree

    root = modern(tree(text, bank.file))
    if root.tag != "assessmentItem":
        raise Unreadable(f"{bank.file}: an item of QTI 2.1 is an <assessmentItem>, and this is <{root.tag[:40]}>.")
    bank.title = root.get("title")
    read_item(root, bank)


READERS: dict[str, Callable[[str, Bank], None]] = {
    "gift": _gift,
    "aiken": _aiken,
    "moodle-xml": _moodle,
    "qti": _qti,
    "csv": _csv,
}
"""The formats by their names."""
