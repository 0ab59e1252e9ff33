"""Words of GIFT: characters behind a backslash are only characters, and texts may be HTML, Markdown or plain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scormkit.importing.prose import auto_prose, html_prose, markdown_prose, plain_prose

if TYPE_CHECKING:
    from scormkit.importing.bank import Bank, Prose
    from scormkit.importing.text import Text

MASKS = {"~": "\x01", "=": "\x02", "#": "\x03", "{": "\x04", "}": "\x05", ":": "\x06", "n": "\x07", "\\": "\x08"}
"""What stands for a character behind a backslash while marks are looked for. No text that was read holds these."""
SHOWN = {mask: "\n" if letter == "n" else letter for letter, mask in MASKS.items()}
ESCAPE = re.compile(r"\\([~=#{}:n\\])")
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)


def masked(text: Text) -> Text:
    """A text in which no mark is only a character."""
    return text.replaced(ESCAPE, lambda found: MASKS[found[1]])


def unmasked(words: str) -> str:
    """The characters as they are meant."""
    return re.sub(r"[\x01-\x08]", lambda found: SHOWN[found[0]], words)


def prose_of(text: Text, bank: Bank, form: str) -> Prose:
    """A piece of text in its format, or in the one that it names itself. A line of the file is no line of the text."""
    if found := FORMAT.match(text.words):
        form, text = found[1].lower(), text.cut(found.end())
    text = text.trimmed()
    if form != "markdown":
        text = text.replaced(re.compile(r"\s*\n\s*"), lambda _: " ")
    shown = text.replaced(re.compile(r"[\x01-\x08]"), lambda found: SHOWN[found[0]])
    if form == "html":
        return html_prose(shown, bank)
    if form == "markdown":
        return markdown_prose(shown, bank)
    return plain_prose(shown, bank) if form == "plain" else auto_prose(shown, bank)
