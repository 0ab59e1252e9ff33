"""A table of questions (CSV): a question in each row, and in the first row what the columns are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.foreign import Unreadable
from scormkit.importing import rules
from scormkit.importing.bank import Answer, Block, Item
from scormkit.importing.cells import rows
from scormkit.importing.columns import NAMES, columns
from scormkit.importing.grades import in_one_line, number, points
from scormkit.importing.labels import difficulty
from scormkit.importing.naming import slug
from scormkit.importing.numbers import accepted, around
from scormkit.importing.prose import plain_prose
from scormkit.importing.unmatched import Unmatched

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.cells import Row
    from scormkit.importing.columns import Columns
    from scormkit.importing.text import Text

KINDS = {
    **dict.fromkeys(
        ("choice", "single", "single choice", "multiple choice", "mc", "mcq", "sba", "one best answer"), "choice"
    ),
    **dict.fromkeys(
        ("multiple", "multiple response", "multiple answers", "multiple answer", "mr", "multi select"), "multiple"
    ),
    **dict.fromkeys(("true false", "tf", "t f", "true or false", "boolean"), "true-false"),
    **dict.fromkeys(("fill in", "fill in the blank", "short answer", "short text", "text", "fib", "sa"), "fill-in"),
    **dict.fromkeys(("numeric", "numerical", "number"), "numeric"),
    **dict.fromkeys(("matching", "match"), "matching"),
    **dict.fromkeys(("ordering", "order", "sequence", "sequencing", "ranking"), "ordering"),
    **dict.fromkeys(("likert", "scale", "rating"), "likert"),
    **dict.fromkeys(("long", "essay", "long answer", "open", "free text"), "long"),
}
"""Our kinds by what tables call them, without hyphens. 'Multiple choice' with several right answers is `multiple`."""
TRUE = frozenset(("true", "t", "yes", "y", "1", "right", "correct"))
FALSE = frozenset(("false", "f", "no", "n", "0", "wrong", "incorrect"))
PAIR = re.compile(r"\s*(?:->|=>|→|=|\|)\s*")
PARTS = re.compile(r"\s*[;|\n]\s*")


def read_table(text: Text, bank: Bank) -> None:
    """Reads the questions of a table into the bank. Raises :class:`Unreadable` where its first row names no columns."""
    found = rows(text)
    shape = columns([cell.words for cell in found[0]]) if found else columns([])
    if not shape.usable:
        known = ", ".join(NAMES)
        raise Unreadable(
            f"{bank.file}: the first row names no columns of questions. One is called question, one correct or A, B, C "
            f"… for the answers; also known are {known}."
        )
    for index in shape.unknown:
        heading = found[0][index]
        bank.report(
            rules.UNKNOWN_COLUMN,
            heading.place,
            f"The column '{heading.words.strip()[:40]}' is not known and was left out.",
            "Name it as the guide says, or ignore this.",
        )
    for cells in found[1:]:
        _read(Line(cells, shape, bank), bank)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table, whose cells are asked for by what they hold."""

    cells: Row
    shape: Columns
    bank: Bank

    def cell(self, index: int | None) -> Text:
        """A cell; an empty one where the row ends before it."""
        start = self.cells[0]
        return self.cells[index].trimmed() if index is not None and index < len(self.cells) else start.cut(0, 0)

    def named(self, name: str) -> Text:
        """The cell of a column."""
        return self.cell(self.shape.known.get(name))

    def prose(self, text: Text) -> Prose:
        """A cell as Markdown."""
        return plain_prose(text, self.bank)

    @property
    def options(self) -> list[tuple[str, Text, Prose]]:
        """The answers that are there: mark, words, feedback."""
        found = []
        for mark, index in self.shape.options.items():
            if cell := self.cell(index):
                found.append((mark, cell, self.prose(self.cell(self.shape.feedback.get(mark)))))
        return found


