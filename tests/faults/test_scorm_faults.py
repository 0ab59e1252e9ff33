"""Every fault of a SCORM host by its name: what the learner is told, and that the next launch on the device mends it.

``must_hold`` ends the faults, launches once more on the same device, leaves by Exit and compares the record with
what was done and confirmed; it also judges every call. A test therefore says only what is particular to its fault.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from houses import rule
from looking import UNTOLD, certain, record, says

if TYPE_CHECKING:
    from staging import Play

pytestmark = pytest.mark.browser

SOON = 6
"""Seconds after which the page tries again."""
FLAVOURS = ["again", "again-waits", "moodle"]


# ---- the window goes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("flavour", [*FLAVOURS, "again-stubborn"])
def test_a_window_that_is_closed_loses_nothing(play: Play, flavour: str) -> None:
    walk = play.by_hand("scorm12", flavour)
    walk.begin()
    walk.to("half answered")
    walk.close()
    assert certain(walk) > 4
    walk.must_hold()


def test_a_tab_that_is_put_to_sleep_has_sent_what_it_had(play: Play) -> None:
    """A phone tells a page that it goes out of sight, and nothing more."""
    walk = play.by_hand("scorm12", "moodle")
    sitting = walk.begin()
    walk.to("begun")
    says(walk, "sent")
    before = len(record(walk).stores)
    walk.advance(sitting, walk.models[0], 0)
    walk.chance.right = False  # type: ignore[attr-defined]
    walk.hide()
    record(walk).wait(lambda: len(record(walk).stores) > before, "the commit of a page that goes out of sight", 0.9)
    walk.crash()
    walk.must_hold()


# ---- the line --------------------------------------------------------------------------------------------------------


def test_a_network_that_is_gone_is_said_and_survived(play: Play) -> None:
    walk = play.by_hand("scorm12", "moodle")
    walk.begin()
    walk.to("half read")
    walk.off_line()
    walk.to("half answered")
    assert says(walk, *UNTOLD) == "kept"
    stored = len(record(walk).stores)
    walk.on_line()
    assert says(walk, "sent") == "sent"
    assert len(record(walk).stores) > stored
    walk.must_hold()


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_commit_that_fails_is_said_and_made_good(play: Play, flavour: str) -> None:
    walk = play.by_hand("scorm12", flavour, clock=True)
    sitting = walk.begin()
    walk.to("half read")
    sitting.course.evaluate("rules => parent.hostFaults.add(...rules)", [rule("LMSCommit", "fail", times=1)])
    walk.advance(sitting, walk.models[0], 0)
    assert says(walk, *UNTOLD) == "kept"
    assert says(walk, "sent", later=SOON) == "sent"
    walk.must_hold()


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_a_commit_that_says_true_and_stores_nothing_is_made_good(play: Play, flavour: str) -> None:
    """The page cannot know; what this device keeps of it is told again at the next launch."""
    walk = play.by_hand("scorm12", flavour)
    walk.begin()
    walk.to("half read")
    record(walk).line = "deaf"
    walk.to("tested")
    walk.close()
    assert "cmi.core.score.raw" not in record(walk).values
    walk.must_hold()
    assert "cmi.core.score.raw" in record(walk).values


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_commits_that_arrive_in_another_order_are_made_good(play: Play, flavour: str) -> None:
    walk = play.by_hand("scorm12", flavour)
    walk.begin()
    walk.to("half read")
    record(walk).shuffle = True
    walk.to("half answered", slowly=True)
    walk.close()
    record(walk).release()
    walk.must_hold()


@pytest.mark.parametrize("flavour", ["again-waits", "moodle"])
def test_a_session_that_ends_in_the_lms_is_said_and_made_good_at_the_next_launch(play: Play, flavour: str) -> None:
    walk = play.by_hand("scorm12", flavour)
    walk.begin()
    walk.to("half read")
    record(walk).line = "out"
    walk.to("tested")
    assert says(walk, *UNTOLD) == "kept"
    walk.close()
    walk.must_hold()


def test_a_learner_who_logs_in_again_in_another_window_loses_nothing(play: Play) -> None:
    """The line is back while the page stands open: all that was set since the last good commit is set again."""
    walk = play.by_hand("scorm12", "again-waits", clock=True)
    walk.begin()
    walk.to("half read")
    record(walk).line = "out"
    walk.to("tested")
    says(walk, *UNTOLD)
    record(walk).line = "up"
    assert says(walk, "sent", later=SOON) == "sent"
    names = [item["id"] for item in record(walk).interactions()]
    assert len(names) == len(set(names)) == len(walk.windows[-1].learner.quiz()["questions"])
    walk.must_hold()


# ---- the API ---------------------------------------------------------------------------------------------------------


def test_calls_that_fail_for_a_while_are_made_again(play: Play) -> None:
    walk = play.by_hand("scorm12", "again", clock=True)
    sitting = walk.begin()
    walk.to("answered")
    sitting.course.evaluate("rules => parent.hostFaults.add(...rules)", [rule("*", "fail", times=-1)])
    walk.to("tested")
    assert says(walk, *UNTOLD) == "kept"
    sitting.course.evaluate("parent.hostFaults.calm()")
    assert says(walk, "sent", later=SOON) == "sent"
    walk.must_hold()


@pytest.mark.parametrize("how", ["throw", "die"])
def test_an_api_that_throws_takes_nothing_with_it(play: Play, how: str) -> None:
    walk = play.by_hand("scorm12", "again")
    sitting = walk.begin()
    walk.to("half read")
    sitting.course.evaluate("rules => parent.hostFaults.add(...rules)", [rule("*", how, times=-1)])
    walk.to("tested")
    assert says(walk, *UNTOLD) == "kept"
    walk.close()
    walk.must_hold()


def test_calls_that_are_slow_lose_nothing(play: Play) -> None:
    walk = play.by_hand("scorm12", "again")
    sitting = walk.begin()
    sitting.course.evaluate("rules => parent.hostFaults.add(...rules)", [rule("*", "late", ms=20, times=-1)])
    walk.to("tested")
    walk.close()
    walk.must_hold()


@pytest.mark.parametrize("how", ["fail", "throw", "late"])
def test_an_initialize_that_fails_once_or_is_slow_is_no_end(play: Play, how: str) -> None:
    walk = play.by_hand("scorm12", "again")
    walk.house.install(walk.versions["1.0"])
    record(walk).rules = [rule("LMSInitialize", how, ms=1500)]
    walk.begin()
    assert says(walk, "ready", "sent")
    walk.to("half read")
    walk.must_hold()


def test_an_api_that_appears_late_is_found(play: Play) -> None:
    walk = play.by_hand("scorm12", "again")
    walk.house.install(walk.versions["1.0"])
    record(walk).late = 1200
    walk.begin()
    walk.to("half read")
    assert says(walk, "sent")
    walk.must_hold()


def test_an_api_that_never_appears_is_said(play: Play) -> None:
    walk = play.by_hand("scorm12", "again")
    walk.house.install(walk.versions["1.0"])
    record(walk).late = -1
    walk.begin()
    assert says(walk, "alone") == "alone"
    assert record(walk).calls == []


@pytest.mark.parametrize("how", ["fail", "lie"])
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_an_end_that_fails_or_is_lost_is_made_good(play: Play, flavour: str, how: str) -> None:
    walk = play.by_hand("scorm12", flavour)
    sitting = walk.begin()
    walk.to("half answered")
    sitting.course.evaluate("rules => parent.hostFaults.add(...rules)", [rule("LMSFinish", how)])
    walk.advance(sitting, walk.models[0], 0)
    walk.close()
    walk.must_hold()


# ---- the record ------------------------------------------------------------------------------------------------------


def test_an_lms_that_forgets_the_suspend_data_gets_it_back(play: Play) -> None:
    walk = play.by_hand("scorm12", "moodle")
    walk.begin()
    walk.to("tested")
    walk.close()
    record(walk).wait_finished()
    record(walk).lose()
    walk.must_hold()


def test_an_lms_that_forgets_everything_gets_it_back_if_the_learner_says_so(play: Play) -> None:
    walk = play.by_hand("scorm12", "moodle")
    walk.begin()
    walk.to("tested")
    walk.close()
    record(walk).wait_finished()
    record(walk).lose(everything=True)
    walk.must_hold()
    assert any("continues with what was found" in line for line in walk.story)


def test_a_new_attempt_begins_afresh_if_the_learner_says_so(play: Play) -> None:
    """An empty record may also be a new attempt, which only the learner can tell."""
    walk = play.by_hand("scorm12", "moodle")
    walk.begin()
    walk.to("tested")
    walk.close()
    record(walk).wait_finished()
    record(walk).lose(everything=True)
    opened = walk.house.open(walk.device.context, 0)
    opened.course.locator("#found-fresh").click()
    opened.course.locator("#saved[data-said='ready']").wait_for()
    assert opened.course.locator(".section.current").get_attribute("id") == "front"
    opened.tab.close()
    record(walk).wait_finished()
    assert record(walk).interactions() == []
    walk.models[0].facts.clear()
    walk.must_hold()


def test_a_pass_that_never_arrived_arrives_with_the_next_launch(play: Play) -> None:
    walk = play.by_hand("scorm12", "moodle")
    walk.begin()
    walk.to("passed")
    record(walk).line = "deaf"
    walk.to("claimed")
    walk.close()
    assert record(walk).status == "incomplete"
    walk.must_hold()
    assert record(walk).status == "passed"


# ---- more than one ---------------------------------------------------------------------------------------------------


# ---- surroundings ----------------------------------------------------------------------------------------------------
