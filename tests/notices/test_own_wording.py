"""The provider's own wording against the mandated one: typography is forgiven, words are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from models import make_course, make_providers, make_text

from scormkit import notices
from scormkit.notices import differences

MANDATED = (
    (
        "This activity has been planned and implemented in accordance with the accreditation requirements and policies "
        "of the Accreditation Council for Continuing Medical Education (ACCME) through the joint providership of "
        "AffinityCE and MedAll."
    ),
    "AffinityCE is accredited by the ACCME to provide continuing medical education for physicians.",
)
DESIGNATION = (
    "AffinityCE designates this enduring material for a maximum of 0.25 AMA PRA Category 1 Credits™.",
    notices.COMMENSURATE,
)
NAMES = ("AffinityCE", "MedAll")


def told(own: str, form: tuple[str, ...] = DESIGNATION) -> list[str]:
    return [str(difference) for difference in differences(own, (form,), NAMES)]


@pytest.mark.parametrize("form", [MANDATED, DESIGNATION])
def test_the_mandated_wording_is_itself(form: tuple[str, ...]) -> None:
    assert told(" ".join(form), form) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Credits™", "Credits(TM)"),
        ("Credits™", "Credits (TM)"),
        ("Credits™", "Credit(s)™"),
        ("Credits™", "Credit™(s)"),
        ("Credits™", "Credit™"),
        ("Credits™", "Credits&trade;"),
        ("Credits™", "CreditsTM"),
        ("AMA PRA Category 1 Credits™", "*AMA PRA Category 1 Credits*™"),
        ("0.25 AMA", "0.250\u00a0AMA"),
        ("AffinityCE designates", "The AffinityCE designates"),
        ("AffinityCE designates", "Affinity\u00adCE designates"),
        (". Physicians", ".  \n Physicians"),
        ("activity.", "activity"),
        ("enduring material", "Enduring Material"),
    ],
)
def test_typography_is_no_difference(before: str, after: str) -> None:
    own = " ".join(DESIGNATION)
    assert before in own and told(own.replace(before, after)) == []


def test_quotes_and_dashes_are_no_difference() -> None:
    form = ("The center’s “point-of-care” activity – all of it – is accredited.",)
    assert told('The center\'s "point of care" activity -- all of it — is accredited.', form) == []


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("designates", "will designate", "“will designate” stands for “designates”"),
        ("designates", "has designated", "“has designated” stands for “designates”"),
        ("enduring material", "live activity", "“live activity” stands for “enduring material”"),
        ("0.25", "0.5", "“0.5” stands for “0.25”"),
        ("AffinityCE", "MedAll", "“MedAll” stands for “AffinityCE”"),
        ("AffinityCE", "AFFINITYCE", "“AFFINITYCE” stands for “AffinityCE”"),
        ("a maximum of ", "", "“a maximum of” is missing"),
        ("designates this", "designates this free", "“free” is added"),
        ("only the credit", "the credit", "“only” is missing"),
        (DESIGNATION[1], "", f"the sentence {notices.in_quotes(DESIGNATION[1])} is missing"),
    ],
)
def test_words_are_a_difference(before: str, after: str, difference: str) -> None:
    own = " ".join(DESIGNATION)
    assert before in own and told(own.replace(before, after, 1)) == [difference]


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("has been", "will be", "“will be” stands for “has been”"),
        ("MedAll", "Medall", "“Medall” stands for “MedAll”"),
        (" and MedAll", "", "“and MedAll” is missing"),
        ("by the ACCME", "by the ANCC", "“ANCC” stands for “ACCME”"),
        ("for physicians", "for nurses", "“nurses” stands for “physicians”"),
        ("joint providership", "joint sponsorship", "“sponsorship” stands for “providership”"),
    ],
)
def test_tense_bodies_and_names_are_a_difference(before: str, after: str, difference: str) -> None:
    """ACCME accreditation statements: not paraphrased."""
    own = " ".join(MANDATED)
    assert before in own and told(own.replace(before, after, 1), MANDATED) == [difference]


def test_a_sentence_that_the_provider_adds_is_left_alone() -> None:
    assert told(" ".join((*DESIGNATION, "Call the CME office with any question."))) == []


@pytest.mark.parametrize("added", ["Credit has been applied for.", "Approval is pending.", "More credit will follow."])
def test_credit_that_is_still_to_come_is_not_left_alone(added: str) -> None:
    """AMA PRA: designation is made in advance, and never called pending."""
    assert told(" ".join((*DESIGNATION, added))) == [f"the sentence “{added}” does not belong there"]


def test_the_nearest_of_several_forms_counts() -> None:
    forms = (("A is accredited by X.",), ("A is jointly accredited by X.",))
    assert differences("A is jointly accredited by X.", forms) == ()


def test_a_long_difference_is_cut_in_the_middle() -> None:
    assert notices.in_quotes(" ".join(map(str, range(30)))) == "“0 1 2 3 4 5 6 … 23 24 25 26 27 28 29”"


@given(st.text(max_size=300))
def test_any_text_can_be_compared(own: str) -> None:
    assert isinstance(told(own), list)


@given(st.sampled_from([*MANDATED[0].split(), *MANDATED[1].split()]))
def test_no_word_can_be_left_out_unnoticed(word: str) -> None:
    own = " ".join(MANDATED)
    without = own.replace(f" {word} ", " ", 1)
    # An article before a provider's name is no difference; nothing else is too small.
    assert without == own or told(without, MANDATED) != []


# What learners see


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("accreditation", notices.accreditation),
        ("designation", lambda course: notices.designation(course, course.credits[0])),
        ("participation", notices.participation),
    ],
)
def test_learners_see_the_wording_of_the_provider_as_it_is(kind: str, shown: object) -> None:
    course = make_course(statements=(make_text(kind, "Our own words, wrong or not."),))
    assert shown(course) == "Our own words, wrong or not."  # type: ignore[operator]


def test_what_the_provider_does_not_word_is_generated() -> None:
    course = make_course(statements=(make_text("accreditation", "Ours."),), providers=make_providers("MedAll"))
    assert notices.designation(course, course.credits[0]).startswith("Example Hospital designates this enduring")
