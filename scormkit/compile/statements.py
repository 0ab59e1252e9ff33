"""The fixed part of every xAPI statement: what Python knows at build time, as plain data.

The driver adds what only the browser knows: actor, registration, result, timestamp and id. So the schema that consumers
validate with has seen every template before a package ships (xAPI 1.0.3 Data 2.2 ff.).
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.compile.cme import activity_iri, designated_credit, disclosure_version, json_number
from scormkit.model.course import Gate
from scormkit.model.quiz import QuizRole
from scormkit.model.stated import NotStated
from scormkit.model.vocabulary import (
    CONCEPTS,
    COURSE_TYPE,
    MEDIA_TYPE,
    PAGE_TYPE,
    PROFILE_TYPE,
    QUESTION_TYPE,
    QUIZ_TYPE,
    TEMPLATES,
    VERBS,
    minted,
)
from scormkit.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from scormkit.model.course import Course, Page
    from scormkit.model.quiz import Interaction, Question, Quiz
    from scormkit.model.vocabulary import Template
    from scormkit.notices import Film

Json = dict[str, object]

LIVE, SPECIMEN, EXPIRED = "live", "specimen", "expired"

EXAMPLE_ID = "6f3c2a10-8f1b-4a6e-9c1d-000000000001"
EXAMPLE_RECORD = "6f3c2a10-8f1b-4a6e-9c1d-000000000002"
EXAMPLE_REGISTRATION = "6f3c2a10-8f1b-4a6e-9c1d-000000000003"
EXAMPLE_INSTANT = "2026-01-31T12:00:00.000Z"


def compose(course: Course) -> Mapping[str, object]:
    """All statement templates of a course.

    ``statements`` maps a name to a fixed part: a verb, or ``experienced/PAGE``, ``watched/FILM``, ``experienced/FILM``
    (its transcript was read) and ``answered/QUESTION``. ``credit`` holds the designations to freeze
    while credit is open and after it expired; ``vocabulary`` maps our short names to IRIs, ``systems`` a credit's id to
    the names that a claim is reported with.
    """
    statements = {
        f"answered/{question.id}": _answered(course, quiz, question)
        for quiz in course.quizzes
        for question in quiz.questions
    }
    statements |= {verb: _fixed(course, verb, _activity(course)) for verb in _course_verbs()}
    statements["acknowledge"] = _fixed(course, "acknowledge", _disclosure(course))
    statements |= {f"experienced/{page.id}": _experienced(course, page) for page in course.pages}
    if Gate.MEDIA in course.gates:
        films = notices.films(course)
        statements |= {f"watched/{film.path}": _watched(course, film) for film in films}
        statements |= {f"experienced/{film.path}": _transcript(course, film) for film in films if film.transcript}
    if Gate.ATTESTATION in course.gates:
        statements["attested"] = _fixed(course, "attested", _attestation(course))
    return {
        "statements": statements,
        "credit": {"open": frozen_credit(course, expired=False), "expired": frozen_credit(course, expired=True)},
        "vocabulary": {
            name: minted(course.vocabulary, name)
            for name, concept in CONCEPTS.items()
            if concept.kind.endswith("Extension")
        },
        "systems": {one.system.id: {"system": one.system.name, "unit": one.system.unit} for one in course.credits},
    }


def said_once(statements: Mapping[str, Json]) -> dict[str, Json]:
    """The same fixed parts as a package carries them: what one has in common with an earlier one, it does not repeat.

    Such a fixed part names the other under ``like``, and has only those of ``verb``, ``object`` and ``context`` that
    differ.
    """
    shipped: dict[str, Json] = {}
    for name, fixed in statements.items():
        models = [other for other, written in shipped.items() if "like" not in written]
        alike = [{part for part in fixed if fixed[part] == statements[other][part]} for other in models]
        common, like = max(zip(alike, models, strict=True), key=lambda pair: len(pair[0]), default=(set(), ""))
        own = {part: value for part, value in fixed.items() if part not in common}
        shipped[name] = {"like": like, **own} if common else fixed
    return shipped


def frozen_credits(course: Course) -> list[list[Json]]:
    """Every form in which the designations can be frozen: none has expired, then one after the other, then all."""
    own = sorted({credit.expires for credit in course.credits if not isinstance(credit.expires, NotStated)})
    ended = (frozen_credit(course, expired=False, after=day) for day in own)
    return [frozen_credit(course, expired=False), *ended, frozen_credit(course, expired=True)]


def frozen_credit(course: Course, *, expired: bool, after: date | None = None) -> list[Json]:
    """The designations as a credit-bearing statement freezes them: which status, and whether they can be claimed.

    ``after`` is a day with which credits have ended that end before the activity's others.
    """
    credit = []
    for one in course.credits:
        designated = designated_credit(course, one)
        over = expired or (after is not None and not isinstance(one.expires, NotStated) and one.expires <= after)
        status = SPECIMEN if designated["status"] == SPECIMEN else EXPIRED if over else LIVE
        credit.append(designated | {"status": status, "claimable": status == LIVE})
    return credit


def _course_verbs() -> list[str]:
    return [verb for verb, template in TEMPLATES.items() if template.object == COURSE_TYPE]


def _fixed(course: Course, verb: str, target: Json, parents: list[Json] | None = None) -> Json:
    template, word = TEMPLATES[verb], VERBS[verb]
    extensions: Json = {}
    if template.disclosure:
        extensions[minted(course.vocabulary, "disclosure-version")] = disclosure_version(course)
    if template.credit:
        extensions[minted(course.vocabulary, "credit")] = frozen_credit(course, expired=False)
    activities: Json = {"category": [_profile(course)]}
    if parents:
        activities["parent"] = parents
    if template.object != COURSE_TYPE:
        activities["grouping"] = [_bare(activity_iri(course), COURSE_TYPE)]
    if template.credit:
        offering = minted(course.vocabulary, "credit-offering")
        activities["grouping"] = [_bare(f"{activity_iri(course)}/credit", offering)]
    context: Json = {"revision": course.version, "language": course.language, "contextActivities": activities}
    if extensions:
        context["extensions"] = extensions
    return {
        "verb": {"id": minted(course.vocabulary, word.iri), "display": {"en": word.display}},
        "object": target,
        "context": context,
    }


def _profile(course: Course) -> Json:
    return _bare(minted(course.vocabulary, "profile"), PROFILE_TYPE)


def _bare(iri: str, kind: str) -> Json:
    return {"objectType": "Activity", "id": iri, "definition": {"type": kind}}


def _named(course: Course, iri: str, kind: str, name: str, **more: object) -> Json:
    definition = {"type": kind, "name": {course.language: name}, **more}
    return {"objectType": "Activity", "id": iri, "definition": definition}


def _activity(course: Course) -> Json:
    more: Json = {"description": {course.language: course.description}}
    if course.credits:
        more["extensions"] = {minted(course.vocabulary, "credit"): frozen_credit(course, expired=False)}
    return _named(course, activity_iri(course), COURSE_TYPE, course.title, **more)


def _disclosure(course: Course) -> Json:
    digest = disclosure_version(course).removeprefix("sha256:")
    iri = f"{activity_iri(course)}/disclosures/{digest[:16]}"
    return _named(course, iri, minted(course.vocabulary, "disclosure"), f"Disclosures of {course.title}")


def _experienced(course: Course, page: Page) -> Json:
    iri = f"{activity_iri(course)}/pages/{page.id}"
    return _fixed(
        course, "experienced", _named(course, iri, PAGE_TYPE, page.title), [_bare(activity_iri(course), COURSE_TYPE)]
    )


def _watched(course: Course, film: Film) -> Json:
    target = _named(course, f"{activity_iri(course)}/{film.path}", MEDIA_TYPE, film.name)
    return _fixed(course, "watched", target, [_bare(activity_iri(course), COURSE_TYPE)])


def _transcript(course: Course, film: Film) -> Json:
    """The transcript that was read instead; a page of its own, so that nobody takes it for the film."""
    iri = f"{activity_iri(course)}/{film.path}/transcript"
    target = _named(course, iri, PAGE_TYPE, f"Transcript of {film.name}")
    return _fixed(course, "experienced", target, [_bare(activity_iri(course), COURSE_TYPE)])


def _attestation(course: Course) -> Json:
    """The sentence that is confirmed; its IRI changes with its words, as that of the disclosures does."""
    digest = sha256(course.attestation.encode()).hexdigest()
    iri = f"{activity_iri(course)}/attestations/{digest[:16]}"
    kind = minted(course.vocabulary, "attestation")
    sentence = {course.language: course.attestation}
    return _named(course, iri, kind, f"Attestation of {course.title}", description=sentence)


def _quiz_iri(course: Course, quiz: Quiz) -> str:
    return f"{activity_iri(course)}/quizzes/{quiz.id}"


def partial_iris(course: Course) -> tuple[str, ...]:
    """The questions of which a part counts: what is told of their answers carries a score."""
    return tuple(
        f"{_quiz_iri(course, quiz)}/{question.id}"
        for quiz in course.quizzes
        for question in quiz.questions
        if question.partial and quiz.role is not QuizRole.EVALUATION
    )


def _answered(course: Course, quiz: Quiz, question: Question) -> Json:
    quiz_iri = _quiz_iri(course, quiz)
    target = _named(
        course, f"{quiz_iri}/{question.id}", QUESTION_TYPE, question.prompt_text, **_interaction(course, question)
    )
    return _fixed(course, "answered", target, [_bare(quiz_iri, QUIZ_TYPE)])


def _interaction(course: Course, question: Question) -> Json:
    """What an LRS is told of a question (xAPI 1.0.3 Data 2.4.4.1)."""
    interaction = KINDS[question.kind].interaction(question)
    definition: Json = {"interactionType": interaction.type}
    if patterns := _patterns(question, interaction):
        definition["correctResponsesPattern"] = patterns
    lists = {
        "scale" if interaction.type == "likert" else "choices": interaction.choices,
        "source": interaction.source,
        "target": interaction.target,
    }
    for name, components in lists.items():
        if components:
            definition[name] = [{"id": one, "description": {course.language: text}} for one, text in components]
    return definition


def _patterns(question: Question, interaction: Interaction) -> list[str]:
    """Every response that is right, in the notation of its type; none where no response is wrong."""
    if interaction.least or interaction.most:
        return [f"{interaction.least}[:]{interaction.most}"]
    if interaction.type == "fill-in":
        return [f"{{case_matters=true}}{words}" if question.exact else words for words in interaction.correct]
    if interaction.type == "matching":
        return ["[,]".join(pair.replace(".", "[.]") for pair in interaction.correct)]
    return ["[,]".join(interaction.correct)] if interaction.correct else []


# ---- what a statement looks like when the browser has added its part


def exemplar(course: Course, name: str, fixed: Json) -> Json:
    """A whole statement made of a fixed part, with the outcome of an imagined learner who did everything.

    ``name`` is the key of the fixed part in :func:`compose`. The package is checked with these before it ships, by the
    same schema that consumers use.
    """
    template = TEMPLATES[name.partition("/")[0]]
    statement = json.loads(json.dumps(fixed))
    context = statement["context"]
    context["registration"] = EXAMPLE_REGISTRATION
    if template.credit:
        context["extensions"][minted(course.vocabulary, "as-of")] = EXAMPLE_INSTANT
    if template.points_to_record:
        context["statement"] = {"objectType": "StatementRef", "id": EXAMPLE_RECORD}
    result = _imagined_result(course, template, in_part=statement["object"]["id"] in partial_iris(course))
    return {
        "id": EXAMPLE_RECORD if template.claimed else EXAMPLE_ID,
        "actor": {"objectType": "Agent", "account": {"homePage": "https://lms.example", "name": "learner-1"}},
        **statement,
        **({"result": result} if result else {}),
        "timestamp": EXAMPLE_INSTANT,
    }


def _imagined_result(course: Course, template: Template, *, in_part: bool) -> Json:
    claims = [
        {"system": one.system.name, "unit": one.system.unit, "amount": json_number(one.maximum)}
        for one in course.credits
    ]
    tested = template.completion is not None and notices.assessment(course) is not None
    extensions: Json = {"credit-claimed": claims, "profession": "physician", "reference": "ABCD-2345-EFGH"}
    if course.audience.ask_specialty and not isinstance(course.audience.specialties, NotStated):
        extensions["specialty"] = course.audience.specialties[0]
    parts: dict[str, tuple[bool, object]] = {
        "success": (template.success is not None or tested, tested or template.success),
        "completion": (template.completion is not None, template.completion),
        "score": (template.score or tested or in_part, {"scaled": 0.75, "raw": 75, "min": 0, "max": 100}),
        "response": (template.response, "a"),
        "duration": (template.duration, "PT61.5S"),
        "extensions": (
            template.claimed,
            {minted(course.vocabulary, name): value for name, value in extensions.items()},
        ),
    }
    return {name: value for name, (needed, value) in parts.items() if needed}
