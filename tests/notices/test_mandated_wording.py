"""Mandated sentences word for word: what accreditors prescribe is never paraphrased."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from models import (
    make_activity,
    make_course,
    make_credit,
    make_mitigation,
    make_page,
    make_person,
    make_providers,
    make_quiz,
    make_support,
    make_tie,
)

from scormkit import notices
from scormkit.model.course import Gate, LearningFormat
from scormkit.model.credit import SYSTEMS
from scormkit.model.people import Nature
from scormkit.model.stated import NOT_STATED

ACCME = "Accreditation Council for Continuing Medical Education (ACCME)"
COMMENSURATE = (
    "Physicians should claim only the credit commensurate with the extent of their participation in the activity."
)


# Accreditation


def test_a_provider_alone_has_the_direct_accreditation_statement() -> None:
    """ACCME accreditation statements: direct providership."""
    assert notices.accreditation(make_course()) == (
        f"Example Hospital is accredited by the {ACCME} to provide continuing medical education for physicians."
    )


def test_with_a_partner_the_joint_statement_stands_before_the_direct_one() -> None:
    """ACCME accreditation statements: joint providership."""
    assert notices.accreditation(make_course(providers=make_providers("MedAll"))) == (
        "This activity has been planned and implemented in accordance with the accreditation requirements and policies "
        f"of the {ACCME} through the joint providership of Example Hospital and MedAll. "
        f"Example Hospital is accredited by the {ACCME} to provide continuing medical education for physicians."
    )


def test_several_partners_are_listed_after_the_accredited_provider() -> None:
    """ACCME accreditation statements: the accredited provider is named first."""
    course = make_course(providers=make_providers("Alpha", "Beta"))
    assert "through the joint providership of Example Hospital, Alpha and Beta." in notices.accreditation(course)


def test_another_accreditor_is_named_as_the_author_names_it() -> None:
    """Accreditation statements: a state medical society accredits intrastate providers."""
    course = make_course(providers=make_providers(accreditor="California Medical Association (CMA)"))
    assert notices.accreditation(course).startswith(
        "Example Hospital is accredited by the California Medical Association (CMA) to provide"
    )


@pytest.mark.parametrize("joint", [(), ("MedAll",), ("Alpha", "Beta")])
def test_no_statement_speaks_of_the_future(joint: tuple[str, ...]) -> None:
    """AMA PRA and ACCME: the statements are in the present and perfect tense."""
    course = make_course(providers=make_providers(*joint))
    said = " ".join([notices.accreditation(course), notices.designation(course, course.credits[0])])
    assert "will" not in said.split()


# Designation


def test_the_designation_has_both_of_its_sentences() -> None:
    """AMA PRA designation statement."""
    course = make_course()
    assert notices.designation(course, course.credits[0]) == (
        "Example Hospital designates this enduring material for a maximum of "
        f"0.25 AMA PRA Category 1 Credits™. {COMMENSURATE}"
    )


@pytest.mark.parametrize("form", LearningFormat)
def test_the_designation_names_the_learning_format(form: LearningFormat) -> None:
    """AMA PRA designation statement: the learning format is part of it."""
    course = make_course(activity=make_activity(format=form))
    assert f"designates this {form.value} for a maximum of" in notices.designation(course, course.credits[0])


def test_only_the_accredited_provider_designates() -> None:
    """AMA PRA: a joint provider never designates credit."""
    course = make_course(providers=make_providers("MedAll"))
    assert "MedAll" not in notices.designation(course, course.credits[0])


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0.25", "0.25 AMA PRA Category 1 Credits™"),
        ("1", "1 AMA PRA Category 1 Credit™"),
        ("1.0", "1.0 AMA PRA Category 1 Credit™"),
        ("1.00", "1.00 AMA PRA Category 1 Credit™"),
        ("1.25", "1.25 AMA PRA Category 1 Credits™"),
        ("10", "10 AMA PRA Category 1 Credits™"),
        ("0.50", "0.50 AMA PRA Category 1 Credits™"),
    ],
)
def test_one_credit_is_singular_and_every_other_amount_plural(amount: str, words: str) -> None:
    """AMA PRA designation statement: Credit(s); the author's digits are kept."""
    assert notices.credit_phrase(SYSTEMS["ama-pra-1"], Decimal(amount)) == words


# Support


def test_no_support_is_said_and_not_left_out() -> None:
    """ACCME Standard 4: learners are told of support before they begin."""
    assert notices.support(make_course()) == "This activity received no commercial support."


