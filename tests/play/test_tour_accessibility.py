"""Everyone can use every feature: axe-core on every view of the tour in light and dark, and no sideways scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from test_accessibility import WIDE
from touring import DURING, Tourist
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
KINDS = ("choice", "multiple", "numeric", "case-goes-on")
"""Kinds of questions that every draw of the tour asks; all others are asked in one of two attempts."""


@pytest.fixture(scope="module", params=SIZES)
def judged(
    request: pytest.FixtureRequest,
    browser: Browser,
    lms: Lms,
    enrol: Callable[..., Attempt],
    axe: Callable[[Page], Found],
) -> dict[str, Found]:
    """What is found on every view of a whole tour, once in light and once in dark: view → violations."""
    found: dict[str, Found] = {}
    size = SIZES[request.param]
    with visiting(browser, lms, clock=DURING, viewport=size, color_scheme="light") as visit:
        tourist = Tourist(visit.launch(enrol("tour"), how="window"))
        window = cast("Page", tourist.course)
        for view in tourist.visit():
            found[f"{view}, light"] = axe(window)
            window.emulate_media(color_scheme="dark")
            found[f"{view}, dark"] = [("law", "color-contrast", one) for one in window.evaluate(CONTRAST)]
            window.emulate_media(color_scheme="light")
            if request.param == "phone":
                window.set_viewport_size(NARROW)  # type: ignore[arg-type]
                found[f"{view}, narrow"] = [("wide", one, "") for one in window.evaluate(WIDE)]
                window.set_viewport_size(size)  # type: ignore[arg-type]
    return found


def test_no_view_violates_anything(judged: dict[str, Any]) -> None:
    assert {view: found for view, found in judged.items() if found} == {}


def test_every_section_was_judged_before_and_after_it_was_answered(judged: dict[str, Any]) -> None:
    views = {view.partition(",")[0] for view in judged}
    kinds = {view.split("-", 2)[2] for view in views if view.startswith("test-") and view.count("-") > 1}
    sections = {
        *("front", "front-problem", "pre-test", "pre-test-problem", "pre-test-answered", "pre-test-sent"),
        *("page-check", "page-check-answered", "page-film", "page-film-watched", "page-doses", "page-waits"),
        *("test-failed", "test-passed", "evaluation", "evaluation-problem", "evaluation-sent"),
        *("claim", "claim-problem", "certificate", "claim-recorded", "references"),
    }
    assert sections - views == set()
    assert {*KINDS, *(f"{kind}-answered" for kind in KINDS[:-1])} - kinds == set()
