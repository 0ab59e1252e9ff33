"""Whatever the words of a bank are, learners read the same words."""

from __future__ import annotations

import csv
import io
from xml.sax.saxutils import escape

import pytest
from banks import bring, quiz_of, read_alone, rules, words
from hypothesis import example, given, settings
from hypothesis import strategies as st

MARKS = (
    "$ [@a] {#b} | < > & &amp; \\ ` * _ ~ # = - + 1. ! ( ) ::: \" ' : ; % ^ / Table: [ ] [x] [ ](b) <b> ‘x’ µ é 中 א"
)
TOKENS = [
    *MARKS.split(),
    "word",
    "x_y",
    "__init__",
    "a*b*c",
    "**",
    "```",
    "---",
    "===",
    "\n",
    "\n\n",
    "  ",
    "{",
    "}",
    "\\=",
    "]{.a}",
]
VISIBLE = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Zs"))
TEXTS = st.one_of(
    st.lists(st.sampled_from(TOKENS), min_size=1, max_size=8).map(" ".join),
    st.lists(st.sampled_from(TOKENS), min_size=1, max_size=8).map("".join),
    st.text(VISIBLE, min_size=1, max_size=30),
).filter(lambda text: bool(text.strip()))


def same(text: str) -> str:
    return " ".join(text.split())


def table(question: str, right: str, wrong: str, told: str, why: str) -> str:
    """A table with one question."""
    made = io.StringIO()
    rows = csv.writer(made)
    rows.writerow(["id", "kind", "question", "A", "B", "feedback A", "correct", "rationale"])
    rows.writerow(["q", "choice", question, right, wrong, told, "a", why])
    return made.getvalue()


@settings(max_examples=400)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
@example("[@x] {#id}", "{#a}", "[x] y", "> {a=b}")
@example("1. First", "# Heading", "- item", "::: note")
@example("a\n---", "|a|b|\n|-|-|", ":::", "Table: x")
@example("[^1] <script>", "&lt;", "\\", "`` ` ``")
def test_any_text_survives_the_import(question: str, right: str, told: str, why: str) -> None:
    made = bring(table(question, right, "WRONG", told, why), form="csv")
    quiz, findings = read_alone(made.text)
    assert [finding for finding in findings if finding.severity == "error"] == []
    assert quiz is not None and len(quiz.questions) == 1
    [read] = quiz.questions
    assert words(f"{read.prompt} {read.stem}") == same(question) or set(rules(made)) & {"IMP140"}
    assert sorted(words(f"{read.prompt} {read.stem}").split()) == sorted(question.split())
    option = read.options[0]
    assert same(words(option.html + " " + option.more)) == same(right) and option.right
    assert words(option.feedback) == same(told)
    assert words(read.rationale) == same(why)


def moodle(kind: str, text: str, answers: str = "") -> str:
    """A bank in Moodle XML with one question, whose text stands from the third line on."""
    return (
        f"<quiz><question type='{kind}'><name><text>q</text></name>\n<questiontext format='html'>\n<text>{text}</text>"
        f"</questiontext>{answers}</question></quiz>"
    )


INLINE = st.lists(st.sampled_from(["b", "i", "sup", "code", "strong", "em", "span", "u"]), max_size=2)
PIECES = st.lists(st.tuples(st.text("ab1 .,(*_[", min_size=1, max_size=4), INLINE), min_size=1, max_size=6)


