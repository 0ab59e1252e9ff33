"""One window of a course, as a walk sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oracle import PROMISES, PROMISES_ON_DISK

if TYPE_CHECKING:
    from houses import Opened
    from learner import Learner

JOURNAL = "() => scormkit.entries().some(({ event, detail }) => event === 'journal' && detail === 'disk')"
HIDDEN = """(state) => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@dataclass(slots=True)
class Sitting:
    """One window of the course: its number in the model, the learner in it, whether its device has a journal, and the
    ids of the pages and questions that the course offers there."""

    number: int
    opened: Opened
    learner: Learner
    on_disk: bool
    version: str
    offered: dict[str, list[str]]
    blind: bool = False

    @property
    def course(self) -> Any:
        return self.opened.course

    def said(self) -> str:
        return self.course.locator("#saved").get_attribute("data-said") or ""

    def promises(self) -> tuple[str, ...]:
        return PROMISES_ON_DISK if self.on_disk else PROMISES

    def model(self) -> dict[str, Any]:
        return dict(self.course.evaluate("() => ({ state: walkModel.state, mode: walkModel.visit.mode })"))
