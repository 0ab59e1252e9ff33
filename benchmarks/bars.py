"""Prints the bars that scormkit sets itself: sizes of a package, and what a build costs beside Python alone.

Run from the checkout with the Python that scormkit is installed in::

    .venv/bin/python benchmarks/bars.py [--runs 15] [--course course_src/her2-maintenance]

Times of two machines, or of two days, compare badly: read the ratios, which are taken in one run and in turns.

A trap: with PYTHONDONTWRITEBYTECODE set and no bytecode on disk, every start compiles every module anew and ``import
click`` alone costs twice as much. So the variable is taken out of the measured processes, and their first run is not
counted.

Standard library only.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KIB = 1024
KB = 1000
CODE = {"scorm12": 30 * KB, "xapi": 32 * KB}
"""Bytes of scripts and styles, by target: an LRS needs more of a driver than an LMS does."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one kind of process cost: median and best wall time in seconds, peak memory in MiB (0: not known)."""

    median: float
    best: float
    peak: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the table: what was measured, the figure as text, the bar as text, and whether it was met."""

    what: str
    figure: str
    bar: str
    met: bool


class FirstPage(HTMLParser):
    """Counts what a browser must fetch before the first page can be read, and what it fetches in all."""

    def __init__(self) -> None:
        super().__init__()
        self.blocking = 1  # the document itself
        self.all = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and "stylesheet" in (given.get("rel") or "").split():
            self.all += 1
            self.blocking += given.get("media") != "print"
        elif tag == "script" and "src" in given:
            self.all += 1
            self.blocking += not given.keys() & {"defer", "async"}
        elif tag in {"img", "video", "audio", "source", "track", "iframe"} and "src" in given:
            self.all += 1


def run_once(command: list[str], folder: Path) -> tuple[float, float]:
    """Wall time in seconds and peak memory in MiB of one process, which must succeed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        ) as process,
    ):
        if sys.platform == "win32":
            process.wait()
            peak = 0.0
        else:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            # KiB on Linux, bytes on macOS.
            peak = usage.ru_maxrss / (KIB * KIB if sys.platform == "darwin" else KIB)
        elapsed = time.perf_counter() - start
        if process.returncode != 0:
            said.seek(0)
            raise SystemExit(said.read().decode("utf-8", "replace"))
    return elapsed, peak


def costs(commands: dict[str, list[str]], runs: int, folder: Path) -> dict[str, Cost]:
    """The cost of each command; they take turns, so that a busy moment of the machine hits all of them."""
    for command in commands.values():
        run_once(command, folder)
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            measured[name].append(run_once(command, folder))
    return {
        name: Cost(
            statistics.median(elapsed for elapsed, _ in results),
            min(elapsed for elapsed, _ in results),
            max(peak for _, peak in results),
        )
        for name, results in measured.items()
    }


def package_bars(package: Path, target: str) -> list[Bar]:
    """The sizes of a package and the requests to its first page."""
    size, most = package.stat().st_size, CODE[target]
    with zipfile.ZipFile(package) as opened:
        ours = [entry for entry in opened.infolist() if entry.filename.endswith((".js", ".css"))]
        page = FirstPage()
        page.feed(opened.read("index.html").decode("utf-8"))
    packed, raw = sum(entry.compress_size for entry in ours), sum(entry.file_size for entry in ours)
    code = f"{packed / KB:.1f} KB in {len(ours)} files ({raw / KB:.1f} KB raw)"
    requests = f"{page.blocking} (of {page.all} in all)"
    return [
        Bar(f"{package.name}", f"{size / KB:.1f} KB", "<= 60 KB", size <= 60 * KB),
        Bar("scripts and styles in it, compressed", code, f"<= {most // KB} KB", packed <= most),
        Bar("requests until the first page can be read", requests, "<= 3", page.blocking <= 3),
    ]


def process_bars(found: dict[str, Cost]) -> list[Bar]:
    """What a build and a help text cost, beside Python alone and beside click alone."""
    nothing, click, shown, built = (found[name] for name in ("pass", "click", "help", "build"))
    time_of_build = (
        f"{built.median:.3f} s (best {built.best:.3f}): {built.median / nothing.median:.1f} x python -c pass, "
        f"{built.median / click.median:.1f} x import click"
    )
    time_of_help = f"{shown.median / click.median:.2f} x import click ({shown.median:.3f} s)"
    return [
        Bar("scormkit build, one course, one target", time_of_build, "<= 0.35 s", built.median <= 0.35),
        Bar("its peak memory", f"{built.peak:.1f} MiB" if built.peak else "not known", "<= 60 MiB", built.peak <= 60),
        Bar("scormkit --help", time_of_help, "<= 1.5 x", shown.median <= 1.5 * click.median),
    ]


def main() -> None:
    """Builds the course over and over in a temporary folder and prints the table."""
    parser = argparse.ArgumentParser(description="Prints the bars that scormkit sets itself.")
    parser.add_argument("--runs", type=int, default=15, help="how often each process is measured (default 15)")
    parser.add_argument("--course", type=Path, default=ROOT / "course_src" / "her2-maintenance")
    options = parser.parse_args()
    program = [sys.executable, "-m", "scormkit"]
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "dist"
        build = [
            *program,
            "build",
            str(options.course.resolve()),
            "--target",
            "scorm12",
            "--out",
            str(out),
            "--no-cache",
        ]
        commands = {
            "pass": [sys.executable, "-c", "pass"],
            "click": [sys.executable, "-c", "import click"],
            "help": [*program, "--help"],
            "build": build,
        }
        found = costs(commands, options.runs, ROOT)
        run_once([*program, "build", str(options.course.resolve()), "--out", str(out), "--no-cache"], ROOT)
        packages = [(next(out.glob(f"*-{target}.zip")), target) for target in CODE]
        bars = [bar for package, target in packages for bar in package_bars(package, target)]
        bars += process_bars(found)
    width = max(len(bar.what) for bar in bars)
    for bar in bars:
        print(f"{'met   ' if bar.met else 'MISSED'}  {bar.what:<{width}}  {bar.bar:<10}  {bar.figure}")


if __name__ == "__main__":
    main()
