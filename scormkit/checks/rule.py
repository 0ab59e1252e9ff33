"""How a rule is written: one function that yields (place, message, mend), with its facts in the decorator."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scormkit.model.course import Course
from scormkit.model.finding import Certainty, Finding, Place, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

Offence = tuple[Place, str, str]
"""Where, what is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a rule may know beside the course: the day on which it is judged."""

    as_of: date


def rule(
    id: str,
    name: str,
    severity: Severity,
    ruleset: str,
    source: str,
    certainty: Certainty = Certainty.VERIFIED,
) -> Callable[[Callable[[Course, CheckContext], Iterator[Offence]]], Rule]:
    """Make a :class:`Rule` of a function; its docstring is the explanation."""

    def decorate(function: Callable[[Course, CheckContext], Iterator[Offence]]) -> Rule:
        bare = Rule(id, name, severity, ruleset, source, inspect.cleandoc(function.__doc__ or ""), certainty)

        def check(course: Course, context: CheckContext) -> Iterator[Finding]:
            return (bare.at(*offence) for offence in function(course, context))

        return replace(bare, check=check)

    return decorate
