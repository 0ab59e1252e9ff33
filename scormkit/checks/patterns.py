"""How a pattern is written that a long text is searched for: by the letters that it may begin with.

``re`` jumps from one such letter to the next where a pattern begins with a set of them. Where it begins with a choice
of words, with what may not stand before it, or with a letter of either case, every place of the text is tried instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def beginning(words: Iterable[str], apart_from: str = r"\w") -> str:
    """A pattern for any of these words or patterns, whatever its capitals, that does not stand behind ``apart_from``.

    Each begins with a letter; ``apart_from`` is a pattern of one character.
    """
    listed = tuple(words)
    letters = "".join(sorted({case for word in listed for case in (word[0].lower(), word[0].upper())}))
    return rf"[{letters}](?<!{apart_from}.)(?i:{'|'.join(f'(?<={word[0]}){word[1:]}' for word in listed)})"
