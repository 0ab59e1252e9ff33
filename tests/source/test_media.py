"""Names and sizes of media."""

from __future__ import annotations

import struct

import pytest

from scormkit.source.media import plain_name, size_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 30, 20)
GIF = b"GIF89a" + struct.pack("<HH", 30, 20)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 20, 30) + b"\x03\x01"
WEBP = b"RIFF\0\0\0\0WEBP"
LOSSY = WEBP + b"VP8 " + bytes(10) + struct.pack("<HH", 30, 20)
LOSSLESS = WEBP + b"VP8L" + b"\0\0\0\0\x2f" + (29 | 19 << 14).to_bytes(4, "little")
EXTENDED = WEBP + b"VP8X" + bytes(8) + (29).to_bytes(3, "little") + (19).to_bytes(3, "little")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"/>'
SVG_LONG = b'<svg width="30" height="20" %s></svg>' % b" ".join(b'data-a%d="%d"' % (one, one) for one in range(500))
SVG_SIZED = b'<svg xmlns="http://www.w3.org/2000/svg" width="30px" height="20" viewBox="0 0 3 2"/>'


@pytest.mark.parametrize(
    ("ending", "head"),
    [
        ("png", PNG),
        ("gif", GIF),
        ("jpg", JPEG),
        ("webp", LOSSY),
        ("webp", LOSSLESS),
        ("webp", EXTENDED),
        ("svg", SVG),
        ("svg", SVG_SIZED),
        ("svg", SVG_LONG),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(ending: str, head: bytes) -> None:
    assert size_of(head, ending) == (30, 20)


@pytest.mark.parametrize("ending", ["png", "gif", "jpg", "webp", "svg", "mp4"])
def test_a_cut_off_head_has_no_size(ending: str) -> None:
    assert size_of(b"\xff\xd8\xff", ending) is None


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("media/Figure 1.PNG", "media/figure-1.png"),
        ("media/H\u00e4nde (2).svg", "media/hande-2.svg"),
        ("media/Ha\u0308nde (2).svg", "media/hande-2.svg"),
        ("media/\u624b.svg", "media/file-79b9d08e.svg"),
        ("media/con.svg", "media/file-con.svg"),
        ("media/sub/A.svg", "media/sub/a.svg"),
        ("figures/A.svg", "media/figures/a.svg"),
    ],
)
def test_a_name_in_the_package_is_plain(name: str, plain: str) -> None:
    assert plain_name(name) == plain
