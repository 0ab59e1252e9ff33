"""Packed members: what several packages share is compressed once."""

from __future__ import annotations

import struct
from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.archive import Packed
    from scormkit.cache.store import Store

MEMORY = 16 << 20
"""Bytes of packed members that are held for the packages to come."""
WORTH_A_FILE = 256 << 10
"""Bytes of content from which reading an entry is much sooner done than packing again, and pays for writing it. Nothing
is packed with more effort that is so large.
"""
_HEAD = struct.Struct("<BII")


class Members:
    """A packer that remembers: in memory within a run, and large members from one run to the next."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: OrderedDict[tuple[str, int], Packed] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def __call__(self, content: bytes, *, effort: int) -> Packed:
        """The packed form of content. Several threads may call at once."""
        digest = sha256(content).hexdigest()
        with self._lock:
            held = self._held.get((digest, effort))
            if held is not None:
                self._held.move_to_end((digest, effort))
                return held
        packed = self._kept(content, digest, effort)
        self._hold(packed, effort)
        return packed

    def _kept(self, content: bytes, digest: str, effort: int) -> Packed:
        from scormkit.archive import Packed, pack

        if len(content) < WORTH_A_FILE:
            return pack(content, digest, effort=effort)
        entry = self._store.get("member", digest)
        if entry is not None:
            method, crc, size = _HEAD.unpack_from(entry)
            return Packed(method, crc, size, digest, entry[_HEAD.size :])
        packed = pack(content, digest)
        self._store.put(_HEAD.pack(packed.method, packed.crc, packed.size) + packed.data, "member", digest)
        return packed

    def _hold(self, packed: Packed, effort: int) -> None:
        if len(packed.data) > MEMORY // 8:
            return
        with self._lock:
            if (packed.sha256, effort) in self._held:
                return
            self._held[packed.sha256, effort] = packed
            self._bytes += len(packed.data)
            while self._bytes > MEMORY:
                _, oldest = self._held.popitem(last=False)
                self._bytes -= len(oldest.data)
