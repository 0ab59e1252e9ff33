"""The later half of much work on a course, done by a second process while the first one does the other half."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


@contextmanager
def ahead(work: Callable[[], Mapping[str, Any]]) -> Iterator[Callable[[], Mapping[str, Any]]]:
    """Begin ``work`` in a process of its own; what is given waits for its result, JSON-ready values by key.

    The process is forked, so that it knows all that was read so far; it is ended where nobody asks for its result.
    Where forking is not safe or does not pay (on systems other than Linux, beside threads, in one of several processes,
    on one core), where the system has no room for it, and where it dies, the result is empty: whoever asks does the
    work himself.
    """
    hear, tell = os.pipe()
    try:
        child = os.fork() if _pays() else None
    except OSError:
        child = None
    if child is None:
        os.close(hear)
        os.close(tell)
        yield dict
        return
    if child == 0:
        _tell(work, tell)
    os.close(tell)
    with os.fdopen(hear, "rb") as pipe:
        try:
            yield lambda: _heard(pipe.read())
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _pays() -> bool:
    """Whether a second process is safe and has a core of its own."""
    if sys.platform != "linux" or threading.active_count() > 1 or len(os.sched_getaffinity(0)) < 2:
        return False
    several = sys.modules.get("multiprocessing")  # is there where this process is one of several
    return several is None or several.parent_process() is None


def _heard(said: bytes) -> Mapping[str, Any]:
    try:
        result: Mapping[str, Any] = json.loads(said)
    except ValueError:
        return {}
    return result


def _tell(work: Callable[[], Mapping[str, Any]], tell: int) -> None:
    """Write what comes of the work into a pipe, and end without a word of anything else."""
    try:
        with os.fdopen(tell, "wb") as pipe:
            pipe.write(json.dumps(work()).encode())
    finally:
        os._exit(0)
