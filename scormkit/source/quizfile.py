"""quizzes/*.md → quizzes: a heading is a question, a task list its answers, a quote below them its rationale."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.model.quiz import FeedbackTime, Quiz, QuizRole, RawQuestion
from scormkit.questions import KINDS
from scormkit.source import fields, rules
from scormkit.source.answers import LISTS, Block, blocks_of, options_of
from scormkit.source.dialect import plain, tokens_of
from scormkit.source.inlines import check_inner_links
from scormkit.source.markdown import html_of, inline_html
from scormkit.source.pages import check_objective
from scormkit.source.shape import nearest
from scormkit.source.values import short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scormkit.model.finding import Place
    from scormkit.model.quiz import Question
    from scormkit.source.frontmatter import Sheet
    from scormkit.source.text import Text

QUESTION_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 30
ATTRIBUTES = ("id", "kind", "objective", "points")
POINTS = re.compile(r"(?=.*[1-9])[0-9]{1,3}([.][0-9]{1,2})?", re.ASCII)


@dataclass(slots=True)
class Parts:
    """The blocks of one question in the order of the file."""

    heading: Block
    stem: Block = field(default_factory=list)
    tasks: Block = field(default_factory=list)
    rationale: Block = field(default_factory=list)
    stray: list[Block] = field(default_factory=list)


def read_quiz(sheet: Sheet, text: Text, objectives: Collection[str] | None, taken: dict[str, Place]) -> Quiz | None:
    """The quiz of a sheet, or none and findings where a question cannot be asked.

    ``taken`` holds the ids of the course's questions with their places, and is added to.
    """
    before = len(text.findings)
    tokens = tokens_of(text, quiz=True)
    intro, questions = _split(blocks_of(tokens), text)
    intro_html = html_of(intro, text, quiz=True)
    read = [_question(parts, text, objectives, taken) for parts in questions]
    check_inner_links(tokens, text)
    if not questions and not any(finding.rule in STRUCTURE for finding in text.findings[before:]):
        text.report(
            rules.NO_QUESTIONS,
            text.folder.place(sheet.file, sheet.first_line, 1),
            "The quiz has no questions.",
            "Write one as `## Question {#id}` with answers `- [ ]` and `- [x]` below it.",
        )
    passing = _passing(sheet, text)
    if any(question is None for question in read) or not read or passing is None:
        return None
    role = fields.word(QuizRole, sheet.head["role"], QuizRole.CHECK)
    return Quiz(
        id=sheet.id,
        title=sheet.head["title"].text,
        role=role,
        intro=intro_html,
        passing=passing,
        attempts=fields.whole(sheet.head["attempts"], 0),
        feedback=fields.word(FeedbackTime, sheet.head["feedback"], _usual_feedback(role)),
        questions=tuple(question for question in read if question is not None),
        place=text.folder.place(sheet.file, 1),
    )


STRUCTURE = {rules.QUIZ_HEADING.id, rules.BROKEN_MARKDOWN.id}
"""Findings that explain why there is no question, so that it is not said twice."""


def _usual_feedback(role: QuizRole) -> FeedbackTime:
    tests = (QuizRole.PRE_TEST, QuizRole.POST_TEST)
    return FeedbackTime.AFTER_LAST if role in tests else FeedbackTime.AFTER_ATTEMPT


def _passing(sheet: Sheet, text: Text) -> Decimal | None:
    if sheet.head["role"].text == QuizRole.POST_TEST and "passing" not in sheet.head:
        text.report(
            rules.MISSING_KEY,
            sheet.head.place,
            "A post-test needs a passing score.",
            "Add `passing:` with a percentage from 0 to 100, without a percent sign.",
        )
        return None
    return fields.number(sheet.head["passing"])


def _split(blocks: Iterator[Block], text: Text) -> tuple[Block, list[Parts]]:
    intro: Block = []
    questions: list[Parts] = []
    for block in blocks:
        head = block[0]
        if head.type == "heading_open" and head.tag == "h2":
            questions.append(Parts(block))
        elif head.type == "heading_open":
            text.report(
                rules.QUIZ_HEADING,
                text.line_place(head.map[0] if head.map else 0),
                f"A heading of level {head.tag[1:]} stands in the quiz.",
                "Write ## for a question; for other words use **bold** text.",
            )
        elif not questions:
            intro.extend(block)
        else:
            _sort_in(block, questions[-1])
    return intro, questions


def _sort_in(block: Block, parts: Parts) -> None:
    """Puts a block where it belongs in its question."""
    kind = block[0].type
    if kind in LISTS and any("right" in token.meta for token in block) and not parts.tasks:
        parts.tasks = block
    elif not parts.tasks:
        parts.stem.extend(block)
    elif kind == "blockquote_open" and not parts.rationale:
        parts.rationale = block
    else:
        parts.stray.append(block)


def _question(parts: Parts, text: Text, objectives: Collection[str] | None, taken: dict[str, Place]) -> Question | None:
    """A question as its kind reads it, or none and findings."""
    heading = parts.heading[0]
    place = text.line_place(heading.map[0] if heading.map else 0)
    written = dict(heading.meta.get("written", {}))
    name = _own_id(written, place, text, taken)
    kind = _kind(written, place, text)
    attributes = _attributes(written, place, text, objectives)
    cited_before = len(text.cited)
    text.enter(heading.map)
    prompt_text = plain(parts.heading[1])
    prompt = inline_html(parts.heading[1], text)
    stem = html_of(parts.stem, text, quiz=True)
    options = options_of(parts.stem, parts.tasks, place, text)
    rationale = html_of(parts.rationale[1:-1], text, quiz=True)
    for block in parts.stray:
        text.report(
            rules.MISPLACED,
            text.line_place(block[0].map[0] if block[0].map else 0),
            "This stands after the answers and is neither the rationale nor a new question.",
            "Move it above the answers, or put it into the rationale: each line after `> `.",
        )
    if not prompt_text:
        text.report(rules.EMPTY_VALUE, place, "The question has no words.", "Write it after ##.")
    if not (name and kind and options and prompt_text):
        return None
    raw = RawQuestion(
        id=name,
        kind=kind,
        prompt=prompt,
        prompt_text=prompt_text,
        stem=stem,
        options=options,
        rationale=rationale,
        attributes=attributes,
        cited=tuple(dict.fromkeys(text.cited[cited_before:])),
        place=place,
    )
    return KINDS[kind].parse(raw)


def _own_id(written: dict[str, str], place: Place, text: Text, taken: dict[str, Place]) -> str:
    """The id of a question, or nothing and a finding."""
    name = written.get("id", "")
    if not name:
        text.report(
            rules.QUESTION_ID, place, "The question has no id.", "Add one behind its words, such as {#first-choice}."
        )
        return ""
    if not QUESTION_ID.fullmatch(name) or len(name) > LONGEST_ID:
        text.report(
            rules.MALFORMED,
            place,
            f"`{short(name)}` is no id for a question.",
            f"Use lower-case letters, digits and single hyphens, at most {LONGEST_ID} characters.",
        )
        return ""
    if name in taken:
        text.report(
            rules.DUPLICATE_ID, place, f"The question id `{name}` is already at {taken[name]}.", "Give each its own id."
        )
        return ""
    taken[name] = place
    return name


def _kind(written: dict[str, str], place: Place, text: Text) -> str:
    """The kind of a question (a single choice unless it says otherwise), or nothing and a finding."""
    kind = written.get("kind", "choice")
    if kind in KINDS:
        return kind
    near = nearest(kind, KINDS)
    listed = f"Kinds are: {', '.join(KINDS)}."
    text.report(
        rules.UNKNOWN_KIND,
        place,
        f"The question kind `{short(kind)}` is unknown.",
        f"Did you mean `{near}`? {listed}" if near else listed,
    )
    return ""


def _attributes(
    written: dict[str, str], place: Place, text: Text, objectives: Collection[str] | None
) -> dict[str, str]:
    """Objective and points of a question, as far as they mean something."""
    for key in written:
        if key not in ATTRIBUTES:
            near = nearest(key, ATTRIBUTES)
            listed = f"Attributes here are: #id, {', '.join(ATTRIBUTES[1:])}."
            hint = f"Did you mean `{near}=`? {listed}" if near else listed
            text.report(rules.UNKNOWN_ATTRIBUTE, place, f"The attribute `{short(key)}` is unknown.", hint)
    found = {}
    if objective := written.get("objective", ""):
        check_objective(objective, place, objectives, text.findings)
        found["objective"] = objective
    points = written.get("points", "1")
    if POINTS.fullmatch(points):
        found["points"] = points
    else:
        text.report(rules.MALFORMED, place, f"`{short(points)}` is no number of points.", "Write one such as 1 or 0.5.")
    return found
