"""The faculty copy: every key and all feedback, by itself, marked as what it is, and in no package."""

from __future__ import annotations

import html
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scormkit.cli import main
from scormkit.faculty import faculty_page
from scormkit.faculty.answers import KINDS as NAMED
from scormkit.faculty.blueprint import blueprint
from scormkit.faculty.page import MARK
from scormkit.questions import KINDS
from scormkit.source.load import load_course

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from scormkit.model.course import Course

    Run = Callable[..., Result]

MINIMAL = Path(__file__).resolve().parent.parent / "source" / "minimal"
QUIZ = """---
id: all
title: All < kinds
role: check
---
Read [the guide](media/square.svg), and look:

![A square.](media/square.svg "One")

## Choice? {#c1 objective=know difficulty=hard points=2}

- [x] yes

  > Told for yes [@doe-2027].

- [ ] no

> Because of it.

## Several? {#c2 kind=multiple partial=yes}

- [x] a
- [x] b
- [ ] c

## True? {#c3 kind=true-false}

- [ ] True
- [x] False

## Word? {#c4 kind=fill-in exact=yes}

- [x] insulin
- [x] Insulin

## Number? {#c5 kind=numeric unit="mg"}

- [x] 5.5 ± 0.2

## Pairs? {#c6 kind=matching}

- [x] left = right
- [x] up = down
- [ ] = sideways

## Order? {#c7 kind=ordering}

1. [x] first
2. [x] second

## How much? {#c8 kind=likert scale=agreement}

## Why? {#c9 kind=long limit=300}

::: hint
Think of both.
:::
"""


def write(folder: Path, quiz: str = QUIZ) -> Path:
    """The minimal course with one more quiz."""
    course = folder / "course_src" / "tiny"
    shutil.copytree(MINIMAL, course)
    (course / "quizzes" / "all.md").write_text(quiz, encoding="utf-8", newline="\n")
    references = (course / "references.yaml").read_text(encoding="utf-8")
    name = re.findall(r"^([a-z0-9-]+):", references, re.MULTILINE)[0]
    file = course / "quizzes" / "all.md"
    file.write_text(quiz.replace("doe-2027", name), encoding="utf-8", newline="\n")
    return course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    loaded = load_course(write(tmp_path), "tiny")
    assert loaded.course is not None, loaded.findings
    return loaded.course


@pytest.fixture
def page(course: Course) -> str:
    return faculty_page(course, "scormkit").decode("utf-8")


def article(page: str, question: str) -> str:
    """What a reader sees of a question, with one space for each white space."""
    [found] = re.findall(rf'<article [^>]*aria-labelledby="question-{question}">(.*?)</article>', page, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", found)).split())


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("c1", "Single choice Difficulty: hard Points: 2 Id: c1 Objective: Name what is right"),
        ("c1", "✓ Right yes Told for yes 1 . Wrong no"),
        ("c1", "Rationale Because of it."),
        ("c2", "credit for a part of the answer"),
        ("c2", "✓ Right a ✓ Right b Wrong c No rationale."),
        ("c3", "Wrong True ✓ Right False"),
        ("c4", "✓ Accepted insulin ✓ Accepted Insulin"),
        ("c4", "letter for letter"),
        ("c5", "unit: mg"),
        ("c5", "✓ Right 5.5 ± 0.2"),
        ("c6", "✓ Pair left = right ✓ Pair up = down Fits nothing sideways"),
        ("c7", "✓ Place 1 first ✓ Place 2 second"),
        ("c8", "Step 1 Strongly disagree"),
        ("c9", "Long answer, not scored"),
        ("c9", "at most 300 characters"),
        ("c9", "Think of both."),
    ],
)  # fmt: skip
def test_a_question_is_shown_with_its_key_and_all_that_belongs_to_it(page: str, question: str, words: str) -> None:
    assert words in article(page, question)


def test_every_kind_of_question_has_a_name() -> None:
    assert set(NAMED) == set(KINDS)


def test_every_question_has_room_for_a_verdict_and_comments(page: str) -> None:
    count = page.count('<article class="question"')
    assert count == 10 and page.count("<textarea") == count + 1 and page.count('type="checkbox"') == 3 * count


