"""A yard to build in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from yard import Yard

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """A yard with one course."""
    made = Yard(tmp_path)
    made.add()
    return made
