"""Writes a bundle as a zip whose bytes depend on the bundle alone.

Members are sorted; times, modes, creator and version are fixed; sizes and CRC stand in the local headers, because
importers that read a zip as a stream stumble over data descriptors (APPNOTE 4.3.9) of stored members.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.archive.names import portable, same_name_twice
from scormkit.archive.packing import EFFORT, STORED, Member, Packed, Packer, in_turn, pack, stored
from scormkit.archive.rules import TOO_LARGE
from scormkit.archive.sink import Changed, Sink, Sums
from scormkit.files import BLOCK, growing, stat_of
from scormkit.model.bundle import Written
from scormkit.model.finding import Place

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from scormkit.files import Stat
    from scormkit.model.bundle import Bundle, Content
    from scormkit.model.finding import Finding

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
_EFFORT = {"css": 12, "html": 12, "js": 12, "json": 12, "xml": 12, "svg": 8}
"""How hard files are packed that end so: what every package is made of and every learner waits for is 2.6 % smaller at
12 than at 6, for 15 ms a package; of an author's own files, of which there may be thousands, drawings gain from 8."""
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_VERSION, _UNIX, _REGULAR_0644 = 20, 3, 0o100644 << 16
_MIDNIGHT, _FIRST_OF_1980 = 0, 1 << 5 | 1


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


def write_zip(
    bundle: Bundle, folder: Path, packer: Packer | None = None, known: MutableMapping[Path, Sums] | None = None
) -> Written:
    """Write ``bundle`` to ``folder/NAME.zip`` and say what was written.

    The zip grows in a temporary file beside its place and is then renamed, so that an interrupted build leaves the
    former package whole. ``packer`` may be called by several threads; ``known`` holds the sums of files that were
    copied before, as long as they did not change, and is added to.

    Raises :class:`ValueError` for names or sizes that no bundle of ours may have (:func:`too_large` says so
    beforehand) and :class:`OSError` for the disk and for a file that changes while it is read.
    """
    _refuse(bundle)
    folder.mkdir(parents=True, exist_ok=True)
    final = folder / f"{bundle.name}.zip"
    members = _members(bundle, packer or pack)
    with growing(final) as out:
        sink = Sink(out)
        entries = [_put(sink, member, {} if known is None else known) for member in in_turn(members)]
        _directory(sink, entries)
    return _written(final, sink, entries)


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


def _members(bundle: Bundle, packer: Packer) -> list[Member]:
    return [_member(name, content, packer) for name, content in sorted(bundle.files.items())]


def _member(name: str, content: Content, packer: Packer) -> Member:
    """Media are copied unless they are small; what is worth compressing is packed in memory."""
    as_it_is = _ending(name) in _COMPRESSED
    packer = partial(packer, effort=_EFFORT.get(_ending(name), EFFORT))
    if isinstance(content, bytes):
        step = stored if as_it_is or len(content) > IN_MEMORY else packer
        return Member(name, len(content), partial(step, content), None)
    stat = stat_of(content)
    if stat[0] > (BLOCK if as_it_is else IN_MEMORY):
        return Member(name, stat[0], None, (content, stat))
    step = stored if as_it_is else packer
    return Member(name, stat[0], lambda: step(content.read_bytes()), (content, stat))


def _put(sink: Sink, ready: tuple[Member, Packed | None], known: MutableMapping[Path, Sums]) -> _Entry:
    """Write one member at the end of the zip, and note what was learned of the file that it comes from."""
    member, packed = ready
    name, offset = member.name.encode("ascii"), sink.size
    if packed is None:
        assert member.source is not None
        return _copied(sink, name, *member.source, known)
    sink.write(_local_header(name, packed.method, packed.crc, len(packed.data), packed.size))
    sink.write(packed.data)
    if member.source is not None:
        source, stat = member.source
        known[source] = Sums(stat, packed.crc, packed.sha256)
    return _Entry(name, packed.method, packed.crc, len(packed.data), packed.size, offset, packed.sha256)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _copied(sink: Sink, name: bytes, source: Path, stat: Stat, known: MutableMapping[Path, Sums]) -> _Entry:
    """Store a file block by block. The stat before and after says whether all of it is of one piece."""
    offset, sums, size = sink.size, known.get(source), stat[0]
    if sums is not None and sums.stat != stat:
        sums = None
    crc, digest = sink.copy(source, size, lambda crc: _local_header(name, STORED, crc, size, size), sums)
    if stat_of(source) != stat:
        raise Changed(source)
    known[source] = Sums(stat, crc, digest)
    return _Entry(name, STORED, crc, size, size, offset, digest)


def _local_header(name: bytes, method: int, crc: int, packed: int, size: int) -> bytes:
    fields = (_VERSION, 0, method, _MIDNIGHT, _FIRST_OF_1980, crc, packed, size, len(name), 0)
    return _LOCAL.pack(b"PK\3\4", *fields) + name


def _directory(out: Sink, entries: list[_Entry]) -> None:
    """Write the central directory and the end record (APPNOTE 4.3.12 and 4.3.16)."""
    start = out.size
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
    size, count = out.size - start, len(entries)
    out.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, 0))


def _written(final: Path, sink: Sink, entries: list[_Entry]) -> Written:
    listing = "".join(f"{entry.sha256}  {entry.name.decode()}\n" for entry in entries)
    return Written(
        path=final,
        size=sink.size,
        sha256=sink.sha256(),
        content_digest=sha256(listing.encode()).hexdigest(),
        members=len(entries),
        unpacked=sum(entry.size for entry in entries),
    )
