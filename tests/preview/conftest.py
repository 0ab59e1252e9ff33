"""A running LRS with a clock that stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from client import Client, Clock

from scormkit.preview.lrs import Lrs

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lrs(clock: Clock) -> Iterator[Lrs]:
    with Lrs(now=clock, page=5) as running:
        yield running


@pytest.fixture
def client(lrs: Lrs) -> Client:
    return Client(lrs)
