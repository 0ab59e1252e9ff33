"""The one document of a package: complete, honest, and readable by everyone before any script runs."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from documents import index_of, parsed, readable, rich, without_answers
from models import make_activity, make_course, make_page, make_quiz

from scormkit.compile.course import compile_course
from scormkit.model.course import Audience, CreditStatus, Gate
from scormkit.model.stated import NOT_STATED
from scormkit.source.load import load_course

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from scormkit.model.course import Course

COURSES = Path(__file__).resolve().parent.parent.parent / "course_src"


def sample(name: str) -> Course:
    course = load_course(COURSES / name, name).course
    assert course is not None
    return course


BARE = make_course(
    activity=make_activity(
        expires=NOT_STATED, released=NOT_STATED, reviewed=NOT_STATED, minutes=NOT_STATED, time_zone=NOT_STATED
    ),
    audience=Audience("Physicians", ("physician",), NOT_STATED, (), ""),
    credits=(),
    people=(),
    mitigation=None,
    quizzes=(),
    gates=(Gate.PAGES,),
)
MAKERS = {
    "small": make_course,
    "rich": rich,
    "bare": lambda: BARE,
    "live": lambda: replace(rich(), credit_status=CreditStatus.LIVE, notice=""),
    "ids that begin alike": lambda: make_course(
        pages=(make_page("a"), make_page("a-title"), make_page("front")),
        quizzes=(make_quiz("claim"),),
    ),
    "hand-hygiene": lambda: sample("hand-hygiene"),
    "her2-maintenance": lambda: sample("her2-maintenance"),
}


@pytest.fixture(scope="module", params=MAKERS)
def course(request: pytest.FixtureRequest) -> Course:
    """Courses that show all sides of the document, the samples among them."""
    return MAKERS[request.param]()  # type: ignore[no-any-return,operator]


@pytest.fixture
def tree(course: Course) -> HtmlElement:
    return parsed(course)


# Structure


def test_no_id_stands_twice(tree: HtmlElement) -> None:
    """HTML: an id is unique in its document; scripts and readers follow it."""
    ids = tree.xpath("//@id")
    assert sorted(name for name in set(ids) if ids.count(name) > 1) == []


def test_every_section_has_one_heading_of_the_first_level(tree: HtmlElement) -> None:
    """WCAG 2.2, 2.4.6; with scripts one section is shown at a time."""
    assert {section.get("id"): len(section.xpath(".//h1")) for section in tree.xpath("//section")} == {
        section.get("id"): 1 for section in tree.xpath("//section")
    }


def test_no_level_of_headings_is_left_out(tree: HtmlElement) -> None:
    """WCAG 2.2, 1.3.1: headings show the structure."""
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_the_contents_list_exactly_the_sections(tree: HtmlElement) -> None:
    assert tree.xpath("//nav//a/@data-section") == tree.xpath("//main/section/@id")


def test_the_scripts_get_exactly_the_sections_of_the_document(tree: HtmlElement) -> None:
    data = json.loads(tree.get_element_by_id("course-data").text)
    assert [section["id"] for section in data["sections"]] == tree.xpath("//main/section/@id")


def test_no_link_inside_the_document_leads_nowhere(tree: HtmlElement) -> None:
    ids = set(tree.xpath("//@id"))
    targets = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    named = {name for names in tree.xpath("//@aria-labelledby | //@aria-controls") for name in names.split()}
    assert (targets | named) - ids == set()


# Access


def test_every_control_has_words(tree: HtmlElement) -> None:
    """WCAG 2.2, 3.3.2 and 4.1.2: labels."""
    inputs = [control.get("name") for control in tree.xpath("//input") if not _label(control)]
    buttons = [button.get("id") for button in tree.xpath("//button") if not button.text_content().strip()]
    assert inputs + buttons == []


def _label(control: HtmlElement) -> str:
    return "".join(label.text_content() for label in control.iterancestors("label")).strip()


def test_every_group_of_controls_has_a_legend(tree: HtmlElement) -> None:
    """WCAG 2.2, 1.3.1: what is asked belongs to what is offered."""
    grouped = tree.xpath("//input[@type='radio' or @name]")
    legends = [control.xpath("string(ancestor::fieldset[1]/legend)").strip() for control in grouped]
    assert all(legends)


def test_every_table_has_heads_that_say_what_they_head(tree: HtmlElement) -> None:
    """WCAG 2.2, 1.3.1."""
    assert all(head.get("scope") in ("row", "col") for head in tree.xpath("//th"))


def test_every_picture_has_an_alternative(tree: HtmlElement) -> None:
    """WCAG 2.2, 1.1.1."""
    assert all(picture.get("alt") for picture in tree.xpath("//img"))


def test_no_paragraph_or_list_is_empty_unless_a_script_fills_it(tree: HtmlElement) -> None:
    """A gap in the front matter means that something was not said."""
    blocks = tree.xpath("//p | //li | //ul | //ol | //dd")
    empty = [block for block in blocks if not block.text_content().strip()]
    filled = {"id", "class", "data-slot", "hidden"}
    assert [block.tag for block in empty if not filled & set(block.attrib)] == []


def test_nothing_in_the_document_needs_an_inline_script_or_style(tree: HtmlElement) -> None:
    """Content Security Policy: script-src and style-src 'self'."""
    attributes = {name for element in tree.iter("*") for name in element.attrib}
    handlers = [name for name in attributes if name.startswith("on") or name == "style"]
    inline = [script for script in tree.xpath("//script[not(@src)]") if script.get("type") != "application/json"]
    assert (handlers, inline, tree.xpath("//style")) == ([], [], [])


def test_the_document_loads_nothing_from_elsewhere(tree: HtmlElement) -> None:
    """A package asks no other host for anything."""
    assert [address for address in tree.xpath("//@src | //link/@href | //form/@action") if ":" in address] == []


# Order


def test_disclosures_and_support_stand_before_the_first_teaching(tree: HtmlElement) -> None:
    """ACCME Standards 3.5 and 4: learners are told before they begin."""
    marks = tree.xpath("//h2[@id='disclosures'] | //h2[.='Support'] | //section[@data-kind='page']")
    assert [mark.get("id") or mark.text for mark in marks][:2] == ["disclosures", "Support"]


def test_disclosures_are_the_first_thing_of_the_first_page(tree: HtmlElement) -> None:
    """The design: disclosures come first."""
    assert tree.xpath("//main/section[1]//h2")[0].get("id") == "disclosures"


# Specimen


def test_every_section_says_that_it_is_a_specimen_unless_the_course_is_live(course: Course, tree: HtmlElement) -> None:
    """House rule of credit_status: every page and every print."""
    wanted = course.credit_status is not CreditStatus.LIVE
    words = " ".join(course.notice.removeprefix("Specimen. ").split())
    said = [
        "Specimen." in text and words in text
        for text in (" ".join(section.text_content().split()) for section in tree.xpath("//main/section"))
    ]
    assert said == [wanted] * len(said)


def test_every_certificate_says_that_it_is_a_specimen_unless_the_course_is_live(
    course: Course, tree: HtmlElement
) -> None:
    """House rule of credit_status: certificates too."""
    sheets = tree.xpath("//template//article[@class='sheet']")
    said = [bool(sheet.xpath(".//p[@class='stamp']")) for sheet in sheets]
    assert said == [course.credit_status is not CreditStatus.LIVE] * 3


def test_a_live_course_never_calls_itself_a_specimen() -> None:
    assert "specimen" not in readable(parsed(MAKERS["live"]())).lower()  # type: ignore[operator]


# Answers


def test_the_document_is_the_same_whatever_the_right_answers_are() -> None:
    """Neither class, value, id nor order tells an answer; that is in the data, for the scripts alone."""
    one, other = (compile_course(course).sections for course in (rich(), without_answers(rich())))
    assert one == other


@pytest.mark.parametrize("secret", ["RATIONALE-1", "RATIONALE-2", "RATIONALE-3", "FEEDBACK-A", "FEEDBACK-C"])
def test_rationales_and_feedback_are_kept_where_no_print_shows_them(secret: str) -> None:
    """Print and the page without scripts show no answer and no rationale."""
    assert (secret in index_of(rich()), secret in readable(parsed(rich()))) == (True, False)


def test_all_teaching_is_readable_without_a_script() -> None:
    text = readable(parsed(rich()))
    assert ("TEACHING one" in text, "TEACHING two" in text) == (True, True)


# Certificates


def sheet(kind: str) -> str:
    return " ".join(parsed(rich()).get_element_by_id(f"certificate-{kind}").text_content().split())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("credit", "Claimed, subject to verification by the accredited provider."),
        ("participation", "Recorded, subject to verification by the accredited provider."),
        ("completion", "Recorded, subject to verification by the accredited provider."),
    ],
)
def test_every_certificate_says_what_it_is_and_that_the_provider_verifies(kind: str, words: str) -> None:
    """A package knows what a learner recorded; the accredited provider awards."""
    assert words in sheet(kind)


@pytest.mark.parametrize("kind", ["participation", "completion"])
def test_only_the_certificate_of_a_claim_says_that_something_was_claimed(kind: str) -> None:
    """AMA PRA: others get a document that neither awards nor claims credit."""
    assert not {"Claimed", "claims", "awards", "earned"} & set(sheet(kind).replace(",", "").split())


def test_a_certificate_names_activity_format_providers_date_and_reference() -> None:
    """AMA: what a certificate has to carry."""
    terms = [term.text_content() for term in parsed(rich()).get_element_by_id("certificate-credit").xpath(".//dt")]
    assert terms == [
        "Activity",
        "Learning format",
        "Accredited provider",
        "Joint provider",
        "Completed",
        "Record reference",
    ]


def test_a_certificate_shows_what_was_claimed_and_not_the_maximum() -> None:
    """AMA: the amount that the physician claimed."""
    assert "0.75" not in sheet("credit")


# Claim


def test_a_claim_offers_every_step_and_declining() -> None:
    """AMA PRA credit system: steps of 0.25 up to the maximum."""
    values = parsed(rich()).xpath("//fieldset[@data-credit='ama-pra-1']//input/@value")
    assert values == ["0.25", "0.50", "0.75", "declined"]


def test_no_answer_and_no_amount_is_chosen_beforehand(tree: HtmlElement) -> None:
    """A claim is the learner's own statement."""
    assert tree.xpath("//input[@checked or @selected]") == []


