"""Words of authors are words: whatever they hold, they add no element and no attribute to the document."""

from __future__ import annotations

import json
import shutil
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from documents import index_of, parsed, rich
from models import cite, make_page, make_reference

from scormkit.compile.course import compile_course
from scormkit.model.course import CreditStatus
from scormkit.source.load import load_course
from scormkit.targets import TARGETS
from scormkit.targets.packaging import page_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from scormkit.model.course import Course

MINIMAL = Path(__file__).resolve().parent.parent / "source" / "minimal"

HOSTILE = (
    "</script><script>alert(1)</script>",
    "</template></style></title><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'" \' onfocus=\'alert(1)',
    "<!-- a comment --> ]]> <![CDATA[ x ]]> <?xml x ?>",
    "&lt;b&gt; &amp; &#60;i&#62; & &nosuch; &#x3C;svg onload=x&#x3E;",
    "line\u2028separator\u2029and \u00a0 spaces",
    "{{ 7 * 7 }} {% raw %} ${7} `x` \\u003c",
    '<a class="cite" href="#ref-alpha">alpha</a>',
    "AMA PRA Category 1 Credits™ <b>™</b>",
    "javascript:alert(1)",
)

# Fields that the Markdown reader fills with safe markup, and names that are validated before they come here.
MARKUP = {"html", "prompt", "stem", "rationale", "feedback", "intro"}
NAMES = {
    "id", "kind", "objective", "eligible", "professions", "cited", "language", "version", "iri_base", "vocabulary",
    "system", "rule", "time_zone", "success_status", "failed_status", "file", "doi", "pmid", "url", "territories",
}  # fmt: skip
KIND_IS_TEXT = {"Support"}


