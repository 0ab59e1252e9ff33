"""What a learner does in a course, one thing after another, and what the model of a walk notes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from states import flat
from telling import spoken

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from learner import Learner
    from model import Model
    from sitting import Sitting


@dataclass(frozen=True, slots=True)
class Coursework:
    """A learner at work in one window."""

    sitting: Sitting
    model: Model
    chance: random.Random

    @property
    def course(self) -> Learner:
        return self.sitting.learner

    @property
    def offered(self) -> dict[str, Any]:
        return self.sitting.offered

    def state(self) -> dict[str, Any]:
        """What the page has now."""
        return flat(self.sitting.model()["state"], self.offered)

    def next(self, state: dict[str, Any]) -> str:
        """Does what comes next for whoever wants to finish; gives what it was in words."""
        pages = self.offered["pages"]
        if not state["ack"]:
            return self.acknowledge()
        unread = [page for page in pages if page not in state["pages"]]
        if self.course.place in pages:
            return self.turn()
        if unread:
            self.course.go(unread[0])
            self.model.may(("page", unread[0]), self.sitting.number)
            return f"opens {unread[0]}"
        own = state["quizzes"][self.course.quiz()["id"]]
        if not own["passed"] and not self.sitting.blind:
            return self.test(own)
        if not state["profession"] and not self.sitting.blind:
            return self.claim()
        self.course.go(self.chance.choice(pages))
        return "looks back"

    def acknowledge(self) -> str:
        self.model.told("acknowledge")
        self.course.acknowledge()
        self.model.did(("ack",), True, self.sitting.number)
        self.model.may(("page", self.course.place), self.sitting.number)
        self.model.told("experienced", self.course.place.removeprefix("page-"))
        return "begins"

    def turn(self) -> str:
        page = self.course.place
        self.model.told("experienced", page.removeprefix("page-"))
        there = self.course.turn()
        self.model.did(("page", page), True, self.sitting.number)
        if there.startswith("page-"):
            self.model.may(("page", there), self.sitting.number)
        return f"reads {page}"

    def test(self, own: dict[str, Any]) -> str:
        quiz = self.course.quiz()
        place = f"quiz-{quiz['id']}"
        if self.course.place != place:
            self.course.go(place)
            return "goes to the test"
        if not own["open"]:
            if own["count"] >= quiz["attempts"]:
                return "has no attempt left"
            self.course.try_again()
            self.model.did(("open", quiz["id"], own["count"] + 1), True, self.sitting.number)
            return "tries again"
        for question in quiz["questions"]:
            if question["id"] not in own["answers"]:
                return self.answer(own, question)
        if self.chance.random() < 0.3:
            return self.answer(own, self.chance.choice(quiz["questions"]))
        return self.submit(own)

    def answer(self, own: dict[str, Any], question: dict[str, Any]) -> str:
        offered = boxes(self.course, question)
        values = chosen(question, list(offered), self.chance.random() < 0.75)
        before = [value for value, ticked in offered.items() if ticked]
        key = ("draft", self.course.quiz()["id"], own["count"] + 1, question["id"], "")
        # Several boxes are several answers on the way.
        for part in partial(before, values) if question["type"] != "true-false" else ():
            self.model.may(key, self.sitting.number, part)
        tick(self.course, question, offered, values)
        self.model.did(key, response(question, values), self.sitting.number)
        return f"answers {question['id']} with {values}"

    def submit(self, own: dict[str, Any]) -> str:
        number = own["count"] + 1
        quiz = self.course.quiz()
        ticked = self.course.ticked()
        answers = {each["id"]: response(each, ticked[each["id"]]) for each in quiz["questions"]}
        result = self.result(quiz, answers)
        self.model.told("passed")
        self.course.submit()
        self.model.did(("attempt", quiz["id"], number), result, self.sitting.number)
        return f"hands in attempt {number}: {result['score']}"

    def result(self, quiz: dict[str, Any], answers: dict[str, list[str]]) -> dict[str, Any]:
        """An attempt at a quiz that is handed in with these answers: what it is worth, and what is told of it."""
        asked = [each for each in quiz["questions"] if each["id"] in answers]
        points = sum(each["points"] for each in asked if each["correct"])
        earned = sum(each["points"] for each in asked if is_right(each, answers[each["id"]]))
        told = dict(spoken(quiz, each, answers[each["id"]]) for each in asked)
        for each in asked:
            self.model.told("answered", each["id"], told[spoken(quiz, each, [])[0]][1])
        score = round(100 * earned / points, 2) if points else 0
        passed = quiz["role"] == "post-test" and 100 * earned >= quiz["passing"] * points
        return {"score": score, "passed": passed, "told": told}

    def claim(self) -> str:
        profession = self.chance.choice(("physician", "nurse"))
        self.course.choose_profession(profession)
        amount = self.chance.choice(("0.25", "declined")) if profession == "physician" else None
        self.model.told("claimed")
        self.model.told("completed")
        self.course.claim(amount)
        state = self.state()
        claims = {"ama-pra-1": amount} if amount else {}
        value = {"profession": profession, "claims": claims, "reference": state["reference"]}
        self.model.did(("claim",), value, self.sitting.number)
        return f"claims {amount} as {profession}"


def is_right(question: dict[str, Any], given: list[str]) -> bool:
    """Whether an answer earns its points."""
    if question["kind"] in ("fill-in", "numeric"):
        return given[0] in question["correct"]
    right = question["correct"] if question["kind"] == "ordering" else sorted(question["correct"])
    return bool(right) and given == right


def boxes(course: Learner, question: dict[str, Any]) -> dict[str, bool]:
    """The boxes of a question: value → whether it is ticked."""
    all_of_them = course.test.locator(f"[data-question='{question['id']}'] input")
    return dict(all_of_them.evaluate_all("all => all.map(box => [box.value, box.checked])"))


def chosen(question: dict[str, Any], values: list[str], right: bool) -> list[str]:
    """The values that answer a question rightly, or wrongly."""
    correct = question["correct"]
    if question["type"] == "true-false":
        correct = [answer[0] for answer in correct]
    return correct if right else [value for value in values if value not in correct][:1]


def tick(course: Learner, question: dict[str, Any], offered: dict[str, bool], values: list[str]) -> None:
    """Ticks what is wanted and nothing else; a radio button is released by another."""
    for value, ticked in offered.items():
        wanted = value in values
        box = course.test.locator(f"[data-question='{question['id']}'] input[value='{value}']")
        if wanted != ticked and (wanted or box.get_attribute("type") == "checkbox"):
            box.set_checked(wanted)


def response(question: dict[str, Any], values: list[str]) -> list[str]:
    """What is reported for ticked values."""
    names = {"t": "true", "f": "false"} if question["type"] == "true-false" else {}
    return sorted(names.get(value, value) for value in values)


def partial(before: list[str], after: list[str]) -> list[list[str]]:
    """The answers on the way from one choice to another, box by box."""
    found = [sorted(before)] if before else []
    ticked = set(before)
    for value in sorted(set(before) | set(after)):
        if (value in ticked) != (value in after):
            ticked ^= {value}
            found.append(sorted(ticked))
    return found


def tests(state: dict[str, Any], course: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """What she has of the post-test, and how many questions an attempt asks."""
    (quiz,) = [quiz for quiz in course["quizzes"].values() if quiz["role"] == "post-test"]
    asked = sum(count for _, count in quiz["pool"]) if "pool" in quiz else len(quiz["questions"])
    return state["quizzes"][quiz["id"]], asked


GOALS: dict[str, Callable[[dict[str, Any], dict[str, Any]], bool]] = {
    "begun": lambda state, course: state["ack"],
    "half read": lambda state, course: len(state["pages"]) > 1,
    "read": lambda state, course: len(state["pages"]) >= len(course["pages"]),
    "half answered": lambda state, course: len(tests(state, course)[0]["answers"]) > 1,
    "answered": lambda state, course: len(tests(state, course)[0]["answers"]) == tests(state, course)[1],
    "tested": lambda state, course: tests(state, course)[0]["count"] > 0 and not tests(state, course)[0]["open"],
    "passed": lambda state, course: tests(state, course)[0]["passed"],
    "claimed": lambda state, course: state["profession"] != "",
}
