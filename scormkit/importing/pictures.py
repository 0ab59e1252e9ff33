"""Pictures of a bank: the files that came along get plain names below media/, those that did not are asked for."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING
from urllib.parse import unquote

from scormkit.importing import rules
from scormkit.importing.escaping import escaped
from scormkit.importing.naming import slug
from scormkit.model.media import PLAYED

if TYPE_CHECKING:
    from scormkit.importing.bank import Bank
    from scormkit.importing.markup import Node

TYPES = frozenset(["svg", "png", "jpg", "jpeg", "webp", "gif", *PLAYED])
"""Endings that pages show."""
LARGEST = 20_000_000
"""Bytes of one file."""
DATA = re.compile(r"data:image/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]+)\Z")


def picture(node: Node, bank: Bank) -> str:
    """The Markdown that shows a picture, film or recording, with findings for what it lacks."""
    source = next((node.get(name) for name in ("src", "data", "href") if node.get(name)), "")
    if not source and (inner := node.first("source")):
        source = inner.get("src")
    alt = " ".join(node.get("alt").split())
    content = _inside(source) if source.startswith("data:") else bank.look(source)
    if source.startswith("data:"):
        kind = re.match(r"data:image/([a-z]+)", source)
        source = f"picture.{kind[1] if kind else ''}".replace("jpeg", "jpg")
    name = _kept(media_name(source), content, bank)
    if not name:
        bank.report(
            rules.PICTURE,
            node.place,
            f"The <{node.tag[:10]}> '{source[:60]}' cannot be shown in a course.",
            f"Show its content in another way: a file of the type {', '.join(sorted(TYPES))} in media/.",
        )
        return escaped(alt)
    if content is None:
        bank.report(
            rules.PICTURE,
            node.place,
            f"The file '{source[:80]}' is not in the bank.",
            f"Put it into the course as {name}, or delete it from the question.",
        )
    if not alt:
        bank.report(
            rules.NO_ALTERNATIVE,
            node.place,
            f"The picture '{source[:80]}' has no text alternative.",
            f"Write what it shows between the brackets of ![]({name}), without giving the answer away.",
        )
    return f"![{escaped(alt)}]({name})"


def _kept(name: str, content: bytes | None, bank: Bank) -> str:
    """The path in the course under which a picture lies: its own, or with a number where another has that name."""
    if not name or content is None or not 0 < len(content) <= LARGEST:
        return name
    stem, _, ending = name.rpartition(".")
    number = 1
    while (bank.pictures.get(name) or bank.there(name) or content) != content:
        number += 1
        name = f"{stem}-{number}.{ending}"
    bank.pictures[name] = content
    return name


def media_name(source: str) -> str:
    """The path in a course for a file of a bank; nothing for what no page can show."""
    path = re.sub(r"[?#].*\Z", "", unquote(source).replace("\\", "/")).strip()
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    if not dot or ending.lower() not in TYPES:
        return ""
    return f"media/{slug(stem, 60) or 'picture'}.{ending.lower()}"


def _inside(source: str) -> bytes | None:
    """The bytes of a picture that stands in the text itself; none for what is no picture."""
    found = DATA.match(source)
    return from_base64(found[2]) if found else None


def from_base64(text: str) -> bytes | None:
    """The bytes that a text encodes; none where it encodes nothing."""
    try:
        return b64decode(text, validate=False) or None
    except ValueError:
        return None
