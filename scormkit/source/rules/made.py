"""How a rule of the readers is written down: its facts and the parts of its explanation."""

from __future__ import annotations

from scormkit.model.finding import Rule, Severity

FORMAT = "scormkit source format"


def made(
    number: int,
    name: str,
    what: str,
    *,
    why: str,
    example: str,
    mend: str,
    severity: Severity = Severity.ERROR,
    source: str = FORMAT,
) -> Rule:
    """A rule that the readers report by themselves; the parts are those of every rule's explanation."""
    explanation = f"{what}\n\nWhy: {why}\n\nExample: {example}\n\nMend: {mend}"
    return Rule(f"SRC{number:03}", name, severity, "source", source, explanation)
