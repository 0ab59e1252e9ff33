"""What a page says → a course for the rules to judge: every value has its line of the page as its place.

A value that the page does not state is "not stated", or empty. The few that the model cannot leave open (an id, a
version, a format) are filled for the rules alone; a draft never contains them, and no rule that looks at them is asked.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.model.course import (
    Activity,
    Audience,
    Course,
    CreditStatus,
    Gate,
    LearningFormat,
    LmsSettings,
    Mitigation,
    Objective,
    OwnText,
    Policies,
    Providership,
    Reference,
)
from scormkit.model.credit import JOINT_ACCREDITATION, SYSTEMS, Credit
from scormkit.model.finding import Place
from scormkit.model.people import Organisation, Person, Relationship, Support
from scormkit.model.quiz import FeedbackTime, Quiz, QuizRole
from scormkit.model.stated import NOT_STATED
from scormkit.model.vocabulary import PLACEHOLDER_VOCABULARY
from scormkit.review.dates import DAY
from scormkit.review.prose import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.model.stated import NotStated
    from scormkit.review.prose import Sentence
    from scormkit.review.said import Read, Said, SaidCredit, SaidPerson

FORMATS: tuple[tuple[LearningFormat, str], ...] = (
    (LearningFormat.LIVE, r"\blive\b"),
    (LearningFormat.JOURNAL, r"\bjournal"),
    (LearningFormat.TEST_ITEM, r"test[- ]item"),
    (LearningFormat.MANUSCRIPT, r"manuscript"),
    (LearningFormat.PERFORMANCE, r"\bPI CME\b|performance improvement"),
    (LearningFormat.POINT_OF_CARE, r"point[- ]of[- ]care"),
    (LearningFormat.ENDURING, r"\bendur"),
    (LearningFormat.OTHER, r"\bother\b|\bblended\b"),
)
"""The learning formats as designation statements write them."""
EUROPEAN = r"EACCME|European Accreditation Council"
BODIES: tuple[tuple[str, str], ...] = (
    ("ACCME", r"\bACCME|Accreditation Council for Continuing Medical Education"),
    ("ACPE", r"ACPE|Accreditation Council for Pharmacy Education"),
    ("ANCC", r"ANCC|American Nurses Credentialing Center"),
    ("IACET", r"IACET|International Accreditors for Continuing Education"),
)
"""Accrediting bodies that course.yaml names by their abbreviation."""
WORDED = ("ipce", "eaccme")
"""Credit systems beside AMA PRA whose sentence is known word by word."""
OTHERS = re.compile(
    r"\b(?:other|non-physician)\b[^.]{0,300}?\b(?:professionals|participants|learners|attendees|providers|clinicians)\b",
    re.IGNORECASE,
)
STATEMENT = re.compile(r"\b(?:statement|certificate|credit)\b", re.IGNORECASE)


def course_of(read: Read) -> Course:
    """The course that a page describes, as far as it describes one."""
    places = dict(_places(read))
    return Course(
        id="reviewed",
        version="1.0",
        title=read.title.value if read.title else "",
        subtitle="",
        language=read.language.value if read.language else "en",
        description=read.description.value if read.description else "",
        keywords=(),
        credit_status=CreditStatus.LIVE,
        notice="Reviewed, not published.",
        objectives=tuple(
            Objective(
                f"objective-{number}", said.text, tuple(point.value for point in said.points), _at(read, said.line)
            )
            for number, said in enumerate(read.objectives, start=1)
        ),
        audience=_audience(read),
        activity=_activity(read),
        providers=_providers(read),
        credits=tuple(_credit(read, credit) for credit in read.credits if credit.system in SYSTEMS),
        support=_support(read),
        people=tuple(_person(read, person, number) for number, person in enumerate(read.people, start=1)),
        mitigation=_mitigation(read),
        gates=tuple(Gate),
        iri_base="https://scormkit.example/",
        vocabulary=PLACEHOLDER_VOCABULARY,
        lms=LmsSettings(),
        overrides=(),
        references=tuple(_reference(read, number) for number in range(len(read.references))),
        pages=(),
        quizzes=tuple(_test(read)),
        assets=(),
        places=places,
        statements=tuple(own_texts(read)),
        policies=Policies(_told(read, "privacy"), _told(read, "copyright")),
    )


def _at(read: Read, line: int) -> Place:
    return Place(read.prose.file, line)


def _places(read: Read) -> Iterator[tuple[tuple[str | int, ...], Place]]:
    """Where the values stand, by their paths in course.yaml; what is absent has the file without a line."""
    yield (), Place(read.prose.file)
    stated: list[tuple[tuple[str | int, ...], Said[object] | None]] = [
        (("title",), read.title),
        (("description",), read.description),
        (("language",), read.language),
        (("audience", "description"), read.audience.description),
        (("audience", "territory_note"), read.audience.territory_note),
        (("audience", "territories"), read.audience.territories[0] if read.audience.territories else None),
        (("audience", "specialties"), read.audience.specialties[0] if read.audience.specialties else None),
        (("audience", "professions"), read.audience.professions[0] if read.audience.professions else None),
        (("activity", "released"), read.dates.released),
        (("activity", "reviewed"), read.dates.reviewed),
        (("activity", "expires"), read.dates.expires),
        (("activity", "time_zone"), read.dates.time_zone or read.dates.expires),
        (("activity", "minutes"), read.minutes),
        (("activity", "medium"), read.told.get("medium")),
        (("activity", "requirements"), read.told.get("technical")),
        (("activity", "identifiers"), read.told.get("identifier")),
        (("providers", "accredited"), read.providers.accredited),
        (("providers", "accredited", "name"), read.providers.accredited),
        (("providers", "accredited", "accreditor"), read.providers.bodies[0] if read.providers.bodies else None),
        (("providers", "accredited", "contact"), read.told.get("contact")),
        (("mitigation",), read.together.mitigated or read.together.method),
        (("mitigation", "method"), read.together.method),
        (("policies", "privacy"), read.told.get("privacy")),
        (("policies", "copyright"), read.told.get("copyright")),
    ]
    yield from ((path, _at(read, said.line)) for path, said in stated if said is not None)
    yield from _listed_places(read)


def _listed_places(read: Read) -> Iterator[tuple[tuple[str | int, ...], Place]]:
    designated = [credit for credit in read.credits if credit.system in SYSTEMS]
    for index, credit in enumerate(designated):
        yield ("credits", index), _at(read, credit.line)
    for credit in designated[:1]:
        yield ("credits",), _at(read, credit.line)
    formatted = next((credit for credit in read.credits if credit.format), None)
    if formatted is not None:
        yield ("activity", "format"), _at(read, formatted.line)
    for index, joint in enumerate(read.providers.joint):
        yield ("providers", "joint", index), _at(read, joint.line)
    for index, given in enumerate(read.support):
        yield ("support", index), _at(read, given.line)
    supported = [given.line for given in read.support] or ([read.unsupported.line] if read.unsupported else [])
    for line in supported[:1]:
        yield ("support",), _at(read, line)
    for index, objective in enumerate(read.objectives):
        yield ("objectives", index), _at(read, objective.line)
        for inner, point in enumerate(objective.points):
            yield ("objectives", index, "points", inner), _at(read, point.line)
    for objective in read.objectives[:1]:
        yield ("objectives",), _at(read, objective.line)


def _told(read: Read, key: str) -> str:
    return read.told[key].value if key in read.told else ""


def format_of(read: Read) -> LearningFormat | None:
    """The learning format that the designation statement names, if it names a known one."""
    named = next((credit.format for credit in read.credits if credit.format), "")
    return next((form for form, words in FORMATS if re.search(words, named, re.IGNORECASE)), None)


def _activity(read: Read) -> Activity:
    return Activity(
        format=format_of(read) or LearningFormat.ENDURING,
        released=read.dates.released.value if read.dates.released else NOT_STATED,
        reviewed=read.dates.reviewed.value if read.dates.reviewed else NOT_STATED,
        expires=read.dates.expires.value if read.dates.expires else NOT_STATED,
        time_zone=read.dates.time_zone.value if read.dates.time_zone else NOT_STATED,
        minutes=read.minutes.value if read.minutes else NOT_STATED,
        medium=_told(read, "medium"),
        requirements=_told(read, "technical"),
        identifiers=(("stated", _told(read, "identifier")),) if "identifier" in read.told else (),
    )


def _audience(read: Read) -> Audience:
    said = read.audience
    return Audience(
        description=said.description.value if said.description else "",
        professions=tuple(profession.value for profession in said.professions),
        specialties=tuple(specialty.value for specialty in said.specialties) or NOT_STATED,
        territories=tuple(territory.value for territory in said.territories),
        territory_note=said.territory_note.value if said.territory_note else "",
    )


def body_of(text: str) -> tuple[str, ...]:
    """The bodies that accredit a provider in a statement; three together are Joint Accreditation, EACCME is none."""
    if re.search(EUROPEAN, text):
        return ()
    known = tuple(name for name, words in BODIES if re.search(words, text))
    if {"ACCME", "ACPE", "ANCC"} <= set(known):
        return (JOINT_ACCREDITATION,)
    return known or ((text,) if text else ())


def bodies(read: Read) -> tuple[str, ...]:
    """Every body that accredits the provider, as the page says."""
    return tuple(dict.fromkeys(body for said in read.providers.bodies for body in body_of(said.value)))


def _providers(read: Read) -> Providership:
    said = read.providers
    first, *also = bodies(read) or ("",)
    designating = next((credit.provider for credit in read.credits if credit.provider), "")
    name = said.accredited.value if said.accredited else designating
    return Providership(
        accredited=Organisation(name, first, _told(read, "contact"), tuple(also)),
        joint=tuple(Organisation(joint.value) for joint in said.joint),
    )


def _credit(read: Read, credit: SaidCredit) -> Credit:
    system = SYSTEMS[credit.system]
    return Credit(
        system=system,
        maximum=credit.amount,
        eligible=eligible(read, credit),
        place=_at(read, credit.line),
        uan=credit.uan,
        approved=credit.approved.value if credit.approved else NOT_STATED,
    )


def eligible(read: Read, credit: SaidCredit) -> tuple[str, ...]:
    """Who may claim a credit: the professions of the page's audience to whom its system can award it."""
    system = SYSTEMS[credit.system]
    stated = tuple(said.value for said in read.audience.professions)
    return tuple(one for one in system.awardable_to if one in stated) or system.awardable_to[:1]


