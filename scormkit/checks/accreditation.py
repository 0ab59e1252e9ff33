"""ACC: who provides the activity, and what is said of their accreditation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.checks.companies import company_key
from scormkit.checks.prose import passages
from scormkit.checks.rule import rule
from scormkit.checks.wording import GENERATED, departures, named
from scormkit.model.course import CreditStatus, OwnText
from scormkit.model.finding import Certainty, Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.finding import Place

NURSING = re.compile(r"[^.!?]*American Nurses Credentialing Center[^.!?]*Commission on Accreditation[.!?]?\s*")
CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@rule(
    "ACC020",
    "accreditation-statement-altered",
    Severity.ERROR,
    "accme",
    "ACCME and Joint Accreditation: accreditation statements",
    Certainty.LIKELY,
)
def accreditation_altered(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The provider's own accreditation statement departs from the mandated one in its words.

    Why: Accreditors prescribe the statement: direct, joint, of a state society or of Joint Accreditation. It is never
    paraphrased, names the right body and the partners that are not accredited, and says that the activity *has been*
    planned.

    Example: "This activity will be planned and implemented …"

    Mend: Correct the wording under `statements: accreditation`, or delete it and let it be made from the fields.
    """
    own = course.own("accreditation")
    if own is None:
        return
    medical = OwnText(own.kind, NURSING.sub("", own.text), own.place) if notices.nursing(course) else own
    shown = departures(course, medical, notices.accreditation_forms(course))
    if shown:
        yield own.place, f"The accreditation statement is not the mandated one: {shown}.", GENERATED


@rule(
    "ACC030",
    "provider-spelled-differently",
    Severity.ERROR,
    "accme",
    "accreditation statements name the organisation",
    Certainty.LIKELY,
)
def spelled_differently(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A text of the front matter spells a provider otherwise than `providers` does.

    Why: The statement names organisations by the names under which they are accredited, and learners and auditors must
    see that it is the same one everywhere.

    Example: "Medall" where `providers` has "MedAll".

    Mend: Write the name in one way, the one that the organisation uses itself.
    """
    names = named(course)
    for place, text in _front_texts(course):
        for name in names:
            for variant in _variants(name, text):
                if variant not in names:
                    yield (
                        place,
                        f"'{variant}' stands for '{name}'.",
                        "Write the provider's name in one way everywhere.",
                    )


def _front_texts(course: Course) -> Iterator[tuple[Place, str]]:
    yield from ((passage.place, passage.text) for passage in passages(course) if passage.kind == "front")
    yield from ((own.place, own.text) for own in course.statements)
    for person in course.people:
        yield person.place, person.name
        if not isinstance(person.affiliation, NotStated):
            yield person.place, person.affiliation
    yield from ((place, text) for place, text in _policies(course) if text)


def _policies(course: Course) -> Iterator[tuple[Place, str]]:
    yield course.where("policies", "privacy"), course.policies.privacy
    yield course.where("policies", "copyright"), course.policies.copyright


def _variants(name: str, text: str) -> list[str]:
    """How a text spells a name, with other capitals, spaces or hyphens; a word that starts small is no name."""
    parts = CAMEL.findall(name)
    if len("".join(parts)) < 4:
        return []
    pattern = r"\b" + r"[\s\-.]{0,2}".join(map(re.escape, parts)) + r"\b"
    found = (match.group() for match in re.finditer(pattern, text, re.IGNORECASE))
    return list(dict.fromkeys(one for one in found if one[0].isupper() and " ".join(one.split()) != name))


@rule(
    "ACC040",
    "ineligible-joint-provider",
    Severity.ERROR,
    "accme",
    "ACCME: an ineligible company is never a joint provider",
)
def ineligible_joint(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A provider is also a supporter, or a company with which somebody has a relationship.

    Why: An ineligible company, which sells what patients are treated with, can neither provide accredited education nor
    take part in providing it.

    Example: Example Pharma as a joint provider of a course that it supports.

    Mend: Remove the company from the providers, or correct the entry under `support` or in people.yaml.
    """
    ineligible = {company_key(tie.company) for person in course.people for tie in person.relationships}
    if not isinstance(course.support, NotStated):
        ineligible |= {company_key(given.company) for given in course.support}
    partners = [("joint", index, one) for index, one in enumerate(course.providers.joint)]
    partners += [("co", index, one) for index, one in enumerate(course.providers.co)]
    for key, index, partner in partners:
        if company_key(partner.name) in ineligible:
            yield (
                course.where("providers", key, index, "name"),
                f"{partner.name} is named as an ineligible company and as a provider.",
                "An ineligible company cannot be a provider: correct one of the two.",
            )


@rule(
    "ACC050",
    "activity-without-identifier",
    Severity.WARNING,
    "house",
    "ACCME PARS: activities are reported under their id",
)
def without_identifier(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A live course has no identifier of its provider or of a registry.

    Why: Learners are reported under the identifier that the provider or PARS gave to the activity. Without it, records
    of the LMS have to be matched by title.

    Example: A course with `credit_status: live` and no `identifiers`.

    Mend: Write it under `activity: identifiers`, such as `pars: 201234567`.
    """
    if course.credit_status is CreditStatus.LIVE and course.credits and not course.activity.identifiers:
        yield (
            course.where("activity"),
            "The activity has no identifier under which its learners are reported.",
            "Add 'identifiers:' with the provider's or PARS's id of the activity.",
        )


RULES = (accreditation_altered, spelled_differently, ineligible_joint, without_identifier)
