"""Bytecode of templates: taken where it is whole and fits, made anew where not, and never a reason to fail."""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from jinja2 import Environment

from scormkit import templates as room

NAME = "greeting.html.j2"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a template, and an interpreter that keeps bytecode beside it."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / NAME).write_text("Hello {{ name }}", encoding="utf-8")
    return tmp_path


def kept(folder: Path) -> Path:
    return Path(cache_from_source(str(folder / NAME)))


def said(folder: Path) -> str:
    """What a new run of the program makes of the template."""
    room.templates.cache_clear()
    return room.templates(folder).get_template(NAME).render(name="<Ada>")


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were compiled and not taken from their bytecode."""
    seen: list[str] = []
    parse = Environment._parse

    def watched(self: Environment, source: str, name: str | None, filename: str | None) -> object:
        seen.append(source)
        return parse(self, source, name, filename)

    monkeypatch.setattr(Environment, "_parse", watched)
    return seen


def test_a_second_run_compiles_nothing_and_says_the_same(folder: Path, parsed: list[str]) -> None:
    assert [said(folder), said(folder)] == ["Hello &lt;Ada&gt;"] * 2
    assert parsed == ["Hello {{ name }}"]
    assert [path.name for path in folder.iterdir() if path.is_file()] == [NAME]
    assert list(kept(folder).parent.iterdir()) == [kept(folder)]


def test_an_edited_template_is_compiled_anew(folder: Path, parsed: list[str]) -> None:
    said(folder)
    (folder / NAME).write_text("Goodbye {{ name }}", encoding="utf-8")
    assert said(folder) == "Goodbye &lt;Ada&gt;"
    assert len(parsed) == 2


def test_other_options_take_no_bytecode_of_before(
    folder: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said(folder)
    monkeypatch.setitem(room.OPTIONS, "autoescape", False)
    assert said(folder) == "Hello <Ada>"
    assert len(parsed) == 2


@pytest.mark.parametrize("cut", [0, 1, 31, 32, 40, -1])
def test_damaged_bytecode_is_as_good_as_none(folder: Path, parsed: list[str], cut: int) -> None:
    said(folder)
    whole = kept(folder).read_bytes()
    kept(folder).write_bytes(whole[:cut])
    assert said(folder) == "Hello &lt;Ada&gt;"
    assert len(parsed) == 2
    assert kept(folder).read_bytes() == whole


def test_bytecode_of_one_template_is_not_taken_for_another(folder: Path, parsed: list[str]) -> None:
    said(folder)
    (folder / "other.html.j2").write_text("Other {{ name }}", encoding="utf-8")
    kept(folder).replace(cache_from_source(str(folder / "other.html.j2")))
    room.templates.cache_clear()
    assert room.templates(folder).get_template("other.html.j2").render(name="Ada") == "Other Ada"
    assert len(parsed) == 2


def test_where_python_writes_no_bytecode_none_is_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert said(folder) == "Hello &lt;Ada&gt;"
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_where_nothing_can_be_written_the_template_is_compiled_in_every_run(folder: Path, parsed: list[str]) -> None:
    (folder / "__pycache__").write_text("a file where the folder would be", encoding="utf-8")
    assert [said(folder), said(folder)] == ["Hello &lt;Ada&gt;"] * 2
    assert len(parsed) == 2


def test_a_folder_for_all_bytecode_is_used(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    assert said(folder) == "Hello &lt;Ada&gt;"
    assert kept(folder).is_file()
    assert not (folder / "__pycache__").exists()
