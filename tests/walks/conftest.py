"""What walks share: see staging.py."""

from __future__ import annotations

import sys
from pathlib import Path

# The learner, the hosts and the walks of the other rooms.
for room in ("play", "faults", "walks"):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / room))

from staging import lms, play, proxy, store, touring, tours, versions, windows, workstation  # noqa: E402

__all__ = ["lms", "play", "proxy", "store", "touring", "tours", "versions", "windows", "workstation"]
