"""Files that others wrote: text, HTML and Word, and what is none of these, too large or hostile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages import AS_OF, NAMESPACE, page, word_file, zipped

from scormkit.review import Unreadable, judged, questions, read_page, read_prose
from scormkit.review.html import html_page
from scormkit.review.prose import Kind
from scormkit.review.word import word_lines

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.review.prose import Line


def shown(lines: tuple[Line, ...]) -> list[tuple[int, str, str]]:
    return [(line.number, line.kind.value, line.text) for line in lines if line.kind is not Kind.BLANK]


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as reason:
        read_prose(path, path.name)
    return str(reason.value)


def test_text_keeps_its_line_numbers() -> None:
    lines = page("Title\n\n## Objectives\n  1. One:\n  • Part **bold**\n| a | b | c |").prose.lines
    assert shown(lines) == [
        (1, "text", "Title"),
        (3, "heading", "Objectives"),
        (4, "item", "One:"),
        (5, "item", "Part bold"),
        (6, "row", "a | b | c"),
    ]


def test_a_sentence_that_was_wrapped_is_one_and_knows_where_its_words_stand() -> None:
    text = (
        "Example University Hospital is accredited by the Accreditation Council for Continuing\nMedical "
        "Education (ACCME)."
    )
    [sentence] = page(text).prose.sentences
    assert (sentence.line, sentence.line_at(sentence.text.index("Medical Education (ACCME)"))) == (1, 2)


def test_a_heading_fused_with_its_paragraph_is_told_apart() -> None:
    sentences = page("Disclosures Below is a list.\n\nPhysicians This activity counts.").prose.sentences
    assert [(one.section, one.text) for one in sentences] == [
        ("disclosure", "Below is a list."),
        ("accreditation", "This activity counts."),
    ]


def test_titles_initials_and_hours_end_no_sentence() -> None:
    text = "Dr. A. B. Roe of Example Co. speaks until 11:59 p.m. Eastern Time. She discloses nothing."
    assert len(page(text).prose.sentences) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_word_processors_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("Title: Müller’s method".encode(encoding))
    read = read_page(read_prose(path, "page.txt"))
    assert read.title is not None and read.title.value == "Müller’s method"


def test_nothing_invisible_gets_through(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes("Title: A\u202eB\u200bC\x07\ufeffD\u2028E".encode())
    assert read_prose(path, "page.txt").lines[0].text == "Title: ABCDE"


# ---- HTML


def test_a_block_of_html_knows_the_line_on_which_it_begins() -> None:
    lines, title, language = html_page(
        "<html lang='en-US'><head><title>T\n</title></head>\n<body>\n<p>One\n  goes "
        "on<br>Two</p>\n\n<ul><li>Three\n</li>"
        "<li>Four</li></ul>\n<table><tr><th>A</th><th>B</th></tr>\n<tr><td>c</td><td>d</td></tr></table>\ntail</body></html>",
        "page.html",
    )
    assert shown(lines) == [
        (4, "text", "One goes on"),
        (5, "text", "Two"),
        (7, "item", "Three"),
        (8, "item", "Four"),
        (9, "row", "A | B"),
        (10, "row", "c | d"),
        (11, "text", "tail"),
    ]
    assert (title, language) == ("T", "en-US")


def test_what_a_reader_of_html_does_not_see_is_not_read() -> None:
    hidden = "<script>a</script><style>b</style><p hidden>c</p><div style='display: none'>d</div><!-- e --><nav>f</nav>"
    assert shown(html_page(f"<body>{hidden}<p>Seen</p></body>", "page.html")[0]) == [(1, "text", "Seen")]


def test_html_that_is_nested_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<div>" * 50_000 + "x", encoding="utf-8")
    try:
        assert read_prose(path, "page.html").lines
    except Unreadable as reason:
        assert "nested" in str(reason) or "cannot be read" in str(reason)


def test_html_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("stolen", encoding="utf-8")
    path = tmp_path / "page.html"
    path.write_text(f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><p>&e;Text</p>', encoding="utf-8")
    assert "stolen" not in " ".join(line.text for line in read_prose(path, "page.html").lines)


# ---- Word


def test_a_paragraph_of_word_is_a_line_and_a_row_of_a_table_is_one() -> None:
    lines = word_lines(word_file("# Objectives\n- One & two\n\nText\n| a | b | c |\n| d | e | f |\nEnd"), "page.docx")
    assert shown(lines) == [
        (1, "heading", "Objectives"),
        (2, "item", "One & two"),
        (4, "text", "Text"),
        (5, "row", "a | b | c"),
        (6, "row", "d | e | f"),
        (7, "text", "End"),
    ]


def test_inserted_text_counts_and_deleted_text_does_not() -> None:
    runs = "<w:ins><w:r><w:t>new </w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    runs += "<w:r><w:t>text</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
    document = f"<w:document {NAMESPACE}><w:body><w:p>{runs}</w:p></w:body></w:document>"
    assert shown(word_lines(zipped(document), "page.docx")) == [(1, "text", "new text")]


def test_a_bomb_in_a_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.docx"
    path.write_bytes(zipped(f"<w:document {NAMESPACE}>" + " " * 30_000_000 + "</w:document>"))
    assert path.stat().st_size < 100_000 and "unpacks to more" in refused(path)


def test_entities_in_a_word_file_are_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(9))
    body = f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>&l8;</w:t></w:r></w:p></w:body></w:document>"
    path = tmp_path / "page.docx"
    path.write_bytes(zipped(f"<!DOCTYPE w [{laughs}]>{body}"))
    assert "document type" in refused(path) or "damaged" in refused(path)


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.docx"
    for raw, reason in (
        (b"PK\x03\x04 broken", "can be opened"),
        (zipped("<a/>", "other.xml"), "without word/document.xml"),
        (zipped("<w:document"), "damaged"),
        (word_file("")[:200], "can be opened"),
        (zipped(f"<w:document {NAMESPACE}><w:body/></w:document>"), "no text"),
    ):
        path.write_bytes(raw)
        assert reason in refused(path)


# ---- everything else


def test_other_files_are_refused_with_what_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"%PDF-1.4")
    assert ".docx" in refused(path)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "no text"),
        (b"\n \n", "no text"),
        (b"a\x00b", "binary"),
        (b"a" * 2_000_001, "larger"),
        (b"a " * 160_000, "too much"),
    ],
)
def test_what_is_no_front_matter_is_refused(tmp_path: Path, raw: bytes, reason: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(raw)
    assert reason in refused(path)


REPEATED = ("A", "Aa ", "Aa, ", "Dr. Aa Bb ", "no ", "activity ", "A is accredited ", "1 ", "( ", "É", ("consultant "
                                                                                                       "for A, "),
            "X designates this x ", "planned and implemented in accordance with ", "10.1000/", "- ")  # fmt: skip


@pytest.mark.timeout(120)
@pytest.mark.parametrize("unit", REPEATED)
def test_a_hostile_text_is_read_to_its_end(unit: str) -> None:
    """Where a pattern backtracks without bound this takes hours, and the time-out ends it."""
    read = page("Disclosures\n" + unit * (12_000 // len(unit)))
    assert judged(read, AS_OF) and questions(read)
