"""What the response processing of a QTI item gives for right and wrong answers: found out by running it.

Only what decides between right and wrong is known here (QTI 2.1 ASI, 8 and 15): matches, conditions, sums. A processing
that asks for more has no answer, and so has one that never sets SCORE.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.importing.grades import number
from scormkit.importing.qtikeys import declared

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from scormkit.importing.markup import Node
    from scormkit.importing.qtikeys import Declared

TEMPLATES = ("match_correct", "map_response", "match_correct.xml", "map_response.xml")
"""Response processings of the standard, which look at the response named RESPONSE alone."""
MOST_STEPS = 20_000
"""Elements of a processing times answers; more than that is not run."""

Value = bool | Decimal | str | frozenset[str] | None


class _Unknown(Exception):
    """The processing asks for something that is not known here."""


class _Over(Exception):
    """The processing ends itself."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """What an item gives: ``whole`` for all right answers, and for each one alone where these add up to it.

    ``together`` says that it gives nothing as long as one answer is wrong.
    """

    whole: Decimal
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    together: bool = False


def scoring(root: Node, names: Iterable[str]) -> Scoring | None:
    """How an item gives points for the responses of these names; none where it does not say, or in an unknown way."""
    processing = root.first("responseProcessing")
    keys = {name: key for name in names if (key := declared(root, name)).known}
    if processing is None or len(keys) < 2 or sum(1 for _ in _within(processing)) * len(keys) > MOST_STEPS:
        return None
    try:
        whole = _score(root, processing, keys, keys)
        without = {name: _score(root, processing, keys, keys.keys() - {name}) for name in keys}
        alone = {name: _score(root, processing, keys, {name}) for name in keys}
        add_up = sum(alone.values()) == whole and all(without[name] == whole - alone[name] for name in keys)
    except (_Unknown, ArithmeticError):
        return None
    if whole <= 0:
        return None
    together = all(score <= 0 for score in (*without.values(), *alone.values()))
    return Scoring(whole, alone if add_up else {}, together)


def has_template(processing: Node) -> bool:
    """Whether a processing is one of the standard's own."""
    return processing.get("template").rpartition("/")[2] in TEMPLATES


def _within(node: Node) -> Iterable[Node]:
    stack = [node]
    while stack:
        found = stack.pop()
        yield found
        stack.extend(found.children)


def _score(root: Node, processing: Node, keys: Mapping[str, Declared], right: Collection[str]) -> Decimal:
    """SCORE where the responses of these names are right and all others wrong."""
    outcomes = {node.get("identifier"): _default(node) for node in root.all("outcomeDeclaration")}
    run = _Run(keys, right, outcomes)
    with suppress(_Over):
        run.rules(processing)
    return _amount(run.outcomes.get("SCORE"))


def _default(node: Node) -> Value:
    """The value with which an outcome begins: numbers begin at nought."""
    if found := node.first("defaultValue", "value"):
        return _value(found.words)
    return Decimal(0) if node.get("baseType") in ("float", "integer") else None


def _value(words: str) -> Value:
    said = " ".join(words.split()).casefold()
    if said in ("true", "false"):
        return said == "true"
    amount = number(said)
    return said if amount is None else amount


def _amount(value: Value) -> Decimal:
    if isinstance(value, Decimal):
        return value
    raise _Unknown


