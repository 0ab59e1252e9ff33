"""The questions of a quiz as they stand on the page, and how a learner gives an answer to one of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from states import ordered

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    Question = dict[str, Any]
    Step = tuple[str, bool | str, list[str]]

ROOT = "#quiz-{} .question[data-question='{}']"
LINES = ("matching", "ordering")
WRITTEN = ("fill-in", "numeric", "long")
WORDS = ("Less noise", "More light", "A fixed hour", "Two nurses")
# Of a quiz: its questions in their order, what each offers and has, and which buttons lead on, the first first.
PAPER = """(id) => {
  const root = document.getElementById("quiz-" + id);
  const shown = (element) => !element.disabled && element.getClientRects().length > 0;
  const all = (selector, within) => Array.from(within.querySelectorAll(selector));
  const boxes = (set) => all("input[type=radio], input[type=checkbox]", set);
  const buttons = [".next-stage button", ".step-on", ".check-answer", ".submit"];
  return {
    questions: all(".question", root).map((set) => ({
      id: set.dataset.question,
      shown: shown(set),
      boxes: boxes(set).map(({ value, checked, type }) => [value, checked, type]),
      lines: all(".line", set).map((line) => [line.dataset.option, line.querySelector("select").value]),
      text: all("input, textarea", set).map(({ value }) => value).join(),
    })),
    buttons: buttons.filter((name) => all(name, root).some(shown)),
  };
}"""


def named(question: Question, value: str) -> str:
    return {"t": "true", "f": "false"}[value] if question["kind"] == "true-false" else value


def given(question: Question, asked: dict[str, Any]) -> list[str]:
    """The response that stands on the page."""
    if question["kind"] in WRITTEN:
        return [asked["text"]] if asked["text"] else []
    if question["kind"] in LINES:
        return in_lines(question, asked["lines"])
    return [named(question, value) for value, ticked, _ in asked["boxes"] if ticked]


def in_lines(question: Question, lines: list[list[str]]) -> list[str]:
    if question["kind"] == "matching":
        return [f"{item}.{value}" for item, value in lines if value]
    at = {value: item for item, value in lines if value}
    return [at.get(str(place + 1), "_") for place in range(len(lines))] if at else []


def wish(question: Question, asked: dict[str, Any], chance: random.Random) -> list[str]:
    """A response that earns all points, or none."""
    right, kind = question["correct"], question["kind"]
    if kind == "long" or not right:
        return [chance.choice(WORDS if kind == "long" else [value for value, *_ in asked["boxes"]])]
    if chance.random() < 0.85:
        return right[:1] if kind == "fill-in" else list(right)
    if kind in WRITTEN:
        return ["7" if kind == "numeric" else "Nothing"]
    if kind == "ordering":
        return list(reversed(right))
    if kind == "matching":
        return [pair[:2] + other[2:] for pair, other in zip(right, [right[-1], *right], strict=False)]
    values = [named(question, value) for value, *_ in asked["boxes"]]
    return [chance.choice([value for value in values if value not in right])]


def way(question: Question, asked: dict[str, Any], wanted: list[str]) -> Iterator[Step]:
    """From what stands there to a response, one control after the other: the control, what it gets, and the response
    that stands there then."""
    if question["kind"] in WRITTEN:
        yield ":is(input, textarea)", wanted[0], wanted
    elif question["kind"] in LINES:
        yield from line_by_line(question, asked["lines"], wanted)
    else:
        yield from box_by_box(question, asked["boxes"], wanted)


def box_by_box(question: Question, boxes: list[list[Any]], wanted: list[str]) -> Iterator[Step]:
    """A radio button is released by another."""
    ticked = {named(question, value) for value, on, _ in boxes if on}
    for value, _, kind in boxes:
        name = named(question, value)
        if (name in wanted) == (name in ticked) or (kind == "radio" and name not in wanted):
            continue
        ticked = {name} if kind == "radio" else ticked ^ {name}
        yield f"input[value='{value}']", name in wanted, sorted(ticked)


def line_by_line(question: Question, lines: list[list[str]], wanted: list[str]) -> Iterator[Step]:
    """A place that was taken changes hands."""
    places = {item: str(at + 1) for at, item in enumerate(wanted)}
    goals = places if question["kind"] == "ordering" else {pair[0]: pair[2:] for pair in wanted}
    now = dict(lines)
    for item in now:
        before, goal = now[item], goals.get(item, "")
        if before == goal:
            continue
        for other in now if question["kind"] == "ordering" else ():
            if now[other] == goal:
                now[other] = before
        now[item] = goal
        there = in_lines(question, [[item, value] for item, value in now.items()])
        yield f".line[data-option='{item}'] select", goal, ordered(question, there)
