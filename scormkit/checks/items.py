"""QIZ: how questions are written, so that a right answer means that something was learned."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from scormkit.checks.prose import plain
from scormkit.checks.rule import rule
from scormkit.model.finding import Severity
from scormkit.model.quiz import QuizRole, Shuffle
from scormkit.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.quiz import Option, Question, Quiz

ITEM_WRITING = "item-writing practice for multiple-choice questions"

LONGER, CHARACTERS = 1.6, 25
"""A right answer gives itself away when it is so many times, and by so many characters, longer than every other one."""
FEWEST = 3
"""Answers among which one can stand out."""
IN_A_ROW = 4
"""Questions of a kind whose right answers all stand in the same place."""

CATCH_ALL = re.compile(
    r"(?:all|none|any|both|neither|either)(?: of)?(?: the)? "
    r"(?:above|preceding|previous|(?:these|those|answers|options)[.]?$)"
    r"|(?:both |neither |either )?\(?[a-e]\)?(?:, \(?[a-e]\)?)*,? (?:and|or|nor|&) \(?[a-e]\)?(?: only)?[.]?$",
    re.IGNORECASE,
)
ALL_THAT_APPLY = re.compile(
    r"\b(?:select|choose|mark|check|tick|pick)\b[^.?!]{0,20}\ball\b[^.?!]{0,30}\b(?:appl|correct|right|true)", re.I
)
HOW_MANY = re.compile(
    r"\b(?:select|choose|mark|check|tick|pick)(?: the)? (two|three|four|five|[2-5])"
    r"(?= ?(?:[.:)]|$|(?:best |correct |right )?(?:answers|options|statements)\b|that\b|which\b))",
    re.IGNORECASE,
)
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}


OFFERING = ("choice", "multiple", "true-false")
"""The kinds whose answers learners read before they choose; elsewhere an answer gives no other one away."""


def asked(course: Course) -> Iterator[tuple[Quiz, Question]]:
    """Every question with a right answer; an evaluation asks for opinions, and so do some kinds."""
    for quiz in course.quizzes:
        if quiz.role is not QuizRole.EVALUATION:
            yield from ((quiz, question) for question in quiz.questions if KINDS[question.kind].scored)


@rule("QIZ040", "question-without-objective", Severity.WARNING, "house", "assessment follows the learning objectives")
def without_objective(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A question names no learning objective.

    Why: A test shows that the objectives were met, so each question has one. Reports by objective, and credit systems
    that ask what was assessed, leave such a question out.

    Example: A post-test on CDK4/6 inhibitors with a question that belongs to none of the objectives.

    Mend: Write 'objective=ID' in the braces of its heading, or remove the question.
    """
    for _, question in asked(course):
        if not question.objective:
            yield (
                question.place,
                f"The question '{question.id}' belongs to no learning objective.",
                "Write 'objective=ID' behind its id, with an id from 'objectives' in course.yaml.",
            )


