"""What users of authoring tools complain about most, where a package can cause it: each complaint has its test here.

The two digits in a name are the complaint's number in the table of docs/faults.md.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from fault_lms import seconds
from learner import Learner
from looking import line, record
from playwright.sync_api import expect

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from fault_lms import FaultyLms
    from staging import Play
    from versions import Packages
    from walker import Walk

pytestmark = pytest.mark.browser

DRIVERS = ["scorm12", "xapi"]
A_WHILE = 1500
"""Milliseconds in the activity, which the LMS is to be told of."""


def statements(walk: Walk, verb: str) -> list[dict[str, Any]]:
    return [one for one in line(walk).statements(0) if one["verb"]["id"].endswith(f"/{verb}")]


def installed(play: Play, flavour: str = "moodle", **settings: Any) -> Walk:
    """A walk whose learner has an attempt, but has not launched it yet."""
    walk = play.by_hand("scorm12", flavour)
    walk.house.install(walk.versions["1.0"])
    for name, value in settings.items():
        setattr(record(walk), name, value)
    return walk


@pytest.mark.parametrize("driver", DRIVERS)
def test_01_the_last_act_before_the_window_closes_arrives(play: Play, lms: FaultyLms, driver: str) -> None:
    """Under a policy that forbids unload handlers, too."""
    lms.headers = {"Permissions-Policy": "unload=()"}
    try:
        walk = play.by_hand(driver)
        sitting = walk.begin()
        walk.to("half read")
        walk.advance(sitting, walk.models[0], 0)
        walk.models[0].confirm(sitting.number)  # nobody waits for the page's word, and it is to arrive all the same
        walk.close()
        walk.house.ended(0, 5)
        walk.must_hold()
    finally:
        lms.headers = {}


def test_02_who_has_finished_is_complete_at_the_lms_without_leaving(play: Play) -> None:
    walk = installed(play)
    walk.begin()
    walk.to("claimed")
    record(walk).wait(lambda: record(walk).status == "passed", "the pass")
    assert not record(walk).launches[0].finished
    walk.crash()
    walk.must_hold()


def test_03_coming_back_takes_no_pass_away(play: Play) -> None:
    """Some LMSs say 'normal' again after a pass."""
    walk = installed(play, review_after=())
    walk.begin()
    walk.to("claimed")
    walk.close()
    record(walk).wait_finished()
    before = dict(record(walk).values)
    walk.launch()
    sitting = walk.windows[-1]
    for section in sitting.learner.sections:
        sitting.learner.go(section)
    walk.close()
    record(walk).wait(lambda: record(walk).launches[-1].finished, "the end")
    passing = ("cmi.core.session_time", "cmi.core.exit")
    after = {name: value for name, value in record(walk).values.items() if name not in passing}
    assert after == {name: value for name, value in before.items() if name not in passing}
    assert record(walk).statuses == ["incomplete", "passed"]


def test_04_one_question_is_not_the_course(play: Play) -> None:
    walk = installed(play)
    walk.begin()
    walk.to("half answered")
    walk.close()
    record(walk).wait_finished()
    assert (record(walk).status, record(walk).values.get("cmi.core.score.raw")) == ("incomplete", None)
    walk.launch()
    walk.to("passed")
    walk.close()
    record(walk).wait_finished()
    assert record(walk).status == "incomplete"  # the claim is still to come
    walk.must_hold()


def test_05_a_course_whose_saved_state_may_not_fit_is_found_before_it_ships(
    scormkit: Callable[..., subprocess.CompletedProcess[bytes]], root: Path, tmp_path: Path
) -> None:
    course = tmp_path / "hand-hygiene"
    shutil.copytree(root / "course_src" / "hand-hygiene", course)
    with (course / "course.yaml").open("a", encoding="utf-8") as text:
        text.write("\nlms: {suspend_limit: 300}\n")
    done = scormkit("check", course)
    assert (done.returncode, b"LMS010" in done.stdout) == (1, True)


def opened_in(play: Play, how: str) -> tuple[Walk, Learner]:
    """The course in a window of its own, or in a frame of a frame."""
    walk = installed(play, "again")
    house: Any = walk.house
    page = walk.device.context.new_page()
    if how == "window":
        page.goto(house.lms.door(record(walk), "window"))
        with page.expect_popup() as popup:
            page.locator("#open").click()
        return walk, Learner(popup.value, page).ready()
    record(walk).address = f"/host/top.html?show={record(walk).address}"
    page.goto(house.lms.door(record(walk)))
    page.frame_locator("#sco").frame_locator("#lms").locator("body.js").wait_for(state="attached")
    frame = page.frame("lms")
    assert frame is not None
    return walk, Learner(frame, page).ready()


@pytest.mark.parametrize("how", ["window", "frame of a frame"])
def test_06_the_api_is_found_wherever_it_is(play: Play, how: str) -> None:
    walk, learner = opened_in(play, how)
    learner.acknowledge()
    expect(learner.see("#saved")).to_have_attribute("data-said", "sent")
    assert "cmi.suspend_data" in record(walk).values


def test_06_an_api_that_is_loaded_late_is_found(play: Play) -> None:
    walk = installed(play, late=900)
    walk.begin()
    walk.to("begun")
    walk.must_hold()


def test_07_parents_of_another_site_do_not_kill_the_course(play: Play) -> None:
    walk = play.by_hand("scorm12", "again", "within")
    sitting = walk.begin()
    assert sitting.said() == "ready"
    walk.to("half read")
    walk.must_hold()


def test_08_without_an_lms_it_says_so_and_gives_no_certificate(play: Play) -> None:
    walk = installed(play, late=-1)
    sitting = walk.begin()
    learner = sitting.learner
    assert "not recorded" in learner.saved()
    learner.to_the_test()
    learner.pass_test()
    learner.choose_profession("physician")
    learner.claim("0.25")
    assert "not a certificate" in learner.open_certificate().lower()
    assert sitting.said() == "alone"


@pytest.mark.parametrize("driver", DRIVERS)
def test_09_a_line_that_drops_is_said_and_what_was_done_is_sent_when_it_is_back(play: Play, driver: str) -> None:
    walk = play.by_hand(driver)
    sitting = walk.begin()
    walk.to("half read")
    walk.off_line()
    walk.to("half answered")
    saved = sitting.learner.see("#saved")
    expect(saved).to_have_attribute("data-said", "kept", timeout=10_000)
    assert "not sent" in sitting.learner.saved()
    walk.on_line()
    expect(saved).to_have_attribute("data-said", re.compile("^(sent|saved)$"), timeout=15_000)
    walk.must_hold()


@pytest.mark.parametrize("driver", DRIVERS)
def test_10_who_comes_back_is_where_she_was(play: Play, driver: str) -> None:
    walk = play.by_hand(driver)
    walk.begin()
    for goal in ("half read", "half answered", "passed"):
        place = walk.to(goal).learner.place
        walk.close()
        walk.house.ended(0, 5)
        assert walk.launch().learner.place == place
    walk.must_hold()


@pytest.mark.parametrize("driver", DRIVERS)
def test_11_a_test_that_was_opened_again_is_whole_after_a_relaunch(play: Play, driver: str) -> None:
    walk = play.by_hand(driver)
    walk.begin()
    walk.chance.right = False  # type: ignore[attr-defined]
    walk.to("tested")
    walk.advance(walk.windows[-1], walk.models[0], 1.5)  # tries again
    walk.close()
    walk.house.ended(0, 5)
    learner = walk.launch().learner
    assert (set(map(len, learner.ticked().values())), learner.test.locator(".result").is_visible()) == ({0}, False)
    walk.chance.right = True  # type: ignore[attr-defined]
    walk.to("passed")
    walk.must_hold()


def test_12_failure_is_told_after_the_last_attempt_and_answers_are_hidden_till_then(play: Play) -> None:
    walk = play.by_hand("xapi")
    learner = walk.begin().learner
    walk.chance.right = False  # type: ignore[attr-defined]
    attempts = learner.quiz()["attempts"]
    for number in range(1, attempts + 1):
        walk.to("tested")
        shown = learner.test.locator(".chosen-right, .chosen-wrong").count()
        assert (shown > 0) == (number == attempts)
        if number < attempts:
            walk.advance(walk.windows[-1], walk.models[0], 1.5)
    expect(learner.see("#saved")).to_have_attribute("data-said", "saved")
    assert (len(statements(walk, "failed")), len(statements(walk, "answered"))) == (1, 4 * attempts)
    walk.must_hold()


def test_12_a_learner_without_an_attempt_left_stays_incomplete(play: Play) -> None:
    walk = installed(play)
    learner = walk.begin().learner
    walk.chance.right = False  # type: ignore[attr-defined]
    for _ in range(learner.quiz()["attempts"]):
        walk.to("tested")
        walk.advance(walk.windows[-1], walk.models[0], 1.5)
    walk.close()
    record(walk).wait_finished()
    assert record(walk).statuses == ["incomplete"]
    walk.must_hold()


def test_13_no_interaction_is_told_under_an_id_that_is_there(play: Play) -> None:
    walk = installed(play)
    walk.begin()
    walk.chance.right = False  # type: ignore[attr-defined]
    walk.to("tested")
    walk.close()
    record(walk).wait_finished()
    walk.chance.right = True  # type: ignore[attr-defined]
    walk.launch()
    walk.advance(walk.windows[-1], walk.models[0], 1.5)  # tries again
    walk.to("claimed")
    names = [item["id"] for item in record(walk).interactions()]
    assert len(names) == len(set(names)) == 2 * 4 + 3
    walk.must_hold()


def test_14_reports_can_be_read(play: Play) -> None:
    """SCORM 1.2 has no room for words: its ids are the author's. A statement says the question and every answer."""
    walk = play.by_hand("xapi")
    learner = walk.begin().learner
    walk.to("tested")
    expect(learner.see("#saved")).to_have_attribute("data-said", "saved")
    told = statements(walk, "answered")
    texts = set(learner.test.locator(".question legend").all_text_contents())
    definitions = [one["object"]["definition"] for one in told]
    assert {definition["name"]["en-US"] for definition in definitions} == texts
    choices = [each["description"]["en-US"] for definition in definitions for each in definition.get("choices", [])]
    assert len(choices) > 8
    scorm = installed(play)
    scorm.begin()
    scorm.to("tested")
    found = {item["id"] for item in record(scorm).interactions()}
    assert found == {f"q-{question['id']}-1" for question in learner.quiz()["questions"]}


