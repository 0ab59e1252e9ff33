"""What a browser plays: which files are taken, and what becomes of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scormkit.faculty.media import alone
from scormkit.model.media import PLAYED
from scormkit.source.load import load_course

MINIMAL = Path(__file__).parent / "minimal"
HEADS = {
    "mp4": b"\0\0\0\x18ftypmp42",
    "webm": b"\x1aE\xdf\xa3",
    "mp3": b"ID3",
    "m4a": b"\0\0\0\x18ftypM4A ",
    "ogg": b"OggS",
    "opus": b"OggS",
    "wav": b"RIFF\0\0\0\0WAVE",
}


def read(folder: Path, name: str, content: bytes) -> tuple[str, list[str]]:
    """The HTML of a page that plays a file beside which captions lie, and the rules that spoke."""
    shutil.copytree(MINIMAL, folder / "course")
    (folder / "course/media" / name).write_bytes(content)
    (folder / "course/media/a.vtt").write_bytes(b"WEBVTT\n")
    page = f"---\nid: one\ntitle: One\n---\n![The call](media/{name})\n"
    (folder / "course/pages/010-one.md").write_text(page, encoding="utf-8")
    loaded = load_course(folder / "course", ".")
    assert loaded.course is not None
    return loaded.course.pages[0].html, [finding.rule for finding in loaded.findings]


def test_every_file_that_is_played_has_a_head_by_which_it_is_known() -> None:
    assert set(HEADS) == set(PLAYED)


@pytest.mark.parametrize("ending", PLAYED)
def test_a_file_that_is_played_is_a_figure_with_controls_and_words_for_paper(tmp_path: Path, ending: str) -> None:
    player = PLAYED[ending]
    html, rules = read(tmp_path, f"a.{ending}", HEADS[ending])
    track = '<track kind="captions" src="media/a.vtt" default>' if player.captions else ""
    assert html == (
        f'<figure><{player.tag} src="media/a.{ending}" controls preload="metadata" aria-label="The call">{track}'
        f'</{player.tag}><span class="printed">{player.noun.capitalize()}, played on the screen: The call</span>'
        "</figure>\n"
    )
    assert rules == []


@pytest.mark.parametrize("ending", PLAYED)
def test_a_file_that_is_not_what_its_name_says_is_not_played(tmp_path: Path, ending: str) -> None:
    html, rules = read(tmp_path, f"a.{ending}", b"<html>No such file</html>")
    assert (html.strip(), rules) == ("<figure></figure>", ["SRC054"])


def test_mp3_without_a_tag_begins_with_a_frame(tmp_path: Path) -> None:
    """ISO/IEC 11172-3: eleven bits of synchronisation."""
    assert read(tmp_path, "a.mp3", b"\xff\xfb\x90\x00")[1] == []


def test_reviewers_read_what_is_played_by_name(tmp_path: Path) -> None:
    html, _ = read(tmp_path, "a.mp3", HEADS["mp3"])
    assert alone(html, {}) == '<figure><span class="film">Recording: The call (media/a.mp3)</span></figure>\n'
