"""Reads anybody's zip with care: nothing is unpacked to the disk, and nothing is believed that was not checked."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from scormkit.archive import rules
from scormkit.archive.names import portable, unsafe
from scormkit.model.bundle import Bundle
from scormkit.model.finding import Place, Severity, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scormkit.model.bundle import Content
    from scormkit.model.finding import Finding

MEMBERS, UNPACKED, RATIO = 50_000, 4 << 30, 200
"""Most members, bytes when unpacked, and times that a member may grow: above them LMSs refuse a package."""
SMALL = 1 << 20
"""A member up to this size may grow by any ratio: a table of spaces is no bomb."""
DIRECTORY = 64 << 20
"""Most bytes of a directory of members that are read at all."""
BLOCK = 1 << 20

_ARCHIVES = ("7z", "gz", "rar", "tar", "zip")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCAL = struct.Struct("<4s5H3I2H")
_END = struct.Struct("<4s4H2IH")
_UNREADABLE = (
    zipfile.BadZipFile, EOFError, NotImplementedError, OverflowError, RuntimeError,
    struct.error, UnicodeError, ValueError,
)  # fmt: skip


class _DamagedError(Exception):
    """A member's bytes do not give what the directory says; the text says why."""


@dataclass(frozen=True, slots=True, eq=False)
class _Zipped(Mapping[str, "Content"]):
    """The members of a zip, inflated one at a time when they are asked for. Their sums were checked before."""

    path: Path
    entries: Mapping[str, zipfile.ZipInfo]

    def __getitem__(self, name: str) -> Content:
        with self.path.open("rb") as file:
            return b"".join(_content(file, self.entries[name]))

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def read_zip(path: Path) -> tuple[Bundle | None, tuple[Finding, ...]]:
    """Read a package that anyone may have made; no bundle where a finding is an error.

    Members are checked (names, sizes, sums, overlaps) without being kept in memory or on the disk: the bundle inflates
    a member when it is read, and so does not outlive the zip. Raises :class:`OSError` for an unreadable disk.
    """
    with path.open("rb") as file:
        try:
            listed = _entries(file)
        except _UNREADABLE as reason:
            return None, (_not_a_zip(path, str(reason)),)
        entries = [entry for entry in listed if not _is_folder(entry)]
        findings = list(_outsized(path, entries)) or [*_names(listed), *_headers(file, entries)]
        if not _stopped(findings):
            findings += _contents(file, entries)
    if _stopped(findings):
        return None, in_order(findings)
    members = {entry.orig_filename: entry for entry in sorted(entries, key=lambda entry: entry.orig_filename)}
    return Bundle(path.stem, "", _Zipped(path, MappingProxyType(members))), in_order(findings)


