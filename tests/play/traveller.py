"""Somebody who goes through a course, in the words that learners of every browser share.

How each act is done is said where the browser is driven: in learner.py by Playwright, in tests/engines by WebDriver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class Traveller:
    """Acts by what a driver can do (`press`, `turn` …); knows the course from the `data` that its page carries."""

    data: dict[str, Any]
    place: str

    # ---- looking ------------------------------------------------------------------------------------------------

    @property
    def sections(self) -> list[str]:
        return [section["id"] for section in self.data["sections"]]

    def pages(self) -> list[str]:
        return [section["id"] for section in self.data["sections"] if section["kind"] == "page"]

    def quiz(self) -> dict[str, Any]:
        """The post-test."""
        return next(quiz for quiz in self.data["quizzes"] if quiz["role"] == "post-test")

    @property
    def at_test(self) -> str:
        """The selector of the section of the post-test."""
        return f"#quiz-{self.quiz()['id']}"

    def view(self) -> str:
        """What kind of view a page is."""
        return self.place

    # ---- acting -------------------------------------------------------------------------------------------------

    def read_all(self) -> None:
        """From the first page through the last, to the test."""
        if self.place != self.pages()[0]:
            self.go(self.pages()[0])
        for following in [*self.pages()[1:], self.at_test[1:]]:
            assert self.turn() == following

    def to_the_test(self) -> None:
        self.acknowledge()
        self.read_all()

    def pass_test(self, fail_first: bool = False) -> None:
        if fail_first:
            self.answer(right=False)
            self.submit()
            self.try_again()
        self.answer()
        self.submit()

    # ---- the way ------------------------------------------------------------------------------------------------

    def tour(self) -> Iterator[str]:
        """Plays from the front matter to the certificate and stops at each kind of view: yields its name."""
        yield "front"
        self.press("#begin")
        yield "front-problem"
        self.acknowledge()
        for _ in self.pages():
            yield self.view()
            self.turn()
        yield from self.tries()
        self.go("claim")
        yield "claim"
        yield from self.claiming()
        self.open_certificate()
        yield "certificate"
        self.go("claim")
        yield "claim-recorded"
        if "references" in self.sections:
            self.go("references")
            yield "references"

    def tries(self) -> Iterator[str]:
        yield "quiz"
        self.press(f"{self.at_test} button.submit")
        yield "quiz-problem"
        self.answer(right=False)
        self.submit()
        yield "quiz-failed"
        self.try_again()
        self.pass_test()
        yield "quiz-passed"
