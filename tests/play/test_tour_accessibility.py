"""Everyone can use every feature: axe-core on every view of the tour in light and dark, and no sideways scrolling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import pytest
from test_accessibility import WIDE
from touring import DURING, Tourist, kind_of
from visits import DESKTOP, visiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page
    from strict_lms import Attempt, Lms

    Found = list[tuple[str, str, str]]

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
SIZES = {"phone": PHONE, "desktop": DESKTOP}
CONTRAST = """async () => {
  const { violations } = await axe.run(document, { runOnly: ['color-contrast'] });
  return violations.flatMap(({ nodes }) => nodes.map((node) => node.target + ' ' + node.failureSummary));
}"""
"""All that a scheme can spoil of what is judged in the other."""
QUESTION = re.compile(r"(re)?test-\d")
KINDS = ("choice", "multiple", "true-false", "fill-in", "numeric", "matching", "ordering")
SECTIONS = {
    *("front", "front-problem", "pre-test", "pre-test-problem", "pre-test-answered", "pre-test-sent"),
    *("page-check", "page-check-answered", "page-film", "page-film-watched", "page-doses", "page-waits"),
    *(f"{kind}{when}" for kind in KINDS for when in ("", "-answered")),
    *("case-goes-on", "test-failed", "test-passed", "evaluation", "evaluation-problem", "evaluation-sent"),
    *("claim", "claim-problem", "certificate", "claim-recorded", "references"),
}


@pytest.mark.parametrize("name", SIZES)
def test_no_view_violates_anything(
    browser: Browser, lms: Lms, enrol: Callable[..., Attempt], axe: Callable[[Page], Found], name: str
) -> None:
    """Every section, every kind of question, before and after it was answered."""
    found: dict[str, Found] = {}
    size = SIZES[name]
    with visiting(browser, lms, clock=DURING, viewport=size, color_scheme="light") as visit:
        tourist = Tourist(visit.launch(enrol("tour"), how="window"))
        window = cast("Page", tourist.course)
        for stop in tourist.visit():
            view = kind_of(stop) if QUESTION.match(stop) else stop
            if f"{view}, light" in found:
                continue
            found[f"{view}, light"] = axe(window)
            window.emulate_media(color_scheme="dark")
            found[f"{view}, dark"] = [("law", "color-contrast", one) for one in window.evaluate(CONTRAST)]
            window.emulate_media(color_scheme="light")
            if name == "phone":
                window.set_viewport_size(NARROW)
                found[f"{view}, narrow"] = [("wide", one, "") for one in window.evaluate(WIDE)]
                window.set_viewport_size(size)
    views = {view.partition(",")[0] for view in found}
    assert {view: each for view, each in found.items() if each} == {}
    assert SECTIONS - views == set()
