"""Entries on the disk: found by a digest, checked when read, written whole, bounded in size, readable by one user.

Several processes may use one folder at once. Nobody waits for anybody: an entry takes its name when it is whole, two
writers of the same entry write the same, and whoever finds an entry gone or damaged makes it again.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

FORMAT = "1"
"""Part of every key and of the folder's name: raised when entries are written in another way."""
LARGEST_ENTRY = 8 << 20
SHELVES = 64
LARGEST_SHELF = 16 << 20
"""Bytes of an entry, folders that entries are spread over, and bytes of one: 1 GiB in all. The oldest go first."""
WRITTEN_UNSEEN = 1 << 20
"""Bytes that are put on a shelf before it is looked at again."""
SUM = 64
"""Characters of the SHA-256 at the start of an entry."""


def digest_of(*parts: str) -> str:
    """The SHA-256 of texts, each told apart from the next."""
    whole = sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        whole.update(f"{len(encoded)}:".encode() + encoded)
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Store:
    """The entries that one version of the program made; without a folder it keeps nothing.

    A key is the kind of an entry and the texts that, together with the program, made it.
    """

    folder: Path | None
    program: str
    moment: int = 0
    """When the run began, by the clock of the disk that the cache is on (nanoseconds)."""
    _unseen: dict[Path, int] = field(default_factory=dict, compare=False)

    @classmethod
    def at(cls, folder: Path | None, program: str) -> Store:
        """The store in a folder, which is made where it is missing; one that keeps nothing where that cannot be."""
        inner = None if folder is None else folder / f"v{FORMAT}"
        moment = None if inner is None or not _private(inner) else _moment(inner)
        return cls(None, program) if moment is None else cls(inner, program, moment)

    def get(self, kind: str, *key: str) -> bytes | None:
        """An entry, or ``None`` where there is none that is whole."""
        if self.folder is None:
            return None
        try:
            with self._path(kind, key).open("rb") as file:
                whole = file.read(SUM + LARGEST_ENTRY + 1)
        except OSError:
            return None
        content = whole[SUM:]
        return content if whole[:SUM] == _sum(content) else None

    def put(self, content: bytes, kind: str, *key: str) -> None:
        """Keep an entry, unless it is too large or the disk does not want it: nobody depends on it."""
        if self.folder is None or len(content) > LARGEST_ENTRY:
            return
        path = self._path(kind, key)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                part.write_bytes(_sum(content) + content)
                part.replace(path)
            except BaseException:
                with suppress(OSError):
                    part.unlink()
                raise
            self._tidy(path.parent, len(content))
        except OSError:
            return

    def get_json(self, kind: str, *key: str) -> Any:
        """An entry that is JSON, or ``None``."""
        entry = self.get(kind, *key)
        return None if entry is None else json.loads(entry)

    def put_json(self, value: object, kind: str, *key: str) -> None:
        """Keep a JSON value."""
        if self.folder is not None:
            self.put(json.dumps(value, separators=(",", ":")).encode(), kind, *key)

    def _path(self, kind: str, key: tuple[str, ...]) -> Path:
        assert self.folder is not None
        name = digest_of(FORMAT, self.program, kind, *key)
        return self.folder / f"{int(name[:4], 16) % SHELVES:02d}" / name

    def _tidy(self, shelf: Path, written: int) -> None:
        """Remove the oldest entries of a shelf that is too full, and with them what killed processes left behind."""
        self._unseen[shelf] = self._unseen.get(shelf, WRITTEN_UNSEEN) + written
        if self._unseen[shelf] < WRITTEN_UNSEEN:
            return
        self._unseen[shelf] = 0
        found = []
        for path in shelf.iterdir():
            with suppress(OSError):
                status = path.stat()
                found.append((status.st_mtime_ns, status.st_size, path))
        room = LARGEST_SHELF
        for _, size, path in sorted(found, reverse=True):
            room -= size
            if room < 0:
                with suppress(OSError):
                    path.unlink()


NOTHING = Store(None, "")
"""The store of a build without a cache."""


def _moment(folder: Path) -> int | None:
    """The time by the clock of the disk, which may be another machine's; ``None`` where nothing can be written."""
    probe = folder / f"{os.getpid()}.part"
    try:
        probe.write_bytes(b"")
        moment = probe.stat().st_mtime_ns
        probe.unlink()
    except OSError:
        return None
    return moment


def _sum(content: bytes) -> bytes:
    return sha256(content).hexdigest().encode()


def _private(folder: Path) -> bool:
    """Whether a folder is there and nobody else can read or write in it. A link could lead anywhere, so it is none."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode):
            return False
        if sys.platform != "win32":  # there the user's profile folder is private
            if status.st_uid != os.getuid():
                return False
            if status.st_mode & 0o077:
                folder.chmod(0o700)
    except OSError:
        return False
    return True
