"""The document's body: front matter, pages, quizzes, claim, certificate and references, each a section.

Everything is readable without a script, and nothing in the readable text gives an answer away: rationales lie in
``template`` elements, which no browser shows or prints by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from scormkit import notices
from scormkit.compile.citations import explained, numbered, numbers, sources
from scormkit.compile.conditions import specialties
from scormkit.compile.data import claimable
from scormkit.compile.expiry import UNSTATED_ZONE, zone_name
from scormkit.compile.outline import embedded, outline, sections_of_quizzes
from scormkit.compile.qr import fits, qr_svg
from scormkit.compile.typography import phrase
from scormkit.model.course import CreditStatus, Gate, HandoffPart
from scormkit.model.credit import PROFESSIONS
from scormkit.model.people import Role
from scormkit.model.quiz import EMBEDDED, QuizRole
from scormkit.model.stated import NotStated
from scormkit.questions import KINDS
from scormkit.resources import runtime_dir
from scormkit.templates import templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.model.course import Course, Page
    from scormkit.model.credit import Credit
    from scormkit.model.people import Person
    from scormkit.model.quiz import Question, Quiz


def render_sections(course: Course) -> str:
    """All sections of a course with the navigation around them, as safe markup."""
    template = templates(runtime_dir()).get_template("sections.html.j2")
    return template.render(context(course))


def context(course: Course) -> Mapping[str, object]:
    """What the template may see: the course, its sentences as markup, and nothing that decides."""
    number = numbers(course)
    quizzes, inside = sections_of_quizzes(course), embedded(course)
    return {
        "course": course,
        "specimen": course.credit_status is not CreditStatus.LIVE,
        "facts": facts(course),
        "people": [_person(person) for person in course.people],
        "natures": any(person.relationships for person in course.people),
        "mitigation": notices.mitigation(course),
        "support": notices.support(course),
        "off_label": notices.off_label(course),
        "accreditation": phrase(notices.accreditation(course)),
        "designations": [phrase(notices.designation(course, credit)) for credit in course.credits],
        "participation": phrase(notices.participation(course)),
        "designated": phrase(notices.designated(course)) if course.credits else "",
        "claimed": notices.SUBJECT_TO_VERIFICATION,
        "recorded": notices.RECORDED,
        "earning": notices.earning(course),
        "expiry": _expiry(course),
        "gates": {str(gate) for gate in course.gates},
        "acknowledge": Gate.ACKNOWLEDGE in course.gates,
        "professions": [(name, PROFESSIONS[name]) for name in course.audience.professions],
        **_asked(course),
        **_ended(course),
        "claims": [_claim(one) for one in course.credits],
        "pages": [(page, _parts(page, inside, number)) for page in course.pages],
        "before": [_quiz(quiz, number) for quiz in quizzes if quiz.role is QuizRole.PRE_TEST],
        "after": [_quiz(quiz, number) for quiz in quizzes if quiz.role is not QuizRole.PRE_TEST],
        "sources": sources(course),
        "contents": outline(course),
        "titles": {section.id: section.title for section in outline(course)},
        "provider": course.providers.accredited,
        "joint": [joint.name for joint in course.providers.joint],
        "accreditor": notices.accreditor(course),
    }


def _asked(course: Course) -> dict[str, object]:
    """What learners are asked beside their profession, and what depends on it."""
    return {
        "ask_first": course.audience.ask_first,
        "specialties": list(specialties(course).items()),
        "branching": any(page.audience for page in course.pages),
        "professions_by_id": PROFESSIONS,
        "attestation": course.attestation if Gate.ATTESTATION in course.gates else "",
        "texts": course.certificate,
    }


def _ended(course: Course) -> dict[str, object]:
    """What the end needs: days of single credits, notes on certificates, and the provider's own claim page."""
    days = [credit for credit in course.credits if not isinstance(credit.expires, NotStated)]
    handoff = course.handoff
    drawn = handoff is not None and HandoffPart.QR in handoff.show and fits(handoff.address)
    code = qr_svg(handoff.address, "QR code of the provider’s claim page") if handoff and drawn else ""
    return {
        "credit_days": [
            (one, phrase(one.system.many + one.system.mark), notices.in_words(course.last_day(one))) for one in days
        ],
        "notes": [
            (credit.system.id, profession, words)
            for credit in course.credits
            for profession, words in notices.certificate_notes(course, credit)
        ],
        "claim_note": notices.claim_note,
        "claim_question": lambda credit: phrase(notices.claim_question(credit)),
        "handoff": handoff,
        "qr": Markup(code),
    }


