"""Writes an approval into ``course.yaml`` and leaves every other character of it as it was."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scormkit.foreign.characters import CONTROL, DIRECTION, even_ends
from scormkit.source.yamlmarks import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.source.values import Data

KEY = "approval"
PLAIN = re.compile(r"[^\W\d_][\w.’'()-]*(?: [\w.’'()&/+-]+)*")
"""A value that is safe without quotes: words, the first of which begins with a letter."""
WORDS = frozenset(("yes", "no", "true", "false", "on", "off", "null", "y", "n"))
"""Words that other readers of YAML take for something else."""
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Unwritable(Exception):
    """The file is written in a way that cannot be edited safely; the text says what to write by hand."""


@dataclass(frozen=True, slots=True)
class _Span:
    """A value in the file: lines and columns from 0, the end not included."""

    line: int
    column: int
    end_line: int
    end_column: int


def with_approval(before: str, values: Mapping[str, str]) -> str:
    """The text of a course.yaml with these keys and values below ``approval``.

    Line ends, comments, quotes and order stay as they are. A value that was there is replaced where it stands; a key
    that was not is added below the others; an approval that was not there is added at the end of the file. What comes
    out is read again: raises :class:`Unwritable` unless it says what it said before, and the approval.
    """
    old = _read(before)
    end = "\r\n" if "\r\n" in before else "\n"
    spans, there = _spans(before)
    after = _replaced(before, values, spans, end) if there else _appended(before, values, end)
    wanted = {**old, KEY: dict(values)} if isinstance(old, dict) else None
    if wanted is None or _read(after) != wanted:
        raise Unwritable("".join(f"\n  {line}" for line in _lines(values)))
    return after


def scalar(text: str) -> str:
    """A value as YAML: plain where that is safe, else in double quotes."""
    safe = PLAIN.fullmatch(text) and text.casefold() not in WORDS
    dated = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+(?:[.][0-9]+)*|sha256:[0-9a-f]{64}", text)
    return text if safe or dated else json.dumps(text, ensure_ascii=False)


def writable(text: str) -> bool:
    """Whether a value can stand in a file: nothing invisible, and one line."""
    return not (CONTROL.search(text) or DIRECTION.search(text) or re.search(r"[\t\r\n]", text))


def _lines(values: Mapping[str, str]) -> list[str]:
    return [f"{KEY}:", *(f"  {key}: {scalar(value)}" for key, value in values.items())]


def _appended(before: str, values: Mapping[str, str], end: str) -> str:
    start = before if not before or before.endswith(("\n", "\r")) else before + end
    return start + end + "".join(line + end for line in _lines(values))


def _replaced(before: str, values: Mapping[str, str], spans: Mapping[str, _Span], end: str) -> str:
    """The text with new values in their places, from the last to the first, so that places stay true."""
    lines = LINE.findall(before)
    if any(span.end_line != span.line for span in spans.values()) or not spans:
        raise Unwritable("".join(f"\n  {line}" for line in _lines(values)))
    last = max(span.line for span in spans.values())
    indent = re.match(r"[ ]*", lines[last])
    new = [f"{indent.group() if indent else ''}{key}: {scalar(value)}" for key, value in values.items()]
    added = [line + end for line, key in zip(new, values, strict=True) if key not in spans]
    if added and not lines[last].endswith(("\n", "\r")):
        lines[last] += end
    lines[last + 1 : last + 1] = added
    for key, span in sorted(spans.items(), key=lambda entry: (entry[1].line, entry[1].column), reverse=True):
        line = lines[span.line]
        lines[span.line] = line[: span.column] + scalar(values.get(key, "")) + line[span.end_column :]
    return "".join(lines)


def _normal(text: str) -> str:
    """The text as the reader of courses gives it to YAML, each character in its line and column."""
    return CONTROL.sub(" ", even_ends(text))


def _read(text: str) -> Data | None:
    document = read_yaml(_normal(text.removeprefix("\ufeff")), "course.yaml", [])
    return document.data if document else None


def _spans(text: str) -> tuple[dict[str, _Span], bool]:
    """Where the values below ``approval`` stand, and whether there is such a group of keys."""
    import yaml

    spans: dict[str, _Span] = {}
    plain = "\n".join(_without_inner_tabs(line) for line in _normal(text.removeprefix("\ufeff")).split("\n"))
    shift = 1 if text.startswith("\ufeff") else 0
    try:
        node = yaml.compose(plain, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return {}, False
    group = next((value for key, value in _pairs(node) if key.value == KEY), None)
    for key, value in _pairs(group):
        start, end = value.start_mark, value.end_mark
        first = shift if start.line == 0 else 0
        spans[str(key.value)] = _Span(start.line, start.column + first, end.line, end.column + first)
    return spans, group is not None


def _pairs(node: Any) -> list[tuple[Any, Any]]:
    return list(node.value) if type(node).__name__ == "MappingNode" else []


def _without_inner_tabs(line: str) -> str:
    body = line.lstrip(" \t")
    return line[: len(line) - len(body)] + body.replace("\t", " ")
