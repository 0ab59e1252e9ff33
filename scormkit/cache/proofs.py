"""What was proved once need not be proved again, as long as it is the same that was proved."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scormkit.cache.store import Store


def faults(store: Store, claim: str, evidence: bytes, look: Callable[[], Sequence[str]]) -> tuple[str, ...]:
    """What ``look`` finds wrong, unless it found nothing wrong before with the same ``evidence`` by the same program.

    ``evidence`` is everything that ``look`` looks at; ``claim`` names what is proved by it.
    """
    digest = sha256(evidence).hexdigest()
    if store.get("proved", claim, digest) is not None:
        return ()
    found = tuple(look())
    if not found:
        store.put(b"", "proved", claim, digest)
    return found
