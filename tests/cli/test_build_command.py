"""``scormkit build``: packages on the disk, their paths on standard output, everything else on standard error."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from scormkit.cli import TARGET_NAMES, main
from scormkit.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    Run = Callable[..., Result]
    Make = Callable[..., Path]

ZIP = "dist/tiny-1.0-scorm12.zip"
SHEET = "dist/tiny-1.0-scorm12.html"
RECORD = ["dist/tiny-1.0-scorm12-record.json", "dist/tiny-1.0-scorm12-record.html"]
DAY = ("--as-of", "2026-11-22")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_help_and_the_table_name_the_same_targets() -> None:
    assert set(TARGET_NAMES) == set(TARGETS)


@pytest.mark.usefixtures("course")
def test_a_package_its_import_sheet_and_its_record_lie_in_the_folder(run: Run, tmp_path: Path) -> None:
    run("build", "--target", "scorm12", *DAY)
    assert names(tmp_path / "dist") == [
        "tiny-1.0-scorm12-record.html",
        "tiny-1.0-scorm12-record.json",
        "tiny-1.0-scorm12.html",
        "tiny-1.0-scorm12.zip",
    ]


@pytest.mark.usefixtures("course")
def test_standard_output_holds_the_paths_of_what_was_written_and_nothing_else(run: Run) -> None:
    result = run("build", "--target", "scorm12", *DAY)
    assert (result.stdout.splitlines(), result.exit_code) == ([ZIP, SHEET, *RECORD], 0)


@pytest.mark.usefixtures("course")
def test_every_path_on_standard_output_is_a_file(run: Run) -> None:
    assert all(Path(line).is_file() for line in run("build", *DAY).stdout.splitlines())


@pytest.mark.usefixtures("course")
def test_a_clean_build_says_so_in_one_line(run: Run) -> None:
    assert run("build", *DAY).stderr == "nothing found\n"


@pytest.mark.usefixtures("course")
def test_the_package_is_a_zip_with_its_manifest_at_the_root(run: Run, tmp_path: Path) -> None:
    """SCORM 1.2 CAM 2.3: imsmanifest.xml at the root."""
    run("build", *DAY)
    with zipfile.ZipFile(tmp_path / ZIP) as package:
        assert package.testzip() is None and "imsmanifest.xml" in package.namelist()


def test_a_warning_is_told_and_stops_nothing(run: Run, course: Path) -> None:
    result = run("build", str(course), "--as-of", "2031-01-01")
    assert (result.exit_code, "DAT010" in result.stderr, Path(ZIP).is_file()) == (0, True, True)


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("advice", 1)])
def test_fail_on_decides_from_which_severity_the_exit_code_is_one(run: Run, level: str, code: int) -> None:
    result = run("build", "--as-of", "2031-01-01", "--fail-on", level)
    assert result.exit_code == code


def test_an_error_stops_the_package_and_the_exit_code_says_so(run: Run, make: Make) -> None:
    make("broken", version="1 0")
    result = run("build", *DAY)
    assert (result.exit_code, result.stdout, Path("dist").exists()) == (1, "", False)


def test_a_broken_course_does_not_keep_the_others_from_being_built(run: Run, course: Path, make: Make) -> None:
    make("broken", id="broken", version="1 0")
    result = run("build", "--target", "scorm12", *DAY)
    assert (result.stdout.splitlines(), result.exit_code) == ([ZIP, SHEET, *RECORD], 1)


def test_all_courses_of_a_catalogue_are_built(run: Run, course: Path, make: Make) -> None:
    make("other", id="other")
    run("build", "--target", "scorm12", *DAY)
    assert [name for name in names(Path("dist")) if name.endswith(".zip")] == [
        "other-1.0-scorm12.zip",
        "tiny-1.0-scorm12.zip",
    ]


def test_only_the_courses_that_are_named_are_built(run: Run, course: Path, make: Make) -> None:
    run("build", str(make("other", id="other")), "--target", "scorm12", *DAY)
    assert {name.split("-")[0] for name in names(Path("dist"))} == {"other"}


def test_a_course_that_is_named_twice_is_built_once(run: Run, course: Path) -> None:
    result = run("build", "course_src/tiny", str(course.resolve()), "course_src", "--target", "scorm12", *DAY)
    assert result.stdout.splitlines() == [ZIP, SHEET, *RECORD]


def test_a_catalogue_can_be_named_with_its_slash_and_by_a_dot(run: Run, course: Path) -> None:
    assert run("build", "./course_src/", "--target", "scorm12", *DAY).stdout.splitlines() == [ZIP, SHEET, *RECORD]


def test_two_courses_that_make_the_same_package_are_refused(run: Run, course: Path, make: Make) -> None:
    """One would overwrite the other without a word."""
    make("twin")
    result = run("build", *DAY)
    said = (
        "scormkit: Two courses make the same package tiny-1.0: course_src/tiny/course.yaml and "
        "course_src/twin/course.yaml. Give one of them another id.\n"
    )
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", said)


def test_packages_whose_names_differ_in_capitals_only_are_refused(run: Run, make: Make) -> None:
    """Windows and macOS hold them for one file."""
    make("one", version="1.0a")
    make("two", version="1.0A")
    assert run("build", *DAY).exit_code == 2


def test_two_versions_of_a_course_are_two_packages(run: Run, course: Path, make: Make) -> None:
    make("next", version="2.0")
    assert run("build", *DAY).exit_code == 0


# Where there is nothing to build


def test_without_a_catalogue_the_program_says_what_it_looked_for(run: Run) -> None:
    result = run("build")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("scormkit: There is no folder course_src: name the folder of a course")


def test_an_empty_catalogue_says_what_a_course_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "course_src").mkdir()
    result = run("build")
    assert result.exit_code == 2 and "a course is a folder that holds a file course.yaml" in result.stderr


def test_a_file_instead_of_a_folder_is_said_to_be_one(run: Run, course: Path) -> None:
    result = run("build", "course_src/tiny/course.yaml")
    assert result.exit_code == 2 and "course_src/tiny/course.yaml is a file: name the folder" in result.stderr


def test_a_course_whose_main_file_has_another_name_is_reported_and_not_passed_over(
    run: Run, course: Path, make: Make
) -> None:
    other = make("other", id="other")
    (other / "course.yaml").rename(other / "course.yml")
    result = run("build", *DAY)
    assert result.exit_code == 1 and "Rename `course.yml`." in result.stderr


def test_an_unknown_target_is_refused_with_the_ones_there_are(run: Run) -> None:
    result = run("build", "--target", "scorm13")
    assert result.exit_code == 2 and "scorm12" in result.stderr


def test_an_unknown_lms_is_refused_with_the_ones_there_are(run: Run, course: Path) -> None:
    result = run("build", "--lms", "moodel")
    assert result.exit_code == 2 and "moodle" in result.stderr


# Where it cannot be written


@pytest.mark.usefixtures("course")
def test_a_file_in_the_place_of_the_folder_is_said_to_be_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("", encoding="utf-8")
    result = run("build", *DAY)
    assert (result.exit_code, result.stderr) == (
        2,
        "scormkit: dist is a file, and packages need a folder: name another with --out.\n",
    )


@pytest.mark.usefixtures("course")
def test_a_folder_below_a_file_cannot_be_made_and_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run("build", "--out", "file/dist", *DAY)
    assert result.exit_code == 2 and "file" in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.usefixtures("course")
def test_a_folder_that_may_not_be_written_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = run("build", *DAY)
    assert (result.exit_code, result.stderr) == (2, "scormkit: Permission denied: dist\n")


@pytest.mark.usefixtures("course")
def test_a_full_disk_is_said_and_not_thrown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "replace", full)
    result = run("build", *DAY)
    assert result.exit_code == 2 and result.stderr.startswith("scormkit: No space left on device")


def test_a_folder_of_the_source_that_may_not_be_read_is_named(
    run: Run, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "iterdir", refuse)
    result = run("build", "course_src", *DAY)
    assert (result.exit_code, result.stderr) == (2, "scormkit: Permission denied: course_src\n")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to the administrator")
def test_a_closed_folder_is_an_error_in_words(run: Run, course: Path) -> None:
    course.parent.chmod(0)
    try:
        result = run("build", "course_src", *DAY)
    finally:
        course.parent.chmod(0o755)
    assert result.exit_code == 2 and "Permission denied" in result.stderr


# Interruption


@pytest.mark.usefixtures("course")
def test_an_interrupted_build_leaves_the_former_package_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", "--target", "scorm12", *DAY)
    before = {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir()}

    def interrupted(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    result = CliRunner().invoke(main, ["build", "--target", "scorm12", *DAY])
    after = {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir()}
    assert (after == before, result.exit_code != 0) == (True, True)


@pytest.mark.usefixtures("course")
def test_a_second_build_writes_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """The same source gives the same bytes."""
    run("build", *DAY)
    before = {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir()}
    run("build", *DAY)
    assert {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir()} == before


@pytest.mark.usefixtures("course")
def test_the_day_of_the_build_leaves_no_trace_in_the_package(run: Run, tmp_path: Path) -> None:
    """No clock below the command line: as-of decides on findings, and only the record says of which day it is."""
    run("build", "--out", "one", "--as-of", "2026-01-01")
    run("build", "--out", "two", "--as-of", "2040-01-01")
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / out).iterdir()} for out in ("one", "two"))
    assert {name for name in one if one[name] != two[name]} == {name for name in one if "-record." in name}


# Names


@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1", "prn"])
def test_a_course_with_a_name_that_windows_reserves_makes_a_package_that_windows_takes(
    run: Run, make: Make, name: str
) -> None:
    """The name of a package goes on after the id, so it is no device."""
    make("course", id=name)
    run("build", "--target", "scorm12", *DAY)
    ends = ("-record.html", "-record.json", ".html", ".zip")
    assert names(Path("dist")) == [f"{name}-1.0-scorm12{end}" for end in ends]


@pytest.mark.parametrize(
    "name", ["con.svg", "AUX.svg", "nul.tar.svg", "com1.svg", "a b.svg", "é.svg", "-x.svg", ".x.svg"]
)
def test_pictures_travel_under_names_that_every_system_takes(run: Run, course: Path, name: str) -> None:
    (course / "media" / "square.svg").rename(course / "media" / name)
    page = course / "pages" / "010-one.md"
    text = page.read_text(encoding="utf-8").replace("media/square.svg", f"<media/{name}>")
    page.write_text(text, encoding="utf-8", newline="\n")
    result = run("build", "--target", "scorm12", *DAY)
    if result.exit_code == 0:
        with zipfile.ZipFile(ZIP) as package:
            stems = {part.split(".")[0].lower() for member in package.namelist() for part in member.split("/")}
        assert stems & {"con", "aux", "nul", "com1", ""} == set()
    else:
        assert result.exit_code == 1 and "010-one.md" in result.stderr


@pytest.mark.parametrize("folder", ["Ärzte und Pflege", "médecine d’urgence", "日本 語", "a'b & c", "100%"])
def test_folders_may_have_spaces_and_accents(run: Run, make: Make, folder: str) -> None:
    source = make(folder)
    result = run("build", str(source), "--out", f"aus gäbe/{folder}", "--target", "scorm12", *DAY)
    ends = (".zip", ".html", "-record.json", "-record.html")
    assert result.stdout.splitlines() == [f"aus gäbe/{folder}/tiny-1.0-scorm12{end}" for end in ends]


def test_where_a_course_lies_leaves_no_trace_in_its_package(run: Run, course: Path, make: Make) -> None:
    """No absolute path below the command line."""
    run("build", str(course), "--out", "one", *DAY)
    run("build", str(make("Ärzte und Pflege").resolve()), "--out", "two", *DAY)
    assert [path.read_bytes() for path in sorted(Path("one").iterdir())] == [
        path.read_bytes() for path in sorted(Path("two").iterdir())
    ]


@pytest.mark.usefixtures("decided")
def test_what_was_overridden_is_counted_also_where_nothing_is_made_again(run: Run) -> None:
    last = [run("build", "--as-of", "2031-01-01").stderr.splitlines()[-1] for _ in range(2)]
    assert [line.endswith("(1 overridden)") for line in last] == [True, True]
