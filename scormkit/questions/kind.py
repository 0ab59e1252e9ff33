"""What a question kind is: how it is read, judged, shown and reported. Each kind is a leaf and a line of the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from scormkit.model.quiz import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from scormkit.model.finding import Place
    from scormkit.model.quiz import Interaction, Option, RawQuestion


LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
"""What an answer may be called: one character, as SCORM 1.2 RTE 3.4.2 wants of a choice."""

YES = "yes|no"
"""The form of an attribute that switches something on."""


class Mistake(NamedTuple):
    """Something that an author wrote otherwise than its kind needs it: where, what is wrong, what to do."""

    place: Place
    message: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionKind:
    """A kind of question.

    ``name`` is the author's word, ``type`` the interaction type of SCORM and xAPI. ``parse`` turns what the file says
    into a question and never raises, ``problems`` says in sentences why a question could not be marked, ``form`` is
    its accessible fieldset (HTML without a trace of the answer), ``interaction`` what an LMS is told, ``scripts``
    its twin for the browser with what that stands on, in loading order, ``styles`` its style sheets, ``words`` its
    files of words: paths relative to the program's folder.

    ``score`` says what a response is worth, 0 to 1, and nothing where ``scored`` is false. A response is a list of
    text, as the scripts keep it. ``data`` is what the scripts know of a question beside what they know of all.
    ``attributes`` are the author's words that this kind understands beside those of all, ``lists`` whether a question
    with these attributes needs a list below it, ``mistakes`` what is wrong with how its answers are written, each at
    its place, ``named`` the ids of answers that the author did not name, in order, and ``longest`` the most
    characters that what a learner writes takes in the saved state.
    """

    name: str
    type: str
    parse: Callable[[RawQuestion], Question]
    problems: Callable[[Question], list[str]]
    form: Callable[[Question], str]
    interaction: Callable[[Question], Interaction]
    score: Callable[[Question, Sequence[str]], Decimal | None]
    scripts: tuple[str, ...]
    styles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    scored: bool = True
    data: Callable[[Question], dict[str, object]] = lambda _: {}
    attributes: Mapping[str, str] = field(default_factory=dict)
    lists: Callable[[Mapping[str, str]], bool] = lambda _: True
    mistakes: Callable[[RawQuestion], Iterable[Mistake]] = lambda _: ()
    named: str = LETTERS
    longest: Callable[[Question], int] = lambda _: 0


def read(raw: RawQuestion, options: tuple[Option, ...]) -> Question:
    """The question that a file describes, with the options that its kind makes of it."""
    said = raw.attributes
    return Question(
        id=raw.id,
        kind=raw.kind,
        prompt=raw.prompt,
        prompt_text=raw.prompt_text,
        stem=raw.stem,
        options=options,
        rationale=raw.rationale,
        objective=said.get("objective", ""),
        points=_points(said.get("points", "1")),
        cited=raw.cited,
        place=raw.place,
        difficulty=said.get("difficulty", ""),
        references=tuple(said.get("reference", "").split()),
        case=said.get("case", ""),
        disclosed=raw.disclosed,
        partial=said.get("partial") == "yes",
        exact=said.get("exact") == "yes",
        optional=said.get("optional") == "yes",
        report=said.get("report") == "yes",
        unit=said.get("unit", ""),
        limit=int(said.get("limit", "0")),
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


def ticked(question: Question, response: Sequence[str]) -> Decimal:
    """What ticks are worth: 1 for all right answers and no wrong one.

    With partial credit each right answer counts, and each wrong one against it, never below nothing.
    """
    right = {option.id for option in question.options if option.right}
    given = set(response)
    return in_part(question, 2 * len(given & right) - len(given), len(right))


def in_part(question: Question, earned: int, most: int) -> Decimal:
    """The fraction of what could be earned; all or nothing unless the question gives partial credit."""
    part = Decimal(max(0, earned)) / most if most else Decimal(0)
    return part if part == 1 or question.partial else Decimal(0)


def framed(question: Question, body: str) -> str:
    """The frame of every form: the legend, the stem, what a learner answers with, and room for feedback."""
    stem = f'<div class="stem">{question.stem}</div>\n' if question.stem else ""
    return (
        f'<fieldset class="question" data-question="{escape(question.id)}" data-kind="{escape(question.kind)}">\n'
        f"<legend>{question.prompt}</legend>\n"
        f"{stem}{body}"
        '<div class="feedback" tabindex="-1" hidden></div>\n'
        "</fieldset>\n"
    )


def fieldset(question: Question, control: str) -> str:
    """The form of a question with one control (``radio`` or ``checkbox``) an option.

    Every control looks alike: whether it is right stands neither in its id, its value, its class nor its order.
    """
    name = escape(question.id)
    options = "\n".join(
        with_more(
            option,
            f'<label class="option"><input type="{control}" name="q-{name}" value="{escape(option.id)}">'
            f" <span>{option.html}</span></label>",
        )
        for option in question.options
    )
    return framed(question, f'<div class="options">\n{options}\n</div>\n')


def more(option: Option) -> str:
    """The blocks that follow the words of an answer; a label holds words only."""
    return f'<div class="more">{option.more}</div>' if option.more else ""


def with_more(option: Option, label: str) -> str:
    """A label together with what follows its words, as one element: answers that are shuffled move as a whole."""
    return f'<div class="whole">{label}{more(option)}</div>' if option.more else label


def _points(text: str) -> Decimal:
    try:
        points = Decimal(text)
    except InvalidOperation:
        return Decimal(1)
    return points if points.is_finite() and points > 0 else Decimal(1)
