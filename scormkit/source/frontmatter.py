"""The head of a Markdown file: YAML between two lines of ``---``, and the body below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit.source import rules
from scormkit.source.shape import well_shaped
from scormkit.source.yamlmarks import read_yaml

if TYPE_CHECKING:
    from scormkit.model.finding import Finding
    from scormkit.source.folder import Folder
    from scormkit.source.values import Value

HEAD = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A Markdown file taken apart: the values of its head, and its body with the number of its first line."""

    file: str
    head: Value
    body: str
    first_line: int

    @property
    def id(self) -> str:
        """The id of the page or quiz."""
        return self.head["id"].text


def read_sheet(folder: Folder, relative: str, schema: str, findings: list[Finding]) -> Sheet | None:
    """A page or quiz whose head has the shape of ``schema``; none and findings otherwise."""
    text = folder.read(relative, findings)
    if text is None:
        return None
    text, skipped = _without_blank_start(text)
    match = HEAD.match(text)
    if match is None:
        what = "is not closed by a second line of ---" if text.startswith("---") else "is missing"
        findings.append(
            rules.MISSING_FRONT_MATTER.at(
                folder.place(relative, skipped + 1, 1),
                f"The front matter {what}.",
                "Start the file with a line ---, then `id:` and `title:`, then a line --- again.",
            )
        )
        return None
    document = read_yaml(match[1], folder.name(relative), findings, first_line=skipped + 2)
    if document is None or not well_shaped(document, schema, findings):
        return None
    first_line = skipped + match.group().count("\n") + 1
    return Sheet(relative, document.top, text[match.end() :], first_line)


def _without_blank_start(text: str) -> tuple[str, int]:
    blank = re.match(r"(?:[ \t]*\n)*", text)
    start = blank.group() if blank else ""
    return text[len(start) :], start.count("\n")
