"""GAT and AUD: whether what completion asks for is there, and whether every learner can meet it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks import links
from scormkit.checks.rule import rule
from scormkit.model.course import Gate
from scormkit.model.credit import PROFESSIONS
from scormkit.model.finding import Severity
from scormkit.model.quiz import QuizRole
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

MET = "a condition that nobody can meet, or that everybody meets, is none"
SHOWN = "every learner is shown what is for them"


def _has_role(course: Course, role: QuizRole) -> bool:
    return any(quiz.role is role for quiz in course.quizzes)


@rule("GAT010", "condition-without-its-part", Severity.ERROR, "house", MET)
def without_part(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Completion asks for something that the course does not have.

    Why: The condition is met by everybody, and the first page promises learners something that is not there.

    Example: `completion: [pages, media, claim]` in a course without a video or recording.

    Mend: Add what is missing, or remove the condition.
    """
    parts = {
        Gate.PRE_TEST: (_has_role(course, QuizRole.PRE_TEST), "a quiz with 'role: pre-test'"),
        Gate.MEDIA: (bool(notices.films(course)), "a page with a video or a recording"),
        Gate.TIME: (course.minimum_minutes > 0, "'minimum_minutes:'"),
        Gate.EVALUATION: (_has_role(course, QuizRole.EVALUATION), "a quiz with 'role: evaluation'"),
        Gate.ATTESTATION: (bool(course.attestation), "'attestation:' with the sentence"),
    }
    for gate, (there, missing) in parts.items():
        if gate in course.gates and not there:
            yield (
                course.where("completion"),
                f"Completion asks for '{gate}', and the course lacks {missing}.",
                "Add it, or remove the condition from 'completion'.",
            )


@rule("GAT020", "demand-without-condition", Severity.WARNING, "house", MET)
def without_condition(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A minimum time or a sentence to confirm is written, and completion does not ask for it.

    Why: Nobody is told of it, and nobody has to meet it.

    Example: `minimum_minutes: 20` with `completion: [acknowledge, pages]`

    Mend: Add `time` or `attestation` to `completion`, or remove what it does not ask for.
    """
    for gate, key, there in (
        (Gate.TIME, "minimum_minutes", course.minimum_minutes > 0),
        (Gate.ATTESTATION, "attestation", bool(course.attestation)),
    ):
        if there and gate not in course.gates:
            yield (
                course.where(key),
                f"'{key}' has no effect, because completion does not ask for '{gate}'.",
                f"Add '{gate}' to 'completion', or remove '{key}'.",
            )


@rule(
    "GAT030", "attestation-without-claim", Severity.ERROR, "house", "the sentence is confirmed where credit is claimed"
)
def attestation_without_claim(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Completion asks for a sentence to be confirmed, and not for the claim beside which it is confirmed.

    Why: The sentence stands on the page of the claim; without that page nobody can confirm it.

    Example: `completion: [pages, attestation]`

    Mend: Add `claim` to `completion`. In a course without credit the page asks for the profession alone.
    """
    if Gate.ATTESTATION in course.gates and Gate.CLAIM not in course.gates:
        yield (
            course.where("completion"),
            "The sentence is confirmed beside the claim, and completion asks for no claim.",
            "Add 'claim' to 'completion'.",
        )


@rule("GAT040", "minimum-time-above-estimate", Severity.WARNING, "house", "the estimate is the time of most learners")
def above_estimate(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Completion asks for more time than the activity is estimated to take.

    Why: Credit follows from the estimate. Who works as fast as estimated would have to wait.

    Example: `minimum_minutes: 30` beside `minutes: 15`

    Mend: Ask for less than the estimate, such as half of it, or correct the estimate.
    """
    minutes = course.activity.minutes
    if Gate.TIME in course.gates and not isinstance(minutes, NotStated) and course.minimum_minutes > minutes:
        yield (
            course.where("minimum_minutes"),
            f"At least {course.minimum_minutes} minutes are asked for, and the estimated time is {minutes}.",
            "Ask for less than the estimate.",
        )


def _unknown(course: Course, professions: tuple[str, ...]) -> list[str]:
    return [one for one in professions if one not in course.audience.professions]


@rule("AUD030", "page-for-nobody", Severity.ERROR, "house", SHOWN)
def page_for_nobody(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A page is for a profession that no learner can state.

    Why: Learners choose among the professions of the audience. Nobody is led to the page as one of another.

    Example: `for: [pharmacist]` in a course with `professions: [physician, nurse]`

    Mend: Add the profession to `audience: professions`, or correct `for`.
    """
    for page in course.pages:
        for profession in _unknown(course, page.audience):
            yield (
                page.place,
                f"The page is for the profession '{profession}', which is not in the audience.",
                "Add it to 'audience: professions', or remove it from 'for'.",
            )


@rule("AUD040", "profession-asked-too-late", Severity.ERROR, "house", SHOWN)
def asked_too_late(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Pages are for some professions, and learners state theirs with the claim only, after the pages.

    Why: Until the profession is known, everybody is led through all pages.

    Example: `for: [nurse]` on a page, without `ask: front`

    Mend: Write `ask: front` under `audience`.
    """
    if any(page.audience for page in course.pages) and not course.audience.ask_first:
        yield (
            course.where("audience"),
            "Pages are for some professions, and the profession is asked after the pages.",
            "Write 'ask: front' under 'audience'.",
        )


@rule("AUD050", "specialty-without-list", Severity.ERROR, "house", "a question needs its answers")
def specialty_without_list(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Learners are asked for their specialty, and the audience lists none to choose from.

    Why: The specialty is chosen from a list, so that reports can count it.

    Example: `ask_specialty: yes` with `specialties: not stated`

    Mend: List the `specialties`, or remove `ask_specialty`.
    """
    if course.audience.ask_specialty and isinstance(course.audience.specialties, NotStated):
        yield (
            course.where("audience", "ask_specialty"),
            "The specialty is asked, and the audience lists none to choose from.",
            "List the specialties under 'audience: specialties'.",
        )


@rule("AUD060", "profession-without-pages", Severity.ERROR, "house", SHOWN)
def without_pages(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A profession of the audience is shown no page at all.

    Why: Its members would be tested on what they were never taught.

    Example: Every page has `for: [physician]`, and nurses are in the audience.

    Mend: Write a page for them, or for all, or take the profession out of the audience.
    """
    for profession in course.audience.professions:
        if course.pages and not any(page.is_for(profession) for page in course.pages):
            yield (
                course.where("audience", "professions"),
                f"No page is for the profession '{profession}'.",
                "Write a page for it, or take it out of the audience.",
            )


@rule("AUD070", "certificate-text-for-nobody", Severity.WARNING, "house", SHOWN)
def text_for_nobody(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A text for certificates is for a profession that no learner can state.

    Why: Nobody will ever see it.

    Example: `certificate: {pharmacist: …}` without pharmacists in the audience

    Mend: Add the profession to the audience, or remove the text.
    """
    for profession in _unknown(course, tuple(name for name, _ in course.certificate)):
        yield (
            course.where("certificate", profession),
            f"Nobody in the audience can state: {PROFESSIONS.get(profession, profession)}.",
            "Add the profession to 'audience: professions', or remove the text.",
        )


RULES = (
    without_part,
    without_condition,
    attestation_without_claim,
    above_estimate,
)
AUDIENCE_RULES = (
    page_for_nobody,
    asked_too_late,
    specialty_without_list,
    without_pages,
    text_for_nobody,
    *links.RULES,
)
