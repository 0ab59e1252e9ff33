"""What the kinds with a list to choose from in every line share: their form, and an order that gives nothing away."""

from __future__ import annotations

from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from scormkit.questions.kind import framed, more

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.model.quiz import Option, Question

SCRIPT = "questions/placing.js"
STYLE = "questions/placing.css"
WORDS = "questions/placing.en.json"


def mixed(seed: str, count: int) -> list[int]:
    """The numbers from 0 in an order that depends on the seed and the count only.

    The words take no part, so that correcting one moves nothing. Of more than two, the order is neither straight nor
    backwards.
    """
    order = sorted(range(count), key=lambda index: sha256(f"{seed}:{index}".encode()).hexdigest())
    straight = list(range(count))
    if len(order) > 2 and order in (straight, straight[::-1]):
        order = [*order[1:], order[0]]
    return order


def lines(question: Question, items: Sequence[Option], choices: Sequence[tuple[str, str]]) -> str:
    """The form of a question with a list of the same choices (id, words) in every line."""
    name = escape(question.id)
    offered = "".join(f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in choices)
    rows = "\n".join(
        f'<div class="line" data-option="{escape(item.id)}"><label for="q-{name}-{escape(item.id)}">{item.html}</label>'
        f'{more(item)}<select id="q-{name}-{escape(item.id)}" name="q-{name}-{escape(item.id)}">'
        f'<option value="">Choose\u2026</option>{offered}</select></div>'
        for item in items
    )
    return framed(question, f'<div class="lines">\n{rows}\n</div>\n')
