"""The short ways through the parser end where its long ways do."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from scormkit.foreign.characters import CONTROL, DIRECTION
from scormkit.source.dialect import NORMAL, parser

LINES = st.sampled_from(
    (
        *(
            "Words.",
            "words of [@a] and *more*",
            "Ä",
            "a",
            "",
            "",
            "",
            "    code",
            "  two",
            "\tTab",
            "- item",
            "  deeper",
        ),
        *("1. one", "> quoted", ": definition", "~ definition", "===", "---", "| a | b |", "|---|---|", "a | b", "-|-"),
        *(
            ":::",
            "::: note Words",
            "```",
            "~~~",
            "{#name}",
            "{lang=de}",
            "[^1]: note",
            "[a]: https://x.example",
            "# Head",
        ),
        *(
            "<div>",
            "</div>",
            "text <b>bold</b> <!-- no -->",
            "&amp; \\* [link](<https://x.example/a b>)",
            "![](media/x.png)",
        ),
    )
)
TEXTS = st.lists(LINES, max_size=14).map("\n".join)


@cache
def long_way(quiz: bool) -> MarkdownIt:
    """The dialect without its short ways: every rule is asked, and the parser's own renderer writes."""
    md = parser.__wrapped__(quiz).disable("line_of_words").enable(["html_block", "html_inline"])
    plain = RendererHTML(md)
    plain.rules = md.renderer.rules
    md.renderer = plain
    md.normalizeLink = MarkdownIt().normalizeLink
    return md


def tokens(md: MarkdownIt, text: str) -> list[dict[str, Any]]:
    return [token.as_dict() for token in md.parse(text, {"docId": "p"})]


@pytest.mark.parametrize("quiz", [False, True])
@given(text=TEXTS)
@example("Words.\n\n: definition")
@example("Words.\n\n  ~ definition")
@example("Words.\n\n")
@example("- Words.\n\n  Words.\n\nWords.\n")
@example("> Words.\n>\n> Words.\n")
@example("Words.\n\n    code\n")
def test_a_text_is_the_same_by_both_ways(quiz: bool, text: str) -> None:
    short, long = parser(quiz), long_way(quiz)
    assert tokens(short, text) == tokens(long, text)
    assert short.render(text, {"docId": "p"}) == long.render(text, {"docId": "p"})


def test_a_line_of_words_asks_no_other_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    md = parser.__wrapped__(False)
    table = md.block.ruler.__rules__[[rule.name for rule in md.block.ruler.__rules__].index("table")]

    def watched(*state: Any) -> bool:
        asked.append("table")
        return False

    monkeypatch.setattr(table, "fn", watched)
    md.block.ruler.__cache__ = None
    assert "<p>Words.</p>\n<p>More.</p>\n" in md.render("Words.\n\nMore.\n\n> quoted\n")
    assert asked == ["table", "table"]  # for the quotation and the words in it


@given(st.from_regex(NORMAL, fullmatch=True))
def test_an_address_that_is_taken_as_written_would_be_written_so(url: str) -> None:
    assert MarkdownIt().normalizeLink(url) == url


def test_no_sign_that_is_looked_for_is_printable() -> None:
    signs = [chr(code) for code in range(0x110000) if CONTROL.match(chr(code)) or DIRECTION.match(chr(code))]
    assert len(signs) > 60
    assert [sign for sign in signs if sign.isprintable()] == []
