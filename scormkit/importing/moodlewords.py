"""Texts of Moodle XML: each says its format itself, or has that of the text around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scormkit.importing.prose import auto_prose, html_prose, markdown_prose, plain_prose

if TYPE_CHECKING:
    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.markup import Node
    from scormkit.importing.text import Text


def text_of(node: Node) -> Text:
    """The characters of a text: those of its ``text`` element, if it has one."""
    inner = node.first("text")
    return (inner or node).text


def words_at(node: Node, *path: str) -> str:
    """The characters of the text down a path; nothing where there is none."""
    found = node.first(*path)
    return text_of(found).words.strip() if found else ""


def prose_at(node: Node, bank: Bank, *path: str, form: str = "") -> Prose:
    """The text down a path as Markdown."""
    found = node.first(*path)
    if found is None:
        return ()
    return prose_of(text_of(found), found.get("format") or form, bank)


def prose_of(text: Text, form: str, bank: Bank) -> Prose:
    """A text in one of Moodle's formats; without one it is HTML, as Moodle reads it."""
    if not text:
        return ()
    if form == "markdown":
        return markdown_prose(text, bank)
    if form == "plain_text":
        return plain_prose(text, bank)
    if form == "moodle_auto_format":
        return auto_prose(text, bank)
    return html_prose(text, bank)
