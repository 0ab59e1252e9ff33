"""What PDF documents do beside being read: programs and commands (ISO 32000-1, 12.6.4)."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from scormkit.model.media import Trace, TraceKind

if TYPE_CHECKING:
    from typing import BinaryIO

LARGEST = 30_000_000
"""Bytes of a document that are looked into."""
STREAMS, LARGEST_STREAM = 300, 1_000_000
"""Packed groups of objects that are opened, and bytes of each."""
PACKED = re.compile(rb"/ObjStm\b[^>]{0,300}>>\s{0,4}stream\r?\n")


def _name(word: str) -> bytes:
    """A pattern for a name, each letter of which may hide behind its number (ISO 32000-1, 7.3.5)."""
    return b"/" + b"".join(b"(?:%c|#%02x|#%02X)" % (ord(one), ord(one), ord(one)) for one in word)


COMMANDS = {
    "JavaScript": re.compile(_name("JavaScript") + rb"(?![A-Za-z0-9#])"),
    "a command that starts a program": re.compile(_name("S") + rb"\s{0,4}" + _name("Launch") + rb"(?![A-Za-z0-9#])"),
}


def pdf(file: BinaryIO) -> list[Trace]:
    """Scripts and commands of a document, in its plain objects and in packed ones."""
    data = file.read(LARGEST)
    found = _commands(data)
    for match, _ in zip(PACKED.finditer(data), range(STREAMS), strict=False):
        packed = data[match.end() : match.end() + LARGEST_STREAM]
        try:
            found |= _commands(zlib.decompressobj().decompress(packed, LARGEST_STREAM))
        except zlib.error:
            continue
    return [Trace(TraceKind.SCRIPT, what) for what in sorted(found)]


def _commands(data: bytes) -> set[str]:
    return {what for what, pattern in COMMANDS.items() if pattern.search(data)}