def test_the_blueprint_counts_questions_points_and_levels(course: Course) -> None:
    rows = [(row.objective, row.counts, str(row.points), row.share, row.levels) for row in blueprint(course)]
    assert rows == [
        ("Name what is right", (1, 1), "3", 27, (0, 0, 1, 1)),
        ("No objective", (8, 0), "8", 73, (0, 0, 0, 8)),
        ("All", (9, 1), "11", 100, (0, 0, 1, 9)),
    ]


def test_opinions_have_no_key_and_are_not_counted(tmp_path: Path) -> None:
    asks = "---\nid: all\ntitle: After it\nrole: evaluation\n---\n## Was it good? {#good kind=likert scale=quality}\n"
    loaded = load_course(write(tmp_path, asks), "tiny").course
    assert loaded is not None
    page = faculty_page(loaded, "scormkit").decode("utf-8")
    assert "Right" not in article(page, "good") and "Difficulty" not in article(page, "good")
    assert [row.questions for row in blueprint(loaded)] == [1, 1]


def test_the_page_says_what_it_is_on_screen_and_on_every_sheet(page: str) -> None:
    assert f'<p class="mark">{MARK}</p>' in page and f'content: "{MARK}"' in page and f"<title>{MARK}." in page


def test_the_page_needs_no_other_file_and_no_program(page: str) -> None:
    assert re.findall(r'src="(?!data:image/)[^"]*"', page) == [] and "<script" not in page and "@import" not in page
    assert 'src="data:image/svg+xml;base64,' in page and "Read the guide, and look" in re.sub(r"<[^>]*>", "", page)
    assert "default-src 'none'" in page and "media/" not in page


def test_what_authors_write_is_text(page: str) -> None:
    assert "All &lt; kinds" in page and "All < kinds" not in page


def test_the_same_course_gives_the_same_bytes(tmp_path: Path) -> None:
    pages = set()
    for name in ("one", "two"):
        loaded = load_course(write(tmp_path / name), "tiny").course
        assert loaded is not None
        pages.add(faculty_page(loaded, "scormkit"))
    assert len(pages) == 1


# The command


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(main, list(arguments))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


def test_the_command_writes_a_page_that_is_named_after_the_course(run: Run, tmp_path: Path) -> None:
    write(tmp_path)
    result = run("faculty", "course_src/tiny")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "tiny-1.0-faculty.html\n", "nothing found\n")
    printed = run("faculty", "course_src/tiny", "--out", "-")
    assert printed.stdout_bytes == (tmp_path / "tiny-1.0-faculty.html").read_bytes()


@pytest.mark.parametrize(
    ("course", "out", "words"),
    [
        ("course_src/tiny", "course_src/tiny/media/copy.html", "would lie in the course"),
        ("course_src/tiny", "course_src/tiny/course.yaml", "ends with .html"),
        ("nowhere", "copy.html", "no folder nowhere"),
    ],
)
def test_it_never_lies_in_the_course(run: Run, tmp_path: Path, course: str, out: str, words: str) -> None:
    before = (write(tmp_path) / "course.yaml").read_bytes()
    result = run("faculty", course, "--out", out)
    assert result.exit_code == 2 and words in result.stderr
    assert (tmp_path / "course_src" / "tiny" / "course.yaml").read_bytes() == before and not list(
        tmp_path.rglob("copy.html")
    )


def test_a_course_that_cannot_be_read_gives_findings_and_no_page(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "---\nid: all\ntitle: x\nrole: check\n---\n## Words? {#q}\n")
    result = run("faculty", "course_src/tiny")
    assert (result.exit_code, result.stdout) == (1, "") and "SRC062" in result.stderr
    assert not list(tmp_path.glob("*.html"))


def test_it_is_in_no_package(run: Run, tmp_path: Path) -> None:
    """Neither the page nor its words: not after it was written, and not where somebody left it in the course."""
    course = write(tmp_path)
    run("faculty", "course_src/tiny")
    shutil.copy(tmp_path / "tiny-1.0-faculty.html", course / "media" / "copy.html")
    assert run("build", "course_src", "--as-of", "2028-06-01", "--no-cache").exit_code == 0
    packages = sorted((tmp_path / "dist").glob("*.zip"))
    assert len(packages) == 2
    for package in packages:
        with zipfile.ZipFile(package) as opened:
            assert [name for name in opened.namelist() if "faculty" in name.lower() or name.endswith("copy.html")] == []
            assert [name for name in opened.namelist() if b"Faculty copy" in opened.read(name)] == []
