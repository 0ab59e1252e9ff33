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
REPLAY = "replay: SCORMKIT_WALK={seed} .venv/bin/python -m pytest tests/walks/test_walks.py -k {driver}"


def seeds() -> list[int]:
    one = os.environ.get("SCORMKIT_WALK")
    if one:
        return [int(one)]
    return list(range(1, int(os.environ.get("SCORMKIT_WALKS", USUAL)) + 1))


@pytest.mark.parametrize("driver", ["scorm12", "xapi"])
@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: f"seed{seed}")
def test_a_walk_loses_nothing_that_was_confirmed(play: Play, driver: str, seed: int) -> None:
    from walker import Wrong

    try:
        play.by_seed(driver, seed).go()
    except Wrong as wrong:
        pytest.fail(f"{wrong}\n\n{REPLAY.format(driver=driver, seed=seed)}", pytrace=False)
