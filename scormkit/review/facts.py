"""Title, description, objectives and audience: what the page says of the activity itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from scormkit.review.headings import section_of
from scormkit.review.prose import Kind
from scormkit.review.said import Said, SaidAudience, SaidObjective

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.review.prose import Line, Prose, Sentence

CHROME = re.compile(
    r"^(?:home|menu|search|log ?in|sign in|skip to .*|back(?: to .*)?|print|share|welcome"
    r"|this site is intended for .*)$",
    re.IGNORECASE,
)
TITLED = re.compile(
    r"^(?:(?:activity|course|program|programme) )?title(?: of (?:activity|course|the activity))?\s*:\s*(.+)$",
    re.IGNORECASE,
)


def title(prose: Prose) -> Said[str] | None:
    """The title as labelled, or as the file or its first heading has it."""
    for line in prose.lines:
        if found := TITLED.match(line.text):
            return Said(found[1].strip(), line.number)
    headed = [line for line in prose.lines if line.kind is Kind.HEADING and not CHROME.match(line.text)]
    for line in headed[:1]:
        if not section_of(line.text):
            return Said(line.text, line.number)
    for line in prose.lines:
        if line.kind not in (Kind.TEXT, Kind.HEADING) or CHROME.match(line.text):
            continue
        alone = len(line.text) <= 150 and not re.search(r"[.;]$", line.text) and not section_of(line.text)
        return Said(line.text, line.number) if alone else None
    return None


def description(prose: Prose) -> Said[str] | None:
    """What the page says of itself under a heading such as overview."""
    said = [sentence for sentence in prose.within("overview") if sentence.kind is Kind.TEXT]
    return Said(" ".join(sentence.text for sentence in said[:4]), said[0].line) if said else None


def objectives(prose: Prose) -> tuple[SaidObjective, ...]:
    """The objectives; bullets below a numbered one, or indented more than the first, are its parts."""
    items = [line for line in _lines(prose, "objectives") if line.kind is Kind.ITEM]
    numbered = any(_number(line) for line in items)
    depth = min((line.depth for line in items), default=0)
    found: list[SaidObjective] = []
    for line in items:
        top = _number(line) if numbered else line.depth == depth
        if top or not found:
            found.append(SaidObjective(line.text.rstrip(" :"), line.number))
        else:
            found[-1] = replace(found[-1], points=(*found[-1].points, Said(line.text, line.number)))
    return tuple(found)


def _number(line: Line) -> bool:
    return line.marker.strip("().").isdigit()


def _lines(prose: Prose, section: str) -> Iterator[Line]:
    """The lines that begin the sentences of a section, each with all of its sentences."""
    numbers: dict[int, list[Line]] = {}
    for line in prose.lines:
        if line.kind not in (Kind.HEADING, Kind.BLANK):
            numbers.setdefault(line.number, []).append(line)
    found: list[Line] = []
    for sentence in prose.within(section):
        if sentence.kind is Kind.HEADING:
            continue
        if sentence.opens and numbers.get(sentence.line):
            found.append(replace(numbers[sentence.line].pop(0), text=sentence.text))
        elif found:
            found[-1] = replace(found[-1], text=f"{found[-1].text} {sentence.text}")
    return iter(found)


PROFESSIONS: tuple[tuple[str, str], ...] = (
    ("physician-associate", r"physician (?:assistants?|associates?)|\bPAs\b"),
    (
        "nurse-practitioner",
        r"nurse practitioners?|advanced practice (?:providers|nurses|registered nurses)|\bNPs\b|APRNs",
    ),
    ("pharmacy-technician", r"pharmacy technicians?"),
    (
        "physician",
        (
            r"physicians?(?! (?:assistant|associate))|doctors|medical specialists?|internists?"
            r"|\w{1,30}ologists?(?<!psychologists)(?<!psychologist)|surgeons?|hospitalists|intensivists"
        ),
    ),
    ("nurse", r"(?:registered )?nurses?(?! practitioner)\b"),
    ("pharmacist", r"pharmacists?"),
    ("psychologist", r"psychologists?"),
    ("social-worker", r"social workers?"),
    (
        "other",
        (
            r"(?:other )?(?:health ?care|health) (?:professionals|providers|workers|team)|other (?:members|learners"
            r"|clinicians)|allied health"
        ),
    ),
)
"""Professions of our list as pages name them."""
SPECIALIST = re.compile(
    r"\b((?:\w{2,25}ologists?|hospitalists?|intensivists?|psychiatrists?"
    r"|pediatricians?|paediatricians?|internists?|obstetricians?|surgeons?"
    r"|(?:primary care|emergency|family|internal|critical care|emergency medicine|family medicine|internal medicine"
    r"|infection prevention)"
    r"(?: medicine)? (?:physicians?|nurses?|providers?|clinicians?|pharmacists?|practitioners?|specialists?"
    r"|preventionists?|teams?)"
    r"|(?!(?:all|and|any|every|for|general|health|healthcare|licensed|nurse|of|or|other|practi[cs]ing|registered"
    r"|the|to|us) )[a-z]{4,}(?: care)?"
    r" (?:physicians|nurses|pharmacists|clinicians)"
    r"|(?:long-term|home|palliative|intensive|critical|primary|ambulatory|acute|perioperative|hospice) care"
    r"|medical-surgical|(?!techn|method|termin)[a-z]{3,20}ology|p(?:a)?ediatrics|obstetrics|surgery|psychiatry"
    r"|(?:emergency|internal|family) medicine|emergency departments?|operating rooms?))\b",
    re.IGNORECASE,
)
INTENDED = re.compile(
    r"\b(?:(?:is |are )?(?:intended|designed|developed|meant|created)(?: solely| primarily| specifically)? (?:for"
    r"|to meet the (?:educational )?needs of)|audience (?:is|includes|are)"
    r"|(?:is |are )?directed (?:to|at|toward))\b",
    re.IGNORECASE,
)
COUNTRIES = {
    "US": r"the USA|the U\.S\.A?\.?|the US\b|the United States(?: of America)?",
    "CA": r"Canada", "GB": r"the UK|the United Kingdom", "AU": r"Australia", "NZ": r"New Zealand", "IE": r"Ireland",
}  # fmt: skip
TERRITORY = re.compile(
    r"\b(?:professionals|physicians|clinicians|learners|nurses|pharmacists|residents|practi[cs]ing|licensed"
    r"|available|only|solely)\b[^.]{0,300}?\b(?:in|of|within|to)\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"\b(?:any other country|other countries|outside (?:of )?(?:the )?[A-Z])")


def audience(prose: Prose) -> SaidAudience:
    """For whom, in words and by profession, specialty and territory, as far as the page says."""
    marked = list(prose.within("audience"))
    said = [sentence for sentence in marked if sentence.kind is not Kind.HEADING]
    said += [
        sentence for sentence, _ in prose.like(INTENDED) if sentence not in said and sentence.section != "objectives"
    ]
    notes = [sentence for sentence in prose.sentences if ELSEWHERE.search(sentence.text)]
    everywhere = [*said, *notes]
    territories = {
        code: sentence.line_at(found.start())
        for sentence in everywhere
        for code, words in COUNTRIES.items()
        if TERRITORY.search(sentence.text) and (found := re.search(rf"\b{words}", sentence.text))
    }
    note = [
        sentence
        for sentence in everywhere
        if sentence in notes or any(territories[code] == sentence.line for code in territories)
    ]
    if not notes and not any(re.search(r"\b(?:solely|only|restricted)\b", sentence.text) for sentence in note):
        note = []
    return SaidAudience(
        description=Said(
            " ".join(sentence.text for sentence in said if sentence in marked) or said[0].text, said[0].line
        )
        if said
        else None,
        professions=_professions(prose, said),
        specialties=_specialties(said),
        territories=tuple(Said(code, line) for code, line in territories.items()) if note else (),
        territory_note=Said(" ".join(dict.fromkeys(sentence.text for sentence in note)), note[0].line)
        if note
        else None,
    )


def _professions(prose: Prose, said: list[Sentence]) -> tuple[Said[str], ...]:
    """The professions of the audience, and those to whom the page promises credit."""
    promised = [
        sentence
        for sentence in prose.within("accreditation")
        if re.search(r"\bfor (?:\w+,? )*?(?:physicians|nurses|pharmacists)\b", sentence.text)
    ]
    found: dict[str, Said[str]] = {}
    for sentence in (*said, *promised):
        for profession, words in PROFESSIONS:
            if match := re.search(rf"\b(?:{words})", sentence.text, re.IGNORECASE):
                found.setdefault(profession, Said(profession, sentence.line_at(match.start())))
    return tuple(found[profession] for profession, _ in PROFESSIONS if profession in found)


def _specialties(said: list[Sentence]) -> tuple[Said[str], ...]:
    found: dict[str, Said[str]] = {}
    for sentence in said:
        for match in SPECIALIST.finditer(sentence.text):
            found.setdefault(match[1].lower(), Said(match[1], sentence.line_at(match.start())))
    return tuple(found.values())
