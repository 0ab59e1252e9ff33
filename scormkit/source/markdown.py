"""Markdown → safe HTML with findings at their lines.

Written is CommonMark with tables, footnotes, definition lists, the attributes id, lang and dir, and the containers
``::: note|case|key Title``. HTML is not rendered. What is emitted, so that compile and styles can rely on it:

* a citation ``[@a; @b]``: ``<sup class="cites"><a class="cite" href="#ref-a">a</a>, <a …>b</a></sup>``; compile puts
  the number in the place of the id;
* a figure: ``<figure><img src alt width height><figcaption>…</figcaption></figure>``, a video likewise;
* a table: ``<div class="table" role="region" tabindex="0" aria-label="…"><table><caption>…``; cells carry the classes
  ``align-left``, ``align-center`` or ``align-right``;
* a container: ``<div class="box note"><p class="box-title">…</p>…</div>``;
* footnotes: ``sup.footnote-ref`` and ``div.footnotes``, lettered so that nobody takes them for citations.

Ids are ``PAGE--NAME``, so they are unique in the one document that all pages share.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from scormkit.source import rules
from scormkit.source.shape import nearest
from scormkit.source.yamlmarks import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from scormkit.model.finding import Finding, Place, Rule
    from scormkit.source.folder import Folder
    from scormkit.source.media import Media, Medium

CONTAINERS = ("note", "case", "key")
ATTRIBUTES = ("id", "lang", "dir")
CITATION = re.compile(r"\[@([A-Za-z0-9_.-]+(?:\s*;\s*@[A-Za-z0-9_.-]+)*)\s*\]")
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--")
BROKEN_CITE = re.compile(r"\[@[^\]\n]{0,40}\]?")
LOST_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
HEADING_ATTRIBUTES = re.compile(r"[ \t]*\{([^{}]*)\}[ \t]*$")
ATTRIBUTE = re.compile(
    r"""\#(?P<id>[^\s{}]+)|(?P<key>[A-Za-z_-]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"{}]+))|(?P<junk>\S+)"""
)
WORD = re.compile(r"\w+(?:[-'\u2019.,/]\w+)*")
LOCAL_ID = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class Known:
    """What texts may point to: ids of references, and of pages and quizzes as ids of their sections.

    ``references`` is none where references.yaml could not be read, and ``complete`` false where a page could not:
    then nothing is called unknown that may be there.
    """

    references: frozenset[str] | None
    sections: dict[str, str]
    complete: bool = True


@dataclass(slots=True)
class Text:
    """One Markdown text on its way: where it stands, what it may point to, and what was met in it."""

    folder: Folder
    file: str
    body: str
    first_line: int
    prefix: str
    known: Known
    media: Media
    findings: list[Finding]
    cited: list[str] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    words: int = 0
    closed: set[int] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    cursor: int = 0
    limit: int = 0

    def __post_init__(self) -> None:
        self.starts = [0, *(match.end() for match in re.finditer("\n", self.body))]
        self.limit = len(self.body)

    def enter(self, lines: Sequence[int] | None) -> None:
        """Moves to a block: what is reported next stands in these lines of the body."""
        if lines is None:
            return
        self.cursor = self.starts[min(lines[0], len(self.starts) - 1)]
        self.limit = self.starts[lines[1]] if lines[1] < len(self.starts) else len(self.body)

    def line_place(self, line: int) -> Place:
        """The place of a whole line of the body (counted from 0)."""
        return self.folder.place(self.file, line + self.first_line, 1)

    def line(self, number: int) -> str:
        """A line of the body (counted from 0), nothing behind its end."""
        ends = [*self.starts[1:], len(self.body) + 1]
        return self.body[self.starts[number] : ends[number] - 1] if number < len(self.starts) else ""

    def here(self) -> Place:
        """The place that was reached last."""
        return self._place(self.cursor)

    def find(self, words: str) -> Place | None:
        """The place where ``words`` stand next in the block, unless they are escaped; moves behind them."""
        at = self.body.find(words, self.cursor, self.limit)
        if at < 0 or (at > 0 and self.body[at - 1] == "\\"):
            return None
        self.cursor = at + len(words)
        return self._place(at)

    def reach(self, words: str) -> None:
        """Moves to where ``words`` start, if they stand in the block as they are."""
        at = self.body.find(words, self.cursor, self.limit)
        self.cursor = at if at >= 0 else self.cursor

    def report(self, rule: Rule, place: Place, message: str, mend: str) -> None:
        """Adds a finding."""
        self.findings.append(rule.at(place, message, mend))

    def _place(self, index: int) -> Place:
        line = self.body.count("\n", 0, index)
        return self.folder.place(self.file, line + self.first_line, index - self.starts[line] + 1)


