"""The later ones of many pages, read by a second process while the first one reads the others."""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PAYS = 100
"""Pages from which a second process pays, which takes about as long to start and to hear as twenty take to read."""
OWN = 0.4
"""The share of the first process, which has other things to do meanwhile."""


def begun(work: Callable[[], Mapping[str, Any]]) -> Callable[[], Mapping[str, Any]]:
    """Begin ``work`` in a process of its own; what is given back waits for its result, JSON-ready values by key.

    The process is forked, so that it knows all that was read so far. Where that is not safe or does not pay (on systems
    other than Linux, beside threads, in one of several processes, on one core), and where the process dies, the result
    is empty: whoever asks does the work himself.
    """
    from multiprocessing import parent_process

    if sys.platform != "linux" or parent_process() or threading.active_count() > 1 or len(os.sched_getaffinity(0)) < 2:
        return dict
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        _tell(work, tell)
    os.close(tell)

    def heard() -> Mapping[str, Any]:
        with os.fdopen(hear, "rb") as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        try:
            result: Mapping[str, Any] = json.loads(said)
        except ValueError:
            return {}
        return result

    return heard


def _tell(work: Callable[[], Mapping[str, Any]], tell: int) -> None:
    """Write what comes of the work into a pipe, and end without a word of anything else."""
    try:
        with os.fdopen(tell, "wb") as pipe:
            pipe.write(json.dumps(work()).encode())
    finally:
        os._exit(0)
