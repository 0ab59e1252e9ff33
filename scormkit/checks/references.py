"""REF: sources for further study, and that what is named is cited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.checks.prose import passages, remembered
from scormkit.checks.rule import rule
from scormkit.checks.words import first_place, vocabulary
from scormkit.model.finding import Certainty, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scormkit.checks.prose import Passage
    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course, Reference

CITED = re.compile(r'class="cite" href="#ref-([A-Za-z0-9_.-]+)"')
TRIAL = re.compile(
    r"(?=(?:[0-9-]*[A-Z]){5})[A-Z0-9]{6,}-[0-9]{1,3}[A-Z]?|[A-Z]{5,}[0-9]{3}[A-Z]?|[A-Z]{6,}-[A-Z][a-z]+[0-9]{0,2}"
)
"""How the names of trials look where they end in a number: KEYNOTE-522, HER2CLIMB-05, DESTINY-Breast09, INAVO122."""
NO_TRIAL = re.compile(r"(?:COVID|ADAMTS|SNOMED|EORTC|HTLV|MONDO|ORPHA|SCORE|ICDAS|CHADS)[A-Z]*-?[0-9]+[A-Z]?")
"""Viruses, enzymes, scores and code systems that look the same."""
NAMED = re.compile(
    r"(?<![\w-])([A-Z][A-Za-z]*[A-Z]{2,}[A-Za-z0-9-]*|[a-z]+[A-Z]{3,}[A-Za-z0-9-]*|[A-Z]-[A-Z]{3,}(?:-[0-9]+)?)"
    r"(?= (?:trial|study)\b)"
)
"""A name with capitals before the word trial or study: PATINA trial, heredERA trial, I-PASS study."""
LETTERED = re.compile(
    r"[BT]-\w+|[CHKNV]-(?:RAS|RAF|MYC|KIT|MET|FOS|JUN|SRC)|[GM]+-CSF|[RGO]-(?:E?P?O?CHOP|CVP|EPOCH|DHAP|GDP|ICE|FCM?)"
    r"|[CP]-ANCA|[LD]-DOPA|[AVPQX]-(?:FIB|TACH|RAY|WAVE)|[HIL]-FABP|[A-Z]-(?:MRI|PET|ECMO|MRNA|DNA|RNA)|[MQ]-CHAT|D-DIMER"
)
"""Cells, genes, growth factors, regimens, scores and scans that look the same with one letter before a hyphen."""
GENERAL = {
    "RCT",
    "FDA",
    "EMA",
    "NIH",
    "NCI",
    "CDC",
    "WHO",
    "MRI",
    "PET",
    "ECG",
    "EEG",
    "ICU",
    "DNA",
    "RNA",
    "HIV",
    "NHS",
}
"""Abbreviations that stand before those words and name no trial."""
GUIDELINE = re.compile(
    r"([A-Z](?<!\w.)[A-Z]{2,7})(?:['\u2019]s)? (?:[0-9]{4} )?(?:(?:clinical )?practice )?"
    r"(?:guidelines?|consensus statement)\b"
)
GUIDING = re.compile(r"guideline|recommendation|consensus|statement|guidance|standards", re.IGNORECASE)


@remembered
def _cited(course: Course) -> Mapping[str, set[str]]:
    """The sources that each page cites, and each quiz as a whole, by the id of the page or question."""
    found = {page.id: set(page.cited) for page in course.pages}
    for quiz in course.quizzes:
        whole = set(CITED.findall(quiz.intro)).union(*(question.cited for question in quiz.questions))
        found[quiz.id] = whole
        found.update({question.id: whole for question in quiz.questions})
    return found


def _teaching(course: Course) -> Iterator[Passage]:
    """What is taught and asked; the front matter cites nothing."""
    return (passage for passage in passages(course) if passage.kind != "front")


@rule(
    "REF010", "no-references", Severity.ERROR, "ama", "AMA enduring materials: bibliographic sources", Certainty.LIKELY
)
def no_references(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A course with credit gives its learners no source for further study.

    Why: An enduring material designated for AMA PRA Category 1 Credit gives access to bibliographic sources. The list
    that learners see holds what pages and questions cite, so sources that are never cited are not in it.

    Example: A course without references.yaml, or with one that nothing cites.

    Mend: Add the sources to references.yaml and cite them where they bear the text: '[@doe-2020]'.
    """
    if any(credit.system.type == "CME" for credit in course.credits) and not any(_cited(course).values()):
        yield (
            course.where("credits"),
            "No page and no question cites a source, so learners see no references.",
            "Add sources to references.yaml and cite them: '[@doe-2020]'.",
        )


