"""The page from which the project started, where it lies beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "seed"


@pytest.fixture(scope="session")
def seed() -> Path:
    """The seed page; tests that need it are skipped where it is not."""
    pages = sorted(BESIDE.glob("*.txt"))
    if not pages:
        pytest.skip("the seed page does not lie beside this checkout")
    return pages[0]
