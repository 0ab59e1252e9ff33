"""What a QTI item declares of the right response: values, pairs, grades of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.importing.grades import number

if TYPE_CHECKING:
    from scormkit.importing.markup import Node


@dataclass(frozen=True, slots=True)
class Declared:
    """The declaration of a response: ``grades`` are the points of values in the mapping, ``points`` the most of all."""

    several: bool = False
    base: str = ""
    correct: tuple[str, ...] = ()
    grades: dict[str, Decimal] = field(default_factory=dict)
    points: Decimal | None = None

    @property
    def known(self) -> bool:
        """Whether it says what is right."""
        return bool(self.correct or self.right)

    @property
    def right(self) -> tuple[str, ...]:
        """The right values: the declared ones, else those that the mapping gives points."""
        return self.correct or tuple(value for value, grade in self.grades.items() if grade > 0)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The right values as pairs of identifiers."""
        found = [value.split() for value in self.right]
        return [(pair[0], pair[1]) for pair in found if len(pair) == 2]

    @property
    def best(self) -> Decimal:
        """The most points that the mapping gives."""
        right = [grade for grade in self.grades.values() if grade > 0]
        return (sum(right, Decimal(0)) if self.several else max(right)) if right else Decimal(0)

    def percent(self, value: str) -> Decimal:
        """The share of the points that a value gives: that of the mapping, else all or none."""
        if not self.grades:
            right = self.right
            return Decimal(100) / (len(right) if self.several else 1) if value in right else Decimal(0)
        return self.grades.get(value, Decimal(0)) * 100 / self.best if self.best > 0 else Decimal(0)


def declared(root: Node, identifier: str) -> Declared:
    """What an item declares for the response of that identifier."""
    found = [node for node in root.all("responseDeclaration") if node.get("identifier") == identifier]
    if not found:
        return Declared()
    node = found[0]
    values = node.first("correctResponse")
    mapping = node.first("mapping")
    entries = mapping.all("mapEntry") if mapping else []
    grades = {entry.get("mapKey"): number(entry.get("mappedValue")) or Decimal(0) for entry in entries}
    return Declared(
        several=node.get("cardinality") in ("multiple", "ordered"),
        base=node.get("baseType"),
        correct=tuple(" ".join(value.words.split()) for value in values.all("value")) if values else (),
        grades=grades,
        points=_points(root),
    )


def _points(root: Node) -> Decimal | None:
    """The most that an item gives, where it says so: MAXSCORE, or the normal maximum of SCORE."""
    outcomes = {node.get("identifier"): node for node in root.all("outcomeDeclaration")}
    if (best := outcomes.get("MAXSCORE")) and (value := best.first("defaultValue", "value")):
        return number(value.words)
    score = outcomes.get("SCORE")
    return number(score.get("normalMaximum")) if score and score.get("normalMaximum") else None
