"""Whatever the cache holds, a build gives the bytes and the findings of a build without one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from yard import digests, edit, stamps

from scormkit.cache import ledger, sources
from scormkit.making import course as making
from scormkit.source import pages
from scormkit.targets import TARGETS

if TYPE_CHECKING:
    from yard import Yard

LATER = date(2031, 1, 1)


def never(*_: object, **__: object) -> object:
    raise AssertionError("this was made before")


def test_a_first_build_is_a_fresh_build(yard: Yard) -> None:
    assert yard.cached() == yard.fresh()


def test_a_second_build_touches_nothing(yard: Yard) -> None:
    yard.build()
    before = stamps(yard.out)
    yard.build()
    assert stamps(yard.out) == before


def test_a_second_build_names_the_same_files_in_the_same_order(yard: Yard) -> None:
    yard.add("other")
    assert yard.build().written == yard.build().written


def test_a_second_build_reads_no_course(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    first = yard.cached()
    monkeypatch.setattr(making, "judge", never)
    assert yard.cached() == first


def test_findings_are_told_again(yard: Yard) -> None:
    first = yard.build(day=LATER).findings
    assert [finding.rule for finding in first] != []
    assert yard.build(day=LATER).findings == first


def packages(yard: Yard) -> dict[str, tuple[int, int]]:
    """The stamps of everything but the records."""
    return {name: stamp for name, stamp in stamps(yard.out).items() if "-record." not in name}


def test_on_another_day_a_course_is_judged_again_and_its_package_stays(yard: Yard) -> None:
    yard.build()
    before = packages(yard)
    assert yard.build(day=LATER).findings == yard.fresh(day=LATER)[1]
    assert packages(yard) == before


def test_on_another_day_a_course_is_recorded_again(yard: Yard) -> None:
    """The record says as of which day it was judged, and is what a build without a cache would write."""
    yard.build()
    assert yard.cached(day=LATER) == yard.fresh(day=LATER)
    assert yard.cached() == yard.fresh()


def test_a_second_build_on_another_day_touches_nothing(yard: Yard) -> None:
    yard.build()
    yard.build(day=LATER)
    before = stamps(yard.out)
    yard.build(day=LATER)
    assert stamps(yard.out) == before


@pytest.mark.parametrize("lost", ["*-record.json", "*-record.html", "*-record.*"])
def test_a_record_that_is_gone_is_brought_back_without_reading_the_course(
    lost: str, yard: Yard, monkeypatch: pytest.MonkeyPatch
) -> None:
    yard.build()
    before, wanted = packages(yard), digests(yard.out)
    for path in yard.out.glob(lost):
        path.unlink()
    monkeypatch.setattr(making, "judge", never)
    assert (yard.cached()[0], packages(yard)) == (wanted, before)


def test_a_second_build_reads_no_package(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known of files stays known whichever of them was written last: packages first, records on another day."""
    yard.build()
    yard.build(day=LATER)
    read: list[Path] = []
    genuine = ledger.file_digest
    monkeypatch.setattr(ledger, "file_digest", lambda path: (read.append(path), genuine(path))[1])
    yard.build(day=LATER)
    assert [path.name for path in read if path.parent == yard.out] == []


def test_a_course_with_an_error_says_so_every_time(yard: Yard) -> None:
    edit(yard.courses[0] / "course.yaml", "version: 1.0", "version: 1 0")
    first = yard.build()
    assert (first.findings != (), first.written, yard.build()) == (True, (), first)


FILES = (
    ("course.yaml", "A tiny course", "A small course"),
    ("people.yaml", "name: ", "name: Dr. "),
    ("references.yaml", "title: ", "title: On "),
    ("pages/010-one.md", "Words", "More words"),
    ("quizzes/post-test.md", "title: ", "title: The "),
    ("media/square.svg", "<svg", "<!-- new --><svg"),
)


@pytest.mark.parametrize(("name", "old", "new"), FILES, ids=[name for name, _, _ in FILES])
def test_a_change_in_any_file_is_in_the_package(name: str, old: str, new: str, yard: Yard) -> None:
    yard.build()
    before = digests(yard.out)
    edit(yard.courses[0] / name, old, new)
    after = yard.cached()
    assert (after, after[0] == before) == (yard.fresh(), False)


def test_what_all_courses_share_is_in_the_package(yard: Yard) -> None:
    yard.build()
    before = digests(yard.out)
    (yard.root / "course_src" / "scormkit.yaml").write_text("vocabulary: https://provider.example/v1/\n", newline="\n")
    after = yard.cached()
    assert (after, after[0] == before) == (yard.fresh(), False)


