"""The course in a window of a phone's size: nothing to scroll sideways, and every control under the finger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import House, Scorm
    from player import Player

pytestmark = pytest.mark.engine

SIDEWAYS = """
const wide = document.scrollingElement.scrollWidth - innerWidth;
const inside = (e) => e.closest(".table") !== null;
const over = Array.from(document.querySelectorAll("body *")).filter((e) => e.checkVisibility() && !inside(e))
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80));
return wide > 0 ? [wide, ...over] : [];
"""
# Every control that is shown, brought to the middle of the window: what is at its middle must be the control itself,
# or its label. A link in running text may break over lines; then its first piece counts.
OUT_OF_REACH = """
const controls = Array.from(document.querySelectorAll("button, input, a[href], [role=button], select, textarea"));
const missed = [];
const dialog = document.querySelector("dialog[open]");
for (const one of controls) {
  if (dialog && !dialog.contains(one)) continue;
  if (!one.checkVisibility({ visibilityProperty: true }) || one.disabled || one.matches(".skip")) continue;
  one.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const box = one.getClientRects()[0];
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  const label = one.closest("label");
  const own = hit !== null && (one.contains(hit) || (label !== null && label.contains(hit)));
  if (!own || box.left < 0 || box.right > innerWidth) missed.push(one.outerHTML.slice(0, 120));
}
return missed;
"""


def views(player: Player) -> Iterator[str]:
    """The views of the whole way, and what opens above one of them."""
    for view in player.tour():
        yield view
        if view == "front-problem":
            yield from opened(player)


def opened(player: Player) -> Iterator[str]:
    player.press("#contents-toggle")
    yield "contents"
    player.press("#log-open")
    yield "log"
    player.press("#log-copy")
    player.wait(lambda: player.words("#log-said"), "a word about the copy")
    yield "log copied"
    player.press("#log-close")
    if player.sees("#contents-list"):
        player.press("#contents-toggle")


def test_every_view_fits_and_every_control_is_in_reach(house: House, scorm: Scorm) -> None:
    player = scorm.launch(house.start(), scorm.enrol())
    assert player.run("return innerWidth") == 360
    wrong: dict[str, Any] = {}
    seen = []
    for view in views(player):
        seen.append(view)
        if any(found := [player.run(SIDEWAYS), player.run(OUT_OF_REACH)]):
            wrong[view] = found
    assert wrong == {}
    assert {"front", "contents", "log copied", "quiz", "quiz-failed", "quiz-passed", "claim", "certificate"} <= set(
        seen
    )