@cache
def parser(quiz: bool) -> MarkdownIt:
    """The one Markdown dialect; quizzes read task lists and have no footnotes."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False}).enable("table")
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # judged below, with a finding
    attrs_plugin(md, spans=True, allowed=ATTRIBUTES)
    attrs_block_plugin(md, allowed=ATTRIBUTES)
    deflist_plugin(md)
    container_plugin(md, "box", validate=lambda params, _: bool(params.strip()))
    if not quiz:
        footnote_plugin(md, inline=False)
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


def html_of(tokens: Sequence[Token], text: Text, quiz: bool = False) -> str:
    """Safe HTML of blocks, with findings for what must not be in them."""
    md = parser(quiz)
    return str(md.renderer.render(settled(tokens, text), md.options, {"docId": text.prefix}))


def inline_html(inline: Token, text: Text) -> str:
    """Safe HTML of one run of text, without a paragraph around it."""
    return html_of([inline], text, quiz=True)


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


def settled(tokens: Sequence[Token], text: Text) -> list[Token]:
    """The tokens as they are rendered: figures, tables and boxes made, links and ids resolved, mistakes reported."""
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        text.enter(token.map)
        if _is_figure(tokens, at):
            result.append(_figure(tokens[at + 1], text))
            at += 3
            continue
        _attributes(token, text)
        if token.type == "inline":
            result.append(_settled_inline(token, text))
        elif token.type in BLOCKS:
            result.extend(BLOCKS[token.type](token, text, result, tokens[at + 1 : at + 2]))
        else:
            result.append(token)
        at += 1
    return result


def _is_figure(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].type != "paragraph_open" or tokens[at].hidden or at + 1 >= len(tokens):
        return False
    return [child.type for child in tokens[at + 1].children or []] == ["image"]


def _attributes(token: Token, text: Text) -> None:
    """Keeps the three attributes that an author may set, with ids made unique for the document."""
    for name in token.meta.pop("insecure_attrs", {}) if token.meta else ():
        text.report(
            rules.UNKNOWN_ATTRIBUTE,
            text.find(str(name)) or text.here(),
            f"The attribute `{short(str(name))}` is not rendered.",
            f"Attributes here are: {', '.join(ATTRIBUTES)}.",
        )
    if "id" in token.attrs and token.nesting >= 0:
        token.attrs["id"] = _own_id(str(token.attrs["id"]), text)
    checks = (("lang", r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"), ("dir", "ltr|rtl|auto"))
    for name, form in checks:
        value = str(token.attrs.get(name, ""))
        if value and not re.fullmatch(form, value):
            del token.attrs[name]
            text.report(
                rules.MALFORMED, text.find(value) or text.here(), f"`{short(value)}` is no {name}.", "Write en or ltr."
            )


def _own_id(name: str, text: Text) -> str:
    place = text.find(f"#{name}") or text.here()
    if not LOCAL_ID.fullmatch(name):
        text.report(rules.MALFORMED, place, f"`{short(name)}` is no id.", "Use letters, digits, - and _.")
    elif name in text.ids:
        text.report(rules.DUPLICATE_ID, place, f"The id `{name}` is already on this page.", "Give each its own id.")
    text.ids.add(name)
    return f"{text.prefix}--{name}"


# Blocks: each takes the token, the text, what is already settled, and the token that follows.


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
            token.attrs["id"] = _own_id(value, text)
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
    number, name = 1, slug
    while name in text.ids:
        number += 1
        name = f"{slug}-{number}"
    text.ids.add(name)
    return name


def _box_open(token: Token, text: Text, _: list[Token], __: Sequence[Token]) -> list[Token]:
    kind, _space, title = token.info.strip().partition(" ")
    if kind not in CONTAINERS:
        near = nearest(kind, CONTAINERS)
        listed = f"Containers are: {', '.join(CONTAINERS)}."
        text.report(
            rules.UNKNOWN_CONTAINER,
            text.find(kind) or text.here(),
            f"The container `{short(kind)}` is unknown.",
            f"Did you mean `{near}`? {listed}" if near else listed,
        )
        kind = CONTAINERS[0]
    if token.map and not _is_closed(token.map[1], text):
        text.report(
            rules.UNCLOSED_CONTAINER,
            text.line_place(token.map[0]),
            "This container is not closed.",
            "Write ::: on a line after it.",
        )
    text.words += len(WORD.findall(title))
    heading = f'<p class="box-title">{escape(title.strip())}</p>\n' if title.strip() else ""
    return [_ready(f'<div class="box {kind}">\n{heading}')]


def _is_closed(line: int, text: Text) -> bool:
    """Whether a line closes a container, and not the one around it, which was met before."""
    if line in text.closed or not re.search(r":{3,}[ \t]*$", text.line(line)):
        return False
    text.closed.add(line)
    return True


def _box_close(*_: Any) -> list[Token]:
    return [_ready("</div>\n")]


def _table_open(token: Token, text: Text, done: list[Token], _: Sequence[Token]) -> list[Token]:
    caption = _taken_caption(done)
    if caption is None:
        text.report(
            rules.TABLE_WITHOUT_CAPTION,
            text.here(),
            "The table has no caption.",
            "Write a paragraph before it that starts with `Table:` and says what it shows.",
        )
        return [_ready('<div class="table" tabindex="0">'), token]
    label = escape(plain(caption))
    opening = _ready(f'<div class="table" role="region" tabindex="0" aria-label="{label}">')
    return [opening, token, _ready("<caption>"), caption, _ready("</caption>\n")]


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
    return [token, _ready("</div>\n")]


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


# Runs of text


def _settled_inline(inline: Token, text: Text) -> Token:
    refused = 0
    children: list[Token] = []
    for child in inline.children or []:
        _attributes(child, text)
        if child.type == "text":
            text.reach(child.content)
            _check_words(child.content, text)
            text.words += len(WORD.findall(child.content))
            children.append(child)
        elif child.type == "image":
            children.append(_ready(_picture(child, text)))
        elif child.type == "citation":
            children.append(_ready(_citation(child, text)))
        elif child.type == "link_open":
            kept = _link(child, text)
            refused += not kept
            children.extend([child] if kept else [])
        elif child.type == "link_close" and refused:
            refused -= 1
        else:
            if child.type == "code_inline":
                text.find(child.content)
                text.words += len(WORD.findall(child.content))
            children.append(child)
    inline.children = children
    return inline


def _check_words(words: str, text: Text) -> None:
    """Reports what looks like markup but would be shown as it is written."""
    for match in TAG.finditer(words):
        if place := text.find(match.group()):
            text.report(
                rules.RAW_HTML,
                place,
                f"`{short(match.group())}` is HTML, which is not rendered.",
                "Use Markdown (**bold**, *italic*, lists, tables) or a container; to show it, write it in `backticks`.",
            )
    for match in BROKEN_CITE.finditer(words):
        if place := text.find(match.group()):
            text.report(
                rules.BROKEN_CITATION,
                place,
                f"`{short(match.group())}` looks like a citation and is none.",
                "Write [@id], or [@id; @other] for several, with ids from references.yaml.",
            )
    for match in LOST_FOOTNOTE.finditer(words):
        if place := text.find(match.group()):
            text.report(
                rules.BROKEN_FOOTNOTE,
                place,
                f"The footnote `{short(match.group())}` is not written anywhere on this page.",
                f"Add a line {match.group()}: with its text.",
            )
    if words.strip() == ":::" and (place := text.find(":::")):
        text.report(rules.UNCLOSED_CONTAINER, place, "This line closes no container.", "Delete it.")


def _citation(token: Token, text: Text) -> str:
    links = []
    for name in token.meta["ids"]:
        place = text.find(f"@{name}") or text.here()
        if text.known.references is None or name in text.known.references:
            text.cited.append(name)
            links.append(f'<a class="cite" href="#ref-{name}">{name}</a>')
            continue
        near = nearest(name, sorted(text.known.references))
        text.report(
            rules.UNKNOWN_REFERENCE,
            place,
            f"references.yaml has no source `{short(name)}`.",
            f"Did you mean `{near}`?" if near else "Add it to references.yaml.",
        )
    return f'<sup class="cites">{", ".join(links)}</sup>' if links else ""


def _link(token: Token, text: Text) -> bool:
    """Settles a link's address; false (and a finding) when it must not be rendered."""
    address = str(token.attrs.get("href", ""))
    place = text.find("<" if token.info == "auto" else "[") or text.here()
    if re.match(r"https?://[^/]", address, re.IGNORECASE):
        token.attrs["rel"] = "noreferrer noopener"
        return True
    if address.lower().startswith("mailto:"):
        return True
    if address.startswith("#"):
        return _inner_link(token, address[1:], text)
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", address):
        text.report(
            rules.UNSAFE_LINK, place, f"A link to `{short(address)}` is not allowed.", "Link to an https:// address."
        )
        return False
    if not address:
        text.report(rules.UNSAFE_LINK, place, "The link has no address.", "Write [words](https://…).")
        return False
    medium = text.media.take(address, place)
    if medium is None:
        return False
    text.used.append(medium.source)
    token.attrs["href"] = medium.path
    return True


