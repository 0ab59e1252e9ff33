"""How a rule is written: one function that yields (place, message, mend), with its facts in the decorator.

Its docstring is the explanation: the first paragraph says what the rule finds, then come paragraphs that begin with
``Why:``, ``Example:`` and ``Mend:``. :class:`scormkit.model.explanation.Explanation` takes it apart, and everything
that explains the rule is made of its parts: ``scormkit rules``, the reference in the docs, SARIF.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scormkit.model.course import Course
from scormkit.model.explanation import Explanation
from scormkit.model.finding import Certainty, Finding, Place, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from scormkit.model.lms import LmsProfile

__all__ = ["CheckContext", "Explanation", "Offence", "rule"]

Offence = tuple[Place, str, str]
"""Where, what is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What a rule may know beside the course: the day on which it is judged, and the names of all rules by their ids.

    The names include the rules of readers and packages, which no rule can see from here; where they are not given,
    nobody is told that a rule does not exist. ``profile`` is the LMS that the package is made for, if one was
    named, and ``style`` the style sheet of the pages where it is another than the program's own.
    """

    as_of: date
    rules: Mapping[str, str] = field(default_factory=dict)
    profile: LmsProfile | None = None
    style: str = ""


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
