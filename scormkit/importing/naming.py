"""Ids out of the names that a bank gives to its questions: valid, unique, and the same at every import."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

LONGEST = 30
"""Characters of a question's id."""


def slug(text: str, longest: int = LONGEST) -> str:
    """Lower-case ASCII letters, digits and single hyphens; whole words as far as they fit. It may be empty."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", bare.replace("'", "")).strip("-")
    if len(words) <= longest:
        return words
    return words[: longest + 1].rpartition("-")[0] or words[:longest]


def own_id(name: str, words: str, taken: set[str]) -> str:
    """The id of a question: out of its name, else out of its words, else a hash of them. It is added to ``taken``.

    Never its number in the file: that changes when a question is put before it.
    """
    wanted = slug(name) or slug(words) or f"q-{sha256((name or words).encode('utf-8', 'replace')).hexdigest()[:8]}"
    found, number = wanted, 1
    while found in taken:
        number += 1
        tail = f"-{number}"
        found = wanted[: LONGEST - len(tail)].rstrip("-") + tail
    taken.add(found)
    return found
