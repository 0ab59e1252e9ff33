"""AUD: links that only some of their readers can follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scormkit.checks.prose import Passage
from scormkit.checks.rule import rule
from scormkit.model.finding import Severity
from scormkit.model.quiz import checks_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.finding import Place
    from scormkit.model.quiz import Question

INNER = re.compile(r'href="#page-([a-z0-9-]+)"')


class Told(NamedTuple):
    """A text that may hold links: the professions that read it, its HTML, and as what it was written."""

    readers: tuple[str, ...]
    html: str
    source: Passage

    def link_to(self, page: str) -> Place:
        """Where the link to a page stands, as far as that is known."""
        at = self.source.text.find(f"](#{page})")
        return self.source.at(self.source.text.rfind("[", 0, at)) if at >= 0 else self.source.place


@rule("AUD080", "link-to-page-for-others", Severity.WARNING, "house", "every learner is shown what is for them")
def link_for_others(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A page or a quiz links to a page that some of its readers are not shown.

    Why: For them the link leads nowhere: the page is neither shown nor in their contents.

    Example: `[the doses](#doses)` on a page for everybody, and `for: [pharmacist]` on the page `doses`

    Mend: Remove the link, say the same where everybody reads it, or widen `for` of the page that it leads to.
    """
    some = {page.id: page for page in course.pages if page.audience}
    for told in _told(course) if some else ():
        for name in dict.fromkeys(INNER.findall(told.html)):
            lost = [one for one in told.readers if name in some and not some[name].is_for(one)]
            if lost:
                yield (
                    told.link_to(name),
                    f"The link to '{some[name].title}' leads nowhere for: {', '.join(lost)}.",
                    "Remove the link, or widen 'for' of that page.",
                )


def _told(course: Course) -> Iterator[Told]:
    inside: dict[str, tuple[str, ...]] = {}
    for page in course.pages:
        readers = tuple(one for one in course.audience.professions if page.is_for(one))
        inside |= dict.fromkeys(checks_in(page.html), readers)
        yield Told(readers, page.html, Passage("page", page.id, page.markdown, page.place, page.first_line))
    for quiz in course.quizzes:
        readers = inside.get(quiz.id, course.audience.professions)
        yield Told(readers, quiz.intro, Passage("quiz", quiz.id, "", quiz.place))
        for question in quiz.questions:
            yield Told(readers, _html(question), Passage("quiz", question.id, "", question.place))


def _html(question: Question) -> str:
    answers = (text for option in question.options for text in (option.html, option.more, option.feedback))
    return "\n".join((question.disclosed, question.prompt, question.stem, *answers, question.rationale))


RULES = (link_for_others,)
