"""Every fault of a line to an LRS by its name: what the learner is told, and that nothing is lost or told twice.

``must_hold`` ends the faults, launches once more on the same device, leaves by Exit and compares the statements and the
state with what was done and confirmed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from learner import Learner
from looking import UNTOLD, line, says, until
from lrs_proxy import KINDS, WRITES, Fault

if TYPE_CHECKING:
    from staging import Play
    from walker import Walk

pytestmark = pytest.mark.browser

ALWAYS = -1
# Seconds after which the page asks again.
SOON = 6
SLOWEST = 61


def working(play: Play, *faults: Fault, **settings: Any) -> Walk:
    """A learner in the middle of the course when the line begins to fail."""
    walk = play.by_hand("xapi", **settings)
    walk.begin()
    walk.to("half read")
    says(walk, "saved")
    line(walk).proxy.script(*faults)
    walk.advance(walk.windows[-1], walk.models[0], 0)
    return walk


# ---- one answer is not what it should be -----------------------------------------------------------------------------

ANSWERS = {
    "401": Fault("status", WRITES, status=401),
    "403": Fault("status", WRITES, status=403),
    "429": Fault("status", WRITES, status=429, headers={"Retry-After": "1"}),
    "500": Fault("status", WRITES, status=500),
    "503": Fault("status", WRITES, status=503),
    "half a body": Fault("half", ("statements/POST",)),
    "no answer": Fault("cut", WRITES, times=3),  # a browser asks once or twice more by itself
    "a portal": Fault("portal", WRITES),
    "a portal that scripts may read": Fault("portal", WRITES, headers={"Access-Control-Allow-Origin": "*"}),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_is_none_is_said_and_asked_for_again(play: Play, name: str) -> None:
    walk = working(play, ANSWERS[name], clock=True)
    assert says(walk, *UNTOLD) == "kept"
    # A key may be renewed, but not soon.
    assert says(walk, "saved", later=SLOWEST if name in ("401", "403") else SOON) == "saved"
    walk.to("half answered")
    walk.must_hold()


def test_an_answer_that_is_lost_makes_no_duplicate(play: Play) -> None:
    walk = working(play, Fault("lost", WRITES, times=2), clock=True)
    assert says(walk, *UNTOLD) == "kept"
    says(walk, "saved", later=SOON)
    sent = line(walk).proxy.sent()
    assert len(sent) > len(set(sent))
    walk.to("tested")
    walk.must_hold()


def test_a_conflict_over_statements_sends_each_by_itself(play: Play) -> None:
    walk = working(play, Fault("status", ("statements/POST",), status=409))
    assert says(walk, "saved") == "saved"
    assert "statements/PUT" in [one.kind for one in line(walk).proxy.exchanges]
    walk.to("half answered")
    walk.must_hold()


@pytest.mark.parametrize("status", [409, 412])
def test_a_conflict_over_the_state_is_settled_and_not_overwritten(play: Play, status: int) -> None:
    walk = working(play, Fault("status", ("state/PUT",), status=status), clock=True)
    assert says(walk, "saved", later=SOON) == "saved"
    walk.to("half answered")
    walk.must_hold()


def test_retry_after_is_heeded(play: Play) -> None:
    walk = working(play, Fault("status", WRITES, status=429, headers={"Retry-After": "3"}))
    assert says(walk, *UNTOLD) == "kept"
    says(walk, "saved")
    writes = [one for one in line(walk).proxy.exchanges if one.kind in WRITES]
    (at,) = [number for number, one in enumerate(writes) if one.struck == "status"]
    assert writes[at + 1].at - writes[at].at > 2.9
    walk.must_hold()


def test_a_line_that_is_silent_holds_nobody_up(play: Play) -> None:
    walk = working(play, Fault("silent", WRITES))
    walk.to("half answered")
    walk.close()
    walk.must_hold()


def test_a_slow_line_loses_nothing(play: Play) -> None:
    walk = working(play, Fault("slow", times=6, delay=0.8))
    walk.to("half answered")
    walk.close()
    walk.must_hold()


# ---- the line is gone ------------------------------------------------------------------------------------------------


def test_connections_that_are_refused_leave_all_on_the_device(play: Play) -> None:
    walk = play.by_hand("xapi")
    walk.begin()
    walk.to("half read")
    line(walk).proxy.refuse()
    walk.to("tested")
    assert says(walk, *UNTOLD) == "kept"
    walk.close()
    walk.must_hold()


def test_a_network_that_is_gone_for_minutes_and_comes_back_delivers_in_order(play: Play) -> None:
    walk = play.by_hand("xapi")
    walk.begin()
    walk.to("half read")
    walk.off_line()
    walk.to("passed")
    assert says(walk, *UNTOLD) == "kept"
    walk.on_line()
    assert says(walk, "saved") == "saved"
    times = [one["timestamp"] for one in line(walk).statements(0)]
    assert times == sorted(times)
    walk.must_hold()


def test_a_launch_while_the_lrs_is_busy_plays_and_keeps(play: Play) -> None:
    walk = play.by_hand("xapi")
    walk.begin()
    walk.to("half read")
    walk.close()
    line(walk).proxy.script(Fault("status", KINDS, times=ALWAYS, status=503))
    walk.launch()
    walk.to("half answered")
    assert says(walk, *UNTOLD) == "kept"
    walk.close()
    walk.must_hold()


def test_a_launch_behind_a_portal_plays_and_keeps(play: Play) -> None:
    walk = play.by_hand("xapi")
    line(walk).proxy.script(Fault("portal", KINDS, times=ALWAYS, headers={"Access-Control-Allow-Origin": "*"}))
    walk.begin()
    walk.to("half read")
    assert says(walk, *UNTOLD) == "kept"
    walk.close()
    walk.must_hold()


# ---- the window goes while statements wait ---------------------------------------------------------------------------


def test_a_browser_that_is_killed_when_every_answer_was_lost_tells_nothing_twice(play: Play) -> None:
    walk = working(play, Fault("lost", WRITES, times=ALWAYS), killable=True)
    walk.to("tested")
    walk.kill()
    walk.must_hold()


def test_a_claim_that_was_kept_and_killed_is_completed_once(play: Play) -> None:
    walk = play.by_hand("xapi", killable=True)
    walk.begin()
    walk.to("passed")
    line(walk).proxy.script(Fault("cut", WRITES, times=ALWAYS))
    walk.to("claimed")
    assert says(walk, *UNTOLD) == "kept"
    walk.kill()
    walk.must_hold()
    verbs = [one["verb"]["id"].rpartition("/")[2] for one in line(walk).statements(0)]
    assert [verbs.count(verb) for verb in ("passed", "claimed", "completed")] == [1, 1, 1]


def test_a_window_that_is_closed_says_that_it_ended(play: Play) -> None:
    walk = play.by_hand("xapi")
    walk.begin()
    walk.to("half read")
    walk.close()
    walk.house.ended(0, 5)
    assert line(walk).statements(0)[-1]["verb"]["id"].endswith("terminated")
    walk.must_hold()


# ---- more than one ---------------------------------------------------------------------------------------------------


def test_two_devices_of_one_registration_do_not_overwrite_each_other(play: Play) -> None:
    """Read here and there in turn: both write the one state document."""
    here = play.by_hand("xapi")
    there = play.by_hand("xapi")
    here.begin()
    there.house, there.models = here.house, here.models
    here.to("begun")
    there.numbers = 100
    there.launch()
    there.to("half read")
    here.to("half read")
    there.close()
    here.close()
    here.must_hold()


# ---- the record arrives, and the document that tells of it does not -------------------------------------------------


def recorded(walk: Walk) -> str:
    """The reference of the record, of which the LRS has one."""
    [result] = [one["result"] for one in line(walk).statements(0) if one["verb"]["id"].endswith("/completed")]
    [reference] = [told for name, told in result["extensions"].items() if name.endswith("/reference")]
    return str(reference)


def half_recorded(walk: Walk) -> str:
    """A learner who claims, and whose window goes while no document can be written: the reference of the record."""
    walk.begin()
    walk.to("tested")
    assert says(walk, "saved") == "saved"
    line(walk).proxy.script(Fault("cut", ("state/PUT",), times=ALWAYS))
    walk.to("claimed")
    says(walk, *UNTOLD)
    walk.crash()
    walk.calm()
    return recorded(walk)


def test_a_record_whose_document_was_lost_is_found_by_the_next_launch_where_there_is_no_disk(play: Play) -> None:
    walk = play.by_hand("xapi", "", "within")
    reference = half_recorded(walk)
    told = len(line(walk).statements(0))
    sitting = walk.launch()
    assert (sitting.on_disk, says(walk, "review")) == (False, "review")
    sitting.learner.go("claim")
    assert sitting.learner.see("#claim-recorded").inner_text().startswith("Recorded: 0.25 AMA PRA Category 1 Credit")
    assert reference in sitting.learner.see("#claim-recorded").inner_text()
    assert reference in sitting.learner.open_certificate()
    assert len(line(walk).statements(0)) == told
    walk.must_hold()


def test_a_record_whose_document_was_lost_stands_whatever_is_claimed_on_another_device(play: Play) -> None:
    here = play.by_hand("xapi")
    there = play.by_hand("xapi")
    reference = half_recorded(here)
    opened = here.house.open(there.device.context, 0)
    learner = Learner(opened.course, opened.tab)
    there.arrive(learner)
    learner.choose_profession("physician")
    learner.claim("declined")
    shown = learner.see("#claim-recorded")
    until(opened.tab, lambda: reference in shown.inner_text(), f"{reference} is shown; it is {shown.inner_text()!r}")
    assert shown.inner_text().startswith("Recorded: 0.25 AMA PRA Category 1 Credit claimed.")
    assert reference in learner.open_certificate()
    assert recorded(here) == reference
    opened.tab.close()
    here.must_hold()


# ---- surroundings ----------------------------------------------------------------------------------------------------
