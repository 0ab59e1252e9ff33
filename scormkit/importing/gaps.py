"""Gaps in a text → one of our kinds: a choice for one gap, pairs of gap and word for several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.importing.bank import Answer, Block
from scormkit.importing.moodlewords import prose_of
from scormkit.importing.unmatched import Unmatched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.text import Text

MARK = re.compile(r"\[\[([0-9]{1,3})\]\]")
GAP = "_____"


def chosen_gaps(
    text: Text, form: str, choices: Sequence[tuple[Prose, str]], bank: Bank
) -> tuple[str, tuple[Answer, ...], Prose]:
    """Kind, answers and words of a text with marks ``[[1]]``, each of which names its word among the choices.

    Raises :class:`Unmatched` for a mark that names none.
    """
    marks = [int(found[1]) for found in MARK.finditer(text.words)]
    if not marks or any(not 0 < mark <= len(choices) for mark in marks):
        raise Unmatched("a gap names none of its words.", "Mend the gaps in the bank.")
    numbers = iter(range(1, len(marks) + 1))
    several = len(marks) > 1
    shown = prose_of(text.replaced(MARK, lambda _: f"({next(numbers)}) {GAP}" if several else GAP), form, bank)
    group = choices[marks[0] - 1][1]
    if not several:
        answers = (Answer(words, index == marks[0]) for index, (words, own) in enumerate(choices, 1) if own == group)
        return "choice", tuple(answers), shown
    return "matching", paired([choices[mark - 1][0] for mark in marks], [words for words, _ in choices]), shown


def paired(right: Sequence[Prose], words: Sequence[Prose]) -> tuple[Answer, ...]:
    """A pair for each gap, by its number; words of no gap only distract."""
    pairs = [Answer((Block((f"({number})",)),), other=word) for number, word in enumerate(right, start=1)]
    used = list(right)
    return (*pairs, *(Answer((), False, other=word) for word in words if word not in used))
