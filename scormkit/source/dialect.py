"""The one Markdown dialect: the parser with its own rules, and where its HTML differs from the parser's.

It judges nothing; what an author may not write is found on its tokens.
"""

from __future__ import annotations

import re
from functools import cache, partial
from html import escape
from typing import TYPE_CHECKING, Any

from scormkit.source import rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from scormkit.source.text import Text

CONTAINERS = ("note", "case", "key", "hint")
CHECK = "quiz"
"""The container that embeds a knowledge check in a page."""
ATTRIBUTES = ("id", "lang", "dir")
NORMAL = re.compile(r"https://[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[A-Za-z0-9._~/-]*)?")
"""Addresses that are already written as the parser would write them, which takes it long to find out."""
CITATION = re.compile(r"\[@([A-Za-z0-9_.-]+(?:\s*;\s*@[A-Za-z0-9_.-]+)*)\s*\]")
ATTRIBUTE = re.compile(
    r"""\#(?P<id>[^\s{}]+)|(?P<key>[A-Za-z_-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"{}]+))|(?P<junk>\S+)"""
)


@cache
def parser(quiz: bool) -> MarkdownIt:
    """The one Markdown dialect; quizzes read task lists and have no footnotes."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import paragraph
    from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    from scormkit.source.rendering import Renderer

    md = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}, renderer_cls=Renderer).enable("table")
    md.disable(["html_block", "html_inline"])  # which find nothing where HTML is not read, and are asked everywhere
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # judged below, with a finding
    normal = md.normalizeLink
    md.normalizeLink = lambda url: url if NORMAL.fullmatch(url) else normal(url)  # type: ignore[method-assign]
    attrs_plugin(md, spans=True, allowed=ATTRIBUTES)
    attrs_block_plugin(md, allowed=ATTRIBUTES)
    deflist_plugin(md)
    container_plugin(md, "box", validate=lambda params, _: bool(params.strip()))
    if not quiz:
        footnote_plugin(md, inline=False)
    md.block.ruler.before("table", "line_of_words", partial(_line_of_words, paragraph))
    md.inline.ruler.before("link", "citation", _citation_rule)
    md.core.ruler.after("block", "headings", _heading_rule)
    if quiz:
        md.core.ruler.after("block", "tasks", _task_rule)
    for name, rule in RENDERERS.items():
        md.add_render_rule(name, rule)
    return md


def tokens_of(text: Text, quiz: bool = False) -> list[Token]:
    """The parsed text, not yet judged. What the parser itself cannot read is a finding and gives nothing."""
    try:
        return parser(quiz).parse(text.body, {"docId": text.prefix})
    except (IndexError, ValueError, KeyError, RecursionError, AttributeError, AssertionError) as error:
        name = type(error).__name__
        text.report(rules.BROKEN_MARKDOWN, text.line_place(0), f"The text cannot be read ({name}).", "Simplify it.")
        return []


def plain(inline: Token) -> str:
    """The words of a run of text, without marks, citations and footnotes."""
    parts = []
    for child in inline.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(plain(child))
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join("".join(parts).split()))


def ready(html: str) -> Token:
    """A piece of HTML that is finished and safe."""
    from markdown_it.token import Token

    return Token("ready", "", 0, content=html)


def _line_of_words(paragraph: Any, state: Any, start: int, end: int, silent: bool) -> bool:
    """A line that begins with a letter and has an empty one below is a paragraph, unless a definition follows.

    No other rule could take it, and to ask all of them takes longer than the paragraph itself.
    """
    below, after = start + 1, start + 2
    if silent or after >= end or not state.isEmpty(below) or state.is_code_block(start):
        return False
    words, definition = (state.bMarks[line] + state.tShift[line] for line in (start, after))
    first, mark = state.src[words : words + 1], state.src[definition : definition + 1]
    return first.isalpha() and mark not in ":~" and bool(paragraph(state, start, end, silent))


def _citation_rule(state: Any, silent: bool) -> bool:
    match = CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"ids": [name.strip().removeprefix("@") for name in match[1].split(";")]}
        token.content = match.group()
    state.pos = match.end()
    return True


def _heading_rule(state: Any) -> None:
    """``## Words {#id key=value}``: takes the braces off a heading before its words are parsed."""
    for index, token in enumerate(state.tokens[:-1]):
        if token.type != "heading_open":
            continue
        inline = state.tokens[index + 1]
        inline.content, inside = _without_braces(inline.content)
        token.meta = {**token.meta, "written": written_attributes(inside)}


