"""SVG files as hostile input: a drawing may draw, and nothing else."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from scormkit.model.finding import Place
from scormkit.source import rules

if TYPE_CHECKING:
    from scormkit.model.finding import Finding

REFUSED = {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
"""Elements that run, load or embed something."""

ANIMATIONS = {"set", "animate", "animatetransform", "animatemotion"}
EMBEDDED = re.compile(r"data:image/(png|jpeg|gif|webp);base64,", re.IGNORECASE)
STYLE_URL = re.compile(r"url\(\s*['\"]?\s*(?!['\"#\s])", re.IGNORECASE)
STYLE_IMPORT = re.compile(r"@import|expression\s*\(|javascript:|\\", re.IGNORECASE)
READ_AT_ONCE = 4096
"""Bytes of a drawing that are read together until its first element is there."""
NUMBER = re.compile(r"\s*([0-9]*[.]?[0-9]+)\s*(px)?\s*")


def svg_problems(content: bytes, file: str) -> list[Finding]:
    """What a drawing does beside drawing, as findings at the places in it. Empty for a harmless one."""
    reader = _Reader(file)
    try:
        reader.parser.Parse(content, True)
    except _Stopped:
        return reader.findings
    except expat.ExpatError as error:
        place = Place(file, error.lineno, error.offset + 1)
        reason = expat.errors.messages.get(error.code, "") or "it cannot be read"
        reader.findings.append(
            rules.BROKEN_MEDIA.at(place, f"The drawing is not well-formed XML: {reason}.", "Export it again as SVG.")
        )
    except (LookupError, ValueError):
        reader.findings.append(
            rules.BROKEN_MEDIA.at(Place(file, 1), "The drawing's encoding is unknown.", "Export it again as UTF-8.")
        )
    return reader.findings


class _Stopped(Exception):
    """Nothing after this place can be trusted to be small: an entity may stand for a million others."""


class _Reader:
    """Walks a drawing's elements with expat, which loads nothing from outside by itself."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.style: list[str] = []
        self.styles = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EntityDeclHandler = self.entity
        self.parser.ProcessingInstructionHandler = self.instruction

    def refuse(self, what: str) -> None:
        place = Place(self.file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.findings.append(
            rules.UNSAFE_SVG.at(place, f"The drawing contains {what}.", "Remove it, or export it as plain SVG or PNG.")
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = _local(name)
        if element in REFUSED:
            self.refuse(f"the element <{name[:40]}>")
        for key, value in attributes.items():
            if "(" in value or _acts(key):
                self.attribute(element, _local(key), value)
        if element == "style":
            self.styles += 1
            self.parser.CharacterDataHandler, self.parser.EndElementHandler = self.style.append, self.end

    def attribute(self, element: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self.refuse(f"the event handler {name[:40]}")
        elif name in ("href", "src"):
            embedded = element in ("image", "feimage") and EMBEDDED.match(value)
            if not value.strip().startswith("#") and not embedded and not _plain_link(element, value):
                self.refuse("a link to something outside of it")
        elif element in ANIMATIONS and name == "attributename" and value.lower().endswith("href"):
            self.refuse("an animation that changes a link")
        elif STYLE_URL.search(value) or (name == "style" and STYLE_IMPORT.search(value)):
            self.refuse("a style that loads something from outside")

    def end(self, name: str) -> None:
        """Of elements inside a style only, which is over when it ends itself: browsers read on behind an element."""
        if _local(name) != "style":
            return
        self.styles -= 1
        if self.styles == 0:
            style = "".join(self.style)
            if STYLE_URL.search(style) or STYLE_IMPORT.search(style):
                self.refuse("a style that loads something from outside")
            self.style.clear()
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

    def entity(self, *_: Any) -> None:
        self.refuse("an entity declaration")
        raise _Stopped

    def instruction(self, target: str, _: str) -> None:
        if target.lower() == "xml-stylesheet":
            self.refuse("a link to a style sheet")


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    """The name of an element or attribute without its prefix, in small letters."""
    return name.rpartition(":")[2].lower()


@lru_cache(maxsize=1024)
def _acts(key: str) -> bool:
    """Whether an attribute of this name may do more than draw."""
    name = _local(key)
    return name.startswith("on") or name in ("href", "src", "attributename", "style")


def _plain_link(element: str, value: str) -> bool:
    return element == "a" and value.strip().lower().startswith("https://")


def svg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a drawing in pixels, from its attributes or else from its view box."""
    found = _first_attributes(content)
    if found is None:
        return None
    sides = [NUMBER.fullmatch(found.get(side, "")) for side in ("width", "height")]
    if sides[0] and sides[1]:
        return round(float(sides[0][1])), round(float(sides[1][1]))
    box = re.split(r"[\s,]+", found.get("viewBox", "").strip())
    return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else None


def _first_attributes(content: bytes) -> dict[str, str] | None:
    """The attributes of a document's first element; nothing where it cannot be read that far."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _, attributes: found.append(attributes)
    with suppress(expat.ExpatError, LookupError, ValueError):
        for start in range(0, len(content), READ_AT_ONCE):
            end = start + READ_AT_ONCE
            # Newer expats hold an element that was cut in two back until much more, or the end, has come.
            parser.Parse(content[start:end], end >= len(content))
            if found:
                break
    return next(iter(found), None)
