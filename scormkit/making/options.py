"""What a build is asked to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

Watch = Callable[[int, int], None]
"""Is told how many courses are done, and of how many, whenever one is."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Where packages go, for which targets and which LMS (by name), and the day on which courses are judged.

    ``cache`` is the user's cache folder, if one may be used; ``jobs`` the number of processes, 0 for as many as pay.
    """

    out: Path
    targets: tuple[str, ...]
    as_of: date
    lms: str = ""
    cache: Path | None = None
    jobs: int = 0
