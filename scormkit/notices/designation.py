"""What an activity is designated for, in each credit system, and what others than its professions receive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.model.course import LearningFormat
from scormkit.model.stated import NotStated
from scormkit.notices.words import in_words, listed

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from scormkit.model.course import Course
    from scormkit.model.credit import Credit, CreditSystem

COMMENSURATE = (
    "Physicians should claim only the credit commensurate with the extent of their participation in the activity."
)
"""The second sentence of the AMA PRA designation statement."""

SUBJECT_TO_VERIFICATION = "Claimed, subject to verification by the accredited provider."
"""What the certificate of a claim says: a package knows a claim, the accredited provider awards."""

RECORDED = "Recorded, subject to verification by the accredited provider."
"""The same for those who claimed nothing."""

AMA = "ama-pra-1"


def credit_phrase(system: CreditSystem, amount: Decimal) -> str:
    """An amount of credit with the whole name of its system and its mark: ``0.25 AMA PRA Category 1 Credits™``."""
    return f"{amount} {system.name if amount == 1 else system.many}{system.mark}"


def learning_format(course: Course) -> str:
    """The learning format as statements name it: an "other activity" is described (AMA PRA learning formats)."""
    form, described = course.activity.format, course.activity.described
    return f"{form} ({described})" if form is LearningFormat.OTHER and described else str(form)


def statement_kind(credit: Credit) -> str:
    """Under which key of ``statements`` the provider's own wording of a designation stands."""
    return "designation" if credit.system.id == AMA else credit.system.id


def designation(course: Course, credit: Credit) -> str:
    """What learners are shown: the provider's own wording, or else the generated one."""
    own = course.own(statement_kind(credit))
    return own.text if own else " ".join(designation_form(course, credit))


def designation_form(course: Course, credit: Credit) -> tuple[str, ...]:
    """The designation statement of a credit system as sentences, in the present tense (AMA PRA credit system)."""
    return DESIGNATIONS.get(credit.system.id, _ama)(course, credit)


def designation_forms(course: Course, credit: Credit) -> tuple[tuple[str, ...], ...]:
    """The wordings of a designation that are accepted: UEMS lets its sentence name the kind of activity first."""
    form = designation_form(course, credit)
    if credit.system.id != "eaccme":
        return (form,)
    kinds = ("e-learning course", "e-learning activity", "e-learning programme", "e-learning material", "activity")
    return (form, *((f"The {kind} {form[0]}", *form[1:]) for kind in kinds))


def _ama(course: Course, credit: Credit) -> tuple[str, ...]:
    return (
        (
            f"{course.providers.accredited.name} designates this {learning_format(course)} for a maximum of "
            f"{credit_phrase(credit.system, credit.maximum)}."
        ),
        COMMENSURATE,
    )


def _ancc(course: Course, credit: Credit) -> tuple[str, ...]:
    return (
        (
            f"{course.providers.accredited.name} designates this activity for a maximum of "
            f"{credit_phrase(credit.system, credit.maximum)}."
        ),
        COMMENSURATE.replace("Physicians", "Nurses"),
    )


def _acpe(course: Course, credit: Credit) -> tuple[str, ...]:
    numbers = f" (Universal Activity Number {listed(credit.uan)})" if credit.uan else ""
    return (
        (
            f"{course.providers.accredited.name} designates this activity for a maximum of "
            f"{credit_phrase(credit.system, credit.maximum)}{numbers}."
        ),
    )


def _aapa(course: Course, credit: Credit) -> tuple[str, ...]:
    """Nothing is called approved before it is (AAPA)."""
    if isinstance(credit.approved, NotStated):
        return ("Whether AAPA has approved this activity is not stated.",)
    until = course.last_day(credit)
    valid = () if isinstance(until, NotStated) else (f"Approval is valid until {in_words(until)}.",)
    return (
        f"AAPA has approved this activity for {credit_phrase(credit.system, credit.maximum)}.",
        *valid,
        COMMENSURATE.replace("Physicians", "PAs"),
    )


def _abim(course: Course, credit: Credit) -> tuple[str, ...]:
    points = f"{credit.maximum} MOC {'point' if credit.maximum == 1 else 'points'}"
    return (
        (
            "Successful completion of this CME activity, which includes participation in the evaluation component, "
            f"enables the participant to earn up to {points} in the "
            "American Board of Internal Medicine’s (ABIM) Maintenance of Certification (MOC) program."
        ),
        (
            "It is the CME activity provider’s responsibility to submit participant completion information to ACCME "
            "for the purpose of granting ABIM MOC credit."
        ),
    )


