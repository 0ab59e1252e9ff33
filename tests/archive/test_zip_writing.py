"""Bundle → zip: bytes that depend on the bundle alone, and a disk that never shows half a package."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import tracemalloc
import zipfile
import zlib
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit.archive import pack, packing, too_large, write_file, write_zip, writing
from scormkit.model.bundle import Bundle

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.archive import Packed

TEXT = b"Hands are washed before and after. " * 40


def bundle(**files: bytes | Path) -> Bundle:
    return Bundle.of("course-1.0-scorm12", "scorm12", {name.replace("__", "."): data for name, data in files.items()})


def infos(path: Path) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(path) as archive:
        return archive.infolist()


def as_a_stream_reads(data: bytes) -> dict[str, bytes]:
    """Members by their local headers alone, as an importer finds them that never sees the end of the file."""
    found, at = {}, 0
    while data[at : at + 4] == b"PK\3\4":
        _, _, flags, method, _, _, _, packed, _, length, extra = struct.unpack_from("<4s5H3I2H", data, at)
        assert flags == 0
        name, start = data[at + 30 : at + 30 + length].decode(), at + 30 + length + extra
        raw = data[start : start + packed]
        found[name] = zlib.decompress(raw, -15) if method else raw
        at = start + packed
    return found


def test_the_same_bundle_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_zip(bundle(b__txt=TEXT, a__txt=b"x"), tmp_path / "one")
    second = write_zip(bundle(a__txt=b"x", b__txt=TEXT), tmp_path / "two")
    assert first.path.read_bytes() == second.path.read_bytes()


def test_a_file_and_its_bytes_give_the_same_member(tmp_path: Path) -> None:
    for name in ("note.txt", "film.mp4"):
        source = tmp_path / "source"
        source.write_bytes(TEXT)
        as_file = write_zip(Bundle.of("a", "t", {name: source}), tmp_path / "one")
        as_bytes = write_zip(Bundle.of("a", "t", {name: TEXT}), tmp_path / "two")
        assert as_file.sha256 == as_bytes.sha256


def test_members_are_sorted_and_have_fixed_times_modes_and_creator(tmp_path: Path) -> None:
    written = write_zip(bundle(z__css=TEXT, a__js=TEXT, m__svg=b"<svg/>"), tmp_path)
    found = infos(written.path)
    assert [info.filename for info in found] == ["a.js", "m.svg", "z.css"]
    assert {
        (
            info.date_time,
            info.external_attr,
            info.create_system,
            info.create_version,
            info.extract_version,
            info.flag_bits,
        )
        for info in found
    } == {((1980, 1, 1, 0, 0, 0), 0o100644 << 16, 3, 20, 20, 0)}
    assert not any(info.extra or info.comment for info in found)


@pytest.mark.skipif(shutil.which("unzip") is None, reason="no unzip here")
def test_unzip_finds_nothing_to_complain_about(tmp_path: Path) -> None:
    written = write_zip(bundle(a__txt=TEXT, b__png=b"\x89PNG"), tmp_path)
    said = subprocess.run(["unzip", "-tqq", str(written.path)], capture_output=True, check=False)
    assert (said.returncode, said.stderr) == (0, b"")


NAMES = st.from_regex(r"[a-z0-9_][a-z0-9._-]{0,8}[a-z0-9](/[a-z0-9]{1,5}\.(txt|mp4))?", fullmatch=True).filter(
    writing.portable
)


@settings(deadline=None)
@given(files=st.dictionaries(NAMES, st.binary(max_size=2000), max_size=8))
def test_any_bundle_comes_back_from_the_directory_and_from_the_stream(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    written = write_zip(Bundle.of("any", "t", files), tmp_path_factory.mktemp("any"))
    with zipfile.ZipFile(written.path) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files
    assert as_a_stream_reads(written.path.read_bytes()) == files


def test_what_is_written_is_what_is_said(tmp_path: Path) -> None:
    written = write_zip(bundle(a__txt=TEXT, b__txt=b"two"), tmp_path)
    data = written.path.read_bytes()
    listing = "".join(
        f"{sha256(content).hexdigest()}  {name}\n" for name, content in (("a.txt", TEXT), ("b.txt", b"two"))
    )
    assert written.path == tmp_path / "course-1.0-scorm12.zip"
    assert (written.size, written.sha256) == (len(data), sha256(data).hexdigest())
    assert written.content_digest == sha256(listing.encode()).hexdigest()
    assert (written.members, written.unpacked) == (2, len(TEXT) + 3)


def test_the_content_digest_does_not_depend_on_compression(tmp_path: Path) -> None:
    deflated = write_zip(bundle(a__txt=TEXT), tmp_path / "one")
    stored = write_zip(bundle(a__txt=TEXT), tmp_path / "two", packer=lambda content, effort: packing.stored(content))
    assert deflated.sha256 != stored.sha256
    assert deflated.content_digest == stored.content_digest


@pytest.mark.parametrize(
    ("name", "content", "method"),
    [
        ("text.html", TEXT, zipfile.ZIP_DEFLATED),
        ("tiny.js", b"x", zipfile.ZIP_STORED),
        ("empty.css", b"", zipfile.ZIP_STORED),
        ("film.mp4", TEXT, zipfile.ZIP_STORED),
        ("PHOTO.JPG", TEXT, zipfile.ZIP_STORED),
        ("noise.bin", Random(1).randbytes(3 << 20), zipfile.ZIP_STORED),
        ("large.txt", TEXT * 1500, zipfile.ZIP_DEFLATED),
    ],
    ids=["text", "tiny", "empty", "film", "photo", "noise", "large text"],
)
def test_members_are_deflated_where_that_helps(name: str, content: bytes, method: int, tmp_path: Path) -> None:
    written = write_zip(Bundle.of("a", "t", {name: content}), tmp_path)
    assert infos(written.path)[0].compress_type == method


def test_videos_and_huge_texts_are_copied_in_flat_memory(tmp_path: Path) -> None:
    film, text = tmp_path / "film", tmp_path / "text"
    for path, size in ((film, 96 << 20), (text, writing.IN_MEMORY + 1)):
        with path.open("wb") as file:
            file.truncate(size)
    tracemalloc.start()
    try:
        written = write_zip(Bundle.of("a", "t", {"film.mp4": film, "huge.txt": text}), tmp_path / "out")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    written.path.unlink()
    assert written.unpacked == (96 << 20) + writing.IN_MEMORY + 1
    assert peak < 8 << 20


@pytest.mark.parametrize(
    "name",
    [
        "media/größe.svg",
        "a b.txt",
        "/etc/passwd",
        "../up.txt",
        "a/../b.txt",
        "a//b.txt",
        "folder/",
        "",
        ".hidden",
        "a\\b.txt",
        "C:x",
        "con",
        "media/AUX.svg",
        "Nul.tar.gz",
        "com1.js",
        "lpt9.css",
        "dot.",
        "x" * 201,
        "new\nline",
    ],
)
def test_a_name_that_not_every_system_can_unpack_is_a_bug(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="portable member name"):
        write_zip(Bundle.of("a", "t", {name: b""}), tmp_path)


def test_names_that_differ_in_capitals_only_are_a_bug(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="capitals"):
        write_zip(Bundle.of("a", "t", {"a.txt": b"", "A.TXT": b""}), tmp_path)


@pytest.mark.parametrize("name", ["../a", "a/b", "con", "ü"])
def test_a_package_name_is_a_file_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="name"):
        write_zip(Bundle.of(name, "t", {"a.txt": b""}), tmp_path)


@pytest.mark.parametrize(("limit", "value"), [("LARGEST", 3), ("MOST", 0)])
def test_what_would_need_zip64_is_found_before_and_refused(
    limit: str, value: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, limit, value)
    assert [finding.rule for finding in too_large(bundle(a__txt=TEXT))] == ["PKG012"]
    with pytest.raises(ValueError, match="zip64"):
        write_zip(bundle(a__txt=TEXT), tmp_path)


def test_an_ordinary_bundle_is_not_too_large() -> None:
    assert too_large(bundle(a__txt=TEXT)) == ()


class Interrupted(BaseException):
    """Stands for Ctrl-C: not an Exception."""


def interrupt(content: bytes, *, effort: int) -> Packed:
    raise Interrupted


def test_an_interrupted_build_leaves_the_former_package_and_no_litter(tmp_path: Path) -> None:
    before = write_zip(bundle(a__txt=TEXT), tmp_path).path.read_bytes()
    with pytest.raises(Interrupted):
        write_zip(bundle(a__mp4=b"first", b__txt=TEXT), tmp_path, packer=interrupt)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("course-1.0-scorm12.zip", before)]


def test_a_missing_source_file_leaves_no_litter(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_zip(bundle(a__txt=TEXT, b__mp4=tmp_path / "gone"), tmp_path / "out")
    assert list(tmp_path.rglob("*.*")) == []


def test_a_package_is_as_readable_as_any_other_file(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    written = write_zip(bundle(a__txt=TEXT), tmp_path)
    assert written.path.stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_file_beside_a_package_is_written_whole(tmp_path: Path) -> None:
    write_file(tmp_path / "sheet.html", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("sheet.html", b"new")]


def test_a_packer_of_one_s_own_is_asked_for_what_is_compressed(tmp_path: Path) -> None:
    asked: list[bytes] = []

    def remembering(content: bytes, *, effort: int) -> Packed:
        asked.append(content)
        return pack(content, effort=effort)

    cached = write_zip(bundle(a__txt=TEXT, b__mp4=b"film"), tmp_path / "one", packer=remembering)
    assert asked == [TEXT]
    assert cached.sha256 == write_zip(bundle(a__txt=TEXT, b__mp4=b"film"), tmp_path / "two").sha256


def test_what_every_learner_waits_for_is_packed_with_the_most_effort(tmp_path: Path) -> None:
    """Thousands of drawings and captions of an author would take seven times as long to be 5 % smaller."""
    asked: dict[str, int] = {}

    def noting(content: bytes, *, effort: int) -> Packed:
        asked[content.decode()] = effort
        return pack(content, effort=effort)

    names = ("a.html", "b.js", "c.css", "d.json", "e.xml", "f.svg", "g.vtt", "h.txt", "i.csv")
    write_zip(Bundle.of("course", "scorm12", {name: name.encode() for name in names}), tmp_path, packer=noting)
    assert asked == dict(zip(names, (12, 12, 12, 12, 12, 8, 7, 7, 7), strict=True))


@pytest.mark.parametrize(("size", "smaller"), [(60_000, True), (120_000, True), (140_000, False)])
def test_effort_makes_small_content_smaller_and_large_content_is_spared_it(size: int, smaller: bool) -> None:
    chance = Random(1)
    text = " ".join(chance.choice(("dose", "trial", "patient", "of", "the", "and")) for _ in range(size))[
        :size
    ].encode()
    quick, hard = pack(text), pack(text, effort=12)
    assert zlib.decompress(hard.data, -15) == text
    assert (len(hard.data) < len(quick.data)) is smaller
    assert (hard.data == quick.data) is not smaller


def test_deflated_bytes_are_read_by_zlib() -> None:
    packed = pack(TEXT)
    assert (packed.method, zlib.decompress(packed.data, -15)) == (packing.DEFLATED, TEXT)
    assert (packed.crc, packed.sha256) == (zlib.crc32(TEXT), sha256(TEXT).hexdigest())
    assert len(io.BytesIO(packed.data).getvalue()) < len(TEXT)
