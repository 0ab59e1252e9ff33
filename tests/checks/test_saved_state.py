"""The estimate of a learner's saved state against what the learner's runtime really writes."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from models import (
    FILM,
    make_course,
    make_credit,
    make_demanding,
    make_option,
    make_page,
    make_question,
    make_quiz,
    make_true_false,
)

from scormkit.checks.limits import SECONDS, worst_suspend_data
from scormkit.compile.course import compile_course
from scormkit.compile.data import course_data
from scormkit.model.course import Audience, LmsSettings
from scormkit.model.credit import PROFESSIONS
from scormkit.model.quiz import FeedbackTime, QuizRole, Share, Shuffle
from scormkit.model.stated import NOT_STATED
from scormkit.resources import runtime_dir
from scormkit.targets.scorm12 import SCORM12

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from scormkit.model.course import Course
    from scormkit.model.quiz import Question

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
LONG = "x" * 30
EVERYBODY = Audience("Everybody", tuple(PROFESSIONS), NOT_STATED, (), "")


def question(index: int, kind: str, options: int) -> Question:
    name = f"{LONG[:25]}-{index}"
    if kind == "true-false":
        return make_true_false(name)
    return make_question(name, kind, options=tuple(make_option(letter, right=True) for letter in LETTERS[:options]))


def big(pages: int, questions: int, options: int = 6, kind: str = "multiple", quizzes: int = 1) -> Course:
    """A course of this size whose ids are as long as they may be."""
    made = [question(index, kind, options) for index in range(questions)]
    share = -(-questions // quizzes)
    return make_course(
        audience=EVERYBODY,
        pages=tuple(make_page(f"{'y' * 55}-{index}") for index in range(pages)),
        quizzes=tuple(
            replace(
                make_quiz(f"{'z' * 55}-{index}", *made[index * share : (index + 1) * share]),
                role=QuizRole.CHECK if index else QuizRole.POST_TEST,
            )
            for index in range(quizzes)
        ),
    )


def bank(questions: int, pages: int = 60, **changes: Any) -> Course:
    """A course whose test draws from so many questions, with everything else that a quiz may keep of an attempt."""
    course = big(pages, questions, kind="choice")
    drawn = {"cool_down": 43200, "shuffle": Shuffle.BOTH, "feedback": FeedbackTime.AT_ONCE} | changes
    return replace(course, quizzes=(replace(course.quizzes[0], **drawn),))


SIZES = {
    "one page": make_course(),
    "no credit": make_course(credits=(), quizzes=()),
    "no quiz": make_course(quizzes=(), pages=(make_page("a"), make_page("b"))),
    "60 pages, 60 questions of 6 options": big(60, 60),
    "60 single choices": big(60, 60, kind="choice"),
    "60 statements": big(60, 60, kind="true-false"),
    "200 statements": big(1, 200, kind="true-false"),
    "36 options": big(1, 10, options=36),
    "30 quizzes of one question": big(1, 30, options=2, quizzes=30),
    "300 pages": big(300, 1),
    "everything that completion can ask for": make_demanding(
        audience=replace(EVERYBODY, specialties=("surgery",), ask_first=True, ask_specialty=True),
        pages=tuple(make_page(f"p{index}", html=FILM.replace("talk", f"talk-{index}")) for index in range(20)),
    ),
    "1500 ids, so that codes collide": big(500, 1000, options=2),
    "30 of 500 questions": bank(500, draw=30),
    "5 of 10 questions on an objective": bank(10, pool=(Share("know", 5),)),
    "20 shuffled questions": bank(20, pages=1),
    "20 questions whose answers are shuffled": bank(20, pages=1, shuffle=Shuffle.ANSWERS),
}


def ticked(asked: dict[str, Any]) -> list[str]:
    return asked["choices"] or ["false"]


def longest(quiz: dict[str, Any]) -> list[dict[str, Any]]:
    """The questions of an attempt: of those with the longest answers, so many as are drawn."""
    wanted = sum(count for _, count in quiz["pool"]) if "pool" in quiz else quiz.get("draw", len(quiz["questions"]))
    return sorted(quiz["questions"], key=lambda one: -len("".join(ticked(one))))[:wanted]


def kept(quiz: dict[str, Any]) -> dict[str, Any]:
    """What features keep of an attempt: what was drawn, what is final, when the last one ended."""
    keys = [one["key"] for one in longest(quiz)]
    chosen = "draw" in quiz or "pool" in quiz or quiz.get("shuffle") in ("questions", "both")
    more = {
        "d": ".".join(["zzzzzz", *keys] if chosen else ["zzzzzz"]) if chosen or "shuffle" in quiz else "",
        "e": "." + ".".join(keys) if "atOnce" in quiz else "",
        "t": "zzzzzz" if "coolDown" in quiz else "",
    }
    return {"more": {key: value for key, value in more.items() if value}} if any(more.values()) else {}


def fullest(data: dict[str, Any]) -> dict[str, Any]:
    """Everything read, answered, ticked and claimed, after very long."""
    seconds = 10**SECONDS - 1
    answers = {
        quiz["id"]: {one["id"]: {"response": ticked(one), "seconds": seconds} for one in longest(quiz)}
        for quiz in data["quizzes"]
    }
    own = {"count": 99999, "best": 66.67, "last": 33.33, "passed": False, "open": True}
    more = {quiz["id"]: kept(quiz) for quiz in data["quizzes"]}
    return {
        "at": max((section["id"] for section in data["sections"]), key=len),
        "ack": data["disclosures"][-12:],
        "pages": {section["id"]: True for section in data["sections"] if section["kind"] == "page"},
        "quizzes": {quiz: own | {"answers": given} | more[quiz] for quiz, given in answers.items()},
        "profession": max(PROFESSIONS, key=len),
        "claims": {credit["id"]: "declined" for credit in data["credits"]},
        "expired": True,
        "date": "2026-02-28",
        "reference": "WWWW-WWWW-WWWW",
        "items": 999999999,
        "attempt": "wzzzz",
        "seen": {f"wzzz{window}": 99999 for window in range(6)},
        **({"time": 10**7} if "minimum" in data else {}),
        **({"films": {film["key"]: "_" * 10 for film in data["films"]}} if "films" in data else {}),
        **({"who": told(data)} if "specialties" in data else {}),
    }


def told(data: dict[str, Any]) -> dict[str, Any]:
    """The longest answers to who the learner is, given very often."""
    longest = max(PROFESSIONS, key=len)
    return {"turn": 999999, "profession": longest, "specialty": max(data["specialties"], key=len)}


def some(data: dict[str, Any], random: Random) -> dict[str, Any]:
    """Somewhere on the way to it."""
    state = fullest(data)
    state["pages"] = {name: True for name in state["pages"] if random.random() < 0.5}
    for own in state["quizzes"].values():
        own["open"] = random.random() < 0.5
        for given in own["answers"].values():
            given["response"] = [answer for answer in given["response"] if random.random() < 0.5]
            given["seconds"] = random.random() * 10 ** random.randrange(SECONDS)
    return state


@pytest.fixture(scope="module")
def encoded(node: Callable[..., CompletedProcess[str]]) -> Callable[..., list[str]]:
    """What the runtime writes of (course, state, limit), all in one run of Node; the limit 0 is none."""

    def run(*asked: tuple[Course, dict[str, Any], int]) -> list[str]:
        entries = [
            {"data": dict(course_data(course)), "state": state, "limit": limit} for course, state, limit in asked
        ]
        done = node("checks/encode.cjs", str(runtime_dir()), stdin=json.dumps(entries))
        assert done.stderr == ""
        texts: list[str] = json.loads(done.stdout)
        return texts

    return run


def state_of(course: Course) -> dict[str, Any]:
    return fullest(dict(course_data(course)))


@pytest.mark.node
@pytest.mark.parametrize("course", SIZES.values(), ids=SIZES)
def test_no_saved_state_is_longer_than_the_estimate(course: Course, encoded: Callable[..., list[str]]) -> None:
    """SCORM 1.2 RTE 3.4.4: what does not fit into cmi.suspend_data is lost without a word."""
    [text] = encoded((course, state_of(course), 0))
    assert len(text) <= worst_suspend_data(course)


@pytest.mark.node
@pytest.mark.parametrize("course", SIZES.values(), ids=SIZES)
def test_no_state_on_the_way_is_longer_than_the_estimate(course: Course, encoded: Callable[..., list[str]]) -> None:
    random = Random(2026)
    data = dict(course_data(course))
    texts = encoded(*((course, some(data, random), 0) for _ in range(20)))
    assert max(map(len, texts)) <= worst_suspend_data(course)


@pytest.mark.node
def test_the_estimate_is_no_wild_guess(encoded: Callable[..., list[str]]) -> None:
    """An estimate that is far too high would refuse courses that fit."""
    large = [course for name, course in SIZES.items() if name[0].isdigit()]
    texts = encoded(*((course, state_of(course), 0) for course in large))
    assert [len(text) / worst_suspend_data(course) > 0.8 for text, course in zip(texts, large, strict=True)] == [
        True for _ in large
    ]


@pytest.mark.node
def test_sixty_pages_and_sixty_questions_fit_with_every_answer_and_time(encoded: Callable[..., list[str]]) -> None:
    """SCORM 1.2 RTE 3.4.4: 4096 characters; nothing had to be left out for it."""
    course = SIZES["60 pages, 60 questions of 6 options"]
    whole, within = encoded((course, state_of(course), 0), (course, state_of(course), 4096))
    assert (within, len(whole) <= 4096) == (whole, True)


@pytest.mark.node
def test_a_bank_of_five_hundred_questions_takes_what_it_asks(encoded: Callable[..., list[str]]) -> None:
    """SCORM 1.2 RTE 3.4.4: 4096 characters hold 60 pages and an attempt of 30, whatever the bank."""
    course = SIZES["30 of 500 questions"]
    whole, within = encoded((course, state_of(course), 0), (course, state_of(course), 4096))
    assert (within, worst_suspend_data(course) <= 4096) == (whole, True)


@pytest.mark.node
def test_a_course_that_the_rule_lets_pass_loses_nothing(encoded: Callable[..., list[str]]) -> None:
    """LMS010 and the runtime mean the same limit."""
    passed = [course for course in SIZES.values() if worst_suspend_data(course) <= course.lms.suspend_limit]
    whole = encoded(*((course, state_of(course), 0) for course in passed))
    assert encoded(*((course, state_of(course), course.lms.suspend_limit) for course in passed)) == whole


@pytest.mark.node
def test_the_saved_state_is_plain_ascii(encoded: Callable[..., list[str]]) -> None:
    """LMSs count characters, code units or bytes: here they are the same."""
    [text] = encoded((SIZES["one page"], state_of(SIZES["one page"]), 0))
    assert text.isascii() and text.isprintable()


def test_the_limit_is_part_of_the_data_of_the_scripts() -> None:
    course = make_course(lms=LmsSettings(suspend_limit=64000), credits=(make_credit("2"),))
    settings: Any = SCORM12.data(compile_course(course))["lms"]
    assert settings["suspendLimit"] == 64000