def _stopped(findings: list[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _not_a_zip(path: Path, reason: str) -> Finding:
    return rules.NOT_A_ZIP.at(
        Place(path.name),
        f"This is not a zip that can be read ({reason.rstrip('.') or 'damaged'})",
        "Export the package again, and send it without unpacking it on the way",
    )


def _entries(file: BinaryIO) -> list[zipfile.ZipInfo]:
    """What the directory lists, folders as well. A directory that is itself a bomb is not read."""
    file.seek(0, 2)
    tail = min(file.tell(), _END.size + 0xFFFF)
    file.seek(-tail, 2)
    records = file.read(tail)
    at = records.rfind(b"PK\5\6")
    if at < 0 or len(records) - at < _END.size:
        raise zipfile.BadZipFile("no directory of members at its end")
    if DIRECTORY < _END.unpack_from(records, at)[5] < 0xFFFF_FFFF:
        raise zipfile.BadZipFile("its directory of members is too long")
    with zipfile.ZipFile(file) as archive:
        return archive.infolist()


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    return entry.orig_filename.endswith("/") and entry.file_size == 0


def _outsized(path: Path, entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    """Limits that many LMSs keep; nothing is inflated beyond them."""
    mend = "Leave out what the course does not need; keep long videos on a media server"
    place, unpacked = Place(path.name), sum(entry.file_size for entry in entries)
    if len(entries) > MEMBERS:
        yield rules.OUTSIZED.at(place, f"The package has {len(entries)} files; {MEMBERS} is the most", mend)
    if unpacked > UNPACKED:
        yield rules.OUTSIZED.at(place, f"The package unpacks to {unpacked / 2**30:.1f} GiB", mend)
    for entry in entries:
        if entry.file_size > max(SMALL, entry.compress_size * RATIO):
            yield rules.OUTSIZED.at(
                Place(entry.orig_filename),
                f"The member grows from {entry.compress_size} to {entry.file_size} bytes when it is unpacked",
                "Make the package with another tool; an LMS takes this for a decompression bomb",
            )


def _names(entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for entry in entries:
        place = Place(entry.orig_filename)
        name = entry.orig_filename.removesuffix("/") if _is_folder(entry) else entry.orig_filename
        if offence := unsafe(name):
            yield rules.UNSAFE_PATH.at(place, f"The member's path {offence}", "Zip the content of the folder again")
        elif not portable(name):
            yield rules.UNPORTABLE_NAME.at(
                place,
                "The member's name has characters that not every LMS and system can serve",
                "Use letters without accents, digits, dots, dashes and underscores",
            )
        first = seen.setdefault(name.casefold(), name)
        if first is not name:
            yield rules.REPEATED_NAME.at(place, f"There is already a member {first}", "Keep one of the two")
        if name.rpartition(".")[2].lower() in _ARCHIVES:
            yield rules.NESTED.at(
                place,
                "The package holds another archive, which no LMS unpacks",
                "Zip the content of the folder and not a zip, or leave the archive out",
            )


def _headers(file: BinaryIO, entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    """What a member is: a readable file, whose own header agrees with the directory, on bytes of its own."""
    free = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        place = Place(entry.orig_filename)
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            yield rules.LINKED_MEMBER.at(place, "The member is a link or a device, not a file", "Pack the file itself")
        if entry.flag_bits & 0x2041:
            yield rules.ENCRYPTED_MEMBER.at(place, "The member is encrypted", "Zip it without a password")
        elif entry.compress_type not in _METHODS:
            yield rules.ODD_COMPRESSION.at(
                place, f"The member is compressed by method {entry.compress_type}", "Zip it with the method 'deflate'"
            )
        start = _start(file, entry)
        if start is None or entry.header_offset < free:
            yield rules.OVERLAPPING.at(
                place,
                "The member's own header does not agree with the directory, or lies in another member",
                "Make the package again with another tool",
            )
        free = max(free, (start or 0) + entry.compress_size)


def _start(file: BinaryIO, entry: zipfile.ZipInfo) -> int | None:
    """Where a member's bytes begin, if its own header says of it what the directory says.

    A header written before the sizes were known (flag bit 3) or with zip64 sizes does not state them.
    """
    file.seek(entry.header_offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size:
        return None
    magic, _, flags, method, _, _, *sums, name_length, extra_length = _LOCAL.unpack(header)
    name = entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437")
    if (magic, method, file.read(name_length)) != (b"PK\3\4", entry.compress_type, name):
        return None
    if not flags & 8 and 0xFFFF_FFFF not in sums and sums != [entry.CRC, entry.compress_size, entry.file_size]:
        return None
    return entry.header_offset + _LOCAL.size + int(name_length) + int(extra_length)


def _contents(file: BinaryIO, entries: list[zipfile.ZipInfo]) -> Iterator[Finding]:
    for entry in entries:
        try:
            for _ in _content(file, entry):
                pass
        except (_DamagedError, zlib.error) as reason:
            yield rules.DAMAGED_MEMBER.at(
                Place(entry.orig_filename), f"The member is damaged ({reason})", "Export or download the package again"
            )


def _content(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of a member in blocks. Raises :class:`_DamagedError` when it is not what the directory says."""
    start = _start(file, entry)
    if start is None:
        raise _DamagedError("it has changed")
    crc, size = 0, 0
    for block in _inflated(file, start, entry):
        crc, size = zlib.crc32(block, crc), size + len(block)
        if size > entry.file_size:
            raise _DamagedError("it is longer than the directory says")
        yield block
    if size != entry.file_size:
        raise _DamagedError("it is shorter than the directory says")
    if crc != entry.CRC:
        raise _DamagedError("its checksum does not fit")


def _inflated(file: BinaryIO, start: int, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member's blocks, none above 1 MiB whatever they were compressed from."""
    step = _identity() if entry.compress_type == zipfile.ZIP_STORED else _inflation()
    left, position = entry.compress_size, start
    while left:
        file.seek(position)
        block = file.read(min(BLOCK, left))
        if not block:
            raise _DamagedError("it is cut off")
        left, position = left - len(block), position + len(block)
        yield from step(block, left == 0)


def _identity() -> Callable[[bytes, bool], Iterator[bytes]]:
    return lambda block, last: iter((block,))


def _inflation() -> Callable[[bytes, bool], Iterator[bytes]]:
    inflator = zlib.decompressobj(-zlib.MAX_WBITS)

    def step(block: bytes, last: bool) -> Iterator[bytes]:
        while block and not inflator.eof:
            yield inflator.decompress(block, BLOCK)
            block = inflator.unconsumed_tail
        while not inflator.eof and (rest := inflator.decompress(b"", BLOCK)):
            yield rest
        if last and (not inflator.eof or inflator.unused_data or block):
            raise _DamagedError("its compressed bytes do not end where they should")

    return step
