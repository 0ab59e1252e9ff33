"""Front matter as providers write it: what is wrong is found at its line, and nothing is found where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages import AS_OF, CORPUS, expected, faults, word_file

from scormkit.review import judged, read_page, read_prose

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.model.finding import Finding

PAGES = sorted(path for path in CORPUS.iterdir() if path.suffix != ".expected")
CLEAN = [path for path in PAGES if "-clean" in path.name]
FAULTY = [path for path in PAGES if path not in CLEAN]


def judge(path: Path, folder: Path) -> tuple[Finding, ...]:
    """What is found; a page whose name says so is made a Word file first."""
    if path.name.endswith(".docx.txt"):
        word = folder / path.name.removesuffix(".txt")
        word.write_bytes(word_file(path.read_text(encoding="utf-8")))
        path = word
    return judged(read_page(read_prose(path, path.name)), AS_OF)


def name(path: Path) -> str:
    return path.name


def test_the_corpus_is_as_broad_as_it_should_be() -> None:
    assert len(PAGES) >= 13 and len(CLEAN) >= 6
    assert {path.suffixes[0] for path in PAGES} == {".txt", ".html", ".docx"}


@pytest.mark.parametrize("path", CLEAN, ids=name)
def test_a_clean_page_has_neither_errors_nor_warnings(path: Path, tmp_path: Path) -> None:
    assert faults(judge(path, tmp_path)) == []


@pytest.mark.parametrize("path", FAULTY, ids=name)
def test_a_faulty_page_has_the_findings_of_its_sidecar(path: Path, tmp_path: Path) -> None:
    assert faults(judge(path, tmp_path)) == expected(path)


@pytest.mark.parametrize("path", [path for path in PAGES if path.name.endswith(".docx.txt")], ids=name)
def test_a_word_file_says_what_its_text_says(path: Path, tmp_path: Path) -> None:
    assert faults(judge(path, tmp_path)) == faults(judged(read_page(read_prose(path, path.name)), AS_OF))
