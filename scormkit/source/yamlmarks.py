"""YAML as authors write it: every scalar is text, every value knows its place, and nothing surprising is allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scormkit.model.finding import Finding, Place
from scormkit.source import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

Data = str | list[Any] | dict[str, Any]
"""A value: text, a list of values, or keys with values."""

Trail = tuple[str | int, ...]
"""The way to a value: keys and indexes from the top of the file."""

DEEPEST = 24
CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
OPENING_CURLY = re.compile(rf"(?:^\s*(?:- +)*|[:,\[{{]\s+|[\[{{]\s*)([{CURLY}])")
STRAIGHT_THEN_CURLY = re.compile(rf"\"[^\"]*([{CURLY}])")
TAB_IN_INDENT = re.compile(r"^(?: *(?:- +)*)(\t)\s*\S")
TAB_ELSEWHERE = re.compile(r"(?<=\S)([^\t\n]*)\t")
WIDE_SPACE_INDENT = re.compile("^[ -]*([\u00a0\u2000-\u200a\u202f\u3000])")


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file's data as text, lists and dicts, with the place of every value and of every key."""

    data: Data
    places: Mapping[Trail, Place]
    keys: Mapping[Trail, Place]

    def where(self, trail: Trail) -> Place:
        """The place of a value, or of the nearest thing around it that was written."""
        while trail not in self.places and trail:
            trail = trail[:-1]
        return self.places[trail]

    @property
    def top(self) -> Value:
        """The whole file as a value to walk down from."""
        return Value(self, (), self.data)


@dataclass(frozen=True, slots=True)
class Value:
    """A value on its way into the model. What is absent or of another type reads as empty: shape reports that."""

    document: Document
    trail: Trail
    data: Data

    @property
    def place(self) -> Place:
        """Where the value stands, or for one that is absent, what it would stand in."""
        return self.document.where(self.trail)

    @property
    def text(self) -> str:
        """The text with runs of spaces and line ends as one space; empty when absent."""
        return re.sub(r"[ \n\t]+", " ", self.data) if isinstance(self.data, str) else ""

    def __getitem__(self, key: str) -> Value:
        data = self.data.get(key, "") if isinstance(self.data, dict) else ""
        return Value(self.document, (*self.trail, key), data)

    def __contains__(self, key: str) -> bool:
        return isinstance(self.data, dict) and key in self.data

    def items(self) -> tuple[Value, ...]:
        """The members of a list; none when it is absent or no list."""
        members = self.data if isinstance(self.data, list) else []
        return tuple(Value(self.document, (*self.trail, index), item) for index, item in enumerate(members))

    def entries(self) -> tuple[tuple[str, Value], ...]:
        """Keys and values; none when it has no keys."""
        return tuple((key, self[key]) for key in self.data) if isinstance(self.data, dict) else ()

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(item.text for item in self.items())


@dataclass(slots=True)
class _Frame:
    """A list or a group of keys that is still open while the file is read."""

    data: list[Any] | dict[str, Any]
    trail: Trail
    key: str | None = None
    key_place: Place | None = None
    dropped: bool = False


@dataclass(slots=True)
class _Builder:
    """Turns parser events into data without recursion, so that hostile depth is a finding and not a crash."""

    file: str
    offset: int
    findings: list[Finding]
    places: dict[Trail, Place] = field(default_factory=dict)
    keys: dict[Trail, Place] = field(default_factory=dict)
    stack: list[_Frame] = field(default_factory=list)
    data: Data = ""
    documents: int = 0

    def place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + self.offset, mark.column + 1)

    def put(self, value: Data, place: Place) -> Trail:
        """Puts a value where the file has it and returns its trail."""
        if not self.stack:
            self.data = value
            self.places[()] = place
            return ()
        frame = self.stack[-1]
        if isinstance(frame.data, list):
            trail: Trail = (*frame.trail, len(frame.data))
            frame.data.append(value)
            self.places[trail] = place
            return trail
        assert frame.key is not None
        trail = (*frame.trail, frame.key)
        if not frame.dropped:
            frame.data[frame.key] = value
            self.places[trail] = place if isinstance(value, str) or frame.key_place is None else frame.key_place
        frame.key = None
        return trail

    def scalar(self, text: str, place: Place) -> None:
        """A text: a key where one is due, else a value."""
        frame = self.stack[-1] if self.stack else None
        if frame is None or isinstance(frame.data, list) or frame.key is not None:
            self.put(text, place)
            return
        trail = (*frame.trail, text)
        frame.key, frame.key_place, frame.dropped = text, place, trail in self.keys
        if frame.dropped:
            self.findings.append(
                rules.DUPLICATE_KEY.at(
                    place,
                    f"The key `{short(text)}` is already on line {self.keys[trail].line}.",
                    "Keep one of the two.",
                )
            )
            return
        self.keys[trail] = place

    def opened(self, data: list[Any] | dict[str, Any], place: Place) -> bool:
        """Opens a list or group of keys; false when that must not be."""
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.data, dict) and frame.key is None:
            self.findings.append(
                rules.BROKEN_YAML.at(place, "A key must be a word, not a list or a group.", "Write `key: value`.")
            )
            return False
        if len(self.stack) >= DEEPEST:
            self.findings.append(
                rules.OVERSIZED.at(place, f"Values are nested deeper than {DEEPEST} levels.", "Check the indentation.")
            )
            return False
        self.stack.append(_Frame(data, self.put(data, place)))
        return True

    def event(self, event: Any) -> bool:
        """Takes one parser event; false stops the reading."""
        kind, place = type(event).__name__, self.place(event.start_mark)
        if kind == "AliasEvent" or getattr(event, "anchor", None) or getattr(event, "tag", None):
            self.findings.append(_shorthand(kind, event, place))
            return False
        if kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                self.findings.append(
                    rules.YAML_SHORTHAND.at(place, "A second document starts here.", "Delete the line `---`.")
                )
                return False
        elif kind == "ScalarEvent":
            self.scalar(event.value.strip(" \t\n"), place)
        elif kind == "MappingStartEvent":
            return self.opened({}, place)
        elif kind == "SequenceStartEvent":
            return self.opened([], place)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()
        return True


