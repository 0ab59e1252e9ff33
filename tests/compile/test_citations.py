"""Citations: numbered as a reader meets them, and leading to the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from models import cite, make_course, make_option, make_page, make_question, make_quiz, make_reference

from scormkit.compile.citations import numbers, sources
from scormkit.compile.outline import outline
from scormkit.compile.sections import render_sections

if TYPE_CHECKING:
    from scormkit.model.course import Course

IDS = ("alpha", "beta-2", "c3", "delta")


def citing(*pages: str, **changes: object) -> Course:
    """A course with a list of references in another order than that of the citations."""
    references = tuple(make_reference(name) for name in reversed(IDS))
    made = tuple(make_page(f"p{index}", html=f"<p>{html}</p>") for index, html in enumerate(pages))
    return make_course(pages=made, references=references, **changes)


def test_numbers_follow_the_first_appearance_and_not_the_file() -> None:
    """ICMJE: references are numbered in the order in which they are first mentioned."""
    course = citing(cite("c3") + cite("alpha"), cite("alpha") + cite("beta-2"))
    assert dict(numbers(course)) == {"c3": 1, "alpha": 2, "beta-2": 3}


def test_a_question_continues_the_numbers_of_the_pages() -> None:
    """What a learner sees before an attempt comes before what follows it."""
    one = make_question("one", rationale=cite("delta"), prompt=cite("alpha"))
    options = (make_option("a", True, html=cite("beta-2"), feedback=cite("c3")), make_option("b"))
    two = make_question("two", rationale="", options=options)
    course = citing("Nothing.", quizzes=(make_quiz("post-test", one, two),))
    assert list(numbers(course)) == ["alpha", "beta-2", "delta", "c3"]


@pytest.mark.parametrize("field", ["prompt", "stem", "rationale"])
def test_a_question_may_cite_wherever_it_has_words(field: str) -> None:
    question = make_question(**{field: cite("alpha")})
    document = render_sections(citing("Nothing.", quizzes=(make_quiz("post-test", question),)))
    assert '<a class="cite" href="#ref-alpha">1</a>' in document


def test_a_quiz_may_cite_in_the_words_before_its_questions() -> None:
    document = render_sections(citing("Nothing.", quizzes=(make_quiz(intro=cite("alpha")),)))
    assert '<a class="cite" href="#ref-alpha">1</a>' in document


@given(st.lists(st.lists(st.sampled_from(IDS)), min_size=1, max_size=4))
def test_whatever_is_cited_the_numbers_are_those_of_the_list(cited: list[list[str]]) -> None:
    """ICMJE: one number, one source."""
    tree = html.fromstring(render_sections(citing(*("".join(map(cite, names)) for names in cited))))
    listed = {item.get("id"): number for number, item in enumerate(tree.xpath("//ol[@class='sources']/li"), 1)}
    shown = {(link.get("href")[1:], int(link.text)) for link in tree.xpath("//a[@class='cite']")}
    assert shown == set(listed.items())


def test_a_source_that_nobody_cites_is_not_listed() -> None:
    assert [source.id for source in sources(citing(cite("alpha")))] == ["alpha"]


def test_without_a_citation_there_is_no_list_anywhere() -> None:
    """The contents, the data of the scripts and the document name the same sections."""
    course = citing("Nothing is cited.")
    named = [section.id for section in outline(course) if section.id == "references"]
    assert (named, 'id="references"' in render_sections(course)) == ([], False)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "Doe J. A study called x. J Examples. 2020;1:2-3."),
        ({"detail": ""}, "Doe J. A study called x. J Examples. 2020."),
        ({"authors": "not stated"}, "A study called x. J Examples. 2020;1:2-3."),
        ({"trial": "PATINA"}, "Doe J. A study called x (PATINA). J Examples. 2020;1:2-3."),
        ({"authors": "Doe J, et al."}, "Doe J, et al. A study called x. J Examples. 2020;1:2-3."),
        ({"title": "Does it work?"}, "Doe J. Does it work? J Examples. 2020;1:2-3."),
        ({"title": "It works.", "trial": "PATINA"}, "Doe J. It works (PATINA). J Examples. 2020;1:2-3."),
        ({"journal": "N Engl J Med."}, "Doe J. A study called x. N Engl J Med. 2020;1:2-3."),
    ],
)
def test_a_source_reads_as_a_journal_prints_it(changes: dict[str, str], text: str) -> None:
    course = make_course(pages=(make_page(html=cite("x")),), references=(make_reference("x", **changes),))
    assert sources(course)[0].text == text


@pytest.mark.parametrize(
    ("changes", "address", "words"),
    [
        ({"pmid": "1"}, "https://doi.org/10.1000/1", "doi:10.1000/1"),
        ({"doi": "", "pmid": "123"}, "https://pubmed.ncbi.nlm.nih.gov/123", "PMID 123"),
        ({"doi": "", "url": "https://who.example/a"}, "https://who.example/a", "https://who.example/a"),
    ],
)
def test_a_source_is_linked_by_the_most_lasting_of_its_addresses(
    changes: dict[str, str], address: str, words: str
) -> None:
    course = make_course(pages=(make_page(html=cite("x")),), references=(make_reference("x", **changes),))
    source = sources(course)[0]
    assert (source.address, source.address_text) == (address, words)


def test_a_link_that_leaves_the_package_tells_the_other_side_nothing() -> None:
    """No request and no referrer carries where a learner comes from."""
    tree = html.fromstring(render_sections(citing(cite("alpha"))))
    links = tree.xpath("//ol[@class='sources']//a")
    assert [set(link.get("rel").split()) for link in links] == [{"noreferrer", "noopener"}]


def test_the_words_of_a_citation_are_not_taken_from_other_links() -> None:
    """Only what the Markdown reader wrote as a citation is a number."""
    page = make_page(html='<p><a href="#ref-alpha">alpha</a></p>')
    document = render_sections(make_course(pages=(page,), references=(make_reference("alpha"),)))
    assert re.search(r'<a href="#ref-alpha">alpha</a>', document)
