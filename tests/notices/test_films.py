"""Which films a course has, and which transcript belongs to which of them."""

from __future__ import annotations

import pytest
from models import make_course, make_page

from scormkit import notices

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
    ],
)
def test_a_transcript_belongs_to_the_films_before_it(html: str, transcripts: list[str]) -> None:
    """Only what travels in the package can be confirmed there."""
    found = notices.films(make_course(pages=(make_page(html=html),)))
    assert [film.transcript for film in found] == transcripts


def test_videos_and_recordings_are_films_with_words_of_their_own() -> None:
    found = notices.films(make_course(pages=(make_page(html=A + B), make_page("two", html=A))))
    assert [(film.path, film.name, film.player.noun, film.pages) for film in found] == [
        ("media/a.mp4", "Film a", "video", ("one", "two")),
        ("media/b.mp3", "Call b", "recording", ("one",)),
    ]


def test_a_film_on_two_pages_has_the_transcript_of_either() -> None:
    pages = (make_page(html=A), make_page("two", html=A + HEADING.format("t")))
    assert [film.transcript for film in notices.films(make_course(pages=pages))] == ["#page-one--t"]
