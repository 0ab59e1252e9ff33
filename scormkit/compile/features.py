"""What only some courses need of the runtime: scripts, styles, words. Each ships only where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scormkit import notices
from scormkit.model.course import Gate
from scormkit.model.media import PLAYED
from scormkit.model.quiz import QuizRole, Results, Show, checks_in
from scormkit.model.stated import NotStated
from scormkit.questions import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from scormkit.model.course import Course
    from scormkit.model.quiz import Question, Quiz
    from scormkit.questions.kind import QuestionKind


@dataclass(frozen=True, slots=True)
class Feature:
    """A part of the runtime that a course may do without. Its files are ``runtime/features/<name>.js``, ``.css`` and
    ``.en.json`` (its words), as far as it has them.
    """

    name: str
    used: Callable[[Course], bool]
    script: bool = True
    style: bool = False
    words: bool = False

    def file(self, ending: str) -> str:
        """The path of one of its files, relative to the program's folder."""
        return f"runtime/features/{self.name}.{ending}"


def _some(wanted: Callable[[Quiz], object]) -> Callable[[Course], bool]:
    """Whether a course has a quiz of this sort."""
    return lambda course: any(wanted(quiz) for quiz in course.quizzes)


def _asks_who(course: Course) -> bool:
    audience = course.audience
    return audience.ask_first or audience.ask_specialty or any(page.audience for page in course.pages)


def _requires(*gates: Gate) -> Callable[[Course], bool]:
    return lambda course: any(gate in course.gates for gate in gates)


def _keeps_more(course: Course) -> bool:
    return _asks_who(course) or _requires(Gate.MEDIA, Gate.TIME)(course)


def _has_transcript(course: Course) -> bool:
    return Gate.MEDIA in course.gates and any(film.transcript for film in notices.films(course))


def _plays(course: Course) -> bool:
    return any(asset.path.rpartition(".")[2] in PLAYED for asset in course.assets)


def _asks_with_the_claim(course: Course) -> bool:
    return _asks_who(course) or _requires(Gate.ATTESTATION)(course)


def _ends_apart(course: Course) -> bool:
    return any(not isinstance(credit.expires, NotStated) for credit in course.credits)


def _says_to_some(course: Course) -> bool:
    notes = (note for credit in course.credits for note in notices.certificate_notes(course, credit))
    return bool(course.certificate) or any(profession for profession, _ in notes)


def _some_question(wanted: Callable[[Question], object]) -> Callable[[Course], bool]:
    """Whether a course has a question of this sort."""
    return _some(lambda quiz: any(wanted(question) for question in quiz.questions))


FEATURES: tuple[Feature, ...] = (
    Feature("pool", _some(lambda quiz: quiz.drawn)),
    Feature("roles", _some(lambda quiz: quiz.role is not QuizRole.POST_TEST), words=True),
    Feature("steps", _some(lambda quiz: quiz.at_once or quiz.show is Show.ONE), style=True, words=True),
    Feature("case", _some_question(lambda question: question.disclosed), style=True, words=True),
    Feature(
        "hint", _some_question(lambda question: '<details class="hint">' in question.stem), script=False, style=True
    ),
    Feature(
        "answer-blocks",
        _some_question(lambda question: any(option.more for option in question.options)),
        script=False,
        style=True,
    ),
    Feature("partial", _some_question(lambda question: question.partial)),
    Feature("cooldown", _some(lambda quiz: quiz.cool_down), words=True),
    Feature("results", _some(lambda quiz: quiz.results is Results.BY_OBJECTIVE), style=True, words=True),
    Feature("checks", lambda course: any(checks_in(page.html) for page in course.pages), style=True),
    Feature("recordings", _plays, script=False, style=True),
    Feature("kept", _keeps_more),
    Feature("claim", _asks_with_the_claim),
    Feature("audience", _asks_who, style=True, words=True),
    Feature("pre-test", _requires(Gate.PRE_TEST), words=True),
    Feature("media", _requires(Gate.MEDIA), style=True, words=True),
    Feature("transcript", _has_transcript, words=True),
    Feature("time", _requires(Gate.TIME), style=True, words=True),
    Feature("evaluation", _requires(Gate.EVALUATION), words=True),
    Feature("attestation", _requires(Gate.ATTESTATION), words=True),
    Feature("credit-dates", _ends_apart, words=True),
    Feature("certificate", _says_to_some),
    Feature("handoff", lambda course: course.handoff is not None, style=True, words=True),
)
"""In loading order: after the acts, before the driver. Each puts functions of its own in the place of some of the base,
and calls those, so the last is asked first; gates stand in the order in which learners meet them.
"""


def used_features(course: Course) -> tuple[Feature, ...]:
    """The features that a course uses, in loading order."""
    return tuple(feature for feature in FEATURES if feature.used(course))


def _kinds(course: Course) -> list[QuestionKind]:
    """The question kinds that the course uses, in the order of their table."""
    used = {question.kind for quiz in course.quizzes for question in quiz.questions}
    return [kind for name, kind in KINDS.items() if name in used]


def question_scripts(course: Course) -> tuple[str, ...]:
    """The scripts of the question kinds that the course uses, and of no others."""
    return tuple(dict.fromkeys(script for kind in _kinds(course) for script in kind.scripts))


def question_styles(course: Course) -> tuple[str, ...]:
    """The style sheets of the question kinds that the course uses, and of no others."""
    return tuple(dict.fromkeys(style for kind in _kinds(course) for style in kind.styles))


def question_words(course: Course) -> tuple[str, ...]:
    """The files of words of the question kinds that the course uses."""
    return tuple(dict.fromkeys(words for kind in _kinds(course) for words in kind.words))


def feature_scripts(course: Course) -> tuple[str, ...]:
    """The scripts of the features that the course uses."""
    return tuple(feature.file("js") for feature in used_features(course) if feature.script)


def feature_styles(course: Course) -> tuple[str, ...]:
    """The style sheets of the features that the course uses."""
    return tuple(feature.file("css") for feature in used_features(course) if feature.style)


def feature_words(course: Course) -> tuple[str, ...]:
    """The files of words of the features that the course uses."""
    return tuple(feature.file("en.json") for feature in used_features(course) if feature.words)
