"""What films tell beside what they show: where a telephone recorded them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from scormkit.model.media import Trace, TraceKind

if TYPE_CHECKING:
    from typing import BinaryIO

BOXES = 500
"""Boxes of one level that are walked over."""
LARGEST = 1_000_000
"""Bytes of a box of descriptions that are looked into."""
MARKS = (b"\xa9xyz", b"loci", b"location.ISO6709")
"""How Android, 3GPP and QuickTime name the place of a recording."""


def mp4(file: BinaryIO) -> list[Trace]:
    """The descriptions of a film as a whole and of its tracks (ISO/IEC 14496-12, 8.10)."""
    file.seek(0, 2)
    found = _walk(file, 0, file.tell(), 0)
    return [Trace(TraceKind.POSITION)] if found else []


def _walk(file: BinaryIO, start: int, end: int, depth: int) -> bool:
    """Whether a box between two offsets tells a position."""
    at = start
    for _ in range(BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8 or at >= end:
            return False
        size, kind = struct.unpack(">I4s", head[:8])
        inside = at + 8
        if size == 1 and len(head) == 16:
            (size,), inside = struct.unpack(">Q", head[8:]), at + 16
        size = end - at if size == 0 else size
        if size < inside - at:
            return False
        if kind in (b"moov", b"trak") and depth < 2:
            if _walk(file, inside, min(at + size, end), depth + 1):
                return True
        elif kind in (b"udta", b"meta"):
            file.seek(inside)
            data = file.read(min(size, LARGEST))
            if any(mark in data for mark in MARKS):
                return True
        at += size
    return False
