"""Files that are hostile, damaged, too large, in another encoding, or something else than a bank."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from banks import bring, quiz_of, rules, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from scormkit.foreign import zips
from scormkit.importing import Unreadable, package
from scormkit.importing.formats import READERS, guessed
from scormkit.importing.importer import LARGEST_QUIZ
from scormkit.source.folder import LARGEST_TEXT

GIFT = "::Größe::Wie groß, µg? {=ja ~nein}\n"
BOMB = "<!DOCTYPE quiz [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><quiz>&b;</quiz>"


def refused(bank: str | bytes, file: str = "bank.xml", **wish: str) -> str:
    with pytest.raises(Unreadable) as reason:
        bring(bank, file, **wish)
    return str(reason.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_give_the_same_quiz(encoding: str, end: str) -> None:
    raw = GIFT.replace("\n", end).encode(encoding)
    made = bring(raw)
    assert "## Wie groß, µg? {#groe}" in made.text and [
        option.text for option in quiz_of(made).questions[0].options
    ] == ["ja", "nein"]
    assert rules(made) == (["IMP160"] if encoding == "cp1252" else [])


def test_the_encoding_that_xml_declares_is_believed() -> None:
    words = "<quiz><question type='essay'><questiontext><text>Größe?</text></questiontext></question></quiz>"
    declared = f"<?xml version='1.0' encoding='ISO-8859-1'?>{words}".encode("latin-1")
    assert "## Größe?" in bring(declared).text and rules(bring(declared)) == []
    assert rules(bring(words.encode("latin-1"))) == ["IMP160"]


def test_what_nobody_sees_is_removed_and_told() -> None:
    made = bring("::q::Is \u202eit\u200b so\x07? {=a ~b}")
    assert "## Is it so?" in made.text and [(one.rule, str(one.place)) for one in made.findings] == [
        ("IMP150", "bank.txt:1:9")
    ]


def test_entities_and_document_types_are_refused() -> None:
    assert "bank.xml:1:" in refused(BOMB) and "document type" in refused(BOMB)
    outside = "<!DOCTYPE quiz [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><quiz>&x;</quiz>"
    assert "document type" in refused(outside)
    assert "is broken here" in refused("<quiz>&undeclared;</quiz>")


def test_broken_and_bottomless_xml_is_refused_at_its_line() -> None:
    assert refused("<quiz>\n<question></quiz>").startswith("bank.xml:2:")
    assert "too many" in refused("<quiz>" + "<a>" * 100_000)


def test_bottomless_html_in_a_text_is_read_flat() -> None:
    made = bring("::q::[html]" + "<div>" * 5_000 + "<b>" * 5_000 + "Words? {T}", form="gift")
    assert quiz_of(made).questions[0].prompt_text == "Words?"


@pytest.mark.parametrize(
    "text", ["**" * 9_000, "[" * 30_000, "<b>x</b>" * 5_000, "`" * 20_000, "\\_*" * 9_000, "a<i>b</i>" * 3_000]
)
def test_long_texts_take_no_more_than_a_moment(text: str) -> None:
    assert bring(f"::q::[html]Words {text} {{T}}", form="gift").questions <= 1


@pytest.mark.parametrize(
    ("bank", "words"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        (b"\x7fELF\x00\x00\x01\x02\x03", "binary"),
        ("Dear colleague,\nthank you.", "looks like no bank"),
        ("<questestinterop/>", "QTI 1.2"),
        ("<html><p>x</p></html>", "HTML page"),
        ("<feed/>", "no bank of questions"),
        ("PK\x03\x04 damaged", "no zip"),
    ],
)
def test_what_is_no_bank_is_refused_with_a_reason(bank: str | bytes, words: str) -> None:
    assert words in refused(bank)


def test_a_format_that_is_named_is_believed() -> None:
    assert "root of Moodle XML" in refused("<assessmentItem/>", form="moodle-xml")
    assert "an item of QTI" in refused("<quiz/>", form="qti")
    assert "gift is none" in refused(zipped({"a": "b"}), form="gift")


@pytest.mark.parametrize(
    "name", ["../../secret.xml", "/etc/passwd", "https://x.example/item.xml", "..\\..\\secret.xml", "a/../../b.xml"]
)
def test_a_package_reads_no_file_outside_itself(name: str, tmp_path: Path) -> None:
    manifest = f'<manifest><resources><resource type="imsqti_item_xmlv2p1" href="{name}"/></resources></manifest>'
    assert "holds no QTI 2 items" in refused(
        zipped({"imsmanifest.xml": manifest, name: "<assessmentItem/>"}), "bank.zip"
    )


def test_a_zip_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_MEMBER", 100_000)
    assert "unpacks to more" in refused(zipped({"imsmanifest.xml": " " * 1_000_000}), "bank.zip")
    monkeypatch.setattr(zips, "MOST_MEMBERS", 10)
    assert "too many files" in refused(zipped({f"{number}.xml": "" for number in range(20)}), "bank.zip")


def test_a_damaged_or_locked_member_is_refused() -> None:
    raw = bytearray(zipped({"imsmanifest.xml": "<manifest/>" * 50}))
    raw[46:60] = b"\xff" * 14
    assert "cannot be unpacked" in refused(bytes(raw), "bank.zip")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
    locked = bytearray(made.getvalue())
    locked[6] |= 1
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    assert "cannot be unpacked" in refused(bytes(locked), "bank.zip")


def test_a_bank_larger_than_a_quiz_is_told() -> None:
    assert LARGEST_QUIZ == LARGEST_TEXT
    made = bring("\n\n".join(f"::q{number}::{'word ' * 200} {{T}}" for number in range(300)))
    assert rules(made) == ["IMP190"] and made.questions == 300


SAMPLES = [
    GIFT,
    "Which?\nA. One\nB. Two\nANSWER: A\n",
    "id,question,A,B,correct\nq,Words?,a,b,a\n",
    "<quiz><question type='multichoice'><answer fraction='100'><text>a</text></answer></question></quiz>",
    "<assessmentItem identifier='q'><itemBody><choiceInteraction/></itemBody></assessmentItem>",
]


@pytest.mark.parametrize(
    ("text", "form"), list(zip(SAMPLES, ["gift", "aiken", "csv", "moodle-xml", "qti"], strict=True))
)
def test_the_format_is_told_by_the_content(text: str, form: str) -> None:
    assert guessed(text, "bank.txt") == form


@settings(max_examples=300)
@given(st.sampled_from(SAMPLES), st.data())
def test_no_damage_to_a_bank_is_more_than_a_finding(sample: str, data: st.DataObject) -> None:
    """Whatever is cut out of a bank or put into it: it is imported or refused, and never breaks the program."""
    text = sample * data.draw(st.integers(1, 2))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    mark = data.draw(
        st.sampled_from(
            ["", "{", "}", "~", "=", "#", '"', "<", ">", "&", "\n", "\n\n", "%50%", "->", "::", "\\", "]]>", "\x00"]
        )
    )
    damaged = text[:start] + mark + text[end:]
    for form in ("", *READERS):
        try:
            bring(damaged, form=form)
        except Unreadable:
            continue


@settings(max_examples=200)
@given(st.binary(max_size=300), st.sampled_from(["", *READERS]))
def test_no_bytes_break_the_program(raw: bytes, form: str) -> None:
    try:
        bring(raw, form=form)
    except Unreadable:
        return
