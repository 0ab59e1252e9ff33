"""Whatever lies in the files, reading them gives a course or findings, never an exception."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit.model.course import Loaded
from scormkit.source.load import load_course

MINIMAL = Path(__file__).parent / "minimal"
FILES = (
    "course.yaml",
    "people.yaml",
    "references.yaml",
    "pages/010-one.md",
    "quizzes/post-test.md",
    "media/square.svg",
)
MARKS = "{ } [ ] : - # & * ! | > ' % @ ` , ? <b> ::: [@ [@doe-2020] ![]( [^1] [^1]: {#a .b c=d} ## --- ... $ ~~~ ```"
PIECES = (
    *MARKS.split(),
    *(
        "&amp;",
        "&#x0;",
        "<!--",
        "::: note\n",
        "| a | b |\n|--|--|\n",
        "- [x] ",
        "- [ ] ",
        "[a](#b)",
        "![a](media/square.svg)",
    ),
    *("\n", "\n\n", "\t", "\r", "\r\n", "    ", '"', "\\", "\x00", "\ufeff", "\u202e", "\u2028", "\u201c", "\u201d"),
)


def load_with(relative: str, content: bytes) -> Loaded:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "course"
        shutil.copytree(MINIMAL, root)
        (root / relative).write_bytes(content)
        return load_course(root, ".")


def holds(loaded: Loaded) -> bool:
    """A course, or a reason why there is none; and every finding stands in a file of the course."""
    files = {finding.place.file for finding in loaded.findings}
    return (loaded.course is not None or bool(loaded.findings)) and not any(Path(name).is_absolute() for name in files)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.binary(max_size=400))
def test_arbitrary_bytes_never_raise(relative: str, content: bytes) -> None:
    assert holds(load_with(relative, content))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 400), st.lists(st.sampled_from(PIECES), max_size=8), st.integers(0, 30))
def test_a_damaged_course_never_raises(relative: str, at: int, pieces: list[str], cut: int) -> None:
    text = (MINIMAL / relative).read_text(encoding="utf-8")
    damaged = text[:at] + " ".join(pieces) + text[at + cut :]
    assert holds(load_with(relative, damaged.encode()))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FILES[3:5]), st.lists(st.sampled_from((*PIECES, "a", "\n", "\n\n", "  ")), max_size=40))
def test_arbitrary_marks_in_a_text_never_raise(relative: str, pieces: list[str]) -> None:
    head = (MINIMAL / relative).read_text(encoding="utf-8").split("---\n")[1]
    assert holds(load_with(relative, f"---\n{head}---\n{''.join(pieces)}".encode()))


def written(folder: Path, change: dict[str, str], mark: bytes) -> Loaded:
    for relative in FILES[:5]:
        text = (MINIMAL / relative).read_text(encoding="utf-8")
        for old, new in change.items():
            text = text.replace(old, new)
        (folder / relative).write_bytes(mark + text.encode())
    return load_course(folder, ".")


@pytest.mark.parametrize(
    ("change", "mark"),
    [({"\n": "\r\n"}, b""), ({"\n": "\r\n"}, b"\xef\xbb\xbf"), ({"\n": "\r"}, b""), ({}, b"\xef\xbb\xbf")],
    ids=["crlf", "bom-and-crlf", "cr", "bom"],
)
def test_byte_order_mark_and_line_ends_change_nothing(change: dict[str, str], mark: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(MINIMAL, folder)
    plain = written(folder, {}, b"")
    assert plain.course is not None
    assert written(folder, change, mark) == plain


def test_tabs_after_values_change_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(MINIMAL, folder)
    plain = load_course(folder, ".")
    text = (folder / "course.yaml").read_text(encoding="utf-8").replace(": ", ":\t").replace("\n", "\t\n")
    (folder / "course.yaml").write_bytes(text.encode())
    assert load_course(folder, ".") == plain


def test_a_missing_folder_is_a_finding(tmp_path: Path) -> None:
    assert [finding.rule for finding in load_course(tmp_path / "none", "none").findings] == ["SRC001"]


def test_a_link_that_leaves_the_course_is_a_finding(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(MINIMAL, folder)
    (folder / "media/square.svg").rename(tmp_path / "square.svg")
    try:
        (folder / "media/square.svg").symlink_to(tmp_path / "square.svg")
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert [finding.rule for finding in load_course(folder, ".").findings] == ["SRC011"]


def test_places_are_printed_as_the_user_gave_the_folder() -> None:
    loaded = load_course(MINIMAL, "course_src\\tiny")
    assert loaded.course is not None
    assert str(loaded.course.where("title")) == "course_src/tiny/course.yaml:3:8"


def test_pages_stand_in_natural_order_of_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    shutil.copytree(MINIMAL, folder)
    for number in (9, 100):
        text = f"---\nid: p{number}\ntitle: Page\n---\nWords.\n"
        (folder / f"pages/{number}-p.md").write_text(text, encoding="utf-8")
    course = load_course(folder, ".").course
    assert course is not None
    assert [page.id for page in course.pages] == ["p9", "one", "p100"]


def test_reading_a_sound_course_does_not_import_jsonschema() -> None:
    import subprocess
    import sys

    code = f"""
import sys
from pathlib import Path
from scormkit.source.load import load_course
load_course(Path({str(MINIMAL)!r}), ".")
print([name for name in ("jsonschema", "difflib", "lxml", "jinja2") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
