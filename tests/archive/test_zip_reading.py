"""Zip → Bundle: what strangers make is read, or refused with the reason, and never believed."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit.archive import RULES, reading, write_zip
from scormkit.archive.reading import read_zip
from scormkit.model.bundle import Bundle
from scormkit.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = b"Hands are washed before and after. " * 40


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip as Python's own library makes it, repeated names included."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def info(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.create_system, member.external_attr = 3, mode << 16
    return member


def renamed(written: str, wanted: str) -> bytes:
    """A zip with a name that the library would not write as it stands; both have the same length."""
    return zipped((written, TEXT)).replace(written.encode(), wanted.encode())


def encrypted() -> bytes:
    data = bytearray(zipped(("a.txt", TEXT)))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def flipped(at: Callable[[bytes], int]) -> bytes:
    data = bytearray(zipped(("a.txt", TEXT), ("b.txt", TEXT), method=zipfile.ZIP_STORED))
    data[at(data)] ^= 0xFF
    return bytes(data)


def overlapping() -> bytes:
    """Two directory entries on the same bytes: a small file with a large unpacked size (David Fifield's zip bomb)."""
    data = zipped(("aa.txt", TEXT), ("bb.txt", TEXT))
    first, second = (data.index(b"PK\1\2"), data.rindex(b"PK\1\2"))
    entry = bytearray(data[first:second])
    return data[:second] + bytes(entry) + data[second + len(entry) :]


def lying_about_its_size() -> bytes:
    data = bytearray(zipped(("a.txt", TEXT)))
    for at in (22, data.index(b"PK\1\2") + 24):
        struct.pack_into("<I", data, at, 10)
    return bytes(data)


def with_other_name_inside() -> bytes:
    data = bytearray(zipped(("a.txt", TEXT)))
    data[30:35] = b"b.txt"
    return bytes(data)


HOSTILE = {
    "PKG001 no zip": (b"%PDF-1.7", ["PKG001"]),
    "PKG001 empty": (b"", ["PKG001"]),
    "PKG001 cut off": (zipped(("a.txt", TEXT))[:-30], ["PKG001"]),
    "PKG001 directory elsewhere": (b"PK\5\6" + struct.pack("<4H2IH", 0, 0, 9, 9, 900, 5000, 0), ["PKG001"]),
    "PKG002 climbs": (zipped(("../a.txt", TEXT)), ["PKG002"]),
    "PKG002 climbs inside": (zipped(("a/../../b.txt", TEXT)), ["PKG002"]),
    "PKG002 climbing folder": (zipped(("../a/", b"")), ["PKG002"]),
    "PKG002 absolute": (zipped(("/etc/passwd", TEXT)), ["PKG002"]),
    "PKG002 drive": (zipped(("C:/a.txt", TEXT)), ["PKG002"]),
    "PKG002 backslashes": (renamed("m/a.txt", "m\\a.txt"), ["PKG002"]),
    "PKG002 network share": (renamed("//h/a.txt", "\\\\h\\a.txt"), ["PKG002"]),
    "PKG002 control character": (renamed("axb.txt", "a\x07b.txt"), ["PKG002"]),
    "PKG002 null byte": (renamed("axb.txt", "a\x00b.txt"), ["PKG002"]),
    "PKG003 twice": (zipped(("a.txt", TEXT), ("a.txt", TEXT)), ["PKG003"]),
    "PKG003 capitals": (zipped(("a.txt", TEXT), ("A.TXT", TEXT)), ["PKG003"]),
    "PKG004 link": (zipped((info("a.txt", stat.S_IFLNK | 0o777), b"/etc/passwd")), ["PKG004"]),
    "PKG004 device": (zipped((info("a.txt", stat.S_IFCHR | 0o666), b"")), ["PKG004"]),
    "PKG005 encrypted": (encrypted(), ["PKG005"]),
    "PKG006 sum": (flipped(lambda data: 60), ["PKG006"]),
    "PKG006 longer than stated": (lying_about_its_size(), ["PKG006"]),
    "PKG007 bzip2": (zipped(("a.txt", TEXT), method=zipfile.ZIP_BZIP2), ["PKG007"]),
    "PKG008 ratio": (zipped(("a.txt", bytes(3 << 20))), ["PKG008"]),
    "PKG009 overlap": (overlapping(), ["PKG003", "PKG009"]),
    "PKG009 other name inside": (with_other_name_inside(), ["PKG009"]),
}


@pytest.mark.parametrize(("data", "expected"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_zip_gives_its_finding_and_no_bundle(data: bytes, expected: list[str], tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(data)
    bundle, findings = read_zip(path)
    assert bundle is None
    assert sorted({finding.rule for finding in findings}) == expected


DUBIOUS = {
    "PKG010 nested": ("course.zip", "PKG010"),
    "PKG011 space": ("my page.html", "PKG011"),
    "PKG011 accent": ("médias/a.svg", "PKG011"),
    "PKG011 reserved": ("media/aux.svg", "PKG011"),
}


@pytest.mark.parametrize(("name", "rule"), DUBIOUS.values(), ids=DUBIOUS)
def test_a_dubious_member_is_a_warning_and_the_bundle_is_read(name: str, rule: str, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(zipped((name, TEXT)))
    bundle, findings = read_zip(path)
    assert bundle is not None
    assert bundle.read(name) == TEXT
    assert [(finding.rule, finding.severity, finding.place.file) for finding in findings] == [
        (rule, Severity.WARNING, name)
    ]


@pytest.mark.parametrize(("limit", "value"), [("MEMBERS", 1), ("UNPACKED", 100)])
def test_a_package_above_what_lmss_take_is_not_inflated(
    limit: str, value: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(zipped(("a.txt", TEXT), ("b.txt", TEXT)))
    monkeypatch.setattr(reading, limit, value)
    bundle, findings = read_zip(path)
    assert bundle is None
    assert [finding.rule for finding in findings] == ["PKG008"]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    files = {"imsmanifest.xml": TEXT, "media/film.mp4": b"film", "index.html": b""}
    written = write_zip(Bundle.of("course-1.0-scorm12", "scorm12", files), tmp_path)
    bundle, findings = read_zip(written.path)
    assert findings == ()
    assert bundle is not None
    assert (bundle.name, list(bundle.files)) == ("course-1.0-scorm12", sorted(files))
    assert {name: bundle.read(name) for name in bundle.files} == files


def test_a_bundle_that_was_read_gives_the_same_package_again(tmp_path: Path) -> None:
    written = write_zip(Bundle.of("a", "", {"a.html": TEXT, "b.mp4": TEXT}), tmp_path / "one")
    bundle, _ = read_zip(written.path)
    assert bundle is not None
    assert write_zip(bundle, tmp_path / "two").sha256 == written.sha256


def test_folders_comments_and_data_descriptors_are_no_mistakes(tmp_path: Path) -> None:
    class Pipe(io.RawIOBase):
        """Cannot seek, so that the library writes data descriptors."""

        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, piece: bytes) -> int:  # type: ignore[override]
            self.data += bytes(piece)
            return len(piece)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("media/", b"")
        archive.writestr("media/a.txt", TEXT)
        archive.comment = b"made by hand"
    path = tmp_path / "package.zip"
    path.write_bytes(pipe.data)
    bundle, findings = read_zip(path)
    assert findings == ()
    assert bundle is not None
    assert dict(bundle.files) == {"media/a.txt": TEXT}


@settings(deadline=None)
@given(data=st.data())
def test_no_damage_is_a_traceback(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = bytearray(zipped(("imsmanifest.xml", TEXT), ("media/film.mp4", b"film"), ("index.html", b"<p>")))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    path = tmp_path_factory.mktemp("damaged") / "package.zip"
    path.write_bytes(whole[:cut] if data.draw(st.booleans()) else whole)
    bundle, findings = read_zip(path)
    assert (bundle is None) == any(finding.severity is Severity.ERROR for finding in findings)


def test_every_rule_has_an_id_of_its_own_and_says_why() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.id.startswith("PKG") and rule.explanation.endswith(".") and rule.source for rule in RULES)
