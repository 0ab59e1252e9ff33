"""A zip of others: every bound, and the addresses inside it."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from scormkit.foreign import Unreadable, zips


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that is there twice
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def refused(raw: bytes, *names: str, largest: int = 1_000, whole: int | None = None) -> str:
    with pytest.raises(Unreadable) as reason:
        read = zips.opened(raw, "bank.zip", largest, whole)
        for name in names:
            read.content(name)
    return str(reason.value)


def test_members_are_read_by_their_names() -> None:
    read = zips.opened(packed(("a", b"one"), ("b", b"")), "bank.zip", 1_000)
    assert (read.names, read.content("a"), read.content("b"), read.content("c")) == (["a", "b"], b"one", b"", None)


def test_a_member_and_all_of_them_have_a_bound() -> None:
    raw = packed(("a", b" " * 1_001), ("b", b" " * 600), ("c", b" " * 600))
    assert "bank.zip/a unpacks to more than 0.001 MB" in refused(raw, "a")
    assert "bank.zip unpacks to more" in refused(raw, "b", "c", whole=1_000)
    assert zips.opened(raw, "bank.zip", 1_001).content("a") == b" " * 1_001


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MOST_MEMBERS", 1)
    assert "too many files" in refused(packed(("a", b""), ("b", b"")))


def test_a_member_that_is_there_twice_is_refused_where_it_is_read() -> None:
    raw = packed(("a", b"one"), ("a", b"two"), ("b", b"three"))
    assert "is in it 2 times" in refused(raw, "a")
    assert zips.opened(raw, "bank.zip", 1_000).content("b") == b"three"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_is_packed_in_an_unusual_way_is_refused(method: int) -> None:
    assert "unusual way" in refused(packed(("a", b"one" * 99), method=method), "a")


def test_damage_is_refused_wherever_it_is() -> None:
    raw = packed(("a", bytes(range(256)) * 3))
    for at in range(0, len(raw), 3):
        damaged = bytearray(raw)
        damaged[at] ^= 0xFF
        try:
            zips.opened(bytes(damaged), "bank.zip", 1_000).content("a")
        except Unreadable:
            continue
    assert "no zip" in refused(b"PK\x03\x04") and "no zip" in refused(raw[: len(raw) // 2])


@pytest.mark.parametrize(
    ("href", "member"),
    [
        ("item.xml", "items/item.xml"),
        ("../img/a%20b.png?x#y", "img/a b.png"),
        ("a\\b.xml", "items/a/b.xml"),
        ("../../secret", ""),
        ("/etc/passwd", ""),
        ("https://x.example/a", ""),
        ("..", ""),
        ("", ""),
    ],
)
def test_an_address_leads_to_a_member_or_nowhere(href: str, member: str) -> None:
    assert zips.inside("items", href) == member
