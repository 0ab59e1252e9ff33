"""Runs of text with their marks → lines of Markdown that show the same words, bold and slanted where that is safe."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from scormkit.importing.escaping import SPACE, code, escaped, guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

BREAK = "\n"
LONGEST = 20_000
"""Characters of a paragraph in which marks are kept; longer ones are hostile to the parser."""
RAISED = str.maketrans("0123456789+-=()ni\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ⁻")
LOWERED = str.maketrans("0123456789+-=()\u2212", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋")
ORDINAL = re.compile(r"(?:st|nd|rd|th|®|™|TM)\Z")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that are set alike. ``ready`` is Markdown as it stands, such as a picture."""

    text: str
    strong: bool = False
    slanted: bool = False
    code: bool = False
    href: str = ""
    ready: bool = False


def raised(text: str) -> str | None:
    """Superscript in characters that have it; none where they have not."""
    if all(ord(letter) in RAISED for letter in text):
        return text.translate(RAISED)
    return text if ORDINAL.match(text) else None


def lowered(text: str) -> str | None:
    """Subscript in characters that have it; none where they have not."""
    return text.translate(LOWERED) if all(ord(letter) in LOWERED for letter in text) else None


def lines_of(runs: Sequence[Run]) -> tuple[tuple[str, ...], bool]:
    """The lines of Markdown of some runs, and whether all marks could be kept.

    Marks that the parser would not take for marks (beside a letter, behind a bracket) are left out: words come first.
    """
    tidy = _tidied(runs)
    marked, bare = _written(tidy, marks=True), _written(tidy, marks=False)
    if sum(map(len, bare)) > LONGEST:
        return bare, marked == bare
    if marked == bare or shown(marked) == shown(bare):
        return marked, True
    return bare, False


def _tidied(runs: Sequence[Run]) -> list[Run]:
    """Runs with one space for each white space, none around a break, and none at the edges of marks."""
    found: list[Run] = []
    for run in runs:
        if run.code and found and found[-1] == replace(run, text=found[-1].text):
            found[-1] = replace(run, text=found[-1].text + run.text)
            continue
        if run.ready or run.text == BREAK or run.code:
            found.append(run)
            continue
        text = SPACE.sub(" ", run.text)
        start, end = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
        parts = [Run(" ")] if start else []
        if text.strip(" "):
            parts.append(replace(run, text=text.strip(" ")))
            parts += [Run(" ")] if end < len(text) else []
        found += parts[1:] if found and parts and found[-1].text == parts[0].text == " " else parts
    return found


def _written(runs: Sequence[Run], marks: bool) -> tuple[str, ...]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == BREAK and not run.ready:
            lines.append([])
        else:
            lines[-1].append(run)
    written = (re.sub(" {2,}", " ", _line(line, marks)).strip(" ") for line in lines)
    return tuple(guarded(line) if not line.startswith(("**", "![")) else line for line in written if line)


def _line(runs: Sequence[Run], marks: bool) -> str:
    if not marks:
        return "".join(run.text if run.ready else escaped(run.text) for run in runs)
    return "".join(
        f"[{_strong(list(group))}]({_address(href)})" if href else _strong(list(group))
        for href, group in groupby(_bridged(runs, "href"), key=lambda run: run.href)
    )


def _strong(runs: Sequence[Run]) -> str:
    return "".join(
        f"**{_slanted(list(group))}**" if strong else _slanted(list(group))
        for strong, group in groupby(_bridged(runs, "strong"), key=lambda run: run.strong)
    )


def _slanted(runs: Sequence[Run]) -> str:
    return "".join(
        f"*{''.join(map(_word, group))}*" if slanted else "".join(map(_word, group))
        for slanted, group in groupby(_bridged(runs, "slanted"), key=lambda run: run.slanted)
    )


def _bridged(runs: Sequence[Run], mark: str) -> list[Run]:
    """Runs in which a space between two that have a mark has it as well."""
    found = list(runs)
    for index in range(1, len(found) - 1):
        before, here, after = found[index - 1], found[index], found[index + 1]
        if here.text == " " and getattr(before, mark) and getattr(before, mark) == getattr(after, mark):
            found[index] = replace(here, **{mark: getattr(before, mark)})
    return found


def _word(run: Run) -> str:
    if run.ready:
        return run.text
    return code(run.text) if run.code else escaped(run.text)


def _address(href: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9/:.?&=#%+~@,;!-]+", href):
        return href
    return "<" + re.sub(r"[<>\\\s]", lambda found: f"%{ord(found[0]):02X}", href) + ">"


def shown(lines: tuple[str, ...]) -> str:
    """What a reader sees of lines, by our own parser; of a picture its text alternative."""
    from scormkit.source.dialect import parser

    said = re.sub(r"!\[((?:\\.|[^\]\\])*)\]\([^)]*\)", r"\1", "\\\n".join(lines))
    markup = parser(True).renderInline(said)
    return SPACE.sub(" ", entities.unescape(re.sub(r"<[^>]*>", "", str(markup)))).strip()
