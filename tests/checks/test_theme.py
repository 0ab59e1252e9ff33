"""The colours of the pages: far enough apart in both schemes, as WCAG 2.2 computes it."""

from __future__ import annotations

import pytest

from scormkit.checks.contrast import MARKS, TEXTS, pairs, ratio, schemes
from scormkit.resources import package_file

CSS = package_file("runtime/page.css").decode("utf-8")


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("000000", "ffffff", 21), ("ffffff", "ffffff", 1), ("767676", "ffffff", 4.54), ("ff0000", "ffffff", 4.0)],
)
def test_the_ratio_is_that_of_the_standard(one: str, other: str, wanted: float) -> None:
    assert ratio(one, other) == pytest.approx(wanted, abs=0.01) and ratio(one, other) == ratio(other, one)


def test_every_pair_is_looked_at_in_both_schemes() -> None:
    """A colour that is renamed must not fall out of the check."""
    assert len(list(pairs(CSS))) == 2 * len((*TEXTS, *MARKS))


@pytest.mark.parametrize("pair", list(pairs(CSS)), ids=lambda pair: f"{pair.scheme}-{pair.front}-on-{pair.ground}")
def test_colours_that_meet_are_far_enough_apart(pair: object) -> None:
    assert pair.ratio >= pair.needed


def test_the_two_schemes_are_read_apart() -> None:
    light, dark = schemes(CSS)["light"], schemes(CSS)["dark"]
    assert light["paper"] != dark["paper"] and set(light) == set(dark)
