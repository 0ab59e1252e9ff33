"""OVR: a decision to live with a finding is itself on record: which rule, why, who decided, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks.rule import rule
from scormkit.model.finding import Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course, Override


FIRM = (
    "AMA010",
    "AMA050",
    "AMA060",
    "AMA070",
    "APR",
    "CRE110",
    "IRI020",
    "IRI030",
    "LMS010",
    "OVR",
    "PKG",
    "PRO",
    "QIZ010",
    "QIZ020",
    "QIZ030",
    "SEC010",
    "SEC020",
    "SEC040",
    "SEC070",
    "SEC080",
    "SEC090",
    "SRC",
    "STA",
    "XAP",
)
"""Rules, or families of them, on what no decision can mend: unreadable files, questions without an answer, a state that
an LMS cuts off, secrets, patients' identifiers, programs and strangers in a package, names that do not last or mean two
things in every record, credit that nobody approved, that nobody can claim, that statements cannot carry, or that is not
awarded to those who would claim it. The others judge what sources and accreditors say, or what only the author knows:
who owns a domain, whether a picture's position or owner may be told."""

PLACEHOLDERS = frozenset(
    ("", "-", "–", "—", "?", "…", "...", "n/a", "na", "nil", "none", "not stated", "tba", "tbc", "tbd", "todo", "to do",
     "unknown", "x", "xx", "xxx")
)  # fmt: skip
"""What people write where a form wants something and they have nothing to say."""


def says_nothing(text: str) -> bool:
    """Whether a text stands for having nothing to say."""
    return text.strip().strip(".!").strip().casefold() in PLACEHOLDERS


def accepted(course: Course, context: CheckContext) -> dict[str, Override]:
    """The overrides that hold on the day of the check, that day included, by their rules: the first one of each.

    One that gives no reason, or does not say who decided, accepts nothing.
    """
    found: dict[str, Override] = {}
    for override in course.overrides:
        if _holds(override, context) and not override.rule.startswith(FIRM):
            found.setdefault(override.rule, override)
    return found


def _holds(override: Override, context: CheckContext) -> bool:
    running = isinstance(override.until, NotStated) or override.until >= context.as_of
    return running and not says_nothing(override.reason) and not says_nothing(override.by)


@rule("OVR010", "override-ended", Severity.WARNING, "house", "an override holds until the day that its author set")
def override_ended(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The day until which an override was to hold has passed, so it accepts nothing any more.

    Why: A decision that was meant for a time becomes a habit when nobody looks at it again.

    Example: An override with `until: 2026-01-31`, checked in February 2026.

    Mend: Mend what the rule finds and delete the override, or decide again: a new reason, a new day.
    """
    for override in course.overrides:
        if not isinstance(override.until, NotStated) and override.until < context.as_of:
            yield (
                override.place,
                f"The override of {override.rule} ended with {notices.in_words(override.until)}.",
                "Decide again: mend the finding, or renew the override with a reason.",
            )


@rule(
    "OVR020", "override-without-effect", Severity.WARNING, "house", "an override settles sources, it approves nothing"
)
def override_without_effect(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An override names a rule on something that no decision can mend, so it accepts nothing.

    Why: A file that cannot be read, a question without a right answer or credit that nobody can claim does not work,
    whoever decides. The package would be refused, or fail learners. Some rules never run on a course at all.

    Example: An override of `SRC030`, a citation of a source that is not in references.yaml.

    Mend: Delete the override and mend what the rule finds.
    """
    for override in course.overrides:
        if override.rule.startswith(FIRM) and not _unknown(override, context):
            yield (
                override.place,
                f"Findings of {override.rule} cannot be accepted by an override.",
                "Remove the override and mend what the rule finds.",
            )


@rule("OVR030", "override-without-reason", Severity.ERROR, "house", "an override is a decision on record, with its why")
def override_without_reason(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An override gives no reason, or a word that stands for none. It accepts nothing.

    Why: Years later an auditor reads the reason, and nothing else tells why the course departs from a rule.

    Example: `reason: n/a`

    Mend: Write in a sentence why the finding is acceptable here, or delete the override.
    """
    for override in course.overrides:
        if says_nothing(override.reason):
            yield (
                override.place,
                f"The override of {override.rule} gives no reason.",
                "Write in 'reason' why this course may depart from the rule, or remove the override.",
            )


@rule("OVR040", "override-without-decider", Severity.ERROR, "house", "an override is a decision of somebody")
def override_without_decider(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An override does not say who decided. It accepts nothing.

    Why: Only somebody who may decide can accept a departure from a rule, and can be asked about it later.

    Example: `by: TBD`

    Mend: Name a person, an office or a committee in `by`.
    """
    for override in course.overrides:
        if says_nothing(override.by):
            yield (
                override.place,
                f"The override of {override.rule} does not say who decided.",
                "Name in 'by' the person, office or committee that decided.",
            )


@rule("OVR050", "override-of-unknown-rule", Severity.WARNING, "house", "an override accepts the findings of one rule")
def override_of_unknown_rule(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An override names a rule that does not exist. It accepts nothing.

    Why: It is most often a typing mistake, and the rule that was meant still reports.

    Example: `rule: AMA021` where AMA020 was meant.

    Mend: Copy the id from the finding. `scormkit rules` lists all of them.
    """
    for override in course.overrides:
        if _unknown(override, context):
            yield (override.place, f"There is no rule {override.rule}.", _did_you_mean(override.rule, context))


@rule("OVR060", "override-without-end", Severity.ADVICE, "house", "a decision to live with a finding is reviewed")
def override_without_end(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An override accepts findings for ever: it has no end, and it settles no conflict between a source and the course.

    Why: Providers, dates and rules change. What was acceptable once should be decided again some day. Where `stated`
    and `used` say what a source says and what the course says instead, the decision is done with and needs no end.

    Example: An override of `DAT010` with `until: not stated`.

    Mend: Write in `until` the last day on which the decision holds, such as the day of the next review.
    """
    for override in course.overrides:
        if isinstance(override.until, NotStated) and not (override.stated or override.used):
            yield (
                override.place,
                f"The override of {override.rule} has no end.",
                "Write in 'until' the day by which somebody shall decide again.",
            )


def _unknown(override: Override, context: CheckContext) -> bool:
    return bool(context.rules) and override.rule not in context.rules


def _did_you_mean(rule_id: str, context: CheckContext) -> str:
    near = nearest_rule(rule_id, context.rules)
    if not near:
        return "Copy the id from the finding; 'scormkit rules' lists all rules."
    return f"Did you mean {near} ({context.rules[near]})? 'scormkit rules' lists all rules."


def nearest_rule(wanted: str, rules: Mapping[str, str]) -> str:
    """The rule nearest to a misspelt id: one character away, else the likest of its family, else by its name.

    Nothing where none is near; ``rules`` are names by id.
    """
    from difflib import get_close_matches

    plain = wanted.strip()[:100]
    alike = {id: sum(map(str.__eq__, plain.upper(), id)) for id in sorted(rules)}
    near = [id for id in alike if alike[id] == 5 or (alike[id] >= 3 and id[:3] == plain[:3].upper())]
    near = [] if "-" in plain else near
    by_name = {name: id for id, name in rules.items()}
    named = [] if near else get_close_matches(plain.lower(), sorted(by_name), n=1, cutoff=0.7)
    return max(near, key=lambda id: alike[id]) if near else "".join(by_name[name] for name in named)


RULES = (
    override_ended,
    override_without_effect,
    override_without_reason,
    override_without_decider,
    override_of_unknown_rule,
    override_without_end,
)
