"""The smallest media files that carry something beside what they show."""

from __future__ import annotations

import struct
import zlib

FIX = struct.pack("<6I", 52, 1, 22, 1, 12, 1)
"""Degrees, minutes and seconds as EXIF writes them."""


def entry(tag: int, kind: int, number: int, value: int) -> bytes:
    return struct.pack("<HHII", tag, kind, number, value)


def directory(*entries: bytes) -> bytes:
    return struct.pack("<H", len(entries)) + b"".join(entries) + b"\0\0\0\0"


def tiff(latitude: bytes = FIX, owner: bytes = b"", note: bytes = b"") -> bytes:
    """EXIF with a position, and an owner or a description if given; every offset counts from its start."""
    start = 8
    gps = start + len(directory(*[b"\0" * 12] * 3))
    camera = gps + len(directory(*[b"\0" * 12] * 2))
    values = camera + len(directory(b"\0" * 12))
    main = directory(entry(0x010E, 2, len(note), values + 48), entry(0x8825, 4, 1, gps), entry(0x8769, 4, 1, camera))
    places = directory(entry(2, 5, 3, values), entry(4, 5, 3, values + 24))
    owned = directory(entry(0xA430, 2, len(owner), values + 48 + len(note)))
    return struct.pack("<2sHI", b"II", 42, start) + main + places + owned + latitude * 2 + note + owner


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    body = b"".join(struct.pack(">BBH", 0xFF, mark, len(data) + 2) + data for mark, data in segments)
    return b"\xff\xd8" + body + b"\xff\xda\0\2pixels\xff\xd9"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    parts = [(b"IHDR", b"\0" * 13), *chunks, (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in parts)


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"".join(kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + kind + content


EXIF = b"Exif\0\0"
XMP = b"http://ns.adobe.com/xap/1.0/\0"