def _support(read: Read) -> tuple[Support, ...] | NotStated:
    if read.support:
        return tuple(Support(one.company, one.kind, one.in_kind, _at(read, one.line)) for one in read.support)
    return () if read.unsupported else NOT_STATED


def _person(read: Read, person: SaidPerson, number: int) -> Person:
    return Person(
        id=f"person-{number}",
        name=person.name,
        group=person.group,
        credentials=person.credentials.value if person.credentials else NOT_STATED,
        affiliation=person.affiliation.value if person.affiliation else NOT_STATED,
        roles=person.roles or NOT_STATED,
        relationships=tuple(Relationship(tie.company, tie.natures, _at(read, tie.line)) for tie in person.ties),
        natures_in_bulk=person.bulk.value if person.bulk else "",
        nothing_to_disclose=person.nothing is not None,
        off_label=next((said.value for said in (person.off_label, read.off_label) if said), NOT_STATED),
        place=_at(read, person.line),
    )


def _mitigation(read: Read) -> Mitigation | None:
    said = read.together.method or read.together.mitigated
    if said is None:
        return None
    method = read.together.method.value if read.together.method else ""
    return Mitigation(read.together.mitigated is not None, method, _at(read, said.line))


def _reference(read: Read, index: int) -> Reference:
    said = read.references[index]
    return Reference(
        id=f"reference-{index + 1}",
        authors=said.authors,
        title=said.title or said.text,
        journal="",
        year=said.year,
        detail=said.rest,
        doi=said.doi,
        pmid=said.pmid,
        url=said.url,
        trial="",
        place=_at(read, said.line),
    )


