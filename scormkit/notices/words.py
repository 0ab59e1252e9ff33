"""Dates, numbers and lists as sentences say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def in_words(day: date | NotStated) -> str:
    """A date that nobody reads the wrong way round: ``28 February 2026``; ``not stated`` where it is not."""
    return str(day) if isinstance(day, NotStated) else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them: ``A``, ``A and B``, ``A, B and C``."""
    *rest, last = names
    return f"{', '.join(rest)} and {last}" if rest else last


def article(noun: str) -> str:
    """A noun phrase with its indefinite article."""
    return f"an {noun}" if noun[:1].lower() in "aeiou" else f"a {noun}"


def percent(number: Decimal) -> str:
    """A percentage without needless zeros: ``75%``, ``87.5%``."""
    text = format(number, "f")
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"
