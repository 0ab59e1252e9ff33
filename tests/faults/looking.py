"""How tests of faults look at a walk: what the page says now, and how much of the work it has confirmed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fault_lms import Record
    from houses import XapiHouse
    from walker import Walk

# What the page says of work that the host has not.
UNTOLD = ("kept", "failed")
PATIENCE = 12.0


def record(walk: Walk) -> Record:
    """The attempt of the first learner, as the LMS keeps it."""
    house: Any = walk.house
    found: Record = house.records[0]
    return found


def line(walk: Walk) -> XapiHouse:
    """The LRS behind its line."""
    house: Any = walk.house
    assert hasattr(house, "proxy")
    found: XapiHouse = house
    return found


def says(walk: Walk, *words: str, later: float = 0) -> str:
    """Waits until the last window says one of the words, and gives it; `later` by so many seconds of the page's clock,
    where the test has it in its hands."""
    sitting = walk.windows[-1]
    if later:
        sitting.opened.tab.clock.fast_forward(round(1000 * later))
    until = time.monotonic() + PATIENCE
    while sitting.said() not in words and time.monotonic() < until:
        sitting.opened.tab.wait_for_timeout(20)
    assert sitting.said() in words, f"says {sitting.said()!r}, not {words}"
    return sitting.said()


def certain(walk: Walk) -> int:
    """How many facts the page has confirmed."""
    return sum(walk.models[0].must(key) for key in walk.models[0].facts)
