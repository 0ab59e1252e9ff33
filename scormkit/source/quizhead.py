"""The front matter of a quiz: its role, and how it is drawn, shown, tried and passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.quiz import FeedbackTime, Quiz, QuizRole, Results, Share, Show, Shuffle
from scormkit.source import fields, rules
from scormkit.source.pages import check_objective

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

    from scormkit.model.quiz import Question
    from scormkit.source.frontmatter import Sheet
    from scormkit.source.text import Text

ONCE = (QuizRole.PRE_TEST, QuizRole.EVALUATION)
"""Roles of what is done once, unless the author says otherwise."""


def quiz_of(
    sheet: Sheet,
    text: Text,
    objectives: Collection[str] | None,
    intro: str,
    passing: Decimal,
    questions: tuple[Question, ...],
) -> Quiz:
    """The quiz of a sheet whose questions were read; ``objectives`` are the known ids, or none."""
    head = sheet.head
    role = fields.word(QuizRole, head["role"], QuizRole.CHECK)
    usual = FeedbackTime.AT_ONCE if role is QuizRole.CHECK else FeedbackTime.AFTER_LAST
    return Quiz(
        id=sheet.id,
        title=head["title"].text,
        role=role,
        intro=intro,
        passing=passing,
        attempts=1 if role in ONCE and "attempts" not in head else fields.whole(head["attempts"], 0),
        feedback=fields.word(FeedbackTime, head["feedback"], usual),
        questions=questions,
        place=text.folder.place(sheet.file, 1),
        draw=fields.whole(head["draw"], 0),
        pool=_pool(sheet, text, objectives),
        shuffle=fields.word(Shuffle, head["shuffle"], Shuffle.NO),
        cool_down=fields.whole(head["cool_down"], 0),
        show=fields.word(Show, head["show"], Show.ALL),
        results=fields.word(Results, head["results"], Results.TOTAL),
    )


def passing_of(sheet: Sheet, text: Text) -> Decimal | None:
    """The passing score as a percentage (0 where none is needed); none, and a finding, where one is missing."""
    if sheet.head["role"].text == QuizRole.POST_TEST and "passing" not in sheet.head:
        text.report(
            rules.MISSING_KEY,
            sheet.head.place,
            "A post-test needs a passing score.",
            "Add `passing:` with a percentage from 0 to 100, without a percent sign.",
        )
        return None
    return fields.number(sheet.head["passing"])


def _pool(sheet: Sheet, text: Text, objectives: Collection[str] | None) -> tuple[Share, ...]:
    """How many questions are drawn on which objective."""
    shares = []
    for item in sheet.head["pool"].items():
        name = item["objective"]
        check_objective(name.text, name.place, objectives, text.findings)
        shares.append(Share(name.text, fields.whole(item["draw"], 0)))
    return tuple(shares)
