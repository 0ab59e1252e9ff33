"""A learner who plays a course by the page's own contract, and knows the right answers from the course data in it.

Every step waits for what the learner would wait for; none sleeps.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from playwright.sync_api import TimeoutError, expect
from traveller import Traveller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Frame, Locator, Page

CURRENT = ".section.current"
SOON = 3000
"""Milliseconds in which a page that stands still lets itself be clicked."""


class Learner(Traveller):
    """Someone in front of a course: `course` is its frame or window, `page` the window around it."""

    def __init__(self, course: Frame | Page, page: Page) -> None:
        self.course = course
        self.page = page

    # ---- looking ------------------------------------------------------------------------------------------------

    @cached_property
    def data(self) -> dict[str, Any]:
        """The course data that the page carries."""
        return dict(json.loads(self.see("#course-data").text_content() or ""))

    def see(self, selector: str) -> Locator:
        return self.course.locator(selector)

    @property
    def place(self) -> str:
        """The id of the section that is shown."""
        return self.see(CURRENT).get_attribute("id") or ""

    @property
    def test(self) -> Locator:
        return self.see(self.at_test)

    def text(self) -> str:
        """What the current section says, as it is shown."""
        return re.sub(r"\s+", " ", self.see(CURRENT).inner_text())

    def saved(self) -> str:
        """What the page says about the record now."""
        return self.see("#saved").inner_text()

    def settled(self) -> str:
        """What the page says about the record once it has stopped saving."""
        expect(self.see("#saved")).not_to_have_text(self.data["words"]["saving"])
        return self.saved()

    def view(self) -> str:
        """With what is wide on it."""
        return "-".join([self.place, *(part for part in ("table", "figure") if self.see(f"{CURRENT} {part}").count())])

    # ---- acting -------------------------------------------------------------------------------------------------

    def ready(self) -> Learner:
        """Waits until the course is there and lets itself be used."""
        expect(self.see("body.js")).to_be_attached()
        expect(self.see(CURRENT)).to_have_count(1)
        expect(self.see("#saved")).not_to_have_text(re.compile(rf"^({re.escape(self.data['words']['connecting'])})?$"))
        return self

    def press(self, selector: str) -> None:
        self.see(selector).filter(visible=True).click()

    def arrives(self, section: str) -> None:
        expect(self.see(f"#{section}.current")).to_be_visible()

    def go(self, section: str) -> None:
        """By the contents, opened first where the window is small."""
        link = self.see(f"#contents a[data-section='{section}']")
        self._open_contents(link)
        try:
            link.click(timeout=SOON)
        except TimeoutError:  # a claim was recorded meanwhile: the page turned by itself, and closed them
            self._open_contents(link)
            link.click()
        self.arrives(section)

    def _open_contents(self, link: Locator) -> None:
        toggle = self.see("#contents-toggle")
        if not link.is_visible() and toggle.is_visible():
            toggle.click()

    def acknowledge(self) -> None:
        """Reads the front matter, ticks that it was read, and begins."""
        if self.place != "front":
            self.go("front")
        box = self.see("#acknowledge-box")
        if box.count() and not box.is_checked():
            box.check()
        self.see("#begin").click()
        self.arrives(self.pages()[0])

    def turn(self) -> str:
        """One page on; gives the section that is shown then."""
        here = self.place
        self.press("#next")
        expect(self.see(f"{CURRENT}:not(#{here})")).to_be_visible()
        return self.place

    def chosen(self, question: dict[str, Any], right: bool) -> list[str]:
        """The option values that answer a question rightly, or wrongly."""
        inputs = self.test.locator(f"[data-question='{question['id']}'] input")
        values = inputs.evaluate_all("all => all.map(input => input.value)")
        correct = question["correct"]
        if question["type"] == "true-false":
            correct = [answer[0] for answer in correct]
        return correct if right else [value for value in values if value not in correct][:1]

    def answer(self, right: bool = True, count: int | None = None) -> dict[str, list[str]]:
        """Answers the first `count` questions of the test (all by default); gives what was ticked."""
        ticked = {}
        for question in self.quiz()["questions"][:count]:
            ticked[question["id"]] = self.tick(question, self.chosen(question, right))
        return ticked

    def tick(self, question: dict[str, Any], values: list[str]) -> list[str]:
        for box in self.test.locator(f"[data-question='{question['id']}'] input").all():
            wanted = box.get_attribute("value") in values
            if wanted != box.is_checked():
                box.set_checked(wanted)
        return values

    def ticked(self) -> dict[str, list[str]]:
        """What is ticked in the test now."""
        return {
            question["id"]: self.test.locator(f"[data-question='{question['id']}'] input").evaluate_all(
                "all => all.filter(i => i.checked).map(i => i.value)"
            )
            for question in self.quiz()["questions"]
        }

    def submit(self) -> str:
        """Hands the test in; gives what the result says."""
        self.test.locator("button.submit").click()
        result = self.test.locator(".result")
        expect(result).to_be_visible()
        return re.sub(r"\s+", " ", result.inner_text())

    def try_again(self) -> None:
        self.test.locator("button.again").click()
        expect(self.test.locator(".result")).to_be_hidden()

    def choose_profession(self, profession: str) -> None:
        if self.place != "claim":
            self.go("claim")
        self.see(f"#profession input[value='{profession}']").check()

    def claim(self, amount: str | None) -> None:
        """Claims an amount or `declined` of every credit offered, or none where none is offered."""
        if amount is not None:
            for box in self.see(f"#claim-form input[name^='claim-'][value='{amount}']:visible").all():
                box.check()
        self.see("#claim-submit").click()
        expect(self.see("#claim-recorded, #certificate.current").filter(visible=True).first).to_be_visible()

    def record_completion(self) -> None:
        """After expiry: nothing to claim, but completion is recorded."""
        if self.place != "claim":
            self.go("claim")
        self.see("#claim-none").click()
        expect(self.see("#claim-recorded, #certificate.current").filter(visible=True).first).to_be_visible()

    def open_certificate(self) -> str:
        """The text of the certificate, statement or notice."""
        self.settled()  # a recorded claim turns to the certificate by itself
        if self.place != "certificate":
            self.go("certificate")
        expect(self.see("#certificate-sheet > *").first).to_be_visible()
        return re.sub(r"\s+", " ", self.see("#certificate-sheet").inner_text())

    def claiming(self) -> Iterator[str]:
        self.choose_profession("physician")
        yield "claim-chosen"
        self.claim("0.25")

    # ---- leaving ------------------------------------------------------------------------------------------------

    def exit(self) -> None:
        """By the course's own button."""
        self.see("#exit").click()

    def leave(self) -> None:
        """By another page of the LMS, with the course still open."""
        self.page.goto(f"{self.page.url.split('/attempt/')[0]}/closed")

    def close(self) -> None:
        """By closing the window."""
        self.page.close()
