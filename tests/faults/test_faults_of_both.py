"""Faults that meet an LMS and an LRS alike: the window or the browser goes, the line is gone, there are two windows.

``must_hold`` ends the faults, launches once more on the same device, leaves by Exit and compares the record with what
was done and confirmed; it also judges every call. What is particular to one kind of host stands in
test_scorm_faults.py and test_lrs_faults.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from looking import SENT, UNTOLD, certain, says, shared, told, unreachable

if TYPE_CHECKING:
    from staging import Play

pytestmark = pytest.mark.browser

LRS = ("xapi", "")
LMS = ("scorm12", "moodle")
HOSTS = [("scorm12", "again"), ("scorm12", "again-waits"), LMS, LRS]
"""Every way in which a host is reached: the driver and how the page of the LMS sends."""
WAITING = [("scorm12", "again-waits"), LRS]
"""Those that say so when nothing arrives: to an LMS of the other kinds a lost commit is a good one."""


# ---- the window goes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("driver", "flavour"), HOSTS)
def test_a_page_that_crashes_loses_nothing_that_was_confirmed(play: Play, driver: str, flavour: str) -> None:
    walk = play.by_hand(driver, flavour)
    walk.begin()
    walk.to("half answered")
    walk.crash()
    walk.must_hold()


@pytest.mark.parametrize(("driver", "flavour"), HOSTS)
def test_a_browser_that_is_killed_loses_nothing_that_was_confirmed(play: Play, driver: str, flavour: str) -> None:
    walk = play.by_hand(driver, flavour, killable=True)
    walk.begin()
    walk.to("tested")
    walk.kill()
    walk.must_hold()


@pytest.mark.parametrize(("driver", "flavour"), [LMS, LRS])
def test_a_browser_that_is_killed_with_nothing_at_the_host_keeps_all_on_the_device(
    play: Play, driver: str, flavour: str
) -> None:
    walk = play.by_hand(driver, flavour, killable=True)
    walk.begin()
    unreachable(walk)
    walk.to("answered")
    walk.kill()
    assert (told(walk), certain(walk) > 4) == ("", True)
    walk.must_hold()
    assert told(walk) != ""


@pytest.mark.parametrize("how", ["close", "close_by_x", "crash", "leave"])
@pytest.mark.parametrize(("driver", "flavour"), WAITING)
def test_a_window_that_goes_while_nothing_is_written_loses_nothing(
    play: Play, driver: str, flavour: str, how: str
) -> None:
    walk = play.by_hand(driver, flavour)
    walk.begin()
    walk.to("half read")
    unreachable(walk)
    walk.to("tested")
    assert says(walk, *UNTOLD) == "kept"
    getattr(walk, how)()
    walk.must_hold()


@pytest.mark.parametrize(("driver", "flavour"), [LMS, LRS])
def test_a_network_that_stays_away_until_the_window_is_closed_is_survived(
    play: Play, driver: str, flavour: str
) -> None:
    walk = play.by_hand(driver, flavour)
    walk.begin()
    walk.to("half read")
    walk.off_line()
    walk.to("tested")
    assert says(walk, *UNTOLD) == "kept"
    walk.close()
    walk.must_hold()


# ---- more than one ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("driver", "flavour"), HOSTS)
def test_two_windows_of_one_attempt_do_not_overwrite_each_other(play: Play, driver: str, flavour: str) -> None:
    walk = play.by_hand(driver, flavour)
    first = walk.begin()
    walk.to("half read")
    second = walk.launch()
    walk.to("half answered")
    shared(first, second)
    walk.windows.reverse()
    walk.to("tested")
    first.opened.tab.close()
    second.opened.tab.close()
    walk.windows.clear()
    walk.must_hold()


@pytest.mark.parametrize(("driver", "flavour"), [LMS, LRS])
def test_another_learner_on_the_same_device_finds_and_tells_nothing_of_the_first(
    play: Play, driver: str, flavour: str
) -> None:
    walk = play.by_hand(driver, flavour)
    walk.begin()
    walk.to("half read")
    unreachable(walk)
    walk.to("half answered")
    walk.close()
    walk.calm()
    other = walk.launch(1)
    assert other.learner.place == "front"
    walk.to("begun", learner=1)
    assert says(walk, *SENT) in SENT
    walk.close()
    walk.must_hold()


@pytest.mark.parametrize(("driver", "flavour"), [LMS, LRS])
def test_a_package_that_was_updated_reads_the_old_state(play: Play, driver: str, flavour: str) -> None:
    walk = play.by_hand(driver, flavour)
    walk.begin()
    walk.to("half answered")
    walk.close()
    walk.version = "1.1"
    walk.house.install(walk.versions["1.1"])
    sitting = walk.launch()
    assert sitting.course.locator("html").get_attribute("data-version") == "1.1"
    walk.to("claimed")
    walk.must_hold()


# ---- surroundings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("driver", "flavour"), WAITING)
def test_a_frame_of_another_site_that_gets_no_disk_promises_no_more_than_it_can(
    play: Play, driver: str, flavour: str
) -> None:
    walk = play.by_hand(driver, flavour, "within")
    sitting = walk.begin()
    assert not sitting.on_disk
    walk.to("half read")
    unreachable(walk)
    walk.advance(sitting, walk.models[0], 0)
    assert says(walk, *UNTOLD) == "failed"
    walk.calm()
    assert says(walk, *SENT) in SENT
    walk.must_hold()


@pytest.mark.parametrize(("driver", "flavour"), WAITING)
def test_a_frame_of_another_site_with_a_disk_of_its_own_uses_it(play: Play, driver: str, flavour: str) -> None:
    walk = play.by_hand(driver, flavour, "within", killable=True)
    sitting = walk.begin()
    assert sitting.on_disk
    walk.to("half read")
    unreachable(walk)
    walk.advance(sitting, walk.models[0], 0)
    assert says(walk, *UNTOLD) == "kept"
    walk.kill()
    walk.must_hold()


@pytest.mark.parametrize(("driver", "flavour"), WAITING)
def test_plain_http_keeps_a_journal(play: Play, driver: str, flavour: str) -> None:
    walk = play.by_hand(driver, flavour, "plain")
    sitting = walk.begin()
    assert sitting.on_disk
    assert sitting.course.evaluate("isSecureContext") is False
    unreachable(walk)
    walk.to("tested")
    assert says(walk, *UNTOLD) == "kept"
    walk.crash()
    walk.must_hold()
