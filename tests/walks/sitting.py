"""One window of a course, as a walk sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from model import PROMISES, PROMISES_ON_DISK

if TYPE_CHECKING:
    from houses import Opened
    from learner import Learner

JOURNAL = "() => scormkit.entries().some(({ event, detail }) => event === 'journal' && detail === 'disk')"
HIDDEN = """(state) => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
# What the page says once it says anything else than these words, or at the latest after so many milliseconds.
WORD = """([passing, patience]) => new Promise((resolve) => {
  const saved = document.getElementById("saved");
  const said = () => saved.dataset.said || "";
  const tell = () => { watch.disconnect(); resolve(said()); };
  const watch = new MutationObserver(() => passing.includes(said()) || tell());
  watch.observe(saved, { attributes: true });
  if (!passing.includes(said())) tell();
  else setTimeout(tell, patience);
})"""
# While the page says these it has not said anything yet.
BUSY = ("", "saving", "connecting")


@dataclass(slots=True)
class Sitting:
    """One window of the course: its number in the model, the learner in it, whether its device has a journal, and
    what the course has there (states.offered)."""

    number: int
    opened: Opened
    learner: Learner
    on_disk: bool
    version: str
    offered: dict[str, Any]
    blind: bool = False
    met: set[str] = field(default_factory=set)

    @property
    def course(self) -> Any:
        return self.opened.course

    def said(self) -> str:
        return self.course.locator("#saved").get_attribute("data-said") or ""

    def word(self, patience: float) -> str:
        """What the page says of what was just done; waits for it for so many seconds at most."""
        return str(self.course.evaluate(WORD, [list(BUSY), 1000 * patience])) if patience else self.said()

    def promises(self) -> tuple[str, ...]:
        return PROMISES_ON_DISK if self.on_disk else PROMISES

    def model(self) -> dict[str, Any]:
        return dict(self.course.evaluate("() => ({ state: walkModel.state, mode: walkModel.visit.mode })"))
