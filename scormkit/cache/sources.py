"""What a package is made from: every file of a course folder, known by its content."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scormkit.cache.ledger import Ledger
from scormkit.cache.store import digest_of
from scormkit.files import file_digest, stat_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.archive import Sums
    from scormkit.cache.store import Store
    from scormkit.files import Stat

PROJECT = "../scormkit.yaml"
LARGE = 64 << 10
"""A file above this size is not read to find an entry, only to confirm one: what is new is read when it is packed."""
MOST = 20_000
"""Files and folders of a course. Where there are more, somebody's archive lies in it, and it is always built."""
FOLDER: Stat = (-1, 0, 0, 0)


class Unusual(Exception):
    """A folder with links, devices or very many files: what belongs to it cannot be said, or not in short."""


class Sources:
    """The files of a course folder, and of the project around it, as they were when it was looked at."""

    def __init__(self, root: Path, leave_out: Path, store: Store) -> None:
        self._root, self._real, self._leave_out = root, root.resolve(), leave_out.resolve()
        self._stats = stats = _scan(self._real, self._leave_out)
        self._ledger = Ledger(store, "sources", str(self._real))
        small = {name: self._digest(name) for name, stat in stats.items() if stat != FOLDER and stat[0] <= LARGE}
        names = [[name, small.get(name, stat[0])] for name, stat in sorted(stats.items())]
        self.key = digest_of(root.as_posix(), json.dumps(names))
        """Names, contents of small files and sizes of large ones, and how the folder is called in findings."""
        self.size = sum(stat[0] for stat in stats.values() if stat != FOLDER)
        """Bytes of all files."""

    @classmethod
    def of(cls, root: Path, leave_out: Path, store: Store) -> Sources | None:
        """The sources of the course in ``root``; none where it cannot be said what belongs to them (links, devices).

        ``leave_out`` is the folder for packages, which may lie inside.
        """
        try:
            return cls(root, leave_out, store)
        except (OSError, Unusual):
            return None

    def proof(self, sums: Mapping[Path, Sums], zone: str) -> dict[str, Any]:
        """What else a result depends on: the content of large files, and the rules of the course's time zone."""
        large = {name: stat for name, stat in self._stats.items() if stat[0] > LARGE}
        for name, stat in large.items():
            known = sums.get(self._root / name)
            if known and known.stat == stat:
                self._ledger.learn(name, stat, known.sha256)
        return {"large": {name: self._known(name, sums) for name in large}, "zone": [zone, zone_digest(zone)]}

    def confirm(self, proof: Mapping[str, Any]) -> bool:
        """Whether what was proved then is so now."""
        zone, rules = proof["zone"]
        try:
            return zone_digest(zone) == rules and all(
                name in self._stats and self._digest(name) == digest for name, digest in proof["large"].items()
            )
        except OSError:
            return False

    def unchanged(self) -> bool:
        """Whether everything is still as it was when it was looked at."""
        try:
            return _scan(self._real, self._leave_out) == self._stats
        except (OSError, Unusual):
            return False

    def save(self) -> None:
        """Keep the digests for the next run."""
        self._ledger.save()

    def _digest(self, name: str) -> str:
        return self._ledger.digest(name, self._real / name, self._stats[name])

    def _known(self, name: str, sums: Mapping[Path, Sums]) -> str:
        known = sums.get(self._root / name)
        return known.sha256 if known and known.stat == self._stats[name] else self._digest(name)


def _scan(root: Path, leave_out: Path) -> dict[str, Stat]:
    """The stat of every file in a folder and below, by relative path. Raises :class:`Unusual`."""
    stats = _project(root)
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(root / folder) as entries:
            for entry in entries:
                name = f"{folder}{entry.name}"
                if entry.is_file(follow_symlinks=False):
                    stats[name] = stat_of(entry.path)
                elif not entry.is_dir(follow_symlinks=False):
                    raise Unusual(name)
                elif root / name != leave_out:
                    stats[f"{name}/"] = FOLDER
                    waiting.append(f"{name}/")
        if len(stats) > MOST:
            raise Unusual(root.name)
    return stats


def _project(root: Path) -> dict[str, Stat]:
    path = root.parent / PROJECT.removeprefix("../")
    if path.is_symlink():
        raise Unusual(PROJECT)
    return {PROJECT: stat_of(path)} if path.is_file() else {}


def zone_digest(zone: str) -> str:
    """The SHA-256 of a time zone's rules on this machine; nothing for a zone that is not stated or not there.

    They come from the system or, where it has none, from the package ``tzdata``, whose version is in every key.
    """
    if not zone:
        return ""
    from zoneinfo import TZPATH

    for folder in TZPATH:
        path = Path(folder, zone)
        if path.is_file():
            return file_digest(path)
    return sha256(b"tzdata").hexdigest()
