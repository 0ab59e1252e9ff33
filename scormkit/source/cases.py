"""Containers of a quiz: ``::: case id`` tells of a case before its questions, ``::: hint`` helps on request.

A container whose first word is the id of a case that some question names (``case=id``) is a stage of this case; each
stage is told before the question that follows it. Any other ``::: case`` is a box, as on pages.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from scormkit.source import rules
from scormkit.source.markdown import html_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scormkit.source.answers import Block
    from scormkit.source.quizfile import Parts
    from scormkit.source.text import Text

HINT = re.compile(
    r'<div class="box hint">\n(?:<p class="box-title">(.*?)</p>\n)?(.*?)</div>\n(?=<div class="box hint">|\Z)', re.S
)


def case_of(block: Block) -> str:
    """The id behind ``::: case``, or nothing."""
    words = block[0].info.split() if block[0].type == "container_box_open" else []
    return words[1] if len(words) > 1 and words[0] == "case" else ""


def is_hint(block: Block) -> bool:
    """Whether this is ``::: hint``."""
    return block[0].type == "container_box_open" and block[0].info.split()[:1] == ["hint"]


def hint_html(hints: Block, text: Text) -> str:
    """Hints as elements that a learner opens."""
    boxes = html_of(hints, text, quiz=True)
    return HINT.sub(
        lambda box: f'<details class="hint"><summary>{box[1] or "Hint"}</summary>\n{box[2]}</details>\n', boxes
    )


def disclosed_html(stages: Sequence[Block], text: Text) -> str:
    """What the case tells before a question, each stage as a box; the id is not shown."""
    for block in stages:
        block[0].info = f"case {' '.join(block[0].info.split()[2:])}".strip()
    return "".join(html_of(block, text, quiz=True) for block in stages)


def check_cases(questions: Sequence[Parts], left: Sequence[Block], text: Text) -> None:
    """Reports stages that no question of their case follows, and questions whose case is not told before them."""
    for block in left:
        _misplaced(block, text, "No question follows this part of the case.")
    told: set[str] = set()
    for parts in questions:
        case = parts.written.get("case", "")
        for block in parts.stages:
            if case_of(block) != case:
                _misplaced(block, text, f"The next question does not belong to the case `{case_of(block)}`.")
        told |= {case_of(block) for block in parts.stages}
        if case and case not in told:
            _heading(parts, text, f"Nothing is told of the case `{case}` before this question.")
    _check_order([(parts.written.get("case", ""), parts) for parts in questions], text)


def _check_order(asked: Sequence[tuple[str, Parts]], text: Text) -> None:
    over: set[str] = set()
    for (before, _), (case, parts) in pairwise([("", None), *asked]):
        over |= {before} - {case}
        if case and case in over:
            _heading(parts, text, f"Another question stands between this one and the case `{case}`.")


def _misplaced(block: Block, text: Text, message: str) -> None:
    place = text.line_place(block[0].map[0] if block[0].map else 0)
    text.report(rules.MISPLACED, place, message, "Move it before a question with `case=` and its id.")


def _heading(parts: Parts | None, text: Text, message: str) -> None:
    token = parts.heading[0] if parts else None
    place = text.line_place(token.map[0] if token and token.map else 0)
    text.report(
        rules.MISPLACED, place, message, "Keep the questions of a case together, after `::: case id` with its text."
    )
