"""Likert scale: how much, how often or how good; nothing is right or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.quiz import Interaction, Option
from scormkit.questions.kind import YES, Mistake, QuestionKind, fieldset, option_problems, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.model.quiz import Question, RawQuestion

FEWEST = 2
DIGITS = "123456789abcdefghijklmnopqrstuvwxyz0"

SCALES = {
    "agreement": ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
    "frequency": ("Never", "Rarely", "Sometimes", "Often", "Always"),
    "likelihood": ("Very unlikely", "Unlikely", "Neither likely nor unlikely", "Likely", "Very likely"),
    "quality": ("Poor", "Fair", "Good", "Very good", "Excellent"),
}
"""Scales that an author may name instead of writing them, from the least to the most."""


def lists(attributes: Mapping[str, str]) -> bool:
    """A question that names a scale has no list."""
    return "scale" not in attributes


def mistakes(raw: RawQuestion) -> Iterator[Mistake]:
    """A list beside a named scale, or steps that are ticked as if they were right."""
    if raw.options and not lists(raw.attributes):
        yield Mistake(
            raw.options[0].place,
            f"The question names the scale `{raw.attributes['scale']}` and lists another.",
            "Remove `scale=`, or the list.",
        )
    for option in raw.options:
        if option.right:
            yield Mistake(option.place, "This step of a scale is ticked; none is right.", "Write `- [ ]` before it.")


def parse(raw: RawQuestion) -> Question:
    """The question with the steps of its scale, from the list or from the table; named ones are 1, 2, 3."""
    words = SCALES.get(raw.attributes.get("scale", ""), ())
    steps = tuple(Option(name, text, text, False, "", raw.place) for name, text in zip(DIGITS, words, strict=False))
    return read(raw, raw.options or steps)


def problems(question: Question) -> list[str]:
    """Too few steps, or two that say the same."""
    return option_problems(question, FEWEST)


def form(question: Question) -> str:
    """Radio buttons, side by side where there is room."""
    return fieldset(question, "radio").replace('<div class="options">', '<div class="options scale">', 1)


def interaction(question: Question) -> Interaction:
    """A ``likert`` with its scale and without a correct response."""
    return Interaction(type="likert", choices=tuple((option.id, option.text) for option in question.options))


LIKERT = QuestionKind(
    name="likert",
    type="likert",
    parse=parse,
    problems=problems,
    form=form,
    interaction=interaction,
    score=lambda _question, _response: None,
    scripts=("questions/ticks.js", "questions/likert.js"),
    styles=("questions/likert.css",),
    scored=False,
    attributes={"scale": "|".join(SCALES), "optional": YES},
    lists=lists,
    mistakes=mistakes,
    named=DIGITS,
)
