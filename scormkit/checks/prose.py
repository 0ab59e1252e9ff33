"""What a learner reads, as plain text whose every word knows its place: what rules on wording look at.

Markup is not taken out but covered with word joiners (U+2060), which belong to no word: so a word stands in the text
where it stands in its file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import wraps
from html import unescape
from typing import TYPE_CHECKING, TypeVar

from scormkit.model.finding import Place
from scormkit.model.stated import NotStated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scormkit.model.course import Course, Page
    from scormkit.model.quiz import Question, Quiz

T = TypeVar("T")

COVER = "\u2060"
COVERED = re.compile(
    # Nothing begins with another sign: said first, it is found four times as fast.
    r"(?=[`~ \t\[{\]<hT:>#!\\*_])(?![ \t]+[^\[:T>])(?:"
    r"^(?P<mark>`{3,}|~{3,})[^\n]*\n(?:.*?\n)??(?P=mark)[^\n]*$"  # code
    r"|`[^`\n]*`"
    r"|[ \t]*\[@[^\]\n]{0,300}\]"  # citations, with the space that closes up
    r"|\{[^{}\n]{0,200}\}"  # attributes
    r"|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*"  # addresses of links and pictures
    r"|<?https?://[^\s>)]+>?"
    r"|\[\^[^\]\n]{1,40}\]:?"  # footnote marks
    r"|^[ \t]*:{3,}[ \t]*\w*|^[ \t]*Table:|^[ \t]*>+|^#+(?=[ \t])|!(?=\[)"
    r"|\\(?=[!-/:-@\[-`{-~])|\*+|(?<!\w)_+|_+(?!\w))",
    re.MULTILINE | re.DOTALL,
)
CITED = re.compile(r'<sup class="cites">.*?</sup>', re.DOTALL)
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|h[1-6]|div|figure|figcaption|table|thead|tbody|tr|t[hd]|caption|d[ltd]|br)\b[^>]*>"
)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a course. ``kind`` is ``front``, ``page`` or ``quiz``; ``owner`` is the id of the page or question.

    ``first_line`` is the line of the file on which the text starts, 0 where all of it counts as standing at ``place``.
    """

    kind: str
    owner: str
    text: str
    place: Place
    first_line: int = 0

    def at(self, offset: int) -> Place:
        """Where the character at an offset stands."""
        if not self.first_line:
            return self.place
        start = self.text.rfind("\n", 0, offset) + 1
        return Place(self.place.file, self.first_line + self.text.count("\n", 0, offset), offset - start + 1)


def remembered(function: Callable[[Course], T]) -> Callable[[Course], T]:
    """A function that keeps its result for the course it was asked about last: some twenty rules ask in a row."""
    kept: list[tuple[Course, T]] = []

    @wraps(function)
    def asked(course: Course) -> T:
        if not kept or kept[0][0] is not course:
            kept[:] = [(course, function(course))]
        return kept[0][1]

    return asked


@remembered
def passages(course: Course) -> tuple[Passage, ...]:
    """Every text of the author that a learner reads, in the order of reading: front matter, pages, quizzes."""
    return (*_front(course), *map(page_passage, course.pages), *_quizzes(course))


def passages_with(course: Course, *strings: str) -> Iterator[Passage]:
    """The texts in which one of these strings stands: it is found far faster than the pattern that it belongs to."""
    return (passage for passage in passages(course) if any(string in passage.text for string in strings))


def page_passage(page: Page) -> Passage:
    """The words of a page: of its Markdown, or where that is not known, of its HTML."""
    if page.markdown:
        return Passage("page", page.id, covered(page.markdown), page.place, page.first_line)
    return Passage("page", page.id, plain(page.html), page.place)


def covered(markdown: str) -> str:
    """Markdown with everything covered that a learner does not read as words; no character moves."""
    return COVERED.sub(_cover, markdown)


def _cover(found: re.Match[str]) -> str:
    return "\n".join(COVER * len(line) for line in found[0].split("\n"))


def plain(html: str) -> str:
    """The words of our own HTML, blocks divided by an empty line; citations and code left out."""
    if "<" not in html:
        return unescape(html)
    html = CODE.sub("", CITED.sub("", html))
    return unescape(TAG.sub("", BLOCK.sub("\n\n", html))).strip()


def _front(course: Course) -> Iterator[Passage]:
    named: list[tuple[str, tuple[str | int, ...]]] = [
        (course.title, ("title",)),
        (course.subtitle, ("subtitle",)),
        (course.description, ("description",)),
        (course.notice, ("notice",)),
        (course.audience.description, ("audience", "description")),
        (course.audience.territory_note, ("audience", "territory_note")),
        (course.mitigation.method if course.mitigation else "", ("mitigation", "method")),
        (course.activity.medium, ("activity", "medium")),
        (course.activity.requirements, ("activity", "requirements")),
        (course.policies.privacy, ("policies", "privacy")),
        (course.policies.copyright, ("policies", "copyright")),
    ]
    for index, objective in enumerate(course.objectives):
        named.append((objective.text, ("objectives", index, "text")))
        named += [(point, ("objectives", index, "points", at)) for at, point in enumerate(objective.points)]
    for text, path in named:
        if text:
            yield Passage("front", ".".join(map(str, path)), text, course.where(*path))
    for person in course.people:
        if not isinstance(person.off_label, NotStated) and person.off_label:
            yield Passage("front", f"people.{person.id}", person.off_label, person.place)
    for page in course.pages:
        yield Passage("front", f"title.{page.id}", page.title, page.place)
    for quiz in course.quizzes:
        yield Passage("front", f"title.{quiz.id}", quiz.title, quiz.place)


def _quizzes(course: Course) -> Iterator[Passage]:
    for quiz in course.quizzes:
        yield from _quiz(quiz)


def _quiz(quiz: Quiz) -> Iterator[Passage]:
    if quiz.intro:
        yield Passage("quiz", quiz.id, plain(quiz.intro), quiz.place)
    for question in quiz.questions:
        yield from question_passages(question)


def question_passages(question: Question) -> Iterator[Passage]:
    """What is told of its case, prompt and stem, each answer with its feedback, and the rationale of a question."""
    if question.disclosed:
        yield Passage("quiz", question.id, plain(question.disclosed), question.place)
    yield Passage("quiz", question.id, f"{question.prompt_text}\n\n{plain(question.stem)}", question.place)
    for option in question.options:
        feedback = f"\n\n{plain(option.feedback)}" if option.feedback else ""
        more = "".join(f"\n\n{words}" for words in (plain(option.more), option.match) if words)
        yield Passage("quiz", question.id, option.text + more + feedback, option.place)
    if question.rationale:
        yield Passage("quiz", question.id, plain(question.rationale), question.place)