@dataclass(slots=True)
class _Run:
    """A processing while it runs."""

    keys: Mapping[str, Declared]
    right: Collection[str]
    outcomes: dict[str, Value]

    def rules(self, node: Node) -> None:
        """Follows the rules right in an element, and leaves its conditions alone."""
        for rule in node.children:
            if rule.tag == "responseCondition":
                self._condition(rule)
            elif rule.tag == "responseProcessingFragment":
                self.rules(rule)
            elif rule.tag == "setOutcomeValue":
                self._set(rule)
            elif rule.tag == "exitResponse":
                raise _Over
            elif node.tag == "responseProcessing" or rule.tag == "lookupOutcomeValue":
                raise _Unknown

    def _condition(self, node: Node) -> None:
        for branch in node.children:
            if branch.tag == "responseElse" or self._holds(branch):
                self.rules(branch)
                return

    def _holds(self, branch: Node) -> bool:
        test = next(branch.children, None)
        if test is None:
            raise _Unknown
        return self.of(test) is True

    def _set(self, rule: Node) -> None:
        """An outcome that is worked out in an unknown way is unknown, which harms only those that read it."""
        name = rule.get("identifier")
        try:
            [expression] = rule.children
            self.outcomes[name] = self.of(expression)
        except (_Unknown, ValueError):
            self.outcomes.pop(name, None)

    def of(self, node: Node) -> Value:
        """The value of an expression."""
        known = EXPRESSIONS.get(node.tag)
        if known is None:
            raise _Unknown
        return known(self, node)

    def all_of(self, node: Node) -> list[Value]:
        """The values of the expressions in one."""
        return [self.of(child) for child in node.children]

    def given(self, node: Node) -> Value:
        """A response, right or one that nobody names; or an outcome."""
        name = node.get("identifier")
        if name in self.keys:
            return self.correct(node) if name in self.right else f"\x00{name}"
        if name not in self.outcomes:
            raise _Unknown
        return self.outcomes[name]

    def correct(self, node: Node) -> Value:
        """The right response."""
        key = self.keys.get(node.get("identifier"))
        if key is None:
            raise _Unknown
        values = key.right
        if key.several:
            return frozenset(value.casefold() for value in values)
        return _value(max(values, key=lambda value: key.grades.get(value, Decimal(0))))

    def mapped(self, node: Node) -> Value:
        """The points of a mapping."""
        name = node.get("identifier")
        if name not in self.keys or not self.keys[name].grades:
            raise _Unknown
        return self.keys[name].best if name in self.right else Decimal(0)


def _same(run: _Run, node: Node) -> Value:
    values = run.all_of(node)
    if len(values) != 2:
        raise _Unknown
    return values[0] == values[1]


def _compared(holds: Callable[[Decimal, Decimal], bool]) -> Callable[[_Run, Node], Value]:
    def compare(run: _Run, node: Node) -> Value:
        values = [_amount(value) for value in run.all_of(node)]
        if len(values) != 2:
            raise _Unknown
        return holds(values[0], values[1])

    return compare


def _sum(run: _Run, node: Node) -> Value:
    return sum((_amount(value) for value in run.all_of(node)), Decimal(0))


def _product(run: _Run, node: Node) -> Value:
    result = Decimal(1)
    for value in run.all_of(node):
        result *= _amount(value)
    return result


def _several(run: _Run, node: Node) -> Value:
    return frozenset(" ".join(child.words.split()).casefold() for child in node.every("baseValue"))


EXPRESSIONS: dict[str, Callable[[_Run, Node], Value]] = {
    "variable": _Run.given,
    "correct": _Run.correct,
    "mapResponse": _Run.mapped,
    "baseValue": lambda _, node: _value(node.words),
    "null": lambda *_: None,
    "multiple": _several,
    "ordered": _several,
    "match": _same,
    "equal": _same,
    "stringMatch": _same,
    "and": lambda run, node: all(value is True for value in run.all_of(node)),
    "or": lambda run, node: any(value is True for value in run.all_of(node)),
    "not": lambda run, node: not any(value is True for value in run.all_of(node)),
    "isNull": lambda run, node: run.all_of(node) == [None],
    "gt": _compared(lambda one, other: one > other),
    "gte": _compared(lambda one, other: one >= other),
    "lt": _compared(lambda one, other: one < other),
    "lte": _compared(lambda one, other: one <= other),
    "sum": _sum,
    "product": _product,
}
"""How each expression is worked out."""
