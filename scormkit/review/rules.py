"""PRO: what only prose can do wrong, since a course has it generated from fields. And twins of rules on courses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.checks.relationships import OPEN
from scormkit.checks.wording import BEFORE_SHORT, SHORT
from scormkit.model.finding import Certainty, Severity
from scormkit.notices import listed
from scormkit.review.persons import bare_name
from scormkit.review.prose import Kind
from scormkit.review.ruling import prose_rule, same_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.review.prose import Sentence
    from scormkit.review.ruling import Offence, ProseRule
    from scormkit.review.said import Read

ACCME_STATEMENTS = "ACCME: the accreditation statement, and wherever credit is announced"
BY_PROVIDERS = ("ama-pra-1", "ancc", "acpe", "ipce", "abim-moc")
"""Credit that a provider designates because it is accredited; other bodies approve an activity by itself."""
BEFORE = "AMA enduring materials: told to the learner before the start"


@prose_rule("PRO010", "no-accreditation-statement", Severity.ERROR, "accme", ACCME_STATEMENTS)
def no_accreditation(read: Read) -> Iterator[Offence]:
    """The page promises credit, and no sentence says who is accredited by whom.

    Why: Learners are told which accredited provider answers for the activity, in its accreditor's own words. A course
    has the sentence generated from `providers`.

    Example: A page with 'maximum of 0.5 AMA PRA Category 1 Credits' and no 'is accredited by'.

    Mend: Add the accreditation statement of the provider.
    """
    provided = [credit for credit in read.credits if credit.system in BY_PROVIDERS]
    if provided and not read.providers.statements:
        yield (
            provided[0].line,
            "Credit is promised here, and nothing on the page says who is accredited by whom.",
            "Add the accreditation statement of the accredited provider.",
        )


@prose_rule(
    "PRO020", "no-designation-statement", Severity.ERROR, "ama", "AMA PRA designation statement", Certainty.LIKELY
)
def no_designation(read: Read) -> Iterator[Offence]:
    """AMA PRA credit is promised outside a designation statement.

    Why: Wherever an amount of AMA PRA Category 1 Credit is announced, the statement has to stand: the accredited
    provider designates this activity, in its format, for a maximum.

    Example: 'Earn 0.5 AMA PRA Category 1 Credits' and no sentence in which a provider designates.

    Mend: Add the designation statement.
    """
    for credit in read.credits:
        if credit.system == "ama-pra-1" and not credit.format:
            yield (
                credit.line,
                f"{credit.amount} {credit.phrase} are named here, and no sentence designates the activity for them.",
                "Write: PROVIDER designates this FORMAT for a maximum of …",
            )


@same_as("AMA040")
def abbreviated(read: Read) -> Iterator[Offence]:
    """The name of AMA PRA credit is shortened."""
    if not any(credit.system == "ama-pra-1" for credit in read.credits):
        return
    for sentence, found in read.prose.like(SHORT):
        if not BEFORE_SHORT.search(sentence.text[max(0, found.start() - 20) : found.start()]):
            yield (
                sentence.line_at(found.start()),
                f"'{found[0]}' is not the whole name of the credit.",
                "Write: AMA PRA Category 1 Credit™.",
            )


@prose_rule(
    "PRO030",
    "date-left-open",
    Severity.WARNING,
    "accme-legacy",
    "the last day on which credit can be claimed",
    Certainty.LIKELY,
)
def vague_date(read: Read) -> Iterator[Offence]:
    """A date can be read in two ways: as the end of credit or of access, or as day and month or month and day.

    Why: The last day of credit is a fact that learners, LMSs and reports go by.

    Example: 'Available until Feb 28th 2026'; '04/05/2026'.

    Mend: Write what ends, and the month in letters: 'Credit can be claimed until 28 February 2026'.
    """
    for vague in read.dates.vague:
        yield vague.line, f"{vague.value}.", "Write what ends on that day, and the month in letters."


@prose_rule("PRO040", "one-title-two-ways", Severity.WARNING, "text", "one thing has one spelling")
def title_style(read: Read) -> Iterator[Offence]:
    """Names have 'Dr.' in one place and 'Dr' in another.

    Why: It shows that disclosures were pasted from different sources, and reviewers send it back.

    Example: 'Dr. Jane Roe' in one paragraph, 'Dr John Doe' in the next.

    Mend: Write the title in one way.
    """
    styles: dict[str, list[int]] = {}
    for person in read.people:
        if person.style in ("Dr", "Dr."):
            styles.setdefault(person.style, []).append(person.line)
    if len(styles) > 1:
        rare, usual = sorted(styles, key=lambda style: len(styles[style]))
        yield styles[rare][0], f"'{rare}' stands here, and '{usual}' with other names.", "Write the title in one way."


@prose_rule(
    "PRO050",
    "on-demand-called-attended",
    Severity.WARNING,
    "ama",
    "AMA PRA learning formats: on demand is not live",
    Certainty.LIKELY,
)
def attended(read: Read) -> Iterator[Offence]:
    """Learners of an online activity are called attendees.

    Why: The word belongs to live activities. Beside an enduring material it leaves open which format was designated.

    Example: 'A statement of participation is available to other attendees.'

    Mend: Write learners or participants.
    """
    for sentence, found in read.prose.like(re.compile(r"\battendees?\b", re.IGNORECASE)):
        yield (
            sentence.line_at(found.start()),
            f"'{found[0]}' is a word of live activities.",
            "Write learners or participants.",
        )


@prose_rule(
    "PRO060", "period-of-disclosure-missing", Severity.WARNING, "accme", "ACCME Standard 3.1: the prior 24 months"
)
def no_window(read: Read) -> Iterator[Offence]:
    """Relationships are disclosed, and the page does not say for which time.

    Why: Everyone discloses what existed within the prior 24 months. A page that does not say so may rest on older
    forms that asked for twelve. A course has the words generated.

    Example: 'Jane Roe has disclosed: consultant for Example Pharma.'

    Mend: Add the 24 months.
    """
    silent = [person for person in read.people if person.ties and not person.window]
    if silent and read.together.window is None:
        yield (
            silent[0].line,
            f"Relationships of {listed(bare_name(person.name) for person in silent)} stand without the 24 months.",
            "Say that they existed within the past 24 months.",
        )


@prose_rule("PRO070", "no-disclosures", Severity.ERROR, "accme", "ACCME Standard 3.5: relationships or their absence")
def no_disclosures(read: Read) -> Iterator[Offence]:
    """The page tells neither anybody's relationships nor that nobody has any.

    Why: Learners are told of relevant relationships, or of their absence, before they begin.

    Example: A page with objectives and credit, and no disclosures.

    Mend: Add the disclosures of everyone in control of content.
    """
    told = [person for person in read.people if person.ties or person.nothing]
    if not told and read.together.nobody is None:
        yield 0, "Nothing says who controls the content and what they disclose.", "Add everyone's disclosures."


@same_as("DIS070")
def left_open(read: Read) -> Iterator[Offence]:
    """A list of natures begins with 'include'."""
    for person in read.people:
        if person.open is not None and not (person.bulk and OPEN.search(person.bulk.value)):
            yield (
                person.open.line,
                f"'{person.open.value}' leaves the disclosure of {bare_name(person.name)} open.",
                "Name each company with its natures, all of them.",
            )


@same_as("MKT010")
def picture(read: Read) -> Iterator[Offence]:
    """A picture stands among the disclosures or the acknowledgement of support."""
    sections = {sentence.line: sentence.section for sentence in read.prose.sentences}
    for line in read.prose.lines:
        if line.kind is Kind.IMAGE and sections.get(line.number) in ("disclosure", "support", "mitigation"):
            yield line.number, f"A picture ('{line.text}') stands here.", "Take it out: companies are named, not shown."


TRADE = re.compile(r"\b(\w[\w-]*) ?®(?!\w)")
OWN_MARKS = frozenset(("EACCME", "ECMEC", "EBAC", "PARS"))


@same_as("MKT020")
def trade_name(read: Read) -> Iterator[Offence]:
    """A registered trade name stands among the disclosures or the acknowledgement of support."""
    for sentence in read.prose.within("disclosure", "support", "mitigation"):
        for found in TRADE.finditer(sentence.text):
            if found[1] not in OWN_MARKS:
                yield sentence.line_at(found.start()), f"'{found[0]}' is a trade name.", "Name the company only."


@prose_rule("PRO080", "instructions-missing", Severity.ERROR, "ama", BEFORE, Certainty.LIKELY)
def no_instructions(read: Read) -> Iterator[Offence]:
    """The page does not say how to complete the activity and claim credit.

    Why: Clear instructions are among what AMA asks of enduring material. A course has them generated.

    Example: A page with credit, and no word on what a learner has to do.

    Mend: Say step by step what to do, and how credit is claimed.
    """
    if read.credits and "method" not in read.told:
        yield 0, "Nothing says how to complete the activity and claim credit.", "Say it step by step."


@prose_rule("PRO090", "evaluation-not-told", Severity.WARNING, "house", "learners evaluate the activity")
def no_evaluation(read: Read) -> Iterator[Offence]:
    """The page says nothing of an evaluation.

    Why: Providers ask learners what changed, and most of their policies want the page to say so.

    Example: Instructions that end with the test.

    Mend: Say that the activity ends with an evaluation.
    """
    if read.credits and "evaluation" not in read.told:
        yield 0, "Nothing says that learners evaluate the activity.", "Name the evaluation in the instructions."


@same_as("QIZ020")
def no_assessment(read: Read) -> Iterator[Offence]:
    """No assessment is named."""
    if any(credit.system == "ama-pra-1" for credit in read.credits) and read.test.named is None:
        yield 0, "The page names no assessment.", "Say how learners are assessed, with which passing score."


@same_as("AMA110")
def no_passing_level(read: Read) -> Iterator[Offence]:
    """The passing score is not told."""
    if any(credit.system == "ama-pra-1" for credit in read.credits) and read.test.passing is None:
        line = read.test.named.line if read.test.named else 0
        yield line, "The page states no passing score.", "State the score that passes, in percent."


@same_as("REF010")
def no_references(read: Read) -> Iterator[Offence]:
    """No source is listed."""
    if any(credit.system == "ama-pra-1" for credit in read.credits) and not read.references:
        yield 0, "The page lists no sources for further study.", "Add references."


TRIAL = re.compile(r"(?<![\w-])(?:[A-Z]{5,}(?:-?[0-9]{1,3})?|[a-z]{3,}[A-Z]{2,}[0-9]*|[A-Z]{3,}-[0-9]{1,3})(?![\w-])")
STUDIED = re.compile(r"\b(?:trials?|stud(?:y|ies)|data|model|results|evidence)\b", re.IGNORECASE)
NO_TRIAL = frozenset(
    [
        "ACCME",
        "EACCME",
        "ECMEC",
        "ECMECS",
        "AAPA",
        "ABIM",
        "ANCC",
        "SCORM",
        "HTTPS",
        "AIDS",
        "COVID",
        "COVID-19",
        "SARS",
        "NSAID",
    ]
)


def trials_of(sentence: Sentence) -> list[re.Match[str]]:
    """The names of trials in a sentence that speaks of studies."""
    if sentence.section not in ("objectives", "overview", "") or not STUDIED.search(sentence.text):
        return []
    return [found for found in TRIAL.finditer(sentence.text) if found[0] not in NO_TRIAL]


@same_as("REF040")
def trial_without_source(read: Read) -> Iterator[Offence]:
    """A trial is named, and no source of the page names it."""
    sources = " ".join(reference.text for reference in read.references)
    for sentence in read.prose.sentences:
        names = [found for found in trials_of(sentence) if found[0] not in sources]
        if names:
            yield (
                sentence.line_at(names[0].start()),
                (
                    f"{listed(dict.fromkeys(found[0] for found in names))}: named here, and no source on the page "
                    f"reports it."
                ),
                "Add its report to the references.",
            )


FUTURE = re.compile(
    r"\b(?:activity|program(?:me)?|course|module|provider|education)\b[^.]{0,40}\bwill (?:be (?:provided|planned"
    r"|designated|accredited|certified|offered|implemented)|provide|designate|award|offer)\b"
    r"|\b(?:credits?|accreditation|certification|designation)\b[^.]{0,40}\b(?:pending|applied for)\b"
    r"|\bapplied for\b[^.]{0,40}\b(?:credit|accreditation)\b"
    r"|\bapplication\b[^.]{0,80}\b(?:has been|was|will be) (?:made|filed|submitted)\b",
    re.IGNORECASE,
)


@same_as("TXT080")
def promised(read: Read) -> Iterator[Offence]:
    """A sentence beside the statements speaks of credit that is still to come."""
    statements = {id(one) for one in (*read.providers.statements, read.providers.joint_statement)}
    statements |= {id(credit.said) for credit in read.credits if credit.format}
    for sentence, found in read.prose.like(FUTURE):
        if id(sentence) not in statements and sentence.section not in ("objectives", "references"):
            yield (
                sentence.line_at(found.start()),
                f"'{found[0]}' speaks of something that is still to come.",
                "State what is decided, or leave it out until it is.",
            )


@same_as("ACC030")
def spelled_in_two_ways(read: Read) -> Iterator[Offence]:
    """A provider is spelled otherwise than elsewhere on the page; the rarer spelling is the odd one."""
    said = read.providers
    for name in [*([said.accredited] if said.accredited else []), *said.joint]:
        spelled: dict[str, list[int]] = {}
        for sentence in read.prose.sentences:
            for variant in spellings(name.value, sentence.text):
                spelled.setdefault(variant, []).append(sentence.line_at(sentence.text.find(variant)))
        usual = max(spelled, key=lambda one: len(spelled[one]), default="")
        for odd in (one for one in spelled if one != usual):
            yield (
                spelled[odd][0],
                f"'{odd}' stands here, and '{usual}' elsewhere.",
                "Write the name in one way everywhere.",
            )


def spellings(name: str, text: str) -> list[str]:
    """The ways in which a text spells a name, with other capitals, blanks or hyphens."""
    letters = re.findall(r"\w", name)
    if len(letters) < 4:
        return []
    pattern = r"(?<!\w)" + r"[ .-]?".join(map(re.escape, letters)) + r"(?!\w)"
    return [found for found in re.findall(pattern, text, re.IGNORECASE) if found[0].isupper()]


@same_as("DIS150")
def off_label_for_some(read: Read) -> Iterator[Offence]:
    """Some say whether they speak of uses that are not approved, and others do not."""
    people = [person for person in read.people if not person.group]
    spoken = [person for person in people if person.off_label]
    silent = [bare_name(person.name) for person in people if not person.off_label]
    if spoken and silent and read.off_label is None and spoken[0].off_label:
        yield (
            spoken[0].off_label.line,
            f"{bare_name(spoken[0].name)} speaks of unapproved uses here, and nothing is said of {listed(silent)}.",
            "Say it of everyone, or of nobody.",
        )


PROSE_RULES: tuple[ProseRule, ...] = (
    no_accreditation, no_designation, abbreviated, vague_date, title_style, attended, no_window, no_disclosures,
    left_open, picture, trade_name, no_instructions, no_evaluation, no_assessment, no_passing_level, no_references,
    trial_without_source, promised, spelled_in_two_ways, off_label_for_some,
)  # fmt: skip
"""Everything that looks at a page by itself."""
RULES = tuple(one.rule for one in PROSE_RULES if one.rule.id.startswith("PRO"))
"""The rules that only prose can break."""