@rule("QIZ050", "question-without-rationale", Severity.WARNING, "house", ITEM_WRITING)
def without_rationale(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A question explains neither its right answer nor its wrong ones.

    Why: Who answered wrongly learns from the reason, not from the mark. Maintenance of certification asks for feedback.

    Example: A question whose answers end the question, without a quote below them.

    Mend: Write the reason, with its source, in a quote below the answers; or one below each answer.
    """
    for _, question in asked(course):
        texts = (question.rationale, *(option.feedback for option in question.options))
        if not any(plain(text).strip() for text in texts):
            yield (
                question.place,
                f"The question '{question.id}' does not say why its answer is right.",
                "Write the reason in a quote below the answers: '> Because …'.",
            )


@rule("QIZ060", "longest-answer-right", Severity.WARNING, "house", ITEM_WRITING)
def longest_is_right(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The right answer is much longer than every other answer.

    Why: Learners who know nothing pick the longest answer, since authors put their conditions into the right one. The
    question then measures test-taking.

    Example: Three answers of four words, and a right one of two lines.

    Mend: Shorten the right answer, move its conditions into the question, or make the others as full.
    """
    for _, question in asked(course):
        right = [option for option in question.options if option.right]
        wrong = [len(option.text) for option in question.options if not option.right]
        if len(right) != 1 or len(wrong) < FEWEST - 1 or question.kind != "choice":
            continue
        longest, own = max(wrong), len(right[0].text)
        if own >= longest * LONGER and own - longest >= CHARACTERS:
            yield (
                right[0].place,
                f"The right answer of '{question.id}' has {own} characters; the longest of the others has {longest}.",
                "Make the answers about equally long.",
            )


@rule("QIZ070", "all-or-none-of-the-above", Severity.WARNING, "house", ITEM_WRITING)
def catch_all_answer(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An answer points at other answers instead of saying something.

    Why: Who knows that two answers are right knows that 'all of the above' is; who knows one wrong answer knows that it
    is not. Where answers are shuffled, nothing is above.

    Example: '- [x] All of the above', '- [ ] A and B'.

    Mend: Write what it means, or ask with 'kind=multiple' so that several answers can be ticked.
    """
    for _, question in asked(course):
        for option in question.options if question.kind in OFFERING else ():
            if CATCH_ALL.match(option.text.strip()):
                yield (
                    option.place,
                    f"The answer '{option.text}' points at other answers.",
                    "Replace it, or make the question 'kind=multiple' and mark every right answer.",
                )


@rule("QIZ080", "same-place-always-right", Severity.WARNING, "house", ITEM_WRITING)
def same_place(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The right answer stands in the same place in every question of a quiz.

    Why: After three questions learners see the pattern and need not read the others. The same holds for statements that
    are all true.

    Example: Six questions whose first answer is right in each.

    Mend: Move the right answers to different places; let some statements be false.
    """
    for quiz in course.quizzes:
        placed: dict[str, list[int]] = defaultdict(list)
        for question in quiz.questions:
            right = [index for index, option in enumerate(question.options) if option.right]
            told = quiz.role is not QuizRole.EVALUATION and quiz.shuffle not in (Shuffle.ANSWERS, Shuffle.BOTH)
            if len(right) == 1 and question.kind in OFFERING and told:
                placed[question.kind].append(right[0])
        for kind, indexes in placed.items():
            if len(indexes) >= IN_A_ROW and len(set(indexes)) == 1:
                yield (
                    quiz.place,
                    f"In all {len(indexes)} questions of the kind '{kind}' answer {indexes[0] + 1} is the right one.",
                    "Move the right answers to different places.",
                )


@rule("QIZ090", "answers-asked-for-and-offered-differ", Severity.WARNING, "house", ITEM_WRITING)
def several_of_one(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The question asks for several answers, and its kind or its marks allow another number.

    Why: A learner told to select two answers, and able to select one, cannot answer what was asked.

    Example: 'Select all that apply' above a question of the kind 'choice'; 'Select two' where three answers are right.

    Mend: Write 'kind=multiple' behind its id, or change the sentence; mark as many answers as it asks for.
    """
    for _, question in asked(course):
        text = f"{question.prompt_text} {plain(question.stem)}"
        single = question.kind == "choice"
        number = HOW_MANY.search(text)
        if single and ALL_THAT_APPLY.search(text):
            yield (
                question.place,
                f"'{question.id}' asks for all answers that apply, and one answer can be given.",
                "Write 'kind=multiple' behind its id, or take the sentence out.",
            )
        elif number and question.kind in ("choice", "multiple"):
            wanted = NUMBERS.get(number[1].lower()) or int(number[1])
            right = _right(question.options)
            if (single and wanted > 1) or (not single and wanted != right):
                yield (
                    question.place,
                    f"'{question.id}' asks for {wanted} answers; {'one' if single else right} can be right.",
                    "Make the sentence, the kind and the marked answers agree.",
                )


def _right(options: tuple[Option, ...]) -> int:
    return sum(option.right for option in options)


RULES = (
    without_objective,
    without_rationale,
    longest_is_right,
    catch_all_answer,
    same_place,
    several_of_one,
)