def text_fields(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all texts of a model that authors write freely."""
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            free = field.name not in NAMES or (field.name == "kind" and type(value).__name__ in KIND_IS_TEXT)
            if free and field.name not in {*MARKUP, "place", "places", "assets", "lms", "overrides"}:
                yield from text_fields(getattr(value, field.name), (*path, field.name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from text_fields(item, (*path, index))
    elif type(value) is str and value:
        yield path


def changed(value: Any, path: tuple[str | int, ...], text: str) -> Any:
    """The model with one text replaced."""
    if not path:
        return text
    head, *rest = path
    if isinstance(head, int):
        return (*value[:head], changed(value[head], tuple(rest), text), *value[head + 1 :])
    return replace(value, **{head: changed(getattr(value, head), tuple(rest), text)})


def all_changed(course: Course, text: str) -> Course:
    for path in text_fields(course):
        course = changed(course, path, text)
    return course


def skeleton(tree: HtmlElement) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes, in order."""
    return [(str(element.tag), tuple(sorted(element.attrib))) for element in tree.iter("*")]


@cache
def plain_skeleton() -> list[tuple[str, tuple[str, ...]]]:
    return skeleton(parsed(course()))


def course() -> Course:
    """All that can be shown, with a source of its own, and a live one's certificate."""
    return replace(
        rich(),
        pages=(make_page("one", html=f"<p>Words {cite('alpha')}</p>"),),
        references=(make_reference("alpha", trial="TRIAL"),),
    )


PATHS = [".".join(map(str, path)) for path in text_fields(course())]


def test_every_kind_of_text_is_tried() -> None:
    """A field that is added to the model is tried by itself; this shows that the search still finds them."""
    heads = {path.split(".")[0] for path in PATHS}
    assert heads >= {
        "title", "subtitle", "notice", "objectives", "audience", "providers", "support", "people", "mitigation",
        "references", "pages", "quizzes",
    }  # fmt: skip


@pytest.mark.parametrize("path", list(text_fields(course())), ids=PATHS)
def test_no_text_of_an_author_adds_an_element_or_an_attribute(path: tuple[str | int, ...]) -> None:
    assert skeleton(parsed(changed(course(), path, "".join(HOSTILE[:7])))) == plain_skeleton()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_hostile_text_adds_an_element_or_an_attribute_anywhere(text: str) -> None:
    plain = [item for item in plain_skeleton() if item not in PHRASES]
    assert [item for item in skeleton(parsed(all_changed(course(), text))) if item not in PHRASES] == plain


PHRASES = [("i", ()), ("sup", ())]
"""How the names of credits look wherever a mandated sentence holds them: markup of ours without attributes."""


def test_hostile_texts_are_shown_as_they_were_written() -> None:
    shown = parsed(replace(course(), title=HOSTILE[0], subtitle=HOSTILE[4])).get_element_by_id("front")
    texts = (shown.xpath("string(.//h1)"), shown.xpath("string(.//p[@class='subtitle'])"))
    assert texts == (HOSTILE[0], HOSTILE[4])


@pytest.mark.parametrize("text", HOSTILE)
def test_the_data_of_the_scripts_reads_back_as_it_was(text: str) -> None:
    """A script element ends at the first ``</script``, whatever JSON says."""
    hostile = all_changed(course(), text)
    read = json.loads(parsed(hostile).get_element_by_id("course-data").text)
    assert read == json.loads(json.dumps(page_data(compile_course(hostile), TARGETS["scorm12"])))


def test_the_data_of_the_scripts_holds_nothing_that_html_or_javascript_could_read_otherwise() -> None:
    text = parsed(all_changed(course(), "".join(HOSTILE))).get_element_by_id("course-data").text
    assert [character for character in "<>&\u2028\u2029" if character in text] == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", '" onclick="x'])
def test_an_address_that_is_no_address_adds_nothing(address: str) -> None:
    """References are validated by their reader; even so an address stays inside its attribute."""
    link = make_reference("alpha", doi="", url=address)
    tree = parsed(replace(course(), references=(link,)))
    assert [sorted(a.attrib) for a in tree.xpath("//ol[@class='sources']//a")] == [["href", "rel", "target"]]


@pytest.mark.parametrize("status", CreditStatus)
def test_a_notice_cannot_end_the_element_that_shows_it(status: CreditStatus) -> None:
    hostile = replace(course(), notice="Specimen. </p></section><h1>Live</h1>", credit_status=status)
    assert parsed(hostile).xpath("//h1[.='Live']") == []


# From files


QUOTED = json.dumps("\"'><img src=x onerror=alert(1)></script><b>")

COURSE = f"""
id: tiny
version: 1.0
title: {QUOTED}
subtitle: {QUOTED}
language: en
description: {QUOTED}
keywords: [{QUOTED}]
credit_status: demonstration
notice: {QUOTED}
objectives:
  - id: know
    text: {QUOTED}
    points: [{QUOTED}]
audience:
  description: {QUOTED}
  professions: [physician]
  specialties: [{QUOTED}]
  territory_note: {QUOTED}
activity: {{format: enduring material, released: not stated, expires: 2030-12-31, time_zone: UTC, minutes: 15}}
providers:
  accredited: {{name: {QUOTED}, accreditor: {QUOTED}, contact: {QUOTED}}}
  joint: [{{name: {QUOTED}}}]
credits: [{{system: ama-pra-1, maximum: 0.25, eligible: [physician]}}]
support: [{{company: {QUOTED}, kind: {QUOTED}, in_kind: {QUOTED}}}]
mitigation: {{done: yes, method: {QUOTED}}}
"""

PEOPLE = f"""
- id: rivera
  name: {QUOTED}
  credentials: {QUOTED}
  affiliation: {QUOTED}
  relationships: [{{company: {QUOTED}, natures: [speaker]}}]
  natures_in_bulk: {QUOTED}
  off_label: {QUOTED}
"""

WORDS = "\"'><img src=x onerror=alert(1)></script><b onclick=x>"

PAGE = f"""---
id: one
title: {QUOTED}
---
{WORDS} [@doe-2020]

## {WORDS}

- {WORDS} [words](https://example.org/{WORDS.replace(" ", "")})

![{WORDS}](media/square.svg "A title")

Table: {WORDS}

| {WORDS} |
|---|
| {WORDS} |

::: note {WORDS}
`{WORDS}`
:::

    {WORDS}
"""

QUIZ = f"""---
id: post-test
title: {QUOTED}
role: post-test
passing: 80
---
{WORDS}

## {WORDS} {{#first}}

- [x] {WORDS}
- [ ] Other

> {WORDS}
"""


@pytest.fixture
def from_files(tmp_path: Path) -> Course:
    folder = tmp_path / "course"
    shutil.copytree(MINIMAL, folder)
    files = {"course.yaml": COURSE, "people.yaml": PEOPLE, "pages/010-one.md": PAGE, "quizzes/post-test.md": QUIZ}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    read = load_course(folder, "course").course
    assert read is not None
    return read


def test_no_text_in_a_file_becomes_an_element(from_files: Course) -> None:
    tree = parsed(from_files)
    assert tree.xpath("//b | //img[@src='x'] | //script[not(@src) and not(@id)]") == []


def test_no_text_in_a_file_becomes_a_handler(from_files: Course) -> None:
    assert [name for element in parsed(from_files).iter("*") for name in element.attrib if name.startswith("on")] == []


def test_the_document_is_the_same_text_on_every_run(from_files: Course) -> None:
    assert index_of(from_files) == index_of(from_files)
