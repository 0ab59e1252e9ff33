"""Every rule there is, wherever it is written: those of the readers, of courses, packages, prose and banks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.model.finding import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """All rules, sorted by id: readers of sources, courses, packages, pages of prose, banks of questions."""
    from scormkit.archive.rules import RULES as PACKAGE_RULES
    from scormkit.checks import COURSE_RULES
    from scormkit.importing.rules import RULES as IMPORT_RULES
    from scormkit.review.rules import RULES as PROSE_RULES
    from scormkit.source.rules import RULES as SOURCE_RULES

    return tuple(
        sorted((*SOURCE_RULES, *COURSE_RULES, *PACKAGE_RULES, *PROSE_RULES, *IMPORT_RULES), key=lambda rule: rule.id)
    )


@cache
def rule_names() -> Mapping[str, str]:
    """The name of every rule by its id."""
    return {rule.id: rule.name for rule in all_rules()}


@cache
def course_rule_names() -> Mapping[str, str]:
    """The names of the rules that may speak of a course or its package. Those on prose are left out: reading them costs
    more than a small build, and they never speak of a course."""
    from scormkit.archive.rules import RULES as PACKAGE_RULES

    return {rule.id: rule.name for rule in (*build_rules(), *PACKAGE_RULES)}


@cache
def build_rules() -> tuple[Rule, ...]:
    """The rules that a build goes through, sorted by id: all on sources and courses, and of those on packages the one
    that our own packages can break. The others judge the packages and the prose of anybody."""
    from scormkit.archive.rules import TOO_LARGE
    from scormkit.checks import COURSE_RULES
    from scormkit.source.rules import RULES as SOURCE_RULES

    return tuple(sorted((*SOURCE_RULES, *COURSE_RULES, TOO_LARGE), key=lambda rule: rule.id))
