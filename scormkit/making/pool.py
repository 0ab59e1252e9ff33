"""Many courses on all cores: the same packages and the same findings in the same order as one after the other."""

from __future__ import annotations

import gc
import os
import signal
import threading
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from scormkit.making.checked import check
from scormkit.making.course import Made, Workshop, make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from scormkit.making.options import BuildOptions, Watch
    from scormkit.model.judgement import Verdict

Shared = TypeVar("Shared")
Result = TypeVar("Result")

PAYS = 16
"""Courses for each process from which it pays: it takes about as long to start as ten take to build or to check."""
MOST = 60
"""Processes that Windows can wait for at once."""


class WorkerDied(Exception):
    """A process that worked on courses ended by itself, which mostly means that memory ran out."""


def make_all(folders: Sequence[Path], shop: Workshop, watch: Watch) -> list[Made]:
    """Make courses, on as many processes as pay. Raises :class:`WorkerDied`."""
    jobs = jobs_for(len(folders), shop.options.jobs)
    one_by_one = (make(folder, shop) for folder in folders)
    return _watched(_in_processes(_make, folders, shop.options, jobs) if jobs > 1 else one_by_one, len(folders), watch)


def check_all(folders: Sequence[Path], as_of: date, cache: Path | None, wanted: int, watch: Watch) -> list[Verdict]:
    """The verdicts on courses, in their order, on as many processes as pay. Raises :class:`WorkerDied`."""
    jobs, shared = jobs_for(len(folders), wanted), (as_of, cache, wanted != 1)
    one_by_one = (_check(folder, shared) for folder in folders)
    return _watched(_in_processes(_check, folders, shared, jobs) if jobs > 1 else one_by_one, len(folders), watch)


def _watched(results: Iterator[Result], courses: int, watch: Watch) -> list[Result]:
    done: list[Result] = []
    for one in results:
        done.append(one)
        watch(len(done), courses)
    return done


def jobs_for(courses: int, wanted: int) -> int:
    """How many processes work on so many courses: as many as wanted, else as many as there are cores and as pay."""
    return max(1, min(wanted or min(_cores(), courses // PAYS), courses, MOST))


def _cores() -> int:
    """The cores that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux alone
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _in_processes(
    work: Callable[[Path, Shared], Result], folders: Sequence[Path], shared: Shared, jobs: int
) -> Iterator[Result]:
    """What becomes of courses, in order. Processes are spawned and not forked: that works everywhere."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin)
    try:
        with _deaf_to_interrupts():
            futures = [pool.submit(work, folder, shared) for folder in folders]
        for future in futures:
            yield future.result()
    except BrokenProcessPool:
        raise WorkerDied(
            "A process that worked on courses ended by itself; perhaps memory ran out. Packages that were written are "
            "whole. Run it again; if it happens again, with --jobs 1."
        ) from None
    finally:
        # The courses that are being built are built to their end, so that nothing half-written is left.
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal. Those started in here leave it to the first one from their start."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def collect_rarely() -> None:
    """Look for cycles of garbage seldom: parsers make many small objects and few cycles, and looking costs a tenth."""
    gc.set_threshold(50_000, 20, 50)


def _begin() -> None:
    """What a process does first: leave Ctrl-C to the first process, and end when that one is gone."""
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@cache
def _workshop(options: BuildOptions) -> Workshop:
    return Workshop.of(options)


def _make(folder: Path, options: BuildOptions) -> Made:
    return make(folder, _workshop(options))


def _check(folder: Path, shared: tuple[date, Path | None, bool]) -> Verdict:
    return check(folder, *shared)