def _read(line: Line, bank: Bank) -> None:
    bank.begin()
    question = line.named("question")
    place = (question or line.cells[0]).place
    try:
        if not question:
            raise Unmatched("the row has no question.", "Write one, or delete the row.", rules.BROKEN)
        kind = _kind(line)
        answers = READERS[kind](line)
    except Unmatched as reason:
        bank.leave_out(reason.rule, place, f"'{question.words[:50]}': {reason}", reason.mend)
        return
    if kind == "choice" and sum(answer.right for answer in answers) > 1:
        kind = "multiple"
    hint = line.prose(line.named("hint"))
    case, asks = line.prose(line.named("case")), line.prose(question)
    bank.items.append(
        Item(
            kind,
            line.named("id").words,
            place,
            case or asks,
            answers,
            line.prose(line.named("rationale")),
            (hint,) if hint else (),
            _attributes(line, bank),
            line.named("category").words,
            asks if case else (),
        )
    )


def _kind(line: Line) -> str:
    """The kind that the row names, or that its key and answers show."""
    said = " ".join(re.sub(r"[^a-z]+", " ", line.named("kind").words.lower()).split())
    if said:
        if said not in KINDS:
            raise Unmatched(f"the kind '{said[:30]}' is not known.", f"Write one of: {', '.join(READERS)}.")
        return KINDS[said]
    key, options = line.named("correct").words.lower(), line.options
    if key in TRUE | FALSE and (not options or {words.words.lower() for _, words, _ in options} == {"true", "false"}):
        return "true-false"
    if options:
        return "choice"
    if accepted(key):
        return "numeric"
    return "fill-in" if key else "long"


def _choice(line: Line) -> tuple[Answer, ...]:
    options = line.options
    right = _right(line, options)
    return tuple(
        Answer(line.prose(words), mark in right, feedback, place=words.place) for mark, words, feedback in options
    )


def _right(line: Line, options: list[tuple[str, Text, Prose]]) -> set[str]:
    """The marks of the right answers: by their words, else by letter or number."""
    key = line.named("correct")
    by_words = {" ".join(words.words.lower().split()): mark for mark, words, _ in options}
    marks = [mark for mark, _, _ in options]
    whole = " ".join(key.words.lower().split())
    said = [whole] if whole in by_words else [part for part in re.split(r"\s*[;,|/&\n]\s*|\s+and\s+", whole) if part]
    if (
        len(said) == 1
        and said[0] not in by_words
        and re.fullmatch(r"[a-z]{2,6}", said[0])
        and set(said[0]) <= set(marks)
    ):
        said = list(said[0])
    found = set()
    for part in said:
        by_place = _place(part, marks)
        if part in by_words:
            if by_place and by_place != by_words[part]:
                _two_ways(line, part, by_place)
            found.add(by_words[part])
        elif by_place:
            found.add(by_place)
        else:
            raise Unmatched(
                f"its key '{part[:30]}' names no answer.", "Write the letter or the words of one.", rules.BROKEN
            )
    return found


def _place(part: str, marks: list[str]) -> str:
    """The mark that a key names: itself, or a number or letter counted from the first answer."""
    bare = re.sub(r"\A(?:option|answer|choice)\s*|[().]", "", part).strip()
    if bare in marks:
        return bare
    index = (
        int(bare) - 1
        if bare.isdecimal() and len(bare) < 3
        else ord(bare) - ord("a")
        if re.fullmatch("[a-z]", bare)
        else -1
    )
    return marks[index] if 0 <= index < len(marks) else ""


def _two_ways(line: Line, part: str, mark: str) -> None:
    line.bank.report(
        rules.KEY_READ_TWO_WAYS,
        line.named("correct").place,
        f"The key '{part[:20]}' is the words of one answer and the place of another ({mark}); the words were taken.",
        "Look at the question in the quiz.",
    )


