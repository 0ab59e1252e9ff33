"""QIZ: how a quiz is drawn, tried and placed, as its front matter says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scormkit.checks import draws
from scormkit.checks.rule import rule
from scormkit.model.finding import Severity
from scormkit.model.quiz import QuizRole, checks_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.checks.rule import CheckContext, Offence
    from scormkit.model.course import Course
    from scormkit.model.quiz import Quiz

HOUSE = "what a learner is told before a test is what happens"


@rule("QIZ110", "draws-more-than-there-are", Severity.ERROR, "house", HOUSE)
def draws_too_many(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A quiz draws more questions than it has, in all or on one objective.

    Why: Every attempt would be shorter than it is said to be, and the score would stand for fewer questions.

    Example: 'draw: 30' above 20 questions; a pool that draws from an objective that no question names.

    Mend: Write more questions, or draw fewer.
    """
    for quiz in course.quizzes:
        for objective, count in _drawn(quiz).items():
            some = [question for question in quiz.questions if not objective or question.objective == objective]
            of_it = f" on '{objective}'" if objective else ""
            if count > len(some):
                yield (
                    quiz.place,
                    f"'{quiz.id}' draws {count} questions{of_it} and has {len(some)}.",
                    "Write more questions, or draw fewer.",
                )


def _drawn(quiz: Quiz) -> Counter[str]:
    """How many questions are drawn on each objective; on none in particular where the quiz draws from all."""
    wanted: Counter[str] = Counter({"": quiz.draw} if quiz.draw else {})
    for share in quiz.pool:
        wanted[share.objective] += share.draw
    return wanted


