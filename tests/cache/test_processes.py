"""A catalogue on all cores: what one core gives, in the same order, and nothing half-written when it ends early."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from yard import DAY, digests, edit

from scormkit.making import pool
from scormkit.making.pool import jobs_for
from scormkit.targets import TARGETS
from scormkit.tasks import BuildOptions, Refused, build, check

if TYPE_CHECKING:
    from pathlib import Path

    from yard import Yard


def catalogue(yard: Yard, courses: int) -> Yard:
    """Courses, some with a warning or an error."""
    for number in range(courses):
        folder = yard.add(f"course-{number:03d}")
        if number % 3 == 1:
            edit(folder / "course.yaml", "expires: 2030-12-31", "expires: 2020-12-31")
        if number % 5 == 2:
            edit(folder / "course.yaml", "version: 1.0", "version: 1 0")
    return yard


@pytest.mark.parametrize("cached", [False, True], ids=["without a cache", "with a cache"])
def test_many_processes_give_what_one_gives(cached: bool, yard: Yard) -> None:
    catalogue(yard, 7)
    one = yard.build(cached=False)
    wanted = digests(yard.out)
    shutil.rmtree(yard.out)
    many = yard.build(cached=cached, jobs=3)
    assert (many, digests(yard.out)) == (one, wanted)


def test_many_processes_find_what_one_finds(yard: Yard) -> None:
    catalogue(yard, 7)
    told: list[tuple[int, int]] = []
    one = check(yard.courses, DAY, jobs=1)
    many = check(yard.courses, DAY, None, jobs=3, watch=lambda done, courses: told.append((done, courses)))
    assert many == one and one.findings
    assert told == [(number, 8) for number in range(1, 9)]


def test_a_catalogue_of_which_nothing_changed_needs_no_process(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    yard.add("other")
    first = yard.build()
    monkeypatch.setattr(pool, "_in_processes", None)
    assert yard.build(jobs=2) == first


def test_each_course_that_is_done_is_told(yard: Yard) -> None:
    yard.add("other")
    told: list[tuple[int, int]] = []
    options = BuildOptions(yard.out, tuple(TARGETS), DAY, jobs=1)
    build(yard.courses, options, lambda done, courses: told.append((done, courses)))
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(("courses", "wanted", "jobs"), [(1, 0, 1), (3, 0, 1), (1, 8, 1), (5, 8, 5), (500, 200, 60)])
def test_processes_are_used_where_they_pay(courses: int, wanted: int, jobs: int) -> None:
    assert jobs_for(courses, wanted) == jobs


def test_a_large_catalogue_uses_every_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_cores", lambda: 4)
    assert [jobs_for(courses, 0) for courses in (20, 40, 1000)] == [1, 2, 4]


def whole(path: Path) -> bool:
    with zipfile.ZipFile(path) as package:
        return package.testzip() is None


def die(folder: Path, shared: object) -> None:
    os._exit(9)


def test_a_process_that_dies_is_said_in_words(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    yard.add("other")
    monkeypatch.setattr(pool, "_make", die)
    monkeypatch.setattr(pool, "_check", die)
    with pytest.raises(Refused, match="memory ran out"):
        yard.build(jobs=2)
    with pytest.raises(Refused, match="memory ran out"):
        check(yard.courses, DAY, jobs=2)


@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt cannot be sent to one group of processes")
@pytest.mark.parametrize("everyone", [True, False], ids=["as a terminal does", "the first process alone"])
def test_an_interrupt_leaves_whole_packages_and_no_litter(everyone: bool, yard: Yard) -> None:
    for number in range(60):
        yard.add(f"course-{number:03d}")
    command = [sys.executable, "-m", "scormkit", "build", str(yard.root / "course_src"), "--jobs", "2"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "SCORMKIT_CACHE": str(yard.cache)}
    running = subprocess.Popen(
        [*command, "--out", str(yard.out)], env=environment, stderr=subprocess.PIPE, start_new_session=True
    )
    while not list(yard.out.glob("*.zip")) and running.poll() is None:
        time.sleep(0.01)
    (os.killpg if everyone else os.kill)(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    left = sorted(path.suffix for path in yard.out.iterdir() if path.suffix not in (".html", ".json", ".jsonld"))
    assert (running.returncode, b"Traceback" in said, set(left)) == (1, False, {".zip"})
    assert len(left) < 60 * len(TARGETS)
    assert [path.name for path in yard.out.glob("*.zip") if not whole(path)] == []
    assert [path for path in yard.entries() if path.suffix == ".part"] == []


def test_without_a_cache_none_is_made(yard: Yard) -> None:
    yard.build(cached=False)
    assert not yard.cache.exists()
