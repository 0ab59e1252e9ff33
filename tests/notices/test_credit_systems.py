"""The statements of every accreditor and credit system, word for word where the words are prescribed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from models import make_activity, make_course, make_credit, make_providers

from scormkit import notices
from scormkit.model.course import Course, LearningFormat
from scormkit.model.credit import SYSTEMS
from scormkit.model.people import Organisation
from scormkit.model.stated import NOT_STATED

TEAM = make_providers(accreditor="Joint Accreditation")
TEAM_BODIES = (
    "accredited by the American Nurses Credentialing Center (ANCC), the Accreditation Council for Pharmacy Education "
    "(ACPE), and the Accreditation Council for Continuing Medical Education (ACCME), to provide continuing education "
    "for the healthcare team."
)


def designation(system: str, maximum: str = "0.5", course: Course | None = None, **changes: object) -> str:
    return notices.designation(course or make_course(), make_credit(maximum, system=system, **changes))


# Accreditation


def test_joint_accreditation_has_a_statement_of_its_own() -> None:
    """Joint Accreditation: it stands alone."""
    assert notices.accreditation(make_course(providers=TEAM)) == (
        f"In support of improving patient care, Example Hospital is {TEAM_BODIES}"
    )


def test_joint_accreditation_with_partners_names_them_all() -> None:
    course = make_course(providers=make_providers("MedAll", accreditor="Joint Accreditation"))
    assert notices.accreditation(course) == (
        "This activity has been planned and implemented by Example Hospital and MedAll for the advancement of patient "
        f"care. Example Hospital is {TEAM_BODIES}"
    )


def test_the_order_of_the_three_bodies_does_not_matter() -> None:
    """Copies of the Joint Accreditation statement differ in it, and in the word 'jointly'."""
    forms = notices.accreditation_forms(make_course(providers=TEAM))
    own = (
        "In support of improving patient care, Example Hospital is jointly accredited by the Accreditation Council for "
        "Continuing Medical Education (ACCME), the Accreditation Council for Pharmacy Education (ACPE), and the "
        "American Nurses Credentialing Center (ANCC), to provide continuing education for the healthcare team."
    )
    assert notices.differences(own, forms) == ()


def test_a_co_provider_leaves_the_direct_form() -> None:
    """ACCME: of two accredited providers one takes responsibility, in the direct form."""
    course = make_course(providers=replace(make_providers(), co=(Organisation("Example Society", "ACCME"),)))
    assert notices.accreditation(course) == notices.accreditation(make_course())


def test_a_state_society_takes_the_place_of_the_accme() -> None:
    course = make_course(providers=make_providers("MedAll", accreditor="Example Medical Society"))
    said = notices.accreditation(course)
    assert (said.count("of the Example Medical Society through"), said.count("by the Example Medical Society to")) == (
        1,
        1,
    )


def test_a_provider_of_pharmacy_education_says_so_too() -> None:
    """ACPE: its own sentence, beside that of ACCME."""
    said = notices.accreditation(make_course(providers=make_providers(also=("ACPE",))))
    assert said.endswith(
        "for physicians. Example Hospital is accredited by the Accreditation Council for Pharmacy Education as a "
        "provider of continuing pharmacy education."
    )


def test_a_provider_of_nursing_education_says_so_too() -> None:
    said = notices.accreditation(make_course(providers=make_providers(also=("ANCC",))))
    assert "for physicians. Example Hospital is accredited as a provider of nursing continuing professional" in said


@pytest.mark.parametrize("body", ["ACPE", "ANCC"])
def test_a_provider_that_only_another_body_accredits_claims_nothing_of_accme(body: str) -> None:
    said = notices.accreditation(make_course(providers=make_providers(accreditor=body)))
    assert ("physicians" in said, said.count("accredited")) == (False, 1)


# Designation


def test_another_format_is_described_in_the_statement() -> None:
    """ACCME: 'other' is labelled with a short description."""
    course = make_course(activity=make_activity(format=LearningFormat.OTHER, described="blended"))
    assert "designates this other activity (blended) for a maximum" in designation("ama-pra-1", course=course)


def test_the_ipce_line_is_that_of_joint_accreditation() -> None:
    assert designation("ipce") == (
        "This activity was planned by and for the healthcare team, and learners will receive 0.5 Interprofessional "
        "Continuing Education (IPCE) credit for learning and change."
    )


def test_pharmacy_credit_names_its_numbers() -> None:
    """ACPE: the universal activity number of each audience."""
    said = designation("acpe", "1", uan=("0123-0000-26-001-H01-P", "0123-0000-26-001-H01-T"))
    assert said == (
        "Example Hospital designates this activity for a maximum of 1 ACPE contact hour (Universal Activity Number "
        "0123-0000-26-001-H01-P and 0123-0000-26-001-H01-T)."
    )


def test_nurses_are_told_their_contact_hours() -> None:
    assert designation("ancc", "1.25").startswith(
        "Example Hospital designates this activity for a maximum of 1.25 ANCC contact hours. Nurses should claim only"
    )


def test_aapa_credit_says_until_when_it_is_approved() -> None:
    course = make_course(activity=make_activity(expires=date(2027, 1, 9)))
    assert designation("aapa", course=course, approved=date(2026, 1, 10)).startswith(
        "AAPA has approved this activity for 0.5 AAPA Category 1 CME credits. Approval is valid until 9 January 2027. "
    )


def test_nothing_is_called_approved_before_it_is() -> None:
    """AAPA: approval language only after approval."""
    assert designation("aapa", approved=NOT_STATED) == "Whether AAPA has approved this activity is not stated."


@pytest.mark.parametrize(("amount", "points"), [("1", "1 MOC point in"), ("0.5", "0.5 MOC points in")])
def test_moc_points_are_counted(amount: str, points: str) -> None:
    assert points in designation("abim-moc", amount)


@pytest.mark.parametrize(
    ("amount", "credit"), [("1", "1 European CME credit (ECMEC®)."), ("1.5", "1.5 European CME credits (ECMEC®s).")]
)
def test_european_credit_is_accredited_by_the_eaccme(amount: str, credit: str) -> None:
    """EACCME: the sentence with the amount, and the one on hours that were spent."""
    said = designation("eaccme", amount)
    assert f"Education (EACCME®) with {credit} Each medical specialist should claim only those hours" in said


@pytest.mark.parametrize("system", SYSTEMS)
def test_no_designation_awards_anything(system: str) -> None:
    """Designation is a maximum; claims and awards are per learner."""
    assert not {"awarded", "awards", "earns", "pending"} & set(designation(system).replace(".", " ").split())


@pytest.mark.parametrize("system", SYSTEMS)
def test_beside_every_claim_stands_what_may_be_claimed(system: str) -> None:
    said = notices.commensurate(make_credit(system=system))
    assert said.endswith(notices.COMMENSURATE.removeprefix("Physicians"))


@pytest.mark.parametrize("system", sorted(set(SYSTEMS) - {"ama-pra-1"}))
def test_only_the_name_of_the_ama_carries_its_mark(system: str) -> None:
    assert "™" not in notices.credit_phrase(SYSTEMS[system], make_credit().maximum)


def test_participation_names_every_credit_of_the_activity() -> None:
    course = make_course(credits=(make_credit("1"), make_credit("1", system="ancc"), make_credit("1", system="acpe")))
    assert notices.participation(course).endswith(
        "designated for a maximum of 1 AMA PRA Category 1 Credit™, 1 ANCC contact hour and 1 ACPE contact hour."
    )
