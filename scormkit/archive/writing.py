"""Writes a bundle as a zip whose bytes depend on the bundle alone.

Members are sorted; times, modes, creator and version are fixed; sizes and CRC stand in the local headers, because
importers that read a zip as a stream stumble over data descriptors (APPNOTE 4.3.9) of stored members.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from scormkit.archive.names import portable, same_name_twice
from scormkit.archive.rules import TOO_LARGE
from scormkit.model.bundle import Written
from scormkit.model.finding import Place

if TYPE_CHECKING:
    from scormkit.model.bundle import Bundle, Content
    from scormkit.model.finding import Finding

STORED, DEFLATED = 0, 8
BLOCK = 1 << 20
IN_MEMORY = 32 << 20
"""Content above this size is stored as it is: libdeflate wants the whole of it in memory, and zlib's output differs
between systems, which would break the promise of equal bytes."""
LARGEST, MOST = 0xFFFF_FFFF - (1 << 24), 0xFFFF - 1
"""Bytes of a package and its members: below what a zip without zip64 can say, which several LMSs cannot read."""

_COMPRESSED = frozenset(
    (
        "7z", "avif", "docx", "gif", "gz", "heic", "jpeg", "jpg", "m4a", "m4v", "mov", "mp3", "mp4", "oga", "ogg",
        "ogv", "opus", "pdf", "png", "pptx", "webm", "webp", "woff", "woff2", "xlsx", "zip",
    )
)  # fmt: skip
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_VERSION, _UNIX, _REGULAR_0644 = 20, 3, 0o100644 << 16
_MIDNIGHT, _FIRST_OF_1980 = 0, 1 << 5 | 1


@dataclass(frozen=True, slots=True)
class Packed:
    """A member ready to be written: method, CRC-32 and size of the content, its SHA-256, and the bytes as stored."""

    method: int
    crc: int
    size: int
    sha256: str
    data: bytes


Packer = Callable[[bytes], Packed]
"""Packs content held in memory; a cache of packed members stands behind the same signature."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the central directory says of a member that has been written."""

    name: bytes
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    sha256: str


def too_large(bundle: Bundle) -> tuple[Finding, ...]:
    """What stops a bundle from being a zip that every LMS can open: more than 4 GiB, or too many files."""
    place = Place(bundle.name + ".zip")
    size = sum(_size(content) for content in bundle.files.values())
    if size > LARGEST or len(bundle.files) > MOST:
        message = f"The package would hold {len(bundle.files)} files and {size / 2**30:.1f} GiB"
        return (TOO_LARGE.at(place, message, "Keep long videos on a media server or make several courses"),)
    return ()


def write_zip(bundle: Bundle, folder: Path, packer: Packer | None = None) -> Written:
    """Write ``bundle`` to ``folder/NAME.zip`` and say what was written.

    The zip grows in a temporary file beside its place and is then renamed, so that an interrupted build leaves the
    former package whole. Raises :class:`ValueError` for names or sizes that no bundle of ours may have
    (:func:`too_large` says so beforehand) and :class:`OSError` for the disk.
    """
    _refuse(bundle)
    folder.mkdir(parents=True, exist_ok=True)
    final = folder / f"{bundle.name}.zip"
    with _growing(final) as out:
        entries = [_member(out, name, content, packer or pack) for name, content in sorted(bundle.files.items())]
        _directory(out, entries)
        return _written(final, out, entries)


def write_file(path: Path, content: bytes) -> None:
    """Write what lies beside a package, whole or not at all."""
    with _growing(path) as out:
        out.write(content)


@contextmanager
def _growing(final: Path) -> Iterator[BinaryIO]:
    """A file that takes its name only when it is whole. What was there before stays until then; no litter is left.

    It is not forced to the disk (fsync): that costs more than the build, and a package is made again in a moment.
    """
    growing = final.with_name(f"{final.name}.{os.getpid()}.part")
    try:
        with growing.open("w+b") as out:
            yield out
        growing.replace(final)
    except BaseException:
        with suppress(OSError):
            growing.unlink()
        raise


def pack(content: bytes) -> Packed:
    """Deflate content as small as libdeflate can in reasonable time, or store it where that does not shrink it."""
    from deflate import deflate_compress

    stored = _stored(content)
    if _shrinks(content):
        data = bytes(deflate_compress(content, _level(len(content))))
        if len(data) < len(content):
            return replace(stored, method=DEFLATED, data=data)
    return stored


def _stored(content: bytes) -> Packed:
    from deflate import crc32

    return Packed(STORED, crc32(content), len(content), sha256(content).hexdigest(), content)


