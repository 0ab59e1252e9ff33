"""What a question kind is: how it is read, judged, shown and reported. Each kind is a leaf and a line of the table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from html import escape
from typing import TYPE_CHECKING

from scormkit.model.quiz import Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.model.quiz import Interaction, Option, RawQuestion


@dataclass(frozen=True, slots=True)
class QuestionKind:
    """A kind of question.

    ``name`` is the author's word, ``type`` the interaction type of SCORM and xAPI. ``parse`` turns what the file says
    into a question and never raises, ``problems`` says in sentences why a question could not be marked, ``form`` is
    its accessible fieldset (HTML without a trace of the answer), ``interaction`` what an LMS is told, ``scripts``
    its twin for the browser with what that stands on, in loading order, ``styles`` its style sheets: paths relative to
    the program's folder.
    """

    name: str
    type: str
    parse: Callable[[RawQuestion], Question]
    problems: Callable[[Question], list[str]]
    form: Callable[[Question], str]
    interaction: Callable[[Question], Interaction]
    scripts: tuple[str, ...]
    styles: tuple[str, ...] = ()


def read(raw: RawQuestion, options: tuple[Option, ...]) -> Question:
    """The question that a file describes, with the options that its kind makes of it."""
    return Question(
        id=raw.id,
        kind=raw.kind,
        prompt=raw.prompt,
        prompt_text=raw.prompt_text,
        stem=raw.stem,
        options=options,
        rationale=raw.rationale,
        objective=raw.attributes.get("objective", ""),
        points=_points(raw.attributes.get("points", "1")),
        cited=raw.cited,
        place=raw.place,
    )


def as_written(raw: RawQuestion) -> Question:
    """The question with its options as the author wrote them."""
    return read(raw, raw.options)


def option_problems(question: Question, fewest: int) -> list[str]:
    """What keeps options from being told apart: too few of them, or the same words twice."""
    problems = []
    if len(question.options) < fewest:
        problems.append(f"It offers {len(question.options)} of at least {fewest} answers.")
    texts = [" ".join(option.text.casefold().split()) for option in question.options]
    problems.extend(
        f"Two answers say the same: {option.text}"
        for index, option in enumerate(question.options)
        if texts[index] in texts[:index]
    )
    return problems


def fieldset(question: Question, control: str) -> str:
    """The form of a question with one control (``radio`` or ``checkbox``) an option.

    Every control looks alike: whether it is right stands neither in its id, its value, its class nor its order.
    """
    name = escape(question.id)
    options = "\n".join(
        f'<label class="option"><input type="{control}" name="q-{name}" value="{escape(option.id)}">'
        f" <span>{option.html}</span></label>"
        for option in question.options
    )
    stem = f'<div class="stem">{question.stem}</div>\n' if question.stem else ""
    return (
        f'<fieldset class="question" data-question="{name}" data-kind="{escape(question.kind)}">\n'
        f"<legend>{question.prompt}</legend>\n"
        f'{stem}<div class="options">\n{options}\n</div>\n'
        '<div class="feedback" tabindex="-1" hidden></div>\n'
        "</fieldset>\n"
    )


def _points(text: str) -> Decimal:
    try:
        points = Decimal(text)
    except InvalidOperation:
        return Decimal(1)
    return points if points.is_finite() and points > 0 else Decimal(1)
