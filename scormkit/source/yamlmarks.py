"""YAML as authors write it: every scalar is text, every value knows its place, and nothing surprising is allowed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scormkit.model.finding import Finding, Place
from scormkit.source import rules
from scormkit.source.values import Data, Document, Trail, short
from scormkit.source.yamlwords import diagnosed, shorthand

DEEPEST = 24


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
            self.findings.append(shorthand(kind, event, place))
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
        findings.append(diagnosed(error, plain, file, first_line))
        return None
    except (yaml.YAMLError, RecursionError) as error:
        place = Place(file, first_line, 1)
        findings.append(rules.BROKEN_YAML.at(place, f"YAML cannot be read: {error}.".replace("\n", " "), "Check it."))
        return None
    findings.extend(_split_quotes(plain, builder))
    return Document(builder.data, builder.places, builder.keys)


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
    found: Data = value
    return found
