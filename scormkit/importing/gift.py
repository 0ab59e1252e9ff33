"""GIFT: a text format of Moodle. Questions are divided by lines without words, answers stand in braces."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scormkit.importing import rules
from scormkit.importing.bank import Item
from scormkit.importing.giftanswers import Broken, answered
from scormkit.importing.giftwords import masked, prose_of, unmasked
from scormkit.importing.labels import levels
from scormkit.importing.text import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.importing.bank import Bank
    from scormkit.importing.text import Text
    from scormkit.model.finding import Place

CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)", re.IGNORECASE)
TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
LABEL = re.compile(r"\[(id|tag):((?:\\.|[^\]\\])*)\]")
GOES_ON = re.compile(r"\s*[=~#}%]")


@dataclass(frozen=True, slots=True)
class Part:
    """A question as it stands: its lines, the category it is in, and what the comment above it names."""

    text: Text
    category: str
    id: str = ""
    tags: tuple[str, ...] = ()


def read_gift(text: Text, bank: Bank) -> None:
    """Reads the questions of a file into the bank."""
    for part in parts(masked(text)):
        bank.begin()
        item = _item(part, bank)
        if item is not None:
            bank.items.append(item)


def parts(text: Text) -> Iterator[Part]:
    """The questions of a file, without comments and categories."""
    now = _Now()
    for line in text.lines():
        stripped = line.words.strip()
        if now.ends_before(line.words):
            yield now.part()
        now.gap = not stripped
        if stripped.startswith("//"):
            now.comment(stripped)
        elif found := CATEGORY.match(line.words):
            if now.lines:
                yield now.part()
            now.category = category_of(unmasked(found[1]))
        elif stripped:
            now.lines.append(line)
    if now.lines:
        yield now.part()


class _Now:
    """The question that is being read. After a line without words it goes on only where a brace is open."""

    def __init__(self) -> None:
        self.category = self.label = ""
        self.tags: list[str] = []
        self.lines: list[Text] = []
        self.gap = False

    def ends_before(self, line: str) -> bool:
        """Whether a line begins something new: after a gap, unless a brace is open and the line goes on in it.

        A line with a title begins a question without a gap too, if the one before is whole.
        """
        if not line.strip() or not self.lines:
            return False
        opened = sum(before.words.count("{") for before in self.lines)
        still = opened > sum(before.words.count("}") for before in self.lines)
        return not (still and GOES_ON.match(line)) if self.gap else bool(opened and not still and line.startswith("::"))

    def comment(self, line: str) -> None:
        """Takes the id and the tags that Moodle writes into a comment."""
        names = [(kind, re.sub(r"\\(.)", r"\1", unmasked(value))) for kind, value in LABEL.findall(line)]
        self.label = next((value for kind, value in names if kind == "id"), self.label)
        self.tags += [value for kind, value in names if kind == "tag"]

    def part(self) -> Part:
        """The question as it stands; the next one begins."""
        found = Part(_whole(self.lines), self.category, self.label, tuple(self.tags))
        self.lines, self.label, self.tags = [], "", []
        return found


def category_of(path: str) -> str:
    """A category without what Moodle puts before it: the course, and 'top'."""
    known = ("$course$", "$system$", "$module$", "$cat1$", "top")
    names = [name.strip() for name in re.split(r"(?<!/)/(?!/)", path.strip())]
    return "/".join(name.replace("//", "/") for name in names if name and name not in known)


def _whole(lines: list[Text]) -> Text:
    """Lines as one text again."""
    found: list[Text] = []
    for line in lines:
        found += [line, replace(line.cut(len(line.words)), words="\n")]
    return joined(found).trimmed()


def _item(part: Part, bank: Bank) -> Item | None:
    text, name, form = part.text, part.id, "moodle"
    if found := TITLE.match(text.words):
        name = name or " ".join(unmasked(found[1]).split())
        text = text.cut(found.end())
    if found := FORMAT.match(text.words):
        form, text = found[1].lower(), text.cut(found.end())
    place = part.text.place
    if not _has_answers(text, place, bank):
        return None
    start, end = text.words.index("{"), text.words.index("}")
    try:
        read = answered(text.cut(start + 1, end), bank, form)
    except Broken as reason:
        _broken(text.place_of(start), str(reason), bank)
        return None
    words = prose_of(_with_gap(text.cut(0, start), text.cut(end + 1)), bank, form)
    if not words and not name:
        _broken(place, "It asks nothing.", bank)
        return None
    attributes = {**read.attributes, **levels(part.tags, place, bank)}
    return Item(
        read.kind, name, place, words, read.answers, read.rationale, attributes=attributes, category=part.category
    )


def _has_answers(text: Text, place: Place, bank: Bank) -> bool:
    """Whether one pair of braces is there; else a finding says what is wrong."""
    opened, closed = text.words.count("{"), text.words.count("}")
    if not opened and not closed:
        bank.report(
            rules.STRAY,
            place,
            f"'{' '.join(unmasked(text.words).split())[:60]}' has no answers in braces, so it is no question.",
            "Put it into the introduction of the quiz, or write answers in braces and import again.",
        )
        return False
    if (opened, closed) != (1, 1) or text.words.index("{") > text.words.index("}"):
        _broken(place, f"It has {opened} opening and {closed} closing braces instead of one of each.", bank)
        return False
    return True


def _with_gap(before: Text, after: Text) -> Text:
    """The words around the braces; where the sentence goes on behind them, a gap stands for the answer."""
    rest = after.words.strip()
    ended = before.words.rstrip().endswith((".", "?", "!", ":"))
    if not rest or (ended and not re.search(r"\w", rest)):
        return before.trimmed()
    start = before.trimmed()
    gap = replace(before.cut(len(before.words)), words=" _____" if rest[0] in ".,;:?!)" else " _____ ")
    return joined([start, gap, after.trimmed()])


def _broken(place: Place, why: str, bank: Bank) -> None:
    bank.leave_out(
        rules.BROKEN, place, why, "Mend the question in the bank (`\\` before a ~ = # { } that is only a character)."
    )
