"""A question that has no form here, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.importing import rules

if TYPE_CHECKING:
    from scormkit.model.finding import Rule


class Unmatched(Exception):
    """A question that is left out. The texts are for people: why, and what to do."""

    def __init__(self, why: str, mend: str, rule: Rule = rules.NO_SUCH_KIND) -> None:
        super().__init__(why)
        self.mend = mend
        self.rule = rule
