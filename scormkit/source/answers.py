"""The answers of a question: a task list, each item words, more blocks if need be, and a quote as feedback.

In a matching question an item is ``left = right``; ``\\=`` is a sign of equality that divides nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.model.quiz import Option
from scormkit.questions import KINDS
from scormkit.questions.kind import LETTERS
from scormkit.source import rules
from scormkit.source.dialect import parser, plain
from scormkit.source.markdown import html_of, inline_html
from scormkit.source.values import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from scormkit.model.finding import Place
    from scormkit.source.text import Text

Block = list["Token"]
ALMOST_TASK = re.compile(r"^[ \t]*(?:[-*+][ \t]*)?\[\s*[xX\u2713]?\s*\]", re.MULTILINE)
LISTS = ("bullet_list_open", "ordered_list_open")
PAIRING = "matching"
DIVIDER = re.compile(r"(?:^|(?<=\s))=\s+")


def blocks_of(tokens: Sequence[Token]) -> Iterator[Block]:
    """The blocks of the top level, each with all that is inside."""
    block: Block = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []


def _check_stem(stem: Block, text: Text) -> bool:
    """Reports boxes that are nearly a task list, such as ``-[ ]`` and ``[]``; true when there are any."""
    found = False
    for token in stem:
        match = ALMOST_TASK.search(token.content) if token.type == "inline" else None
        if match:
            found = True
            text.enter(token.map)
            text.report(
                rules.NOT_A_TASK,
                text.find(match.group().strip()) or text.here(),
                "This looks like an answer and is none.",
                "Write `- [ ] answer`: a dash, a space, the box with exactly one space or x, a space.",
            )
    return found


def options_of(stem: Block, tasks: Block, place: Place, text: Text, kind: str, listed: bool) -> tuple[Option, ...]:
    """The answers in the order of the file; none, and a finding, where the question has no list and needs one."""
    almost = _check_stem(stem, text)
    if not tasks and (almost or not listed):
        return ()
    if not tasks:
        lists = any(token.type in LISTS for token in stem)
        why = "Its list has no boxes." if lists else "There is no list below it."
        text.report(
            rules.NO_OPTIONS, place, f"The question has no answers. {why}", "Write `- [ ] wrong` and `- [x] right`."
        )
        return ()
    items = list(_items(tasks))
    names = [str(item[0].meta.get("name", "")) for item in items]
    free = iter([letter for letter in (KINDS[kind].named if kind else LETTERS) if letter not in names])
    options: list[Option] = []
    for item, name in zip(items, names, strict=True):
        spot = text.line_place(item[0].map[0] if item[0].map else 0)
        if not name and (name := next(free, "")) == "":
            text.report(rules.OPTION_ID, spot, f"There are more than {len(LETTERS)} answers.", "Write fewer.")
            break
        if name not in LETTERS or len(name) != 1 or any(option.id == name for option in options):
            text.report(
                rules.OPTION_ID,
                spot,
                f"`{short(name)}` is no id for an answer, or twice here.",
                "Write one such as {#b}.",
            )
        options.append(_option(item, name, spot, text, kind))
    return tuple(options)


def _items(tasks: Block) -> Iterator[Block]:
    """The items of the list itself, each with all that is inside."""
    item: Block = []
    depth = 0
    for token in tasks[1:-1]:
        item.append(token)
        depth += token.nesting
        if depth == 0:
            yield item
            item = []


def _option(item: Block, name: str, place: Place, text: Text, kind: str) -> Option:
    head = item[0]
    if "right" not in head.meta:
        text.report(
            rules.NOT_A_TASK,
            place,
            "This answer has no box, so nobody knows whether it is right.",
            "Start it with [ ] or [x] and a space.",
        )
    blocks = list(blocks_of(item[1:-1]))
    words = blocks[0][1] if blocks and blocks[0][0].type == "paragraph_open" else None
    feedback, more = _sorted(blocks[1:] if words else blocks, text)
    text.enter(head.map)
    match = ""
    if words and kind == PAIRING:
        words, match = _sides(words)
    option_text = plain(words) if words else ""
    if "right" in head.meta and not option_text and not match:
        text.report(rules.EMPTY_VALUE, place, "This answer has no words.", "Write them behind the box.")
    return Option(
        id=name,
        html=inline_html(words, text) if words else "",
        text=option_text,
        right=bool(head.meta.get("right", False)),
        feedback=html_of(feedback[1:-1], text, quiz=True),
        place=place,
        more=html_of(more, text, quiz=True),
        match=match,
    )


def _sorted(blocks: list[Block], text: Text) -> tuple[Block, Block]:
    """The quote that is feedback, and what belongs to the answer itself; findings for what can be neither."""
    feedback: Block = []
    more: Block = []
    for block in blocks:
        first = block[0]
        if first.type == "blockquote_open" and not feedback:
            feedback = block
        elif first.type in ("blockquote_open", "heading_open") or any("right" in token.meta for token in block):
            text.report(
                rules.MISPLACED,
                text.line_place(first.map[0] if first.map else 0),
                "An answer is a text and, if you like, one quote as its feedback.",
                "Move this into the quote (each line after `> `), or shorten the answer.",
            )
        else:
            more.extend(block)
    return feedback, more


def _sides(words: Token) -> tuple[Token, str]:
    """The left side of a pair as a run of text, and the words on the right side; without ``=`` all is left."""
    divider = DIVIDER.search(words.content)
    if divider is None:
        return words, ""
    parse = parser(quiz=True).parseInline
    left, right = words.content[: divider.start()].rstrip(), words.content[divider.end() :]
    return parse(left)[0], plain(parse(right)[0])
