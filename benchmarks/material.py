"""Courses of any size for the benchmarks: invented words, the same on every run.

Standard library only.
"""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import texts

COURSE = """\
id: {name}
version: 1.0
title: Course {name}
language: en-US
description: An invented course of a benchmark.
keywords: [benchmark]
credit_status: demonstration
notice: Specimen. Written by a program to measure another.
objectives:
  - id: measure
    text: Tell how long a build takes
audience:
  description: Nobody
  professions: [physician, nurse]
  specialties: not stated
activity:
  format: enduring material
  released: 2026-06-01
  reviewed: not stated
  expires: 2029-05-31
  time_zone: America/New_York
  minutes: 15
providers:
  accredited: {{name: Example Hospital, accreditor: ACCME}}
credits:
  - system: ama-pra-1
    maximum: 0.25
    eligible: [physician]
support: none
lms: {{suspend_limit: 64000}}
"""
PEOPLE = """\
- id: rivera
  name: Alex Rivera
  credentials: MD
  affiliation: Example Hospital
  roles: [author]
  relationships: []
  nothing_to_disclose: yes
  off_label: No unlabeled or investigational use is discussed.
"""
REFERENCES = """\
source:
  authors: Rivera A
  title: On the speed of builds
  journal: J Bench
  year: 2026
  url: https://journal.example/1
"""
TEST = """\
---
id: post-test
title: Post-test
role: post-test
passing: 75
attempts: 3
---

## Which answer is right? {#right objective=measure}

- [ ] This one
- [x] That one
  > Yes.
- [ ] The other one

> It was written so [@source].

## Is this a question? {#question objective=measure kind=true-false}

- [x] True
- [ ] False
"""
_LETTERS = "aaeeioubcdfghlmnprstv"


class Words:
    """Invented sentences."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._words = ["".join(self._chance.choices(_LETTERS, k=self._chance.randint(2, 10))) for _ in range(4000)]

    def sentence(self, words: int = 12) -> str:
        """A sentence of so many words."""
        return " ".join(self._chance.choices(self._words, k=words)).capitalize() + "."


def page(words: Words, number: int, size: int) -> str:
    """A page of about ``size`` characters with what pages have: list, table, box, footnote, citation, links."""
    parts = [
        f"---\nid: page-{number}\ntitle: Page {number}\nobjectives: [measure]\n---\n",
        f"## {words.sentence(4)}\n",
        f"{words.sentence()} **{words.sentence(3)}** {words.sentence()} *{words.sentence(2)}* [@source].[^1]\n",
        "".join(f"- {words.sentence(8)}\n" for _ in range(5)),
        f"Table: {words.sentence(5)}\n\n| a | b |\n|---|---|\n"
        + "".join(f"| {words.sentence(3)} | {words.sentence(2)} |\n" for _ in range(4)),
        f"::: note {words.sentence(2)}\n{words.sentence(20)}\n:::\n",
        f"[^1]: {words.sentence(8)}\n",
    ]
    while sum(map(len, parts)) < size:
        parts.append(f"{' '.join(words.sentence() for _ in range(3))} [{words.sentence(2)}](https://www.example/x)\n")
    return "\n".join(parts)


def course(folder: Path, pages: int, size: int, seed: int = 1) -> Path:
    """A course with so many pages of about ``size`` characters."""
    words = Words(seed)
    for below in ("pages", "quizzes", "media"):
        (folder / below).mkdir(parents=True)
    texts = {
        "course.yaml": COURSE.format(name=folder.name),
        "people.yaml": PEOPLE,
        "references.yaml": REFERENCES,
        "quizzes/post-test.md": TEST,
    } | {f"pages/{number:04d}.md": page(words, number, size) for number in range(pages)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def catalogue(folder: Path, courses: int) -> Path:
    """So many small courses: two pages and a test each."""
    for number in range(courses):
        course(folder / f"course-{number:05d}", 2, 1500, seed=number)
    return folder


def copies(folder: Path, source: Path, courses: int) -> Path:
    """So many copies of a course, each with an id of its own."""
    for number in range(courses):
        copy = folder / f"{source.name}-{number:05d}"
        shutil.copytree(source, copy)
        text = (copy / "course.yaml").read_text(encoding="utf-8")
        named = text.replace(f"\nid: {source.name}\n", f"\nid: {copy.name}\n", 1)
        (copy / "course.yaml").write_text(named, encoding="utf-8", newline="\n")
    return folder


def with_video(folder: Path, megabytes: int) -> Path:
    """A course with a video of so many MiB that no compressor can shrink."""
    course(folder, 1, 1000)
    with (folder / "media" / "lecture.mp4").open("wb") as film:
        film.write(b"\0\0\0\x18ftypmp42")
        for _ in range(megabytes):
            film.write(os.urandom(1 << 20))
    _link(folder, ["![The lecture](media/lecture.mp4)"])
    return folder


def with_text(folder: Path, megabytes: int, each: int = 100_000) -> Path:
    """A course with so many MB of text beside its pages: three files of captions to one drawing.

    These are the texts that a course may hold. ``each`` is the size of one: captions of a lecture of an hour.
    """
    course(folder, 1, 1000)
    links: list[str] = []
    for number in range(max(1, megabytes * 1_000_000 // each)):
        drawn = number % 4 == 3
        name = f"media/{'chart' if drawn else 'captions'}-{number:05d}.{'svg' if drawn else 'vtt'}"
        text = texts.drawing(each, number) if drawn else texts.captions(each, number)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        links.append(f"- {'!' if drawn else ''}[Text {number}]({name})")
    _link(folder, links)
    return folder


def _link(folder: Path, lines: list[str], of_a_page: int = 200) -> None:
    for start in range(0, len(lines), of_a_page):
        head = f"---\nid: media-{start}\ntitle: Media {start}\nobjectives: [measure]\n---\n\n"
        text = head + "\n".join(lines[start : start + of_a_page]) + "\n"
        (folder / "pages" / f"9{start:06d}.md").write_text(text, encoding="utf-8", newline="\n")
