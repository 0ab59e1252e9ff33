"""LMS: what the run-time data model of an LMS can hold (SCORM 1.2 RTE 3.4), and what its import accepts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks.rule import rule
from scormkit.checks.shipped import asset_place
from scormkit.model.course import Gate
from scormkit.model.finding import Severity
from scormkit.model.lms import Certainty as Known
from scormkit.model.quiz import Shuffle
from scormkit.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.lms import Fact
    from scormkit.model.quiz import Question, Quiz

CODE = 4
"""A wire code: three characters, and one more where two ids would share it."""
SECONDS = 7
"""Digits of the seconds that a learner took for a question: four months."""
FIXED = 255
"""What every state holds: the names of its fields, version, mark of the disclosures, date, reference, counter, attempt,
and the six windows whose tellings are in it."""
PER_PAGE = CODE + 1
"""The code and a full stop."""
PER_QUIZ = CODE + 45
"""The code, its quotes and brackets; attempts, best and last score, and whether it is passed and open."""
PER_QUESTION = CODE + SECONDS + 7
"""The code, the seconds, and the quotes, colon, brackets and commas around them, before the answers."""
WORD = 8
"""An answer in words, such as ``false``, with its quotes and a comma; an option that is ticked is one character."""
PAIR, GAP, QUOTES = 6, 4, 3
"""A pair, and an item with its place, each with quotes and a comma; the quotes and comma around words."""
PER_DRAW = 8 + 6
"""The name, quotes and colon of what was drawn, and its seed; each question in it takes a code and a full stop."""
PER_ATTEMPT = 7
"""The braces around what features keep of an attempt."""
PER_WAIT = 13
"""When an attempt ended, for the time until the next."""
PER_CREDIT = 14
"""The word ``declined`` or an amount, with the quotes, colon and comma around it and its system."""


TIME = 14
"""Its name, and seconds in eight digits."""
FILMS, PER_FILM = 8, CODE + 16
"""The name and brackets; for each film its code, the ten characters of what was played, quotes, colon and comma. That
enough was played, or that the transcript was read instead, is one character in their place."""
WHO = 30
"""The name, how often it was told in six digits, the code of a specialty, and the quotes and full stops around them."""


def worst_suspend_data(course: Course) -> int:
    """The most characters that a learner's saved state of this course can take, everything answered and ticked."""
    sections = [f"page-{page.id}" for page in course.pages] + [f"quiz-{quiz.id}" for quiz in course.quizzes]
    return (
        FIXED
        + max(map(len, (*sections, "certificate")))
        + max(map(len, (*course.audience.professions, "")))
        + sum(PER_CREDIT + len(credit.system.id) for credit in course.credits)
        + PER_PAGE * len(course.pages)
        + PER_QUIZ * len(course.quizzes)
        + sum(_attempt(quiz) for quiz in course.quizzes)
        + _demands(course)
    )


def _demands(course: Course) -> int:
    """Characters of what only some conditions keep: time, films, and who the learner is."""
    asks = course.audience.ask_first or course.audience.ask_specialty
    films = len(notices.films(course)) if Gate.MEDIA in course.gates else 0
    return (
        (TIME if Gate.TIME in course.gates else 0)
        + (FILMS + PER_FILM * films if films else 0)
        + (WHO + max(map(len, (*course.audience.professions, ""))) if asks else 0)
    )


def _attempt(quiz: Quiz) -> int:
    """Characters of the fullest attempt: of the questions with the longest answers, so many as are asked."""
    longest = sorted((PER_QUESTION + _answers(question) for question in quiz.questions), reverse=True)
    chosen = bool(quiz.draw or quiz.pool) or quiz.shuffle in (Shuffle.QUESTIONS, Shuffle.BOTH)
    kept = (
        (PER_DRAW if quiz.drawn else 0)
        + (PER_PAGE * quiz.asked if chosen else 0)
        + (PER_DRAW + PER_PAGE * quiz.asked if quiz.at_once else 0)
        + (PER_WAIT if quiz.cool_down else 0)
    )
    return sum(longest[: quiz.asked]) + (PER_ATTEMPT + kept if kept else 0)


