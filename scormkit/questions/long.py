"""Long answer: the learner writes in their own words. Nobody scores it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.quiz import Interaction
from scormkit.questions.kind import YES, Mistake, QuestionKind, as_written
from scormkit.questions.writing import PRIVACY, SCRIPT, STYLE, WORDS, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.model.quiz import Question, RawQuestion

USUAL_LIMIT = 500


def mistakes(raw: RawQuestion) -> Iterator[Mistake]:
    """A list of answers, of which none could be chosen."""
    if raw.options:
        yield Mistake(
            raw.options[0].place,
            "A long answer has no list of answers.",
            "Remove the list, or the kind; what learners may think of can stand in the text above.",
        )


def form(question: Question) -> str:
    """A field of several lines, and how much fits in."""
    limit = question.limit or USUAL_LIMIT
    return field(question, f"{PRIVACY} At most {limit} characters.", limit, long=True)


def interaction(question: Question) -> Interaction:
    """A ``long-fill-in`` without a correct response; SCORM 1.2 knows it as ``fill-in``."""
    return Interaction(type="long-fill-in")


def data(question: Question) -> dict[str, object]:
    """Whether the words stay with the learner."""
    return {} if question.report else {"secret": True}


LONG = QuestionKind(
    name="long",
    type="long-fill-in",
    parse=as_written,
    problems=lambda _: [],
    form=form,
    interaction=interaction,
    score=lambda _question, _response: None,
    scripts=(SCRIPT, "questions/long.js"),
    styles=(STYLE,),
    words=(WORDS,),
    scored=False,
    data=data,
    attributes={"limit": "[1-9][0-9]{0,3}", "report": YES, "optional": YES},
    lists=lambda _: False,
    mistakes=mistakes,
)
