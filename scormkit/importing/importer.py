"""A bank of questions → a quiz: read in its format, judged for what marking needs, written in our Markdown."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from scormkit.importing import rules
from scormkit.importing.bank import Bank
from scormkit.importing.formats import read_into
from scormkit.importing.inlines import shown
from scormkit.importing.naming import slug
from scormkit.importing.writing import quiz_text
from scormkit.model.finding import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scormkit.importing.bank import Answer, Item, Prose
    from scormkit.model.finding import Finding

LARGEST_QUIZ = 250_000
"""Bytes of a quiz, as the reader of courses has it; a test holds the two against each other."""
MOST_ANSWERS = 36
EVALUATION = "evaluation"
FEWEST = {"choice": 2, "multiple": 2, "true-false": 2, "fill-in": 1, "numeric": 1, "matching": 2, "ordering": 2}
QUOTES = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2212", "''\"\"--")
TOLD_APART = ("choice", "multiple", "true-false", "ordering")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the quiz shall be: the id, role, title (of the bank, if empty) and passing score of its front matter.

    ``objectives`` are ids by category, that of all questions under no name; ``taken`` are ids of questions that the
    course has; ``there`` finds a file of the course by its path; ``form`` overrides what the content looks like.
    """

    id: str
    role: str = "check"
    title: str = ""
    passing: str = ""
    form: str = ""
    objectives: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    there: Callable[[str], bytes | None] = field(default=lambda _: None)


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of the quiz, its pictures by their paths in the course, and what could not be carried."""

    text: str
    pictures: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    questions: int
    left_out: int
    form: str


def imported(raw: bytes, shown: str, wish: Wish) -> Imported:
    """The quiz that a bank becomes. Raises :class:`scormkit.foreign.Unreadable` for what is no bank."""
    bank = Bank(shown, there=wish.there)
    form = read_into(raw, wish.form, bank)
    bank.items = [_fitted(item) for item in bank.items]
    for item in bank.items:
        for why in _unmarkable(item, opinion=wish.role == EVALUATION):
            bank.report(
                rules.UNMARKABLE,
                item.place,
                f"'{_short(item)}' cannot be marked as it came: {why}",
                "Mend it in the quiz, or in the bank and import it again.",
            )
    head = {
        "id": wish.id,
        "title": wish.title or " ".join(bank.title.split()) or wish.id,
        "role": wish.role,
        "passing": wish.passing,
        "shuffle": _shuffle(bank),
    }
    text = quiz_text(bank, head, wish.objectives, set(wish.taken))
    _judge(text, wish, bank)
    return Imported(text, bank.pictures, tuple(bank.findings), len(bank.items), bank.left_out, form)


def _shuffle(bank: Bank) -> str:
    """``answers`` where all questions say that theirs are shuffled; where only some do, that is told."""
    shuffled = [place for place, said in bank.shuffles if said]
    if shuffled and len(shuffled) == len(bank.shuffles):
        return "answers"
    for place in shuffled:
        bank.setting("shuffled answers, which other questions do not have (shuffle: answers is for all)", place)
    return ""


def _fitted(item: Item) -> Item:
    """An item without what says the same twice: variants that are marked alike."""
    if item.kind == "fill-in":
        exact = bool(item.attributes.get("exact"))
        alike = {_folded(answer, exact): answer for answer in reversed(item.answers)}
        return replace(item, answers=tuple(answer for answer in item.answers if answer in alike.values()))
    return item


def _folded(answer: Answer, exact: bool) -> str:
    """A variant as it is compared with what a learner writes: capitals, accents, spaces and quotes aside."""
    words = _said(answer.words)
    if exact:
        return words
    bare = unicodedata.normalize("NFKD", words.translate(QUOTES).casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter) and not letter.isspace())


def _short(item: Item) -> str:
    return (item.name or " ".join(block.line for block in item.words))[:50]


def _unmarkable(item: Item, *, opinion: bool) -> Iterator[str]:
    """Why a question cannot be marked, each in a sentence. Where opinions are asked, none needs a right answer."""
    right = sum(answer.right for answer in item.answers)
    if item.kind in ("choice", "true-false") and right != 1 and not opinion:
        yield f"{right} answers are right."
    if item.kind == "multiple" and not right and not opinion:
        yield "no answer is right."
    if len(item.answers) < FEWEST.get(item.kind, 0):
        yield f"it has {len(item.answers)} answers."
    if len(item.answers) > MOST_ANSWERS:
        yield f"it has more than {MOST_ANSWERS} answers."
    words = [_said(answer.words) for answer in item.answers]
    if item.kind in TOLD_APART:
        for said, count in Counter(one.casefold() for one in words if one).items():
            if count > 1:
                yield f"{count} answers say '{said[:40]}'."
    if item.kind == "matching":
        words = [_said(side) for answer in item.answers for side in (answer.words, answer.other) if side]
    if any(not said for said in words):
        yield "an answer has no words, not even a text alternative."


def _said(words: Prose) -> str:
    """The words of an answer as they are compared and reported: those of its first paragraph."""
    return shown(words[0].lines) if words and (words[0].paragraph or words[0].lines[0].startswith("![")) else ""


def _judge(text: str, wish: Wish, bank: Bank) -> None:
    """What is wrong with the quiz as a whole, and what was counted on the way."""
    whole = Place(bank.file)
    if wish.role == "post-test" and not wish.passing:
        bank.report(
            rules.NO_PASSING,
            whole,
            "A post-test needs a passing score, which the bank does not know.",
            "Add `passing:` with a percentage to the front matter, or import again with --passing.",
        )
    if len(text.encode("utf-8", "replace")) > LARGEST_QUIZ:
        bank.report(
            rules.TOO_MUCH,
            whole,
            f"The quiz has more than {LARGEST_QUIZ // 1000} 000 bytes, which is too much for one file.",
            "Divide the bank and import each part into its own quiz.",
        )
    for name, (place, count) in bank.settings.items():
        bank.report(rules.SETTING, place, f"Not carried: {name}{_times(count)}.", "Set what has a word here by hand.")
    for feedback, (place, count) in bank.repeated.items():
        bank.report(
            rules.FEEDBACK,
            place,
            f"The feedback on the whole response, '{feedback[:60]}', has no place here{_times(count)}.",
            "Put into the rationale what learners should know of it.",
        )
    for category, (place, count) in bank.unmapped.items():
        last = slug(category.rpartition("/")[2], 60) or "id"
        bank.report(
            rules.CATEGORY,
            place,
            f"The category '{category[:60]}' stands for no objective{_times(count)}.",
            f'Import again with --objective "{category[:60]}={last}" and the id of the objective, or leave it.',
        )


def _times(count: int) -> str:
    return f" ({count} questions)" if count > 1 else ""
