"""What media files tell beside what they show: places, owners, patients' records, programs, and words in hiding.

Files are hostile input: every reading is bounded in bytes, entries and depth, and what cannot be read tells nothing.
"""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from scormkit.traces import films, metadata, pictures, portable
from scormkit.traces.telling import NAMES_OF_KEYS, PERSONAL, telling_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from scormkit.model.media import Trace

__all__ = ["NAMES_OF_KEYS", "PERSONAL", "telling_lines", "traces_of"]

READERS: dict[str, Callable[[BinaryIO], list[Trace]]] = {
    "jpg": pictures.jpeg,
    "jpeg": pictures.jpeg,
    "png": pictures.png,
    "gif": pictures.gif,
    "webp": pictures.webp,
    "svg": metadata.plain_text,
    "vtt": metadata.plain_text,
    "mp4": films.mp4,
    "m4a": films.mp4,
    "pdf": portable.pdf,
}
"""Who reads files of which ending."""

MOST = 60
"""Traces of one file that are told of."""


def traces_of(file: BinaryIO, ending: str) -> tuple[Trace, ...]:
    """What an open file of this ending tells beside its content, each once. Raises :class:`OSError` only."""
    file.seek(0)
    found = metadata.dicom(file.read(metadata.DICOM_START))
    reader = READERS.get(ending)
    if reader is not None:
        file.seek(0)
        # A broken file tells nothing; that it is broken is found elsewhere.
        with suppress(struct.error, IndexError, ValueError, zlib.error):
            found += reader(file)
    return tuple(dict.fromkeys(found))[:MOST]
