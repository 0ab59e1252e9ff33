"""Accreditation and designation: who is accredited by whom, with whom together, and for how much of which credit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.review.dates import DAY, read_day
from scormkit.review.said import Said, SaidCredit, SaidProviders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.review.prose import Prose, Sentence

ACCREDITED = re.compile(
    r"(?P<who>[^\s,;:][^;:]{0,300}?),? (?:is|are|was|will be|has been)(?: jointly| an?)? accredited(?: provider)?"
    r"(?: with commendation| as (?:an? )?[\w ]{1,80}?)? (?:by|with) (?:the )?(?P<body>[A-Z].{1,400}?)"
    r"(?:,? (?:to (?:provide|offer|award)|as an?|with)\b|\.?$)"
)
JOINT = re.compile(
    r"(?P<tense>has been|have been|is|was|will be|is being)? ?planned and implemented in accordance with\b.{0,400}?"
    r"(?:through|by|via) the (?:joint (?:providership|sponsorship)|co-?providership"
    r"|joint provision) of (?P<who>.+?)\.?$"
)
PLANNED_BY = re.compile(
    r"^This activity (?P<tense>\w+(?: been| be)?) planned and implemented by (?P<who>.+?) for the advancement"
)
LEAD = re.compile(
    r"^(?:In support of improving patient care,? |The provider,? )(?:this activity .*?\. )?", re.IGNORECASE
)

AMOUNT = r"(?P<amount>[0-9]+(?:[.,][0-9]+)?|[.][0-9]+)"
MARK = r"(?:\s?(?:™|\(TM\)|®|\(s\)))*"
DESIGNATES = re.compile(
    r"(?<!\w)(?P<who>[A-Z][^;]{0,200}?)\s+(?P<verb>designates|will designate|has designated|designated"
    r"|is designating"
    r"|intends to designate|would designate)\s+th(?:is|e)\s+(?P<format>.{1,120}?)\s+(?:for|with)\s+(?:a maximum of "
    r"|up to |an? )?" + AMOUNT,
)
UNITS: tuple[tuple[str, str, str], ...] = (
    ("ama-pra-1", r"(?:AMA PRA )?Categor(?:y|ies) (?:1|I)(?: CME)? ?Credits?(?:\(s\))?" + MARK, r"^(?!.*\bAAPA\b)"),
    ("aapa", r"AAPA Category 1 CME credits?", r""),
    ("ipce", r"Interprofessional Continuing Education \(IPCE\) credits?|IPCE credits?", r""),
    ("abim-moc", r"(?:ABIM |ABMS )?(?:\w+ ){0,4}(?:MOC|Maintenance of Certification(?: \(MOC\))?) points?", r""),
    ("eaccme", r"European CME credits?|ECMEC®?s?", r""),
    ("ebac", r"EBAC(?:®)? (?:CE |CME )?(?:credits?|points?)", r""),
    ("iacet", r"(?:IACET )?CEUs?|continuing education units?", r"\bIACET\b"),
    ("acpe", r"contact hours?|CEUs?|continuing education units?", r"\b(?:ACPE|[Pp]harmac|UAN)"),
    ("ancc", r"(?:\w+ ){0,3}contact hours?", r"\b(?:ANCC|[Nn]urs|NCPD|CNE)"),
    ("cpd", r"CPD (?:points?|credits?|hours?)", r""),
)
"""Id, the unit as pages write it, and what else the sentence or its section has to say."""
UAN = re.compile(r"\b(?:JA)?[0-9]{4,7}-[0-9]{4}-[0-9]{2}-[0-9]{3}-[HL][0-9]{2}-[PT]\b")


def providers(prose: Prose) -> SaidProviders:
    """The accredited provider, the bodies that accredit it, and the joint providers."""
    statements = tuple(
        (sentence, found) for sentence, found in prose.like(ACCREDITED) if "accredited provider" not in found["who"]
    )
    first = statements[0] if statements else None
    accredited = Said(named(first[1]["who"]), first[0].line_at(first[1].start("who"))) if first else None
    joint = next(_joint(prose), None)
    names = tuple(_others(joint[1]["who"], accredited.value if accredited else "", joint[0])) if joint else ()
    return SaidProviders(
        accredited=accredited,
        bodies=tuple(
            Said(found["body"].strip(" ,"), sentence.line_at(found.start("body"))) for sentence, found in statements
        ),
        joint=names,
        statements=tuple(sentence for sentence, _ in statements),
        joint_statement=joint[0] if joint else None,
    )


def _joint(prose: Prose) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for sentence in prose.sentences:
        if found := JOINT.search(sentence.text) or PLANNED_BY.search(sentence.text):
            yield sentence, found


def named(text: str) -> str:
    """The name of an organisation out of the beginning of its sentence."""
    bare = LEAD.sub("", text.strip()).strip(" ,")
    if organiser := re.search(r"\b(?:organi[sz]ed|provided|offered) by (?:the )?(.+)$", bare):
        bare = organiser[1]
    return re.sub(r"^The (?=[A-Z])", "", bare)


def _others(listed: str, accredited: str, said: Sentence) -> Iterator[Said[str]]:
    """The names of a list without the accredited provider's own."""
    rest = listed
    if accredited:
        rest = re.sub(rf"(?:^|(?<=\W))(?:the )?{re.escape(accredited)}(?=\W|$)", "", rest, count=1, flags=re.IGNORECASE)
    for part in re.split(r",\s+(?:and\s+)?|\s+and\s+(?:the\s+)?(?=[A-Z])|^\s*and\s+|\s+and\s*$", rest):
        name = re.sub(r"^the ", "", part.strip(" ,."), flags=re.IGNORECASE)
        if name and name.lower() != "and":
            yield Said(name, said.line_at(max(said.text.find(name), 0)))


