"""quizzes/*.md → quizzes: a heading is a question, a task list its answers, a quote below them its rationale."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scormkit.model.quiz import RawQuestion
from scormkit.questions import KINDS
from scormkit.source import rules
from scormkit.source.answers import LISTS, Block, blocks_of, options_of
from scormkit.source.cases import case_of, check_cases, disclosed_html, hint_html, is_hint
from scormkit.source.dialect import plain, tokens_of
from scormkit.source.inlines import check_inner_links
from scormkit.source.markdown import html_of, inline_html
from scormkit.source.quizhead import passing_of, quiz_of
from scormkit.source.quizwords import attributes_of, kind_of, own_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scormkit.model.finding import Place
    from scormkit.model.quiz import Question, Quiz
    from scormkit.source.frontmatter import Sheet
    from scormkit.source.text import Text


@dataclass(slots=True)
class Parts:
    """The blocks of one question in the order of the file. ``stages`` stand before it and tell of its case."""

    heading: Block
    stages: list[Block] = field(default_factory=list)
    stem: Block = field(default_factory=list)
    hints: Block = field(default_factory=list)
    tasks: Block = field(default_factory=list)
    rationale: Block = field(default_factory=list)
    stray: list[Block] = field(default_factory=list)

    @property
    def written(self) -> dict[str, str]:
        """What the braces of the heading say."""
        return dict(self.heading[0].meta.get("written", {}))


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
    passing = passing_of(sheet, text)
    if any(question is None for question in read) or not read or passing is None:
        return None
    return quiz_of(
        sheet, text, objectives, intro_html, passing, tuple(question for question in read if question is not None)
    )


STRUCTURE = {rules.QUIZ_HEADING.id, rules.BROKEN_MARKDOWN.id}
"""Findings that explain why there is no question, so that it is not said twice."""


def _split(blocks: Iterator[Block], text: Text) -> tuple[Block, list[Parts]]:
    intro: Block = []
    questions: list[Parts] = []
    stages: list[Block] = []
    every = list(blocks)
    cases = {block[0].meta.get("written", {}).get("case", "") for block in every if block[0].type == "heading_open"}
    for block in every:
        head = block[0]
        if head.type == "heading_open" and head.tag == "h2":
            questions.append(Parts(block, stages))
            stages = []
        elif head.type == "heading_open":
            text.report(
                rules.QUIZ_HEADING,
                text.line_place(head.map[0] if head.map else 0),
                f"A heading of level {head.tag[1:]} stands in the quiz.",
                "Write ## for a question; for other words use **bold** text.",
            )
        elif case_of(block) in cases - {""}:
            stages.append(block)
        elif not questions:
            intro.extend(block)
        else:
            _sort_in(block, questions[-1])
    check_cases(questions, stages, text)
    return intro, questions


def _sort_in(block: Block, parts: Parts) -> None:
    """Puts a block where it belongs in its question."""
    kind = block[0].type
    if is_hint(block):
        parts.hints.extend(block)
    elif kind in LISTS and any("right" in token.meta for token in block) and not parts.tasks:
        parts.tasks = block
    elif not parts.tasks:
        parts.stem.extend(block)
    elif kind == "blockquote_open" and not parts.rationale:
        parts.rationale = block
    else:
        parts.stray.append(block)


def _end_as_rationale(parts: Parts) -> None:
    """In a question without a list the quote at its end is the rationale."""
    blocks = list(blocks_of(parts.stem))
    if blocks and blocks[-1][0].type == "blockquote_open" and not parts.tasks:
        parts.rationale = blocks[-1]
        parts.stem = parts.stem[: -len(blocks[-1])]


def _question(parts: Parts, text: Text, objectives: Collection[str] | None, taken: dict[str, Place]) -> Question | None:
    """A question as its kind reads it, or none and findings."""
    heading, written = parts.heading[0], parts.written
    place = text.line_place(heading.map[0] if heading.map else 0)
    name = own_id(written, place, text, taken)
    kind = kind_of(written, place, text)
    cited_before = len(text.cited)
    attributes = attributes_of(kind, written, place, text, objectives)
    listed = not kind or KINDS[kind].lists(attributes)
    if not listed:
        _end_as_rationale(parts)
    disclosed = disclosed_html(parts.stages, text)
    text.enter(heading.map)
    prompt_text = plain(parts.heading[1])
    raw = RawQuestion(
        id=name,
        kind=kind,
        prompt=inline_html(parts.heading[1], text),
        prompt_text=prompt_text,
        stem=html_of(parts.stem, text, quiz=True) + hint_html(parts.hints, text),
        options=options_of(parts.stem, parts.tasks, place, text, kind, listed),
        rationale=html_of(parts.rationale[1:-1], text, quiz=True),
        attributes=attributes,
        cited=tuple(dict.fromkeys(text.cited[cited_before:])),
        place=place,
        numbered=bool(parts.tasks) and parts.tasks[0].type == "ordered_list_open",
        disclosed=disclosed,
    )
    _report_stray(parts, text)
    if not prompt_text:
        text.report(rules.EMPTY_VALUE, place, "The question has no words.", "Write it after ##.")
    if not (name and kind and prompt_text and (raw.options or not listed)):
        return None
    return _as_its_kind_reads_it(raw, text)


def _as_its_kind_reads_it(raw: RawQuestion, text: Text) -> Question | None:
    mistakes = list(KINDS[raw.kind].mistakes(raw))
    for mistake in mistakes:
        text.report(rules.ANSWER_FORM, *mistake)
    return None if mistakes else KINDS[raw.kind].parse(raw)


def _report_stray(parts: Parts, text: Text) -> None:
    for block in parts.stray:
        text.report(
            rules.MISPLACED,
            text.line_place(block[0].map[0] if block[0].map else 0),
            "This stands after the answers and is neither the rationale nor a new question.",
            "Move it above the answers, or put it into the rationale: each line after `> `.",
        )