@rule("REF020", "reference-never-cited", Severity.WARNING, "house", "learners see the sources that are cited")
def never_cited(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A source stands in references.yaml, and nothing cites it.

    Why: The list of references is made of what is cited, so learners never see this one. Most often a citation was lost
    when a page was rewritten.

    Example: A trial in references.yaml whose page was taken out.

    Mend: Cite it where it bears the text, or take it out.
    """
    used = set().union(*_cited(course).values()) if course.pages or course.quizzes else set()
    for reference in course.references:
        if reference.id not in used:
            yield (
                reference.place,
                f"Nothing cites '{reference.id}', so learners do not see it.",
                "Cite it with its id in brackets, or take it out.",
            )


@rule("REF030", "named-trial-not-cited", Severity.WARNING, "house", "each named trial is cited where it is named")
def trial_not_cited(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A page or quiz names a trial whose report is among the references, and cites none of its reports.

    Why: A result without its source cannot be looked up, and the reader cannot tell which report is meant.

    Example: 'In CLEOPATRA survival was longer' on a page that cites no report of CLEOPATRA.

    Mend: Cite the report behind the sentence: '[@swain-2015]'.
    """
    reports = _reports(course.references)
    if not reports:
        return
    cited = _cited(course)
    for name, own in reports.items():
        said: set[str] = set()
        pattern = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w]|-\w)")
        for passage in _teaching(course):
            if name not in passage.text or passage.owner in said or own & cited.get(passage.owner, set()):
                continue
            if match := pattern.search(passage.text):
                said.add(passage.owner)
                yield (
                    passage.at(match.start()),
                    f"'{name}' is named here, and none of its reports is cited: {', '.join(sorted(own))}.",
                    f"Cite it: '[@{min(own)}]'.",
                )


def _reports(references: tuple[Reference, ...]) -> dict[str, set[str]]:
    """The sources by the trial that they report."""
    reports: dict[str, set[str]] = {}
    for reference in references:
        if reference.trial:
            reports.setdefault(reference.trial, set()).add(reference.id)
    return reports


@rule("REF040", "named-trial-without-reference", Severity.WARNING, "house", "each named trial is cited")
def trial_without_reference(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A text names what looks like a trial, and no source in references.yaml reports it.

    Why: A reader who wants to check the trial finds nothing. Names are known by their form: capitals with a number, or
    capitals before 'trial' or 'study'.

    Example: 'INAVO122 adds inavolisib', with no source whose 'trial:' or title holds that name.

    Mend: Add a report, protocol or registry entry to references.yaml with 'trial:', and cite it.
    """
    known = {reference.trial.casefold() for reference in course.references if reference.trial}
    titles = " ".join(f"{reference.title} {reference.journal}" for reference in course.references).casefold()
    said: set[str] = set()
    for name in dict.fromkeys((*_shaped(course), *_named(course))):
        plain = name.casefold()
        place = first_place(course, name, ("page", "quiz"))
        if place and plain not in said and plain not in known and plain not in titles:
            said.add(plain)
            yield (
                place,
                f"'{name}' looks like a trial, and no source in references.yaml reports it.",
                f"Add a report or registry entry with 'trial: {name}' to references.yaml and cite it.",
            )


def _shaped(course: Course) -> Iterator[str]:
    """Words that look like the name of a trial."""
    return (word for word in vocabulary(course) if TRIAL.fullmatch(word) and not NO_TRIAL.fullmatch(word))


def _named(course: Course) -> Iterator[str]:
    """Words before 'trial' or 'study' that have capitals as names do."""
    for passage in _teaching(course):
        if "trial" in passage.text or "study" in passage.text:
            found = (match[1] for match in NAMED.finditer(passage.text))
            yield from (name for name in found if name not in GENERAL and not LETTERED.fullmatch(name))


@rule("REF050", "named-guideline-not-cited", Severity.WARNING, "house", "each named guideline is cited")
def guideline_not_cited(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A page or quiz names a guideline by its body, and cites nothing that looks like it.

    Why: Guidelines change by the year. Without the source nobody can tell which edition a recommendation is from.

    Example: 'The NCCN guidelines recommend' on a page that cites trials only.

    Mend: Add the guideline to references.yaml, with its year, and cite it.
    """
    guiding = {
        reference.id: f"{reference.authors} {reference.title} {reference.journal}" for reference in course.references
    }
    cited = _cited(course)
    said: set[tuple[str, str]] = set()
    for passage in _teaching(course):
        for match in GUIDELINE.finditer(passage.text):
            here = [guiding[name] for name in cited.get(passage.owner, ()) if name in guiding]
            if (passage.owner, match[1]) in said or any(GUIDING.search(text) or match[1] in text for text in here):
                continue
            said.add((passage.owner, match[1]))
            yield (
                passage.at(match.start()),
                f"'{match[0]}' is named here, and no guideline is cited.",
                "Add the guideline to references.yaml and cite it behind the sentence.",
            )


@rule("REF060", "same-source-twice", Severity.WARNING, "house", "a source has one number in the list")
def same_source(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Two entries of references.yaml have the same DOI or PubMed id.

    Why: Learners see one paper under two numbers, and a correction of one entry misses the other; or one of the two
    carries another paper's DOI.

    Example: 'swain-2015' and 'swain-cleopatra' with the same 'doi'.

    Mend: Keep one entry and cite it everywhere, or correct the DOI.
    """
    first: dict[tuple[str, str], str] = {}
    for reference in course.references:
        keys = [("doi", reference.doi.casefold()), ("pmid", reference.pmid)]
        same = next((first[key] for key in keys if key[1] and key in first), "")
        if same:
            yield (
                reference.place,
                f"'{reference.id}' is the same paper as '{same}'.",
                "Keep one of the two entries, or correct its doi or pmid.",
            )
        first.update({key: reference.id for key in keys if key[1] and key not in first})


RULES = (no_references, never_cited, trial_not_cited, trial_without_reference, guideline_not_cited, same_source)
