"""What pictures tell beside what they show: the segments and chunks around their pixels."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from scormkit.traces.metadata import LONGEST, exif, words, xmp

if TYPE_CHECKING:
    from typing import BinaryIO

    from scormkit.model.media import Trace

PARTS = 2000
"""Chunks or segments that are walked over; what comes behind them is not looked at."""
LARGEST_PART = 1_000_000
"""Bytes of one of them that are looked into."""
XMP_MARK = b"http://ns.adobe.com/xap/1.0/\0"
XMP_PNG = b"XML:com.adobe.xmp"


def jpeg(file: BinaryIO) -> list[Trace]:
    """Segments before the pixels: EXIF, XMP, what editors write (APP13), comments (ITU T.81, B.2.4)."""
    found: list[Trace] = []
    file.seek(2)
    for _ in range(PARTS):
        mark = file.read(4)
        if len(mark) < 4 or mark[0] != 0xFF or mark[1] in (0xD9, 0xDA):
            break
        size = struct.unpack(">H", mark[2:])[0] - 2
        data = file.read(size) if mark[1] in (0xE1, 0xED, 0xFE) else b""
        if not data:
            file.seek(max(size, 0), 1)
        elif data.startswith(b"Exif\0\0"):
            found += exif(data[6:])
        elif data.startswith(XMP_MARK):
            found += xmp(data.removeprefix(XMP_MARK))
        else:
            found += words(data)
    return found


def png(file: BinaryIO) -> list[Trace]:
    """Chunks of text and of EXIF, wherever they stand (PNG third edition, 11.3.3)."""
    found: list[Trace] = []
    file.seek(8)
    for _ in range(PARTS):
        head = file.read(8)
        if len(head) < 8:
            break
        size, kind = struct.unpack(">I4s", head)
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf") and size <= LARGEST_PART:
            found += _png_chunk(kind, file.read(size))
            file.seek(4, 1)
        else:
            file.seek(size + 4, 1)
    return found


def _png_chunk(kind: bytes, data: bytes) -> list[Trace]:
    if kind == b"eXIf":
        return exif(data)
    keyword, _, rest = data.partition(b"\0")
    if kind == b"zTXt":
        rest = _inflated(rest[1:])
    elif kind == b"iTXt":
        packed, text = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
        rest = _inflated(text) if packed else text
    return xmp(rest) if keyword == XMP_PNG else words(keyword + b": " + rest)


def _inflated(data: bytes) -> bytes:
    """Unpacked text, as far as it is looked into."""
    return zlib.decompressobj().decompress(data, 10 * LONGEST)


def webp(file: BinaryIO) -> list[Trace]:
    """The EXIF and XMP chunks of a RIFF file (WebP container specification)."""
    found: list[Trace] = []
    file.seek(12)
    for _ in range(PARTS):
        head = file.read(8)
        if len(head) < 8:
            break
        kind, size = struct.unpack("<4sI", head)
        if kind in (b"EXIF", b"XMP ") and size <= LARGEST_PART:
            data = file.read(size)
            found += xmp(data) if kind == b"XMP " else exif(data.removeprefix(b"Exif\0\0"))
            file.seek(size % 2, 1)
        else:
            file.seek(size + size % 2, 1)
    return found


def gif(file: BinaryIO) -> list[Trace]:
    """Comments and XMP among the blocks (GIF89a, 24 and 26)."""
    found: list[Trace] = []
    head = file.read(13)
    file.seek(_colours(head[10]), 1)
    for _ in range(PARTS):
        mark = file.read(1)
        if mark == b",":
            file.seek(_colours(file.read(9)[8]) + 1, 1)
            _blocks(file)
        elif mark == b"!":
            label = file.read(1)
            data = _blocks(file)
            if label == b"\xfe":
                found += words(data)
            elif data.startswith(b"XMP DataXMP"):
                found += xmp(data)
        else:
            break
    return found


def _colours(flags: int) -> int:
    """Bytes of a colour table."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(file: BinaryIO) -> bytes:
    """What a run of sub-blocks holds, up to a bound; moves behind it."""
    kept: list[bytes] = []
    for _ in range(LARGEST_PART // 16):
        size = file.read(1)
        if size in (b"", b"\0"):
            break
        block = file.read(size[0])
        if len(kept) < 256:
            kept.append(block)
    return b"".join(kept)
