"""What media files tell beside what they show: found in the smallest files, and hostile ones do no harm."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import EXIF, XMP, box, jpeg, png, riff, tiff

from scormkit.model.media import Trace, TraceKind
from scormkit.traces import READERS, traces_of

GPS = Trace(TraceKind.POSITION)


def kinds(content: bytes, ending: str) -> set[TraceKind]:
    return {trace.kind for trace in traces_of(io.BytesIO(content), ending)}


FILM = box(b"ftyp", b"mp42") + box(b"mdat", b"\xa9xyz" * 40)
SCRIPT = b"<< /S /JavaScript /JS (app.alert) >>"
PACKED = b"<< /Type /ObjStm /Filter /FlateDecode >> stream\n" + zlib.compress(SCRIPT) + b"\nendstream"


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("jpg", jpeg((0xE1, EXIF + tiff()))),
        ("jpeg", jpeg((0xE0, b"JFIF\0"), (0xE1, EXIF + tiff()))),
        ("jpg", jpeg((0xE1, XMP + b'<x exif:GPSLatitude="52,22N"/>'))),
        ("png", png((b"eXIf", tiff()))),
        ("png", png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<exif:GPSLatitude>52,22N</exif:GPSLatitude>"))),
        ("webp", riff((b"VP8 ", b"12345"), (b"EXIF", tiff()))),
        ("mp4", FILM + box(b"moov", box(b"mvhd", b"\0" * 100) + box(b"udta", box(b"\xa9xyz", b"+52.37+004.90/")))),
    ],
)
def test_a_position_is_found(ending: str, content: bytes) -> None:
    assert TraceKind.POSITION in kinds(content, ending)


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("jpg", jpeg((0xE1, EXIF + tiff(latitude=struct.pack("<6I", 0, 0, 0, 0, 0, 0))))),
        ("jpg", jpeg((0xE1, EXIF + b"II*\0\x08\0\0\0\0\0"))),
        ("png", png((b"tEXt", b"Software\0exif:GPSLatitude"))),
        ("mp4", FILM + box(b"moov", box(b"mvhd", b"\xa9xyz"))),
    ],
)
def test_a_file_without_a_fix_has_no_position(ending: str, content: bytes) -> None:
    assert TraceKind.POSITION not in kinds(content, ending)


def test_the_owner_of_a_camera_is_told_by_name() -> None:
    found = traces_of(io.BytesIO(jpeg((0xE1, EXIF + tiff(owner=b"Alex Rivera\0")))), "jpg")
    assert Trace(TraceKind.OWNER, "Alex Rivera") in found


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("jpg", jpeg((0xE1, EXIF + tiff(note=b"MRN 00482913\0")))),
        ("jpg", jpeg((0xFE, b"MRN 00482913"))),
        ("png", png((b"tEXt", b"Comment\0MRN 00482913"))),
        ("png", png((b"zTXt", b"Comment\0\0" + zlib.compress(b"MRN 00482913")))),
        ("gif", b"GIF89a\1\0\1\0\0\0\0!\xfe\x0cMRN 00482913\0;"),
        ("vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nMRN 00482913\n"),
        ("svg", b"<svg><!-- MRN 00482913 --></svg>"),
    ],
)
def test_words_in_hiding_are_read(ending: str, content: bytes) -> None:
    assert any("MRN 00482913" in trace.text for trace in traces_of(io.BytesIO(content), ending))


@pytest.mark.parametrize(
    ("ending", "content"),
    [
        ("pdf", b"%PDF-1.4".ljust(128) + b"DICM" + b"\2\0\0\0UL"),
        ("jpg", jpeg((0xE1, XMP + b"<dicom:PatientName>Rivera</dicom:PatientName>"))),
    ],
)
def test_the_record_of_a_patient_is_found(ending: str, content: bytes) -> None:
    assert TraceKind.RECORD in kinds(content, ending)


@pytest.mark.parametrize(
    "content",
    [SCRIPT, b"<< /S /J#61vaScript >>", b"<< /S /Launch /F (calc.exe) >>", PACKED],
    ids=lambda content: content[:20],
)
def test_a_program_in_a_document_is_found(content: bytes) -> None:
    assert kinds(b"%PDF-1.7\n" + content, "pdf") == {TraceKind.SCRIPT}


def test_a_plain_document_tells_nothing() -> None:
    assert (
        kinds(b"%PDF-1.7\n<< /Type /Catalog /S /GoTo /URI (https://www.who.int/) >> (JavaScript is a language)", "pdf")
        == set()
    )


# Hostile files


@pytest.mark.parametrize("ending", sorted(READERS))
@given(content=st.binary(max_size=400))
def test_no_file_stops_the_reading(ending: str, content: bytes) -> None:
    assert len(traces_of(io.BytesIO(content), ending)) <= 60


@pytest.mark.parametrize("cut", range(20, len(tiff()), 7))
def test_a_file_that_is_cut_off_does_no_harm(cut: int) -> None:
    assert kinds(jpeg((0xE1, EXIF + tiff()[:cut])), "jpg") <= set(TraceKind)


def test_a_directory_that_claims_endless_entries_is_left() -> None:
    assert kinds(jpeg((0xE1, EXIF + struct.pack("<2sHIH", b"II", 42, 8, 0xFFFF))), "jpg") == set()


def test_a_text_that_unpacks_without_end_is_cut() -> None:
    bomb = png((b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 50_000_000)))
    [trace] = traces_of(io.BytesIO(bomb), "png")
    assert len(trace.text) <= 2000


def test_boxes_that_hold_each_other_end() -> None:
    nested = b""
    for _ in range(3000):
        nested = box(b"moov", nested)
    assert kinds(FILM + nested, "mp4") == set()


def test_no_more_than_some_traces_of_a_file_are_kept() -> None:
    comments = [(0xFE, f"comment {number}".encode()) for number in range(500)]
    assert len(traces_of(io.BytesIO(jpeg(*comments)), "jpg")) == 60
