"""Digests of files that are read again only when something about them has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.files import file_digest, stat_of

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.cache.store import Store
    from scormkit.files import Stat

TICK = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system (FAT) stamps files every two seconds."""


class Ledger:
    """The SHA-256 of files by name, each with the stat at which it was taken.

    A file whose stat is the same is not read. The one exception are files that were changed so shortly before they
    were read that a second change could have left the same stat; for files that we write ourselves (``ours``) there
    is none.
    """

    def __init__(self, store: Store, *key: str, ours: bool = False) -> None:
        self._store, self._key, self._ours = store, key, ours
        self._rows: dict[str, list[int | str]] = store.get_json("ledger", *key) or {}
        self._used: dict[str, list[int | str]] = {}

    def digest(self, name: str, path: Path, stat: Stat) -> str:
        """The SHA-256 of the file ``path``, whose stat is given. Raises :class:`OSError`."""
        row = self._rows.get(name)
        if row is not None and row[1:5] == list(stat) and (self._ours or self._settled(row)):
            self._used[name] = row
            return str(row[0])
        digest = file_digest(path)
        if stat_of(path) == stat:
            self.learn(name, stat, digest)
        return digest

    def learn(self, name: str, stat: Stat, digest: str) -> None:
        """Note a digest that was taken in this run, while the file had this stat."""
        self._used[name] = [digest, *stat, self._store.moment]

    def save(self) -> None:
        """Keep what was asked in this run, if any of it is new."""
        if self._used != self._rows:
            self._rows = dict(self._used)
            self._store.put_json(self._rows, "ledger", *self._key)

    @staticmethod
    def _settled(row: list[int | str]) -> bool:
        _, _, modified, changed, _, moment = row
        return max(int(modified), int(changed)) + TICK < int(moment)
