"""LMS profiles: well formed, honest about what is known, and doing what they say."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft202012Validator

from scormkit.lmsprofiles import SWITCHES, applied, changes, profile_names, read_profile, shown
from scormkit.model.course import (
    Activity,
    Audience,
    Course,
    CreditStatus,
    LearningFormat,
    LmsSettings,
    Providership,
)
from scormkit.model.lms import BEHAVIOURS, PREDICTIONS, Accepted, Certainty
from scormkit.model.people import Organisation
from scormkit.model.stated import NOT_STATED
from scormkit.resources import manifests_dir, schema

if TYPE_CHECKING:
    from typing import Any

    from scormkit.model.lms import LmsProfile

NAMES = profile_names()
AGREED = (
    "360learning absorb cornerstone docebo ethosce generic healthstream moodle openedx oracle relias successfactors "
    "talentlms workday"
)
# The opposite of the defaults where there is one, so that whatever a profile sets can be seen.
OPPOSITE = LmsSettings("completed", "failed", True, False, False, 9000)


def a_course(lms: LmsSettings) -> Course:
    return Course(
        id="hands",
        version="1.0",
        title="Hands",
        subtitle="",
        language="en-US",
        description="",
        keywords=(),
        credit_status=CreditStatus.DEMONSTRATION,
        notice="",
        objectives=(),
        audience=Audience("Physicians", ("physician",), NOT_STATED, (), ""),
        activity=Activity(LearningFormat.ENDURING, NOT_STATED, NOT_STATED, NOT_STATED, NOT_STATED, NOT_STATED),
        providers=Providership(Organisation("Provider", "ACCME", ""), ()),
        credits=(),
        support=(),
        people=(),
        mitigation=None,
        gates=(),
        iri_base="https://hospital.example/",
        vocabulary="https://hospital.example/xapi/",
        lms=lms,
        overrides=(),
        references=(),
        pages=(),
        quizzes=(),
        assets=(),
        places={},
    )


def document(name: str) -> Any:
    return yaml.safe_load((manifests_dir() / "lms" / f"{name}.yaml").read_bytes())


def facts(profile: LmsProfile) -> list[Any]:
    return [*profile.standards, *profile.switches, *profile.predictions, *profile.behaviours]


def test_the_profiles_are_those_agreed_on() -> None:
    assert " ".join(NAMES) == AGREED


def test_the_schema_of_profiles_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema("lms"))


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_follows_the_schema(name: str) -> None:
    errors = Draft202012Validator(schema("lms")).iter_errors(document(name))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("switches", "success_status", "value"), "done"),
        (("switches", "failed_status", "certainty"), "sure"),
        (("switches", "success_status", "source"), "somebody said so"),
        (("switches", "success_status", "source"), "no public source found"),
        (("switches", "exit"), {}),
        (("predictions", 0, "id"), "anything"),
        (("standards", 0, "id"), "scorm11"),
        (("standards", 0, "accepted"), "unknown"),
        (("id",), "360 Learning"),
    ],
)
def test_the_schema_refuses_what_no_program_could_read(path: tuple[str | int, ...], value: object) -> None:
    data = document("360learning")
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    assert not Draft202012Validator(schema("lms")).is_valid(data)


@pytest.mark.parametrize("name", NAMES)
def test_any_yaml_reader_sees_text_only(name: str) -> None:
    path = manifests_dir() / "lms" / f"{name}.yaml"
    assert document(name) == yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_is_the_name_of_the_file(name: str) -> None:
    assert read_profile(name).id == name


@pytest.mark.parametrize("name", NAMES)
def test_no_fact_is_told_twice(name: str) -> None:
    profile = read_profile(name)
    ids = [one.id for one in (*profile.standards, *profile.predictions, *profile.behaviours)]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_verified_or_likely_has_an_address(name: str) -> None:
    known = [one for one in facts(read_profile(name)) if one.certainty is not Certainty.UNVERIFIED]
    assert [one for one in known if not re.match(r"https?://[a-z0-9.-]+/", one.source.address)] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_address_is_no_part_of_a_title(name: str) -> None:
    assert [one for one in facts(read_profile(name)) if "://" in one.source.title or not one.source.title] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_verified_leaves_the_default(name: str) -> None:
    unsure = [one for one in read_profile(name).switches if one.certainty is Certainty.UNVERIFIED]
    assert [one for one in unsure if one.value != getattr(LmsSettings(), one.name)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_value_that_programs_read_is_a_number_or_words(name: str) -> None:
    profile = read_profile(name)
    numbers = [one for one in (*profile.predictions, *profile.behaviours) if one.id.endswith(("-limit", "-minutes"))]
    assert [one for one in numbers if not one.value.isdecimal()] == []


def test_every_switch_is_a_setting_of_courses() -> None:
    assert list(SWITCHES) == [field.name for field in dataclasses.fields(LmsSettings)]


def test_the_schema_knows_the_same_switches() -> None:
    assert list(schema("lms")["properties"]["switches"]["properties"]) == list(SWITCHES)


@pytest.mark.parametrize(("part", "words"), [("predictions", PREDICTIONS), ("behaviours", BEHAVIOURS)])
def test_the_schema_has_the_vocabulary_of_the_model(part: str, words: dict[str, str]) -> None:
    assert schema("lms")["properties"][part]["items"]["properties"]["id"]["enum"] == list(words)


@pytest.mark.parametrize(("part", "words"), [("predictions", PREDICTIONS), ("behaviours", BEHAVIOURS)])
def test_no_word_of_the_vocabulary_is_idle(part: str, words: dict[str, str]) -> None:
    used = {fact.id for name in NAMES for fact in getattr(read_profile(name), part)}
    assert set(words) - used == set()


@pytest.mark.parametrize("words", [PREDICTIONS, BEHAVIOURS], ids=["predictions", "behaviours"])
def test_the_vocabulary_is_sorted(words: dict[str, str]) -> None:
    assert list(words) == sorted(words)


@pytest.mark.parametrize("lms", [LmsSettings(), OPPOSITE], ids=["defaults", "opposite"])
def test_the_generic_profile_changes_nothing(lms: LmsSettings) -> None:
    assert applied(a_course(lms), read_profile("generic")) == a_course(lms)


@pytest.mark.parametrize("name", ["relias", "workday"])
def test_a_profile_that_knows_nothing_changes_nothing(name: str) -> None:
    assert applied(a_course(OPPOSITE), read_profile(name)) == a_course(OPPOSITE)


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("moodle", {"mastery_score": False}),
        ("healthstream", {"success_status": "completed"}),
        ("cornerstone", {"success_status": "completed", "failed_status": "incomplete"}),
        ("successfactors", {"mastery_score": False}),
        ("docebo", {"suspend_limit": 4096}),
        ("openedx", {"success_status": "completed", "failed_status": "incomplete"}),
        ("360learning", {"success_status": "passed", "failed_status": "incomplete"}),
        *((name, {}) for name in ("absorb", "ethosce", "generic", "oracle", "relias", "talentlms", "workday")),
    ],
)
def test_a_profile_sets_its_switches_and_no_others(name: str, settings: dict[str, Any]) -> None:
    expected = dataclasses.replace(OPPOSITE, **settings)
    assert applied(a_course(OPPOSITE), read_profile(name)).lms == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_leaves_the_rest_of_the_course_alone(name: str) -> None:
    course = a_course(OPPOSITE)
    assert dataclasses.replace(applied(course, read_profile(name)), lms=OPPOSITE) == course


@pytest.mark.parametrize("name", NAMES)
def test_applying_a_profile_twice_changes_nothing_more(name: str) -> None:
    profile = read_profile(name)
    once = applied(a_course(OPPOSITE), profile)
    assert changes(once, profile) == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_changes_are_the_differences(name: str) -> None:
    before, profile = a_course(OPPOSITE), read_profile(name)
    after = applied(before, profile)
    differing = [key for key in SWITCHES if getattr(before.lms, key) != getattr(after.lms, key)]
    assert sorted(change.switch for change in changes(before, profile)) == sorted(differing)


def test_a_change_speaks_the_words_of_the_course_file() -> None:
    (change,) = changes(a_course(OPPOSITE), read_profile("moodle"))
    assert (change.switch, change.before, change.after) == ("mastery_score", "yes", "no")


def test_a_change_carries_reason_source_and_certainty() -> None:
    (change,) = changes(a_course(LmsSettings()), read_profile("healthstream"))
    assert (bool(change.why), change.source.address, change.certainty) == (
        True,
        "https://communities.healthstream.com/docs/DOC-1153",
        Certainty.LIKELY,
    )


@pytest.mark.parametrize(("value", "text"), [(True, "yes"), (False, "no"), (4096, "4096"), ("passed", "passed")])
def test_a_value_is_shown_as_authors_write_it(value: str | bool | int, text: str) -> None:
    assert shown(value) == text


def test_a_standard_that_is_refused_is_no_unknown_one() -> None:
    taken = {standard.id: standard.accepted for standard in read_profile("talentlms").standards}
    assert taken == {"scorm12": Accepted.YES, "scorm2004": Accepted.NO, "xapi": Accepted.YES, "cmi5": Accepted.YES}


@pytest.mark.parametrize(
    ("asked", "suggestion"),
    [
        ("moodel", "Did you mean moodle?"),
        ("Moodle", "Did you mean moodle?"),
        ("healthstreams", "Did you mean healthstream?"),
        ("saba", "Did you mean 360learning, absorb,"),
        ("../schemas/lms", "Did you mean"),
        ("", "Did you mean"),
    ],
)
def test_an_unknown_name_suggests_near_ones(asked: str, suggestion: str) -> None:
    with pytest.raises(ValueError, match=re.escape(suggestion)):
        read_profile(asked)
