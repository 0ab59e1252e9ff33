"""A film that cannot be played, and the transcript that is read in its place: told truly, and kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from learner import CURRENT
from playwright.sync_api import expect
from touring import DURING, Tourist
from visits import visiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser
    from strict_lms import Attempt, Lms

    Enrol = Callable[..., Attempt]

pytestmark = pytest.mark.browser

NOTE = f"{CURRENT} figure:has(video) + .watched"


def test_a_film_that_the_network_blocks_leaves_nobody_behind(browser: Browser, lms: Lms, enrol: Enrol) -> None:
    attempt = enrol("tour")
    with visiting(browser, lms, clock=DURING) as visit:
        visit.context.route(re.compile(r"/media/sbar\.webm"), lambda route: route.abort())
        tourist = Tourist(visit.launch(attempt))
        assert "page-film" in tourist.visit("physician")
        expect(tourist.see(NOTE)).to_contain_text("cannot be played here. Read its transcript")
        tourist.see(f"{CURRENT} .read-transcript").first.click()
        expect(tourist.see(NOTE)).to_have_text("Its transcript has been read.")
        expect(tourist.see(f"{CURRENT} .read-transcript + .watched").first).to_be_focused()
        expect(tourist.see(f"{CURRENT} .read-transcript").filter(visible=True)).to_have_count(1)
        tourist.close()
        attempt.wait_finished()
        again = visit.launch(attempt)
        expect(again.see(NOTE)).to_have_text("Its transcript has been read.")
    told = {name: one["student_response"] for name, one in attempt.interactions.items() if "-" in name}
    assert [value for name, value in told.items() if name.startswith("transcript-")] == ["t"]
    assert not [name for name in told if name.startswith("watched-")]
    assert attempt.refusals == []


def test_on_paper_the_words_of_what_is_played_stand_in_its_place(browser: Browser, lms: Lms, enrol: Enrol) -> None:
    with visiting(browser, lms, clock=DURING) as visit:
        course = visit.launch(enrol("tour"), how="window").course
        course.emulate_media(media="print")
        printed = course.locator("#page-seen-and-heard .printed")
        expect(printed).to_have_text(
            [re.compile("^Video, played on the screen: "), re.compile("^Recording, played on")]
        )
        expect(course.locator("video, audio").filter(visible=True)).to_have_count(0)
