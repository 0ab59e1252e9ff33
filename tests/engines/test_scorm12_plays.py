"""The SCORM 1.2 package in Firefox and in WebKit, under the strict host: what is recorded there is what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import House, Scorm
    from player import Player
    from strict_lms import Attempt

pytestmark = pytest.mark.engine

LAST_WORDS = 4  # seconds in which a window that closes may still be heard


def finish(player: Player) -> str:
    """From the test to the certificate, with the record ended; gives the certificate's text."""
    player.pass_test()
    player.claim()
    player.arrives("certificate")
    certificate = player.open_certificate()
    player.exit()
    return certificate


def assert_recorded(attempt: Attempt) -> None:
    attempt.wait_finished()
    assert (attempt.status, attempt.refusals) == ("passed", [])
    assert attempt.values["cmi.core.score.raw"] == "100"
    assert attempt.interactions["credit-claim-ama-pra-1"]["student_response"] == "0.25"


def close(player: Player, attempt: Attempt) -> None:
    """By closing the window. Both engines may end a page while it says its last: then LMSFinish never comes, and what
    was not sent comes with the next launch.
    """
    player.browser.window()
    player.close()
    with attempt.arrived:
        attempt.arrived.wait_for(lambda: attempt.launches[-1].finished, LAST_WORDS)


def stored(player: Player, attempt: Attempt) -> None:
    """Waits until the host's server has what the host's page has been given."""
    kept = player.run("return parent.hostRecorder.values.flat['cmi.suspend_data']")
    attempt.wait(lambda: attempt.values.get("cmi.suspend_data") == kept, "the state that its page has")


# ---- one sitting -----------------------------------------------------------------------------------------------------


def test_a_whole_run_is_recorded(house: House, scorm: Scorm) -> None:
    attempt = scorm.enrol()
    player = scorm.launch(house.start(phone=False), attempt)
    player.to_the_test()
    certificate = finish(player)
    assert_recorded(attempt)
    assert [name for name in attempt.interactions if name.startswith("q-")] == [
        f"q-{question['id']}-1" for question in player.quiz()["questions"]
    ]
    assert ("0.25" in certificate, "Jo Doe" in certificate) == (True, True)


def test_nothing_touched_is_nothing_achieved(house: House, scorm: Scorm) -> None:
    attempt = scorm.enrol()
    close(scorm.launch(house.start(), attempt), attempt)
    assert (attempt.status, attempt.refusals, "cmi.core.score.raw" in attempt.values) == ("incomplete", [], False)


def test_an_lms_within_a_page_of_another_site_gets_the_record(house: House, scorm: Scorm) -> None:
    attempt = scorm.enrol()
    player = scorm.launch_inside(house.start(), attempt, around="localhost")
    player.to_the_test()
    finish(player)
    assert_recorded(attempt)


def test_a_course_in_a_window_of_its_own_finds_the_api_of_its_opener(house: House, scorm: Scorm) -> None:
    attempt = scorm.enrol()
    player = scorm.launch_opened(house.start(), attempt)
    player.to_the_test()
    finish(player)
    assert_recorded(attempt)


# ---- two sittings ----------------------------------------------------------------------------------------------------


def test_a_window_closed_in_the_middle_of_the_test_loses_no_answer(house: House, scorm: Scorm) -> None:
    attempt = scorm.enrol()
    browser = house.start()
    first = scorm.launch(browser, attempt)
    first.to_the_test()
    first.answer(count=2)
    ticked = first.ticked()
    close(first, attempt)
    second = scorm.launch(browser, attempt)
    assert (second.place, second.ticked()) == (second.at_test[1:], ticked)
    finish(second)
    assert_recorded(attempt)


def test_a_browser_killed_after_the_page_said_it_is_sent_loses_no_answer(house: House, scorm: Scorm) -> None:
    attempt = scorm.enrol()
    browser = house.start()
    first = scorm.launch(browser, attempt)
    first.to_the_test()
    first.answer(count=2)
    ticked = first.ticked()
    first.settled()
    stored(first, attempt)
    house.kill(browser)
    second = scorm.launch(house.again(browser), attempt)
    assert (second.place, second.ticked()) == (second.at_test[1:], ticked)
    finish(second)
    assert_recorded(attempt)


@pytest.mark.parametrize("killed", [False, True], ids=["closed", "killed"])
def test_work_that_the_lms_lost_comes_back_from_this_device(house: House, scorm: Scorm, killed: bool) -> None:
    """It had said "true" to everything."""
    attempt = scorm.enrol()
    browser = house.start()
    first = scorm.launch(browser, attempt)
    first.to_the_test()
    first.answer(count=2)
    ticked = first.ticked()
    first.says("sent")
    if killed:
        house.kill(browser)
        browser = house.again(browser)
    else:
        close(first, attempt)
    attempt.values = {}
    second = scorm.launch(browser, attempt)
    assert second.asked != ""
    assert (second.place, second.ticked()) == (second.at_test[1:], ticked)
    finish(second)
    assert_recorded(attempt)


def test_a_certificate_opens_again_at_a_relaunch_and_changes_nothing(house: House, scorm: Scorm) -> None:
    attempt = scorm.enrol()
    browser = house.start()
    first = scorm.launch(browser, attempt)
    first.to_the_test()
    certificate = finish(first)
    assert_recorded(attempt)
    before = attempt.record
    again = scorm.launch(house.elsewhere(browser), attempt)
    assert again.open_certificate() == certificate
    again.exit()
    attempt.wait_finished()
    assert (attempt.record, attempt.refusals) == (before, [])


# ---- a browser that lacks something ----------------------------------------------------------------------------------


def test_without_print_and_without_a_question_at_leaving_nothing_is_lost(house: House, scorm: Scorm) -> None:
    """A phone's app around a WebKit has neither."""
    attempt = scorm.enrol()
    browser = house.start(kind="bare")
    first = scorm.launch(browser, attempt)
    first.to_the_test()
    first.answer(count=1)
    close(first, attempt)
    second = scorm.launch(browser, attempt)
    assert second.place == second.at_test[1:]
    certificate = finish(second)
    assert_recorded(attempt)
    third = scorm.launch(browser, attempt)
    assert third.open_certificate() == certificate
    reference = third.reference()
    assert reference != ""
    assert reference in certificate


def test_print_that_is_not_there_says_nothing_on_the_console(house: House, scorm: Scorm) -> None:
    player = scorm.launch(house.start(kind="bare"), scorm.enrol())
    player.whole_run()
    if player.sees("#print"):
        player.press("#print")
    assert player.sees("#certificate-sheet > *")


@pytest.mark.parametrize("kind", ["refusing", "private"])
def test_a_browser_that_keeps_nothing_records_all_the_same(house: House, scorm: Scorm, kind: str) -> None:
    attempt = scorm.enrol()
    player = scorm.launch(house.start(kind=kind), attempt)
    player.to_the_test()
    finish(player)
    assert_recorded(attempt)
