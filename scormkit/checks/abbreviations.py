"""TXT: abbreviations that nobody writes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.checks.prose import passages
from scormkit.checks.rule import rule
from scormkit.checks.words import vocabulary
from scormkit.model.finding import Severity
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

ABBREVIATION = re.compile(
    r"([A-Z](?<![\w/+.\-\u2019'#&].)[A-Za-z]{0,4}[A-Z])(s?)(?![\w\u2019'.]*[\w])(?!-?[0-9]|-\w*[A-Z0-9\u0370-\u03ff])"
)
"""Two to six letters, the first and the last of them capitals, with nothing of a longer name beside them.

What must not stand before is asked behind the first letter: a pattern that begins with a letter is found faster."""
_KNOWN = """
US USA UK EU UN UAE AD BC AM PM OK ID TV IT PC CD DVD PDF URL HTML HTTPS WWW FAQ QR ISBN DOI PMID
CME CE CEU CPD CPE MOC UAN AMA PRA ACCME ACPE ANCC AAPA ABIM IACET IPCE EACCME ECMEC UEMS EBAC SCORM LMS LRS
UTC GMT CET CEST EST EDT CST CDT MST MDT PST PDT GDPR HIPAA AG SA NV SE
MD DO PhD RN NP PA PharmD MPH MSc BSc BA MA BSN MSN DNP APRN CPhT BCPS MBBS FRCP FACP JAMA BMJ NEJM DNA RNA HIV AIDS FDA
IV IM CT MRI ECG EKG BMI ICU I II III VI VII IX XI XII XX XY
"""
_STRESSED = """
NOT NO AND OR BUT ALL ANY ONE TWO DO IF IN IS IT MUST NEVER ALWAYS ONLY NOW STOP YES YOU WE SO BE AT BY ON OF TO
THE THIS THAT WITH FROM FOR BOTH NONE EXCEPT LEAST MOST BEST TRUE FALSE NOTE KEY CASE ALSO THEN
"""
KNOWN = frozenset(_KNOWN.split())
"""What every reader of a medical text knows, credentials, journals, and Roman numbers."""
EMPHASIS = frozenset(_STRESSED.split())
"""Words that are sometimes written in capitals to stress them."""
SHOUTED = re.compile(r"[A-Z](?<!\w.)[A-Z]+\b[ ,:-]+(?:\b[A-Z]{2,}\b[ ,:-]+)+[A-Z]{2,}\b")
OPENED = re.compile(r"\(([^()\n]{2,120})\)")
EXPLAINED = re.compile(
    r"([A-Z](?<!\w.)[A-Za-z]{0,4}[A-Z])s?\u2060* ?(?:\((?=[a-z][a-z-]+[ -])|=|stands for|is short for|means\b|: the )"
)


@rule(
    "TXT040", "undefined-abbreviation", Severity.ADVICE, "text", "an abbreviation is written out where it is first used"
)
def undefined(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An abbreviation is written out nowhere in the course.

    Why: Letters mean different things in different fields: ER is a receptor and a room. Learners of another profession,
    whom most activities invite, cannot guess.

    Example: 'MBC' in an objective, and 'metastatic breast cancer (MBC)' nowhere.

    Mend: Write it out where it first stands, with the abbreviation in brackets behind it.
    """
    told = _told(course) | _names(course)
    words = vocabulary(course)
    said: set[str] = set()
    for passage in passages(course):
        loud = [match.span() for match in SHOUTED.finditer(passage.text)]
        for match in ABBREVIATION.finditer(passage.text):
            short = match[1]
            if (
                short in said
                or short in told
                or (len(short) > 2 and short.lower() in words)
                or not _is_abbreviation(short)
            ):
                continue
            if any(start <= match.start() < end for start, end in loud):
                continue
            said.add(short)
            yield (
                passage.at(match.start()),
                f"'{short}' is written out nowhere in the course.",
                f"Write it out where it first stands: 'long form ({short})'.",
            )


def _is_abbreviation(short: str) -> bool:
    capitals = sum(letter.isupper() for letter in short)
    return short not in KNOWN and short not in EMPHASIS and capitals * 2 >= len(short)


def _told(course: Course) -> set[str]:
    """Abbreviations that stand in brackets behind their words, or before words in brackets."""
    found: set[str] = set()
    for passage in passages(course):
        for match in OPENED.finditer(passage.text):
            inside = ABBREVIATION.findall(match[1])
            if inside and (
                len(match[1].split()) <= 3 or re.match(r"[A-Z][A-Za-z]*[A-Z]s?\s*[,;:=]|.*[,;] [A-Z]+s?$", match[1])
            ):
                found.update(short for short, _ in inside)
        found.update(match[1] for match in EXPLAINED.finditer(passage.text))
    return found


def _names(course: Course) -> set[str]:
    """Names of trials, organisations and credentials, which are no abbreviations to write out."""
    organisations = [course.providers.accredited, *course.providers.joint]
    texts = [reference.trial for reference in course.references] + [body.name for body in organisations]
    texts += [str(person.credentials) for person in course.people if not isinstance(person.credentials, NotStated)]
    return {word for text in texts for word in re.findall(r"[A-Za-z]+", text)}


RULES = (undefined,)
