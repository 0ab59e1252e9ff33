"""What learners download of the larger sample: its scripts and styles as the zip holds them, and the whole package."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from scormkit import tasks

KB = 1000
CODE = {"scorm12": 30 * KB, "xapi": 32 * KB}
"""Scripts and styles, by target: an LRS needs more of a driver than an LMS does. ``benchmarks/bars.py`` prints both."""
SAMPLE = Path(__file__).resolve().parents[2] / "course_src" / "her2-maintenance"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("sizes")
    tasks.build([SAMPLE], tasks.BuildOptions(out=out, as_of=date(2026, 2, 1), targets=("scorm12", "xapi")))
    return {target: next(out.glob(f"*-{target}.zip")) for target in ("scorm12", "xapi")}


@pytest.mark.parametrize("target", CODE)
def test_scripts_and_styles_stay_small(packages: dict[str, Path], target: str) -> None:
    with zipfile.ZipFile(packages[target]) as archive:
        sizes = [entry.compress_size for entry in archive.infolist() if entry.filename.endswith((".js", ".css"))]
    assert 10 * KB < sum(sizes) <= CODE[target]


@pytest.mark.parametrize("target", CODE)
def test_the_package_stays_below_60_kb(packages: dict[str, Path], target: str) -> None:
    assert packages[target].stat().st_size <= 60 * KB
