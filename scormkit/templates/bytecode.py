"""Templates are compiled once, as modules are: their bytecode lies in the same ``__pycache__`` beside them.

It belongs to the program and not to the cache of its results: ``--no-cache`` compiles no template anew, as it compiles
no module anew. Python's own switches hold for it: ``PYTHONDONTWRITEBYTECODE`` and ``PYTHONPYCACHEPREFIX``.
"""

from __future__ import annotations

import marshal
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, __version__

from scormkit.files import write_file

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

DIGEST = sha256().digest_size


class Bytecode(BytecodeCache):
    """The compiled templates of an environment whose options read ``options``.

    A file is the SHA-256 of all that it was made of and of itself, and the marshalled code. One of another template,
    Python, Jinja2 or options, or a damaged one, is as good as none. Where nothing can be written nothing is, and the
    template is compiled in every run.
    """

    def __init__(self, options: str) -> None:
        self._options = options

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file of the bytecode, or nothing for a template that is in no file."""
        return cache_from_source(filename) if filename and sys.implementation.cache_tag else ""

    def get_source_checksum(self, source: str) -> str:
        """What the bytecode is made of, as one digest in hexadecimal."""
        return sha256("\0".join((MAGIC_NUMBER.hex(), __version__, self._options, source)).encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code from its file, if that is whole and of this template."""
        with suppress(OSError, EOFError, ValueError, TypeError):
            kept = Path(bucket.key).read_bytes()
            if kept[:DIGEST] == _seal(bucket, kept[DIGEST:]):
                bucket.code = marshal.loads(kept[DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code for the next run, where Python would keep that of a module."""
        if sys.dont_write_bytecode or not bucket.key:
            return
        code = marshal.dumps(bucket.code)
        with suppress(OSError):
            Path(bucket.key).parent.mkdir(parents=True, exist_ok=True)
            write_file(Path(bucket.key), _seal(bucket, code) + code)


def _seal(bucket: Bucket, code: bytes) -> bytes:
    return sha256(bucket.checksum.encode() + code).digest()
