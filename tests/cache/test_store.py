"""The store: whole entries or none, bounded, private, and never in anybody's way."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from scormkit.archive import pack
from scormkit.cache import NOTHING, Members, Store, cache_folder, faults, members, program, store
from scormkit.cache.ledger import Ledger
from scormkit.files import stat_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
HOME = Path("/home-of-the-user")


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_an_entry_comes_back(tmp_path: Path) -> None:
    kept = Store.at(tmp_path, "program")
    kept.put(b"content", "kind", "key")
    assert Store.at(tmp_path, "program").get("kind", "key") == b"content"


@pytest.mark.parametrize("key", [("kind", "other"), ("other", "key"), ("kind",), ("kind", "key", ""), ("kindkey",)])
def test_another_key_has_another_entry(key: tuple[str, ...], tmp_path: Path) -> None:
    kept = Store.at(tmp_path, "program")
    kept.put(b"content", "kind", "key")
    assert kept.get(*key) is None


def test_another_program_has_other_entries(tmp_path: Path) -> None:
    Store.at(tmp_path, "one").put(b"content", "kind", "key")
    assert Store.at(tmp_path, "two").get("kind", "key") is None


def test_without_a_folder_nothing_is_kept() -> None:
    NOTHING.put(b"content", "kind", "key")
    assert NOTHING.get("kind", "key") is None


def test_an_interrupted_entry_is_none_and_leaves_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    kept = Store.at(tmp_path, "program")
    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        kept.put(b"content", "kind", "key")
    monkeypatch.undo()
    assert (kept.get("kind", "key"), files(tmp_path)) == (None, [])


def test_a_full_disk_is_nobody_s_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    kept = Store.at(tmp_path, "program")
    monkeypatch.setattr(Path, "write_bytes", full)
    kept.put(b"content", "kind", "key")
    assert (kept.get("kind", "key"), files(tmp_path)) == (None, [])


def test_an_entry_that_is_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LARGEST_ENTRY", 10)
    kept = Store.at(tmp_path, "program")
    kept.put(b"eleven byte", "kind", "key")
    assert files(tmp_path) == []


def test_the_oldest_entries_make_room_for_new_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("SHELVES", 1), ("LARGEST_SHELF", 500), ("WRITTEN_UNSEEN", 0)):
        monkeypatch.setattr(store, name, value)
    kept = Store.at(tmp_path, "program")
    for number in range(9):
        kept.put(b"x" * 36, "kind", str(number))
        for age, path in enumerate(sorted(files(tmp_path), key=lambda path: path.stat().st_mtime_ns)):
            os.utime(path, (1_000_000_000 + age, 1_000_000_000 + age))
    assert [kept.get("kind", str(number)) is not None for number in range(9)] == [False] * 4 + [True] * 5


def test_what_a_killed_process_left_goes_with_the_oldest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("SHELVES", 1), ("LARGEST_SHELF", 200), ("WRITTEN_UNSEEN", 0)):
        monkeypatch.setattr(store, name, value)
    kept = Store.at(tmp_path, "program")
    kept.put(b"first", "kind", "first")
    litter = files(tmp_path)[0].with_name("abc.123.part")
    litter.write_bytes(b"x" * 150)
    os.utime(litter, (0, 0))
    kept.put(b"second", "kind", "second")
    assert not litter.exists()


@posix
def test_nobody_else_can_read_the_cache(tmp_path: Path) -> None:
    kept = Store.at(tmp_path / "cache", "program")
    assert kept.folder is not None
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700


@posix
def test_a_cache_that_others_can_read_is_closed(tmp_path: Path) -> None:
    folder = Store.at(tmp_path, "program").folder
    assert folder is not None
    folder.chmod(0o777)
    Store.at(tmp_path, "program")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix
def test_a_folder_that_the_user_named_keeps_its_own_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Store.at(tmp_path, "program")
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


@posix
def test_a_link_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / f"v{store.FORMAT}").symlink_to(tmp_path / "elsewhere")
    assert Store.at(tmp_path, "program").folder is None


@posix
def test_the_folder_of_somebody_else_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.at(tmp_path, "program")
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    assert Store.at(tmp_path, "program").folder is None


PLACES = [
    ({"SCORMKIT_CACHE": "/named"}, "linux", "/named"),
    ({"SCORMKIT_CACHE": "/named", "XDG_CACHE_HOME": "/xdg"}, "linux", "/named"),
    ({"XDG_CACHE_HOME": "/xdg"}, "linux", "/xdg/scormkit"),
    ({"XDG_CACHE_HOME": "relative"}, "linux", "/home-of-the-user/.cache/scormkit"),
    ({}, "linux", "/home-of-the-user/.cache/scormkit"),
    ({}, "darwin", "/home-of-the-user/Library/Caches/scormkit"),
    ({"LOCALAPPDATA": "/local"}, "win32", "/local/scormkit/Cache"),
    ({}, "win32", "/home-of-the-user/AppData/Local/scormkit/Cache"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX stand for those of every system")
@pytest.mark.parametrize(("environment", "platform", "folder"), PLACES)
def test_the_cache_lies_where_the_system_keeps_caches(environment: dict[str, str], platform: str, folder: str) -> None:
    assert cache_folder(environment, platform, HOME).as_posix() == folder


# ---- digests of files


def test_a_file_is_not_read_again_while_nothing_about_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"content")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    status = stat_of(path)
    old = (status[0], status[1], 1_000_000_000, status[3])
    kept = Store.at(tmp_path / "cache", "program")
    ledger = Ledger(kept, "a")
    ledger.learn("file", old, "the digest that was taken")
    ledger.save()
    assert Ledger(kept, "a").digest("file", path, old) == "the digest that was taken"


def test_a_file_that_changed_just_before_it_was_read_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    kept = Store.at(tmp_path / "cache", "program")
    path.write_bytes(b"content")
    ledger = Ledger(kept, "a")
    ledger.learn("file", stat_of(path), "a digest of what was there within the same tick")
    ledger.save()
    assert Ledger(kept, "a").digest("file", path, stat_of(path)).startswith("ed7002b4")


# ---- members


def test_the_same_content_is_packed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import scormkit.archive as archive

    packed: list[bytes] = []
    genuine = archive.pack
    monkeypatch.setattr(
        archive, "pack", lambda content, *more, **how: (packed.append(content), genuine(content, *more, **how))[1]
    )
    packer = Members(NOTHING)
    assert packer(b"text " * 99, effort=7) == packer(b"text " * 99, effort=7) == genuine(b"text " * 99)
    assert len(packed) == 1


def test_large_members_are_kept_from_one_run_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import scormkit.archive as archive

    content = b"a long text, " * 40_000
    first = Members(Store.at(tmp_path, "program"))(content, effort=7)
    monkeypatch.delattr(archive, "deflate", raising=False)
    monkeypatch.setattr(archive, "pack", None)
    assert Members(Store.at(tmp_path, "program"))(content, effort=7) == first


def test_few_members_are_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members, "MEMORY", 1000)
    packer = Members(NOTHING)
    for number in range(1000):
        packer(f"text {number}".encode(), effort=7)
    assert packer._bytes == sum(len(packed.data) for packed in packer._held.values()) <= 1000


# ---- proofs and the program


def test_what_was_proved_is_not_proved_again(tmp_path: Path) -> None:
    kept = Store.at(tmp_path, "program")
    assert faults(kept, "claim", b"evidence", lambda: ()) == ()
    assert faults(kept, "claim", b"evidence", lambda: ["asked again"]) == ()


@pytest.mark.parametrize(("claim", "evidence"), [("claim", b"other"), ("other", b"evidence")])
def test_other_evidence_is_another_proof(claim: str, evidence: bytes, tmp_path: Path) -> None:
    kept = Store.at(tmp_path, "program")
    faults(kept, "claim", b"evidence", lambda: ())
    assert faults(kept, claim, evidence, lambda: ["wrong"]) == ("wrong",)


def test_a_fault_is_told_every_time(tmp_path: Path) -> None:
    kept = Store.at(tmp_path, "program")
    assert [faults(kept, "claim", b"evidence", lambda: ["wrong"]) for _ in range(2)] == [("wrong",)] * 2


def test_the_digest_of_the_program_changes_with_any_of_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, seen = tmp_path / "page.html.j2", set()
    for content, name in ((b"a", "page"), (b"b", "page"), (b"b", "other")):
        file.write_bytes(content)
        monkeypatch.setattr(program, "program_files", lambda name=name: [(name, file)])
        seen.add(program.program_digest.__wrapped__())
    assert len(seen) == 3


def test_the_digest_of_the_program_changes_with_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    before = program.program_digest.__wrapped__()
    (tmp_path / "deflate-99.dist-info").mkdir()
    assert program.program_digest.__wrapped__() != before


def test_the_program_s_files_are_its_code_templates_schemas_and_scripts() -> None:
    names = {name for name, _ in program.program_files()}
    assert {
        "scormkit/archive/packing.py",
        "scormkit/runtime/page.html.j2",
        "scormkit/runtime/kit.js",
        "manifests/scorm12/imsmanifest.xml.j2",
        "manifests/schemas/course.schema.json",
        "manifests/lms/moodle.yaml",
    } <= names
    assert [name for name in names if name.endswith(".pyc")] == []


def test_a_member_is_not_taken_for_one_that_was_packed_with_another_effort(tmp_path: Path) -> None:
    text = b"".join(b"dose %d of the trial, patient %d. " % (number * 7919 % 1000, number) for number in range(1500))
    for first, second in ((7, 12), (12, 7)):
        members = Members(Store.at(tmp_path / str(first), "program"))
        for effort in (first, second, first):
            assert members(text, effort=effort) == pack(text, effort=effort)
    assert pack(text) != pack(text, effort=12)
