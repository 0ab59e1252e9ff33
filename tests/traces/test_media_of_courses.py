"""A course whose pictures tell of people is found at the picture, and not built."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from samples import EXIF, jpeg, tiff

from scormkit.checks import CheckContext, check_course
from scormkit.making.course import judge
from scormkit.source.load import load_course

COURSE = Path(__file__).resolve().parent.parent.parent / "course_src" / "hand-hygiene"
DAY = date(2026, 11, 22)
SIZE = (0xC0, b"\x08\0\x14\0\x1e\3")


def with_picture(folder: Path, content: bytes, name: str = "ward.jpg") -> Path:
    """The sample course with a picture on its last page."""
    course = shutil.copytree(COURSE, folder / "course")
    (course / "media" / name).write_bytes(content)
    with (course / "pages" / "030-a-habit.md").open("a", encoding="utf-8", newline="\n") as page:
        page.write(f"\n![A dispenser beside a bed, within reach.](media/{name})\n")
    return course


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        (jpeg((0xE1, EXIF + tiff()), SIZE), ["SEC050"]),
        (jpeg((0xE1, EXIF + tiff(owner=b"Alex Rivera\0")), SIZE), ["SEC050", "SEC060"]),
        (jpeg((0xFE, b"DOB 03/12/1961"), SIZE), ["SEC020"]),
        (jpeg((0xFE, b"<script>run()</script>"), SIZE), ["SEC070"]),
        (jpeg((0xFE, b"Ward 4, in the morning"), SIZE), []),
    ],
)
def test_a_picture_that_tells_of_people_stops_a_course(tmp_path: Path, content: bytes, rules: list[str]) -> None:
    judged = judge(with_picture(tmp_path, content), DAY)
    found = [finding for finding in judged.findings if finding.rule.startswith("SEC")]
    assert sorted(finding.rule for finding in found) == rules
    assert judged.stopped is bool(rules)
    assert {finding.place.file.rpartition("/")[2] for finding in found} <= {"ward.jpg"}


def test_the_size_of_a_file_is_known_to_the_rules(tmp_path: Path) -> None:
    content = jpeg(SIZE)
    course = load_course(with_picture(tmp_path, content), "course").course
    assert course is not None and [asset.size for asset in course.assets if asset.path.endswith("ward.jpg")] == [
        len(content)
    ]


def test_a_page_keeps_its_markdown_with_the_line_that_it_starts_on(tmp_path: Path) -> None:
    """A finding on a word points at the word."""
    folder = with_picture(tmp_path, jpeg(SIZE))
    page = folder / "pages" / "020-rub-or-wash.md"
    text = page.read_text(encoding="utf-8").replace("skin tolerates", "skin skin tolerates")
    page.write_text(text, encoding="utf-8", newline="\n")
    course = load_course(folder, "course").course
    assert course is not None
    [found] = [finding for finding in check_course(course, CheckContext(DAY)) if finding.rule == "TXT050"]
    line = text.splitlines()[found.place.line - 1]
    assert line[found.place.column - 1 :].startswith("skin skin")
