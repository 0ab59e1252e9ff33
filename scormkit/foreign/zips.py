"""A zip of others, read member by member: nothing is unpacked to the disk, and nothing beyond its bounds."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.foreign import Unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_MEMBERS = 5_000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, NotImplementedError, EOFError, OSError, OverflowError,
    ValueError,
)  # fmt: skip
"""What the standard library raises for a zip that is damaged or protected."""


@dataclass(slots=True)
class Zip:
    """A zip that is open. A member may have ``largest`` bytes, and all that are still read ``left``."""

    shown: str
    archive: zipfile.ZipFile
    count: Mapping[str, int]
    largest: int
    left: int

    @property
    def names(self) -> list[str]:
        """The names of its members, as the zip has them."""
        return list(self.count)

    def content(self, name: str) -> bytes | None:
        """The bytes of a member, none where it is not there.

        Raises :class:`Unreadable` for one that is damaged, protected, there twice or larger than what may be read.
        """
        if name not in self.count:
            return None
        if self.count[name] > 1:
            raise Unreadable(f"{self.shown}/{name} is in it {self.count[name]} times: pack it again.")
        try:
            if self.archive.getinfo(name).compress_type not in METHODS:
                raise Unreadable(f"{self.shown}/{name} is packed in an unusual way: pack it again.")
            with self.archive.open(name) as member:
                content = member.read(min(self.largest, self.left) + 1)
        except BROKEN as error:
            raise Unreadable(f"{self.shown}/{name} cannot be unpacked: damaged, or protected.") from error
        self.left -= len(content)
        if len(content) > self.largest:
            raise Unreadable(f"{self.shown}/{name} unpacks to more than {self.largest / 1_000_000:.3g} MB.")
        if self.left < 0:
            raise Unreadable(f"{self.shown} unpacks to more than is read of one file, up to {name}.")
        return content


def opened(raw: bytes, shown: str, largest: int, whole: int | None = None) -> Zip:
    """The zip of these bytes, of which a member may have ``largest`` bytes and all that are read ``whole``.

    Raises :class:`Unreadable` for what is no zip, or has too many members.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except BROKEN as error:
        raise Unreadable(f"{shown} is no zip that can be opened: damaged, or another file.") from error
    if len(archive.infolist()) > MOST_MEMBERS:
        raise Unreadable(f"{shown} holds too many files.")
    return Zip(shown, archive, Counter(archive.namelist()), largest, largest if whole is None else whole)


def inside(folder: str, href: str) -> str:
    """The member that a relative address in a folder of the zip names; nothing for one outside it."""
    path = posixpath.normpath(
        posixpath.join(folder, unquote(href.partition("?")[0].partition("#")[0]).replace("\\", "/"))
    )
    outside = path.startswith(("../", "/")) or path in ("..", ".") or "://" in href
    return "" if outside or not href else path
