"""Metadata that files of several types carry: EXIF, XMP, DICOM headers, comments."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from scormkit.model.media import Trace, TraceKind
from scormkit.traces.telling import telling_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

LONGEST = 2000
"""Characters of a text in hiding that are looked into."""
WHOLE_TEXT = 4_000_000
"""Bytes of a file that is itself a text: a drawing has half of it, the captions of a day have a quarter."""
ENTRIES = 400
"""Entries of an EXIF directory; cameras write some sixty."""

EXIF_DIRECTORY, GPS_DIRECTORY = 0x8769, 0x8825
LATITUDE, LONGITUDE = 2, 4
OWNER = 0xA430
WORDS = {0x010E, 0x9286, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F}
"""Description, comment, and what Windows writes in its properties."""
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
"""Bytes of a value by its EXIF type."""

XMP_POSITION = re.compile(rb"exif:GPSLatitude\b|location\.ISO6709")
XMP_OWNER = re.compile(rb"(?:aux|exifEX):(?:OwnerName|CameraOwnerName)(?:=\"|>)([^\"<]{2,80})")
XMP_DICOM = re.compile(rb"(?i)(?:dicom:)?(?:PatientName|PatientID|PatientBirthDate|patientDOB|PatientsName)\b")
DICOM_START = 132
"""Bytes of a DICOM file before its first element: a preamble of 128, then four letters (DICOM PS3.10, 7.1)."""
EMBEDDED = re.compile(r"data:[a-z]+/[^\"'\s]{200,}")
UNPRINTABLE = re.compile(r"[^\S\n]+|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]+")


def words(raw: bytes, longest: int = LONGEST) -> list[Trace]:
    """Bytes as a text, UTF-8 or else Latin-1, if it says anything."""
    cut = raw[: longest * 2]
    try:
        text = cut.decode("utf-8")
    except UnicodeDecodeError:
        text = cut.decode("latin-1")
    text = UNPRINTABLE.sub(" ", text).strip()[:longest]
    return [Trace(TraceKind.WORDS, text)] if len(text) > 2 else []


def plain_text(file: BinaryIO) -> list[Trace]:
    """The telling lines of a file that is a text itself, pictures inside it left out."""
    text = file.read(WHOLE_TEXT).decode("utf-8", "replace")
    if "data:" in text:
        text = EMBEDDED.sub(" ", text)
    lines = "\n".join(text[start:end] for start, end in telling_lines(text))
    return [Trace(TraceKind.WORDS, lines)] if lines else []


def dicom(start: bytes) -> list[Trace]:
    """A medical image or document with its header (DICOM PS3.10), whatever its name says."""
    return [Trace(TraceKind.RECORD)] if start[128:DICOM_START] == b"DICM" else []


def xmp(packet: bytes) -> list[Trace]:
    """An XMP packet: position, owner, and what a converter from DICOM leaves behind."""
    found = [Trace(TraceKind.POSITION)] if XMP_POSITION.search(packet) else []
    found += [Trace(TraceKind.OWNER, match[1].decode("utf-8", "replace")) for match in XMP_OWNER.finditer(packet)][:3]
    if match := XMP_DICOM.search(packet):
        found.append(Trace(TraceKind.RECORD, match[0].decode("ascii", "replace")))
    return found + words(packet, 8000)


def exif(data: bytes) -> list[Trace]:
    """A TIFF structure with its directories (EXIF 2.3). Raises :class:`struct.error` where it is cut off."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        return []
    found: list[Trace] = []
    for tag, value in _entries(data, struct.unpack_from(f"{order}I", data, 4)[0], order):
        if tag in WORDS:
            found += _exif_words(tag, value)
        elif tag == GPS_DIRECTORY and _has_position(data, _pointer(value, order), order):
            found.append(Trace(TraceKind.POSITION))
        elif tag == EXIF_DIRECTORY:
            for inner, inside in _entries(data, _pointer(value, order), order):
                if inner == OWNER:
                    owner = words(inside.rstrip(b"\0 "), 80)
                    found += [Trace(TraceKind.OWNER, trace.text) for trace in owner]
                elif inner in WORDS:
                    found += _exif_words(inner, inside)
    return found


def _exif_words(tag: int, value: bytes) -> list[Trace]:
    if tag >= 0x9C9B:
        return words(value.decode("utf-16-le", "replace").rstrip("\0").encode())
    return words(re.sub(rb"^(?:ASCII|UNICODE|JIS)?\0+", b"", value).rstrip(b"\0 "))


def _pointer(value: bytes, order: str) -> int:
    return int(struct.unpack(f"{order}I", value[:4])[0])


def _entries(data: bytes, start: int, order: str) -> Iterator[tuple[int, bytes]]:
    """The tags of a directory with the bytes of their values; those that point outside of the data are left out."""
    (count,) = struct.unpack_from(f"{order}H", data, start)
    for index in range(min(count, ENTRIES)):
        tag, kind, number = struct.unpack_from(f"{order}HHI", data, start + 2 + 12 * index)
        size = SIZES.get(kind, 0) * number
        at = start + 10 + 12 * index
        if size > 4:
            (at,) = struct.unpack_from(f"{order}I", data, at)
        if size and at + size <= len(data):
            yield tag, data[at : at + min(size, 2 * LONGEST)]


def _has_position(data: bytes, start: int, order: str) -> bool:
    """Whether both coordinates are there and one of them is not zero: some cameras write the fields without a fix."""
    values = dict(_entries(data, start, order))
    if not {LATITUDE, LONGITUDE} <= set(values):
        return False
    return any(struct.unpack_from(f"{order}I", values[tag], 0)[0] for tag in (LATITUDE, LONGITUDE))
