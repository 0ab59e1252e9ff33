"""The checkout itself: what would break on another machine, or tell where it was made."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

BINARY = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".ico", ".mp4", ".webm", ".wav", ".zip", ".whl", ".pdf", ".woff2"}

# The brackets keep this file from holding what it forbids.
REGISTRIES = re.compile(
    r"[p]ypi\.org|[p]ythonhosted\.org|[r]egistry\.npmjs|[n]pmjs\.(?:org|com)|[y]arnpkg\.com|[d]eb\.debian\.org"
    r"|[n]odesource\.com"
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(home|work|root|Users|private/tmp)/\w|\b[A-Z]:\\Users\\")

# Windows refuses these names whatever their extension, these characters, and a trailing dot or space.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
REFUSED = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')

LONGEST_FILE = 400
LONGEST_FUNCTION = 40


# Where there is no git (an unpacked source archive), these are passed over.
LEFT_OUT = {
    ".git",
    ".venv",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
}


@cache
def files() -> tuple[Path, ...]:
    """Everything that git tracks or would track."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8").split("\0")
        paths = [ROOT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for path in ROOT.rglob("*") if not LEFT_OUT & set(path.parts) and path.parent != ROOT / "dist"]
    return tuple(sorted(path for path in paths if path.is_file()))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def under(folder: str, *suffixes: str) -> list[Path]:
    return [path for path in files() if path.is_relative_to(ROOT / folder) and path.suffix in suffixes]


def is_broken_on_purpose(path: Path) -> bool:
    """Fixtures that hold the mistakes of authors: encodings, line ends, paths of Windows."""
    return "tests" in path.parts and bool({"fixtures", "cases"} & set(path.parts))


@cache
def texts() -> dict[str, str]:
    """The text files, by path."""
    paths = [path for path in files() if path.suffix not in BINARY and not is_broken_on_purpose(path)]
    return {shown(path): path.read_bytes().decode("utf-8") for path in paths}


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}"
        for name, text in texts().items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_registry() -> None:
    assert lines_with(REGISTRIES) == []


def test_no_file_names_a_path_of_a_machine() -> None:
    assert lines_with(MACHINE_PATHS) == []


def test_every_text_file_has_line_feeds_only() -> None:
    assert [name for name, text in texts().items() if "\r" in text] == []


def test_every_text_file_ends_with_a_line_feed() -> None:
    assert [name for name, text in texts().items() if text and not text.endswith("\n")] == []


def test_no_text_file_starts_with_a_byte_order_mark() -> None:
    assert [name for name, text in texts().items() if text.startswith("\ufeff")] == []


def test_windows_accepts_every_name() -> None:
    parts = {part for path in files() for part in path.relative_to(ROOT).parts}
    assert sorted(part for part in parts if part.split(".")[0].lower() in DEVICES or REFUSED.search(part)) == []


def test_no_two_names_differ_in_case_only() -> None:
    names = [shown(path) for path in files()]
    assert len({name.lower() for name in names}) == len(names)


def test_no_path_is_too_long_for_windows() -> None:
    # 260 characters in all, the folder of the checkout and a drive included.
    assert [shown(path) for path in files() if len(shown(path)) > 150] == []


@pytest.mark.parametrize("path", under("scormkit", ".py", ".js", ".css", ".j2"), ids=shown)
def test_a_file_of_the_program_can_be_read_at_a_sitting(path: Path) -> None:
    assert len(path.read_bytes().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", under("scormkit", ".py"), ids=shown)
def test_a_function_can_be_read_at_a_glance(path: Path) -> None:
    functions = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.FunctionDef)]
    assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", under("scormkit", ".js"), ids=shown)
def test_a_script_of_the_package_is_classic(path: Path) -> None:
    # Modules do not run from file://, nor where an LMS serves a wrong content type.
    text = path.read_bytes().decode("utf-8")
    assert re.findall(r"^\s*(?:import\b|export\b).*|\bimport\s*\(|\bimport\.meta\b", text, flags=re.MULTILINE) == []


@pytest.mark.parametrize("path", under("scormkit", ".js"), ids=shown)
def test_a_script_of_the_package_runs_under_a_strict_policy(path: Path) -> None:
    # The content security policy has neither unsafe-eval nor unsafe-inline.
    text = path.read_bytes().decode("utf-8")
    assert re.findall(r"\beval\s*\(|\bnew Function\b|\bdocument\.write\b|\.cssText\b|\.innerHTML\s*=", text) == []


def test_the_version_is_in_the_changelog_or_unreleased() -> None:
    from scormkit import __version__

    headings = re.findall(r"^## \[(.+?)\]", texts()["CHANGELOG.md"], flags=re.MULTILINE)
    assert {"Unreleased", __version__} & set(headings)


def test_packages_of_courses_are_not_kept_in_git() -> None:
    assert [shown(path) for path in files() if path.parent == ROOT / "dist" and path.name != ".gitignore"] == []


def test_the_command_of_the_continuous_integration_can_be_run() -> None:
    assert (ROOT / ".ci" / "run").read_bytes().startswith(b"#!/usr/bin/env bash\n")


def test_no_two_modules_of_tests_have_one_name() -> None:
    """Pytest imports them by their names alone: of two, one would be taken for the other."""
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts]
    assert [name for name, count in Counter(names).items() if count > 1] == ["conftest.py"]
