"""The answers of a question: a task list, each item one paragraph and, if the author likes, a quote as feedback."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.model.quiz import Option
from scormkit.source import rules
from scormkit.source.dialect import plain
from scormkit.source.markdown import html_of, inline_html
from scormkit.source.values import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from scormkit.model.finding import Place
    from scormkit.source.text import Text

Block = list["Token"]
OPTION_IDS = "abcdefghijklmnopqrstuvwxyz0123456789"
ALMOST_TASK = re.compile(r"^[ \t]*(?:[-*+][ \t]*)?\[\s*[xX\u2713]?\s*\]", re.MULTILINE)
LISTS = ("bullet_list_open", "ordered_list_open")


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


def options_of(stem: Block, tasks: Block, place: Place, text: Text) -> tuple[Option, ...]:
    """The answers in the order of the file; none, and a finding, where the question has no task list."""
    almost = _check_stem(stem, text)
    if almost and not tasks:
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
    free = iter([letter for letter in OPTION_IDS if letter not in names])
    options: list[Option] = []
    for item, name in zip(items, names, strict=True):
        spot = text.line_place(item[0].map[0] if item[0].map else 0)
        if not name and (name := next(free, "")) == "":
            text.report(rules.OPTION_ID, spot, f"There are more than {len(OPTION_IDS)} answers.", "Write fewer.")
            break
        if name not in OPTION_IDS or len(name) != 1 or any(option.id == name for option in options):
            text.report(
                rules.OPTION_ID,
                spot,
                f"`{short(name)}` is no id for an answer, or twice here.",
                "Write one such as {#b}.",
            )
        options.append(_option(item, name, spot, text))
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


def _option(item: Block, name: str, place: Place, text: Text) -> Option:
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
    feedback: Block = []
    for block in blocks[1:] if words else blocks:
        if block[0].type == "blockquote_open" and not feedback:
            feedback = block
            continue
        text.report(
            rules.MISPLACED,
            text.line_place(block[0].map[0] if block[0].map else 0),
            "An answer is one paragraph and, if you like, a quote as its feedback.",
            "Move this into the quote (each line after `> `), or shorten the answer.",
        )
    text.enter(head.map)
    option_text = plain(words) if words else ""
    if "right" in head.meta and not option_text:
        text.report(rules.EMPTY_VALUE, place, "This answer has no words.", "Write them behind the box.")
    return Option(
        id=name,
        html=inline_html(words, text) if words else "",
        text=option_text,
        right=bool(head.meta.get("right", False)),
        feedback=html_of(feedback[1:-1], text, quiz=True),
        place=place,
    )
