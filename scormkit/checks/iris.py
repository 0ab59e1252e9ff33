"""IRI: under which names activities and vocabulary live. XAP: what statements are about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.checks.rule import rule
from scormkit.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.finding import Place

IRI = re.compile(r"https://([^/?#@\s]+)(/[^?#\s]*)?")
OTHERS = (
    "adlnet.gov", "w3id.org", "purl.org", "purl.imsglobal.org", "activitystrea.ms", "tincanapi.com", "brindlewaye.com",
    "risc-inc.com", "medbiq.org", "w3.org", "schema.org", "xapi.com", "scorm.com", "imsglobal.org", "aicc.org",
    "doi.org", "example.com", "example.org", "example.net", "github.com", "github.io",
)  # fmt: skip
"""Hosts that belong to standards, registries, everybody or nobody."""
SHARED = ("github.io",)
"""Hosts whose sub-domains belong to their users."""
FLEETING = re.compile(r"localhost|[0-9.]+|\[.*\]|[^.]+|.*\.(?:local|lan|internal|intranet|corp|invalid)", re.IGNORECASE)
SPECIMEN = "scormkit.example"


def _bases(course: Course) -> Iterator[tuple[str, str, Place]]:
    yield "iri_base", course.iri_base, course.where("iri_base")
    yield "vocabulary", course.vocabulary, course.where("vocabulary")


@rule(
    "IRI010", "name-under-another-house", Severity.ERROR, "house", "xAPI: IRIs are minted by who controls their domain"
)
def foreign_base(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The base of activities or vocabulary lies under the name of a standards body, a registry or an example.

    Why: Whoever mints an IRI controls its domain. Under another's name two providers write the same activity, and a
    record store mixes their learners.

    Example: 'iri_base: https://adlnet.gov/our-hospital/'.

    Mend: Use an address of the accredited provider, such as 'https://cme.YOUR-HOSPITAL.org/xapi/'.
    """
    for key, base, place in _bases(course):
        match = IRI.fullmatch(base)
        host = match[1].partition(":")[0].lower() if match else ""
        if any(host == other or (host.endswith(f".{other}") and other not in SHARED) for other in OTHERS):
            yield (
                place,
                f"'{key}' lies under {host}, which is not the provider's.",
                f"Set '{key}' to an address that the accredited provider controls.",
            )


@rule("IRI020", "name-that-does-not-last", Severity.ERROR, "house", "RFC 3987; xAPI: activity ids are unique for ever")
def fleeting_base(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The base of activities or vocabulary is no https address that ends with a slash, or a name of one network only.

    Why: Records outlive servers. An IRI under a machine's own name means another thing in the next building, and one
    without a slash runs into what follows.

    Example: 'iri_base: https://localhost/', 'https://10.0.0.7/xapi/'.

    Mend: Use an https address under the provider's public domain, ending with '/'. Nothing has to be served there.
    """
    for key, base, place in _bases(course):
        match = IRI.fullmatch(base)
        if match is None or not base.endswith("/") or FLEETING.fullmatch(match[1].partition(":")[0]):
            yield (
                place,
                f"'{key}' is '{base}'.",
                "Use an https address under the provider's public domain, ending with '/'.",
            )


@rule("IRI030", "activity-inside-vocabulary", Severity.ERROR, "house", "activities and vocabulary have two bases")
def mixed_bases(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The course's own IRI lies among the words of the vocabulary, or the other way round.

    Why: The vocabulary is the same for all courses and is published once. An activity that is named like one of its
    words changes what that word means.

    Example: 'iri_base' and 'vocabulary' with the same address.

    Mend: Give the two different addresses, such as '…/xapi/' and '…/xapi/vocabulary/v1/'.
    """
    activity = f"{course.iri_base.rstrip('/')}/activities/{course.id}/"
    vocabulary = f"{course.vocabulary.rstrip('/')}/"
    if activity.startswith(vocabulary) or vocabulary.startswith(activity):
        yield (
            course.where("iri_base"),
            f"The activity {activity.rstrip('/')} and the vocabulary {vocabulary} lie inside each other.",
            "Give 'iri_base' and 'vocabulary' different addresses.",
        )


@rule("XAP010", "two-things-one-iri", Severity.ERROR, "house", "xAPI: an activity id stands for one activity")
def shared_iri(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Two pages, quizzes or questions have ids from which the same activity is named, capitals aside.

    Why: A record store joins everything that was said of one IRI: two questions become one, and neither can be counted.

    Example: A page 'summary' and a quiz 'Summary'.

    Mend: Give one of them another id.
    """
    taken: dict[tuple[str, str], str] = {}
    things = [("section", page.id, page.place) for page in course.pages]
    things += [("section", quiz.id, quiz.place) for quiz in course.quizzes]
    things += [("question", question.id, question.place) for quiz in course.quizzes for question in quiz.questions]
    for kind, name, place in things:
        key = (kind, name.casefold())
        if key in taken:
            yield place, f"'{name}' and '{taken[key]}' name one activity.", "Give one of them another id."
        taken.setdefault(key, name)


RULES = (foreign_base, fleeting_base, mixed_bases, shared_iri)
