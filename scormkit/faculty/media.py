"""Markup of a course → markup of one page by itself: pictures inside it, films and files by name, hints open."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape, unescape
from typing import TYPE_CHECKING

from scormkit.model.media import PLAYERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from scormkit.model.course import Course

TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
}
PICTURE = re.compile(r'(<img\b[^>]*\bsrc=")([^"]+)(")')
PRINTED = '<span class="printed">[^<]*</span>'
FILM = re.compile(rf'<(video|audio)\b[^>]*\bsrc="([^"]+)"[^>]*>.*?</\1>(?:{PRINTED})?', re.DOTALL)
NAMES = {player.tag: player.noun.capitalize() for player in PLAYERS}
LABEL = re.compile(r'\baria-label="([^"]*)"')
LINK = re.compile(r'<a\b[^>]*\bhref="(?!https?:|mailto:|#ref-)([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
HINT = '<details class="hint"'


def files(course: Course) -> dict[str, Path]:
    """The files of a course by their paths in the package, which markup names."""
    return {asset.path: asset.source for asset in course.assets}


def alone(markup: str, there: Mapping[str, Path]) -> str:
    """Markup that needs no other file. Raises :class:`OSError` for a picture that is gone since the course was read."""

    def picture(found: re.Match[str]) -> str:
        path = unescape(found[2])
        kind = TYPES.get(path.rpartition(".")[2].lower(), "")
        if path not in there or not kind:
            return found[0]
        return f"{found[1]}data:{kind};base64,{b64encode(there[path].read_bytes()).decode('ascii')}{found[3]}"

    def film(found: re.Match[str]) -> str:
        said = LABEL.search(found[0])
        return f'<span class="film">{NAMES[found[1]]}: {said[1] if said else ""} ({escape(unescape(found[2]))})</span>'

    markup = FILM.sub(film, PICTURE.sub(picture, markup))
    markup = LINK.sub(lambda found: found[2], markup)
    return markup.replace(HINT, f"{HINT} open")