def test_15_time_is_told_once_and_is_true(play: Play) -> None:
    walk = installed(play)
    spent = 0.0
    for number in range(2):
        sitting = walk.launch() if number else walk.begin()
        walk.to(("begun", "half read")[number])
        sitting.opened.tab.wait_for_timeout(A_WHILE)
        walk.hide()
        walk.close()
        record(walk).wait_finished()
        calls = [call["at"] / 1000 for call in record(walk).launches[-1].calls]
        spent += calls[-1] - calls[0]
        assert seconds(record(walk).values["cmi.core.session_time"]) > A_WHILE / 1000
    assert spent - 1 < record(walk).seconds < spent + 0.5


@pytest.mark.parametrize("how", ["close", "close_by_x", "leave", "exit"])
def test_18_what_waits_goes_out_on_leaving_and_the_end_is_told(play: Play, how: str) -> None:
    walk = play.by_hand("xapi")
    walk.begin()
    walk.to("half read")
    walk.off_line()
    walk.advance(walk.windows[-1], walk.models[0], 0)
    walk.on_line()
    getattr(walk, how)()
    walk.house.ended(0, 5)
    assert len(statements(walk, "terminated")) == 1
    walk.must_hold()


def test_19_an_lms_that_says_nothing_of_mode_and_credit_is_normal(play: Play) -> None:
    walk = installed(play, modeless=True)
    walk.begin()
    walk.to("claimed")
    walk.close()
    record(walk).wait_finished()
    assert record(walk).status == "passed"


def test_19_no_mastery_score_lets_an_lms_overrule_the_course(versions: dict[str, Packages]) -> None:
    with zipfile.ZipFile(versions["1.0"].zips["scorm12"]) as package:
        assert b"masteryscore" not in package.read("imsmanifest.xml")
