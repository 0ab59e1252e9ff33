"""Wire codes: short names for pages and questions in the learner's saved state.

A code comes from the author's id alone, so that an updated package reads the state of an older one:
not from position, content or time.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHORTEST = 3
"""262 144 codes: two of 120 ids share one in about 3 of 100 courses, and then both grow by a character."""


def wire_codes(ids: Iterable[str]) -> Mapping[str, str]:
    """A code for each id, unique among them, at least :data:`SHORTEST` characters of ``[A-Za-z0-9_-]``."""
    digests = {name: urlsafe_b64encode(hashlib.sha256(name.encode()).digest()).decode() for name in ids}
    ordered = ["", *sorted(digests.values()), ""]
    lengths = {
        digest: max(SHORTEST, 1 + _shared(before, digest), 1 + _shared(digest, after))
        for before, digest, after in zip(ordered, ordered[1:], ordered[2:], strict=False)
    }
    return {name: digest[: lengths[digest]] for name, digest in digests.items()}


def _shared(one: str, other: str) -> int:
    """How many characters two texts share at their start. In a sorted list, neighbours share the most."""
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
