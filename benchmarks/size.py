"""Prints the bars for working at size: many pages, many courses to build and to check, long videos, much text.

Run from the checkout with the Python that scormkit is installed in; on a small machine, with smaller numbers::

    .venv/bin/python benchmarks/size.py
    .venv/bin/python benchmarks/size.py --pages 50 --courses 100 --video 100 --text 30 --runs 1

Times of two machines, or of two days, compare badly: read the ratios, which are taken in one run and in turns. Every
figure is of whole processes, start of Python and reading of the sources included, but for those of ``video.py``.
``cp`` and ``zip`` are used where they are installed, else what Python has for it.

Uses the standard library, and for the video scormkit itself.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import material
from bars import ROOT, Bar, run_once
from video import video_bars

ZIP = """
import pathlib, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED, compresslevel=6) as out:
    for path in pathlib.Path(sys.argv[2]).iterdir():
        out.write(path, path.name)
"""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where everything lies, and how often each thing is measured."""

    folder: Path
    runs: int

    @property
    def out(self) -> Path:
        """Where packages go."""
        return self.folder / "dist"

    def forget(self) -> None:
        """Delete the packages and the cache."""
        for path in (self.out, self.folder / "cache"):
            shutil.rmtree(path, ignore_errors=True)

    def build(self, source: Path, *options: str) -> tuple[float, float]:
        """Seconds and peak MiB of a build."""
        command = [sys.executable, "-m", "scormkit", "build", str(source), "--out", str(self.out), *options]
        return run_once(command, ROOT)

    def check(self, source: Path, *options: str) -> float:
        """Seconds that a check takes."""
        return run_once([sys.executable, "-m", "scormkit", "check", str(source), *options], ROOT)[0]

    def cold(self, source: Path, *options: str) -> tuple[float, float]:
        """Seconds and peak MiB of a build without packages and cache."""
        self.forget()
        return self.build(source, *options)


def median(times: list[float]) -> float:
    """The middle one of several times."""
    return statistics.median(times)


def page_bars(bench: Bench, pages: int) -> list[Bar]:
    """A course of many pages, cold and with nothing changed; and with one page changed, which has no bar."""
    source = material.course(bench.folder / "pages", pages, 3500)
    changing = source / "pages" / "0000.md"
    cold, same, changed = [], [], []
    for run in range(bench.runs):
        cold.append(bench.cold(source, "--target", "scorm12")[0])
        same.append(bench.build(source, "--target", "scorm12")[0])
        with changing.open("a", encoding="utf-8", newline="\n") as page:
            page.write(f"\nChanged {run} times.\n")
        changed.append(bench.build(source, "--target", "scorm12")[0])
    each, ratio = 1000 * median(cold) / pages, median(same) / median(cold)
    one = median(changed) / median(cold)
    return [
        Bar(
            f"{pages} pages of 3.5 kB, one target", f"{each:.2f} ms a page ({median(cold):.2f} s)", "<= 3 ms", each <= 3
        ),
        Bar("the same, nothing changed", f"{ratio:.2f} of that ({median(same):.3f} s)", "<= 0.25", ratio <= 0.25),
        Bar("the same, one page changed", f"{one:.2f} of that", "", True),
    ]


def target_bars(bench: Bench) -> list[Bar]:
    """Both targets of the sample against one."""
    source = ROOT / "course_src" / "her2-maintenance"
    options = ("--no-cache", "--target", "scorm12")
    bench.cold(source, "--no-cache")
    one, both = [], []
    for _ in range(max(bench.runs, 15)):
        one.append(bench.cold(source, *options)[0])
        both.append(bench.cold(source, "--no-cache")[0])
    ratio = median(both) / median(one)
    figure = f"{ratio:.2f} x one ({median(one):.2f} s)"
    return [Bar("all targets of the sample in one run", figure, "<= 1.4 x", ratio <= 1.4)]


