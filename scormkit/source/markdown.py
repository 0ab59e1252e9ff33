"""Markdown → safe HTML with findings at their lines.

Written is CommonMark with tables, footnotes, definition lists, the attributes id, lang and dir, and the containers
``::: note|case|key Title`` and ``::: quiz id``. HTML is not rendered. What is emitted, so that compile and styles can
rely on it:

* a citation ``[@a; @b]``: ``<sup class="cites"><a class="cite" href="#ref-a">a</a>, <a …>b</a></sup>``; compile puts
  the number in the place of the id;
* a figure: ``<figure><img src alt width height><figcaption>…</figcaption></figure>``, a video or a
  recording likewise, with a line ``<span class="printed">`` that stands in its place on paper;
* a table: ``<div class="table" role="region" tabindex="0" aria-label="…"><table><caption>…``; cells carry the classes
  ``align-left``, ``align-center`` or ``align-right``;
* a container: ``<div class="box note"><p class="box-title">…</p>…</div>``;
* a knowledge check ``::: quiz id``: ``<div class="check" data-check="id">…</div>``; compile puts the quiz into it;
* footnotes: ``sup.footnote-ref`` and ``div.footnotes``, lettered so that nobody takes them for citations.

Ids are ``PAGE--NAME``, so they are unique in the one document that all pages share.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING, Any

from scormkit.source import rules
from scormkit.source.dialect import CHECK, CONTAINERS, parser, plain, ready
from scormkit.source.inlines import WORD, figure, keep_attributes, own_id, settled_inline
from scormkit.source.shape import nearest
from scormkit.source.values import short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from scormkit.source.text import Text


def html_of(tokens: Sequence[Token], text: Text, quiz: bool = False) -> str:
    """Safe HTML of blocks, with findings for what must not be in them."""
    md = parser(quiz)
    return str(md.renderer.render(settled(tokens, text), md.options, {"docId": text.prefix}))


def inline_html(inline: Token, text: Text) -> str:
    """Safe HTML of one run of text, without a paragraph around it."""
    return html_of([inline], text, quiz=True)


def settled(tokens: Sequence[Token], text: Text) -> list[Token]:
    """The tokens as they are rendered: figures, tables and boxes made, links and ids resolved, mistakes reported."""
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        text.enter(token.map)
        if token.type == "paragraph_open" and _is_figure(tokens, at):
            result.append(figure(token, tokens[at + 1], text))
            at += 3
            continue
        keep_attributes(token, text)
        if token.type == "inline":
            result.append(settled_inline(token, text))
        elif token.type in BLOCKS:
            result.extend(BLOCKS[token.type](token, text, result, tokens[at + 1 : at + 2]))
        else:
            result.append(token)
        at += 1
    return result


def _is_figure(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].hidden or at + 1 >= len(tokens):
        return False
    return [child.type for child in tokens[at + 1].children or []] == ["image"]


def _heading(token: Token, text: Text, _: list[Token], following: Sequence[Token]) -> list[Token]:
    if token.tag == "h1":
        text.report(
            rules.TOP_HEADING,
            text.here(),
            "A heading of the first level stands inside the page.",
            "Write ## for a section: the page's title is in the front matter.",
        )
    for name, value in token.meta.get("written", {}).items():
        if name == "id":
            token.attrs["id"] = own_id(value, text)
        else:
            text.report(
                rules.UNKNOWN_ATTRIBUTE,
                text.find(name) or text.here(),
                f"The attribute `{short(name)}` is not rendered here.",
                "A heading takes an id: {#name}.",
            )
    if "id" not in token.attrs:
        token.attrs["id"] = f"{text.prefix}--{_free_slug(plain(following[0]) if following else '', text)}"
    text.enter(token.map)
    return [token]


def _free_slug(words: str, text: Text) -> str:
    plain_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain_words).strip("-")[:50].strip("-") or "section"
    name = slug
    while name in text.ids:
        text.slugs[slug] = text.slugs.get(slug, 1) + 1
        name = f"{slug}-{text.slugs[slug]}"
    text.ids.add(name)
    return name


def _box_open(token: Token, text: Text, _: list[Token], __: Sequence[Token]) -> list[Token]:
    kind, _space, title = token.info.strip().partition(" ")
    _check_closed(token, text)
    if kind == CHECK:
        return [_check(title.strip(), text)]
    if kind not in CONTAINERS:
        near = nearest(kind, (*CONTAINERS, CHECK))
        listed = f"Containers are: {', '.join((*CONTAINERS, CHECK))}."
        text.report(
            rules.UNKNOWN_CONTAINER,
            text.find(kind) or text.here(),
            f"The container `{short(kind)}` is unknown.",
            f"Did you mean `{near}`? {listed}" if near else listed,
        )
        kind = CONTAINERS[0]
    text.words += len(WORD.findall(title))
    heading = f'<p class="box-title">{escape(title.strip())}</p>\n' if title.strip() else ""
    return [ready(f'<div class="box {kind}">\n{heading}')]


def _check(name: str, text: Text) -> Token:
    """The place of a knowledge check, which compile fills."""
    found = text.section(name)
    if text.file.startswith("quizzes/") or (found != f"quiz-{name}" and (found or text.known.complete)):
        quizzes = [key for key, section in text.known.sections.items() if section.startswith("quiz-")]
        near = nearest(name, quizzes)
        text.report(
            rules.UNKNOWN_CHECK,
            text.find(name) or text.here(),
            f"There is no quiz `{short(name)}` to embed here.",
            f"Did you mean `{near}`?" if near else "Write the id of a quiz with `role: check`, on a page.",
        )
        return ready('<div class="box note">\n')
    return ready(f'<div class="check" data-check="{escape(name)}">\n')


def _check_closed(token: Token, text: Text) -> None:
    if token.map and not _is_closed(token.map[1], text):
        text.report(
            rules.UNCLOSED_CONTAINER,
            text.line_place(token.map[0]),
            "This container is not closed.",
            "Write ::: on a line after it.",
        )


def _is_closed(line: int, text: Text) -> bool:
    """Whether a line closes a container, and not the one around it, which was met before."""
    if line in text.closed or not re.search(r":{3,}[ \t]*$", text.line(line)):
        return False
    text.closed.add(line)
    return True


def _box_close(*_: Any) -> list[Token]:
    return [ready("</div>\n")]


def _table_open(token: Token, text: Text, done: list[Token], _: Sequence[Token]) -> list[Token]:
    caption = _taken_caption(done)
    if caption is None:
        text.report(
            rules.TABLE_WITHOUT_CAPTION,
            text.here(),
            "The table has no caption.",
            "Write a paragraph before it that starts with `Table:` and says what it shows.",
        )
        return [ready('<div class="table" tabindex="0">'), token]
    label = escape(plain(caption))
    opening = ready(f'<div class="table" role="region" tabindex="0" aria-label="{label}">')
    return [opening, token, ready("<caption>"), caption, ready("</caption>\n")]


def _taken_caption(done: list[Token]) -> Token | None:
    """Takes the paragraph ``Table: …`` from the end of what is settled."""
    if len(done) < 3 or done[-1].type != "paragraph_close" or done[-2].type != "inline":
        return None
    children = done[-2].children or []
    if not children or children[0].type != "text" or not children[0].content.startswith("Table:"):
        return None
    children[0].content = children[0].content.removeprefix("Table:").lstrip()
    caption = done[-2]
    del done[-3:]
    return caption


def _table_close(token: Token, *_: Any) -> list[Token]:
    return [token, ready("</div>\n")]


def _cell(token: Token, *_: Any) -> list[Token]:
    """Alignment as a class, because the package's policy forbids inline styles."""
    style = str(token.attrs.pop("style", ""))
    if style:
        token.attrs["class"] = f"align-{style.removeprefix('text-align:')}"
    if token.tag == "th":
        token.attrs["scope"] = "col"
    return [token]


BLOCKS = {
    "heading_open": _heading,
    "container_box_open": _box_open,
    "container_box_close": _box_close,
    "table_open": _table_open,
    "table_close": _table_close,
    "th_open": _cell,
    "td_open": _cell,
}
"""Who settles which kind of block."""
