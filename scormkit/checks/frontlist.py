"""LEG and AUD: what accreditors' lists ask the first page to say, beside credit and disclosures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.checks.rule import rule
from scormkit.model.finding import Severity
from scormkit.model.stated import NOT_STATED, NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

LIST = "lists for enduring material and internet CME, still asked for by Joint Accreditation, states and providers"


def _unsaid(text: str) -> bool:
    """Whether a text says nothing: "not stated" stands for what a source leaves out, and tells learners no more."""
    return text.strip().lower() in ("", str(NOT_STATED))


@rule("LEG010", "medium-not-stated", Severity.WARNING, "accme-legacy", LIST)
def medium_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The medium of an activity with credit is not stated.

    Why: Former ACCME lists ask for the medium, and many accreditors and providers still do.

    Example: A course without `activity: medium`.

    Mend: Write it in a few words: "online text with figures and a test".
    """
    if course.credits and _unsaid(course.activity.medium):
        yield (
            course.where("activity"),
            "The medium of the activity is not stated.",
            "Write 'medium:' under 'activity', such as online text with figures.",
        )


@rule("LEG020", "requirements-not-stated", Severity.WARNING, "accme-legacy", LIST)
def requirements_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The hardware and software that learners need are not stated.

    Why: Former ACCME lists for education on the internet ask for them before the start, and many providers still do.

    Example: A course without `activity: requirements`.

    Mend: Write what is needed: "a current browser, and speakers for the films".
    """
    if course.credits and _unsaid(course.activity.requirements):
        yield (
            course.where("activity"),
            "The hardware and software that learners need are not stated.",
            "Write 'requirements:' under 'activity', such as a current browser.",
        )


@rule("LEG030", "contact-not-stated", Severity.WARNING, "accme-legacy", LIST)
def contact_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The accredited provider of an activity with credit cannot be reached: no contact is stated.

    Why: Learners have questions on credit, and it is the provider who answers them. Former ACCME lists ask for it.

    Example: `accredited:` with a name and an accreditor only.

    Mend: Write `contact:` with an address of the provider's office.
    """
    if course.credits and _unsaid(course.providers.accredited.contact):
        yield (
            course.where("providers", "accredited"),
            "How learners reach the accredited provider is not stated.",
            "Write 'contact:' with the address of the provider's office.",
        )


@rule("LEG040", "privacy-not-stated", Severity.WARNING, "accme-legacy", LIST)
def privacy_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The policy on privacy and confidentiality is not stated.

    Why: Former ACCME lists for education on the internet ask for it. Answers and claims of named learners are recorded.

    Example: A course with credit and no `policies: privacy`.

    Mend: Write in a sentence what is recorded, who sees it, and where the policy is.
    """
    if course.credits and _unsaid(course.policies.privacy):
        yield (
            course.where("policies"),
            "How the privacy of learners is kept is not stated.",
            "Write 'privacy:' under 'policies'.",
        )


@rule("LEG050", "copyright-not-stated", Severity.WARNING, "accme-legacy", LIST)
def copyright_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Who owns the content, or that its use is permitted, is not stated.

    Why: Former ACCME lists for education on the internet ask providers to document ownership or permission.

    Example: A course with credit and no `policies: copyright`.

    Mend: Write the owner and the year, and the permissions for what was taken from others.
    """
    if course.credits and _unsaid(course.policies.copyright):
        yield (
            course.where("policies"),
            "Who owns the content is not stated.",
            "Write 'copyright:' under 'policies'.",
        )


@rule("AUD010", "specialties-not-stated", Severity.WARNING, "accme-legacy", "activities are planned for an audience")
def specialties_not_stated(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The specialties for which an activity with credit is meant are not stated.

    Why: Learners choose, and registries list, by specialty. "Healthcare professionals" is everybody.

    Example: `specialties: not stated`

    Mend: Write the specialties whose practice the activity is about.
    """
    if course.credits and isinstance(course.audience.specialties, NotStated):
        yield (
            course.where("audience", "specialties"),
            "The specialties of the audience are not stated.",
            "Write 'specialties:' under 'audience'.",
        )


@rule("AUD020", "territory-without-code", Severity.WARNING, "house", "a limit of territory is shown and recorded")
def territory_without_code(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A note limits the territory, and no country is recorded with it.

    Why: The note tells people. Manifests, the import sheet and tools go by the codes.

    Example: `territory_note: For the USA only.` without `territories: [US]`

    Mend: Write the countries as codes under `territories`.
    """
    if course.audience.territory_note and not course.audience.territories:
        yield (
            course.where("audience", "territory_note"),
            "The territory is limited in words, and no country is recorded.",
            "Write 'territories:' with country codes, such as [US].",
        )


RULES_LEGACY = (
    medium_not_stated,
    requirements_not_stated,
    contact_not_stated,
    privacy_not_stated,
    copyright_not_stated,
)
RULES_AUDIENCE = (specialties_not_stated, territory_without_code)
RULES = (*RULES_LEGACY, *RULES_AUDIENCE)