def catalogue_bars(bench: Bench, courses: int) -> list[Bar]:
    """Many small courses, all targets, cold and with nothing changed."""
    source = material.catalogue(bench.folder / "catalogue", courses)
    cold = bench.cold(source)[0]
    packages = len(list(bench.out.glob("*.zip")))
    same = median([bench.build(source)[0] for _ in range(max(2, bench.runs))])
    first, again = packages / cold, packages / same
    what = f"{courses} small courses, {packages // courses} targets, {os.cpu_count()} cores"
    return [
        Bar(what, f"{first:.0f} packages/s ({cold:.1f} s)", ">= 40 /s", first >= 40),
        Bar("the same, nothing changed", f"{again:.0f} packages/s ({same:.2f} s)", ">= 400 /s", again >= 400),
    ]


def check_bars(bench: Bench, courses: int) -> list[Bar]:
    """Checking many courses against checking one of them, in turns: small ones, and copies of the sample."""
    sample = ROOT / "course_src" / "her2-maintenance"
    bars = []
    for what, source in (
        ("small courses", material.catalogue(bench.folder / "many-small", courses)),
        ("courses like the sample", material.copies(bench.folder / "many", sample, courses)),
    ):
        one = min(source.iterdir())
        bench.check(source)
        for how, options in (("all of them anew", ("--no-cache",)), ("nothing changed", ())):
            each = []
            for _ in range(max(bench.runs, 5)):
                alone, together = bench.check(one, *options), bench.check(source, *options)
                each.append((together / alone, alone, together))
            ratio, alone, together = (median(list(figures)) for figures in zip(*each, strict=True))
            figure = f"{ratio:.1f} x one ({together:.2f} s, {alone:.2f} s)"
            bars.append(Bar(f"checking {courses} {what}, {how}", figure, "<= 25 x", ratio <= 25))
    return bars


def text_bars(bench: Bench, megabytes: int) -> list[Bar]:
    """A course with much text, against zip -6 on the text."""
    source = material.with_text(bench.folder / "text", megabytes)
    media, zipped = source / "media", bench.folder / "text.zip"
    tool = shutil.which("zip")
    command = [tool, "-q", "-6", "-r", "-j", str(zipped), str(media)] if tool else []
    other, built, sizes = [], [], (0, 0)
    for _ in range(bench.runs):
        zipped.unlink(missing_ok=True)
        other.append(run_once(command or [sys.executable, "-c", ZIP, str(zipped), str(media)], ROOT)[0])
        built.append(bench.cold(source, "--target", "scorm12")[0])
        [package] = bench.out.glob("*.zip")
        sizes = (package.stat().st_size, zipped.stat().st_size)
    ratio, size = median(built) / median(other), sizes[0] / sizes[1]
    figure = f"{ratio:.2f} x {'zip -6' if tool else 'zipfile 6'} ({median(other):.1f} s)"
    return [
        Bar(f"{megabytes} MB of text", figure, "<= 0.5 x", ratio <= 0.5),
        Bar("its package", f"{size:.3f} x the size", "<= 1 x", size <= 1),
    ]


def main() -> None:
    """Measures in a temporary folder, with a cache of its own, and prints the table."""
    parser = argparse.ArgumentParser(description="Prints the bars for building at size.")
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--courses", type=int, default=1000)
    parser.add_argument("--checked", type=int, default=200, help="courses to check together (default 200)")
    parser.add_argument("--video", type=int, default=1000, help="MiB of video (default 1000)")
    parser.add_argument("--text", type=int, default=290, help="MB of text (default 290)")
    parser.add_argument("--runs", type=int, default=3, help="how often each thing is measured (default 3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        bench = Bench(Path(temporary), options.runs)
        os.environ["SCORMKIT_CACHE"] = str(bench.folder / "cache")
        print_bars(target_bars(bench))
        print_bars(page_bars(bench, options.pages) if options.pages else [])
        print_bars(catalogue_bars(bench, options.courses) if options.courses else [])
        print_bars(check_bars(bench, options.checked) if options.checked else [])
        print_bars(video_bars(bench.folder, options.video, max(bench.runs, 5)) if options.video else [])
        print_bars(text_bars(bench, options.text) if options.text else [])


def print_bars(bars: list[Bar]) -> None:
    """Print each bar as a line, as soon as it is known."""
    for bar in bars:
        print(f"{'met   ' if bar.met else 'MISSED'}  {bar.what:<44}  {bar.bar:<10}  {bar.figure}", flush=True)


if __name__ == "__main__":
    main()