def _truth(line: Line) -> tuple[Answer, ...]:
    key = line.named("correct").words.lower()
    options = line.options
    if len(options) == 2 and key not in TRUE | FALSE:
        return _choice(line)
    if key not in TRUE | FALSE:
        raise Unmatched(f"its key '{key[:30]}' is neither true nor false.", "Write true or false.", rules.BROKEN)
    feedback = [told for _, _, told in options] or [(), ()]
    right = key in TRUE
    return (Answer((Block(("True",)),), right, feedback[0]), Answer((Block(("False",)),), not right, feedback[-1]))


def _fill(line: Line) -> tuple[Answer, ...]:
    key = line.named("correct")
    said = [key.cut(start, end) for start, end in _spans(PARTS, key.words)]
    texts = [*said, *(words for _, words, _ in line.options)]
    if not any(texts):
        raise Unmatched(
            "it accepts no answer.", "Write the answers into the column correct, divided by ;", rules.BROKEN
        )
    seen = {" ".join(text.words.split()): text for text in texts if text}
    return tuple(Answer(line.prose(text), place=text.place) for text in seen.values())


def _spans(pattern: re.Pattern[str], words: str) -> list[tuple[int, int]]:
    """Where the parts stand that a pattern divides."""
    starts, ends = [0], []
    for found in pattern.finditer(words):
        ends.append(found.start())
        starts.append(found.end())
    return list(zip(starts, [*ends, len(words)], strict=True))


def _number(line: Line) -> tuple[Answer, ...]:
    key, tolerance = line.named("correct"), line.named("tolerance").words
    written = around(number(key.words), number(tolerance)) if tolerance else accepted(key.words)
    if not written:
        raise Unmatched(
            f"its key '{key.words[:30]}' is no number.", "Write one such as 6, 5.5 ± 0.2 or 5..7.", rules.BROKEN
        )
    return (Answer(in_one_line(written), place=key.place),)


def _matching(line: Line) -> tuple[Answer, ...]:
    pairs = []
    for _, words, _ in line.options:
        found = PAIR.search(words.words)
        if found is None:
            raise Unmatched(f"the pair '{words.words[:30]}' has no =", "Write each pair as left = right.", rules.BROKEN)
        left, right = words.cut(0, found.start()), words.cut(found.end())
        pairs.append(Answer(line.prose(left), bool(left), other=line.prose(right), place=words.place))
    return tuple(pairs)


def _in_order(line: Line) -> tuple[Answer, ...]:
    return tuple(Answer(line.prose(words), place=words.place) for _, words, _ in line.options)


def _scale(line: Line) -> tuple[Answer, ...]:
    return tuple(Answer(line.prose(words), False, place=words.place) for _, words, _ in line.options)


def _long(_: Line) -> tuple[Answer, ...]:
    return ()


READERS: dict[str, Callable[[Line], tuple[Answer, ...]]] = {
    "choice": _choice,
    "multiple": _choice,
    "true-false": _truth,
    "fill-in": _fill,
    "numeric": _number,
    "matching": _matching,
    "ordering": _in_order,
    "likert": _scale,
    "long": _long,
}
"""How the answers of each kind are read from a row."""


def _attributes(line: Line, bank: Bank) -> dict[str, str]:
    found = {name: slug(line.named(name).words, 60) for name in ("objective", "reference")}
    for name, form in (("unit", r".{1,20}"), ("limit", r"[1-9][0-9]{0,3}")):
        said = line.named(name)
        if re.fullmatch(form, said.words):
            found[name] = said.words
        elif said:
            bank.setting(f"the {name} '{said.words[:30]}'", said.place)
    found |= {name: "yes" for name in ("partial", "exact") if line.named(name).words.lower() in TRUE}
    level = line.named("difficulty")
    found["difficulty"] = difficulty(level.words)
    if level and not found["difficulty"]:
        bank.setting(f"the difficulty '{level.words[:30]}' (here easy, medium or hard)", level.place)
    weight = line.named("points")
    value = number(weight.words) if weight else Decimal(1)
    if value is None:
        bank.setting(f"the points '{weight.words[:20]}', which are no number", weight.place)
    return {**found, **points(value, line.cells[0].place, bank)}