def test_a_grant_is_acknowledged_with_its_kind_and_giver() -> None:
    """ACCME Standard 4: who supports, and how."""
    assert notices.support(make_course(support=(make_support("Acme"),))) == (
        "This activity is supported by an independent education grant from Acme."
    )


def test_support_in_kind_says_what_was_given() -> None:
    """ACCME Standard 4: the nature of in-kind support."""
    course = make_course(support=(make_support("Acme", "gift in kind", "ultrasound simulators"),))
    assert notices.support(course) == "This activity is supported by a gift in kind from Acme (ultrasound simulators)."


def test_every_supporter_is_named() -> None:
    """ACCME Standard 4: all supporters."""
    course = make_course(support=(make_support("Acme"), make_support("Beta", "equipment loan"), make_support("Gamma")))
    assert notices.support(course) == (
        "This activity is supported by an independent education grant from Acme, an equipment loan from Beta "
        "and an independent education grant from Gamma."
    )


# Disclosure


def test_companies_are_disclosed_with_the_nature_of_each_relationship() -> None:
    """ACCME Standard 3.5: names, companies, natures."""
    ties = (make_tie("Acme", Nature.CONSULTANT, Nature.SPEAKER), make_tie("Beta", Nature.STOCK))
    person = make_person(relationships=ties, nothing_to_disclose=False)
    assert notices.disclosure(person) == (
        "Alex Rivera has disclosed financial relationships with the following ineligible companies within the past "
        "24 months: Acme (consultant, speaker), Beta (stock)."
    )


def test_natures_that_are_stated_for_all_companies_together_are_not_distributed() -> None:
    """ACCME Standard 3.5; which nature belongs to which company is not invented."""
    person = make_person(
        relationships=(make_tie("Acme"), make_tie("Beta")),
        natures_in_bulk="advisory roles and research funding",
        nothing_to_disclose=False,
    )
    assert notices.disclosure(person).endswith(
        "24 months: Acme, Beta. These relationships include advisory roles and research funding."
    )


@pytest.mark.parametrize(("group", "verb"), [(False, "has"), (True, "have")])
def test_the_absence_of_relationships_is_said_of_a_person_and_of_a_group(group: bool, verb: str) -> None:
    """ACCME Standard 3.5: the absence is disclosed too."""
    person = make_person(name="Staff and planners", group=group)
    assert notices.disclosure(person) == (
        f"Staff and planners {verb} no relevant financial relationships with ineligible companies to disclose."
    )


def test_a_group_with_relationships_has_its_verb_in_the_plural() -> None:
    person = make_person(name="The planners", group=True, relationships=(make_tie("Acme"),), nothing_to_disclose=False)
    assert notices.disclosure(person).startswith("The planners have disclosed financial relationships")


def test_silence_about_a_person_is_not_called_absence() -> None:
    """Nothing is invented: neither relationships nor their absence is stated."""
    assert notices.disclosure(make_person(nothing_to_disclose=False)) == "Alex Rivera: disclosure not stated."


@given(st.lists(st.sampled_from(["Acme", "Beta", "Gamma & Sons", "Delta"]), min_size=1, unique=True))
def test_every_company_of_a_person_is_disclosed(names: list[str]) -> None:
    """ACCME Standard 3.5: all of them."""
    person = make_person(relationships=tuple(map(make_tie, names)), nothing_to_disclose=False)
    assert [name for name in names if name not in notices.disclosure(person)] == []


# Mitigation and unapproved uses


def test_mitigation_says_that_it_was_done_and_how_where_there_was_something_to_mitigate() -> None:
    """ACCME Standard 3.5: a statement that all relevant relationships have been mitigated."""
    course = make_course(people=(make_person(relationships=(make_tie(),), nothing_to_disclose=False),))
    assert notices.mitigation(course) == (
        "All relevant financial relationships listed for these individuals have been mitigated. "
        "Content was reviewed by peers."
    )


def test_nothing_is_said_to_have_been_mitigated_where_nobody_had_a_relationship() -> None:
    """ACCME Standard 3.5; a claim without an object is no statement."""
    assert notices.mitigation(make_course()) == "Content was reviewed by peers."


def test_mitigation_that_is_not_done_is_not_claimed() -> None:
    """ACCME Standard 3.4: before the activity, and so not yet."""
    people = (make_person(relationships=(make_tie(),), nothing_to_disclose=False),)
    course = make_course(people=people, mitigation=make_mitigation(done=False, method="Review is under way."))
    assert notices.mitigation(course) == "Review is under way."


