"""pages/*.md → teaching pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.course import Page
from scormkit.source import rules
from scormkit.source.dialect import tokens_of
from scormkit.source.inlines import check_inner_links
from scormkit.source.markdown import html_of
from scormkit.source.shape import nearest

if TYPE_CHECKING:
    from collections.abc import Collection

    from scormkit.model.finding import Finding, Place
    from scormkit.source.frontmatter import Sheet
    from scormkit.source.kept import KeptPages
    from scormkit.source.text import Text


def read_page(sheet: Sheet, text: Text, objectives: Collection[str] | None, kept: KeptPages) -> Page:
    """The page of a sheet. ``objectives`` are the known ids, or none where they could not be read."""
    served = tuple(dict.fromkeys(sheet.head["objectives"].texts()))
    for item in sheet.head["objectives"].items():
        check_objective(item.text, item.place, objectives, text.findings)
    html = kept.html(text, lambda: _read(text))
    return Page(
        id=sheet.id,
        title=sheet.head["title"].text,
        objectives=served,
        html=html,
        words=text.words,
        media=tuple(dict.fromkeys(text.used)),
        cited=tuple(dict.fromkeys(text.cited)),
        place=text.folder.place(sheet.file, 1),
        markdown=sheet.body,
        first_line=sheet.first_line,
        audience=tuple(dict.fromkeys(sheet.head["for"].texts())),
    )


def _read(text: Text) -> str:
    tokens = tokens_of(text)
    html = html_of(tokens, text)
    check_inner_links(tokens, text)
    return html


def check_objective(name: str, place: Place, known: Collection[str] | None, findings: list[Finding]) -> None:
    """Reports an objective that course.yaml does not list."""
    if known is None or name in known:
        return
    near = nearest(name, sorted(known))
    hint = f"Did you mean `{near}`?" if near else f"Objectives are: {', '.join(sorted(known))}."
    findings.append(rules.UNKNOWN_OBJECTIVE.at(place, f"course.yaml has no objective `{name}`.", hint))
