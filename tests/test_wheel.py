"""What a user installs is what was tested: the wheel, in an empty environment, far from the checkout."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "hand-hygiene"

pytestmark = pytest.mark.timeout(300)


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command that must succeed, in an environment that does not know the checkout."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    finished = subprocess.run(
        list(map(str, command)), cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert finished.returncode == 0, (finished.stdout + finished.stderr).decode("utf-8", "replace")
    return finished.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout with the backend that ``pyproject.toml`` names."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    [built] = folder.glob("scormkit-*-py3-none-any.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program installed from the wheel into an environment of its own; gives the path of ``scormkit``."""
    folder = tmp_path_factory.mktemp("empty environment")
    run(sys.executable, "-m", "venv", folder / "env", cwd=folder)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    constraints = ROOT / "requirements-dev.lock"
    # Without bytecode, which is slow to make for libraries that run here once or twice.
    options = ["--quiet", "--no-compile", "--disable-pip-version-check", "--constraint", constraints]
    run(scripts / "python", "-m", "pip", "install", *options, wheel, cwd=folder)
    return scripts / "scormkit"


def packages(program: list[str | Path], course: Path, out: Path, cwd: Path) -> dict[str, str]:
    """The SHA-256 of each zip that the program makes of a course."""
    run(*program, "build", course, "--out", out, cwd=cwd)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.glob("*.zip"))}


def test_the_wheel_holds_every_file_of_the_program(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = {name for name in opened.namelist() if ".dist-info/" not in name}
    found = [path for room in ("scormkit", "manifests") for path in (ROOT / room).rglob("*") if path.is_file()]
    paths = [path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts]
    assert names == {path if path.startswith("scormkit/") else f"scormkit/{path}" for path in paths}


def test_the_installed_program_says_its_version(installed: Path, tmp_path: Path) -> None:
    from scormkit import __version__

    assert __version__ in run(installed, "--version", cwd=tmp_path)


def test_the_installed_program_makes_the_same_bytes(installed: Path, tmp_path: Path) -> None:
    course = ROOT / "course_src" / SAMPLE
    ours = packages([sys.executable, "-m", "scormkit"], course, tmp_path / "ours", ROOT)
    theirs = packages([installed], course, tmp_path / "theirs", tmp_path)
    assert ours
    assert theirs == ours
