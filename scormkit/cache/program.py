"""The digest of the program: whatever it would do otherwise after an upgrade or an edit, it does."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from scormkit import __version__
from scormkit.resources import program_files

if TYPE_CHECKING:
    from collections.abc import Iterator

DISTRIBUTIONS = (".dist-info", ".egg-info")


@cache
def program_digest() -> str:
    """The SHA-256 of everything but the source that a result depends on.

    That is the program's version and its own files (code, templates, schemas, what the learner's browser gets), the
    version of Python, and the version of every library that is installed, since its words may stand in a finding and
    its bytes in a package. Libraries are known by the names of their folders: asking ``importlib.metadata`` would cost
    more than a build of which nothing has changed.
    """
    digest = sha256()
    for line in (__version__, sys.version, *sorted(set(_libraries()))):
        digest.update(line.encode("utf-8", "replace") + b"\0")
    for name, path in program_files():
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _libraries() -> Iterator[str]:
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or ".") as entries:
            yield from (entry.name for entry in entries if entry.name.endswith(DISTRIBUTIONS))
