"""A small course on the disk, and the program on it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from models import decision

from scormkit.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

MINIMAL = Path(__file__).resolve().parent.parent / "source" / "minimal"


def write_course(folder: Path, **replaced: str) -> Path:
    """The minimal course in a folder, with words of its ``course.yaml`` replaced: ``id="other"`` changes that line."""
    shutil.copytree(MINIMAL, folder)
    file = folder / "course.yaml"
    text = file.read_text(encoding="utf-8")
    for key, value in replaced.items():
        lines = [f"{key}: {value}" if line.startswith(f"{key}:") else line for line in text.split("\n")]
        text = "\n".join(lines)
    file.write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course without a finding."""
    return write_course(tmp_path / "course_src" / "tiny")


@pytest.fixture
def decided(course: Path) -> Path:
    """A course that expired, whose provider decided to live with that for a while."""
    file = course / "course.yaml"
    file.write_text(file.read_text(encoding="utf-8") + decision("2031-06-30"), encoding="utf-8", newline="\n")
    return course


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """``make("folder", id="other")``: another course in the same catalogue."""

    def write(folder: str, **replaced: str) -> Path:
        return write_course(tmp_path / "course_src" / folder, **replaced)

    return write


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The program, run where the catalogue lies: ``run("build", "--out", "dist")``. An exception fails the test."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(main, list(arguments))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke
