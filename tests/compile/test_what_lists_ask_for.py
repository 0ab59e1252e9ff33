"""What accreditors' lists ask for is shown on the first page and stands in ``cme.json``, where the course says it."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import pytest
from models import make_activity, make_course, make_credit, make_person, make_providers, make_text

from scormkit.compile.cme import describe
from scormkit.compile.course import compile_course
from scormkit.compile.sections import facts
from scormkit.model.course import Course, LearningFormat, Policies
from scormkit.model.people import Organisation
from scormkit.resources import schema

UAN = "0123-0000-26-001-H01-P"


def whole() -> Course:
    credit = make_credit(eligible=("pharmacist",), system="acpe", uan=(UAN,))
    return make_course(
        activity=make_activity(medium="A film", requirements="Speakers", identifiers=(("pars", "0201"),)),
        providers=replace(make_providers(), co=(Organisation("Example Society", "ACCME"),)),
        policies=Policies("Nobody sees it.", "Example Hospital, 2026"),
        credits=(make_credit(), credit),
    )


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("Medium", "A film"),
        ("You need", "Speakers"),
        ("Co-provided with", "Example Society"),
        ("Identifier (pars)", "0201"),
        ("Privacy", "Nobody sees it."),
        ("Copyright", "Example Hospital, 2026"),
    ],
)
def test_the_first_page_says_it(term: str, value: str) -> None:
    assert dict(facts(whole()))[term] == [value]


def test_what_the_course_does_not_say_has_no_row() -> None:
    bare = make_course(activity=make_activity(medium="", requirements=""), policies=Policies())
    assert not {"Medium", "You need", "Privacy", "Copyright", "Co-provided with"} & dict(facts(bare)).keys()


def test_cme_json_has_it_as_data_and_follows_its_schema() -> None:
    told = describe(whole())
    assert {key: told[key] for key in ("coProviders", "identifiers", "universalActivityNumbers", "medium")} == {
        "coProviders": ["Example Society"],
        "identifiers": [{"by": "pars", "id": "0201"}],
        "universalActivityNumbers": [UAN],
        "medium": "A film",
    }
    assert list(jsonschema.Draft202012Validator(schema("cme")).iter_errors(dict(told))) == []


def test_what_the_course_does_not_say_is_empty_in_cme_json() -> None:
    told = describe(make_course(activity=make_activity(medium="", requirements=""), policies=Policies()))
    assert [told[key] for key in ("coProviders", "identifiers", "universalActivityNumbers", "medium", "privacy")] == [
        *([], [], []),
        *("", ""),
    ]


def test_an_other_activity_is_described_at_a_glance() -> None:
    course = make_course(activity=make_activity(format=LearningFormat.OTHER, described="blended"))
    assert dict(facts(course))["Format"] == ["other activity (blended)"]


def test_the_people_of_a_group_are_named() -> None:
    people = (make_person(name="Reviewers", group=True, credentials="", members=("Kim Doe", "Lee Roe")),)
    assert "Reviewers (Kim Doe and Lee Roe)" in compile_course(make_course(people=people)).sections


def test_the_provider_s_own_wording_is_shown_as_it_is() -> None:
    """Mandated wording is never rewritten, and neither is the provider's."""
    course = make_course(statements=(make_text("accreditation", "Accredited, so to speak."),))
    sections = compile_course(course).sections
    assert "Accredited, so to speak." in sections
    assert "is accredited by the Accreditation Council" not in sections
    assert describe(course)["accreditationStatement"] == "Accredited, so to speak."


@pytest.mark.parametrize("system", ["ancc", "acpe", "aapa", "abim-moc", "eaccme", "ipce"])
def test_no_other_credit_is_shown_with_the_mark_of_the_ama(system: str) -> None:
    sections = compile_course(make_course(credits=(make_credit("0.5", system=system),))).sections
    assert "AMA PRA" not in sections and "™" not in sections


def test_several_credits_stand_under_one_term_at_a_glance() -> None:
    terms = [term for term, _ in facts(whole())]
    assert (terms.count("Credit"), len(dict(facts(whole()))["Credit"])) == (1, 2)
