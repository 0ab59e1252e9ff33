"""Runs of text inside blocks: links, citations, pictures and attributes settled, mistakes reported."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from scormkit.model.media import PLAYED
from scormkit.source import rules
from scormkit.source.dialect import ATTRIBUTES, plain, ready
from scormkit.source.media import PICTURES
from scormkit.source.shape import nearest
from scormkit.source.values import short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from scormkit.model.finding import Place
    from scormkit.source.media import Medium
    from scormkit.source.text import Text

TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--")
BROKEN_CITE = re.compile(r"\[@[^\]\n]{0,40}\]?")
LOST_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
WORD = re.compile(r"\w++(?:[-'\u2019.,/]\w++)*+")
LOCAL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
VALUES = (("lang", "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "en or pt-BR"), ("dir", "ltr|rtl|auto", "ltr or rtl"))
"""What attributes may say, with examples."""


def keep_attributes(token: Token, text: Text) -> None:
    """Keeps the three attributes that an author may set, with ids made unique for the document."""
    if not token.attrs and not token.meta:
        return
    for name in token.meta.pop("insecure_attrs", {}) if token.meta else ():
        text.report(
            rules.UNKNOWN_ATTRIBUTE,
            text.find(str(name)) or text.here(),
            f"The attribute `{short(str(name))}` is not rendered.",
            f"Attributes here are: {', '.join(ATTRIBUTES)}.",
        )
    if "id" in token.attrs and token.nesting >= 0:
        token.attrs["id"] = own_id(str(token.attrs["id"]), text)
    for name, form, example in VALUES:
        value = str(token.attrs.get(name, ""))
        if value and not re.fullmatch(form, value):
            del token.attrs[name]
            text.report(
                rules.MALFORMED, text.find(value) or text.here(), f"`{short(value)}` is no {name}.", f"Write {example}."
            )


def own_id(name: str, text: Text) -> str:
    """The id in the document for an id that the author gave: unique, because the page's own id stands before it."""
    place = text.find(f"#{name}") or text.here()
    if not LOCAL_ID.fullmatch(name):
        text.report(rules.MALFORMED, place, f"`{short(name)}` is no id.", "Use letters, digits, - and _.")
    elif name in text.ids:
        text.report(rules.DUPLICATE_ID, place, f"The id `{name}` is already on this page.", "Give each its own id.")
    text.ids.add(name)
    return f"{text.prefix}--{name}"


def settled_inline(inline: Token, text: Text) -> Token:
    """A run of text as it is rendered: links, citations and pictures settled, mistakes reported, words counted."""
    refused = 0
    children: list[Token] = []
    for child in inline.children or []:
        keep_attributes(child, text)
        if child.type == "text":
            text.reach(child.content)
            _check_words(child.content, text)
            text.words += len(WORD.findall(child.content))
            children.append(child)
        elif child.type == "image":
            children.append(ready(_picture(child, text)))
        elif child.type == "citation":
            _close_up(children)
            children.append(ready(_citation(child, text)))
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


def _close_up(children: list[Token]) -> None:
    """Takes the space off before a citation, so that its raised number stands by its word and never starts a line."""
    while children and children[-1].type == "softbreak":
        children.pop()
    if children and children[-1].type == "text":
        children[-1].content = children[-1].content.rstrip(" ")


def _check_words(words: str, text: Text) -> None:
    """Reports what looks like markup but would be shown as it is written."""
    for match in TAG.finditer(words) if "<" in words else ():
        if place := text.find(match.group()):
            text.report(
                rules.RAW_HTML,
                place,
                f"`{short(match.group())}` is HTML, which is not rendered.",
                "Use Markdown (**bold**, *italic*, lists, tables) or a container; to show it, write it in `backticks`.",
            )
    for match in BROKEN_CITE.finditer(words) if "[@" in words else ():
        if place := text.find(match.group()):
            text.report(
                rules.BROKEN_CITATION,
                place,
                f"`{short(match.group())}` looks like a citation and is none.",
                "Write [@id], or [@id; @other] for several, with ids from references.yaml.",
            )
    for match in LOST_FOOTNOTE.finditer(words) if "[^" in words else ():
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
        if text.may_cite(name):
            text.cited.append(name)
            links.append(f'<a class="cite" href="#ref-{name}">{name}</a>')
            continue
        near = nearest(name, sorted(text.known.references or ()))
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
        token.attrs["target"] = "_blank"  # in an LMS's frame the course must not be left
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
    medium = text.medium(address, place)
    if medium is None:
        return False
    text.used.append(medium.source)
    token.attrs["href"] = medium.path
    return True


def _inner_link(token: Token, name: str, text: Text) -> bool:
    if section := text.section(name):
        token.attrs["href"] = f"#{section}"
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


def figure(paragraph: Token, inline: Token, text: Text) -> Token:
    """A picture that is alone in its paragraph, with its title as the caption."""
    image = (inline.children or [])[0]
    keep_attributes(paragraph, text)
    keep_attributes(image, text)
    title = str(image.attrs.pop("title", ""))
    text.words += len(WORD.findall(title))
    caption = f"<figcaption>{escape(title)}</figcaption>" if title else ""
    return ready(f"<figure{_extra(paragraph)}>{_picture(image, text)}{caption}</figure>\n")


def _picture(token: Token, text: Text) -> str:
    place = text.find("![") or text.here()
    alt = plain(token)
    if not alt:
        text.report(rules.MISSING_ALT, place, "The picture has no text alternative.", "Write ![its meaning](media/…).")
    medium = text.medium(str(token.attrs.get("src", "")), place)
    if medium is None:
        return ""
    text.used.append(medium.source)
    return _markup(token, medium, alt, text, place)


def _markup(token: Token, medium: Medium, alt: str, text: Text, place: Place) -> str:
    extra = _extra(token)
    if medium.type in PICTURES:
        size = f' width="{medium.size[0]}" height="{medium.size[1]}"' if medium.size else ""
        return f'<img src="{medium.path}" alt="{escape(alt)}"{size}{extra}>'
    if player := PLAYED.get(medium.type):
        captions = text.beside(medium.source, "vtt", place) if player.captions else None
        track = f'<track kind="captions" src="{captions.path}" default>' if captions else ""
        label = f'aria-label="{escape(alt)}"'
        printed = f'<span class="printed">{player.noun.capitalize()}, played on the screen: {escape(alt)}</span>'
        tag = player.tag
        return f'<{tag} src="{medium.path}" controls preload="metadata" {label}{extra}>{track}</{tag}>{printed}'
    text.report(
        rules.MEDIA_TYPE, place, f"A file of the type {medium.type} is no picture.", "Link to it: [words](media/…)."
    )
    return ""


def _extra(token: Token) -> str:
    names = [name for name in (*ATTRIBUTES, "title") if name in token.attrs]
    return "".join(f' {name}="{escape(str(token.attrs[name]))}"' for name in names)
