"""A review as text for people and as JSON for machines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from scormkit.review.draft import GAP, Leaf, course_tree, people_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.review.draft import Node
    from scormkit.review.questions import Question
    from scormkit.review.said import Read

WIDEST = 72
"""Characters of a value as people see it in the list of fields."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value that was read: its path in the course's files, and the line of the page; a gap has no line."""

    path: str
    value: str
    line: int


def fields(read: Read) -> tuple[Field, ...]:
    """Every value that a draft would hold, in the order of its files, gaps included."""
    return (*_flat(course_tree(read), ""), *_flat(people_tree(read), "people"))


def _flat(node: Node, path: str) -> Iterator[Field]:
    if isinstance(node, Leaf):
        if node.line or node.gap:
            yield Field(path, node.text or GAP, node.line)
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _flat(item, f"{path}[{index}]")
    else:
        for key, value in node.items():
            yield from _flat(value, f"{path}.{key}" if path else key)


def as_text(read: Read, questions: tuple[Question, ...]) -> str:
    """What the page says with its lines, what it does not say, and the questions for its author."""
    found = tuple(_gathered(fields(read)))
    said = [field for field in found if field.line]
    widest = max((len(field.path) for field in said), default=0)
    lines = [f"{read.prose.file} says:"]
    lines += [f"  line {field.line:>4}  {field.path:<{widest}}  {_cut(field.value)}" for field in said]
    gaps = [field.path for field in found if not field.line]
    lines += ["", "It does not say:", *(f"  {path}" for path in gaps)] if gaps else []
    if questions:
        lines += ["", "Questions for the author:"]
        lines += [f"  {number:>2}. {_asked(question)}" for number, question in enumerate(questions, start=1)]
    return "\n".join(lines) + "\n"


def as_data(read: Read, questions: tuple[Question, ...]) -> dict[str, Any]:
    """The same, JSON-ready: every field with its line, null for one that the page does not state."""
    return {
        "fields": [
            {"path": field.path, "value": field.value if field.line else None, "line": field.line or None}
            for field in fields(read)
        ],
        "questions": [{"question": question.text, "line": question.line or None} for question in questions],
    }


def _gathered(found: tuple[Field, ...]) -> Iterator[Field]:
    """The fields with the relationships of a person on one line: each company with its natures in brackets."""
    people: dict[str, list[Field]] = {}
    for field in found:
        tie = re.fullmatch(r"(.*relationships)\[(\d+)\]\.(company|natures)(?:\[\d+\])?", field.path)
        if tie is None:
            yield from (_joined(path, parts) for path, parts in people.items())
            people = {}
            yield field
        else:
            people.setdefault(tie[1], []).append(replace(field, path=tie[3]))
    yield from (_joined(path, parts) for path, parts in people.items())


def _joined(path: str, parts: list[Field]) -> Field:
    texts: list[str] = []
    for part in parts:
        if part.path == "company":
            texts.append(part.value)
        else:
            known = texts[-1].endswith(")") and part.line > 0
            texts[-1] = f"{texts[-1][:-1]}, {part.value})" if known else f"{texts[-1]} ({part.value})"
    return Field(path, "; ".join(texts), parts[0].line)


def _asked(question: Question) -> str:
    return f"{question.text} (line {question.line})" if question.line else question.text


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