def _inner_link(token: Token, name: str, text: Text) -> bool:
    if name in text.known.sections:
        token.attrs["href"] = f"#{text.known.sections[name]}"
        return True
    token.attrs["href"] = f"#{text.prefix}--{name}"
    token.meta["inner"] = name
    token.meta["place"] = text.find(f"#{name}") or text.here()
    return True


def check_inner_links(tokens: Iterable[Token], text: Text) -> None:
    """Reports links to places that the page does not have; called when all of its ids are known."""
    for token in tokens:
        for child in token.children or []:
            name = child.meta.get("inner")
            if name is not None and name not in text.ids and text.known.complete:
                known = [*sorted(text.ids), *text.known.sections]
                near = nearest(name, known)
                text.report(
                    rules.UNKNOWN_REFERENCE,
                    child.meta["place"],
                    f"The link goes to `#{short(name)}`, which does not exist.",
                    f"Did you mean `#{near}`?" if near else "Link to the id of a heading on this page or of a page.",
                )


def _figure(inline: Token, text: Text) -> Token:
    image = (inline.children or [])[0]
    _attributes(image, text)
    title = str(image.attrs.pop("title", ""))
    text.words += len(WORD.findall(title))
    caption = f"<figcaption>{escape(title)}</figcaption>" if title else ""
    return _ready(f"<figure>{_picture(image, text)}{caption}</figure>\n")


