"""Videos and much text: read once, hashed on the way, packed on all cores, and the same bytes all the same."""

from __future__ import annotations

import random
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from scormkit.archive import Packed, Sums, pack, packing, sink, write_zip
from scormkit.files import stat_of
from scormkit.model.bundle import Bundle

if TYPE_CHECKING:
    from pathlib import Path

NOISE = random.Random(1).randbytes((5 << 20) + 7)
TEXT = b"A line of text that is worth packing.\n" * 9000


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(NOISE)
    return path


def bundle(film: Path, name: str = "a") -> Bundle:
    return Bundle.of(name, "t", {"media/film.mp4": film, "a.txt": TEXT, "z.txt": TEXT[::-1]})


def test_the_digest_of_the_package_is_that_of_the_file(film: Path, tmp_path: Path) -> None:
    written = write_zip(bundle(film), tmp_path / "out")
    whole = written.path.read_bytes()
    assert (written.sha256, written.size) == (sha256(whole).hexdigest(), len(whole))


def test_what_was_learned_of_a_file_is_told(film: Path, tmp_path: Path) -> None:
    known: dict[Path, Sums] = {}
    write_zip(bundle(film), tmp_path / "out", known=known)
    assert (known[film].stat, known[film].sha256) == (stat_of(film), sha256(NOISE).hexdigest())


def test_a_second_package_reads_a_video_once(film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[Path, Sums] = {}
    first = write_zip(bundle(film), tmp_path / "one", known=known)
    monkeypatch.setattr("scormkit.archive.writing.crc_of", None)
    second = write_zip(bundle(film), tmp_path / "two", known=known)
    assert (second.sha256, second.content_digest) == (first.sha256, first.content_digest)


def test_what_was_learned_of_another_file_is_forgotten(film: Path, tmp_path: Path) -> None:
    wanted = write_zip(bundle(film), tmp_path / "one")
    size, *rest = stat_of(film)
    known = {film: Sums((size + 1, *rest), 0, "0" * 64)}  # type: ignore[arg-type]
    assert write_zip(bundle(film), tmp_path / "two", known=known).sha256 == wanted.sha256


@pytest.mark.parametrize("change", [b"grown", b""], ids=["grows", "is emptied"])
def test_a_video_that_changes_while_it_is_packed_is_told_and_leaves_no_litter(
    change: bytes, film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = sink.crc_of

    def changing(source: Path) -> int:
        crc = genuine(source)
        film.write_bytes(NOISE + change if change else b"")
        return crc

    monkeypatch.setattr("scormkit.archive.writing.crc_of", changing)
    with pytest.raises(OSError, match="changed while it was packed"):
        write_zip(bundle(film), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_threads_give_the_same_bytes(film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = write_zip(bundle(film), tmp_path / "one")
    monkeypatch.setattr(packing, "THREADS_PAY", 0)
    monkeypatch.setattr(packing, "IN_FLIGHT", 1)
    many = write_zip(bundle(film), tmp_path / "two")
    assert many.sha256 == one.sha256


def test_an_error_in_a_thread_is_raised_and_leaves_no_litter(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(content: bytes) -> Packed:
        if content == TEXT:
            return pack(content)
        raise MemoryError

    monkeypatch.setattr(packing, "THREADS_PAY", 0)
    with pytest.raises(MemoryError):
        write_zip(bundle(film), tmp_path / "out", packer=failing)
    assert list((tmp_path / "out").iterdir()) == []