def _level(size: int) -> int:
    """The effort for content of a size.

    Small text, which is what a course is made of, gets level 9 (0.7 % smaller than 6 at no measurable cost; 10 gains
    another 1.8 % and takes five times as long); large files get 6, where 9 would take three times as long.
    """
    return 9 if size <= BLOCK else 6


def _shrinks(content: bytes) -> bool:
    """Ask the first 64 KiB of large content, before all of it is compressed for nothing."""
    if len(content) <= BLOCK:
        return True
    from deflate import deflate_compress

    sample = content[: 1 << 16]
    return len(deflate_compress(sample, 1)) < 0.98 * len(sample)


def _size(content: Content) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def _refuse(bundle: Bundle) -> None:
    """A bundle that is ours has portable names and fits; everything else is a bug of ours."""
    for name in (bundle.name + ".zip", *bundle.files):
        if not portable(name):
            raise ValueError(f"not a portable member name: {name!r}")
    if "/" in bundle.name:
        raise ValueError(f"not a file name: {bundle.name!r}")
    if twice := same_name_twice(bundle.files):
        raise ValueError(f"member names differ in capitals only: {twice!r}")
    if too_large(bundle):
        raise ValueError(f"too large for a zip without zip64: {bundle.name}")


def _member(out: BinaryIO, name: str, content: Content, packer: Packer) -> _Entry:
    """Write one member at the end of ``out``. Media are copied; what is worth compressing is packed in memory."""
    encoded, offset = name.encode("ascii"), out.tell()
    as_it_is = _compressed(name) or _size(content) > IN_MEMORY
    if as_it_is and isinstance(content, Path):
        return _copied(out, encoded, content, offset)
    data = content if isinstance(content, bytes) else content.read_bytes()
    packed = _stored(data) if as_it_is else packer(data)
    out.write(_local_header(encoded, packed.method, packed.crc, len(packed.data), packed.size))
    out.write(packed.data)
    return _Entry(encoded, packed.method, packed.crc, len(packed.data), packed.size, offset, packed.sha256)


def _compressed(name: str) -> bool:
    return name.rpartition(".")[2].lower() in _COMPRESSED


def _copied(out: BinaryIO, name: bytes, source: Path, offset: int) -> _Entry:
    """Store a file block by block: the header is written first and again when size and CRC are known."""
    from deflate import crc32

    out.write(_local_header(name, STORED, 0, 0, 0))
    crc, size, digest = 0, 0, sha256()
    block = memoryview(bytearray(BLOCK))
    with source.open("rb", buffering=0) as lines:
        while count := lines.readinto(block):
            piece = block[:count]
            crc, size = crc32(piece, crc), size + count
            digest.update(piece)
            out.write(piece)
    if size > LARGEST:
        raise ValueError(f"{source.name} grew while it was read")
    end = out.tell()
    out.seek(offset)
    out.write(_local_header(name, STORED, crc, size, size))
    out.seek(end)
    return _Entry(name, STORED, crc, size, size, offset, digest.hexdigest())


def _local_header(name: bytes, method: int, crc: int, packed: int, size: int) -> bytes:
    fields = (_VERSION, 0, method, _MIDNIGHT, _FIRST_OF_1980, crc, packed, size, len(name), 0)
    return _LOCAL.pack(b"PK\3\4", *fields) + name


def _directory(out: BinaryIO, entries: list[_Entry]) -> None:
    """Write the central directory and the end record (APPNOTE 4.3.12 and 4.3.16)."""
    start = out.tell()
    for entry in entries:
        out.write(
            _CENTRAL.pack(
                b"PK\1\2",
                _UNIX << 8 | _VERSION, _VERSION, 0, entry.method, _MIDNIGHT, _FIRST_OF_1980,
                entry.crc, entry.packed, entry.size,
                len(entry.name), 0, 0, 0, 0,
                _REGULAR_0644, entry.offset,
            )
            + entry.name
        )  # fmt: skip
    size, count = out.tell() - start, len(entries)
    out.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, 0))


def _written(final: Path, whole: BinaryIO, entries: list[_Entry]) -> Written:
    size = whole.tell()
    listing = "".join(f"{entry.sha256}  {entry.name.decode()}\n" for entry in entries)
    return Written(
        path=final,
        size=size,
        sha256=_file_digest(whole),
        content_digest=sha256(listing.encode()).hexdigest(),
        members=len(entries),
        unpacked=sum(entry.size for entry in entries),
    )


def _file_digest(whole: BinaryIO) -> str:
    """A second pass, because headers were patched; the pages are still in memory."""
    digest = sha256()
    whole.seek(0)
    while block := whole.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()
