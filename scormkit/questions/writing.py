"""What the kinds with a field to write in share: its form, and when two answers say the same."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING

from scormkit.questions.kind import framed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scormkit.model.quiz import Question

SCRIPT = "questions/writing.js"
STYLE = "questions/writing.css"
WORDS = "questions/writing.en.json"

PRIVACY = "Write no patient information."
"""Stands beside every field that takes free text."""

SIGNS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
"""Quotation marks and dashes that typewriters do not have, and what stands for them."""
SPACES = re.compile("[\t-\r \u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+")
MARKS = re.compile("[\u0300-\u036f]")


def trimmed(text: str) -> str:
    """The text without spaces around it, and with one space where there are several."""
    return SPACES.sub(" ", text).strip(" ")


def folded(text: str) -> str:
    """The text as it is compared: without regard to case, accents, spaces and the form of quotation marks and dashes.

    The script does the same with the same tables, so that both always agree.
    """
    return trimmed(MARKS.sub("", unicodedata.normalize("NFKD", text.translate(SIGNS).upper())))


ASCII_SIGN, OTHER_SIGN = 2, 6
"""Characters of the saved state for a sign: one that JSON escapes with a stroke, and any other (``\\u00e9``)."""


def in_state(limit: int, accepted: Iterable[str]) -> int:
    """Characters of the saved state for an answer as long as the limit.

    Answers in Latin letters are counted as such, with room for some accents; a learner who fills a field with another
    script than that of the accepted answers may need more.
    """
    latin = all(folded(text).isascii() for text in accepted)
    return limit * (ASCII_SIGN if latin else OTHER_SIGN)


def field(
    question: Question, note: str, limit: int, *, unit: str = "", numeric: bool = False, long: bool = False
) -> str:
    """The form of a question with one field: what it is called, a note below it, the unit behind it."""
    name = escape(question.id)
    shared = f'name="q-{name}" maxlength="{limit}" aria-describedby="q-{name}-note" autocomplete="off"'
    mode = ' inputmode="decimal"' if numeric else ' autocapitalize="off" spellcheck="false"'
    control = f'<textarea rows="5" {shared}></textarea>' if long else f'<input type="text" {shared}{mode}>'
    behind = f' <span class="unit">{escape(unit)}</span>' if unit else ""
    size = " long" if long else " short" if numeric else ""
    return framed(
        question,
        f'<div class="field{size}"><label><span class="asked">Your answer</span> {control}{behind}</label>\n'
        f'<p class="note" id="q-{name}-note">{escape(note)}</p></div>\n',
    )
