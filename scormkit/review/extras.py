"""Support, assessment, references, and what else a page has to tell before anyone begins."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from scormkit.review.prose import Kind
from scormkit.review.said import Said, SaidReference, SaidSupport, SaidTest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.review.prose import Prose, Sentence

UNSUPPORTED = re.compile(
    r"\b(?:no|not|without|neither)\b[^.]{0,40}\b(?:commercial|financial|external|outside|industry) (?:support"
    r"|funding|sponsorship)"
    r"|\b(?:commercial|financial|external) (?:support|funding)[^.]{0,40}\b(?:none|not (?:received|applicable)"
    r"|was not|no)\b"
    r"|\breceived no\b[^.]{0,40}\b(?:support|funding|grants?)\b",
    re.IGNORECASE,
)
NOT_SPONSORED = re.compile(r"^None\.?$", re.IGNORECASE)
SUPPORTED = re.compile(
    r"\b(?:supported|funded|made possible|sponsored)(?: in part| solely)? (?:by|through|with)\b|\b(?:grants?"
    r"|support|donation)\b[^.]{0,60}\b(?:from|by|of)\b",
    re.IGNORECASE,
)
KIND = re.compile(
    r"(?<![\w-])(?P<kind>(?:(?!(?:an?|and|are|by|from|is|of|part|received|solely|supported|the|through"
    r"|with)\b)[a-z-]+ ){0,4}"
    r"(?:grants?|in-kind support|in-kind donations?|support|donations?|loan of equipment"
    r"|equipment loan))\b(?P<what>[^.]{0,300}?)"
    r" (?:from|by|of|provided by) (?P<who>[A-Z].+?)(?=\.?$|;| for (?:the|this)\b)",
)
IN_KIND = re.compile(r"\bin[- ]kind\b|\bloan of (?P<loan>[^.;]+?)(?= from| by|\.|$)", re.IGNORECASE)

TEST = re.compile(
    r"\b(?:post-?\s?tests?|post-?activity (?:assessment|test)|assessment|quiz"
    r"|(?:multiple[- ]choice|test|quiz|self-assessment) questions"
    r"|examination|MCQs?|(?:pass|take|taking|passing) the test)\b",
    re.IGNORECASE,
)
PASSING = re.compile(
    r"\b(?:score|pass(?:ing)?|grade|correct(?:ly)?|achiev\w*|minimum"
    r"|at least)\b[^.]{0,60}?(?P<before>[0-9]{1,3}(?:\.[0-9]+)?) ?(?:%|percent|per cent)"
    r"|(?P<after>[0-9]{1,3}(?:\.[0-9]+)?) ?(?:%|percent|per cent)[^.]{0,60}\b(?:score|pass|correct|or (?:higher"
    r"|better|more|above))",
    re.IGNORECASE,
)
OUT_OF = re.compile(
    r"\b(?P<right>[0-9]{1,2}) (?:out )?of (?:the )?(?P<all>[0-9]{1,2}) (?:post-?test |multiple[- ]choice "
    r"|test )?(?:questions|items|answers)",
    re.IGNORECASE,
)
NUMBERS = {"one": 1, "once": 1, "two": 2, "twice": 2, "three": 3, "four": 4, "five": 5}
ATTEMPTS = re.compile(
    r"\b(?P<n>[0-9]{1,2}|one|two|three|four|five) (?:attempts?|times|tries)|\b(?:attempted|taken|retaken"
    r"|repeated) (?P<once>once|twice)\b"
    r"|(?P<many>\b(?:unlimited|any number of|as (?:often|many times) as|as needed)\b)",
    re.IGNORECASE,
)

DOI = re.compile(r"\b(10\.[0-9]{4,9}/[^\s\"<>]+?)(?=[.,;)]*(?:\s|$))")
PMID = re.compile(r"\bPMID:?\s*([1-9][0-9]{0,8})\b")
URL = re.compile(r"https?://[^\s\"<>]+?(?=[.,;)]*(?:\s|$))")
VANCOUVER = re.compile(
    r"^(?P<authors>[^.]+?(?:et al)?)\.\s+(?P<title>[^.?]+[.?])\s+(?P<rest>.*?\b(?P<year>(?:19|20)[0-9]{2})\b.*)$"
)

TELLS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "method",
        ("method",),
        (
            r"(?<!time )\b(?:to (?:receive|earn|obtain|claim|complete|successfully complete|be eligible)"
            r"|in order to (?:receive|earn|claim)|learners must|participants must|you must"
            r"|successful completion|must (?:read|view|watch|complete|pass))\b"
        ),
    ),
    (
        "medium",
        ("medium",),
        (
            r"\bmedium\b|\b(?:internet|web|online|on-demand)[- ](?:based )?(?:module|course|video|text|article"
            r"|self-study|slides|enduring)|SCORM|self-paced online"
        ),
    ),
    ("technical", ("technical",), r"\b(?:hardware|software|browser|operating system|internet connection)\b"),
    (
        "contact",
        ("contact",),
        (
            r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w"
            r"|\b(?:contact(?! hours?\b)|call|write to)\b[^.]{0,300}(?:\d{3}|at |us )"
        ),
    ),
    ("privacy", ("privacy",), r"\bprivacy\b|\bconfidential(?:ity|ly)?\b|\bpersonal (?:data|information)\b"),
    ("copyright", ("copyright",), r"©|\(c\) ?[0-9]{4}|\bcopyright\b|\ball rights reserved\b"),
    ("evaluation", ("evaluation",), r"\bevaluation\b"),
    (
        "identifier",
        (),
        (
            r"\b(?:activity|program|course|PARS|provider) (?:ID|number|no\.|code|identifier)\b|\bUAN\b|\bJA\d{7}"
            r"|\bActivity #"
        ),
    ),
    ("overview", ("overview",), r"\b(?:statement of need|practice gaps?|educational need)\b"),
    ("disclaimer", ("disclaimer",), r"\bdisclaimer\b|\bnot (?:intended )?(?:as|to) (?:a )?(?:substitute|replace)"),
    ("fee", ("fee",), r"\bfree of charge\b|\bno (?:fee|charge|cost)\b|\bfees?\b|\bregistration cost"),
    (
        "permission",
        (),
        (
            r"\b(?:report|submit|share)\w*\b[^.]{0,300}\b(?:PARS|ACCME|CE Broker|CPE Monitor|NABP|ABIM|completion"
            r" data|board)\b"
        ),
    ),
)
"""What a page has to tell, the sections that tell it, and the words that do where no section does."""


def support(prose: Prose) -> tuple[tuple[SaidSupport, ...], Said[str] | None]:
    """The supporters, and the sentence that says that there are none."""
    found, none = [], None
    for sentence in prose.sentences:
        if sentence.kind is Kind.HEADING or (
            sentence.section in ("disclosure", "faculty", "references", "objectives") and not _of_activity(sentence)
        ):
            continue
        alone = sentence.section == "support" and NOT_SPONSORED.match(sentence.text)
        if alone or UNSUPPORTED.search(sentence.text):
            none = none or Said(sentence.text, sentence.line)
        elif SUPPORTED.search(sentence.text):
            found += list(_supporters(sentence))
    return tuple(found), none


def _of_activity(sentence: Sentence) -> bool:
    return re.search(r"\b(?:activity|program|programme|course|module|education)\b", sentence.text) is not None and (
        re.search(r"\b(?:is|was|has been) (?:supported|funded)|\b(?:commercial|financial) support\b", sentence.text)
        is not None
    )


def _supporters(sentence: Sentence) -> Iterator[SaidSupport]:
    if sentence.section != "support" and not _of_activity(sentence):
        return
    for match in KIND.finditer(sentence.text):
        loan = IN_KIND.search(match[0])
        what = (loan["loan"] or match["what"]).strip(" ()") if loan else ""
        for who in companies(match["who"]):
            yield SaidSupport(who, match["kind"], what, sentence.line_at(match.start("who")))


def companies(text: str) -> tuple[str, ...]:
    """The names of a list of companies with commas and ``and`` between them; brackets belong to the name before."""
    bare = re.sub(r", (?=(?:Inc|Ltd|LLC|GmbH|Corp|Co|AG|SA|plc|PLC|LP)\b)", "\0", text.strip(" .;:"))
    parts = re.split(
        r",\s*(?:and\s+)?(?![^(]*\))|;\s*(?:and\s+)?(?![^(]*\))|\s+and\s+(?![^(]*\))|\s+&\s+(?=[A-Z]\w+ [A-Z])", bare
    )
    names = (
        re.sub(r"^(?:and|the|with|from|for|as well as) ", "", _stopped(part.strip(" ,").replace("\0", ", ")))
        for part in parts
    )
    return tuple(
        name
        for name in names
        if name
        and not name.startswith(("maker", "manufacturer"))
        and re.match(r"[A-Z0-9a-z][\w&’'.]*", name)
        and re.search(r"[A-Z0-9]", name)
    )


def _stopped(name: str) -> str:
    """A name without the full stop of its sentence; that of ``Inc.`` belongs to it."""
    return name if re.search(r"\b(?:Inc|Ltd|Corp|Co)\.$", name) else name.rstrip(".")


def assessment(prose: Prose) -> SaidTest:
    """The assessment, its passing score and how often it may be tried, where the page says so."""
    named = passing = attempts = None
    for sentence in prose.sentences:
        if sentence.section in ("objectives", "references", "disclosure"):
            continue
        test = TEST.search(sentence.text)
        if test and sentence.kind is not Kind.HEADING:
            named = named or Said(sentence.text, sentence.line_at(test.start()))
        if named is None:
            continue
        if passing is None and (score := _score(sentence)):
            passing = score
        if attempts is None and (tries := ATTEMPTS.search(sentence.text)):
            attempts = Said(_count(tries), sentence.line_at(tries.start()))
    return SaidTest(named, passing, attempts)


def _score(sentence: Sentence) -> Said[Decimal] | None:
    if found := PASSING.search(sentence.text):
        number = Decimal(found["before"] or found["after"])
        return Said(number, sentence.line_at(found.start())) if 0 < number <= 100 else None
    if (found := OUT_OF.search(sentence.text)) and 0 < int(found["right"]) <= int(found["all"]):
        share = (Decimal(found["right"]) * 100 / Decimal(found["all"])).quantize(Decimal("0.01")).normalize()
        return Said(Decimal(format(share, "f")), sentence.line_at(found.start()))
    return None


def _count(found: re.Match[str]) -> int:
    if found["many"]:
        return 0
    word = (found["n"] or found["once"]).lower()
    return NUMBERS.get(word) or int(word)


def references(prose: Prose) -> tuple[SaidReference, ...]:
    """The list of references, one for each item or line of its section."""
    found: list[tuple[int, str]] = []
    items = any(sentence.kind is Kind.ITEM for sentence in prose.within("references"))
    for sentence in prose.within("references"):
        if sentence.kind is Kind.HEADING:
            continue
        if not found or (sentence.opens and (sentence.kind is Kind.ITEM or not items)):
            found.append((sentence.line, sentence.text))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {sentence.text}")
    return tuple(reference(text, line) for line, text in found)


def reference(text: str, line: int) -> SaidReference:
    """A source as its line gives it: what can be told apart, and the line itself."""
    doi, pmid, url = (found[-1] if (found := pattern.findall(text)) else "" for pattern in (DOI, PMID, URL))
    bare = PMID.sub(
        "",
        URL.sub(
            "", re.sub(r"(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)?" + re.escape(doi), "", text) if doi else text
        ),
    )
    parts = VANCOUVER.match(bare.strip())
    return SaidReference(
        text=text,
        line=line,
        authors=parts["authors"].strip() if parts else "",
        title=parts["title"].strip().rstrip(".") if parts else "",
        year=parts["year"] if parts else "",
        rest=parts["rest"].strip(" .") if parts else "",
        doi=doi,
        pmid=pmid,
        url="" if doi else url,
    )


def told(prose: Prose) -> dict[str, Said[str]]:
    """What else the page tells, by what it is about, with the first sentence that does."""
    found: dict[str, Said[str]] = {}
    for key, sections, words in TELLS:
        inside = [sentence for sentence in prose.within(*sections) if sentence.kind is not Kind.HEADING]
        spoken = (
            sentence
            for sentence, _ in prose.like(re.compile(words, re.IGNORECASE))
            if sentence.section not in ("objectives", "disclosure", "references")
        )
        first = inside[0] if inside else next(spoken, None)
        if first is not None:
            found[key] = Said(first.text, first.line)
    return found