def _answers(question: Question) -> int:
    """Characters of the fullest answer. A long answer goes first where room is short, and is not counted."""
    told = KINDS[question.kind].interaction(question)
    if told.type == "matching":
        return PAIR * len(told.source)
    if told.type == "sequencing":
        return GAP * len(told.choices)
    if told.type in ("fill-in", "numeric"):
        return QUOTES + KINDS[question.kind].longest(question)
    return len(told.choices) or WORD


@rule("LMS010", "suspend-data-too-long", Severity.ERROR, "lms", "SCORM 1.2 RTE 3.4.4: cmi.suspend_data, 4096")
def suspend_data_too_long(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The saved state of a learner who answered everything would not fit into the LMS's field and be lost.

    Why: What is longer is cut off or refused, without a word; the learner starts again from the first page.

    Example: A course of 90 pages and 120 questions with 'suspend_limit: 4096'.

    Mend: Divide the course, or set 'lms: suspend_limit' where the LMS is known to hold more.
    """
    worst = worst_suspend_data(course)
    if worst > course.lms.suspend_limit:
        yield (
            course.where("lms", "suspend_limit"),
            (
                f"A learner's saved state can take {worst} characters; the limit is {course.lms.suspend_limit} "
                f"({len(course.pages)} pages, {sum(len(quiz.questions) for quiz in course.quizzes)} questions)."
            ),
            "Divide the course, or set 'lms: suspend_limit' where the LMS is known to hold more.",
        )


PORTABLE = re.compile(r"[A-Za-z0-9_-]+")
LONGEST_ID = 240
"""255 characters of an interaction id, less what a package puts around the author's: a letter and an attempt."""
LONGEST_RESPONSE = 255
LARGE, TOO_LARGE = 200, 1024
"""Megabytes above which the first LMSs refuse a package, and above which several do."""
MEGABYTE = 1 << 20


@rule("LMS020", "id-not-portable", Severity.ERROR, "lms", "SCORM 1.2 RTE 3.4: CMIIdentifier, 255 characters")
def id_not_portable(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An id that a package reports holds other signs than LMSs accept, or too many.

    Why: Strict LMSs take letters, digits, hyphens and underscores in the ids of interactions and objectives, at most
    255, and drop the answer of a question with another id.

    Example: A question with the id 'q 1.2'.

    Mend: Use lower-case letters, digits and hyphens.
    """
    ids = [(course.id, course.where("id"))]
    ids += [(objective.id, course.where("objectives", at, "id")) for at, objective in enumerate(course.objectives)]
    ids += [(page.id, page.place) for page in course.pages] + [(quiz.id, quiz.place) for quiz in course.quizzes]
    ids += [(question.id, question.place) for quiz in course.quizzes for question in quiz.questions]
    for name, place in ids:
        if not PORTABLE.fullmatch(name) or len(name) > LONGEST_ID:
            yield (
                place,
                f"The id '{name[:60]}' cannot be reported: letters, digits, - and _ can, at most {LONGEST_ID}.",
                "Use lower-case letters, digits and hyphens.",
            )


@rule("LMS030", "response-too-long", Severity.ERROR, "lms", "SCORM 1.2 RTE 3.4: CMIFeedback, 255 characters")
def response_too_long(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The right answer of a question, or the fullest one, is longer than the LMS's field for answers.

    Why: student_response and correct_responses hold 255 characters. What is longer is refused, and the report shows no
    answer.

    Example: A question of 200 answers, all of which may be ticked.

    Mend: Ask for less in one question.
    """
    for quiz in course.quizzes:
        for question in quiz.questions:
            told = KINDS[question.kind].interaction(question)
            alike = told.correct if told.type == "fill-in" else (",".join(told.correct),)
            longest = max(*map(len, alike), len(",".join(name for name, _ in told.choices)))
            if longest > LONGEST_RESPONSE:
                yield (
                    question.place,
                    f"An answer to '{question.id}' can take {longest} characters; an LMS holds {LONGEST_RESPONSE}.",
                    "Offer fewer answers, or divide the question.",
                )


def _fact(context: CheckContext, name: str) -> Fact | None:
    """What the LMS that the package is made for is known to do; nothing that nobody verified."""
    if context.profile is None:
        return None
    facts = (*context.profile.predictions, *context.profile.behaviours)
    return next((fact for fact in facts if fact.id == name and fact.certainty is not Known.UNVERIFIED), None)


@rule("LMS040", "file-type-refused-by-lms", Severity.ERROR, "lms", "the profile of the LMS, with its source")
def extension_refused(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A file of the course has an ending that the LMS does not let in.

    Why: The LMS refuses the whole package for one file.

    Example: A film in webm for an LMS whose profile lists that ending.

    Mend: Convert the file, or leave it out for this LMS.
    """
    fact = _fact(context, "extensions-refused")
    if fact is None:
        return
    refused = set(fact.value.split())
    for asset in course.assets:
        if asset.path.rpartition(".")[2] in refused:
            yield (
                asset_place(asset),
                f"'{asset.path}' is not let in. {fact.says}",
                f"Convert the file, or leave it out. The source is: {fact.source.title}.",
            )


def _megabytes(course: Course) -> int:
    """What the media of a course weigh. Pictures and films do not get smaller in a zip."""
    return sum(asset.size for asset in course.assets) // MEGABYTE


@rule("LMS050", "package-large", Severity.WARNING, "lms", "CrossKnowledge: 200 MB; Cornerstone: 250 MB recommended")
def package_large(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The media of the course are larger than what some LMSs, or the LMS that was named, let in.

    Why: The upload is refused, or breaks off, and learners on slow lines wait.

    Example: Three lectures of 100 MB each; for 'cornerstone' already more than 250 MB in all.

    Mend: Compress films (720p at 1.5 Mbit/s takes about 11 MB a minute), or divide the course.
    """
    limit = _fact(context, "package-size-limit")
    most, size = int(limit.value) if limit else LARGE, _megabytes(course)
    if size > most and (limit or context.profile is None):
        yield (
            course.where("id"),
            f"The media take {size} MB. {limit.says if limit else f'Some LMSs refuse packages above {most} MB.'}",
            "Compress the films, or divide the course.",
        )


@rule("LMS060", "package-above-one-gigabyte", Severity.ERROR, "lms", "Oracle Learning, eSuite, Rise Up: 1 GB")
def package_too_large(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The media of the course take more than a gigabyte, and no LMS was named that holds more.

    Why: Several LMSs refuse such a package, and a package without a named LMS is meant for all.

    Example: Fourteen lectures of 90 MB in one course.

    Mend: Divide the course or compress the films; for an LMS that holds more, build with '--lms' and its profile.
    """
    size = _megabytes(course)
    limit = _fact(context, "package-size-limit")
    if size > TOO_LARGE and (context.profile is None or (limit is not None and int(limit.value) <= TOO_LARGE)):
        yield (
            course.where("id"),
            f"The media take {size} MB; several LMSs refuse packages above {TOO_LARGE} MB.",
            "Divide the course or compress the films, or name an LMS that holds more with '--lms'.",
        )


@rule("LMS070", "suspend-data-over-strict-limit", Severity.WARNING, "lms", "Moodle: SCORM standards mode, 4096")
def over_strict_limit(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The saved state fits the LMS as it is installed, and not where its administrator chose the strict mode.

    Why: In the strict mode what is longer than the standard's 4096 characters is refused; learners lose their place.

    Example: A long course built with '--lms moodle', whose default holds 64 000 characters.

    Mend: Ask the administrator which mode is on, or divide the course.
    """
    fact = _fact(context, "suspend-data-strict-limit")
    worst = worst_suspend_data(course)
    if fact and int(fact.value) < worst <= course.lms.suspend_limit:
        yield (
            course.where("lms", "suspend_limit"),
            f"A learner's saved state can take {worst} characters. {fact.says}",
            "Ask the administrator which mode is on, or divide the course.",
        )


RULES = (
    suspend_data_too_long,
    id_not_portable,
    response_too_long,
    extension_refused,
    package_large,
    package_too_large,
    over_strict_limit,
)