def read_yaml(text: str, file: str, findings: list[Finding], first_line: int = 1) -> Document | None:
    """The data of a YAML text whose first line is line ``first_line`` of ``file``; none and a finding if unreadable."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    builder = _Builder(file, first_line, findings, {(): Place(file, first_line, 1)})
    plain = _tabs_to_spaces(text)
    try:
        for event in yaml.parse(plain, Loader=loader):
            if not builder.event(event):
                return None
    except yaml.MarkedYAMLError as error:
        findings.append(_diagnosed(error, plain, builder))
        return None
    except (yaml.YAMLError, RecursionError) as error:
        place = Place(file, first_line, 1)
        findings.append(rules.BROKEN_YAML.at(place, f"YAML cannot be read: {error}.".replace("\n", " "), "Check it."))
        return None
    findings.extend(_split_quotes(plain, builder))
    return Document(builder.data, builder.places, builder.keys)


def short(text: str, longest: int = 60) -> str:
    """A text of the author cut for use inside a message."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _tabs_to_spaces(text: str) -> str:
    """Tabs after text separate like spaces; only those that indent are left for YAML to refuse."""
    if "\t" not in text:
        return text
    lines = []
    for line in text.split("\n"):
        body = line.lstrip(" \t")
        indent = line[: len(line) - len(body)] if body else ""
        lines.append(indent + body.replace("\t", " ").rstrip(" "))
    return "\n".join(lines)


def _shorthand(kind: str, event: Any, place: Place) -> Finding:
    if kind == "AliasEvent":
        return rules.YAML_SHORTHAND.at(
            place, f"`*{short(event.anchor)}` repeats another value.", "Write the value out; for text use quotes."
        )
    if event.anchor:
        return rules.YAML_SHORTHAND.at(
            place, f"`&{short(event.anchor)}` gives the value a name.", "Delete the name; for text use quotes."
        )
    return rules.YAML_SHORTHAND.at(
        place, f"`{short(event.tag)}` tags the value with a type.", "Delete the tag; for text use quotes."
    )


def _diagnosed(error: Any, text: str, builder: _Builder) -> Finding:
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
                place = Place(builder.file, candidate + builder.offset, match.start(1) + 1)
                return rule.at(place, message, mend)
    place = builder.place(mark) if mark else Place(builder.file, builder.offset, 1)
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
        "unknown escape character",
        "A backslash in double quotes starts a special character, and this one does not exist.",
        "Use single quotes around the value, or write \\\\ for a backslash.",
    ),
)
"""The parser's words, and ours."""


def _split_quotes(text: str, builder: _Builder) -> list[Finding]:
    """Findings for items of a bracketed list that a comma inside curly quotes has torn in two."""
    findings = []
    for trail, place in builder.places.items():
        if not trail or not isinstance(trail[-1], int):
            continue
        value = _at(builder.data, trail)
        if isinstance(value, str) and value[:1] == "\u201c" and "\u201d" not in value:
            findings.append(
                rules.CURLY_QUOTE.at(
                    place,
                    f"The item `{short(value)}` starts with a curly quote that does not end.",
                    'A comma separates items unless straight double quotes hold them together: "…".',
                )
            )
    return findings


def _at(data: Data, trail: Trail) -> Data:
    value: Any = data
    for step in trail:
        value = value[step]
    return value  # type: ignore[no-any-return]
