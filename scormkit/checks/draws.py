"""What the draw of a quiz can give: which of its questions are never asked, and whether it may ask opinions only.

It follows the runtime (``features/pool.js``): the questions of a case are drawn as a whole where the rest can still be
filled up, and its first ones are taken where nothing else fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scormkit.model.quiz import Question, Quiz


def lots(quiz: Quiz) -> tuple[tuple[int, tuple[Question, ...]], ...]:
    """How many questions an attempt draws of which; all questions at once where nothing is drawn."""
    if quiz.pool:
        return tuple(
            (share.draw, tuple(question for question in quiz.questions if question.objective == share.objective))
            for share in quiz.pool
        )
    return ((quiz.draw or len(quiz.questions), quiz.questions),)


def never_asked(quiz: Quiz) -> tuple[Question, ...]:
    """The questions that no attempt of a quiz can ask, in their order."""
    asked = {question.id for count, questions in lots(quiz) for question in _possible(count, questions)}
    return tuple(question for question in quiz.questions if question.id not in asked)


def asks_opinions_only(quiz: Quiz) -> bool:
    """Whether an attempt may consist of questions that nobody marks."""
    return bool(quiz.questions) and all(
        count <= sum(len(unit) for unit in _units(questions) if not any(map(_marked, unit)))
        for count, questions in lots(quiz)
    )


def _marked(question: Question) -> bool:
    return KINDS[question.kind].scored


def _units(questions: Iterable[Question]) -> list[list[Question]]:
    """Questions of one case together, every other one by itself."""
    units: dict[str, list[Question]] = {}
    for question in questions:
        units.setdefault(f"case {question.case}" if question.case else question.id, []).append(question)
    return list(units.values())


def _possible(count: int, questions: Sequence[Question]) -> list[Question]:
    """The questions that a draw of so many can give."""
    units = _units(questions)
    sizes = [len(unit) for unit in units]
    filled = max(_sums(sizes, count))
    whole = {size: filled - size in _sums(_without(sizes, size), count) for size in set(sizes)}
    return [question for unit in units for question in (unit if whole[len(unit)] else unit[: count - filled])]


def _without(sizes: Sequence[int], one: int) -> list[int]:
    """The sizes of all other units."""
    at = sizes.index(one)
    return [*sizes[:at], *sizes[at + 1 :]]


def _sums(sizes: Iterable[int], most: int) -> set[int]:
    """How many questions whole units can make, up to a number."""
    sums = {0}
    for size in sizes:
        sums |= {total + size for total in sums if total + size <= most}
    return sums
