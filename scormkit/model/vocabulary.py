"""The words of our statements, once: verbs, activity types, extensions, and what each statement must carry.

Statements are composed from this table, the xAPI Profile and the JSON Schema are written from it, and reports find
their keys through it. Public IRIs are reused where they exist; what is minted lies under the provider's
``vocabulary`` base, never under another's name.
"""

from __future__ import annotations

from dataclasses import dataclass

PLACEHOLDER_VOCABULARY = "https://scormkit.example/xapi/v1/"
"""The reserved base of a project that has not set its own: ``live`` refuses it."""

COURSE_TYPE = "http://adlnet.gov/expapi/activities/course"
PAGE_TYPE = "http://adlnet.gov/expapi/activities/lesson"
QUIZ_TYPE = "http://adlnet.gov/expapi/activities/assessment"
QUESTION_TYPE = "http://adlnet.gov/expapi/activities/cmi.interaction"
MEDIA_TYPE = "http://adlnet.gov/expapi/activities/media"
PROFILE_TYPE = "http://adlnet.gov/expapi/activities/profile"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its short name here, its display, and its IRI; one that starts with no scheme is minted."""

    name: str
    display: str
    iri: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A minted activity type or extension: ``kind`` is the profile's word for it."""

    name: str
    kind: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Template:
    """What a statement carries. ``object`` is the activity type; the flags say which of our fields must be there.

    ``credit``: the frozen designations; ``claimed``: the claimed amounts and the profession; ``points_to_record``:
    it names the statement of record by its id and carries no amount, so that nobody counts twice.
    """

    verb: str
    object: str
    credit: bool = False
    claimed: bool = False
    disclosure: bool = False
    success: bool | None = None
    completion: bool | None = None
    score: bool = False
    duration: bool = False
    response: bool = False
    points_to_record: bool = False


VERBS = {
    verb.name: verb
    for verb in (
        Verb("initialized", "initialized", "http://adlnet.gov/expapi/verbs/initialized", "A launch began."),
        Verb(
            "experienced",
            "experienced",
            "http://adlnet.gov/expapi/verbs/experienced",
            "A page was read to its end, or a transcript in the place of a film.",
        ),
        Verb(
            "answered", "answered", "http://adlnet.gov/expapi/verbs/answered", "A question was answered in an attempt."
        ),
        Verb("passed", "passed", "http://adlnet.gov/expapi/verbs/passed", "The post-test was passed."),
        Verb("failed", "failed", "http://adlnet.gov/expapi/verbs/failed", "The last attempt at the post-test failed."),
        Verb(
            "completed",
            "completed",
            "http://adlnet.gov/expapi/verbs/completed",
            "Every condition of completion is met.",
        ),
        Verb("terminated", "terminated", "http://adlnet.gov/expapi/verbs/terminated", "A launch ended."),
        Verb(
            "acknowledge",
            "acknowledged",
            "http://activitystrea.ms/schema/1.0/acknowledge",
            "The learner confirmed to have read the disclosures.",
        ),
        Verb(
            "watched",
            "watched",
            "http://activitystrea.ms/schema/1.0/watch",
            "A video or recording was played as far as completion asks for.",
        ),
        Verb("attested", "attested", "attested", "The learner confirmed the sentence that completion asks for."),
        Verb("claimed", "claimed", "claimed", "The learner claimed credit, or declined to."),
    )
}

CONCEPTS = {
    concept.name: concept
    for concept in (
        Concept("credit-offering", "ActivityType", "Credit offering", "An activity that is designated for credit."),
        Concept("disclosure", "ActivityType", "Disclosure", "The disclosures of an activity, in one version."),
        Concept("attestation", "ActivityType", "Attestation", "A sentence that learners confirm, in one version."),
        Concept(
            "credit",
            "ContextExtension",
            "Credit",
            "The designations as the learner saw them, each with the numbers that its body gave.",
        ),
        Concept("credit-claimed", "ResultExtension", "Credit claimed", "What the learner claims: never an award."),
        Concept("profession", "ResultExtension", "Profession", "The profession that the learner stated."),
        Concept("specialty", "ResultExtension", "Specialty", "The specialty that the learner stated, if asked."),
        Concept(
            "reference", "ResultExtension", "Record reference", "The reference printed on the learner's certificate."
        ),
        Concept(
            "disclosure-version",
            "ContextExtension",
            "Disclosure version",
            "The hash of the disclosure text that the learner saw.",
        ),
        Concept("as-of", "ContextExtension", "As of", "The instant at which the expiry of credit was judged."),
    )
}

TEMPLATES = {
    template.verb: template
    for template in (
        Template("initialized", COURSE_TYPE),
        Template("acknowledge", "disclosure", disclosure=True),
        Template("experienced", PAGE_TYPE),
        Template("watched", MEDIA_TYPE),
        Template("answered", QUESTION_TYPE, response=True),
        Template("passed", COURSE_TYPE, credit=True, disclosure=True, success=True, score=True, points_to_record=True),
        Template("failed", COURSE_TYPE, success=False, score=True),
        Template("attested", "attestation"),
        Template("claimed", COURSE_TYPE, credit=True, disclosure=True, points_to_record=True),
        Template("completed", COURSE_TYPE, credit=True, claimed=True, disclosure=True, completion=True, duration=True),
        Template("terminated", COURSE_TYPE, duration=True),
    )
}


def minted(vocabulary: str, name: str) -> str:
    """The IRI of a term under a vocabulary base; an IRI stays what it is."""
    return name if "://" in name else f"{vocabulary.rstrip('/')}/{name}"