def credits(prose: Prose) -> tuple[SaidCredit, ...]:
    """The amounts of credit; of one system the one in a designation statement, else the first."""
    found = [credit for sentence in prose.sentences for credit in _of(sentence, prose)]
    best: dict[str, SaidCredit] = {}
    for credit in found:
        if credit.system not in best or (credit.format and not best[credit.system].format):
            best[credit.system] = credit
    return tuple(_with_needs(credit, prose) for credit in best.values())


def _with_needs(credit: SaidCredit, prose: Prose) -> SaidCredit:
    """What a system asks for beside the amount: the numbers of ACPE, the day of AAPA's approval."""
    if credit.system == "acpe":
        return replace(
            credit, uan=tuple(dict.fromkeys(uan for one in prose.sentences for uan in UAN.findall(one.text)))
        )
    if credit.system == "aapa":
        days = [(one, found) for one, found in prose.like(DAY) if "AAPA" in one.text or one.block == credit.said.block]
        approved = [(one, found) for one, found in days if re.search(r"\bapprov", one.text[: found.start()])]
        known = [Said(day, one.line) for one, found in approved if (day := read_day(found))]
        return replace(credit, approved=known[0] if known else None)
    return credit


def _of(sentence: Sentence, prose: Prose) -> Iterator[SaidCredit]:
    designates = DESIGNATES.search(sentence.text)
    taken: list[range] = []
    for system, unit, near in UNITS:
        for found in re.finditer(rf"\b{AMOUNT}\s+(?P<phrase>{unit})(?!\w)", sentence.text, re.IGNORECASE):
            spot = range(found.start(), found.end())
            if any(found.start() in other for other in taken) or not _near(near, sentence, prose):
                continue
            taken.append(spot)
            own = designates is not None and designates.start("amount") == found.start("amount")
            yield SaidCredit(
                system=system,
                amount=Decimal(found["amount"].replace(",", ".")),
                phrase=found["phrase"],
                said=sentence,
                line=sentence.line_at(found.start()),
                format=designates["format"].strip() if own and designates else "",
                provider=named(designates["who"]) if own and designates else "",
            )


def _near(pattern: str, sentence: Sentence, prose: Prose) -> bool:
    """Whether the sentence, or the block of lines in which it stands with its heading, speaks of the system."""
    if not pattern or re.search(pattern, sentence.text):
        return True
    around = [other.text for other in prose.sentences if other.block in (sentence.block, sentence.block - 1)]
    return not pattern.startswith("^") and re.search(pattern, " ".join(around)) is not None
