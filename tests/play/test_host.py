"""The test LMS itself: what it keeps from one launch to the next. Played with a course of a few lines."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error
from strict_lms import Attempt, Lms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

COURSE = """<!DOCTYPE html><html lang="en"><title>Tiny</title><button>Act</button><script>
const api = window.parent.API || (window.opener && window.opener.API);
const set = (element, value) => api.LMSSetValue(element, value);
api.LMSInitialize("");
document.documentElement.dataset.entry = [api.LMSGetValue("cmi.core.entry"), api.LMSGetValue("cmi.core.lesson_mode"),
  api.LMSGetValue("cmi.suspend_data"), api.LMSGetValue("cmi.interactions._count")].join("|");
if (api.LMSGetValue("cmi.core.lesson_mode") === "normal") set("cmi.core.lesson_status", "incomplete");
addEventListener("pagehide", () => {
  if (api.LMSGetValue("cmi.core.lesson_mode") === "normal") {
    set("cmi.core.exit", "suspend"); set("cmi.core.session_time", "0000:00:01.50"); set("cmi.suspend_data", "here");
  }
  api.LMSFinish("");
});
</script></html>"""


@pytest.fixture
def tiny(tmp_path: Path, node_modules: Path) -> Iterator[Lms]:
    server = Lms(tmp_path)
    (tmp_path / "tiny.html").write_text(COURSE, encoding="utf-8")
    yield server
    server.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def play(tiny: Lms, context: BrowserContext) -> Callable[..., str]:
    """One launch of an attempt: runs `script` in the course, leaves, and gives what the course found at its start."""

    def run(attempt: Attempt, script: str = "0", act: bool = False) -> str:
        page: Page = context.new_page()
        page.goto(tiny.host_page(attempt))
        sco = page.frame(name="sco")
        assert sco is not None
        sco.locator("html[data-entry]").wait_for()
        if act:
            sco.locator("button").click()
        found = sco.locator("html").get_attribute("data-entry")
        sco.evaluate(script)
        page.close(run_before_unload=False)
        attempt.wait_finished()
        return found or ""

    return run


def test_a_suspended_attempt_is_resumed(tiny: Lms, play: Callable[..., str]) -> None:
    attempt = tiny.enrol("/content/tiny.html")
    first, second = play(attempt), play(attempt)
    assert (first, second) == ("ab-initio|normal||0", "resume|normal|here|0")


def test_interactions_are_counted_on(tiny: Lms, play: Callable[..., str]) -> None:
    attempt = tiny.enrol("/content/tiny.html")
    play(attempt, "set('cmi.interactions.0.id', 'q-1')")
    assert play(attempt).endswith("|1")


def test_total_time_adds_up(tiny: Lms, play: Callable[..., str]) -> None:
    attempt = tiny.enrol("/content/tiny.html")
    play(attempt)
    play(attempt)
    assert attempt.seconds == 3.0


def test_success_is_relaunched_in_review(tiny: Lms, play: Callable[..., str]) -> None:
    attempt = tiny.enrol("/content/tiny.html")
    play(attempt, "set('cmi.core.lesson_status', 'passed')", act=True)
    assert play(attempt).split("|")[1] == "review"


def test_a_script_is_no_learner(tiny: Lms, play: Callable[..., str]) -> None:
    attempt = tiny.enrol("/content/tiny.html")
    play(attempt, "document.querySelector('button').click(); set('cmi.core.lesson_status', 'passed')")
    assert [reason for reason in attempt.refusals if "before the learner did anything" in reason]


def test_what_was_not_committed_is_lost_when_the_window_dies(tiny: Lms, context: BrowserContext) -> None:
    attempt = tiny.enrol("/content/tiny.html")
    page = context.new_page()
    page.goto(tiny.host_page(attempt))
    sco = page.frame(name="sco")
    assert sco is not None
    sco.locator("html[data-entry]").wait_for()
    sco.evaluate("set('cmi.suspend_data', 'kept'); api.LMSCommit(''); set('cmi.suspend_data', 'lost')")
    attempt.wait(lambda: "cmi.suspend_data" in attempt.values, "the commit")
    with page.expect_event("crash"), contextlib.suppress(Error):
        page.goto("chrome://crash")
    assert attempt.values["cmi.suspend_data"] == "kept"


def test_an_opened_window_finds_the_api_of_its_opener(tiny: Lms, context: BrowserContext) -> None:
    attempt = tiny.enrol("/content/tiny.html")
    page = context.new_page()
    page.goto(tiny.host_page(attempt, "window"))
    with page.expect_popup() as opened:
        page.locator("#open").click()
    opened.value.locator("html[data-entry]").wait_for()
    opened.value.close()
    attempt.wait_finished()
    assert attempt.status == "incomplete"
    assert attempt.refusals == []
