"""SEC: nothing secret, nobody's data, no program and no stranger travels in a package."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.checks.prose import passages_with, remembered
from scormkit.checks.rule import rule
from scormkit.checks.secrets import secrets_in
from scormkit.checks.shipped import asset_place, shipped, telling
from scormkit.model.finding import Certainty, Severity
from scormkit.model.media import TraceKind
from scormkit.traces import PERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.prose import Passage
    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? (?:19|20)\d{{2}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d{{2}})"
)
IDENTIFIER = (
    r"\b(?=[DHMNPSBdhmnpsb])(?i:"
    r"(?:MRN|medical record (?:number|no\.?)|hospital (?:number|no\.?)|patient (?:ID|identifier)|NHS (?:number|no\.?))"
    r"[ \t]*[:#=]+[ \t]*[A-Z]{0,4}[- ]?[0-9][0-9 -]{3,}"
    r"|Patient(?:ID|Name)[ \t]*[:=][ \t]*[^\s<>\"]{3,}"
    r"|MRN[ \t]+[0-9]{5,}|NPI[ \t:#]*[12][0-9]{9}\b"
    r"|(?:SSN|social security (?:number|no\.?))[ \t:#]*[0-9]{3}-?[0-9]{2}-?[0-9]{4}\b"
    rf"|(?:DOB|D\.O\.B\.|date of birth|birth ?date|PatientBirthDate)[ \t]*[:=]?[ \t]*(?:{DAY}|(?:19|20)[0-9]{{6}}\b))"
)
LABEL = re.compile(r"[0-9:#=^]")
"""Where what is told of a finding ends: a number found here is not printed a second time."""
_NAMED = (
    r"M(?<!\wM)(?:rs?|s|iss)\.? [A-Z][a-z]+(?:-[A-Z][a-z]+)? [A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?,? "
    r"(?:is )?(?:an? )?(?:aged? )?[0-9]{1,3}(?:-year-old|[ -]years?[ -]old|,| )"
)
_BORN = rf"\b(?:patient|Mr|Mrs|Ms|Miss)\b[^.\n]{{0,40}}\b(?:was )?born (?:on )?{DAY}"
_DATED = rf"\b[0-9]{{1,3}}-year-old\b[^.\n]{{0,120}}\b(?:on|since|of) ({DAY})"
RECOGNISABLE = {
    "M": (_NAMED, "a patient with a whole name or birth date"),
    "born ": (_BORN, "a patient with a whole name or birth date"),
    "-year-old": (_DATED, "an exact date beside an age"),
}
"""How a patient is told too exactly, by a string that stands in each: the pattern and its name.

What a string is looked for before is compiled by ``re`` when it is needed, which is seldom."""
LOADED = re.compile(
    r"<(?!a\b)[a-z][a-z0-9]*\b[^>]*\s(?:src|srcset|poster|data|background|action|formaction|xlink:href)="
    r"[\"']?\s*(?:https?:)?//([^\"'/\s>]+)"
    r"|<link\b[^>]*href=[\"']?(?:https?:)?//([^\"'/\s>]+)",
    re.IGNORECASE,
)
RUNS = (
    re.compile(r"<(script|iframe|object|embed|frame|applet|base|meta|form)\b", re.IGNORECASE),
    re.compile(
        r"<[a-z](?=[^>]*\son)[^>]*\s(on(?:load|error|click|dblclick|mouse\w+|focus\w*|blur|key\w+|submit|change|input|pointer\w+|"
        r"toggle|begin|end|animation\w+|transition\w+|wheel|drag\w*|drop|scroll))\s*=",
        re.IGNORECASE,
    ),
    re.compile(r"=(?i:(?<=href=)|(?<=src=))[\"']?\s*((?i:javascript|vbscript|data:text/html)[:;,])"),
)
"""What runs in a page: elements, handlers and addresses."""
HIDDEN_PROGRAM = re.compile(r"<(?:(?i:script|iframe|html|object|embed)\b|\?(?i:php))|j(?i:avascript:)|J(?i:avascript:)")
ADDRESS = re.compile(r"[\"\]<](?:(?<=(?i:href)=\")|(?<=\])\(|(?<=<))((?i:https?))://([^/\s\"')>]+)")
INSIDE = re.compile(
    r"(?:localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+"
    r"|[^.:]+|.*\.(?:local|lan|internal|intranet|corp|home))(?::\d+)?",
    re.IGNORECASE,
)


@rule("SEC010", "credential-in-course", Severity.ERROR, "security", "no secret is ever inside a package")
def credential(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Something in the course looks like a key, a token or a password.

    Why: Everybody who can open the course can download the package and read it. A key to a learning record store reads
    and writes the records of all learners, and most keys never end.

    Example: 'Authorization: Basic …' in a page, an address such as 'https://user:password@lrs.hospital.example/'.

    Mend: Take it out, and have the key replaced: it has been in a file that others may have read. The package gets its
    access from the launch.
    """
    for line in telling(course):
        where = f" ({line.passage.owner})" if line.passage.kind in ("references", "media") else ""
        for secret in secrets_in(line.text):
            yield (
                line.at(secret.start),
                f"This looks like {secret.kind}{where}.",
                "Take it out and have it replaced: whoever can open the package can read it.",
            )


