"""Moodle XML: a ``quiz`` of ``question`` elements, each of a type, with texts in HTML and files inside."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.importing import rules
from scormkit.importing.bank import Item
from scormkit.importing.cases import told
from scormkit.importing.gift import category_of
from scormkit.importing.grades import number, points
from scormkit.importing.labels import levels
from scormkit.importing.moodlekinds import KINDS, Unmatched
from scormkit.importing.moodlewords import prose_at, words_at
from scormkit.importing.naming import LONGEST, slug
from scormkit.importing.pictures import from_base64

if TYPE_CHECKING:
    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.markup import Node
    from scormkit.model.finding import Place

INSTEAD = {
    "calculated": "Ask it as a numeric question with one set of numbers.",
    "calculatedmulti": "Ask it as a choice with one set of numbers.",
    "calculatedsimple": "Ask it as a numeric question with one set of numbers.",
    "randomsamatch": "Ask it as a matching question.",
    "random": "Draw questions with `draw:` in the front matter of the quiz.",
    "ddimageortext": "Ask it as a matching question beside the picture.",
    "ddmarker": "Ask it as a choice of places that the picture names by letters.",
}
"""What comes near to types that have no counterpart."""
TRUE = ("1", "true", "yes")


def read_moodle(root: Node, bank: Bank) -> None:
    """Reads the questions of a file into the bank."""
    category = ""
    for question in root.all("question"):
        bank.begin()
        bank.look = partial(_look, _files(question))
        kind = question.get("type").strip().lower()
        if kind == "category":
            category = category_of(words_at(question, "category"))
        elif kind == "description":
            _description(question, bank)
        else:
            _read(question, kind, category, bank)
    if bank.intro and not bank.items:
        _stray(bank.intro, "", root.place, bank)


def _read(question: Node, kind: str, category: str, bank: Bank) -> None:
    reader = KINDS.get(kind)
    name = " ".join(words_at(question, "name").split())
    if reader is None:
        bank.leave_out(
            rules.NO_SUCH_KIND,
            question.place,
            f"'{name[:60]}' is of the type {kind[:30] or 'nothing'}, which has no counterpart here.",
            INSTEAD.get(kind, "Ask it in another kind, by hand."),
        )
        return
    try:
        read = reader(question, bank)
    except Unmatched as reason:
        bank.leave_out(reason.rule, question.place, f"'{name[:60]}': {reason}", reason.mend)
        return
    words = prose_at(question, bank, "questiontext") if read.words is None else read.words
    name = words_at(question, "idnumber").strip() or name
    rationale = prose_at(question, bank, "generalfeedback")
    hints = tuple(hint for node in question.all("hint") if (hint := prose_at(node, bank)))
    if read.asked:
        tags = _tags(question, bank)
        asked = [replace(one, attributes={**one.attributes, **tags}) for one in read.asked]
        bank.items += told(name, words, asked, category=category, rationale=rationale, hints=hints)
    else:
        attributes = {**_points(question, bank), **read.attributes, **_tags(question, bank)}
        bank.items.append(
            Item(read.kind, name, question.place, words, read.answers, rationale, hints, attributes, category)
        )
    _settings(question, bank)


def _points(question: Node, bank: Bank) -> dict[str, str]:
    grade = number(words_at(question, "defaultgrade") or "1")
    return points(grade, question.place, bank)


def _tags(question: Node, bank: Bank) -> dict[str, str]:
    tags = question.first("tags")
    return levels([words_at(tag) for tag in tags.all("tag")], question.place, bank) if tags else {}


def _settings(question: Node, bank: Bank) -> None:
    shuffled = question.first("shuffleanswers")
    if shuffled:
        bank.shuffles.append((shuffled.place, shuffled.words.lower() in TRUE))
    penalty = question.first("penalty")
    if penalty and (cost := number(penalty.words)) and cost > 0:
        bank.setting("a penalty for each further try", penalty.place)


def _description(question: Node, bank: Bank) -> None:
    """Before all questions it is the introduction; after the first, no case: Moodle writes the questions of a category
    by type and name, so that what follows a description in the file is seldom what it was written for.
    """
    words = prose_at(question, bank, "questiontext")
    if words and not bank.items:
        bank.intro += words
    elif words:
        _stray(words, words_at(question, "name"), question.place, bank)


def _stray(words: Prose, name: str, place: Place, bank: Bank) -> None:
    said = " ".join(block.line for block in words)
    case = slug(name or said, LONGEST) or "id"
    bank.report(
        rules.STRAY,
        place,
        f"The description '{said[:60]}' was left out: the order of a Moodle bank does not say which questions need it.",
        f"Put it between `::: case {case}` and `:::` above those that do, and case={case} into their braces; if all "
        "need it, put it into the introduction, above the first question.",
    )


def _files(question: Node) -> dict[str, str]:
    """The files of a question, still encoded, by their names."""
    return {file.get("name"): file.words for file in question.every("file") if file.get("encoding") == "base64"}


def _look(files: dict[str, str], source: str) -> bytes | None:
    name = unquote(source.rpartition("/")[2].partition("?")[0])
    return from_base64(files[name]) if name in files else None
