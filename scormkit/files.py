"""Files on the disk: whether one is still the same, what is in it, and how one is written whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = 1 << 20
"""Bytes that are read at a time."""

Stat = tuple[int, int, int, int]
"""Size, time of change in content and in anything (nanoseconds), and number of a file: what changes when it does."""


def stat_of(path: Path | str) -> Stat:
    """The stat of a file, links followed. Raises :class:`OSError`."""
    found = os.stat(path)  # noqa: PTH116 - a path as text need not become an object for this
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, read block by block. Raises :class:`OSError`."""
    digest, block = sha256(), memoryview(bytearray(min(BLOCK, path.stat().st_size + 1)))
    with path.open("rb", buffering=0) as lines:
        while count := lines.readinto(block):
            digest.update(block[:count])
    return digest.hexdigest()


@contextmanager
def growing(final: Path) -> Iterator[BinaryIO]:
    """A file that takes its name only when it is whole. What was there before stays until then; no litter is left.

    It is not forced to the disk (fsync): that costs more than a build, and what is lost is made again in a moment.
    """
    part = final.with_name(f"{final.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(final)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises :class:`OSError`."""
    with growing(path) as out:
        out.write(content)
