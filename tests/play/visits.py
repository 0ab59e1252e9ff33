"""A learner's browser: one context, opened on the LMS of the tests, and watched for what it says and asks for."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from learner import Learner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Page
    from strict_lms import Attempt, Lms

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
NOISE = ("error", "warning")
PATIENCE = 10_000


@dataclass(slots=True)
class Visit:
    """A learner's browser: one context, everything it said on the console and every address it asked for."""

    context: BrowserContext
    lms: Lms
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def hear(self, line: ConsoleMessage) -> None:
        if line.type in NOISE:
            self.said.append(f"{line.type}: {line.text}")

    def strangers(self) -> list[str]:
        """Addresses that are neither the LMS's nor the page's own."""
        own = (f":{self.lms.port}/", "file:", "data:", "about:", "blob:")
        return [url for url in self.asked if not url.startswith(own[1:]) and own[0] not in url]

    def launch(self, attempt: Attempt, how: str = "frame", host: str = "127.0.0.1") -> Learner:
        """Opens an attempt from the LMS's page; a `window` is opened by clicking there."""
        page = self.context.new_page()
        page.goto(self.lms.host_page(attempt, how, host))
        if how == "frame":
            return Learner(_within(page, "#sco"), page).ready()
        with page.expect_popup() as opened:
            page.locator("#open").click()
        return Learner(opened.value, page).ready()

    def launch_inside(self, attempt: Attempt, host: str, around: str) -> Learner:
        """Opens an attempt in an LMS on `host` that itself stands in a frame of a page on the site `around`."""
        page = self.context.new_page()
        page.goto(f"{self.lms.site(around)}/host/top.html?show={self.lms.host_page(attempt, 'frame', host)}")
        return Learner(_within(page, "#lms", "#sco"), page).ready()

    def launch_deeper(self, attempt: Attempt) -> Learner:
        """Opens an attempt whose launch page is itself a page with a frame: the API is a grandparent's."""
        page = self.context.new_page()
        attempt.address = f"/host/top.html?show={attempt.address}"
        page.goto(self.lms.host_page(attempt))
        return Learner(_within(page, "#sco", "#lms"), page).ready()

    def read(self, address: str) -> Learner:
        """Opens a course with no LMS around it."""
        page = self.context.new_page()
        page.goto(address)
        return Learner(page, page).ready()


def _within(page: Page, *selectors: str) -> Frame:
    """The frame that is reached through nested frames."""
    at: Page | Frame = page
    for selector in selectors:
        handle = at.locator(selector).element_handle()
        inner = handle.content_frame()
        assert inner is not None, selector
        at = inner
    return cast("Frame", at)


@contextlib.contextmanager
def visiting(browser: Browser, lms: Lms, **options: Any) -> Iterator[Visit]:
    """A watched context; what it says is kept, not judged. `clock` is what its browser takes for the time."""
    clock = options.pop("clock", None)
    made = Visit(browser.new_context(**{"viewport": DESKTOP, "reduced_motion": "reduce"} | options), lms)
    made.context.set_default_timeout(PATIENCE)
    if clock is not None:
        made.context.clock.install(time=clock)
    # Playwright puts a mark on a bound method, for which a slotted instance has no place.
    made.context.on("console", lambda line: made.hear(line))  # noqa: PLW0108
    made.context.on("weberror", lambda wrong: made.said.append(str(wrong.error)))
    made.context.on("request", lambda request: made.asked.append(request.url))
    yield made
    made.context.close()
