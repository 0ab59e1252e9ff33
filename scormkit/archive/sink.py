"""The zip while it grows: written, counted and hashed in one go, at the speed of the disk."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from scormkit.files import BLOCK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future, ThreadPoolExecutor
    from pathlib import Path

    from scormkit.files import Stat

BLOCKS = 4
"""Blocks that are in flight while a video is copied: one is read, one written, two are still being hashed."""


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
    """Takes the bytes of a zip in order; each is hashed on its way, so the package is never read again."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._digest = sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        """Add bytes at the end."""
        self._out.write(data)
        self._digest.update(data)
        self.size += len(data)

    def copy(self, source: Path, size: int, known: str) -> tuple[int, str]:
        """Add a file of ``size`` bytes at the end and return its CRC-32 and SHA-256.

        Two threads hash while this one reads and writes; where its SHA-256 is ``known``, one does. At most
        :data:`BLOCKS` blocks are held. Raises :class:`Changed` when the file is not as long as it was.
        """
        from deflate import crc32

        crc, content = 0, sha256()
        digests = [self._digest] if known else [self._digest, content]
        ring = [memoryview(bytearray(BLOCK)) for _ in range(BLOCKS)]
        busy: list[list[Future[None]]] = [[] for _ in ring]
        with _threads(len(digests)) as threads, source.open("rb", buffering=0) as lines:
            done, turn = 0, 0
            while count := _filled(lines, ring[turn], busy[turn]):
                piece = ring[turn][:count]
                busy[turn] = [
                    thread.submit(digest.update, piece) for thread, digest in zip(threads, digests, strict=True)
                ]
                crc, done = crc32(piece, crc), done + count
                self._out.write(piece)
                turn = (turn + 1) % BLOCKS
        self.size += done
        if done != size:
            raise Changed(source)
        return crc, known or content.hexdigest()

    def sha256(self) -> str:
        """The SHA-256 of everything that was written."""
        return self._digest.hexdigest()


def _filled(lines: BinaryIO, block: memoryview, users: list[Future[None]]) -> int:
    """Read the next block of a file, once nobody needs what was in it; 0 at the end."""
    for user in users:
        user.result()
    return lines.readinto(block)  # type: ignore[attr-defined,no-any-return]


@contextmanager
def _threads(count: int) -> Iterator[list[ThreadPoolExecutor]]:
    """Threads that each do one thing after the other, joined at the end."""
    from concurrent.futures import ThreadPoolExecutor

    threads = [ThreadPoolExecutor(1) for _ in range(count)]
    try:
        yield threads
    finally:
        for thread in threads:
            thread.shutdown()


def crc_of(source: Path) -> int:
    """The CRC-32 of a file: it stands in the header, before the content, so a file is first read for it alone.

    That costs a tenth of writing it, because the second reading comes from memory.
    """
    from deflate import crc32

    crc, block = 0, memoryview(bytearray(BLOCK))
    with source.open("rb", buffering=0) as lines:
        while count := lines.readinto(block):
            crc = crc32(block[:count], crc)
    return crc
