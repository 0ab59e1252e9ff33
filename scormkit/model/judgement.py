"""What judging a course gave: which rules ran, what they found, and what recorded decisions accept of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scormkit.model.course import Override
    from scormkit.model.finding import Finding


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding, and the decision of the course to live with it."""

    finding: Finding
    override: Override


@dataclass(frozen=True, slots=True)
class Verdict:
    """Findings that stand and findings that are accepted, each in the order of their places."""

    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...] = ()
