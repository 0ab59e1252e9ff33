"""Dates and time: when the activity was released and reviewed, when credit ends, how long it takes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.review.said import Said, SaidDates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.review.prose import Prose, Sentence

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "september" else "sept?(?:ember)?" for name in MONTHS)
DAY = re.compile(
    rf"(?P<iso>\b[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\b)"
    rf"|\b(?P<m1>{MONTH})\.? (?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>[0-9]{{4}})\b"
    rf"|\b(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m2>{MONTH})\.?,? (?P<y2>[0-9]{{4}})\b"
    rf"|\b(?P<num>[0-9]{{1,2}}[/.][0-9]{{1,2}}[/.][0-9]{{4}})\b",
    re.IGNORECASE,
)
DATED: tuple[tuple[str, str], ...] = (
    (
        "reviewed",
        (
            r"\b(?:(?:most recent|last|latest|content|date of(?: most recent| last)?|next)? ?review(?:ed)?(?: date)?"
            r"|last updated|date of review)\b"
        ),
    ),
    (
        "released",
        (
            r"\b(?:(?:original )?release[d]?(?: date)?|date of (?:original )?release|launch(?:ed)?(?: date)?|start date"
            r"|publication date|available (?:from|as of)|activity begins|valid from|goes live)\b"
        ),
    ),
    (
        "expires",
        (
            r"\b(?:expir(?:ation|es|y|ing)(?: date)?|terminat(?:ion|es)(?: date)?|end date|credit (?:is |may be "
            r"|can be )?(?:claimed |available |offered )?"
            r"(?:until|through|expires)|valid (?:until|through|to)|available (?:until|through|till)"
            r"|no longer (?:be )?(?:available|certified)"
            r"|closes(?: on)?|accredited (?:until|through|till)"
            r"|accreditation (?:ends|(?:is )?valid (?:until|through|to)|until))\b"
        ),
    ),
)
VAGUE = re.compile(r"\b(?:available|open|online) (?:until|through|till)\b", re.IGNORECASE)
CREDITED = re.compile(r"\b(?:credit|expir|terminat|claim)", re.IGNORECASE)
ZONE = re.compile(
    r"\b(?:(?:U\.?S\.? )?(Eastern|Central|Mountain|Pacific)(?: (?:Standard |Daylight )?[Tt]ime)?|(ET|CT|MT|PT|CET"
    r"|GMT|UTC|BST))\b"
)
ZONES = {
    "eastern": "America/New_York", "et": "America/New_York", "central": "America/Chicago", "ct": "America/Chicago",
    "mountain": "America/Denver", "mt": "America/Denver", "pacific": "America/Los_Angeles", "pt": "America/Los_Angeles",
    "utc": "Etc/UTC",
}  # fmt: skip
"""Time zones that have one meaning; CET or GMT may follow the seasons or not."""

MINUTES = re.compile(
    r"\b(?:estimated|approximate(?:ly)?|anticipated|average|about|expected|takes?|duration|time to complet)[^.]{0,80}?"
    r"(?<![\w.])(?P<number>[0-9]+(?:\.[0-9]+)?)[ -]?(?P<unit>minutes?|mins?|hours?|hrs?|h)\b(?:(?:,"
    r"| and)? (?P<more>[0-9]+) minutes?)?",
    re.IGNORECASE,
)


def dates(prose: Prose) -> SaidDates:
    """The dates of the activity by their labels: the words before a date, in its own sentence or cell."""
    found: dict[str, Said[date]] = {}
    vague: list[Said[str]] = []
    for sentence in prose.sentences:
        if sentence.section == "references":
            continue
        for label, day, match in _labelled(sentence):
            line = sentence.line_at(match.start())
            if day is None:
                vague.append(Said(f"'{match[0]}' can be read as day and month or as month and day", line))
                continue
            found.setdefault(label, Said(day, line))
            if label == "expires" and not CREDITED.search(sentence.text) and VAGUE.search(sentence.text):
                vague.append(Said(f"'{sentence.text}' leaves open whether credit ends then or only the access", line))
    return SaidDates(found.get("released"), found.get("reviewed"), found.get("expires"), _zone(prose), tuple(vague))


def _labelled(sentence: Sentence) -> Iterator[tuple[str, date | None, re.Match[str]]]:
    """Each date of a sentence with what the words since the date before it call it."""
    start, known = 0, ""
    for match in DAY.finditer(sentence.text):
        before = sentence.text[start : match.start()]
        labels = [(found.end(), label) for label, words in DATED for found in re.finditer(words, before, re.IGNORECASE)]
        known = max(labels)[1] if labels else _next_of(known, before)
        start = match.end()
        if known:
            day = read_day(match)
            yield known, day, match


def _next_of(label: str, between: str) -> str:
    """``Available 1 June 2026 to 31 May 2029``: the second date of a span is its end."""
    return (
        "expires" if label == "released" and re.fullmatch(r"\W*(?:to|until|through|till|–|-|and)\W*", between) else ""
    )


def read_day(match: re.Match[str]) -> date | None:
    """The day that a date means; none where the calendar has no such day or the numbers have two meanings."""
    if match["num"]:
        first, second, year = (int(part) for part in re.split(r"[/.]", match["num"]))
        if first <= 12 and second <= 12 and first != second and "/" in match["num"]:
            return None
        month, day = (second, first) if first > 12 or "." in match["num"] else (first, second)
    elif match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
    else:
        word = (match["m1"] or match["m2"]).lower()
        month = next(number for number, name in enumerate(MONTHS, start=1) if name.startswith(word[:3]))
        day, year = int(match["d1"] or match["d2"]), int(match["y1"] or match["y2"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _zone(prose: Prose) -> Said[str] | None:
    """The time zone named in a sentence with a date."""
    for sentence, found in prose.like(ZONE):
        zone = ZONES.get((found[1] or found[2]).lower())
        if zone and DAY.search(sentence.text):
            return Said(zone, sentence.line_at(found.start()))
    return None


def minutes(prose: Prose) -> Said[int] | None:
    """The estimated time to complete, in minutes."""
    for sentence, found in prose.like(MINUTES):
        if re.search(r"\battempt|\bquestion", sentence.text[: found.end()], re.IGNORECASE):
            continue
        number = Decimal(found["number"]) * (60 if found["unit"].lower().startswith("h") else 1) + int(
            found["more"] or 0
        )
        if number and number == int(number):
            return Said(int(number), sentence.line_at(found.start("number")))
    return None