def _test(read: Read) -> Iterator[Quiz]:
    """The assessment of which the page speaks, without questions: those are not on it."""
    if read.test.named is not None:
        yield Quiz(
            id="post-test",
            title="Post-test",
            role=QuizRole.POST_TEST,
            intro="",
            passing=read.test.passing.value if read.test.passing else Decimal(0),
            attempts=read.test.attempts.value if read.test.attempts else 0,
            feedback=FeedbackTime.AFTER_LAST,
            questions=(),
            place=_at(read, read.test.named.line),
        )


def own_texts(read: Read) -> Iterator[OwnText]:
    """The mandated statements in the page's own words, as far as their exact words are known.

    EACCME accredits an activity and not its provider, so its sentence is one of credit.
    """
    said = read.providers
    own = [sentence for sentence, body in zip(said.statements, said.bodies, strict=True) if body_of(body.value)]
    first = [said.joint_statement] if said.joint_statement else []
    if whole := [*first, *own[:1]]:
        yield OwnText("accreditation", _text(whole), _at(read, whole[0].line))
    if others := _others(read):
        yield OwnText("participation", _text(others), _at(read, others[0].line))
    for credit in read.credits:
        if (credit.system == "ama-pra-1" and credit.format) or credit.system in WORDED:
            kind = "designation" if credit.system == "ama-pra-1" else credit.system
            yield OwnText(kind, _text([credit.said, *_claim(read, credit)]), _at(read, credit.line))


def _others(read: Read) -> list[Sentence]:
    """What is said of professionals who cannot be awarded AMA PRA credit."""
    said = (one for one in read.prose.within("others") if one.kind is Kind.TEXT)
    return [one for one in said if not DAY.search(one.text)] or [
        sentence
        for sentence in read.prose.within("accreditation", "method")
        if OTHERS.search(sentence.text) and STATEMENT.search(sentence.text)
    ]


def _claim(read: Read, credit: SaidCredit) -> Iterator[Sentence]:
    """The sentence behind a designation that says how much to claim."""
    index = read.prose.sentences.index(credit.said)
    for sentence in read.prose.sentences[index + 1 : index + 3]:
        if re.search(r"\bshould (?:only )?claim\b|\bclaim only\b", sentence.text):
            yield sentence


def _text(sentences: list[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)