def _eaccme(course: Course, credit: Credit) -> tuple[str, ...]:
    unit = "European CME credit (ECMEC®)" if credit.maximum == 1 else "European CME credits (ECMEC®s)"
    return (
        (
            f"{course.title}, organised by {course.providers.accredited.name}, has been accredited by the European "
            f"Accreditation Council for Continuing Medical Education (EACCME®) with {credit.maximum} {unit}."
        ),
        (
            "Each medical specialist should claim only those hours of credit that he or she actually spent in the "
            "educational activity."
        ),
    )


def _ipce(course: Course, credit: Credit) -> tuple[str, ...]:
    return (
        (
            f"This activity was planned by and for the healthcare team, and learners will receive {credit.maximum} "
            "Interprofessional Continuing Education (IPCE) credit for learning and change."
        ),
    )


DESIGNATIONS: dict[str, Callable[[Course, Credit], tuple[str, ...]]] = {
    AMA: _ama,
    "ancc": _ancc,
    "acpe": _acpe,
    "aapa": _aapa,
    "abim-moc": _abim,
    "eaccme": _eaccme,
    "ipce": _ipce,
}
"""Who writes the designation of which credit system."""


CLAIMANTS = {AMA: "Physicians", "ancc": "Nurses", "acpe": "Pharmacists and technicians", "aapa": "PAs"}


def commensurate(credit: Credit) -> str:
    """The sentence beside a claim: nobody claims more than they took part in."""
    who = CLAIMANTS.get(credit.system.id, "Learners")
    return COMMENSURATE.replace("Physicians", who)


def designated(course: Course) -> str:
    """What a participation statement may say of credit to somebody who cannot be awarded it."""
    amounts = listed(credit_phrase(credit.system, credit.maximum) for credit in course.credits)
    return f"The activity was designated for a maximum of {amounts}."


def participation(course: Course) -> str:
    """What professionals who cannot be awarded the designated credit receive: the provider's wording, or ours."""
    own = course.own("participation")
    if own:
        return own.text
    return (
        "Other healthcare professionals who complete the activity receive a statement of participation. It awards no "
        f"credit. {designated(course)}"
        if course.credits
        else "Everyone who completes the activity receives a statement of participation."
    )


MOC_SUBMITTED = (
    "MOC points are granted by ABIM after the provider has submitted your completion to ACCME. For that the provider "
    "asks you for your ABIM number; this activity does not."
)
"""What the claim and its certificate say of MOC points, since nothing that a package reports is a submission."""


def claim_question(credit: Credit) -> str:
    """What a learner is asked who may claim a credit."""
    system = credit.system
    much = f"How much {system.name}{system.mark}" if system.id == AMA else f"How many {system.many}{system.mark}"
    return f"{much} do you claim?"


def claimed_name(credit: Credit) -> str:
    """What stands behind the claimed amount on a certificate. The AMA's credit keeps its name whatever the amount."""
    return f"{claimed_plainly(credit)}{credit.system.mark}"


def claimed_plainly(credit: Credit) -> str:
    """The same where neither marks nor markup can stand: a record to copy, a sentence of the page."""
    return credit.system.name if credit.system.id == AMA else credit.system.many


def claim_note(credit: Credit) -> str:
    """What a learner is told beside the claim of a credit, beyond the sentence on taking part; mostly nothing."""
    return MOC_SUBMITTED if credit.system.id == "abim-moc" else ""


Note = tuple[str, str]
"""A profession, or nothing where it is for all, and what is said to it."""


def certificate_notes(course: Course, credit: Credit) -> tuple[Note, ...]:
    """What the certificate of a claim adds for a credit: numbers, addresses and what is still to come.

    A universal activity number is shown to the profession that its last letter names (ACPE).
    """
    provider = course.providers.accredited
    if credit.system.id == "acpe":
        return tuple(
            (UAN_FOR[number[-1]], f"Universal Activity Number: {number}")
            for number in credit.uan
            if number[-1:] in UAN_FOR
        )
    if credit.system.id == "ancc" and provider.contact:
        return (("", f"{provider.name}: {provider.contact}"),)
    note = claim_note(credit)
    return (("", note),) if note else ()


UAN_FOR = {"P": "pharmacist", "T": "pharmacy-technician"}
"""For whom a universal activity number is, by its last letter (ACPE)."""
