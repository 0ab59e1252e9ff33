"""A learner in any engine, who plays a course by the page's own contract: what tests/play/learner.py is for Chromium.

Every click is the engine's own, at a place of the screen: a control that something covers cannot be clicked.
"""

from __future__ import annotations

import re
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any

from traveller import Traveller
from wire import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from browsers import Running

PATIENCE = 15.0
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
VISIBLE = "const e = document.querySelector(arguments[0]); return Boolean(e && e.checkVisibility());"
# A phone's bars stay where they are, and would cover what is scrolled to an edge.
MIDDLE = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' });"


class Player(Traveller):
    """Someone in front of a course that `browser` shows within the nested `frames` (selectors) of its window."""

    def __init__(self, browser: Running, frames: Sequence[str] = ()) -> None:
        self.browser = browser
        self.wire = browser.wire
        self.frames = frames
        self.handle = self.wire("GetWindowHandle")
        self.asked = ""  # what the question about work found on this device said, where there was one

    # ---- looking ------------------------------------------------------------------------------------------------

    def run(self, script: str, *arguments: Any) -> Any:
        return self.wire("ExecuteScript", script=script, args=list(arguments))

    def wait(self, condition: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
        """Waits until `condition` holds and gives what it gave; while a page is coming, it may fail."""
        until = time.monotonic() + patience
        last: Exception | None = None
        while time.monotonic() < until:
            try:
                if found := condition():
                    return found
            except Refused as refused:
                last = refused
            time.sleep(0.02)
        raise AssertionError(f"the learner never saw: {what}; shown: {self.shown()!r}; {last or ''}")

    def shown(self) -> str:
        try:
            return str(self.run("return document.body.innerText.slice(0, 1500)"))
        except Refused as refused:
            return str(refused)

    def enter(self) -> None:
        """From the window into the course's own frame."""
        self.wire("SwitchToFrame", id=None)
        for selector in self.frames:
            frame = self.wait(lambda css=selector: self.all(css), f"a frame {selector}")[0]
            self.wire("SwitchToFrame", id=frame)

    def all(self, selector: str) -> list[dict[str, str]]:
        return list(self.wire("FindElements", using="css selector", value=selector))

    def sees(self, selector: str) -> bool:
        return bool(self.run(VISIBLE, selector))

    def words(self, selector: str) -> str:
        """The text as it is shown, on one line."""
        script = "const e = document.querySelector(arguments[0]); return e ? e.innerText : '';"
        return re.sub(r"\s+", " ", self.run(script, selector)).strip()

    @cached_property
    def data(self) -> dict[str, Any]:
        """The course data that the page carries."""
        return dict(self.run("return JSON.parse(document.getElementById('course-data').textContent)"))

    @property
    def place(self) -> str:
        return str(self.run("return document.querySelector('.section.current').id"))

    def saved(self) -> str:
        return self.words("#saved")

    def settled(self, patience: float = PATIENCE) -> str:
        """What the page says about the record once it has stopped saving."""
        busy = ("", self.data["words"]["saving"], self.data["words"]["connecting"])
        return str(self.wait(lambda: (said := self.saved()) not in busy and said, "a word about the record", patience))

    def says(self, *keys: str, patience: float = 40.0) -> None:
        """Waits until the page says one of its words about the record."""
        words = [self.data["words"][key] for key in keys if key in self.data["words"]]
        self.wait(lambda: self.saved() in words, f"#saved: {words}", patience)

    # ---- acting -------------------------------------------------------------------------------------------------

    def press(self, selector: str) -> None:
        """With the engine's own pointer, in the middle of what is there."""
        self.wait(lambda: self.sees(selector), f"{selector} to press")
        self.hit(self.all(selector)[0])

    def hit(self, element: dict[str, str]) -> None:
        self.run(MIDDLE, element)
        try:
            self.wire("ElementClick", id=element[ELEMENT])
        except Refused as refused:
            if refused.kind not in ("element click intercepted", "stale element reference"):
                raise
            self.run(MIDDLE, element)  # the page was still moving
            self.wire("ElementClick", id=element[ELEMENT])

    def ready(self) -> Player:
        """Waits until the course is there and lets itself be used; work found on this device is continued."""
        self.enter()
        self.wait(lambda: self.run("return document.body.matches('.js') && document.readyState === 'complete'"), "it")
        self.wait(lambda: self.sees(".section.current"), "a section")
        connecting = ("", self.data["words"]["connecting"])
        self.wait(lambda: self.saved() not in connecting or self.sees("#found[open]"), "a word about the LMS")
        if self.saved() in connecting:
            self.asked = self.words("#found-summary")
            self.press("#found-continue")
            self.wait(lambda: self.saved() not in connecting, "a word about the LMS")
        return self

    def arrives(self, section: str) -> None:
        self.wait(lambda: self.sees(f"#{section}.current"), section)

    def go(self, section: str) -> None:
        """By the contents, opened first where the window is small."""
        link = f"#contents a[data-section='{section}']"
        if not self.sees(link) and self.sees("#contents-toggle"):
            self.press("#contents-toggle")
        self.press(link)
        self.arrives(section)

    def acknowledge(self) -> None:
        self.press("#acknowledge-box")
        self.press("#begin")
        self.arrives(self.pages()[0])

    def turn(self) -> str:
        """One page on; gives the section that is shown then."""
        here = self.place
        self.press("#next")
        self.wait(lambda: self.place != here, "another section")
        return self.place

    def answer(self, right: bool = True, count: int | None = None) -> None:
        """Answers the first `count` questions of the test (all by default)."""
        for question in self.quiz()["questions"][:count]:
            inputs = f"{self.at_test} [data-question='{question['id']}'] input"
            ticked = self.values(f"{inputs}:checked")
            for value in self.chosen(question, right):
                if value not in ticked:
                    self.press(f"{inputs}[value='{value}']")

    def chosen(self, question: dict[str, Any], right: bool) -> list[str]:
        values = self.values(f"{self.at_test} [data-question='{question['id']}'] input")
        correct = [one[0] for one in question["correct"]] if question["type"] == "true-false" else question["correct"]
        return correct if right else [value for value in values if value not in correct][:1]

    def ticked(self) -> dict[str, list[str]]:
        """What is ticked in the test now."""
        inputs = f"{self.at_test} [data-question='{{}}'] input:checked"
        return {one["id"]: self.values(inputs.format(one["id"])) for one in self.quiz()["questions"]}

    def values(self, inputs: str) -> list[str]:
        return list(self.run("return Array.from(document.querySelectorAll(arguments[0]), (i) => i.value)", inputs))

    def submit(self) -> str:
        """Hands the test in; gives what the result says."""
        self.press(f"{self.at_test} button.submit")
        self.wait(lambda: self.sees(f"{self.at_test} .result"), "a result")
        return self.words(f"{self.at_test} .result")

    def try_again(self) -> None:
        self.press(f"{self.at_test} button.again")
        self.wait(lambda: not self.sees(f"{self.at_test} .result"), "the test anew")

    def claiming(self) -> Iterator[str]:
        self.claim()
        yield "claimed"

    def claim(self, profession: str = "physician", amount: str = "0.25") -> None:
        self.go("claim")
        self.press(f"#profession input[value='{profession}']")
        self.press(f"#claim-form input[name^='claim-'][value='{amount}']")
        self.press("#claim-submit")

    def open_certificate(self) -> str:
        """The text of the certificate, statement or notice."""
        self.settled()
        if self.place != "certificate":
            self.go("certificate")
        self.wait(lambda: self.sees("#certificate-sheet > *"), "a certificate")
        return self.words("#certificate-sheet")

    def reference(self) -> str:
        """The record's reference on the certificate that is open."""
        return self.words("#certificate-sheet [data-slot='reference']")

    def whole_run(self) -> str:
        """From the front matter to the certificate; gives its text."""
        self.to_the_test()
        self.pass_test()
        self.claim()
        self.arrives("certificate")
        return self.open_certificate()

    # ---- leaving ------------------------------------------------------------------------------------------------

    def exit(self) -> None:
        """By the course's own button."""
        self.press("#exit")

    def close(self) -> None:
        """By closing the window, from which the browser turns to another."""
        self.wire("SwitchToWindow", handle=self.handle)
        self.wire("CloseWindow")
        self.wire("SwitchToWindow", handle=self.wire("GetWindowHandles")[0])
