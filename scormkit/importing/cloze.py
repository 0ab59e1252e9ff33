"""Moodle's embedded answers, ``{1:SHORTANSWER:=word}`` in a text: a gap is a question, several are a case."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.importing import grades, rules
from scormkit.importing.cases import Asked, asking, bounded, numbered
from scormkit.importing.gaps import GAP
from scormkit.importing.grades import Graded, number
from scormkit.importing.moodlewords import prose_of
from scormkit.importing.numbers import accepted
from scormkit.importing.unmatched import Unmatched

if TYPE_CHECKING:
    from scormkit.importing.bank import Answer, Bank, Prose
    from scormkit.importing.text import Text

FIELD = re.compile(r"\{([0-9]*):([A-Z_]+):((?:\\.|[^}\\])*)\}", re.DOTALL)
PIECE = re.compile(r"~?(=|%(-?[0-9]+(?:[.,][0-9]+)?)%)?((?:\\.|[^~#\\])*)(?:#((?:\\.|[^~\\])*))?", re.DOTALL)
CHOICES = ("MULTICHOICE", "MC", "MCV", "MCH", "MCS", "MCVS", "MCHS")
SEVERAL = ("MULTIRESPONSE", "MR", "MRH", "MRS", "MRHS")
FILLED = ("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC")
NUMBERS = ("NUMERICAL", "NM")


def cloze(text: Text, form: str, bank: Bank) -> tuple[Prose, tuple[Asked, ...]]:
    """The words of a text with gaps, and what each gap asks; of several, each has its number and its points.

    Raises :class:`Unmatched` for a text without gaps, and for a gap that cannot be read.
    """
    fields = list(FIELD.finditer(text.words))
    if not fields:
        raise Unmatched("its text has no gap.", "Mend it in the bank.", rules.BROKEN)
    bounded(len(fields))
    several = len(fields) > 1
    numbers = iter(range(1, len(fields) + 1))
    words = prose_of(text.replaced(FIELD, lambda _: numbered(next(numbers)) if several else GAP), form, bank)
    asked = []
    for number_, found in enumerate(fields, start=1):
        place = text.place_of(found.start())
        kind, answers, attributes = _asked(found[2].upper(), text.cut(found.start(3), found.end(3)), bank)
        if several:
            attributes = {**grades.points(number(found[1] or "1"), place, bank), **attributes}
        asked.append(Asked(kind, place, asking(words, number_) if several else (), (), answers, attributes))
    return words, tuple(asked)


def _asked(name: str, inside: Text, bank: Bank) -> tuple[str, tuple[Answer, ...], dict[str, str]]:
    """Kind, answers and attributes of a gap."""
    if name in NUMBERS:
        return "numeric", grades.one_number(_graded(inside, bank, numeric=True), bank), {}
    graded = _graded(inside, bank)
    if name in FILLED:
        return "fill-in", grades.variants(graded, bank), {"exact": "yes"} if name.endswith("C") else {}
    if name in SEVERAL:
        answers, attributes = grades.several(graded, bank)
        return "multiple", answers, attributes
    if name in CHOICES or name.startswith("MULTICHOICE"):
        right = sum(one.grade >= grades.FULL for one in graded)
        return "choice" if right < 2 else "multiple", grades.single(graded, bank), {}
    raise Unmatched(f"its gap is of the type {name[:30]}.", "Ask it in another kind, by hand.")


def _graded(inside: Text, bank: Bank, numeric: bool = False) -> list[Graded]:
    found = []
    for piece in PIECE.finditer(inside.words):
        if not piece[0].strip("~ \n"):
            continue
        grade = Decimal(100 if piece[1] == "=" else 0) if not piece[2] else number(piece[2]) or Decimal(0)
        said, feedback = (_plain(piece[index] or "") for index in (3, 4))
        place = inside.place_of(piece.start(3))
        written = accepted(said) if numeric else ""
        if numeric and grade > 0 and not written:
            raise Unmatched(f"'{said[:30]}' is no number.", "Mend it in the bank.")
        words = grades.in_one_line(written or "*") if numeric else _prose(said, inside, piece.start(3), bank)
        found.append(Graded(words, grade, _prose(feedback, inside, max(piece.start(4), 0), bank), place))
    return found


def _prose(words: str, inside: Text, start: int, bank: Bank) -> Prose:
    return prose_of(type(inside).at(words, inside.place_of(start)), "html", bank)


def _plain(words: str) -> str:
    return re.sub(r"\\(.)", r"\1", words, flags=re.DOTALL).strip()
