"""Names, credentials, roles and natures of relationships, as disclosures write them."""

from __future__ import annotations

import re

from scormkit.model.people import Nature, Role

TITLE = r"(?:Dr\.?|Prof\.?(?: Dr\.?)?|Professor|Mr\.?|Mrs\.?|Ms\.?|PD)"
PARTICLE = r"(?:van|von|de|der|den|del|della|di|da|dos|la|le|el|al|bin|ten|ter)"
PART = r"(?:[A-ZÀ-ÖØ-Þ](?=[\w’'-]{0,30}[a-zà-ÿ])[\w’'-]{1,30}|[A-Z]\.)"
NAME = rf"(?<![\w’-])(?:{TITLE} )?{PART}(?: (?:{PARTICLE}|{PART})){{0,4}}? {PART}"
DEGREE = (
    r"(?:MD|DO|PhD|Ph\.D\.|M\.D\.|D\.O\.|MBBS|MBChB|MBBCh|PharmD|Pharm\.D\.|RPh|CPhT|RN|BSN|MSN|DNP|APRN|ARNP|NP"
    r"|FNP-?(?:C|BC)?|CRNP"
    r"|PA-C|PA|MPAS|CNM|CNS|CRNA|OCN|AOCNP|CIC|NPD-BC|NEA-BC|MPH|MSc|MS|MSCR|MSCE|MHS|MHA|MBA|MA|MEd|EdD|DrPH|ScD"
    r"|DSc|BA|BS|BSc"
    r"|CHCP|FACP|FACC|FACS|FASCO|FACEP|FAAP|FIDSA|FSHEA|FCCP|FCCM|FAHA|FRCP(?:C|CH|ath)?|FRCS|MRCP|FESC|BCPS|BCOP"
    r"|BCIDP|BCCCP|BCACP|LCSW|PsyD"
    r"|DPT|PT|OT|RD|LPN|MN|BN|CCRN|CEN|CWOCN|CWS|CDCES|CPHQ|(?:PMH|AG|AGAC|AGPC|P)NP-BC|CNE|RNC"
    r"|CPPS|FAAN|FASHP|FCP|Prof|Dr\.? med\.?)"
)
DEGREES = rf"{DEGREE}(?:,? {DEGREE})*"
PERSON = re.compile(rf"(?P<name>{NAME})(?:,\s*(?P<degrees>{DEGREES})\b\.?)?")
WORDS_NOT_NAMES = frozenset(
    [
        "Accreditation",
        "Activity",
        "All",
        "Amount",
        "Any",
        "Association",
        "Board",
        "Center",
        "Centre",
        "Chair",
        "Clinic",
        "College",
        "Committee",
        "Company",
        "Conflict",
        "Consulting",
        "Continuing",
        "Council",
        "Course",
        "Credit",
        "Department",
        "Director",
        "Disclosure",
        "Disclosures",
        "Division",
        "Education",
        "European",
        "Example",
        "Faculty",
        "Financial",
        "Foundation",
        "General",
        "Global",
        "Grant",
        "Grants",
        "Group",
        "Health",
        "Healthcare",
        "Hospital",
        "Hospitals",
        "Individual",
        "Institute",
        "Interest",
        "International",
        "Joint",
        "Medical",
        "Medicine",
        "Member",
        "Mitigation",
        "Name",
        "National",
        "Nature",
        "No",
        "Nothing",
        "Nurse",
        "Nurses",
        "Nursing",
        "Office",
        "Pharma",
        "Pharmaceuticals",
        "Pharmacy",
        "Physician",
        "Physicians",
        "Planner",
        "Planners",
        "Planning",
        "Professional",
        "Program",
        "Provider",
        "Relationship",
        "Relationships",
        "Relevant",
        "Research",
        "Reviewer",
        "Reviewers",
        "Role",
        "School",
        "Science",
        "Sciences",
        "Society",
        "Speaker",
        "Staff",
        "Statement",
        "States",
        "Standards",
        "Support",
        "Team",
        "Their",
        "The",
        "These",
        "They",
        "This",
        "Those",
        "United",
        "University",
        "Unlabeled",
    ]
)
"""Words that begin with a capital where no name stands."""

