"""What the columns of a table are: their headings, as people write them, in one spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "name", "title", "identifier", "question id", "item id", "code", "no", "number", "#"),
    "kind": ("kind", "type", "question type", "item type"),
    "question": ("question", "prompt", "question text", "item", "text", "stem"),
    "case": ("case", "context", "scenario", "vignette", "description"),
    "correct": ("correct", "correct answer", "correct answers", "answer", "answers", "key", "right answer", "solution"),
    "rationale": ("rationale", "explanation", "feedback", "general feedback", "comment", "reason"),
    "objective": ("objective", "learning objective", "objective id"),
    "category": ("category", "topic", "section", "domain"),
    "points": ("points", "point", "score", "mark", "marks", "weight", "grade"),
    "difficulty": ("difficulty", "level"),
    "tolerance": ("tolerance", "margin", "error"),
    "unit": ("unit", "units"),
    "hint": ("hint", "hints"),
    "limit": ("limit", "character limit"),
    "reference": ("reference", "reference id"),
    "partial": ("partial", "partial credit"),
    "exact": ("exact", "case sensitive"),
}
"""The columns, by the name that the guide gives them, with what else they are called."""
KNOWN = {name: column for column, names in NAMES.items() for name in names}
OPTION = re.compile(
    r"(?:option|answer|choice|distractor|alternative|response|variant|pair|step)? ?([a-z]|[0-9]{1,2})\Z"
)
FEEDBACK = re.compile(
    r"(?:feedback|comment|explanation|rationale)(?: for)?(?: option| answer| choice)? ?([a-z]|[0-9]{1,2})\Z"
)


@dataclass(slots=True)
class Columns:
    """Which column holds what. Options and their feedback are listed by their mark: a letter or a number."""

    known: dict[str, int] = field(default_factory=dict)
    options: dict[str, int] = field(default_factory=dict)
    feedback: dict[str, int] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)

    @property
    def usable(self) -> bool:
        """Whether these are columns of questions: there is a question, and a key or options."""
        return "question" in self.known and ("correct" in self.known or bool(self.options))


def columns(headings: list[str]) -> Columns:
    """The columns of a table by its first row. The first of two that mean the same counts, the other is unknown."""
    found = Columns()
    for index, heading in enumerate(headings):
        name = " ".join(re.sub(r"[^a-z0-9#]+", " ", heading.lower()).split())
        if name in KNOWN and KNOWN[name] not in found.known:
            found.known[KNOWN[name]] = index
        elif match := FEEDBACK.match(name):
            found.feedback.setdefault(match[1], index)
        elif (match := OPTION.match(name)) and name not in KNOWN and match[1] not in found.options:
            found.options[match[1]] = index
        elif name:
            found.unknown.append(index)
    return found
