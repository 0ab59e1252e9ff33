"""What the guides show of the program is what the program says today."""

from __future__ import annotations

import pytest
from guides import MADE, end, guide, renewed, start


@pytest.mark.parametrize("name", MADE)
def test_a_guide_and_the_program_agree(name: str) -> None:
    # Renew the guides with: .venv/bin/python tests/docs/guides.py
    assert guide(name) == renewed(name)


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, keys in MADE.items() for key in keys])
def test_a_guide_has_its_markers_once(name: str, key: str) -> None:
    assert (guide(name).count(start(key)), guide(name).count(end(key))) == (1, 1)