def _picture(token: Token, text: Text) -> str:
    place = text.find("![") or text.here()
    alt = plain(token)
    if not alt:
        text.report(rules.MISSING_ALT, place, "The picture has no text alternative.", "Write ![its meaning](media/…).")
    medium = text.media.take(str(token.attrs.get("src", "")), place)
    if medium is None:
        return ""
    text.used.append(medium.source)
    return _markup(token, medium, alt, text, place)


def _markup(token: Token, medium: Medium, alt: str, text: Text, place: Place) -> str:
    from scormkit.source.media import PICTURES, VIDEOS

    extra = "".join(
        f' {name}="{escape(str(token.attrs[name]))}"' for name in ("id", "lang", "dir", "title") if name in token.attrs
    )
    if medium.type in PICTURES:
        size = f' width="{medium.size[0]}" height="{medium.size[1]}"' if medium.size else ""
        return f'<img src="{medium.path}" alt="{escape(alt)}"{size}{extra}>'
    if medium.type in VIDEOS:
        captions = text.media.beside(medium, "vtt", place)
        track = f'<track kind="captions" src="{captions.path}" default>' if captions else ""
        label = f'aria-label="{escape(alt)}"'
        return f'<video src="{medium.path}" controls preload="metadata" {label}{extra}>{track}</video>'
    text.report(
        rules.MEDIA_TYPE, place, f"A file of the type {medium.type} is no picture.", "Link to it: [words](media/…)."
    )
    return ""


def _ready(html: str) -> Token:
    """A piece of HTML that is finished and safe."""
    from markdown_it.token import Token

    return Token("ready", "", 0, content=html)


# Rules of the parser


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
        if match := HEADING_ATTRIBUTES.search(inline.content):
            token.meta = {**token.meta, "written": written_attributes(match[1])}
            inline.content = inline.content[: match.start()]


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
OPTION_NAME = re.compile(r"[ \t]*\{#([^{}\s]*)\}[ \t]*$")


def _task_rule(state: Any) -> None:
    """``- [x] words {#a}``: takes box and name off an item before its words are parsed."""
    for index, token in enumerate(state.tokens[:-2]):
        if token.type != "list_item_open" or state.tokens[index + 1].type != "paragraph_open":
            continue
        inline = state.tokens[index + 2]
        if match := TASK.match(inline.content):
            inline.content = inline.content[match.end() :]
            name = OPTION_NAME.search(inline.content)
            inline.content = inline.content[: name.start()] if name else inline.content
            token.meta = {**token.meta, "right": match[1] != " ", "name": name[1] if name else ""}


def _letter(number: int) -> str:
    """a … z, aa, ab …: the mark of a footnote, counted from 0."""
    mark = ""
    while number >= 0:
        mark = chr(ord("a") + number % 26) + mark
        number = number // 26 - 1
    return mark


def _footnote_name(token: Token, env: Any) -> str:
    return f"{env['docId']}--note-{_letter(token.meta['id'])}"


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
