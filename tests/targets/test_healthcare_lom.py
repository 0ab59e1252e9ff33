"""The MedBiquitous Healthcare LOM (v1) that travels beside the manifest.

Its schema may not be copied here, so the order that it demands stands below; the file that these tests build was
checked against the published schema (23 September 2009) once by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from scormkit.model.course import CreditStatus
from scormkit.model.credit import SYSTEMS, Credit, CreditSystem
from scormkit.model.finding import Place
from scormkit.targets import TARGETS, make_bundle

if TYPE_CHECKING:
    from scormkit.compile.course import Compiled
    from scormkit.model.people import Person

LOM = "{http://ltsc.ieee.org/xsd/LOM}"
HX = "{http://ns.medbiq.org/lom/extend/v1/}"

# Every element that may hold others, with the names that may follow each other in it; "*" may come again.
ORDER = {
    "lom": "general lifeCycle technical educational rights classification* healthcareMetadata",
    "general": "identifier title language description* keyword*",
    "lifeCycle": "version status contribute*",
    "contribute": "role entity",
    "technical": "format",
    "educational": "intendedEndUserRole context typicalLearningTime",
    "classification": "purpose description",
    "healthcareMetadata": "healthcareEducation",
    "healthcareEducation": (
        "expirationDate creditsAvailable credits* targetAudience activitySponsorship participationModality "
        "activityDelivery activityFormat offLabelDescription commercialSupport commercialSupportAcknowledgement "
        "relevantFinancialRelationship relevantFinancialRelationshipDisclosure* contact"
    ),
    "credits": (
        "accreditingBody activityCertification creditType creditUnit pacing accreditedProvider nonAccreditedProvider* "
        "releaseDate expirationDate numberOfCredits"
    ),
    "targetAudience": "audienceCategory profession* specialty*",
}
POINTS = CreditSystem("points", "Points & more", "CPD", "Point", Decimal("0.25"), ("nurse",), "a test")

MakeCompiled = Callable[..., Any]


def healthcare_lom(compiled: Compiled) -> etree._Element:
    return etree.fromstring(make_bundle(compiled, TARGETS["scorm12"]).read("metadata/healthcarelom.xml"))


def value(root: etree._Element, name: str) -> list[str]:
    return ["".join(element.itertext()).strip() for element in root.iter(f"{HX}{name}")]


def out_of_order(element: etree._Element) -> list[str]:
    """The children of an element that its order does not allow where they stand."""
    allowed = ORDER[etree.QName(element).localname].split()
    names, wrong, at = [step.rstrip("*") for step in allowed], [], 0
    for child in element:
        name = etree.QName(child).localname
        if name not in names[at:]:
            wrong.append(name)
            continue
        at = names.index(name, at) + (0 if f"{name}*" in allowed else 1)
    return wrong


@pytest.mark.parametrize("variant", ["full", "nothing stated"])
def test_elements_stand_in_the_order_that_the_schema_demands(
    variant: str, make_compiled: MakeCompiled, nothing_stated: dict[str, object]
) -> None:
    root = healthcare_lom(make_compiled(**(nothing_stated if variant != "full" else {})))
    assert {
        etree.QName(element).localname: out_of_order(element)
        for element in root.iter()
        if etree.QName(element).localname in ORDER and out_of_order(element)
    } == {}


def test_the_credit_is_that_of_the_course(make_compiled: MakeCompiled) -> None:
    root = healthcare_lom(make_compiled())
    credit = root.find(f".//{HX}credits")
    assert [(etree.QName(element).localname, element.text) for element in credit] == [
        ("accreditingBody", "ACCME"),
        ("activityCertification", "AMA PRA Category 1 Credit"),
        ("creditType", "CME"),
        ("creditUnit", "Credit"),
        ("pacing", "learner paced"),
        ("accreditedProvider", "Example, Inc."),
        ("nonAccreditedProvider", "Partner"),
        ("releaseDate", "2026-01-15"),
        ("expirationDate", "2026-02-28"),
        ("numberOfCredits", "0.25"),
    ]


def test_several_credits_are_listed_each(make_compiled: MakeCompiled) -> None:
    credits = tuple(
        Credit(system, Decimal(amount), ("physician",), Place("c")) for system, amount in
        ((SYSTEMS["ama-pra-1"], "10"), (POINTS, "1.5"))
    )  # fmt: skip
    root = healthcare_lom(make_compiled(credits=credits))
    assert value(root, "numberOfCredits") == ["10", "1.5"]
    assert value(root, "activityCertification") == ["AMA PRA Category 1 Credit", "Points & more"]


def test_a_specimen_has_no_credit_available_and_says_why(make_compiled: MakeCompiled) -> None:
    root = healthcare_lom(make_compiled())
    assert value(root, "creditsAvailable") == ["no"]
    assert root.findtext(f"{LOM}general/{LOM}description/{LOM}string").startswith("Specimen, not for credit.")
    assert root.findtext(f"{LOM}lifeCycle/{LOM}status/{LOM}value") == "draft"


def test_a_live_course_has_credit_available(make_compiled: MakeCompiled) -> None:
    root = healthcare_lom(make_compiled(credit_status=CreditStatus.LIVE, notice=""))
    assert value(root, "creditsAvailable") == ["yes"]
    assert root.findtext(f"{LOM}lifeCycle/{LOM}status/{LOM}value") == "final"


def test_what_is_not_stated_is_left_out(make_compiled: MakeCompiled, nothing_stated: dict[str, object]) -> None:
    root = healthcare_lom(make_compiled(**nothing_stated))
    names = {etree.QName(element).localname for element in root.find(f".//{HX}healthcareEducation")}
    assert names == {
        "creditsAvailable",
        "activitySponsorship",
        "participationModality",
        "activityDelivery",
        "activityFormat",
        "commercialSupport",
    }


def test_every_disclosure_is_there_word_for_word(make_compiled: MakeCompiled) -> None:
    compiled = make_compiled()
    statements = [disclosure["statement"] for disclosure in compiled.cme["disclosures"]]
    assert value(healthcare_lom(compiled), "relevantFinancialRelationshipDisclosure") == statements


def test_one_relationship_makes_it_a_yes(make_compiled: MakeCompiled) -> None:
    assert value(healthcare_lom(make_compiled()), "relevantFinancialRelationship") == ["yes"]


def test_only_a_stated_absence_of_all_makes_it_a_no(make_compiled: MakeCompiled, person: Callable[..., Person]) -> None:
    root = healthcare_lom(make_compiled(people=(person("Dr. A"), person("Dr. B"))))
    assert value(root, "relevantFinancialRelationship") == ["no"]
