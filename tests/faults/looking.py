"""How tests of faults look at a walk: what the page says now, and how much of the work it has confirmed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from lrs_proxy import WRITES, Fault
from states import flat

if TYPE_CHECKING:
    from collections.abc import Callable

    from fault_lms import Record
    from houses import XapiHouse
    from playwright.sync_api import Page
    from sitting import Sitting
    from walker import Walk

# What the page says of work that the host has not.
UNTOLD = ("kept", "failed")
# What it says of work that the host has, as far as it may say so.
SENT = ("saved", "sent")
PATIENCE = 12.0
LOOK = 20  # milliseconds between two looks


def until(page: Page, condition: Callable[[], bool], what: str) -> None:
    """Waits for what a page brings about: while it waits, the page and its console are heard."""
    late = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < late, f"it never came to this: {what}"
        page.wait_for_timeout(LOOK)


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
    until(sitting.opened.tab, lambda: sitting.said() in words, f"{words} is said; it is {sitting.said()!r}")
    return sitting.said()


def unreachable(walk: Walk) -> None:
    """From now on nothing that the page tells arrives at the host."""
    if hasattr(walk.house, "proxy"):
        line(walk).proxy.script(Fault("cut", WRITES, times=-1))
    else:
        record(walk).line = "down"


def told(walk: Walk) -> str:
    """The state of the first learner that the host has, or ""."""
    if hasattr(walk.house, "proxy"):
        return str(line(walk).document(0).get("state", ""))
    return record(walk).values.get("cmi.suspend_data", "")


def shared(one: Sitting, other: Sitting) -> None:
    """Waits until two windows of one attempt have heard from each other."""

    def work(sitting: Sitting) -> Any:
        state = flat(sitting.model()["state"], sitting.offered)
        return state["pages"], state["quizzes"]

    until(one.opened.tab, lambda: bool(work(one) == work(other)), "both windows have the same work")


def certain(walk: Walk) -> int:
    """How many facts the page has confirmed."""
    return sum(walk.models[0].must(key) for key in walk.models[0].facts)
