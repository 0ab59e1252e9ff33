"""How far the colours of a style sheet stand apart, computed as WCAG 2.2 does (1.4.3, 1.4.11)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEXT, MARK = 4.5, 3.0
"""The least ratio for text of any size, and for outlines and signs (WCAG 2.2, 1.4.3 and 1.4.11)."""

TEXTS = (
    ("ink", "paper"), ("ink", "raised"), ("ink", "tint"), ("ink", "warm-tint"),
    ("soft", "paper"), ("soft", "raised"), ("soft", "tint"),
    ("accent", "paper"), ("accent", "raised"), ("accent", "tint"), ("accent-ink", "accent"),
    ("warm", "paper"), ("warm", "raised"), ("warm", "warm-tint"),
    ("right", "paper"), ("right", "raised"), ("right", "tint"),
    ("wrong", "paper"), ("wrong", "raised"), ("wrong", "tint"),
)  # fmt: skip
"""What is written in which colour on which ground."""
MARKS = (("focus", "paper"), ("focus", "raised"), ("accent", "paper"), ("warm", "paper"), ("soft", "raised"))
"""Outlines of focus, and lines that carry a meaning."""

SCHEME = re.compile(r"@media\s*\(prefers-color-scheme:\s*dark\)\s*\{(.*?)\n\}", re.DOTALL)
ROOT = re.compile(r"(?<![\w-]):root\s*\{(.*?)\}", re.DOTALL)
COLOUR = re.compile(r"--([a-z-]+):\s*#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours of a scheme by their names, the ratio between them and the one that is needed."""

    scheme: str
    front: str
    ground: str
    ratio: float
    needed: float


def schemes(css: str) -> Mapping[str, Mapping[str, str]]:
    """The named colours of the light and of the dark scheme, as six hexadecimal digits."""
    dark = SCHEME.search(css)
    bright = next(
        (match for match in ROOT.finditer(css) if not (dark and dark.start() <= match.start() < dark.end())), None
    )
    light = _colours(bright[1] if bright else "")
    return {"light": light, "dark": {**light, **_colours(dark[1] if dark else "")}}


def _colours(rules: str) -> dict[str, str]:
    return {
        name: value if len(value) == 6 else "".join(2 * digit for digit in value)
        for name, value in COLOUR.findall(rules)
    }


def pairs(css: str) -> Iterator[Pair]:
    """Every pair of colours that meet on a page, in both schemes, as far as the style sheet names them."""
    for scheme, colours in schemes(css).items():
        for couples, needed in ((TEXTS, TEXT), (MARKS, MARK)):
            for front, ground in couples:
                if front in colours and ground in colours:
                    yield Pair(scheme, front, ground, ratio(colours[front], colours[ground]), needed)


def ratio(one: str, other: str) -> float:
    """The contrast of two colours: 1 for the same, 21 for black and white."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
