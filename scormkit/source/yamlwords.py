"""Why YAML cannot be read, in the author's words: tabs, curly quotes, a colon inside a value."""

from __future__ import annotations

import re
from typing import Any

from scormkit.model.finding import Finding, Place
from scormkit.source import rules
from scormkit.source.values import CURLY, short

OPENING_CURLY = re.compile(rf"(?:^\s*(?:- +)*|[:,\[{{]\s+|[\[{{]\s*)([{CURLY}])")
STRAIGHT_THEN_CURLY = re.compile(rf"\"[^\"]*([{CURLY}])")
TAB_IN_INDENT = re.compile(r"^(?: *(?:- +)*)(\t)\s*\S")
WIDE_SPACE_INDENT = re.compile("^[ -]*([\u00a0\u2000-\u200a\u202f\u3000])")


def shorthand(kind: str, event: Any, place: Place) -> Finding:
    """The finding for an alias, an anchor or a tag, which are not part of the format."""
    if kind == "AliasEvent":
        return rules.YAML_SHORTHAND.at(
            place, f"`*{short(event.anchor)}` repeats another value.", "Write the value out; for text use quotes."
        )
    if event.anchor:
        return rules.YAML_SHORTHAND.at(
            place, f"`&{short(event.anchor)}` gives the value a name.", "Delete the name; for text use quotes."
        )
    return rules.YAML_SHORTHAND.at(
        place,
        f"`{short(event.tag.replace('tag:yaml.org,2002:', '!!'))}` tags the value with a type.",
        "Delete the tag; for text use quotes.",
    )


def diagnosed(error: Any, text: str, file: str, first_line: int) -> Finding:
    """The finding for text that YAML cannot read, in the author's words where the cause is a known one."""
    problem, mark, context = error.problem or "", error.problem_mark, error.context_mark
    if context is not None and (mark is None or "expected" in problem or "end of stream" in problem):
        mark = context
    lines = text.split("\n")
    row = min(mark.line, len(lines) - 1) if mark else 0
    near = [row, *([min(error.problem_mark.line, len(lines) - 1)] if error.problem_mark else [])]
    for pattern, rule, message, mend in CAUSES:
        for candidate in near:
            if match := pattern.search(lines[candidate]):
                place = Place(file, candidate + first_line, match.start(1) + 1)
                return rule.at(place, message, mend)
    place = Place(file, mark.line + first_line, mark.column + 1) if mark else Place(file, first_line, 1)
    for words, message, mend in PROBLEMS:
        if words in problem:
            return rules.BROKEN_YAML.at(place, message, mend)
    return rules.BROKEN_YAML.at(place, f"YAML cannot be read here: {problem}.", "Check indentation and quotes.")


CAUSES = (
    (
        TAB_IN_INDENT,
        rules.TAB,
        "A tab indents this line, and YAML allows only spaces there.",
        "Replace the tab by spaces, as many as the lines around it have.",
    ),
    (
        WIDE_SPACE_INDENT,
        rules.BROKEN_YAML,
        "This line is indented by a no-break or wide space, which YAML does not take for a space.",
        "Replace it by ordinary spaces.",
    ),
    (
        OPENING_CURLY,
        rules.CURLY_QUOTE,
        "A curly quote stands where YAML needs a straight one.",
        'Put the whole value in straight double quotes: "…". Curly quotes may stay inside.',
    ),
    (
        STRAIGHT_THEN_CURLY,
        rules.CURLY_QUOTE,
        "The value starts with a straight quote and ends with a curly one.",
        'End the value with a straight double quote: "…".',
    ),
)
"""Known causes of broken YAML, looked for in the lines that the parser names."""

PROBLEMS = (
    (
        "mapping values are not allowed",
        "A second colon followed by a space stands in this value, or the line is indented too far.",
        'Put the whole value in double quotes: "…", or align the line with the one above.',
    ),
    (
        "could not find expected ':'",
        "This line is neither `key: value` nor an item of a list.",
        "Write `key: value` with a space after the colon, or indent the line if it continues the one above.",
    ),
    (
        "found character that cannot start any token",
        "A value cannot start with this character.",
        'Put the whole value in double quotes: "…".',
    ),
    ("unexpected end of stream", "A quote opens here and is never closed.", "Close the quote at the end of the value."),
    (
        "did not find expected <block end>",
        "The lines that follow are not indented like this one, or a value has text after its closing quote.",
        "Align keys that belong together, and put a whole value in one pair of quotes.",
    ),
    (
        "did not find expected key",
        "The lines that follow are not indented like this one, or a value has text after its closing quote.",
        "Align keys that belong together, and put a whole value in one pair of quotes.",
    ),
    (
        "did not find expected ',' or",
        "A bracket opens here and its list is not well closed.",
        "Close the bracket and separate the items by commas.",
    ),
    (
        "node content",
        "A bracket is opened before this place and never closed, or a value is missing between commas.",
        "Close the bracket and separate the items by commas.",
    ),
    (
        "unknown escape character",
        "A backslash in double quotes starts a special character, and this one does not exist.",
        "Use single quotes around the value, or write \\\\ for a backslash.",
    ),
)
"""The parser's words, and ours."""