ROLES: tuple[tuple[str, Role], ...] = (
    (r"authors?|co-authors?|writers?", Role.AUTHOR),
    (r"faculty|speakers?|presenters?|panell?ists?|lecturers?|instructors?|content experts?", Role.FACULTY),
    (r"moderators?", Role.MODERATOR),
    (
        (
            r"planners?|planning committee|course directors?|activity directors?|program directors?|nurse planners?"
            r"|planning"
        ),
        Role.PLANNER,
    ),
    (r"(?:peer |content |clinical )?reviewers?", Role.REVIEWER),
    (r"editors?", Role.EDITOR),
    (r"staff|education (?:specialist|manager|coordinator)s?", Role.STAFF),
)

NATURES: tuple[tuple[str, Nature], ...] = (
    (r"consult(?:ing|ant|ancy|ations?)[ -]?(?:fees?|agreements?)?", Nature.CONSULTANT),
    (r"advis(?:ory|or|er)s?(?: (?:board|roles?|panel|committee|council))?(?: member(?:ship)?)?", Nature.ADVISOR),
    (
        (
            r"speakers?[’']?(?: bureau)?|speaking|lectur(?:e|es|ing|er)(?: (?:fees?|honoraria))?|honorari(?:a|um)"
            r"|presentations?"
        ),
        Nature.SPEAKER,
    ),
    (
        (
            r"(?:contracted |institutional |clinical )?research(?:er)?(?: (?:support|funding|grants?|contracts?))?"
            r"|(?:principal |site )?investigator|grants?(?: recipient)?|grant/research support"
        ),
        Nature.RESEARCHER,
    ),
    (r"travel(?: (?:support|expenses|grants?))?", Nature.TRAVEL),
    (r"employ(?:ee|ment|ed)", Nature.EMPLOYEE),
    (r"stock(?:s|holder| options?| ownership| shareholder)?|shares?(?:holder)?|individual stocks?", Nature.STOCK),
    (r"owner(?:ship)?(?: interest)?|equity", Nature.OWNERSHIP),
    (r"royalt(?:y|ies)|patents?(?: holder)?|intellectual property", Nature.ROYALTIES),
    (r"executive(?: role)?|officer|board of directors|director", Nature.EXECUTIVE),
    (r"(?:independent )?contractor", Nature.CONTRACTOR),
)
"""How pages name what ACCME Standard 3 calls the nature of a relationship."""
NATURE = re.compile("|".join(rf"\b(?:{words})\b" for words, _ in NATURES), re.IGNORECASE)


def natures(text: str) -> tuple[Nature, ...]:
    """The natures that a text names, in its order, each once."""
    found = []
    for match in NATURE.finditer(text):
        found += [nature for words, nature in NATURES if re.fullmatch(words, match[0], re.IGNORECASE)][:1]
    return tuple(dict.fromkeys(found))


def roles(text: str) -> tuple[Role, ...]:
    """The roles that a text names, in its order, each once."""
    found = [
        (match.start(), role)
        for words, role in ROLES
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]
    return tuple(dict.fromkeys(role for _, role in sorted(found)))


def is_name(text: str) -> bool:
    """Whether a text is the name of a person and not of an organisation or the beginning of a sentence."""
    words = bare_name(text).split()
    return 2 <= len(words) <= 6 and not any(word.strip(".,") in WORDS_NOT_NAMES for word in words)


def bare_name(text: str) -> str:
    """A name without its title."""
    return re.sub(rf"^(?:{TITLE}\s+)+", "", text)


def style_of(text: str) -> str:
    """The title with which a name is written: ``Dr.`` or ``Dr``."""
    found = re.match(TITLE, text)
    return found[0] if found and text[found.end() : found.end() + 1] == " " else ""
