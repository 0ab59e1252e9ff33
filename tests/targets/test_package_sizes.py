"""What learners download of the larger sample: its scripts and styles as the zip holds them, and the whole package."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from scormkit import tasks

KIB = 1024
SAMPLE = Path(__file__).resolve().parents[2] / "course_src" / "her2-maintenance"


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("sizes")
    tasks.build([SAMPLE], tasks.BuildOptions(out=out, as_of=date(2026, 2, 1), targets=("scorm12", "xapi")))
    return {target: next(out.glob(f"*-{target}.zip")) for target in ("scorm12", "xapi")}


@pytest.mark.parametrize("target", ["scorm12", "xapi"])
def test_scripts_and_styles_stay_below_34_kib(packages: dict[str, Path], target: str) -> None:
    with zipfile.ZipFile(packages[target]) as archive:
        sizes = [entry.compress_size for entry in archive.infolist() if entry.filename.endswith((".js", ".css"))]
    assert 10 * KIB < sum(sizes) <= 34 * KIB


@pytest.mark.parametrize("target", ["scorm12", "xapi"])
def test_the_package_stays_below_60_kib(packages: dict[str, Path], target: str) -> None:
    assert packages[target].stat().st_size <= 60 * KIB
