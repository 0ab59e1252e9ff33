"""Bytes of others as characters: encodings, ends of lines, what nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scormkit.foreign.characters import CONTROL, DIRECTION, INVISIBLE, decoded, even_ends


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_that_says_itself_is_read(encoding: str) -> None:
    read = decoded("Größe, µg".encode(encoding))
    assert read and (read.text, read.odd) == ("Größe, µg", None)


def test_older_text_is_taken_for_windows_1252_and_says_where() -> None:
    read = decoded("In µg: Größe".encode("cp1252"))
    assert read and (read.text, read.odd) == ("In µg: Größe", 3)


def test_an_encoding_that_the_format_names_is_believed_behind_a_mark() -> None:
    named = decoded("Łódź".encode("iso-8859-2"), "iso-8859-2")
    marked = decoded("Łódź".encode("utf-8-sig"), "iso-8859-2")
    assert named and marked and named.text == marked.text == "Łódź"


def test_what_is_no_text_has_no_characters() -> None:
    assert decoded(b"\x7fELF\x01\x02\x03\x04\x05\x06\x07\x00\x01\x02\x03\x04\x05\x06\x07\x08") is None


@given(st.binary(max_size=300))
def test_any_bytes_have_characters_or_none(raw: bytes) -> None:
    read = decoded(raw)
    assert read is None or isinstance(read.text, str)


def test_lines_end_in_one_way() -> None:
    assert even_ends("a\r\nb\rc\nd") == "a\nb\nc\nd"


def test_what_nobody_sees_is_known_and_what_divides_words_and_lines_is_not_that() -> None:
    assert not INVISIBLE.search("a\tb\nc é µ \u00a0 \u2019 😀")
    assert all(INVISIBLE.search(one) for one in "\x00\x0b\x7f\u200b\u2028\u202e\u2066\ufeff\ud800")
    assert [bool(CONTROL.search(one)) for one in "\x07\u202e"] == [True, False]
    assert [bool(DIRECTION.search(one)) for one in "\x07\u202e"] == [False, True]
