"""What Markdown becomes: the markup that compile, styles and the browser rely on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scormkit.model.course import Course
from scormkit.source.load import load_course

MINIMAL = Path(__file__).parent / "minimal"


def course_with(folder: Path, body: str) -> Course:
    shutil.copytree(MINIMAL, folder / "course")
    text = f"---\nid: one\ntitle: One\n---\n{body}"
    (folder / "course/pages/010-one.md").write_text(text, encoding="utf-8")
    course = load_course(folder / "course", ".").course
    assert course is not None
    return course


EXPECTED = {
    "a citation": (
        "Words [@doe-2020].",
        '<p>Words<sup class="cites"><a class="cite" href="#ref-doe-2020">doe-2020</a></sup>.</p>\n',
    ),
    "a figure": (
        '![A square](media/square.svg "Its *caption*")',
        (
            '<figure><img src="media/square.svg" alt="A square" width="20" height="10">'
            "<figcaption>Its *caption*</figcaption></figure>\n"
        ),
    ),
    "a table": (
        "Table: Some & more\n\n| a |\n|--:|\n| 1 |",
        (
            '<div class="table" role="region" tabindex="0" aria-label="Some &amp; more"><table>\n'
            "<caption>Some &amp; more</caption>\n<thead>\n<tr>\n"
            '<th class="align-right" scope="col">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
            '<td class="align-right">1</td>\n</tr>\n</tbody>\n</table>\n</div>\n'
        ),
    ),
    "a box": (
        "::: case <Own> ward\nWords.\n:::",
        '<div class="box case">\n<p class="box-title">&lt;Own&gt; ward</p>\n<p>Words.</p>\n</div>\n',
    ),
    "headings": (
        "## When?\n\n### When?\n\n## Named {#here}",
        '<h2 id="one--when">When?</h2>\n<h3 id="one--when-2">When?</h3>\n<h2 id="one--here">Named</h2>\n',
    ),
    "links": (
        "[a](https://example.org/?a=1&b=2) [b](#post-test)",
        (
            '<p><a href="https://example.org/?a=1&amp;b=2" rel="noreferrer noopener" target="_blank">a</a> '
            '<a href="#quiz-post-test">b</a></p>\n'
        ),
    ),
    "a footnote": (
        "Words.[^1]\n\n[^1]: Note.",
        (
            '<p>Words.<sup class="footnote-ref"><a href="#one---note-a" id="one---note-a-back" role="doc-noteref">a</a>'
            '</sup></p>\n<div class="footnotes" role="doc-endnotes"><ol type="a">\n<li id="one---note-a"><p>Note. '
            '<a href="#one---note-a-back" class="footnote-back" role="doc-backlink">\u21a9\ufe0e</a></p>\n'
            "</li>\n</ol></div>\n"
        ),
    ),
    "a language": ("[mot]{lang=fr}", '<p><span lang="fr">mot</span></p>\n'),
    "code": ("```js x\n<b>\n```", '<pre tabindex="0"><code>&lt;b&gt;\n</code></pre>\n'),
}


@pytest.mark.parametrize("what", EXPECTED)
def test_markdown_becomes_the_markup_that_others_rely_on(what: str, tmp_path: Path) -> None:
    body, html = EXPECTED[what]
    assert course_with(tmp_path, body + "\n").pages[0].html == html


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](vbscript:x)",
        "<javascript:alert(1)>",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "![x](javascript:alert(1))",
        "[x]{onclick=alert(1)}",
        '[x]{id="\\"><script>"}',
        "{style=x}\nWords",
        '::: note "><script>alert(1)</script>\nx\n:::',
        '![x" onerror="alert(1)](media/square.svg "\\"><script>")',
    ],
)
def test_nothing_that_runs_gets_through(body: str, tmp_path: Path) -> None:
    html = course_with(tmp_path, body + "\n").pages[0].html
    for danger in ("<script", "<img src=x", 'href="javascript', ' onclick="', '" onerror="', ' style="', "vbscript:"):
        assert danger not in html


def test_words_of_a_page_are_the_ones_that_are_seen(tmp_path: Path) -> None:
    body = '## One two\n\nThree *four* `five` [@doe-2020].\n\n![not seen](media/square.svg "six")\n'
    assert course_with(tmp_path, body).pages[0].words == 6


def test_media_of_a_page_travel_once(tmp_path: Path) -> None:
    body = "![a](media/square.svg)\n\n![b](media/square.svg)\n"
    course = course_with(tmp_path, body)
    assert ([asset.path for asset in course.assets], course.pages[0].media) == (
        ["media/square.svg"],
        ("media/square.svg",),
    )


def test_sources_of_a_page_are_listed_in_the_order_of_reading(tmp_path: Path) -> None:
    assert course_with(tmp_path, "A [@doe-2020] b [@doe-2020].\n").pages[0].cited == ("doe-2020",)