def test_the_commensurate_sentence_stands_beside_the_amounts() -> None:
    """AMA PRA: physicians claim what is commensurate with their participation."""
    fieldset = parsed(rich()).xpath("//fieldset[@data-credit='ama-pra-1']")[0]
    assert "commensurate with the extent of their participation" in fieldset.text_content()


# Front matter


def test_the_first_page_holds_what_learners_must_be_told_before_they_begin() -> None:
    """ACCME Standards 3 and 4, AMA enduring materials: all of it, on one page."""
    course = rich()
    front = " ".join(parsed(course).get_element_by_id("front").text_content().split())
    wanted = [
        course.title,
        course.subtitle,
        "Acme (speaker)",
        "Stated for these companies together: advisory roles.",
        "No relevant financial relationships to disclose.",
        "One unapproved use is discussed.",
        "a gift in kind from Acme (simulators)",
        "through the joint providership of Example Hospital and MedAll",
        "designates this enduring material for a maximum of 0.75 AMA PRA Category 1 Credits™.",
        "15 minutes",
        "15 January 2026",
        "31 December 2028",
        "oncology",
        "Only for the USA.",
        "Know it",
        "A part",
        "Pass the post-test with at least 75%. You have 3 attempts.",
        "cme@hospital.example",
    ]
    assert [words for words in wanted if words not in front] == []


