"""The headings of front matter: which words open which section, alone, before a colon or fused with a sentence."""

from __future__ import annotations

import re

SECTIONS: tuple[tuple[str, str], ...] = (
    ("objectives", r"(?:learning |educational |course |program |activity )?(?:objectives|learning outcomes|outcomes)"),
    (
        "audience",
        (
            r"(?:target |intended )audience|who should (?:attend|participate|take (?:part|this (?:activity|course)))"
            r"|audience"
        ),
    ),
    (
        "mitigation",
        (
            r"mitigation(?: of (?:relevant )?financial relationships)?|(?:conflict|resolution) of interest resolution"
            r"|resolution of conflicts of interest"
        ),
    ),
    (
        "disclosure",
        (
            r"(?:faculty |planner |author |financial |speaker )*(?:(?:and|/) planner )?disclosures?(?: statements?"
            r"| information"
            r"| of (?:relevant )?(?:financial )?(?:relationships|conflicts of interest))?"
            r"|(?:relevant )?financial relationships"
            r"|conflicts? of interest(?: disclosures?)?|declarations? of interests?"
        ),
    ),
    ("off-label", r"off-?label(?: use| discussion| uses?)?|(?:unapproved|unlabell?ed)(?: or investigational)? uses?"),
    (
        "support",
        (
            r"(?:acknowledge?ment of )?(?:commercial|financial) support(?: statement)?|support|funding"
            r"|acknowledge?ments?"
            r"|(?:disclosure of )?commercial support"
        ),
    ),
    (
        "accreditation",
        (
            r"(?:activity |joint )?accreditation(?: statements?| and credit designation| for health professions"
            r"| and (?:credit )?designation)?|(?:continuing (?:medical )?education|CME|CE|CPD|credit) (?:information"
            r"|credits?)"
            r"|credit(?: designation(?: statements?)?)?s?|designation(?: statements?| of credit)?"
            r"|accreditation and credits?|contact hours?"
        ),
    ),
    ("accreditation", r"physicians?|nurses?|nursing|pharmacists?(?: and pharmacy technicians)?|pharmacy"),
    (
        "accreditation",
        r"physician (?:assistants?|associates?)|interprofessional (?:team|credit)|maintenance of certification",
    ),
    ("accreditation", r"abim moc|moc(?: statement| points)?|european accreditation|international learners"),
    ("others", r"other (?:healthcare |health care |health )?(?:professionals|learners|participants)"),
    (
        "faculty",
        (
            r"(?:activity |program |course |guest )*(?:faculty|speakers?|presenters?|authors?|planners?|planning"
            r" committee|course directors?|peer reviewers?|reviewers|moderators?|contributors)"
            r"(?:,? (?:and|&) (?:planners|staff|reviewers|planning committee|authors|faculty|speakers|contributors))*"
        ),
    ),
    (
        "method",
        (
            r"(?:method of participation|instructions|how|participation|completion)(?: and| to| for)?"
            r"(?: (?:method of |request for )?(?:earn|claim|receive|obtain|get|complete|participate|participation"
            r"|credit|credits"
            r"|claiming|requirements|instructions|take part|successful|completion|this|the|activity|and|of|cme|your|in"
            r"|to))*"
            r"|requirements for (?:successful )?completion|(?:successful|activity) completion|to (?:receive|obtain|earn"
            r"|claim)"
            r" (?:cme |your )?credits?|instructions for (?:credit|participation)|claiming credit|criteria for success"
            r"|completion requirements|obtaining (?:cme )?credit"
        ),
    ),
    ("dates", r"(?:activity |important |release and expiration )?dates?"),
    (
        "technical",
        (
            r"(?:(?:format|medium) and )?(?:hardware|software|technical|system|computer)"
            r"(?:(?: and |/| & )(?:hardware|software|technical|system))?"
            r"(?: system)? requirements"
        ),
    ),
    (
        "references",
        r"references?|bibliography|further reading|bibliographic sources|selected (?:references|sources)|sources",
    ),
    ("contact", r"contact(?: information| us)?|questions|provider contact(?: information)?|for questions"),
    ("privacy", r"privacy(?: policy| and confidentiality)?(?: statement)?|confidentiality(?: policy)?|data protection"),
    ("copyright", r"copyright(?: information| statement| and permissions)?|permissions"),
    ("disclaimer", r"disclaimers?"),
    ("evaluation", r"(?:activity )?evaluation"),
    ("medium", r"medium(?: and format| of delivery)?|format|medium or combination of media used|delivery format"),
    (
        "overview",
        (
            r"(?:activity|program|programme|course)? ?(?:overview|description|summary|purpose)|statement of need"
            r"|needs? (?:statement|assessment)|rationale|(?:(?:professional )?practice |educational )?gaps?"
        ),
    ),
    ("fee", r"fees?|cost|registration fee|tuition"),
)
"""Sections and what their headings say. The first that fits is it."""

WHOLE = tuple((key, re.compile(rf"(?:{words})", re.IGNORECASE)) for key, words in SECTIONS)

FUSED = re.compile(
    r"^(Disclosures?|Physicians|Nurses|Pharmacists|Other (?:Healthcare |Health Care )?Professionals|Accreditation"
    r"|Mitigation(?: of Relevant Financial Relationships)?|Target Audience|Commercial Support|Financial Support"
    r"|Credit Designation|Accreditation Statement|Learning Objectives|Method of Participation|Disclosure Statement"
    r"|Faculty Disclosures?|Off-Label Use|Disclaimer|Copyright|Privacy)\s+(?=[A-Z])"
)
"""A heading that a copy-and-paste glued to its paragraph: what follows begins a sentence of its own."""

LABEL = re.compile(r"^([A-Z][A-Za-z/()’'& -]{1,60}?)\s*:\s*(?=\S)")
LONGEST = 80


def section_of(text: str) -> str:
    """The section that a heading opens; nothing for a text that is no heading of front matter."""
    bare = text.strip().rstrip(":").strip()
    if not bare or len(bare) > LONGEST:
        return ""
    return next((key for key, pattern in WHOLE if pattern.fullmatch(bare)), "")


def split_heading(text: str) -> tuple[str, str]:
    """A heading fused with its paragraph, or a label before a colon, and the rest; no heading where there is none."""
    if found := FUSED.match(text):
        return found[1], text[found.end() :]
    if (found := LABEL.match(text)) and section_of(found[1]):
        return found[1], text[found.end() :]
    return "", text
