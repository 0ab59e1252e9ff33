"""Much work on a course is done by two processes, and the course and what is found in it are the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from scormkit.source.load import PAYS
from scormkit.source.media import PAYS as MUCH_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")

PAGE = """---
id: page-{number}
title: Page {number}
objectives: [know]
---
See [a heading](#words) and ![A square](media/square.svg), as told [@doe-2020]. {more}

## Words
"""
MINIMAL = Path(__file__).parent / "source" / "minimal"

COUNTING = """
import os, sys
from datetime import date
from pathlib import Path
from scormkit import ahead
from scormkit.making.course import judge
from scormkit.source import load
from scormkit.source.kept import KeptPages

ahead.os.sched_getaffinity = lambda _: {0, 1}
forks = []
fork = os.fork
os.fork = lambda: forks.append(1) or fork()
folder, day = Path(sys.argv[1]), date(2026, 11, 22)
"""
READ = """
alone, both = KeptPages(), KeptPages(meanwhile=lambda: None)
one, two = load.load_course(folder, "course", alone), load.load_course(folder, "course", both)
assert one == two, "the two ways differ"
assert alone.now == both.now and not both.before, "what is kept differs"
print(len(forks), len(both.now), len(two.course.pages), len(two.findings))
try:
    os.waitpid(-1, 0)
    print("a process is left")
except ChildProcessError:
    pass
"""
JUDGED = """
one, two = judge(folder, day), judge(folder, day, pages=KeptPages(meanwhile=lambda: None))
assert one.verdict == two.verdict, "the two ways differ"
print(len(forks), *sorted({finding.rule for finding in two.findings}))
"""


def ran(program: str, folder: Path, before: str) -> list[str]:
    """What a program prints of the course in a folder; ``before`` runs before it."""
    command = [sys.executable, "-c", COUNTING + before + program, str(folder)]
    finished = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.split()


def told(folder: Path, before: str = "") -> list[int]:
    """Processes, pages that are kept, pages, and findings of a course that is read alone and by two."""
    return [int(word) for word in ran(READ, folder, before)]


def judged(folder: Path, before: str = "") -> list[str]:
    """Processes, and the rules that find something in a course that is judged by one and by two."""
    return ran(JUDGED, folder, before)


def course(folder: Path, pages: int, more: Mapping[int, str] = MappingProxyType({})) -> Path:
    """The smallest course with so many more pages, and more words on some of them."""
    shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
    for number in range(pages):
        page = folder / "pages" / f"{number + 100}.md"
        page.write_text(PAGE.format(number=number, more=more.get(number, "")), encoding="utf-8")
    return folder


def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    assert told(course(tmp_path, PAYS)) == [1, PAYS + 1, PAYS + 1, 0]


def test_a_mistake_is_found_once_whoever_reads_it(tmp_path: Path) -> None:
    wrong = {3: "<br>", PAYS - 3: "[@unknown]"}
    assert told(course(tmp_path, PAYS, wrong)) == [1, PAYS - 1, PAYS + 1, 2]


def with_much_text(folder: Path, each: int) -> Path:
    """The smallest course with captions and a drawing of so many bytes each; one tells a number, one is broken."""
    shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
    cue = b"00:00.000 --> 00:01.000\nWords.\n\n"
    captions = b"WEBVTT\n\n" + cue * (each // len(cue))
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2">%s</svg>' % (b"<g/>" * (each // 4))
    files = {
        **dict.fromkeys(("a.vtt", "c.vtt", "d.vtt"), captions),
        "b.vtt": captions + b"00:01.000 --> 00:02.000\nMRN 00482913\n",
        "e.svg": drawing,
        "f.vtt": b"not captions",
        "unused.svg": drawing[:-1],
        "unused.vtt": b"neither",
    }
    for name, content in files.items():
        (folder / "media" / name).write_bytes(content)
    links = "".join(f"\n[Words](media/{name})\n" for name in files if not name.startswith("unused"))
    (folder / "pages" / "100.md").write_text(PAGE.format(number=1, more=links), encoding="utf-8")
    return folder


def test_two_processes_look_into_the_files_that_one_looks_into(tmp_path: Path) -> None:
    assert told(with_much_text(tmp_path, MUCH_TEXT // 6)) == [1, 1, 2, 1]


def test_a_little_text_is_looked_into_by_one_process(tmp_path: Path) -> None:
    assert told(with_much_text(tmp_path, MUCH_TEXT // 12)) == [0, 1, 2, 1]


def test_few_pages_are_read_by_one_process(tmp_path: Path) -> None:
    assert told(course(tmp_path, PAYS - 2)) == [0, PAYS - 1, PAYS - 1, 0]


OFFENCES = {3: "The the dose. MRN: 00482913.", PAYS - 3: "{.x}\n\nDOB 03/12/1961 \u2014 and and so on."}


def test_two_processes_judge_as_one_does(tmp_path: Path) -> None:
    processes, *found = judged(course(tmp_path, PAYS, OFFENCES))
    assert processes == "2"
    assert {"SEC020", "TXT050"} <= set(found)


def test_few_pages_are_judged_by_one_process(tmp_path: Path) -> None:
    processes, *found = judged(course(tmp_path, PAYS - 2, {3: OFFENCES[3]}))
    assert processes == "0"
    assert {"SEC020", "TXT050"} <= set(found)


@pytest.mark.parametrize(
    "end",
    ["os._exit(9)", "os.kill(os.getpid(), 9)", "1 / 0", "pipe.write(b'{\"half')"],
    ids=["left", "killed", "failed", "cut"],
)
def test_where_the_second_process_ends_early_the_first_reads_all(tmp_path: Path, end: str) -> None:
    dies = f"""
def dies(work, tell):
    try:
        with os.fdopen(tell, "wb") as pipe:
            {end}
    finally:
        os._exit(0)
ahead._tell = dies"""
    assert told(course(tmp_path / "pages", PAYS), dies) == [1, PAYS + 1, PAYS + 1, 0]
    assert judged(course(tmp_path / "rules", PAYS, OFFENCES), dies) == judged(tmp_path / "rules")
    assert told(with_much_text(tmp_path / "text", MUCH_TEXT // 6), dies) == [1, 1, 2, 1]


def test_nobody_is_asked_to_help_beside_threads_on_one_core_or_where_there_is_no_room(tmp_path: Path) -> None:
    folder = course(tmp_path, PAYS)
    thread = "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()"
    for refused in (
        thread,
        "ahead.os.sched_getaffinity = lambda _: {0}",
        "ahead.sys = type('Elsewhere', (), {'platform': 'darwin'})",
        "def full(): raise BlockingIOError(11, 'Resource temporarily unavailable')\nos.fork = full",
    ):
        assert told(folder, refused) == [0, PAYS + 1, PAYS + 1, 0]
