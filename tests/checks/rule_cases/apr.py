"""APR: approval."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from models import make_approval

from rule_cases.base import AS_OF, Case, at

if TYPE_CHECKING:
    from scormkit.model.course import Course

OTHER = "sha256:" + "b" * 64


def approved(key: str, **changes: object) -> Course:
    """A course whose approval differs in something; that key stands on line 11."""
    approval = make_approval(**changes)
    return at(("approval", key), approval=approval, content=make_approval().content)


RIGHT = approved("content")

CASES = {
    "APR010": Case(approved("content", content=OTHER), (RIGHT.where("approval", "content"),), RIGHT),
    "APR020": Case(approved("version", version="0.9"), (RIGHT.where("approval", "content"),), RIGHT),
    "APR030": Case(
        approved("date", day=AS_OF + timedelta(days=1)),
        (RIGHT.where("approval", "content"),),
        approved("date", day=AS_OF),
    ),
    "APR040": Case(
        approved("by", by="TBD"),
        (RIGHT.where("approval", "content"),),
        RIGHT,
    ),
}
