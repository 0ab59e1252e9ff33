"""The hinge between making and keeping a package: a name and a read-only map of paths to contents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Content = bytes | Path
"""A member's content: its bytes, or the file they are copied from (a lecture video is never held in memory)."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A package before it is a zip, or after it was one. ``files`` is sorted by path."""

    name: str
    target: str
    files: Mapping[str, Content]

    @classmethod
    def of(cls, name: str, target: str, files: Mapping[str, Content]) -> Bundle:
        """A bundle with its members sorted and frozen."""
        return cls(name, target, MappingProxyType(dict(sorted(files.items()))))

    def read(self, path: str) -> bytes:
        """The bytes of a member. Raises :class:`KeyError` for a path that is not there."""
        content = self.files[path]
        return content if isinstance(content, bytes) else content.read_bytes()


@dataclass(frozen=True, slots=True)
class Written:
    """A package on the disk: what an administrator compares it by. Sizes are in bytes, digests in hexadecimal.

    ``sha256`` is of the zip itself. ``content_digest`` does not depend on how the members were compressed: it is the
    SHA-256 of the text that ``sha256sum`` prints for the unpacked members, sorted by path.
    """

    path: Path
    size: int
    sha256: str
    content_digest: str
    members: int
    unpacked: int
