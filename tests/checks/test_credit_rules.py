"""Rules on wording, names and numbers at their edges: what fires, what is just right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from models import (
    make_activity,
    make_course,
    make_credit,
    make_page,
    make_person,
    make_providers,
    make_support,
    make_text,
    make_tie,
)
from rule_cases import AS_OF

from scormkit import notices
from scormkit.checks import CheckContext, check_course
from scormkit.checks.companies import company_key
from scormkit.checks.dates import years_after, years_before
from scormkit.model.course import Course, Gate
from scormkit.model.finding import Finding
from scormkit.model.people import Nature, Role, Step
from scormkit.model.stated import NOT_STATED


def found(course: Course, rule: str, day: date = AS_OF) -> list[Finding]:
    return [finding for finding in check_course(course, CheckContext(day)) if finding.rule == rule]


# Wording


def test_a_difference_in_wording_is_shown_word_by_word() -> None:
    text = "Example Hospital will designate this enduring material for a maximum of 0.25 AMA PRA Category 1 Credits™."
    [finding] = found(make_course(statements=(make_text("designation", text),)), "AMA030")
    assert finding.message == (
        "The designation statement is not the mandated one: “will designate” stands for “designates”; the sentence "
        f"{notices.in_quotes(notices.COMMENSURATE)} is missing."
    )


def test_many_differences_are_counted() -> None:
    text = "We at Example Hospital gladly designate our enduring web material for 9 AMA PRA Category 1 Credits™ ok."
    [finding] = found(make_course(statements=(make_text("designation", text),)), "AMA030")
    assert " more." in finding.message and finding.message.count(";") == 4


@pytest.mark.parametrize("joint", [(), ("MedAll",)])
@pytest.mark.parametrize("accreditor", ["ACCME", "Joint Accreditation", "Example Medical Society", "ACPE", "ANCC"])
@pytest.mark.parametrize("also", [(), ("ANCC",), ("ACPE", "ANCC")])
def test_the_generated_accreditation_is_never_found_fault_with(
    accreditor: str, also: tuple[str, ...], joint: tuple[str, ...]
) -> None:
    course = make_course(providers=make_providers(*joint, accreditor=accreditor, also=also))
    own = replace(course, statements=(make_text("accreditation", notices.accreditation(course)),))
    assert [rule for rule in ("ACC020", "ACC030", "CRE100") if found(own, rule)] == []


@pytest.mark.parametrize("system", ["ancc", "acpe", "aapa", "abim-moc", "eaccme", "ipce"])
def test_the_generated_statement_of_a_credit_is_never_found_fault_with(system: str) -> None:
    course = make_course(credits=(make_credit("0.5", system=system, approved=date(2026, 1, 1), uan=("1-2",)),))
    said = notices.designation(course, course.credits[0])
    assert found(replace(course, statements=(make_text(system, said),)), "CRE100") == []
    assert found(replace(course, statements=(make_text(system, said.replace("0.5", "0.75")),)), "CRE100") != []


def test_what_is_not_verified_of_nursing_is_no_error() -> None:
    course = make_course(providers=make_providers(also=("ANCC",)))
    said = notices.accreditation(course).replace("professional development", "education")
    own = replace(course, statements=(make_text("accreditation", said),))
    assert (len(found(own, "CRE100")), found(own, "ACC020")) == (1, [])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Earn 0.25 CME credits.", 1),
        ("It is worth 1 ACCME credit.", 1),
        ("One Category 1 credit.", 1),
        ("A Category I Credit.", 1),
        ("0.25 AMA PRA Category 1 Credits™", 0),
        ("0.25 *AMA PRA Category 1 Credits*™", 0),
        ("0.5 AAPA Category 1 CME credits", 0),
        ("1 European CME credit", 0),
        ("CME credit can be claimed until May.", 0),
        ("Category 1 evidence credits the trial.", 0),
    ],
)
def test_the_name_of_the_credit_is_whole(text: str, count: int) -> None:
    """AMA PRA: never 'Category 1 credit' or 'CME credits' in its place."""
    pages = (make_page(markdown=text, first_line=6),)
    assert len(found(make_course(pages=pages), "AMA040")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("You need 80% to pass the post-test.", 1),
        ("A score of 70 percent is needed for credit.", 1),
        ("A score of 75 percent is needed for credit.", 0),
        ("Passing the quiz needs 75.0 %.", 0),
        ("Of the patients 80% passed a stress test.", 0),
        ("Survival was 80% in this trial.", 0),
    ],
)
def test_one_passing_score_is_told(text: str, count: int) -> None:
    assert len(found(make_course(description=text), "AMA120")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A certificate awards credit to everyone.", 1),
        ("This may be used for professional education CE credit.", 1),
        ("No credit is awarded.", 0),
        ("It does not award credit.", 0),
        ("The activity was designated for 0.25 AMA PRA Category 1 Credits™.", 0),
        ("Others receive a statement of participation.", 0),
    ],
)
def test_others_are_promised_no_credit(text: str, count: int) -> None:
    assert len(found(make_course(statements=(make_text("participation", text),)), "AMA150")) == count


@pytest.mark.parametrize("text", ["0.5 AMA PRA Category 1 Credits™", "1 AMA PRA Category 1 Credit™"])
def test_an_amount_in_a_course_without_credit_is_found(text: str) -> None:
    assert len(found(make_course(description=text, credits=()), "AMA140")) == 1


# Names


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("Made with Medall.", "Medall"),
        ("Made with Med-All.", "Med-All"),
        ("Made with Med All.", "Med All"),
        ("Made with MEDALL.", "MEDALL"),
        ("Made with MedAll.", ""),
        ("Give med all day.", ""),
        ("Medallion and metal.", ""),
    ],
)
def test_a_provider_has_one_spelling(text: str, variant: str) -> None:
    course = make_course(description=text, providers=make_providers("MedAll"))
    assert [finding.message for finding in found(course, "ACC030")] == (
        [f"'{variant}' stands for 'MedAll'."] if variant else []
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Astra-Zeneca", "AstraZeneca", True),
        ("Bristol Myers Squibb (BMS)", "Bristol-Myers Squibb", True),
        ("Eli Lilly", "Eli Lilly and Company", True),
        ("Gilead Sciences", "Gilead", True),
        ("Grünenthal", "Grunenthal GmbH", True),
        ("Dr. Reddy's", "Dr Reddys", True),
        ("Pfizer Global Medical Grants", "Pfizer, Inc.", True),
        ("Merck", "Merck KGaA", False),
        ("Novartis", "Novavax", False),
        ("Sciences Inc.", "Inc.", False),
    ],
)
def test_spellings_of_a_company_are_told_from_two_companies(one: str, other: str, same: bool) -> None:
    assert (company_key(one) == company_key(other)) is same


def test_two_spellings_of_a_company_are_one_finding() -> None:
    ties = tuple(make_tie(name, Nature.SPEAKER) for name in ("Acme", "ACME", "Acme, Inc."))
    person = make_person(relationships=ties, nothing_to_disclose=False)
    [finding] = found(make_course(people=(person,)), "DIS120")
    assert finding.message == "These look like one company: 'Acme', 'ACME', 'Acme, Inc.'."


def test_a_supporter_may_have_its_own_spelling() -> None:
    """A department of the supporter is another finding, and not a second spelling."""
    person = make_person(relationships=(make_tie("Acme", Nature.SPEAKER),), nothing_to_disclose=False)
    course = make_course(people=(person,), support=(make_support("Acme Medical Grants"),))
    assert (found(course, "DIS120"), len(found(course, "SUP040")), len(found(course, "SUP020"))) == ([], 1, 1)


# Mitigation


@pytest.mark.parametrize(
    ("roles", "steps", "count"),
    [
        ((Role.FACULTY,), (), 0),
        ((Role.PLANNER,), (), 1),
        ((Role.PLANNER,), (Step.PEER_REVIEW,), 1),
        ((Role.PLANNER,), (Step.DIVESTMENT,), 0),
        ((Role.PLANNER, Role.FACULTY), (Step.PLANNING_REVIEW,), 1),
        ((Role.PLANNER, Role.FACULTY), (Step.PLANNING_REVIEW, Step.EVIDENCE), 0),
        ((Role.REVIEWER,), (Step.EVIDENCE,), 1),
        ((Role.STAFF,), (Step.EVIDENCE,), 0),
    ],
)
def test_a_step_suits_each_role(roles: tuple[Role, ...], steps: tuple[Step, ...], count: int) -> None:
    """ACCME Standard 3: faculty and planners are mitigated in different ways."""
    ties = (make_tie("Acme", Nature.SPEAKER),)
    person = make_person(roles=roles, steps=steps, relationships=ties, nothing_to_disclose=False)
    assert len(found(make_course(people=(person,)), "DIS100")) == count


# Numbers


@pytest.mark.parametrize(
    ("amount", "minutes", "count"),
    [("0.25", 8, 0), ("0.25", 7, 1), ("0.25", 22, 0), ("0.25", 23, 1), ("1.0", 60, 0), ("1", 53, 0), ("1", 52, 1)],
)
def test_minutes_round_to_the_credit(amount: str, minutes: int, count: int) -> None:
    """AMA PRA: 60 minutes are 1, rounded to the nearest quarter."""
    course = make_course(credits=(make_credit(amount),), activity=make_activity(minutes=minutes))
    assert len(found(course, "AMA090")) == count


def test_the_finding_on_minutes_says_what_would_be_right() -> None:
    [finding] = found(make_course(activity=make_activity(minutes=45)), "AMA090")
    assert finding.message == (
        "0.25 AMA PRA Category 1 Credits™ are 15 minutes, and the estimated time is 45: that is 0.75."
    )


def test_a_passing_score_of_nothing_is_no_level() -> None:
    course = make_course()
    test = replace(course.quizzes[0], passing=course.quizzes[0].passing * 0)
    [finding] = found(replace(course, quizzes=(test,)), "AMA100")
    assert finding.place == test.place


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("0123-0000-26-001-L01-P", "L is for live"),
        ("0123-0000-26-001-H01-T", "T is for the profession"),
        ("0123-0000-25-001-H01-P", "25 is not the year"),
        ("0123-0000-26-001-H01-P", "0000 says that there is no cosponsor"),
        ("0123-9999-26-001-H01-P", ""),
    ],
)
def test_the_parts_of_a_universal_activity_number_agree_with_the_course(number: str, problem: str) -> None:
    """ACPE: provider, cosponsor, year, serial, format and topic, audience."""
    credit = make_credit(eligible=("pharmacist",), system="acpe", uan=(number,))
    partners = ("Example Society",) if "cosponsor" in problem or not problem else ()
    course = make_course(credits=(credit,), providers=make_providers(*partners))
    messages = [one.message for one in found(course, "CRE040")]
    assert [problem in message for message in messages] == ([True] if problem else [])


@pytest.mark.parametrize(
    ("day", "after", "before"),
    [
        (date(2024, 2, 29), date(2027, 3, 1), date(2021, 3, 1)),
        (date(2026, 1, 15), date(2029, 1, 15), date(2023, 1, 15)),
        (date.max, date.max, date(9996, 12, 31)),
        (date(2, 1, 1), date(5, 1, 1), date(1, 1, 1)),
    ],
)
def test_years_are_counted_on_the_calendar(day: date, after: date, before: date) -> None:
    assert (years_after(day, 3), years_before(day, 3)) == (after, before)


START = date(2026, 1, 1)


@pytest.mark.parametrize(("released", "reviewed"), [(date(2020, 1, 1), START), (START, NOT_STATED)])
def test_three_years_count_from_release_or_review_whichever_is_later(released: object, reviewed: object) -> None:
    def judged(expires: date) -> int:
        activity = make_activity(released=released, reviewed=reviewed, expires=expires)
        return len(found(make_course(activity=activity), "DAT050"))

    assert (judged(date(2029, 1, 1)), judged(date(2029, 1, 2))) == (0, 1)


@pytest.mark.parametrize(("left", "count"), [(-1, 0), (0, 1), (1, 1), (90, 1), (91, 0)])
def test_a_catalogue_knows_of_an_expiry_ninety_days_before(left: int, count: int) -> None:
    day = date.fromordinal(make_course().activity.expires.toordinal() - left)  # type: ignore[union-attr]
    assert len(found(make_course(), "DAT090", day)) == count


# Systems


def test_moc_needs_a_test_that_is_passed() -> None:
    credit = make_credit(system="abim-moc")
    gates = (Gate.ACKNOWLEDGE, Gate.PAGES, Gate.CLAIM)
    assert len(found(make_course(credits=(credit,), gates=gates), "CRE060")) == 1


@pytest.mark.parametrize("system", ["ancc", "acpe"])
@pytest.mark.parametrize(("bodies", "count"), [((), 1), (("ANCC", "ACPE"), 0), (("IACET",), 1)])
def test_a_credit_needs_a_provider_of_its_body(system: str, bodies: tuple[str, ...], count: int) -> None:
    course = make_course(credits=(make_credit(system=system),), providers=make_providers(also=bodies))
    assert len(found(course, "CRE010")) == count


def test_iacet_gives_nothing_below_half_an_hour() -> None:
    course = make_course(description="0.1 IACET CEU", providers=make_providers(also=("IACET",)))
    assert [one.message for one in found(course, "CRE120")] == [
        "The text speaks of IACET CEUs, and the activity takes 15 minutes."
    ]


# Marketing


def test_a_brand_of_the_list_is_found_wherever_it_stands() -> None:
    person = make_person(off_label="I speak of Examplix.")
    page = make_page(markdown="Give examplix early.", first_line=6)
    course = make_course(brands=("Examplix",), people=(person,), pages=(page,), description="On Examplixa.")
    assert {str(one.place) for one in found(course, "MKT020")} == {"people.yaml:1", "pages/one.md:6:6"}


# Approvals


@pytest.mark.parametrize(("day", "fires"), [(date(2027, 6, 1), False), (date(2027, 6, 2), True)])
def test_a_credit_with_an_end_of_its_own_is_judged_by_it(day: date, fires: bool) -> None:
    credit = make_credit(eligible=("physician-associate",), system="aapa", approved=date(2026, 6, 1), expires=day)
    course = make_course(activity=make_activity(expires=date(2029, 5, 31)), credits=(credit,))
    assert bool(found(course, "DAT060")) is fires
