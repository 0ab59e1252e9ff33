"""Seeded random walks of a learner in Chromium while things fail: what the page confirmed is in the record at the end.

A walk that fails prints what happened and the command that replays it (`SCORMKIT_WALK=seed`).
`SCORMKIT_WALKS=number` walks so many of each driver instead of the usual ones.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from staging import Play

pytestmark = pytest.mark.browser

USUAL = 32
TOURS = 8
"""A walk over the tour takes four times as long."""
DRIVERS = ("scorm12", "xapi")
REPLAY = 'replay: SCORMKIT_WALK={seed} .venv/bin/python -m pytest tests/walks/test_walks.py -k "{course} and {driver}"'


def seeds(usual: int) -> list[int]:
    one = os.environ.get("SCORMKIT_WALK")
    if one:
        return [int(one)]
    wanted = os.environ.get("SCORMKIT_WALKS")
    return list(range(1, (int(wanted) * usual // USUAL if wanted else usual) + 1))


def named(seed: int) -> str:
    return f"seed{seed}"


def walk(play: Play, driver: str, seed: int, course: str) -> None:
    from walker import Wrong

    try:
        play.by_seed(driver, seed).go()
    except Wrong as wrong:
        pytest.fail(f"{wrong}\n\n{REPLAY.format(course=course, driver=driver, seed=seed)}", pytrace=False)


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("seed", seeds(USUAL), ids=named)
def test_a_walk_over_the_small_course_loses_nothing_that_was_confirmed(play: Play, driver: str, seed: int) -> None:
    walk(play, driver, seed, "small")


@pytest.mark.parametrize("driver", DRIVERS)
@pytest.mark.parametrize("seed", seeds(TOURS), ids=named)
def test_a_walk_over_the_tour_loses_skips_and_mixes_nothing(touring: Play, driver: str, seed: int) -> None:
    """Draws, kinds of questions, an evaluation, gates, pages for some, several credits."""
    walk(touring, driver, seed, "tour")
