"""The program as its users meet it: its own process, any console, any broken course, and never a traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scormkit.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from click.testing import Result

    Run = Callable[..., Result]
    Make = Callable[..., Path]
    Program = Callable[..., CompletedProcess[bytes]]

COURSES = Path(__file__).resolve().parent.parent.parent / "course_src"
CONSOLES = {
    "Windows": {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    "old Windows": {"PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"},
    "ASCII": {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    "C": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "UTF-8": {"PYTHONUTF8": "1"},
}
WILD = "日本語 – “naïve” → \U0001f489"


# Exit codes


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", "course_src/tiny", "--as-of", "2026-11-22"), 0),
        (("check", "course_src/tiny", "--as-of", "2031-01-01"), 0),
        (("check", "course_src/tiny", "--as-of", "2031-01-01", "--fail-on", "warning"), 1),
        (("check", "nowhere"), 2),
        (("check", "--nonsense"), 2),
        (("nonsense",), 2),
        (("--version",), 0),
        (("--help",), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_the_exit_code_of_the_process_tells_how_it_went(
    scormkit: Program, course: Path, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    assert scormkit(*arguments, cwd=tmp_path).returncode == code


def test_the_streams_of_the_process_can_be_piped_apart(scormkit: Program, course: Path, tmp_path: Path) -> None:
    done = scormkit("build", "--target", "scorm12", "--as-of", "2031-01-01", cwd=tmp_path)
    assert done.stdout.split() == [
        b"dist/tiny-1.0-scorm12.zip",
        b"dist/tiny-1.0-scorm12.html",
        b"dist/tiny-1.0-scorm12-record.json",
        b"dist/tiny-1.0-scorm12-record.html",
    ]


def test_no_colour_goes_into_a_pipe(scormkit: Program, course: Path, tmp_path: Path) -> None:
    assert b"\x1b" not in scormkit("check", "--as-of", "2031-01-01", cwd=tmp_path).stdout


# Consoles


@pytest.mark.parametrize("console", CONSOLES)
def test_no_console_makes_the_program_fail_on_foreign_words(
    scormkit: Program, make: Make, tmp_path: Path, console: str
) -> None:
    """A console that cannot show a character shows its number."""
    make("course", version=WILD, title=WILD)
    done = scormkit("check", cwd=tmp_path, **CONSOLES[console])
    assert (done.returncode, b"Traceback" in done.stdout + done.stderr, b"SRC024" in done.stdout) == (1, False, True)


@pytest.mark.parametrize("console", CONSOLES)
def test_no_console_makes_a_folder_with_accents_fail(
    scormkit: Program, make: Make, tmp_path: Path, console: str
) -> None:
    make("médecine ü 日本")
    done = scormkit("build", "--out", "dist é", "--target", "scorm12", cwd=tmp_path, **CONSOLES[console])
    assert (done.returncode, len(list((tmp_path / "dist é").iterdir()))) == (0, 4)


@pytest.mark.parametrize("console", CONSOLES)
def test_no_console_makes_an_error_of_usage_fail(scormkit: Program, tmp_path: Path, console: str) -> None:
    done = scormkit("check", WILD, cwd=tmp_path, **CONSOLES[console])
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)


def test_json_is_the_same_bytes_on_every_console(scormkit: Program, make: Make, tmp_path: Path) -> None:
    make("course", version=WILD)
    arguments = ("check", "--format", "json", "--as-of", "2026-11-22")
    outputs = {
        scormkit(*arguments, cwd=tmp_path, **settings).stdout.replace(b"\r", b"") for settings in CONSOLES.values()
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("console", CONSOLES)
def test_help_can_be_shown_on_every_console(scormkit: Program, console: str) -> None:
    assert scormkit("build", "--help", **CONSOLES[console]).returncode == 0


# Help


@pytest.mark.parametrize("command", [(), ("build",), ("check",)], ids=["scormkit", "build", "check"])
def test_help_shows_examples_that_can_be_typed(command: tuple[str, ...]) -> None:
    text = CliRunner().invoke(main, [*command, "--help"]).output
    assert f"  scormkit {' '.join(command)}".rstrip() in text.split("Example", 1)[-1] and "Example" in text


@pytest.mark.parametrize("command", [(), ("build",), ("check",)], ids=["scormkit", "build", "check"])
def test_help_fits_a_narrow_window(command: tuple[str, ...]) -> None:
    text = CliRunner().invoke(main, [*command, "--help"]).output
    assert max(map(len, text.splitlines())) <= 80


def test_every_option_says_what_it_is_for() -> None:
    silent = [
        f"{name} {option.opts[0]}"
        for name, command in main.commands.items()
        for option in command.params
        if option.param_type_name == "option" and not getattr(option, "help", None)
    ]
    assert silent == []


def test_a_command_that_is_misspelled_is_answered_with_help(scormkit: Program) -> None:
    assert b"scormkit" in scormkit("biuld").stderr


# Broken courses


def broken(folder: Path, random: Random) -> None:
    """Something that happens to files: bytes lost, doubled, mixed up, or written by another program."""
    file = random.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
    raw = file.read_bytes()
    start = random.randrange(max(1, len(raw)))
    end = min(len(raw), start + random.randrange(1, 200))
    lines = raw.split(b"\n")
    accidents: list[Callable[[], bytes]] = [
        lambda: raw[:start] + raw[end:],
        lambda: raw[:start] + raw[start:end] * 3 + raw[end:],
        lambda: raw[:start] + random.randbytes(20) + raw[start:],
        lambda: b"\n".join(random.sample(lines, len(lines))),
        lambda: raw.decode("utf-8").encode("utf-16"),
        lambda: raw.replace(b":", b"", random.randrange(1, 9)),
        lambda: raw.replace(b"  ", b"\t", random.randrange(1, 9)),
        lambda: raw.replace(b"- ", b"", random.randrange(1, 9)),
        lambda: raw.replace(b"0", "\u0660".encode(), 3),
        lambda: b"",
        lambda: raw + b"\n" + "{[}]#:-&*!|>'\"%@`\u2028".encode(),
    ]
    file.write_bytes(random.choice(accidents)())
    if random.random() < 0.2:
        random.choice(sorted(path for path in folder.rglob("*") if path.is_file())).unlink()


@pytest.mark.parametrize("seed", range(40))
def test_no_accident_to_a_course_ends_in_a_traceback(seed: int, tmp_path: Path) -> None:
    """A mistake of the author is a finding; an exception is a bug."""
    random = Random(seed)
    folder = tmp_path / "course"
    shutil.copytree(COURSES / ("hand-hygiene" if seed % 2 else "her2-maintenance"), folder)
    for _ in range(random.randrange(1, 4)):
        broken(folder, random)
    result = CliRunner().invoke(main, ["build", str(folder), "--out", str(tmp_path / "dist")], catch_exceptions=False)
    assert result.exit_code in (0, 1, 2) and (result.exit_code == 0) == bool(result.stdout)


@pytest.mark.parametrize("seed", range(3))
def test_the_process_tells_an_accident_in_words(seed: int, tmp_path: Path, scormkit: Program) -> None:
    shutil.copytree(COURSES / "hand-hygiene", tmp_path / "course")
    (tmp_path / "course" / "course.yaml").write_bytes(Random(seed).randbytes(3000))
    done = scormkit("build", "course", cwd=tmp_path, PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stdout, b"Traceback" in done.stderr) == (1, b"", False)


def test_a_folder_in_the_place_of_a_file_is_a_finding(run: Run, course: Path) -> None:
    (course / "people.yaml").unlink()
    (course / "people.yaml").mkdir()
    result = run("check")
    assert result.exit_code == 1 and "people.yaml" in result.stdout


def test_a_reader_that_goes_away_early_is_no_crash(make: Make, tmp_path: Path) -> None:
    """``scormkit check | head -1``."""
    for number in range(30):
        make(f"course-{number}", version="1 0")
    with subprocess.Popen(
        [sys.executable, "-m", "scormkit", "check"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
