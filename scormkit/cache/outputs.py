"""Packages on the disk: left alone when they are what a build would write, brought back when they are gone."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from scormkit.cache.ledger import Ledger
from scormkit.cache.store import LARGEST_ENTRY
from scormkit.files import stat_of, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from scormkit.cache.store import Store

Wanted = tuple[str, str]
"""A file's name and the SHA-256 of what it should hold."""


class Outputs:
    """The files that were written for one package. What is learned of them is kept with :meth:`save`."""

    def __init__(self, folder: Path, package: str, store: Store) -> None:
        self._folder, self._store = folder, store
        self._ledger = Ledger(store, "outputs", str(folder.resolve()), package, ours=True)

    def missing(self, files: Iterable[Wanted]) -> list[Wanted]:
        """Those that are not on the disk as they should be."""
        return [(name, digest) for name, digest in files if self._found(name) != digest]

    def bring_back(self, files: Sequence[Wanted]) -> bool:
        """Write files from the cache; false, and nothing is written, when it does not hold all of them."""
        contents = [self._store.get("file", digest) for _, digest in files]
        if None in contents:
            return False
        self._folder.mkdir(parents=True, exist_ok=True)
        for (name, digest), content in zip(files, contents, strict=True):
            write_file(self._folder / name, content or b"")
            self._ledger.learn(name, stat_of(self._folder / name), digest)
        return True

    def keep(self, files: Sequence[Wanted]) -> None:
        """Keep what was written, and know it again."""
        for name, digest in files:
            path = self._folder / name
            stat = stat_of(path)
            self._ledger.learn(name, stat, digest)
            if stat[0] <= LARGEST_ENTRY and sha256(content := path.read_bytes()).hexdigest() == digest:
                self._store.put(content, "file", digest)

    def save(self) -> None:
        """Keep the digests of everything that was asked or written, for the next run."""
        self._ledger.save()

    def _found(self, name: str) -> str:
        path = self._folder / name
        try:
            return self._ledger.digest(name, path, stat_of(path))
        except OSError:
            return ""
