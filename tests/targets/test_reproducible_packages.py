"""The same source gives the same bytes in another folder, time zone, umask and locale, with other times of files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

BUILD = """
import os, pathlib, sys
os.umask(int(sys.argv[3], 8))
from scormkit.archive import write_zip
from scormkit.compile.course import compile_course
from scormkit.source.load import load_course
from scormkit.targets import TARGETS, make_bundle, render_sheet
compiled = compile_course(load_course(pathlib.Path(sys.argv[1]), "course_src/sample").course)
for target in TARGETS.values():
    written = write_zip(make_bundle(compiled, target), pathlib.Path(sys.argv[2]))
    sheet = render_sheet(compiled, target, written)
    pathlib.Path(sys.argv[2], target.name + ".html").write_bytes(sheet.encode())
"""


def copied(source: Path, folder: Path, backwards: bool) -> Path:
    """A copy of a course whose files were made in the order of their names or against it, with other times."""
    files = sorted((path for path in source.rglob("*") if path.is_file()), reverse=backwards)
    for number, path in enumerate(files):
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (1_000_000_000 + number, 1_000_000_000 + number))
    return folder


def built(course: Path, out: Path, umask: str, cwd: Path, **environment: str) -> dict[str, bytes]:
    out.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-c", BUILD, str(course), str(out), umask],
        cwd=cwd,
        env=os.environ | environment,
        check=True,
    )
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize("name", ["hand-hygiene", "her2-maintenance"])
def test_a_build_elsewhere_gives_the_same_bytes(name: str, root: Path, tmp_path: Path) -> None:
    here = copied(root / "course_src" / name, tmp_path / "a" / name, backwards=False)
    there = copied(root / "course_src" / name, tmp_path / "Ordner mit Ümlaut" / name, backwards=True)
    paths = os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH", "")]))
    first = built(here, tmp_path / "out 1", "022", root, TZ="UTC", PYTHONHASHSEED="1", PYTHONPATH=paths)
    second = built(
        there,
        tmp_path / "out 2",
        "077",
        tmp_path,
        TZ="Asia/Kathmandu",
        PYTHONHASHSEED="2",
        LC_ALL="C",
        PYTHONPATH=paths,
    )
    assert first == second
    assert len(first) > 1
