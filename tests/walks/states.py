"""What a state of the runtime tells, in the terms of the model, and what a course asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Page

OFFERED = """() => {
  const data = JSON.parse(document.getElementById("course-data").textContent);
  const by = (list, what) => Object.fromEntries(list.map((each) => [each.id, what(each)]));
  return {
    pages: data.sections.filter(({ kind }) => kind === "page").map(({ id }) => id),
    sections: data.sections,
    quizzes: by(data.quizzes, (quiz) => ({ ...quiz, questions: by(quiz.questions, (each) => each) })),
    gates: data.gates,
    minimum: data.minimum || 0,
    films: (data.films || []).map(({ key, pages, src }) => ({ key, pages, src })),
    specialties: data.specialties || {},
    credits: by(data.credits, ({ id, claim }) => ({ claim, system: data.xapi ? data.xapi.systems[id].system : "" })),
    attests: document.querySelector("#claim .attest-box") !== null,
  };
}"""
OVER, READ = "*", "="  # of a film that was played, and of one whose transcript was read
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
DECODE = "(text) => scormkit.progress.decode(JSON.parse(document.getElementById('course-data').textContent), text)"


def flat(state: dict[str, Any], offered: dict[str, Any]) -> dict[str, Any]:
    """A state of the runtime, of the course that `offered` describes, as the model compares it."""
    who = state.get("who") or {}
    films = state.get("films") or {}
    return {
        "ack": bool(state["ack"]),
        "who": f"{who['profession']} {who['specialty']}" if who.get("profession") else "",
        "pages": sorted(name for name, read in state["pages"].items() if read),
        "parts": {(film, part) for film, seen in films.items() for part in parts(seen)},
        "films": {film: seen for film, seen in films.items() if seen in (OVER, READ)},
        "quizzes": {
            name: taken(state["quizzes"].get(name) or {}, quiz["questions"])
            for name, quiz in offered["quizzes"].items()
        },
        "time": state.get("time") or 0,
        **{name: state[name] for name in ("profession", "claims", "reference", "date")},
    }


def taken(own: dict[str, Any], questions: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What a learner has of one quiz."""
    answers = {name: answer["response"] for name, answer in own.get("answers", {}).items() if answer["response"]}
    return {
        "count": own.get("count", 0),
        "best": own.get("best", 0),
        "passed": own.get("passed", False),
        "open": own.get("open", True),
        "draw": (own.get("more") or {}).get("d", ""),
        "answers": {name: ordered(questions[name], given) for name, given in answers.items() if name in questions},
    }


def ordered(question: dict[str, Any], response: list[str]) -> list[str]:
    """A response as it is compared: its order counts where that is the answer."""
    return response if question["kind"] == "ordering" else sorted(response)


def parts(seen: str) -> set[int]:
    """The sixtieths of a film that were seen."""
    if seen in (OVER, READ):
        return set(range(60))
    return {at for at in range(60) if LETTERS.index(seen[at // 6]) & (32 >> at % 6)}


# What stands in the way of what comes later: gate of the course → whether it is met. `mine`: a learner's own pages.
GATES: dict[str, Callable[[dict[str, Any], dict[str, Any], list[str]], bool]] = {
    "profession": lambda state, course, mine: bool(state["who"]),
    "acknowledge": lambda state, course, mine: state["ack"],
    "pre-test": lambda state, course, mine: all(own["count"] for own in of_role(state, course, "pre-test")),
    "pages": lambda state, course, mine: set(mine) <= set(state["pages"]),
    "media": lambda state, course, mine: all(film["key"] in state["films"] for film in course["films"]),
    "time": lambda state, course, mine: state["time"] >= course["minimum"],
    "post-test": lambda state, course, mine: all(own["passed"] for own in of_role(state, course, "post-test")),
    "evaluation": lambda state, course, mine: all(own["count"] for own in of_role(state, course, "evaluation")),
    "claim": lambda state, course, mine: bool(state["profession"]),
}


def of_role(state: dict[str, Any], course: dict[str, Any], role: str) -> list[dict[str, Any]]:
    return [state["quizzes"][name] for name, quiz in course["quizzes"].items() if quiz["role"] == role]


def closed(state: dict[str, Any], course: dict[str, Any], mine: list[str], until: str) -> list[str]:
    """The gates before one that are not met."""
    before = course["gates"][: course["gates"].index(until)]
    return [gate for gate in before if not GATES[gate](state, course, mine)]


def offered(course: Frame | Page) -> dict[str, Any]:
    """What a course has, by its page."""
    return dict(course.evaluate(OFFERED))
