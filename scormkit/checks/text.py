"""TXT: marks and words that went wrong on the way from a word processor."""

from __future__ import annotations

import re
from operator import eq
from typing import TYPE_CHECKING

from scormkit.checks import abbreviations, english, spelling
from scormkit.checks.prose import passages, plain
from scormkit.checks.rule import rule
from scormkit.checks.words import terms
from scormkit.model.finding import Severity
from scormkit.model.stated import NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.checks.prose import Passage
    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course

REPEATED = re.compile(r"(?<![\w'\u2019-])([A-Za-z]{2,}+)(?: +|\n(?=[a-z]))(?i:\1)(?![\w'\u2019-])")
MAY_REPEAT = {"had", "that", "is", "her", "do", "so", "very", "no", "bye", "chin", "beta", "pan", "can", "in"}
STRAY = re.compile(
    r"\*\*(?=\S)|(?<=\S)\*\*|^[ \t]*[\u2022\u25cf\u25aa\u2023\u00b7][ \t]|(?<=\n)[\u2022\u25cf\u25aa][ \t]",
    re.MULTILINE,
)
LEFT_OVER = ("**", "\u2022", "\u25cf", "\u25aa", "\u2023", "\u00b7")
STRAIGHT = re.compile(r"'(?<=\w')(?=[a-z])|\"(?=\w)")
CURLY = re.compile("\u2019(?<=\\w\u2019)(?=[a-z])|\u201c(?=\\w)")
HYPHEN = re.compile(r" (?<=[A-Za-z,)] )--? (?=[A-Za-z(])")
DASH = re.compile("(?<=[A-Za-z,)]) ?[\u2013\u2014] ?(?=[A-Za-z(])")
PROMISE = re.compile(
    r"\b(?:will (?:be )?(?:designat|accredit|certif|award(?:ed)? (?:credit|AMA)|mitigat)\w*"
    r"|(?:accreditation|certification|designation|credit) (?:is |has been )?(?:pending|applied for|being sought)"
    r"|(?:has |have |was |is being )applied for (?:accreditation|certification|designation|credit|AMA|CME)"
    r"|pending (?:accreditation|certification|approval (?:of|for) (?:credit|CME|AMA))"
    r"|this activity will be (?:planned|implemented))",
    re.IGNORECASE,
)
MIXED = (
    ("quotation marks", STRAIGHT, CURLY, "\u2019\u201c"),
    ("dashes", HYPHEN, DASH, "\u2013\u2014"),
)
"""What is of two kinds: its name, both kinds, and signs without which the second does not stand there."""
ITSELF = re.compile(
    r"\b[Tt]his (?:(?:online|education(?:al)?|enduring|CME|CE|CPD|e-learning|on-demand|interactive|free)[ -])*"
    r"(program(?:me)?|activity|course|module|webinar|webcast|symposium|seminar|conference)\b"
)
LIST = re.compile(r"<ul>\n?(.*?)</ul>", re.DOTALL)
ITEM = re.compile(r"<li>(.*?)(?=</li>|<[uo]l>|\Z)", re.DOTALL)


def _first_of(
    course: Course, pattern: re.Pattern[str], test: Callable[[Passage], bool]
) -> Iterator[tuple[Passage, re.Match[str]]]:
    return (
        (passage, match) for passage in passages(course) if test(passage) for match in pattern.finditer(passage.text)
    )


