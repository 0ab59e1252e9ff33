"""Prints the bars for a large question bank: what its build costs, what a learner's state takes, what is fetched first.

Run from the checkout with the Python that scormkit is installed in::

    .venv/bin/python benchmarks/bank.py [--questions 500] [--draw 30] [--pages 60] [--runs 3]

A build of the bank, with every format, is compared with one of the two sample courses together, in turns.

Uses scormkit itself for the estimate of the saved state, else the standard library.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import zipfile
from pathlib import Path

import material
from bars import ROOT, Bar, FirstPage, run_once

SAMPLES = tuple(str(ROOT / "course_src" / name) for name in ("her2-maintenance", "hand-hygiene"))
LIMIT = 4096
"""Characters of cmi.suspend_data (SCORM 1.2 RTE 3.4.4)."""
HEAD = """\
---
id: post-test
title: Post-test
role: post-test
passing: 75
attempts: 3
draw: {draw}
shuffle: both
cool_down: 60
---
"""


def question(words: material.Words, number: int) -> str:
    """A question of four answers with a rationale, one answer of which is right."""
    answers = "".join(f"- [{'x' if place == number % 4 else ' '}] {words.sentence(6)}\n" for place in range(4))
    return f"\n## {words.sentence(8)} {{#q-{number} objective=measure}}\n\n{answers}\n> {words.sentence(8)}\n"


def bank(folder: Path, pages: int, questions: int, draw: int) -> Path:
    """A course with so many pages, whose test draws from so many questions."""
    course = material.course(folder, pages, 1500)
    words = material.Words(2)
    text = HEAD.format(draw=draw) + "".join(question(words, number) for number in range(questions))
    (course / "quizzes" / "post-test.md").write_text(text, encoding="utf-8", newline="\n")
    source = course / "course.yaml"
    limited = source.read_text(encoding="utf-8").replace("64000", str(LIMIT))
    source.write_text(limited, encoding="utf-8", newline="\n")
    return course


def seconds(out: Path, sources: tuple[str, ...]) -> float:
    """How long a build takes, nothing kept from an earlier one."""
    command = [sys.executable, "-m", "scormkit", "build", *sources, "--out", str(out), "--no-cache", "--jobs", "1"]
    return run_once(command, ROOT)[0]


def state_bar(course: Path) -> Bar:
    """The most that the state of a learner can take."""
    from scormkit.checks.limits import worst_suspend_data
    from scormkit.source.load import load_course

    loaded = load_course(course, str(course)).course
    worst = worst_suspend_data(loaded) if loaded else LIMIT + 1
    return Bar("the longest saved state, characters", str(worst), f"<= {LIMIT}", worst <= LIMIT)


def page_bar(package: Path) -> Bar:
    """The requests before the first page can be read."""
    page = FirstPage()
    with zipfile.ZipFile(package) as opened:
        page.feed(opened.read("index.html").decode("utf-8"))
    return Bar("requests until the first page can be read", str(page.blocking), "<= 3", page.blocking <= 3)


def main() -> None:
    """Builds bank and samples in turns in a temporary folder and prints the table."""
    parser = argparse.ArgumentParser(description="Prints the bars for a large question bank.")
    for name, default in (("questions", 500), ("draw", 30), ("pages", 60), ("runs", 3)):
        parser.add_argument(f"--{name}", type=int, default=default, help=f"(default {default})")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        course = bank(folder / "bank", given.pages, given.questions, given.draw)
        other, built = [], []
        for _ in range(given.runs):
            other.append(seconds(folder / "samples", SAMPLES))
            built.append(seconds(folder / "dist", (str(course),)))
        ratio = statistics.median(built) / statistics.median(other)
        figure = f"{ratio:.1f} x ({statistics.median(built):.2f} s and {statistics.median(other):.2f} s)"
        what = f"a build with {given.questions} questions and {given.pages} pages, beside the samples"
        [package] = (folder / "dist").glob("*-scorm12.zip")
        bars = [Bar(what, figure, "<= 4 x", ratio <= 4), state_bar(course), page_bar(package)]
    width = max(len(bar.what) for bar in bars)
    for bar in bars:
        print(f"{'met   ' if bar.met else 'MISSED'}  {bar.what:<{width}}  {bar.bar:<8}  {bar.figure}")


if __name__ == "__main__":
    main()
