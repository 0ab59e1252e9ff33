"""references.yaml → the sources that pages and questions cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.course import Reference
from scormkit.source import rules

if TYPE_CHECKING:
    from scormkit.model.finding import Finding
    from scormkit.source.values import Value


def references(value: Value, findings: list[Finding]) -> tuple[Reference, ...]:
    """The sources in the file's order. One that nobody could look up is a finding."""
    return tuple(_reference(key, item, findings) for key, item in value.entries())


def _reference(key: str, value: Value, findings: list[Finding]) -> Reference:
    if isinstance(value.data, dict) and not any(name in value for name in ("doi", "pmid", "url")):
        findings.append(
            rules.MISSING_KEY.at(
                value.place, f"The source `{key}` cannot be looked up.", "Add its `doi:`, `pmid:` or `url:`."
            )
        )
    return Reference(
        id=key,
        authors=value["authors"].text,
        title=value["title"].text,
        journal=value["journal"].text,
        year=value["year"].text,
        detail=value["detail"].text,
        doi=value["doi"].text,
        pmid=value["pmid"].text,
        url=value["url"].text,
        trial=value["trial"].text,
        place=value.place,
    )
