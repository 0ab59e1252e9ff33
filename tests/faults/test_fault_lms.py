"""The faulty LMS itself: a fault that does not strike, and a record that nobody could lose, prove nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from houses import rule
from looking import until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fault_lms import FaultyLms, Record
    from playwright.sync_api import Browser, Page

    Open = Callable[..., tuple[Record, Page]]

pytestmark = pytest.mark.browser

SESSION = """(calls) => calls.map(([name, ...args]) => {
  try { return [name, API[name](...args), API.LMSGetLastError()]; } catch (error) { return [name, "threw", ""]; }
})"""
BEGIN = [["LMSInitialize", ""], ["LMSSetValue", "cmi.core.lesson_status", "incomplete"]]
COMMIT = ["LMSCommit", ""]
STATUS = "cmi.core.lesson_status"


@pytest.fixture
def opened(browser: Browser, lms: FaultyLms) -> Iterator[Open]:
    """The page of the LMS around a page that does nothing: the test makes the calls itself."""
    context = browser.new_context()

    def make(**settings: Any) -> tuple[Record, Page]:
        record = lms.admit("/closed", **settings)
        page = context.new_page()
        page.on("console", lambda line: lms.hear(line.text))
        page.goto(lms.door(record))
        page.frame_locator("#sco").locator("p").wait_for()
        return record, page

    yield make
    context.close()


def play(page: Page, *calls: list[str]) -> list[tuple[str, str]]:
    """Makes the calls; gives what each answered, and the error code after it."""
    return [(answer, code) for _, answer, code in page.evaluate(SESSION, list(calls))]


@pytest.mark.parametrize("flavour", ["again", "again-waits", "again-stubborn", "moodle"])
def test_without_faults_every_kind_of_lms_keeps_what_it_got(opened: Open, flavour: str) -> None:
    record, page = opened(flavour=flavour)
    assert play(page, *BEGIN, COMMIT, ["LMSFinish", ""]) == [("true", "0")] * 4
    record.wait_finished()
    assert (record.status, record.refusals) == ("incomplete", [])
    assert [call["name"] for call in record.calls if not call["name"].startswith("LMSGet")] == [
        "LMSInitialize",
        "LMSSetValue",
        "LMSCommit",
        "LMSFinish",
    ]


@pytest.mark.parametrize("flavour", ["again-waits", "moodle"])
def test_a_session_that_ended_is_false_and_101(opened: Open, flavour: str) -> None:
    record, page = opened(flavour=flavour, line="out")
    assert play(page, *BEGIN, COMMIT)[-1] == ("false", "101")
    assert record.values == {}


def test_the_moodle_kind_says_true_without_a_line_and_never_sends_the_same_value_again(opened: Open) -> None:
    record, page = opened(flavour="moodle", line="down")
    assert play(page, *BEGIN, COMMIT)[-1] == ("true", "0")
    record.line = "up"
    assert play(page, ["LMSSetValue", STATUS, "incomplete"], COMMIT)[-1] == ("true", "0")
    assert record.values == {}
    play(page, ["LMSSetValue", "cmi.suspend_data", "x"], COMMIT)
    assert record.values == {"cmi.suspend_data": "x"}


def test_the_waiting_kind_sends_the_whole_record_each_time(opened: Open) -> None:
    record, page = opened(flavour="again-waits", line="down")
    assert play(page, *BEGIN, COMMIT)[-1] == ("false", "101")
    record.line = "up"
    play(page, COMMIT)
    assert record.status == "incomplete"


def test_a_commit_that_was_held_back_overwrites_the_next(opened: Open) -> None:
    record, page = opened(flavour="again-waits", shuffle=True)
    play(page, *BEGIN, COMMIT, ["LMSSetValue", "cmi.suspend_data", "x"], COMMIT)
    assert [store.fate for store in record.stores] == ["held", "stored", "stored late"]
    assert "cmi.suspend_data" not in record.values


@pytest.mark.parametrize(
    ("how", "answers"),
    [
        ("fail", [("false", "391"), ("true", "0")]),
        ("lie", [("true", "0"), ("true", "0")]),
        ("throw", [("threw", ""), ("true", "0")]),
        ("die", [("threw", ""), ("threw", "")]),
        ("late", [("true", "0"), ("true", "0")]),
    ],
)
def test_a_rule_strikes_so_often_and_no_more(opened: Open, how: str, answers: list[tuple[str, str]]) -> None:
    record, page = opened(flavour="again-waits", rules=[rule("LMSCommit", how, code="391", ms=5)])
    assert play(page, *BEGIN, COMMIT, COMMIT)[2:] == answers
    assert len(record.stores) == (2 if how == "late" else 0 if how == "die" else 1)


def test_of_a_spoiled_call_the_strict_host_hears_nothing(opened: Open) -> None:
    record, page = opened(rules=[rule("LMSInitialize", "fail")])
    assert play(page, ["LMSInitialize", ""], ["LMSGetValue", STATUS]) == [("false", "101"), ("", "301")]
    assert (record.calls, record.refusals) == ([], [])
    assert play(page, *BEGIN)[-1] == ("true", "0")


def test_what_a_strict_lms_refuses_is_noted(opened: Open) -> None:
    record, page = opened(flavour="moodle")
    assert play(page, *BEGIN, ["LMSSetValue", "cmi.core.score.raw", "101"])[-1] == ("false", "405")
    until(page, lambda: len(record.refusals) == 1, "the page of the LMS tells what it refused")


def test_commits_within_a_second_are_noted_but_not_at_leaving(opened: Open) -> None:
    record, page = opened()
    play(page, *BEGIN, COMMIT, COMMIT)
    until(page, lambda: len(record.launches[0].hasty()) == 1, "the page of the LMS tells of both commits")
    record.launches[0].marks.append({"at": record.calls[-1]["at"], "what": "exit"})
    assert record.launches[0].hasty() == []


def test_the_end_without_a_status_is_completed_at_the_moodle_kind(opened: Open) -> None:
    record, page = opened(flavour="moodle", mode="review")
    play(page, ["LMSInitialize", ""], ["LMSFinish", ""])
    record.wait_finished()
    assert record.status == "completed"


def test_an_lms_forgets_the_last_session_and_not_what_that_found(opened: Open) -> None:
    record, page = opened(flavour="again-waits", values={"cmi.suspend_data": "old", STATUS: "incomplete"})
    play(page, BEGIN[0], ["LMSSetValue", "cmi.suspend_data", "new"], COMMIT)
    assert record.values["cmi.suspend_data"] == "new"
    record.lose()
    assert record.values["cmi.suspend_data"] == "old"
    record.lose(everything=True)
    assert record.values == {"cmi.suspend_data": "old", STATUS: "incomplete"}
