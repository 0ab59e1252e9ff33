"""How a rule on prose is written: one function on what a page says that yields (line, message, mend).

A rule that has a twin among the rules on courses speaks in the twin's name, so that an offence has one id wherever it
is found; the others are the family PRO, for what only prose can do wrong.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.checks import COURSE_RULES
from scormkit.model.finding import Certainty, Finding, Place, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.review.said import Read

    Look = Callable[[Read], Iterator["Offence"]]

Offence = tuple[int, str, str]
"""The line, 0 for what the page lacks as a whole; what is wrong; how to mend it."""


@dataclass(frozen=True, slots=True)
class ProseRule:
    """A rule and the function that looks for its offence on a page."""

    rule: Rule
    look: Look

    def found(self, read: Read) -> Iterator[Finding]:
        """The findings of the rule on a page."""
        for line, message, mend in self.look(read):
            yield self.rule.at(Place(read.prose.file, line), message, mend)


def prose_rule(
    id: str, name: str, severity: Severity, ruleset: str, source: str, certainty: Certainty = Certainty.VERIFIED
) -> Callable[[Look], ProseRule]:
    """Make a rule of its own of a function; its docstring is the explanation."""

    def decorate(look: Look) -> ProseRule:
        explanation = inspect.cleandoc(look.__doc__ or "")
        return ProseRule(Rule(id, name, severity, ruleset, source, explanation, certainty), look)

    return decorate


def same_as(id: str) -> Callable[[Look], ProseRule]:
    """Make a function look for the offence of a rule on courses. Raises :class:`StopIteration` for an unknown id."""
    twin = next(rule for rule in COURSE_RULES if rule.id == id)
    return lambda look: ProseRule(twin, look)
