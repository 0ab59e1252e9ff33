"""The zip while it grows: written, counted and hashed in one go, at the speed of the disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from threading import Event
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from hashlib import _Hash as Digest
    from pathlib import Path

    from scormkit.files import Stat

PIECE = 256 << 10
"""Bytes of a file that are read at a time: they are still in the processor's own memory when they are summed."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What is known of a file on the disk as long as its stat stays: CRC-32 and SHA-256 of its content."""

    stat: Stat
    crc: int
    sha256: str


class Changed(OSError):
    """A source file was written to while it was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} changed while it was packed. Build again when nobody writes to it.")


class Sink:
    """Takes the bytes of a zip in order; each is hashed beside being written, so the package is never read again."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        """Add bytes at the end."""
        self._out.write(data)
        self._digest.update(data)
        self.size += len(data)

    def copy(
        self, source: Path, size: int, header: Callable[[int], bytes], known: Sums | None = None
    ) -> tuple[int, str]:
        """Add a file of ``size`` bytes at the end, behind a header that its CRC-32 stands in: its CRC-32 and SHA-256.

        The CRC is known when all is copied, but the digest of the package needs it first. So the file is copied and
        hashed here, behind a header that is mended afterwards, while another thread reads it for the CRC and then for
        the digest of the package: it is read from the disk once and from memory for the rest.
        Raises :class:`Changed` when two readings differ, or when the file is not as long as it was.
        """
        from concurrent.futures import ThreadPoolExecutor

        stop = Event()
        with ThreadPoolExecutor(1) as aside:
            hashing = aside.submit(_hashed, source, self._digest, header, known, stop)
            try:
                self._out.write(header(known.crc if known else 0))
                crc, content = _copied(source, size, self._out, hashed=known is None)
                others = hashing.result()
            except BaseException:
                stop.set()
                raise
        if others != {crc}:
            raise Changed(source)
        if known is None:
            self._out.seek(self.size)
            self._out.write(header(crc))
            self._out.seek(0, os.SEEK_END)
        self.size += len(header(crc)) + size
        return crc, known.sha256 if known else content

    def sha256(self) -> str:
        """The SHA-256 of everything that was written."""
        return self._digest.hexdigest()


def _copied(source: Path, size: int, out: BinaryIO, *, hashed: bool) -> tuple[int, str]:
    """Copy a file to the end of another and return its CRC-32, and its SHA-256 where it is to be hashed.

    Raises :class:`Changed` when it has another size.
    """
    from deflate import crc32

    digest = sha256() if hashed else None
    crc, left = 0, size
    for piece in _pieces(source):
        left -= len(piece)
        if left < 0:
            break
        crc = crc32(piece, crc)
        out.write(piece)
        if digest is not None:
            digest.update(piece)
    if left:
        raise Changed(source)
    return crc, digest.hexdigest() if digest else ""


def _hashed(source: Path, package: Digest, header: Callable[[int], bytes], known: Sums | None, stop: Event) -> set[int]:
    """Add a header and a file to the digest of a package: every CRC-32 of the file that was seen."""
    crc = known.crc if known else _crc_of(source, stop)
    package.update(header(crc))
    return {crc, _digested(source, package, stop)}


def _crc_of(source: Path, stop: Event) -> int:
    """The CRC-32 of a file: a tenth of the work of a digest."""
    return _digested(source, None, stop)


def _digested(source: Path, digest: Digest | None, stop: Event) -> int:
    """Add a file to a digest and return its CRC-32, which ties what is hashed to what is copied."""
    from deflate import crc32

    crc = 0
    for piece in _pieces(source):
        if stop.is_set():
            break
        crc = crc32(piece, crc)
        if digest is not None:
            digest.update(piece)
    return crc


def _pieces(source: Path) -> Iterator[memoryview]:
    """A file, piece by piece, each in the place of the one before."""
    block = memoryview(bytearray(PIECE))
    with source.open("rb", buffering=0) as lines:
        while count := lines.readinto(block):
            yield block[:count]
