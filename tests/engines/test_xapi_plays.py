"""The xAPI package in Firefox and in WebKit, against the small LRS: every statement once, and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from xapi_host import Enrolment

if TYPE_CHECKING:
    from conftest import House, Xapi
    from player import Player

pytestmark = pytest.mark.engine

COURSE = "hand-hygiene"
# A site that is not the package's, in every engine.
ELSEWHERE = "localhost"


def finish(player: Player) -> str:
    """From the test to the certificate; gives its text."""
    player.pass_test()
    player.claim()
    player.arrives("certificate")
    return player.open_certificate()


def expected(player: Player) -> list[str]:
    """The verbs of a registration that was played from the front matter to the claim, without those of launches."""
    pages, questions = len(player.pages()), len(player.quiz()["questions"])
    return ["acknowledge", *["experienced"] * pages, *["answered"] * questions, "passed", "claimed", "completed"]


def assert_told_once(xapi: Xapi, player: Player) -> None:
    statements = xapi.store.statements()
    ids, times = [one["id"] for one in statements], [one["timestamp"] for one in statements]
    told = [verb for verb in xapi.store.verbs() if verb not in ("initialized", "terminated")]
    assert told == expected(player)
    assert (len(ids), times) == (len(set(ids)), sorted(times))


def close(xapi: Xapi, player: Player) -> None:
    """By closing the window. Both engines may end a page while it says its last: then there is no "terminated", and
    what was not sent comes with the next launch.
    """
    player.browser.window()
    player.close()


def ended(xapi: Xapi, enrolment: Enrolment, launches: int = 1) -> None:
    xapi.store.wait_ended(enrolment.registration, launches)


# ---- one sitting -----------------------------------------------------------------------------------------------------


def test_a_whole_run_is_told(house: House, xapi: Xapi) -> None:
    enrolment = Enrolment(COURSE)
    player = xapi.launch(house.start(phone=False), enrolment)
    player.to_the_test()
    certificate = finish(player)
    player.exit()
    ended(xapi, enrolment)
    assert xapi.store.verbs() == ["initialized", *expected(player), "terminated"]
    assert ("0.25" in certificate, "Ana Doe" in certificate) == (True, True)


@pytest.mark.parametrize("kind", ["usual", "refusing"])
def test_a_frame_of_another_site_tells_the_same(house: House, xapi: Xapi, kind: str) -> None:
    enrolment = Enrolment(COURSE)
    player = xapi.launch_within(house.start(kind=kind), enrolment, host=ELSEWHERE)
    player.to_the_test()
    finish(player)
    player.exit()
    ended(xapi, enrolment)
    assert xapi.store.verbs() == ["initialized", *expected(player), "terminated"]


# ---- two sittings ----------------------------------------------------------------------------------------------------


def test_a_window_closed_in_the_middle_of_the_test_loses_nothing(house: House, xapi: Xapi) -> None:
    enrolment = Enrolment(COURSE)
    browser = house.start()
    first = xapi.launch(browser, enrolment)
    first.to_the_test()
    first.answer(count=2)
    ticked = first.ticked()
    close(xapi, first)
    second = xapi.launch(browser, enrolment)
    assert (second.place, second.ticked()) == (second.at_test[1:], ticked)
    finish(second)
    second.exit()
    xapi.store.wait(lambda: xapi.store.verbs()[-1] == "terminated", "terminated")
    assert_told_once(xapi, second)


def test_what_was_saved_is_there_on_another_computer(house: House, xapi: Xapi) -> None:
    enrolment = Enrolment(COURSE)
    browser = house.start()
    first = xapi.launch(browser, enrolment)
    first.to_the_test()
    first.answer(count=2)
    ticked = first.ticked()
    first.says("saved")
    close(xapi, first)
    second = xapi.launch(house.elsewhere(browser), enrolment)
    assert (second.place, second.ticked()) == (second.at_test[1:], ticked)


def test_a_browser_killed_after_the_page_said_that_it_is_saved_loses_nothing(house: House, xapi: Xapi) -> None:
    enrolment = Enrolment(COURSE)
    browser = house.start()
    first = xapi.launch(browser, enrolment)
    first.to_the_test()
    first.answer(count=2)
    ticked = first.ticked()
    first.says("saved")
    house.kill(browser)
    second = xapi.launch(house.again(browser), enrolment)
    assert (second.place, second.ticked()) == (second.at_test[1:], ticked)
    finish(second)
    second.says("saved")
    assert_told_once(xapi, second)


def test_a_relaunch_after_completion_opens_the_certificate_and_tells_nothing(house: House, xapi: Xapi) -> None:
    enrolment = Enrolment(COURSE)
    browser = house.start()
    first = xapi.launch(browser, enrolment)
    first.to_the_test()
    certificate = finish(first)
    reference = first.reference()
    first.exit()
    ended(xapi, enrolment)
    before = xapi.store.statements()
    second = xapi.launch(house.elsewhere(browser), enrolment)
    assert (second.open_certificate(), second.reference()) == (certificate, reference)
    second.exit()
    assert xapi.store.statements() == before


# ---- the LRS goes away -----------------------------------------------------------------------------------------------


def work_in_vain(xapi: Xapi, player: Player, *words: str) -> None:
    """Pages are read while the LRS is away, until the page has said so."""
    player.acknowledge()
    player.says("saved")
    xapi.store.lrs.stop()
    player.read_all()
    player.says(*words or ("kept", "failed"))


def test_work_on_the_disk_of_a_killed_browser_arrives_at_the_next_launch(house: House, xapi: Xapi) -> None:
    house.may_fail = True
    enrolment = Enrolment(COURSE)
    browser = house.start()
    work_in_vain(xapi, xapi.launch(browser, enrolment), "kept")
    house.kill(browser)
    xapi.store.lrs.start()
    second = xapi.launch(house.again(browser), enrolment)
    assert second.place == second.at_test[1:]
    finish(second)
    second.says("saved")
    assert_told_once(xapi, second)


@pytest.mark.parametrize("kind", ["usual", "bare"])
def test_work_of_a_closed_window_arrives_at_the_next_launch(house: House, xapi: Xapi, kind: str) -> None:
    house.may_fail = True
    enrolment = Enrolment(COURSE)
    browser = house.start(kind=kind)
    first = xapi.launch(browser, enrolment)
    work_in_vain(xapi, first)
    browser.window()
    first.close()
    xapi.store.lrs.start()
    second = xapi.launch(browser, enrolment)
    assert second.place == second.at_test[1:]
    finish(second)
    second.says("saved")
    assert_told_once(xapi, second)


@pytest.mark.parametrize("kind", ["refusing", "private"])
def test_a_browser_that_keeps_nothing_delivers_while_the_window_is_open(house: House, xapi: Xapi, kind: str) -> None:
    house.may_fail = True
    enrolment = Enrolment(COURSE)
    player = xapi.launch(house.start(kind=kind), enrolment)
    work_in_vain(xapi, player, "failed" if kind == "refusing" else "kept")
    xapi.store.lrs.start()
    player.run("dispatchEvent(new Event('online'))")  # it would look by itself, in a while
    player.says("saved")
    finish(player)
    player.says("saved")
    assert_told_once(xapi, player)


def test_in_a_frame_of_another_site_work_arrives_at_leaving_or_at_the_next_launch(house: House, xapi: Xapi) -> None:
    """Whether a disk is lent to such a frame, and for how long, is the engine's business."""
    house.may_fail = True
    enrolment = Enrolment(COURSE)
    browser = house.start()
    first = xapi.launch_within(browser, enrolment, host=ELSEWHERE)
    work_in_vain(xapi, first)
    browser.window()
    xapi.store.lrs.start()
    first.close()
    second = xapi.launch_within(browser, enrolment, host=ELSEWHERE)
    assert second.place == second.at_test[1:]
    finish(second)
    second.says("saved")
    assert_told_once(xapi, second)
