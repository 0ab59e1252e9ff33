"""What a learner does in a course, one thing after another, and what the model of a walk notes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from houses import flat

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

    def next(self, state: dict[str, Any], pages: list[str]) -> str:
        """Does what comes next for whoever wants to finish; gives what it was in words."""
        if not state["ack"]:
            return self.acknowledge()
        unread = [page for page in pages if page not in state["pages"]]
        if self.course.place in pages:
            return self.turn()
        if unread:
            self.course.go(unread[0])
            self.model.may(("page", unread[0]), self.sitting.number)
            return f"opens {unread[0]}"
        if not state["passed"] and not self.sitting.blind:
            return self.test(state)
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

    def test(self, state: dict[str, Any]) -> str:
        place = f"quiz-{self.course.quiz()['id']}"
        if self.course.place != place:
            self.course.go(place)
            return "goes to the test"
        if not state["open"]:
            if state["count"] >= self.course.quiz()["attempts"]:
                return "has no attempt left"
            self.course.try_again()
            self.model.did(("open", state["count"] + 1), True, self.sitting.number)
            return "tries again"
        for question in self.course.quiz()["questions"]:
            if question["id"] not in state["answers"]:
                return self.answer(state, question)
        if self.chance.random() < 0.3:
            return self.answer(state, self.chance.choice(self.course.quiz()["questions"]))
        return self.submit(state)

    def answer(self, state: dict[str, Any], question: dict[str, Any]) -> str:
        offered = boxes(self.course, question)
        values = chosen(question, list(offered), self.chance.random() < 0.75)
        before = [value for value, ticked in offered.items() if ticked]
        key = ("draft", state["count"] + 1, question["id"])
        # Several boxes are several answers on the way.
        if question["type"] != "true-false":
            for part in partial(before, values):
                self.model.may(key, self.sitting.number)
                self.model.facts[key][-1].value = part
        tick(self.course, question, offered, values)
        self.model.did(key, response(question, values), self.sitting.number)
        return f"answers {question['id']} with {values}"

    def submit(self, state: dict[str, Any]) -> str:
        number = state["count"] + 1
        questions = self.course.quiz()["questions"]
        ticked = self.course.ticked()
        answers = {each["id"]: response(each, ticked[each["id"]]) for each in questions}
        right = sum(answers[each["id"]] == sorted(each["correct"]) for each in questions)
        score = round(100 * right / len(questions), 2)
        passed = 100 * right >= self.course.quiz()["passing"] * len(questions)
        for question, given in answers.items():
            self.model.told("answered", question, "[,]".join(given))
        self.model.told("passed")
        self.course.submit()
        self.model.did(("attempt", number), Result(answers, score, passed), self.sitting.number)
        return f"hands in attempt {number}: {score}"

    def claim(self) -> str:
        profession = self.chance.choice(("physician", "nurse"))
        self.course.choose_profession(profession)
        amount = self.chance.choice(("0.25", "declined")) if profession == "physician" else None
        self.model.told("claimed")
        self.model.told("completed")
        self.course.claim(amount)
        state = flat(self.sitting.model()["state"])
        claims = {"ama-pra-1": amount} if amount else {}
        value = {"profession": profession, "claims": claims, "reference": state["reference"]}
        self.model.did(("claim",), value, self.sitting.number)
        return f"claims {amount} as {profession}"


class Result(dict[str, Any]):
    """An attempt of the test that was handed in: answers by question, score, passed."""

    def __init__(self, answers: dict[str, list[str]], score: int, passed: bool) -> None:
        super().__init__(answers=answers, score=score, passed=passed)


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


GOALS: dict[str, Callable[[dict[str, Any], dict[str, list[str]]], bool]] = {
    "begun": lambda state, course: state["ack"],
    "half read": lambda state, course: len(state["pages"]) > 1,
    "read": lambda state, course: len(state["pages"]) >= len(course["pages"]),
    "half answered": lambda state, course: len(state["answers"]) > 1,
    "answered": lambda state, course: len(state["answers"]) == len(course["questions"]),
    "tested": lambda state, course: state["count"] > 0 and not state["open"],
    "passed": lambda state, course: state["passed"],
    "claimed": lambda state, course: state["profession"] != "",
}
