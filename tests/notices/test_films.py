"""Which films a course has, and which transcript belongs to which of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from models import make_course, make_page

from scormkit import notices
from scormkit.notices.transcripts import AMBIGUOUS, WORDS
from scormkit.source.load import load_course

TESTS = Path(__file__).resolve().parents[1]

FILM = '<video src="media/{0}.mp4" controls aria-label="Film {0}"></video>'
SOUND = '<audio src="media/{0}.mp3" controls aria-label="Call {0}"></audio>'
HEADING = '<h2 id="page-one--{0}">Transcript <em>of {0}</em></h2><p>Words.</p>'
LINK = '<p><a href="media/{0}.pdf">Read the transcript</a></p>'
A, B = FILM.format("a"), SOUND.format("b")


@pytest.mark.parametrize(
    ("html", "transcripts"),
    [
        (A, [""]),
        (A + HEADING.format("t"), ["#page-one--t"]),
        (A + LINK.format("t"), ["media/t.pdf"]),
        (A + HEADING.format("t") + B, ["#page-one--t", ""]),
        (A + HEADING.format("t") + B + HEADING.format("u"), ["#page-one--t", "#page-one--u"]),
        (A + B + HEADING.format("t"), ["#page-one--t", "#page-one--t"]),
        (LINK.format("t") + A, ["media/t.pdf"]),
        (A + '<h2 id="page-one--more">More</h2>', [""]),
        (A + '<p><a href="https://example.org/transcript">transcript</a></p>', [""]),
        (A + '<h2 id="page-one--t"></h2>', [""]),
        (A + '<h2 id="page-one--transcript">What was said</h2>', ["#page-one--transcript"]),
        (A + '<h2 id="page-one--transcript-b">What was said</h2>', ["#page-one--transcript-b"]),
        (A + '<h2 id="page-one--transcripts-of-genes">Genes</h2>', [""]),
        (A + '<p>Read <a href="media/t.pdf" id="page-one--transcript">all</a>.</p>', ["media/t.pdf"]),
        (A + '<p>Read <a href="media/t.pdf" id="page-one--all">all</a>.</p>', [""]),
    ],
)
def test_a_transcript_belongs_to_the_films_before_it(html: str, transcripts: list[str]) -> None:
    """Only what travels in the package can be confirmed there."""
    found = notices.films(make_course(pages=(make_page(html=html),)))
    assert [film.transcript for film in found] == transcripts


def test_an_id_in_the_text_of_an_author_says_so(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(TESTS / "source" / "minimal", course)
    shutil.copy(TESTS.parent / "course_src" / "tour" / "media" / "alarm.wav", course / "media")
    (course / "media" / "all.pdf").write_bytes(b"%PDF-1.4\n")
    with (course / "pages" / "010-one.md").open("a", encoding="utf-8") as page:
        page.write("\n![An alarm](media/alarm.wav)\n\nRead [all](media/all.pdf){#transcript} of it.\n")
    loaded = load_course(course, "course").course
    assert loaded and [film.transcript for film in notices.films(loaded)] == ["media/all.pdf"]


def test_videos_and_recordings_are_films_with_words_of_their_own() -> None:
    found = notices.films(make_course(pages=(make_page(html=A + B), make_page("two", html=A))))
    assert [(film.path, film.name, film.player.noun, film.pages) for film in found] == [
        ("media/a.mp4", "Film a", "video", ("one", "two")),
        ("media/b.mp3", "Call b", "recording", ("one",)),
    ]


def test_a_film_on_two_pages_has_the_transcript_of_either() -> None:
    pages = (make_page(html=A), make_page("two", html=A + HEADING.format("t")))
    assert [film.transcript for film in notices.films(make_course(pages=pages))] == ["#page-one--t"]


def titled(words: str, language: str = "en") -> bool:
    """Whether a heading of these words tells of a transcript in a course of that language."""
    page = make_page(html=f'{A}<h2 id="page-one--t">{words}</h2>')
    return bool(notices.films(make_course(pages=(page,), language=language))[0].transcript)


EVERY = [(code, word) for words in (WORDS, AMBIGUOUS) for code in words for word in words[code]]


@pytest.mark.parametrize(("language", "word"), EVERY)
def test_a_transcript_is_known_by_its_word_in_the_language_of_the_course(language: str, word: str) -> None:
    assert titled(f"{word.capitalize()}: <em>Dr. Rivera</em>", language)


def test_every_language_that_a_provider_meets_has_its_word() -> None:
    assert WORDS.keys() | AMBIGUOUS.keys() == {"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "pl"}


@pytest.mark.parametrize(
    ("words", "language", "known"),
    [
        ("Videotranskript", "en", True),
        ("TRANSCRIPCI\u00d3N", "es-MX", True),
        ("Transcripcio\u0301n", "es", True),
        ("Transkripsjon", "nb-NO", True),
        ("Transcription factors", "en", False),
        ("The transcriptome", "en", False),
        ("Trascrizione", "de", False),
        ("R\u00e9trotranscription", "fr", False),
    ],
)
def test_words_count_whole_and_those_of_the_cell_in_their_language_alone(
    words: str, language: str, known: bool
) -> None:
    assert titled(words, language) is known
