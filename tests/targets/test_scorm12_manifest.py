"""``imsmanifest.xml`` of SCORM 1.2: what an LMS reads before any page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from scormkit.compile.course import compile_course
from scormkit.model.course import CreditStatus, LmsSettings
from scormkit.source.load import load_course
from scormkit.targets import TARGETS, make_bundle

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.compile.course import Compiled

CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
MD = "{http://www.imsglobal.org/xsd/imsmd_rootv1p2p1}"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
MASTERY = {"lms": LmsSettings(mastery_score=True)}
LIVE = {"credit_status": CreditStatus.LIVE, "notice": ""}

MakeCompiled = Callable[..., Any]


def manifest(compiled: Compiled) -> etree._Element:
    return etree.fromstring(make_bundle(compiled, TARGETS["scorm12"]).read("imsmanifest.xml"))


def texts(root: etree._Element, path: str) -> list[str]:
    return ["".join(element.itertext()).strip() for element in root.iterfind(path)]


@pytest.mark.node
@pytest.mark.parametrize("changes", [{}, MASTERY, LIVE], ids=["specimen", "mastery score", "live"])
def test_the_manifest_is_valid_against_the_official_schemas(
    changes: dict[str, object], make_compiled: MakeCompiled, scorm12_schema: etree.XMLSchema
) -> None:
    scorm12_schema.assertValid(manifest(make_compiled(**changes)))


@pytest.mark.node
def test_the_manifest_of_a_course_that_states_little_is_valid(
    make_compiled: MakeCompiled, nothing_stated: dict[str, object], scorm12_schema: etree.XMLSchema
) -> None:
    scorm12_schema.assertValid(manifest(make_compiled(**nothing_stated)))


@pytest.mark.node
@pytest.mark.parametrize("name", ["hand-hygiene", "her2-maintenance"])
def test_the_manifests_of_the_samples_are_valid(name: str, root: Path, scorm12_schema: etree.XMLSchema) -> None:
    course = load_course(root / "course_src" / name, f"course_src/{name}").course
    assert course is not None
    scorm12_schema.assertValid(manifest(compile_course(course)))


@pytest.mark.node
def test_the_official_schemas_refuse_what_is_wrong(
    make_compiled: MakeCompiled, scorm12_schema: etree.XMLSchema
) -> None:
    root = manifest(make_compiled())
    root.find(f".//{CP}item").set("identifierreff", "x")
    assert not scorm12_schema.validate(root)


def test_the_manifest_lists_every_file_of_the_package_but_itself(make_compiled: MakeCompiled) -> None:
    bundle = make_bundle(make_compiled(), TARGETS["scorm12"])
    root = etree.fromstring(bundle.read("imsmanifest.xml"))
    listed = [file.get("href") for file in root.iter(f"{CP}file")]
    assert listed == sorted(set(bundle.files) - {"imsmanifest.xml"})


def test_nothing_points_to_a_schema_that_is_not_in_the_package(make_compiled: MakeCompiled) -> None:
    assert b"schemaLocation" not in make_bundle(make_compiled(), TARGETS["scorm12"]).read("imsmanifest.xml")


def test_the_prefix_that_lmss_look_for_is_written_literally(make_compiled: MakeCompiled) -> None:
    written = make_bundle(make_compiled(**MASTERY), TARGETS["scorm12"]).read("imsmanifest.xml")
    assert b'adlcp:scormtype="sco"' in written
    assert b"<adlcp:masteryscore>75</adlcp:masteryscore>" in written


def test_there_is_one_organization_with_one_sco(make_compiled: MakeCompiled) -> None:
    root = manifest(make_compiled())
    organization = root.find(f"{CP}organizations/{CP}organization")
    item, resource = root.find(f".//{CP}item"), root.find(f".//{CP}resource")
    assert len(list(root.iter(f"{CP}organization", f"{CP}item", f"{CP}resource"))) == 3
    assert root.find(f"{CP}organizations").get("default") == organization.get("identifier")
    assert item.get("identifierref") == resource.get("identifier")
    assert (resource.get(f"{ADL}scormtype"), resource.get("href")) == ("sco", "index.html")


def test_the_schema_and_its_version_are_named_as_lmss_expect(make_compiled: MakeCompiled) -> None:
    root = manifest(make_compiled())
    assert texts(root, f"{CP}metadata/{CP}schema") == ["ADL SCORM"]
    assert texts(root, f"{CP}metadata/{CP}schemaversion") == ["1.2"]


def test_the_healthcare_metadata_is_a_file_of_the_package(make_compiled: MakeCompiled) -> None:
    compiled = make_compiled()
    assert texts(manifest(compiled), f".//{ADL}location") == ["metadata/healthcarelom.xml"]
    assert "metadata/healthcarelom.xml" in make_bundle(compiled, TARGETS["scorm12"]).files


def test_without_a_wish_for_it_there_is_no_mastery_score(make_compiled: MakeCompiled) -> None:
    assert texts(manifest(make_compiled()), f".//{ADL}masteryscore") == []


def test_without_a_post_test_there_is_no_mastery_score(make_compiled: MakeCompiled) -> None:
    assert texts(manifest(make_compiled(**MASTERY, quizzes=())), f".//{ADL}masteryscore") == []


@pytest.mark.parametrize("title", ["Hands <&> \"wrists\" 'ü'", "x" * 300, "0"])
def test_a_specimen_says_so_in_its_title_which_fits(title: str, make_compiled: MakeCompiled) -> None:
    shown = texts(manifest(make_compiled(title=title)), f".//{CP}title")
    assert len(shown) == 2
    assert set(map(len, shown)) <= set(range(1, 201))
    assert all(text.startswith(title[:150]) and text.endswith(" (specimen: not for credit)") for text in shown)


def test_a_specimen_says_why_before_what_it_is_about(make_compiled: MakeCompiled) -> None:
    root = manifest(make_compiled())
    assert texts(root, f".//{MD}general/{MD}description") == [
        "Specimen, not for credit. Written to demonstrate software.",
        'Clean "hands" & why',
    ]
    assert "specimen" in texts(root, f".//{MD}keyword")
    assert texts(root, f".//{MD}rights/{MD}description")[0].startswith("Specimen, not for credit.")


def test_a_notice_that_begins_with_specimen_is_not_doubled(make_compiled: MakeCompiled) -> None:
    root = manifest(make_compiled(notice="Specimen. For software."))
    assert texts(root, f".//{MD}general/{MD}description")[0] == "Specimen. For software."


def test_a_live_course_says_nothing_of_specimens(make_compiled: MakeCompiled) -> None:
    assert b"pecimen" not in make_bundle(make_compiled(**LIVE), TARGETS["scorm12"]).read("imsmanifest.xml")


def test_a_live_course_carries_the_mandated_sentences(make_compiled: MakeCompiled) -> None:
    compiled = make_compiled(**LIVE)
    rights = texts(manifest(compiled), f".//{MD}rights/{MD}description")[0]
    assert compiled.cme["accreditationStatement"] in rights
    assert compiled.cme["designationStatements"][0] in rights


def test_identifiers_stay_over_versions_and_the_version_is_the_manifest_s(make_compiled: MakeCompiled) -> None:
    old, new = manifest(make_compiled(version="1.0")), manifest(make_compiled(version="2.0"))
    assert old.get("identifier") == new.get("identifier") == "course-hands"
    assert (old.get("version"), new.get("version")) == ("1.0", "2.0")


def test_a_version_too_long_for_the_schema_is_in_the_metadata_only(make_compiled: MakeCompiled) -> None:
    root = manifest(make_compiled(version="2026-11-22.build.12345"))
    assert root.get("version") is None
    assert texts(root, f".//{MD}version") == ["2026-11-22.build.12345"]


def test_the_time_is_a_duration(make_compiled: MakeCompiled) -> None:
    assert texts(manifest(make_compiled()), f".//{MD}typicallearningtime/{MD}datetime") == ["PT15M"]


def test_what_is_not_stated_is_left_out(make_compiled: MakeCompiled, nothing_stated: dict[str, object]) -> None:
    root = manifest(make_compiled(**nothing_stated))
    assert [root.find(f".//{MD}{name}") for name in ("typicallearningtime", "keyword", "classification")] == [None] * 3


def test_providers_are_vcards_whose_commas_are_escaped(make_compiled: MakeCompiled) -> None:
    vcards = texts(manifest(make_compiled()), f".//{MD}vcard")
    assert [vcard.splitlines()[3] for vcard in vcards] == ["FN:Example\\, Inc.", "FN:Partner"]


def test_an_lms_profile_names_the_package(make_compiled: MakeCompiled) -> None:
    compiled = make_compiled()
    assert make_bundle(compiled, TARGETS["scorm12"]).name == "hands-1.0-scorm12"
    assert make_bundle(compiled, TARGETS["scorm12"], "moodle").name == "hands-1.0-scorm12-moodle"


def test_assets_that_come_later_are_listed_too(make_compiled: MakeCompiled) -> None:
    compiled = make_compiled()
    more = replace(compiled, assets=(*compiled.assets, replace(compiled.assets[0], path="media/second.svg")))
    listed = [file.get("href") for file in manifest(more).iter(f"{CP}file")]
    assert "media/second.svg" in listed