@rule("QIZ120", "draw-and-pool", Severity.ERROR, "house", HOUSE)
def draw_and_pool(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A quiz says twice how its questions are drawn, or names an objective twice.

    Why: 'draw' takes so many of all questions, 'pool' so many on each objective. Both cannot hold.

    Example: 'draw: 10' and a 'pool' in one quiz.

    Mend: Keep one of them.
    """
    for quiz in course.quizzes:
        named = [share.objective for share in quiz.pool]
        if quiz.draw and quiz.pool:
            yield quiz.place, f"'{quiz.id}' has both 'draw' and 'pool'.", "Keep one of them."
        elif len(set(named)) < len(named):
            yield quiz.place, f"The pool of '{quiz.id}' names an objective twice.", "Add the numbers up."


@rule("QIZ130", "question-never-drawn", Severity.WARNING, "house", HOUSE)
def never_drawn(course: Course, context: CheckContext) -> Iterator[Offence]:
    """The draw leaves out a question in every attempt, so that nobody is ever asked it.

    Why: It was written to be asked, and reviewers count it among the questions of the test.

    Example: A pool on 'when' and 'how', and a question with 'objective=habit'; 'draw: 2' above three single questions
    and a case of three, which is drawn as a whole.

    Mend: Add its objective to the pool, draw as many questions as the case has, or take the question out.
    """
    for quiz in course.quizzes:
        pool = {share.objective for share in quiz.pool}
        for question in draws.never_asked(quiz):
            if pool and question.objective not in pool:
                yield (
                    question.place,
                    f"'{question.id}' is never asked: the pool draws nothing on its objective.",
                    "Add its objective to 'pool', or take the question out.",
                )
            else:
                yield (
                    question.place,
                    f"'{question.id}' is never asked: questions of a case stay together, and so no draw holds it.",
                    "Draw another number of questions, or make the case shorter.",
                )


@rule("QIZ140", "cool-down-without-second-attempt", Severity.WARNING, "house", HOUSE)
def idle_cool_down(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A quiz asks for time between attempts and allows one.

    Why: The wait never happens; either number is not what was meant.

    Example: 'cool_down: 60' with 'attempts: 1'.

    Mend: Allow more attempts, or remove 'cool_down'.
    """
    for quiz in course.quizzes:
        if quiz.cool_down and quiz.attempts == 1:
            yield quiz.place, f"'{quiz.id}' has a cool-down and one attempt.", "Set 'attempts', or remove 'cool_down'."


@rule("QIZ150", "passing-without-test", Severity.WARNING, "house", HOUSE)
def passing_without_test(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A quiz that nobody passes or fails has a passing score.

    Why: Only the post-test is passed. The number would be read as if the quiz counted.

    Example: 'role: evaluation' with 'passing: 80'.

    Mend: Remove 'passing', or make the quiz the post-test.
    """
    for quiz in course.quizzes:
        if quiz.passing and quiz.role is not QuizRole.POST_TEST:
            yield quiz.place, f"'{quiz.id}' is a {quiz.role} with a passing score.", "Remove 'passing'."


@rule("QIZ160", "evaluation-as-a-test", Severity.ERROR, "house", "an evaluation asks for opinions, once")
def evaluation_as_test(course: Course, context: CheckContext) -> Iterator[Offence]:
    """An evaluation marks answers as right, draws its questions, or may be sent more than once.

    Why: Evaluations ask every learner for an opinion, and are counted. Nothing in them is right, and a second form of
    the same learner would count twice.

    Example: '- [x] Strongly agree'; 'role: evaluation' with 'attempts: unlimited'.

    Mend: Write '- [ ]' before every answer; remove 'draw', 'pool' and 'attempts'.
    """
    for quiz in course.quizzes:
        if quiz.role is not QuizRole.EVALUATION:
            continue
        if quiz.attempts != 1 or quiz.draw or quiz.pool:
            yield (
                quiz.place,
                f"The evaluation '{quiz.id}' is drawn, or can be sent more than once.",
                "Remove 'attempts', 'draw' and 'pool'.",
            )
        for question in quiz.questions:
            if any(option.right for option in question.options):
                yield (
                    question.place,
                    f"The question '{question.id}' of an evaluation has a right answer.",
                    "Write '- [ ]' before each of its answers.",
                )


@rule(
    "QIZ170", "quiz-embedded-wrongly", Severity.ERROR, "house", "a page embeds a knowledge check, and each check once"
)
def embedded_wrongly(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A page embeds a quiz that is no knowledge check, or that stands on a page already.

    Why: Tests and evaluations have a place of their own in the course. A check that stands twice would have one answer
    for both.

    Example: '::: quiz post-test' on a page.

    Mend: Give the quiz 'role: check', or take it off the page; write a second quiz for a second page.
    """
    roles = {quiz.id: quiz.role for quiz in course.quizzes}
    seen: set[str] = set()
    for page in course.pages:
        for name in checks_in(page.html):
            if roles.get(name, QuizRole.CHECK) is not QuizRole.CHECK:
                yield page.place, f"'{name}' is a {roles[name]} and cannot stand on a page.", "Give it 'role: check'."
            elif name in seen:
                yield page.place, f"'{name}' stands on a page already.", "Write another quiz for this place."
            seen.add(name)


@rule("QIZ180", "answers-known-before-next-attempt", Severity.WARNING, "house", "a score shows what was learned")
def answers_known(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A test shows each answer at once and asks the same questions in the next attempt.

    Why: Whoever fails knows all answers, and the pass shows that they were read.

    Example: A post-test with 'feedback: at-once' and 'attempts: 3' that draws nothing.

    Mend: Show answers later ('feedback: after-last'), allow one attempt, or draw from a pool.
    """
    for quiz in course.quizzes:
        if quiz.role is QuizRole.POST_TEST and quiz.at_once and quiz.attempts != 1 and not _differs(quiz):
            yield (
                quiz.place,
                f"'{quiz.id}' shows its answers at once, and the next attempt asks the same questions.",
                "Write 'feedback: after-last', 'attempts: 1', or draw the questions.",
            )


@rule("QIZ190", "test-of-opinions", Severity.ERROR, "house", "a test shows what was learned")
def test_of_opinions(course: Course, context: CheckContext) -> Iterator[Offence]:
    """A post-test asks only questions that nobody marks, or may draw only such.

    Why: There is nothing to get wrong: everybody passes, and the record says that they passed a test.

    Example: 'role: post-test' above questions of the kinds 'likert' and 'long'.

    Mend: Write 'role: evaluation', or add questions with right answers and draw some of them in every attempt.
    """
    for quiz in course.quizzes:
        if quiz.role is QuizRole.POST_TEST and draws.asks_opinions_only(quiz):
            may = " may draw" if quiz.asked < len(quiz.questions) else "'s questions are"
            yield (
                quiz.place,
                f"'{quiz.id}'{may} only ones that nobody marks: everybody passes it.",
                "Write 'role: evaluation', or add questions with right answers.",
            )


def _differs(quiz: Quiz) -> bool:
    return quiz.asked < len(quiz.questions)


RULES = (
    draws_too_many,
    draw_and_pool,
    never_drawn,
    idle_cool_down,
    passing_without_test,
    evaluation_as_test,
    embedded_wrongly,
    answers_known,
    test_of_opinions,
)