@rule(
    "SEC020",
    "personal-identifier",
    Severity.ERROR,
    "security",
    "HIPAA Safe Harbor: record numbers, birth dates",
    Certainty.LIKELY,
)
def identifier(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A text holds a record number, a birth date, or another number that stands for one person.

    Why: A package is sold and copied beyond the hospital that treated the patient. There a case is de-identified, or
    the patient has authorised it. What an LRS has recorded cannot be taken back.

    Example: 'MRN: 00482913', 'DOB 03/12/1961', the header of an exported report.

    Mend: Take it out; write the age in years, and 'day 3' instead of a date. Mask what is an example of a number:
    'MRN: ########'.
    """
    for line in telling(course):
        small = line.text.lower()
        for match in re.finditer(IDENTIFIER, line.text) if any(name in small for name in PERSONAL) else ():
            where = f" in {line.passage.owner}" if line.passage.kind == "media" else ""
            yield (
                line.at(match.start()),
                f"This looks like the number or birth date of a person{where}: '{LABEL.split(match[0])[0].strip()} …'.",
                "Take it out; write an age in years instead of a date.",
            )


@rule(
    "SEC030",
    "patient-recognisable",
    Severity.WARNING,
    "security",
    "HIPAA Safe Harbor: names, dates finer than the year",
)
def recognisable(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A case gives a whole name beside an age, a birth date, or an exact date beside an age.

    Why: Name, or date and age together, lead to one person. Invented names read like real ones to an auditor.

    Example: 'Mrs. Anna Berg, 54, was admitted'; 'a 54-year-old woman seen on 12 March 2024'.

    Mend: Write 'Ms. B.' or 'a woman in her fifties', and dates as days since the first visit.
    """
    for passage in passages_with(course, *RECOGNISABLE):
        if passage.kind == "front":
            continue
        for pattern, what in (kind for string, kind in RECOGNISABLE.items() if string in passage.text):
            for match in re.finditer(pattern, passage.text):
                yield (
                    passage.at(match.start()),
                    f"This reads like {what}: '{match[0][:40]}…'.",
                    "Leave the name out and count days instead of dates; override it if the case is invented.",
                )


@rule(
    "SEC040",
    "media-with-patient-record",
    Severity.ERROR,
    "security",
    "HIPAA Safe Harbor; DICOM PS3.15 Annex E",
    Certainty.LIKELY,
)
def record_in_media(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A file carries a DICOM header, or what a converter left of one.

    Why: The header of a medical image holds the patient's name, number and birth date, which no viewer in a browser
    shows and every download contains.

    Example: A scan exported with its metadata; a report wrapped as DICOM and renamed to .pdf.

    Mend: Export the picture anew without metadata, or take a screenshot of the de-identified image.
    """
    for asset in course.assets:
        if any(trace.kind is TraceKind.RECORD for trace in asset.traces):
            yield (
                asset_place(asset),
                f"'{asset.path}' carries data of a DICOM record.",
                "Export it anew without metadata, from the de-identified study.",
            )


@rule(
    "SEC050",
    "media-with-position",
    Severity.ERROR,
    "security",
    "HIPAA Safe Harbor: places smaller than a state",
    Certainty.LIKELY,
)
def position_in_media(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A picture or film says by GPS where it was taken.

    Why: A photograph of a wound with the position of a home names the patient; one taken on a ward names the ward.

    Example: A telephone's photograph, copied as it is.

    Mend: Save it without location or metadata: every picture editor and telephone offers that when exporting.
    """
    for asset in course.assets:
        if any(trace.kind is TraceKind.POSITION for trace in asset.traces):
            yield (
                asset_place(asset),
                f"'{asset.path}' says where it was taken (GPS).",
                "Save it without location data.",
            )


@rule("SEC060", "media-with-owner", Severity.ERROR, "security", "EXIF 2.3: CameraOwnerName; data that nobody needs")
def owner_in_media(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A picture names the owner of the camera.

    Why: It is the name of a private person that nobody chose to publish; credit for a photograph stands in its caption.

    Example: The camera's owner in the EXIF data of a photograph.

    Mend: Save it without metadata, and name the photographer in the caption.
    """
    for asset in course.assets:
        if any(trace.kind is TraceKind.OWNER for trace in asset.traces):
            yield (
                asset_place(asset),
                f"'{asset.path}' names the owner of the camera.",
                "Save it without metadata, and name the photographer in the caption.",
            )


@rule("SEC070", "program-in-media", Severity.ERROR, "security", "a package runs its own scripts and no others")
def program_in_media(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A file that is shown or linked holds a script, a command, or a web page in hiding.

    Why: The LMS serves it under its own address, so what runs in it may act as the learner.

    Example: A PDF form with JavaScript; '<script>' in the comment of a picture or in captions.

    Mend: Save it again without scripts: print a PDF to a PDF, export a picture anew.
    """
    for asset in course.assets:
        found = [trace.text for trace in asset.traces if trace.kind is TraceKind.SCRIPT]
        found += [
            match[0].strip("< ")
            for trace in asset.traces
            if trace.kind is TraceKind.WORDS and (match := HIDDEN_PROGRAM.search(trace.text))
        ]
        if found:
            yield (
                asset_place(asset),
                f"'{asset.path}' holds a program: {found[0]}.",
                "Save it again without scripts: print a PDF to a PDF, export a picture anew.",
            )


def _markup(course: Course) -> Iterator[tuple[str, str]]:
    """The HTML that a package will hold, with the file it is from; the words of an author are escaped in it."""
    for page in course.pages:
        yield page.html, page.place.file
    for quiz in course.quizzes:
        for question in quiz.questions:
            options = (part for option in question.options for part in (option.html, option.more, option.feedback))
            yield (
                "\n".join(
                    (quiz.intro, question.disclosed, question.prompt, question.stem, question.rationale, *options)
                ),
                quiz.place.file,
            )


@rule("SEC080", "loads-from-elsewhere", Severity.ERROR, "security", "a package asks no other host for anything")
def third_party(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A page loads a picture, film, font or frame from another address.

    Why: The other host learns who reads what, from which hospital; behind a firewall nothing is shown, and one day the
    address belongs to somebody else.

    Example: A picture whose address starts with https://.

    Mend: Copy the file into media/, with the right to do so, or link to it.
    """
    for page in course.pages:
        for match in LOADED.finditer(page.html):
            yield (
                page.place,
                f"The page loads something from {match[1] or match[2]}.",
                "Copy it into media/, or link to it.",
            )
    for quiz in course.quizzes:
        for question in quiz.questions:
            for match in LOADED.finditer("\n".join((question.prompt, question.stem, question.rationale))):
                yield (
                    question.place,
                    f"The question loads something from {match[1] or match[2]}.",
                    "Copy it into media/, or link to it.",
                )


@rule("SEC090", "script-in-text", Severity.ERROR, "security", "a package runs its own scripts and no others")
def script_in_text(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A page or question would ship an element or attribute that runs, embeds or sends something.

    Why: It would run with the rights of the learner in the LMS. Texts of authors are escaped, so this finds a fault of
    an extension or of the program before a package leaves the house.

    Example: '<script>', 'onclick=', 'href="javascript:…"' in the HTML of a page.

    Mend: Write it in Markdown or as a container of the format.
    """
    for html, file in _markup(course):
        found = [match for pattern in RUNS if (match := pattern.search(html))]
        if found:
            match = min(found, key=re.Match.start)
            place = next((page.place for page in course.pages if page.place.file == file), None)
            place = place or next(quiz.place for quiz in course.quizzes if quiz.place.file == file)
            yield place, f"The text would ship '{match[1]}'.", "Write it in Markdown or as a container of the format."


@rule("SEC100", "link-without-encryption", Severity.ADVICE, "security", "Docebo: references over HTTPS only")
def plain_http(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A link goes to an address that starts with http://.

    Why: LMSs run over HTTPS; browsers warn, some LMSs block the way, and the hospital's network reads along.

    Example: '[guideline](http://www.who.int/)'.

    Mend: Write https:// and try it; if the site has no such address, cite it as a source instead.
    """
    for passage, match in _links(course):
        if match[1].lower() == "http" and not INSIDE.fullmatch(match[2]):
            yield (
                passage.at(match.start()),
                f"The link to {match[2]} is not encrypted.",
                "Write https:// and try whether it works.",
            )


@rule("SEC110", "link-into-a-private-network", Severity.WARNING, "security", "a package is read in other networks")
def private_link(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A link goes to an address that exists in one building only.

    Why: At every other hospital it leads nowhere, and it tells how the author's network is built.

    Example: 'http://intranet/policies', 'https://192.168.0.7/'.

    Mend: Copy the document into media/, or link to a public address.
    """
    for passage, match in _links(course):
        if INSIDE.fullmatch(match[2]):
            yield (
                passage.at(match.start()),
                f"The link to {match[2]} works inside one network only.",
                "Copy the document into media/, or link to a public address.",
            )


@remembered
def _links(course: Course) -> list[tuple[Passage, re.Match[str]]]:
    """The links of pages and quizzes to other hosts."""
    taught = (passage for passage in shipped(course) if passage.kind in ("page", "quiz"))
    return [(passage, match) for passage in taught for match in ADDRESS.finditer(passage.text)]


RULES = (
    credential,
    identifier,
    recognisable,
    record_in_media,
    position_in_media,
    owner_in_media,
    program_in_media,
    third_party,
    script_in_text,
    plain_http,
    private_link,
)
