"""EDU: objectives that can be met, taught and tested, in the time that is promised."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.checks.items import asked
from scormkit.checks.prose import passages
from scormkit.checks.rule import rule
from scormkit.model.course import CreditStatus
from scormkit.model.finding import Certainty, Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

LEAD = re.compile(
    r"(?:(?:at|by|upon|on|after|following)\b[^,:;]{0,80}[,:]\s*)?"
    r"(?:(?:the )?(?:participants?|learners?|attendees?|physicians?|clinicians?|you)\s+(?:should|will|shall|can)\s+"
    r"(?:be (?:better )?able to\s*:?\s*)?)?(?:to\s+)?(?:better\s+|fully\s+)?",
    re.IGNORECASE,
)
"""What may stand before the verb: 'At the end of this activity, participants should be able to'."""
UNMEASURABLE = re.compile(
    r"(?:understand|know|learn|appreciate|grasp|comprehend|believe|realize|realise|be aware|become aware|"
    r"be familiar|become familiar|familiarize|familiarise|gain|have an? (?:understanding|knowledge|appreciation)|"
    r"(?:increase|improve) (?:your |their )?(?:knowledge|awareness|understanding)|"
    r"raise awareness)\b",
    re.IGNORECASE,
)

FAST, SLOW = 300, 100
"""Words a minute of a quick reader, and of one who studies dense text and looks at tables."""
QUICK_ANSWER, SLOW_ANSWER = Decimal("0.25"), Decimal(2)
"""Minutes for a question."""
LOOK = 1
"""Minutes for a picture or table, at leisure."""
FRONT = 250
"""Words of the front matter that are generated: statements, disclosures, steps."""
MEDIA = ("<video", "<audio")


@rule("EDU010", "unmeasurable-objective", Severity.ADVICE, "house", "objectives name what a learner will do")
def unmeasurable(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A learning objective starts with a verb that nobody can observe.

    Why: Whether somebody understands or appreciates cannot be seen, so no question can show that the objective was met.

    Example: 'Understand the role of endocrine therapy.'

    Mend: Name what the learner will do: explain, select, compare, manage, identify. Ask the objective's author first:
    objectives are often approved wording.
    """
    for index, objective in enumerate(course.objectives):
        texts: list[tuple[str, tuple[str | int, ...]]] = [(objective.text, ("objectives", index, "text"))]
        texts += [(point, ("objectives", index, "points", at)) for at, point in enumerate(objective.points)]
        for text, path in texts:
            lead = LEAD.match(text)
            verb = UNMEASURABLE.match(text, lead.end() if lead else 0)
            if verb:
                yield (
                    course.where(*path),
                    f"Nobody can observe that a learner meets '{text[:60]}': it starts with '{verb[0].lower()}'.",
                    "Name what the learner will do, such as explain, select, compare or manage.",
                )


@rule("EDU020", "objective-not-taught", Severity.WARNING, "house", "content serves the learning objectives")
def not_taught(course: Course, context: CheckContext) -> Iterator[Offence]:
    """No page serves a learning objective.

    Why: The objectives are a promise on the first page, and an accreditor reads the content against them.

    Example: An objective on guidelines in a course whose pages list other objectives only.

    Mend: List its id under 'objectives' of the page that teaches it, write that page, or take the objective out.
    """
    taught = {name for page in course.pages for name in page.objectives}
    for index, objective in enumerate(course.objectives):
        if objective.id not in taught:
            yield (
                course.where("objectives", index, "id"),
                f"No page serves the objective '{objective.id}'.",
                "Write its id under 'objectives' in the front matter of the page that teaches it.",
            )


@rule("EDU030", "objective-not-tested", Severity.WARNING, "house", "assessment follows the learning objectives")
def not_tested(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The course has a test, and none of its questions asks about a learning objective.

    Why: Whoever passes is taken to have met every objective, and reports by objective show a gap.

    Example: Five objectives, and eight questions on four of them.

    Mend: Write a question with 'objective=ID', or take the objective out.
    """
    tested = {question.objective for _, question in asked(course)}
    for index, objective in enumerate(course.objectives):
        if tested and objective.id not in tested:
            yield (
                course.where("objectives", index, "id"),
                f"No question asks about the objective '{objective.id}'.",
                "Write a question for it, with 'objective=' and its id in the braces of the heading.",
            )


@rule(
    "EDU040",
    "minutes-against-content",
    Severity.WARNING,
    "ama",
    "AMA enduring materials: credit by a good-faith estimate of the time to complete",
    Certainty.LIKELY,
)
def minutes_against_content(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The time that the course states is shorter than a quick reader needs, or longer than a thorough one does.

    Why: Credit rests on the estimated time to complete. The estimate here reads at 300 to 100 words a minute and gives
    each question a quarter of a minute to two minutes. A course with films, or one that is not live and may still grow,
    is judged for too little time only.

    Example: 'minutes: 60' for three pages of 150 words and four questions.

    Mend: Time some learners, then correct 'minutes' and the credit with the provider, or the amount of content.
    """
    stated, path = _stated(course)
    if stated is None:
        return
    words = FRONT + sum(len(passage.text.split()) for passage in passages(course) if passage.kind != "page")
    words += sum(page.words for page in course.pages)
    questions = sum(quiz.asked for quiz in course.quizzes)
    seen = sum(page.html.count("<img") + page.html.count("<table") for page in course.pages)
    quick = Decimal(words) / FAST + QUICK_ANSWER * questions
    slow = Decimal(words) / SLOW + SLOW_ANSWER * questions + LOOK * seen
    films = any(mark in page.html for page in course.pages for mark in MEDIA)
    whole = course.credit_status is CreditStatus.LIVE and not films
    if stated < quick or (stated > slow and whole):
        yield (
            course.where(*path),
            (
                f"{stated:f} minutes are stated; {words} words and {questions} questions take about {quick:.0f} to "
                f"{slow:.0f}."
            ),
            "Time some learners and correct the minutes, with the credit, or the amount of content.",
        )


def _stated(course: Course) -> tuple[Decimal | None, tuple[str | int, ...]]:
    """The minutes of the activity: as stated, else as its credit in hours means them."""
    if not isinstance(course.activity.minutes, NotStated):
        return Decimal(course.activity.minutes), ("activity", "minutes")
    for index, credit in enumerate(course.credits):
        if credit.system.type == "CME":
            return credit.maximum * 60, ("credits", index, "maximum")
    return None, ()


RULES = (unmeasurable, not_taught, not_tested, minutes_against_content)
