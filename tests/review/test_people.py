"""Disclosures in the ways in which providers write them."""

from __future__ import annotations

import pytest
from pages import page

from scormkit.model.people import Nature, Role

Ties = list[tuple[str, tuple[Nature, ...]]]
C, S, R, A, E, T = (
    Nature.CONSULTANT,
    Nature.SPEAKER,
    Nature.RESEARCHER,
    Nature.ADVISOR,
    Nature.EMPLOYEE,
    Nature.STOCK,
)

WAYS: tuple[tuple[str, Ties], ...] = (
    (
        "Jane Roe, MD: Consultant: A Pharma, B Bio; Speaker: C Med",
        [("A Pharma", (C,)), ("B Bio", (C,)), ("C Med", (S,))],
    ),
    ("Jane Roe, MD – Consultant – A Pharma; Research funding – B Bio", [("A Pharma", (C,)), ("B Bio", (R,))]),
    (
        (
            "Jane Roe, MD, has received consulting fees from A Pharma and B Bio, and research support from C Med (to "
            "institution)."
        ),
        [("A Pharma", (C,)), ("B Bio", (C,)), ("C Med", (R,))],
    ),
    (
        (
            "Jane Roe, MD, has disclosed the following financial relationships: A Pharma (consultant, speaker), B Bio "
            "(research)."
        ),
        [("A Pharma", (C, S)), ("B Bio", (R,))],
    ),
    (
        "Jane Roe, MD, reports within the past 24 months: advisory board of A Pharma; stock in B Bio.",
        [("A Pharma", (A,)), ("B Bio", (T,))],
    ),
    (
        (
            "Jane Roe, MD, has disclosed financial relationships with the following ineligible companies: A Pharma, "
            "Inc., and B Bio (BB)."
        ),
        [("A Pharma, Inc.", ()), ("B Bio (BB)", ())],
    ),
    ("Jane Roe, MD, is an employee of A Pharma.", [("A Pharma", (E,))]),
)


@pytest.mark.parametrize(("said", "ties"), WAYS, ids=[said[:40] for said, _ in WAYS])
def test_companies_are_read_with_the_natures_that_are_tied_to_them(said: str, ties: Ties) -> None:
    [person] = page(f"Disclosures\n{said}").people
    assert (person.name, [(tie.company, tie.natures) for tie in person.ties]) == ("Jane Roe", ties)
    assert person.credentials is not None and person.credentials.value == "MD"


def test_natures_in_bulk_belong_to_no_company() -> None:
    said = (
        "Jane Roe has disclosed relationships with the following companies: A Pharma and B Bio. These "
        "relationships include consulting."
    )
    [person] = page(f"Disclosures\n{said}").people
    assert [tie.natures for tie in person.ties] == [(), ()]
    assert person.bulk is not None and person.bulk.value == "consulting" and person.open is not None


@pytest.mark.parametrize(
    "said",
    [
        "Jane Roe, MD (reviewer), has nothing to disclose.",
        "Jane Roe, MD (reviewer), has no relevant financial relationships with ineligible companies to disclose.",
        "The following reviewers have no relevant financial relationships: Jane Roe, MD.",
        "The following reviewers have no relevant financial relationships to disclose:\n- Jane Roe, MD (Reviewer)",
        "Jane Roe, MD (Reviewer)\nDisclosure: nothing to disclose",
        "| Name | Role | Company | Nature |\n| Jane Roe, MD | Reviewer | None | |",
        "| Name | Role | Financial relationships |\n| Jane Roe, MD | Reviewer | None |",
    ],
)
def test_nothing_to_disclose_is_read_of_the_person(said: str) -> None:
    [person] = page(f"Disclosures\n{said}").people
    assert (person.name, person.nothing is not None, person.ties, person.roles) == (
        "Jane Roe",
        True,
        (),
        (Role.REVIEWER,),
    )


def test_a_table_ties_each_row_to_its_person() -> None:
    table = (
        "| Name | Role | Company | Nature |\n| Jane Roe, MD | Faculty | A Pharma | Speaker |\n| | | B Bio "
        "| Consultant |"
    )
    [person] = page(f"Disclosures\n{table}").people
    assert [(tie.company, tie.natures, tie.line) for tie in person.ties] == [("A Pharma", (S,), 3), ("B Bio", (C,), 4)]


def test_what_stands_in_two_places_is_one_person() -> None:
    text = (
        "Faculty\nJane Roe, MD\nProfessor, Example University\nRole: Author\n\nDisclosures\nDr. Roe has "
        "received honoraria from A Pharma."
    )
    [person] = page(text).people
    assert person.affiliation is not None
    assert (person.affiliation.line, person.roles, [tie.line for tie in person.ties]) == (3, (Role.AUTHOR,), [7])


def test_a_group_is_no_person_and_a_sentence_on_nobody_is_no_group() -> None:
    text = (
        "Disclosures\nThe planners and staff have no relevant financial relationships to disclose.\n\nNo one in "
        "control has any."
    )
    [group] = page(text).people
    assert (group.name, group.group, group.roles) == ("planners and staff", True, (Role.PLANNER, Role.STAFF))


@pytest.mark.parametrize(
    "said",
    [
        "Everyone in control of content is required to disclose all relationships.",
        "Example University asks all individuals to disclose financial relationships with ineligible companies.",
        "Example Hospital has no relevant financial relationships to mitigate.",
        "Below is a listing of all individuals who are involved.",
    ],
)
def test_a_sentence_on_the_policy_names_nobody(said: str) -> None:
    assert page(f"Disclosures\n{said}").people == ()


def test_a_statement_on_unapproved_uses_belongs_to_who_makes_it() -> None:
    text = "Disclosures\nJane Roe, MD, has nothing to disclose. Dr. Roe will discuss off-label use of one product."
    [person] = page(text).people
    assert person.off_label is not None and "off-label" in person.off_label.value


def test_an_institution_is_read_without_the_role_before_it() -> None:
    said = "Planning Committee and Authors\nJane Roe, MSN, RN, CWOCN – Lead nurse planner, Maple Valley Nursing Network"
    [person] = page(said).people
    assert person.affiliation is not None and person.affiliation.value == "Maple Valley Nursing Network"
    assert (person.roles, person.credentials and person.credentials.value) == ((Role.PLANNER,), "MSN, RN, CWOCN")


def test_a_legal_form_behind_a_comma_belongs_to_the_company() -> None:
    [person] = page(
        "Disclosures\nJane Roe, MD, has disclosed: A Pharma, Inc. (consultant); B Bio, LLC (speaker)."
    ).people
    assert [(tie.company.rstrip("."), tie.natures) for tie in person.ties] == [
        ("A Pharma, Inc", (C,)),
        ("B Bio, LLC", (S,)),
    ]