@pytest.mark.parametrize("change", ["new page", "renamed page", "removed page"])
def test_pages_that_come_and_go_are_noticed(change: str, yard: Yard) -> None:
    folder = yard.courses[0] / "pages"
    (folder / "020-two.md").write_text("---\nid: two\ntitle: Two\nobjectives: [know]\n---\nTwo.\n", newline="\n")
    yard.build()
    if change == "new page":
        (folder / "030-three.md").write_text("---\nid: c\ntitle: C\nobjectives: [know]\n---\nC.\n", newline="\n")
    elif change == "renamed page":
        (folder / "020-two.md").rename(folder / "005-two.md")
    else:
        (folder / "020-two.md").unlink()
    assert yard.cached() == yard.fresh()


def test_a_change_that_keeps_size_and_time_is_noticed(yard: Yard) -> None:
    page = yard.courses[0] / "pages" / "010-one.md"
    yard.build()
    status = page.stat()
    edit(page, "Words with", "Words WITH")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert yard.cached() == yard.fresh()


def test_a_file_that_was_only_touched_changes_nothing(yard: Yard) -> None:
    yard.build()
    before = stamps(yard.out)
    for path in yard.courses[0].rglob("*.*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    yard.build()
    assert stamps(yard.out) == before


def test_only_the_page_that_changed_is_read_again(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = yard.courses[0] / "pages"
    (folder / "020-two.md").write_text("---\nid: two\ntitle: Two\nobjectives: [know]\n---\nTwo.\n", newline="\n")
    yard.build()
    edit(folder / "020-two.md", "Two.", "Two and more.")
    read: list[str] = []
    genuine = pages.tokens_of
    monkeypatch.setattr(pages, "tokens_of", lambda text: (read.append(text.file), genuine(text))[1])
    built = yard.cached()
    assert read == ["pages/020-two.md"]
    assert built == yard.fresh()


LOST = (
    ("references.yaml", "doe-2020:", "roe-2020:"),
    ("media/square.svg", "<svg", "<svg onload='x()'"),
)


@pytest.mark.parametrize(("name", "old", "new"), LOST, ids=[name for name, _, _ in LOST])
def test_a_page_is_judged_again_when_what_it_points_to_changes(name: str, old: str, new: str, yard: Yard) -> None:
    yard.build()
    edit(yard.courses[0] / name, old, new)
    findings = yard.build().findings
    assert findings == yard.fresh()[1] != ()


def test_a_page_is_judged_again_when_its_picture_is_gone(yard: Yard) -> None:
    yard.build()
    (yard.courses[0] / "media" / "square.svg").unlink()
    findings = yard.build().findings
    assert findings == yard.fresh()[1] != ()


def test_captions_that_come_later_are_found(yard: Yard) -> None:
    course = yard.courses[0]
    (course / "media" / "film.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    edit(course / "pages" / "010-one.md", "Words", "![A film](media/film.mp4)\n\nWords")
    yard.build()
    (course / "media" / "film.vtt").write_bytes(b"WEBVTT\n")
    assert yard.cached() == yard.fresh()


@pytest.mark.parametrize("lost", ["one package", "all packages", "the import sheet"])
def test_what_is_gone_is_brought_back(lost: str, yard: Yard) -> None:
    yard.build()
    wanted = digests(yard.out)
    pattern = {"one package": "*scorm12.zip", "all packages": "*", "the import sheet": "*.html"}[lost]
    for path in yard.out.glob(pattern):
        path.unlink()
    assert yard.cached()[0] == wanted


def test_what_is_gone_is_brought_back_without_reading_the_course(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    yard.build()
    wanted = digests(yard.out)
    shutil.rmtree(yard.out)
    monkeypatch.setattr(making, "judge", never)
    assert yard.cached()[0] == wanted


def test_a_package_that_was_altered_is_mended(yard: Yard) -> None:
    yard.build()
    wanted = digests(yard.out)
    for path in yard.out.iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert yard.cached()[0] == wanted


def test_another_folder_for_packages_gets_its_own(yard: Yard) -> None:
    yard.build()
    other = yard.root / "other"
    yard.build(out=other)
    assert digests(other) == digests(yard.out)


def test_a_target_that_is_added_leaves_the_other_package_alone(yard: Yard) -> None:
    first, *_ = TARGETS
    yard.build(targets=(first,))
    before = stamps(yard.out)
    assert yard.cached() == yard.fresh()
    assert before.items() <= stamps(yard.out).items()


def test_packages_for_an_lms_are_its_own(yard: Yard) -> None:
    yard.build()
    assert yard.cached(lms="moodle")[0].items() >= yard.fresh(lms="moodle")[0].items()


def test_packages_may_lie_in_the_course(yard: Yard) -> None:
    inside = yard.courses[0] / "dist"
    yard.build(out=inside)
    before = stamps(inside)
    yard.build(out=inside)
    assert stamps(inside) == before


def test_a_course_with_links_is_always_built(yard: Yard) -> None:
    link = yard.courses[0] / "media" / "linked.svg"
    try:
        link.symlink_to(yard.courses[0] / "media" / "square.svg")
    except OSError:
        pytest.skip("links need a privilege here")
    assert yard.cached() == yard.cached() == yard.fresh()


def test_another_program_makes_everything_anew(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    yard.build()
    asked: list[Path] = []
    genuine = making.judge
    monkeypatch.setattr(making, "program_digest", lambda: "another")
    monkeypatch.setattr(making, "judge", lambda folder, *rest: (asked.append(folder), genuine(folder, *rest))[1])
    assert (yard.cached(), asked) == (yard.fresh(), [*yard.courses] * 2)


def test_other_rules_of_the_time_zone_make_everything_anew(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    yard.build()
    asked: list[Path] = []
    genuine = making.judge
    monkeypatch.setattr(sources, "zone_digest", lambda zone: "another")
    monkeypatch.setattr(making, "judge", lambda folder, *rest: (asked.append(folder), genuine(folder, *rest))[1])
    yard.build()
    assert asked == yard.courses


# ---- a cache that others delete, damage and share


def test_a_deleted_cache_changes_nothing(yard: Yard) -> None:
    yard.build()
    shutil.rmtree(yard.cache)
    assert yard.cached() == yard.fresh()


DAMAGES = {
    "emptied": lambda content: b"",
    "cut off": lambda content: content[: len(content) // 2],
    "one bit": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    "other sum": lambda content: b"0" * 64 + content[64:],
    "longer": lambda content: content + b" ",
    "other": lambda content: b"\xff" * 200,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("changed", [False, True], ids=["same source", "changed source"])
def test_a_damaged_cache_changes_nothing(damage: str, changed: bool, yard: Yard) -> None:
    yard.build()
    for entry in yard.entries():
        content = entry.read_bytes()
        entry.write_bytes(DAMAGES[damage](content) if content else b"?")
    if changed:
        edit(yard.courses[0] / "pages" / "010-one.md", "Words", "More words")
    assert yard.cached() == yard.fresh()


def test_each_entry_may_be_gone_alone(yard: Yard) -> None:
    yard.build()
    wanted = yard.fresh()
    for entry in yard.entries():
        entry.unlink(missing_ok=True)
        assert yard.cached() == wanted


def test_a_cache_that_cannot_be_written_changes_nothing(yard: Yard) -> None:
    yard.cache.write_bytes(b"a file is in the way")
    assert yard.cached() == yard.fresh()


def test_sources_that_change_while_they_are_built_are_not_kept(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    page, genuine = yard.courses[0] / "pages" / "010-one.md", making.judge
    before = page.read_bytes()

    def changing(folder: Path, *rest: object) -> object:
        edit(page, "Words", "Interim words")
        return genuine(folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "judge", changing)
    yard.build()
    monkeypatch.undo()
    page.write_bytes(before)
    assert yard.cached() == yard.fresh()


BUILD = """
import sys
from datetime import date
from pathlib import Path
from scormkit.targets import TARGETS
from scormkit.tasks import BuildOptions, build
source, out, cache = map(Path, sys.argv[1:])
build([source], BuildOptions(out, tuple(TARGETS), date(2026, 11, 22), cache=cache, jobs=1))
"""


def test_several_processes_may_share_a_cache_and_a_folder(yard: Yard) -> None:
    for number in range(6):
        yard.add(f"course-{number}")
    arguments = [sys.executable, "-c", BUILD, str(yard.root / "course_src"), str(yard.out), str(yard.cache)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    running = [subprocess.Popen(arguments, env=environment, stderr=subprocess.PIPE) for _ in range(3)]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert said == [b"", b"", b""]
    assert digests(yard.out) == yard.fresh()[0]
    assert yard.cached() == yard.fresh()