@rule("TXT050", "repeated-word", Severity.WARNING, "text", "a word stands once")
def repeated_word(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A word stands twice in a row.

    Why: It is left over from an edit, and where it stands beside a 'not' or a number the sentence may have lost more.

    Example: 'continue the the antibodies'.

    Mend: Take one out, and read the sentence again.
    """
    for passage, words in terms(course):
        for match in REPEATED.finditer(passage.text) if _may_repeat(words) else ():
            if match[1].lower() not in MAY_REPEAT and not match[1].isupper():
                yield passage.at(match.start()), f"'{match[1]}' stands twice in a row.", "Take one of the two out."


def _may_repeat(words: list[str]) -> bool:
    """Whether two words in a row are the same, but for a plus behind them: this is known in a tenth of the time."""
    small = " ".join(words).lower().replace("+", "").replace("\u207a", "").split(" ")
    return any(map(eq, small, small[1:]))


@rule("TXT060", "stray-mark", Severity.WARNING, "text", "marks of formatting are not shown as text")
def stray_mark(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A mark for bold, or a bullet typed as a character, would be shown to learners as it is written.

    Why: A bold mark that is not closed in its paragraph stays as two asterisks. A typed bullet makes no list, so a
    screen reader announces neither the list nor the number of its items.

    Example: '**Objectives: and no second mark'; a line that starts with '\u2022'.

    Mend: Close the mark in the same paragraph; start items of a list with '- '.
    """
    shown = [(passage, passage.text) for passage in passages(course) if passage.kind != "page"]
    shown += [
        (passage, passage.text) for passage in passages(course) if passage.kind == "page" and not passage.first_line
    ]
    for passage, text in shown:
        for match in STRAY.finditer(text):
            yield _stray(passage, match.start(), match[0])
    by_id = {passage.owner: passage for passage in passages(course) if passage.kind == "page" and passage.first_line}
    for page in course.pages:
        if page.id not in by_id or not any(mark in page.html for mark in LEFT_OVER):
            continue
        for match in STRAY.finditer(plain(page.html)):
            yield _stray(by_id[page.id], _found(page.markdown, match[0].strip()), match[0])


def _stray(passage: Passage, offset: int, mark: str) -> Offence:
    return (
        passage.at(offset),
        f"'{mark.strip()}' would be shown as it is written.",
        "Close a bold mark in its paragraph; start items of a list with '- '.",
    )


def _found(markdown: str, mark: str) -> int:
    """Where a mark that was left over stands: the last one of an odd number of bold marks, the first bullet."""
    if mark != "**":
        return max(markdown.find(mark), 0)
    start = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", markdown):
        if paragraph.count(mark) % 2:
            return start + paragraph.rfind(mark)
        start += len(paragraph)
    return max(markdown.find(mark), 0)


@rule("TXT070", "mixed-quotes-or-dashes", Severity.ADVICE, "text", "one kind of quotation mark and of dash")
def mixed_typography(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Straight and curly quotation marks, or hyphens and dashes between words, stand side by side on one page.

    Why: It shows where text was pasted from, and 'one trial - the other' reads as a minus or a range.

    Example: "patient's" and "patient\u2019s" on one page; ' - ' and ' \u2013 ' between words.

    Mend: Use one of the two on the page.
    """
    for passage in passages(course):
        if passage.kind != "page":
            continue
        for what, one, other, signs in MIXED:
            if not any(sign in passage.text for sign in signs):
                continue
            first, second = one.search(passage.text), other.search(passage.text)
            if first and second:
                later = max(first.start(), second.start())
                yield (
                    passage.at(later),
                    f"Two kinds of {what} stand on this page: '{first[0].strip()}' and '{second[0].strip()}'.",
                    "Use one of the two.",
                )


@rule("TXT080", "promised-in-the-future", Severity.WARNING, "ama", "accreditation and designation are stated as facts")
def promised(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A text says that the activity will be accredited, designated or mitigated, or that this is pending.

    Why: Credit is advertised and offered once it is designated, not before; a statement in the future tense says that
    it is not. The generated statements are in the present, and such a sentence contradicts them.

    Example: 'AffinityCE will designate this activity'; 'credit pending'.

    Mend: State it as a fact, or take the credit out until it is one.
    """
    for passage, match in _first_of(course, PROMISE, lambda passage: passage.kind == "front"):
        yield (
            passage.at(match.start()),
            f"'{match[0]}' speaks of something that is still to come.",
            "State what is decided, or leave the statement to the generated front matter.",
        )


@rule("TXT090", "activity-by-several-names", Severity.ADVICE, "text", "one thing has one name")
def several_names(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The course calls itself by several names: this activity, this program, this course.

    Why: Learners ask whether the program is the activity that carries credit.

    Example: 'This online education program' beside 'this activity'.

    Mend: Choose one name; the generated statements say 'activity'.
    """
    first: dict[str, Passage] = {}
    for passage, match in _first_of(course, ITSELF, lambda passage: passage.kind == "front"):
        name = match[1].lower().replace("programme", "program")
        if name in first or (name == "activity" and not first):
            first.setdefault(name, passage)
            continue
        first[name] = passage
        if len(first) > 1:
            yield (
                passage.at(match.start()),
                f"The course calls itself '{match[0].lower()}' here, and {_others(first, name)} elsewhere.",
                "Choose one name; the generated statements say 'activity'.",
            )


def _others(names: dict[str, Passage], own: str) -> str:
    return " and ".join(f"'this {name}'" for name in names if name != own)


@rule("TXT100", "list-ends-mixed", Severity.ADVICE, "text", "the items of a list end alike")
def list_ends(course: Course, context: CheckContext) -> Iterator[Offence]:
    """Some items of a list end with a full stop, and others with nothing.

    Why: It looks unfinished beside an approved text, and a missing stop may be a missing half of a sentence.

    Example: Three objectives, the second without its full stop.

    Mend: End all items of the list alike.
    """
    for index, objective in enumerate(course.objectives):
        if _mixed(objective.points):
            odd = _odd(objective.points)
            yield (
                course.where("objectives", index, "points", odd),
                f"Of {len(objective.points)} points some end with a full stop; this one is the other kind.",
                "End all points alike.",
            )
    for passage, page in zip((p for p in passages(course) if p.kind == "page"), course.pages, strict=True):
        for match in LIST.finditer(page.html):
            items = [plain(item).strip() for item in ITEM.findall(match[1])]
            if "<ul>" not in match[1] and "<ol>" not in match[1] and _mixed(tuple(items)):
                words = items[_odd(tuple(items))]
                yield (
                    passage.at(max(page.markdown.find(words[-20:]), 0)),
                    f"Of {len(items)} items some end with a full stop; '{words[:40]}' is the other kind.",
                    "End all items alike.",
                )


def _mixed(items: tuple[str, ...]) -> bool:
    """Whether ends differ; a list that runs as one sentence ends with its only full stop."""
    ends = [item.endswith((".", "?", "!")) for item in items if item]
    running = any(item.endswith((";", ",")) for item in items) or (ends[-1:] == [True] and ends.count(True) == 1)
    return len(set(ends)) == 2 and not running


def _odd(items: tuple[str, ...]) -> int:
    """The first item of the smaller kind."""
    ends = [item.endswith((".", "?", "!")) for item in items]
    return ends.index(ends.count(True) < ends.count(False) or (ends.count(True) == ends.count(False) and not ends[0]))


@rule("TXT110", "gap-left-in-text", Severity.WARNING, "house", "a text that learners read says something")
def gap_left(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A text that learners read is the words "not stated".

    Why: Where a field may stay open, "not stated" is a value and pages say so in their own way. A title or description
    is printed as it stands.

    Example: `description: not stated` in a draft made by `scormkit review`.

    Mend: Write the text, or delete the key if it is not needed.
    """
    for passage in passages(course):
        if passage.text.strip().lower() == str(NOT_STATED):
            yield passage.at(0), "The text is 'not stated'.", "Write it, or delete the key if it is not needed."


RULES = (
    *spelling.RULES,
    *english.RULES,
    *abbreviations.RULES,
    repeated_word,
    stray_mark,
    mixed_typography,
    promised,
    several_names,
    list_ends,
    gap_left,
)
