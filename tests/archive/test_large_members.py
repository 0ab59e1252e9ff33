"""Videos and much text: read once, hashed on the way, packed on all cores, and the same bytes all the same."""

from __future__ import annotations

import random
import threading
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from scormkit.archive import Packed, Sums, pack, packing, sink, write_zip, writing
from scormkit.files import stat_of
from scormkit.model.bundle import Bundle

if TYPE_CHECKING:
    from pathlib import Path
    from threading import Event

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


def test_a_second_package_hashes_a_video_once(film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[Path, Sums] = {}
    first = write_zip(bundle(film), tmp_path / "one", known=known)
    monkeypatch.setattr(sink, "_crc_of", None)
    digests: list[object] = []
    monkeypatch.setattr(sink, "sha256", lambda: digests.append(None) or sha256())
    second = write_zip(bundle(film), tmp_path / "two", known=known)
    assert (second.sha256, second.content_digest) == (first.sha256, first.content_digest)
    assert len(digests) == 1  # the package's own


def test_a_video_is_the_same_member_whether_it_is_copied_or_held_in_memory(film: Path, tmp_path: Path) -> None:
    """The CRC is mended into the header after the video was copied: no trace of that is left."""
    copied = write_zip(bundle(film), tmp_path / "one")
    held = write_zip(
        Bundle.of("a", "t", {"media/film.mp4": NOISE, "a.txt": TEXT, "z.txt": TEXT[::-1]}), tmp_path / "two"
    )
    assert (copied.sha256, copied.content_digest) == (held.sha256, held.content_digest)


@pytest.mark.parametrize("size", [0, 1, -1], ids=["whole blocks", "one more", "one less"])
def test_a_video_may_end_anywhere_in_a_block(size: int, tmp_path: Path) -> None:
    content = NOISE[: (2 << 20) + size]
    film = tmp_path / "film.mp4"
    film.write_bytes(content)
    copied = write_zip(Bundle.of("a", "t", {"1.mp4": film, "2.mp4": film}), tmp_path / "one")
    held = write_zip(Bundle.of("a", "t", {"1.mp4": content, "2.mp4": content}), tmp_path / "two")
    assert copied.sha256 == held.sha256


def test_what_was_learned_of_another_file_is_forgotten(film: Path, tmp_path: Path) -> None:
    wanted = write_zip(bundle(film), tmp_path / "one")
    size, *rest = stat_of(film)
    known = {film: Sums((size + 1, *rest), 0, "0" * 64)}  # type: ignore[arg-type]
    assert write_zip(bundle(film), tmp_path / "two", known=known).sha256 == wanted.sha256


def changing_before(name: str, film: Path, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes to the film before the step ``name`` of the copying."""
    genuine = getattr(sink, name)

    def changed(*given: Any, **more: Any) -> Any:
        film.write_bytes(content)
        return genuine(*given, **more)

    monkeypatch.setattr(sink, name, changed)


@pytest.mark.parametrize("step", ["_copied", "_crc_of", "_digested"])
@pytest.mark.parametrize("content", [NOISE + b"grown", b"", NOISE[::-1]], ids=["grows", "is emptied", "is replaced"])
def test_a_video_that_changes_while_it_is_packed_is_told_and_leaves_no_litter(
    step: str, content: bytes, film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changing_before(step, film, content, monkeypatch)
    with pytest.raises(OSError, match="changed while it was packed"):
        write_zip(bundle(film), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_change_that_no_stat_shows_is_seen_by_the_sums(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock of a file system may stand still for seconds; the package must not say one thing and hold another."""
    stat, genuine = stat_of(film), sink._crc_of

    def changing(source: Path, stop: Event) -> int:
        crc = genuine(source, stop)
        film.write_bytes(NOISE[::-1])
        return crc

    monkeypatch.setattr(writing, "stat_of", lambda path: stat)
    monkeypatch.setattr(sink, "_crc_of", changing)
    with pytest.raises(OSError, match="changed while it was packed"):
        write_zip(bundle(film), tmp_path / "out")


def test_sums_that_are_known_are_held_against_what_is_copied(film: Path, tmp_path: Path) -> None:
    known = {film: Sums(stat_of(film), 1, "0" * 64)}
    with pytest.raises(OSError, match="changed while it was packed"):
        write_zip(bundle(film), tmp_path / "out", known=known)


def test_a_full_disk_ends_the_hashing_and_leaves_no_litter(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = sink._digested
    stopped: list[bool] = []

    def full(*_: object, hashed: bool) -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    def watched(source: Path, digest: Any, stop: Event) -> int:
        stopped.append(stop.wait(20))
        return genuine(source, digest, stop)

    monkeypatch.setattr(sink, "_copied", full)
    monkeypatch.setattr(sink, "_digested", watched)
    with pytest.raises(OSError, match="No space left"):
        write_zip(bundle(film), tmp_path / "out")
    assert stopped[0]
    assert list((tmp_path / "out").iterdir()) == []
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("ThreadPool")] == []


def test_threads_give_the_same_bytes(film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = write_zip(bundle(film), tmp_path / "one")
    monkeypatch.setattr(packing, "THREADS_PAY", 0)
    monkeypatch.setattr(packing, "IN_FLIGHT", 1)
    many = write_zip(bundle(film), tmp_path / "two")
    assert many.sha256 == one.sha256


def test_an_error_in_a_thread_is_raised_and_leaves_no_litter(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(content: bytes, *, effort: int) -> Packed:
        if content == TEXT:
            return pack(content, effort=effort)
        raise MemoryError

    monkeypatch.setattr(packing, "THREADS_PAY", 0)
    with pytest.raises(MemoryError):
        write_zip(bundle(film), tmp_path / "out", packer=failing)
    assert list((tmp_path / "out").iterdir()) == []