class Claim(NamedTuple):
    """A credit as the claim page shows it: its name as markup, the amounts that can be claimed, and the sentence beside
    them.
    """

    credit: Credit
    name: Markup
    amounts: tuple[str, ...]
    sentence: str


def _claim(credit: Credit) -> Claim:
    return Claim(credit, phrase(notices.claimed_name(credit)), claimable(credit), notices.commensurate(credit))


def facts(course: Course) -> list[tuple[str, list[str | Markup]]]:
    """The activity at a glance: (term, values), with ``not stated`` where the source does not say."""
    values: dict[str, list[str | Markup]] = {}
    for term, value in _facts(course):
        values.setdefault(term, []).append(value)
    return list(values.items())


def _facts(course: Course) -> list[tuple[str, str | Markup]]:
    activity, audience = course.activity, course.audience
    minutes = "not stated" if isinstance(activity.minutes, NotStated) else f"{activity.minutes} minutes"
    credit = [phrase(f"up to {notices.credit_phrase(one.system, one.maximum)}") for one in course.credits]
    territory = [("Territory", ", ".join(audience.territories))] if audience.territories else []
    specialties = "not stated" if isinstance(audience.specialties, NotStated) else ", ".join(audience.specialties)
    return [
        ("Format", notices.learning_format(course)),
        *(("Credit", amount) for amount in credit),
        ("Estimated time", minutes),
        *_told(("Medium", activity.medium), ("You need", activity.requirements)),
        ("Released", notices.in_words(activity.released)),
        ("Last reviewed", notices.in_words(activity.reviewed)),
        ("Expires", notices.in_words(activity.expires)),
        ("Audience", audience.description),
        ("Specialties", specialties),
        *territory,
        *_told(
            ("Co-provided with", ", ".join(partner.name for partner in course.providers.co)),
            *((f"Identifier ({name})", identifier) for name, identifier in activity.identifiers),
            ("Privacy", course.policies.privacy),
            ("Copyright", course.policies.copyright),
        ),
    ]


def _told(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    """Rows of what the course says; what accreditors only ask for is left out where it is silent."""
    return [(term, value) for term, value in rows if value]


def _expiry(course: Course) -> dict[str, str] | None:
    expires = course.activity.expires
    if isinstance(expires, NotStated):
        return None
    unstated = isinstance(course.activity.time_zone, NotStated)
    zone = f"{UNSTATED_ZONE}; no time zone is stated" if unstated else zone_name(course.activity).replace("_", " ")
    return {"day": notices.in_words(expires), "zone": zone}


def _person(person: Person) -> dict[str, object]:
    credentials = "" if isinstance(person.credentials, NotStated) else person.credentials
    affiliation = "" if isinstance(person.affiliation, NotStated) else person.affiliation
    roles = "not stated" if isinstance(person.roles, NotStated) else ", ".join(Role(role) for role in person.roles)
    return {
        "name": f"{notices.named(person)}, {credentials}" if credentials else notices.named(person),
        "affiliation": affiliation,
        "roles": roles,
        "relationships": [(tie.company, ", ".join(tie.natures)) for tie in person.relationships],
        "bulk": person.natures_in_bulk,
        "nothing": person.nothing_to_disclose,
    }


Piece = tuple[Markup, dict[str, object] | None]


def _parts(page: Page, inside: Mapping[str, Quiz], number: Mapping[str, int]) -> list[Piece]:
    """A page in pieces, each with the knowledge check that follows it; the last with none."""
    pieces: list[Piece] = []
    start = 0
    for match in EMBEDDED.finditer(page.html):
        if match[1] in inside:
            pieces.append((Markup(numbered(page.html[start : match.end()], number)), _quiz(inside[match[1]], number)))
            start = match.end()
    return [*pieces, (Markup(numbered(page.html[start:], number)), None)]


def _quiz(quiz: Quiz, number: Mapping[str, int]) -> dict[str, object]:
    return {
        "quiz": quiz,
        "send": quiz.role in (QuizRole.EVALUATION, QuizRole.PRE_TEST),
        "intro": Markup(numbered(quiz.intro, number)),
        "forms": [Markup(numbered(_form(question), number)) for question in quiz.questions],
        "rationales": [
            (question.id, Markup(numbered(explained(question), number)))
            for question in quiz.questions
            if explained(question)
        ],
        "option_feedback": [
            (question.id, option.id, Markup(numbered(option.feedback, number)))
            for question in quiz.questions
            for option in question.options
            if option.feedback
        ],
    }


def _form(question: Question) -> str:
    """A question, after what its case tells before it."""
    told = f'<div class="stage" data-case="{question.case}">{question.disclosed}</div>\n' if question.disclosed else ""
    return told + KINDS[question.kind].form(question)