def _without_braces(words: str) -> tuple[str, str]:
    """``Words {inside}`` as its two parts; the second is empty where no braces end the line."""
    line = words.rstrip(" \t")
    start = line.rfind("{")
    if start < 0 or not line.endswith("}") or "}" in line[start:-1]:
        return words, ""
    return line[:start].rstrip(" \t"), line[start + 1 : -1]


def written_attributes(inside: str) -> dict[str, str]:
    """``#id key=value`` as a dict; what is neither stays under its own words with no value."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(inside):
        if match["id"]:
            found["id"] = match["id"]
        elif match["key"]:
            found[match["key"]] = match["quoted"] if match["quoted"] is not None else match["bare"]
        else:
            found[match["junk"]] = ""
    return found


TASK = re.compile(r"\[([ xX])\](?:[ \t]+|\n|$)")


def _task_rule(state: Any) -> None:
    """``- [x] words {#a}``: takes box and name off an item before its words are parsed."""
    for index, token in enumerate(state.tokens[:-2]):
        if token.type != "list_item_open" or state.tokens[index + 1].type != "paragraph_open":
            continue
        inline = state.tokens[index + 2]
        if match := TASK.match(inline.content):
            inline.content = inline.content[match.end() :]
            words, inside = _without_braces(inline.content)
            name = written_attributes(inside).get("id", "")
            inline.content = words if name else inline.content
            token.meta = {**token.meta, "right": match[1] != " ", "name": name}


def _letter(number: int) -> str:
    """a … z, aa, ab …: the mark of a footnote, counted from 0."""
    mark = ""
    while number >= 0:
        mark = chr(ord("a") + number % 26) + mark
        number = number // 26 - 1
    return mark


def _footnote_name(token: Token, env: Any) -> str:
    """Three hyphens, because after two of them stands an id of the author or of a heading."""
    return f"{env['docId']}---note-{_letter(token.meta['id'])}"


def _footnote_ref(_: Any, tokens: Sequence[Token], index: int, __: Any, env: Any) -> str:
    token = tokens[index]
    name, again = _footnote_name(token, env), token.meta.get("subId", 0)
    back = f"{name}-back{again or ''}"
    mark = _letter(token.meta["id"])
    return f'<sup class="footnote-ref"><a href="#{name}" id="{back}" role="doc-noteref">{mark}</a></sup>'


def _footnote_open(_: Any, tokens: Sequence[Token], index: int, __: Any, env: Any) -> str:
    return f'<li id="{_footnote_name(tokens[index], env)}">'


def _footnote_anchor(_: Any, tokens: Sequence[Token], index: int, __: Any, env: Any) -> str:
    again = tokens[index].meta.get("subId", 0)
    name = f"{_footnote_name(tokens[index], env)}-back{again or ''}"
    return f' <a href="#{name}" class="footnote-back" role="doc-backlink">\u21a9\ufe0e</a>'


def _code(_: Any, tokens: Sequence[Token], index: int, *__: Any) -> str:
    return f'<pre tabindex="0"><code>{escape(tokens[index].content)}</code></pre>\n'


RENDERERS: dict[str, Any] = {
    "ready": lambda _self, tokens, index, _options, _env: tokens[index].content,
    "fence": _code,
    "code_block": _code,
    "footnote_ref": _footnote_ref,
    "footnote_block_open": lambda *_: '<div class="footnotes" role="doc-endnotes"><ol type="a">\n',
    "footnote_block_close": lambda *_: "</ol></div>\n",
    "footnote_open": _footnote_open,
    "footnote_close": lambda *_: "</li>\n",
    "footnote_anchor": _footnote_anchor,
}
"""Where our HTML differs from the parser's own."""
