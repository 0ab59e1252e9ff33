"""The lines of a text that may tell a key, a person or a program, found in one look whatever is looked for.

A text may be long (the captions of a lecture), what gives a secret away is short and seldom there, and some forty
strings are looked for: an Aho-Corasick automaton reads the text once for all of them. Where there is none for this
machine or this Python yet, each string is looked for by itself, which takes ten times as long.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ahocorasick_rs import AhoCorasick

NAMES_OF_KEYS = ("passw", "pwd", "secret", "key", "token", "lrs")
"""What people call a key or a password, in small letters: one of them stands wherever one is named."""
PERSONAL = (
    *("mrn", "npi", "ssn", "dob", "d.o.b.", "birth", "patient id", "patientid", "patientname"),
    *("record n", "hospital n", "nhs n", "security n"),
)
"""What numbers and dates of one person are called, likewise."""
TELLING = (
    *NAMES_OF_KEYS,
    *PERSONAL,
    # How keys look.
    *("private key", "akia", "asia", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "aiza", "xox"),
    *("k_live_", "k_test_", "sg.", "eyj", "@", "auth=", "authorization=", "signature=", "bearer", "basic"),
    # Programs in hiding.
    *("<script", "<iframe", "<html", "<object", "<embed", "?php", "javascript:"),
)
"""In small letters; one of them stands, in whatever capitals, in everything that a rule on safety looks for."""


def telling_lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines start and end in which one of :data:`TELLING` stands.

    A text in which places cannot be told is one line: some capitals are longer in small letters, and half of a
    surrogate pair has no place in UTF-8.
    """
    small = text.lower()
    try:
        places = _places(small) if len(small) == len(text) else None
    except UnicodeEncodeError:
        places = None
    if places is None:
        yield 0, len(text)
        return
    last = -1
    for place in places:
        if place > last:
            end = text.find("\n", place)
            last = len(text) if end < 0 else end
            yield text.rfind("\n", 0, place) + 1, last


def _places(small: str) -> list[int]:
    """Where the strings start, in the order of the text. Raises :class:`UnicodeEncodeError` for halves of pairs."""
    if automaton := _automaton():
        return [start for _, start, _ in automaton.find_matches_as_indexes(small)]
    return sorted(match.start() for string in TELLING for match in re.finditer(re.escape(string), small))


@cache
def _automaton() -> AhoCorasick | None:
    try:
        from ahocorasick_rs import AhoCorasick, Implementation
    except ImportError:
        return None
    return AhoCorasick(TELLING, implementation=Implementation.DFA)