def test_what_a_source_does_not_state_is_called_not_stated() -> None:
    """Nothing is invented, and no gap looks like an oversight."""
    silent = parsed(BARE).xpath("//dl[@class='facts']/div[dd='not stated']/dt/text()")
    assert silent == ["Estimated time", "Released", "Last reviewed", "Expires", "Specialties"]


def test_the_names_of_credit_are_set_as_their_owner_asks() -> None:
    """AMA PRA: in italics, with the mark."""
    assert "<i>AMA PRA Category 1 Credits</i><sup>™</sup>" in compile_course(make_course()).sections


def test_credit_that_has_no_end_says_nothing_of_an_end() -> None:
    assert parsed(BARE).xpath("//*[@data-when='expired']") == []


def test_only_a_course_that_asks_for_it_shows_the_box_to_acknowledge() -> None:
    boxes = [parsed(make_course(gates=gates)).xpath("//input[@id='acknowledge-box']") for gates in (tuple(Gate), ())]
    assert [len(found) for found in boxes] == [1, 0]


@pytest.mark.parametrize(("language", "direction"), [("en-US", "ltr"), ("ar", "rtl"), ("he-IL", "rtl")])
def test_the_document_names_its_language_and_direction(language: str, direction: str) -> None:
    """WCAG 2.2, 3.1.1."""
    root = parsed(make_course(language=language))
    assert (root.get("lang"), root.get("dir")) == (language, direction)
