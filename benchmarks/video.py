"""Prints what a long video costs beside ``cp``: writing the zip alone, writing and hashing it, and the whole build.

Run from the checkout with the Python that scormkit is installed in; on a small disk, with a smaller video::

    .venv/bin/python benchmarks/video.py [--video 1000] [--runs 7]

All take turns, so that a busy moment hits each of them. They are measured twice: *warm*, with the video in memory, as
after an author has just copied it into the course; and *cold*, with the video on the disk alone (where the system lets
a program drop a file from memory: Linux). Nothing waits for the disk that is written to, neither ``cp`` nor a build;
before each measurement everything is written out, so that none pays for the one before.

"Alone" is the program itself with digests that do nothing. Whole builds are told without what the same course costs
when it has no video.

Uses the standard library, and scormkit itself.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import material
from bars import ROOT, Bar, run_once

from scormkit.archive import sink, write_zip
from scormkit.model.bundle import Bundle

COPY = "import shutil, sys; shutil.copyfile(sys.argv[1], sys.argv[2])"
DROPS = hasattr(os, "posix_fadvise")


class NoDigest:
    """A digest that costs nothing and says nothing."""

    def update(self, data: object) -> None:
        """Look away."""

    def hexdigest(self) -> str:
        """Nobody's digest."""
        return "0" * 64


@dataclass(frozen=True, slots=True)
class Film:
    """A course with a video, the same course without it, and where copies and packages go."""

    folder: Path
    with_video: Path
    without: Path
    peaks: list[float]

    @property
    def source(self) -> Path:
        """The video."""
        return self.with_video / "media" / "lecture.mp4"

    def copy(self) -> float:
        """Seconds of ``cp``."""
        tool = [found] if (found := shutil.which("cp")) else [sys.executable, "-c", COPY]
        return run_once([*tool, str(self.source), str(self.folder / "out" / "copy.mp4")], ROOT)[0]

    def write(self) -> float:
        """Seconds of writing a zip of the video, with its digests."""
        start = time.perf_counter()
        write_zip(Bundle.of("film", "none", {"media/lecture.mp4": self.source}), self.folder / "out")
        return time.perf_counter() - start

    def write_alone(self) -> float:
        """Seconds of writing the same zip without digests."""
        with patch.object(sink, "sha256", NoDigest):
            return self.write()

    def build(self) -> float:
        """Seconds of a build in a process of its own."""
        seconds, peak = self._built(self.with_video)
        self.peaks.append(peak)
        return seconds

    def build_without(self) -> float:
        """Seconds of building the course without the video."""
        return self._built(self.without)[0]

    def _built(self, course: Path) -> tuple[float, float]:
        out = str(self.folder / "out")
        options = ("--target", "scorm12", "--no-cache", "--out", out)
        return run_once([sys.executable, "-m", "scormkit", "build", str(course), *options], ROOT)


def settled(film: Film, cold: bool) -> None:
    """Forget what was written, and bring the video into memory or out of it."""
    shutil.rmtree(film.folder / "out", ignore_errors=True)
    (film.folder / "out").mkdir()
    if hasattr(os, "sync"):
        os.sync()
    with film.source.open("rb", buffering=0) as video:
        if cold:
            os.posix_fadvise(video.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            return
        block = bytearray(1 << 20)
        while video.readinto(block):
            pass


def measured(film: Film, cold: bool, runs: int) -> dict[str, list[float]]:
    """Seconds of each thing, in turns; the first turn, in which everything is loaded, does not count.

    Each turn has another order: whoever follows ``cp`` pays for memory that it gave back.
    """
    things: dict[str, Callable[[], float]] = {
        "cp": film.copy,
        "alone": film.write_alone,
        "hashed": film.write,
        "build": film.build,
        "nothing": film.build_without,
    }
    found: dict[str, list[float]] = {name: [] for name in things}
    for run in range(runs + 1):
        for name in random.Random(run).sample(list(things), len(things)):
            settled(film, cold)
            seconds = things[name]()
            if run:
                found[name].append(seconds)
    return found


def bars_of(found: dict[str, list[float]], what: str, peak: float) -> list[Bar]:
    """The lines of one table: medians, and in brackets the best of each against the best ``cp``."""
    middle = {name: statistics.median(times) for name, times in found.items()}
    best = {name: min(times) for name, times in found.items()}
    for times in (middle, best):
        times["build"] -= times["nothing"]
    bars = [Bar(f"{what}: cp", f"{middle['cp']:.3f} s (best {best['cp']:.3f})", "", True)]
    for name, title, most in (
        ("alone", "writing alone", 1.3),
        ("hashed", "writing with SHA-256", 3),
        ("build", "build without the rest", 3),
    ):
        ratio = middle[name] / middle["cp"]
        figure = f"{ratio:.2f} x cp, {middle[name]:.3f} s (best {best[name] / best['cp']:.2f} x, {best[name]:.3f} s)"
        bars.append(Bar(f"{what}: {title}", figure, f"<= {most} x", ratio <= most))
    memory = f"{peak:.0f} MiB" if peak else "not known"
    return [*bars, Bar(f"{what}: peak memory of a build", memory, "<= 64 MiB", peak <= 64)]


def video_bars(folder: Path, megabytes: int, runs: int) -> list[Bar]:
    """Everything about a video of so many MiB, warm and cold."""
    with_video = material.with_video(folder / "video", megabytes)
    without = material.course(folder / "plain", 1, 1000)
    bars: list[Bar] = []
    for cold in (False, True) if DROPS else (False,):
        film = Film(folder, with_video, without, [])
        found = measured(film, cold, runs)
        bars += bars_of(found, f"{megabytes} MiB of video, {'cold' if cold else 'warm'}", max(film.peaks))
    return bars


def main() -> None:
    """Measures in a temporary folder and prints the table."""
    parser = argparse.ArgumentParser(description="Prints what a long video costs beside cp.")
    parser.add_argument("--video", type=int, default=1000, help="MiB of video (default 1000)")
    parser.add_argument("--runs", type=int, default=7, help="how often each thing is measured (default 7)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        bars = video_bars(Path(temporary), options.video, options.runs)
    width = max(len(bar.what) for bar in bars)
    for bar in bars:
        print(f"{'met   ' if bar.met else 'MISSED'}  {bar.what:<{width}}  {bar.bar:<10}  {bar.figure}")


if __name__ == "__main__":
    main()