@settings(max_examples=300)
@given(PIECES)
def test_marks_never_cost_a_word(pieces: list[tuple[str, list[str]]]) -> None:
    """Bold and slanted words may lose their marks where Markdown has no form for them, but stay what they are."""
    markup = said = ""
    for text, tags in pieces:
        plain = [tag for tag in tags if tag != "sup"]
        markup += "".join(f"<{tag}>" for tag in plain) + text + "".join(f"</{tag}>" for tag in reversed(plain))
        said += text
    made = bring(moodle("essay", escape(markup + " end")))
    heading = next(line for line in made.text.split("\n") if line.startswith("## "))
    from scormkit.source.dialect import parser

    shown = words(parser(True).renderInline(heading.removeprefix("## ").rpartition(" {#")[0]))
    assert shown.replace(" ", "") == same(said + " end").replace(" ", "")


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        ("<p>One<br/>two</p>", "One\\\ntwo"),
        ("<b>Bold</b> and <i>slanted</i>, <b><i>both</i></b>", "**Bold** and *slanted*, ***both***"),
        ("in<b>side</b>words", "in**side**words"),
        ("H<sub>2</sub>O, 10<sup>-9</sup>/L, 1<sup>st</sup>", "H₂O, 10⁻⁹/L, 1st"),
        ("<ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul>", "* one\n* two\n\n  1) deep"),
        ("<pre>a  b\n c</pre>", "```\na  b\n c\n```"),
        ("<code>a`b</code>", "``a`b``"),
        ("<blockquote>Said</blockquote>", "> Said"),
        ("<a href='https://cme.example/a(b)'>here</a>", "[here](<https://cme.example/a(b)>)"),
        ("<h3>Head</h3><p>Text</p>", "**Head**\n\nText"),
        (
            "<table><caption>Doses</caption><tr><th>a|b</th><th>c</th></tr><tr><td>1<br>2</td><td></td></tr></table>",
            "Table: Doses\n\n| a\\|b | c |\n| --- | --- |\n| 1 2 |  |",
        ),
    ],
)
def test_html_becomes_markdown(markup: str, written: str) -> None:
    text = escape("<p>Words?</p>" + markup)
    answers = "<answer fraction='100'><text>a</text></answer><answer fraction='0'><text>b</text></answer>"
    made = bring(moodle("multichoice", text, answers))
    assert made.text.split("## Words? {#q}\n\n")[1].split("\n\n- [x]")[0] == written
    assert made.findings == ()
    assert quiz_of(made).questions[0].stem


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ("<u>not</u>", "IMP060"),
        ("x<sup>abc</sup>", "IMP060"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "IMP060"),
        ("<table><tr><th colspan='2'>a</th><th>b</th></tr></table>", "IMP060"),
        ("<blink>x</blink>", "IMP060"),
        ("\\(x^2\\)", "IMP070"),
        ("$$x$$", "IMP070"),
        ("<math><mi>x</mi></math>", "IMP070"),
        ("<a href='javascript:alert(1)'>x</a>", "IMP170"),
        ("<a href='@@PLUGINFILE@@/a.pdf'>x</a>", "IMP170"),
        ("<img src='@@PLUGINFILE@@/a.png' alt='x'>", "IMP040"),
        ("<iframe src='https://x.example/film'></iframe>", "IMP040"),
    ],
)
def test_what_markdown_cannot_say_is_told_at_its_place(markup: str, rule: str) -> None:
    made = bring(moodle("essay", f"<![CDATA[Words\n {markup}]]>"))
    [finding] = made.findings
    assert (finding.rule, finding.place.line) == (rule, 4)
    assert finding.place.column == 2 + markup.index("<sup" if "<sup" in markup else markup[0])


def test_the_question_at_the_end_of_a_case_becomes_the_heading() -> None:
    made = bring("::q::[html]<p>A man of 54 coughs.</p><p>He smokes.</p><p>What is next?</p>{T}")
    question = quiz_of(made).questions[0]
    assert (question.prompt_text, words(question.stem)) == ("What is next?", "A man of 54 coughs. He smokes.")
    assert rules(made) == ["IMP140"]
    kept = bring("::q::[html]<p>Is it so?</p><p>He smokes.</p><p>What is next?</p>{T}")
    assert quiz_of(kept).questions[0].prompt_text == "Is it so?"


def test_ids_come_from_names_words_or_a_hash_and_never_from_the_order() -> None:
    made = bring("::Ärzte & Dosis (2)::Was? {T}\n\nWie viel ist genug, und für wen genau denn? {T}\n\n心臓? {T}")
    ids = [question.id for question in quiz_of(made).questions]
    assert (
        ids[:2] == ["arzte-dosis-2", "wie-viel-ist-genug-und-fur-wen"] and ids[2].startswith("q-") and len(ids[2]) == 10
    )
    assert quiz_of(bring("心臓? {T}")).questions[0].id == ids[2]
