"""For each rule the smallest course that it speaks of, where it speaks, and the nearest course that it is silent on.

One module per family; a new one is a word in both lists below.
"""

from __future__ import annotations

from rule_cases import (
    a11,
    acc,
    ama,
    apr,
    aud,
    cre,
    dat,
    dis,
    edu,
    gat,
    hnd,
    iri,
    leg,
    lms,
    mkt,
    ovr,
    qiz,
    ref,
    sec,
    sta,
    sup,
    txt,
)
from rule_cases.base import AS_OF, Case

FAMILIES = (
    a11,
    acc,
    ama,
    apr,
    aud,
    cre,
    dat,
    dis,
    edu,
    gat,
    hnd,
    iri,
    leg,
    lms,
    mkt,
    ovr,
    qiz,
    ref,
    sec,
    sta,
    sup,
    txt,
)

CASES: dict[str, Case] = {rule: case for family in FAMILIES for rule, case in family.CASES.items()}

__all__ = ["AS_OF", "CASES"]