def test_unstated_mitigation_is_called_not_stated_where_relationships_were_disclosed() -> None:
    people = (make_person(relationships=(make_tie(),), nothing_to_disclose=False),)
    course = make_course(people=people, mitigation=None)
    assert notices.mitigation(course) == "How relevant financial relationships were mitigated is not stated."


def test_unstated_mitigation_is_no_gap_where_nobody_had_a_relationship() -> None:
    """ACCME Standard 3.4 asks for mitigation of relationships; there were none."""
    course = make_course(mitigation=None)
    assert notices.mitigation(course) == "There were no relevant financial relationships to mitigate."


def test_the_same_statement_of_several_people_on_unapproved_uses_is_shown_once() -> None:
    people = tuple(make_person(name, off_label=text) for name, text in (("a", "None."), ("b", "None."), ("c", "One.")))
    assert notices.off_label(make_course(people=(*people, make_person("d")))) == ("None.", "One.")


# Earning credit


def test_the_steps_tell_every_condition_in_its_order() -> None:
    """AMA enduring materials: how to complete, the assessment and its passing score, before the start."""
    assert notices.earning(make_course(pages=(make_page("one"), make_page("two")))) == (
        "Read this page and confirm that you have read it.",
        "Read all 2 pages.",
        "Pass the post-test with at least 75%. You have 3 attempts.",
        "State your profession, and claim credit if you are eligible for it or decline.",
    )


ALL_GATES = [gates for count in range(3) for gates in combinations(Gate, count)]


@pytest.mark.parametrize("gates", ALL_GATES, ids=lambda gates: "+".join(gates) or "none")
def test_there_is_one_step_for_each_gate_and_none_beside(gates: tuple[Gate, ...]) -> None:
    """AMA enduring materials: what is asked is what is told."""
    course = make_course(gates=tuple(Gate), minimum_minutes=20, attestation="I took part.")
    whole = dict(zip(Gate, notices.earning(course), strict=True))
    assert notices.earning(replace(course, gates=gates)) == tuple(whole[gate] for gate in gates)


def test_without_credit_nobody_is_told_to_claim_any() -> None:
    assert "credit" not in notices.earning(make_course(credits=()))[-1]


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "You may try as often as you need."), (1, "You have one attempt."), (2, "You have 2 attempts.")],
)
def test_the_number_of_attempts_is_said_in_words(count: int, words: str) -> None:
    """AMA enduring materials: the conditions of the assessment."""
    assert notices.attempts(make_quiz(attempts=count)) == words


@pytest.mark.parametrize(
    ("number", "words"), [("75", "75%"), ("100", "100%"), ("70.0", "70%"), ("66.50", "66.5%"), ("0", "0%")]
)
def test_percentages_carry_no_needless_zeros(number: str, words: str) -> None:
    assert notices.percent(Decimal(number)) == words


# Participation

amounts = st.integers(1, 200).map(lambda quarters: str(Decimal("0.25") * quarters))


@given(amounts, st.sampled_from(LearningFormat))
def test_a_statement_of_participation_awards_no_credit(amount: str, form: LearningFormat) -> None:
    """AMA PRA: only physicians are awarded the credit; others may be told what the activity was designated for."""
    said = notices.participation(make_course(credits=(make_credit(amount),), activity=make_activity(format=form)))
    assert "It awards no credit." in said
    assert not {"awarded", "earned", "receives", "entitles", "claims"} & set(said.replace(".", " ").split())


def test_participation_says_what_the_activity_was_designated_for() -> None:
    """AMA PRA: 'was designated for', never 'is awarded'."""
    assert notices.participation(make_course()).endswith(
        "The activity was designated for a maximum of 0.25 AMA PRA Category 1 Credits™."
    )


def test_without_credit_participation_speaks_of_none() -> None:
    assert notices.participation(make_course(credits=())) == (
        "Everyone who completes the activity receives a statement of participation."
    )


# Words


@pytest.mark.parametrize(("names", "words"), [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")])
def test_names_are_listed_as_a_sentence_lists_them(names: list[str], words: str) -> None:
    assert notices.listed(names) == words


def test_a_date_in_words_cannot_be_read_the_wrong_way_round() -> None:
    """ISO dates are for machines; 3/4 is two days."""
    course = make_course()
    assert notices.in_words(course.activity.released) == "15 January 2026"


def test_a_date_that_nobody_states_says_so() -> None:
    assert notices.in_words(NOT_STATED) == "not stated"


def test_support_that_nobody_stated_is_not_said_to_be_absent() -> None:
    assert notices.support(make_course(support=NOT_STATED)) == (
        "Whether this activity received commercial support is not stated."
    )
