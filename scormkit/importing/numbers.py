"""Numbers with their tolerance or range, as GIFT, tables and QTI write them → as quizzes here write them."""

from __future__ import annotations

import re
from decimal import Decimal

from scormkit.importing.grades import number, shown

RANGE = re.compile(r"\s*(\S+?)\s*(?:\.\.+|…|\bto\b)\s*(\S+)\s*\Z")
AROUND = re.compile(r"\s*(\S+?)\s*(?::|±|\+/-|\+-)\s*(\S+)\s*\Z")


def accepted(text: str) -> str:
    """``6``, ``5.5 ± 0.2`` or ``5 … 7`` out of a number, a number with a tolerance, or a range; else nothing."""
    if found := RANGE.match(text):
        return between(number(found[1]), number(found[2]))
    if found := AROUND.match(text):
        return around(number(found[1]), number(found[2]))
    return around(number(text), Decimal(0))


def fits(*values: Decimal) -> bool:
    """Whether numbers have at most twelve digits before the point, as quizzes here can hold."""
    return all(abs(value) < 10**12 for value in values)


def around(value: Decimal | None, tolerance: Decimal | None) -> str:
    """A number with a tolerance, which none may be."""
    if value is None or tolerance is None or tolerance < 0 or not fits(value, tolerance):
        return ""
    return f"{shown(value)} ± {shown(tolerance)}" if tolerance else shown(value)


def between(low: Decimal | None, high: Decimal | None) -> str:
    """A range; one of a single number is that number."""
    if low is None or high is None or low > high or not fits(low, high):
        return ""
    return f"{shown(low)} … {shown(high)}" if low < high else shown(low)
