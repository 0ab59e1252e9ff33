"""Pages that need not be read again: what their Markdown became, and what it asked of the course on the way.

A page's HTML depends on its text and on the answers to what the text asked: is there such a source, which section is
that page, which file is this picture. So a kept page is used when the text is the same and every question, put again
to the course as it is now, has the same answer. Asking again also notes the pictures, as reading would.

Only pages without a finding are kept: a mistake is looked at anew each time, so that its message is as of now.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scormkit.source.text import Text


@dataclass(slots=True)
class KeptPages:
    """The pages of a course: ``before``, from an earlier run, and ``now``, as JSON-ready values by key.

    ``meanwhile`` is what to do while a second process reads: it allows one where there is much to read and to judge.
    """

    before: Mapping[str, Any] = field(default_factory=dict)
    now: dict[str, Any] = field(default_factory=dict)
    meanwhile: Callable[[], object] | None = None

    def html(self, text: Text, read: Callable[[], str]) -> str:
        """The HTML of a text: kept, or read now. Words, pictures and citations are noted in ``text`` either way."""
        key = sha256(f"{text.prefix}\0{text.first_line}\0{text.body}".encode("utf-8", "surrogatepass")).hexdigest()
        kept = self.before.get(key)
        if kept is not None and all(_asked_again(text, row) for row in kept["asked"]):
            self.now[key] = kept
            text.words, text.used, text.cited = kept["words"], list(kept["used"]), list(kept["cited"])
            return str(kept["html"])
        text.asked.clear()
        before = len(text.findings)
        html = read()
        if len(text.findings) == before:
            self.now[key] = {
                "html": html,
                "words": text.words,
                "used": text.used,
                "cited": text.cited,
                "asked": text.asked,
            }
        return html


def _asked_again(text: Text, row: list[Any]) -> bool:
    """Whether a question has the answer that it had."""
    kind, *question, _ = row
    QUESTIONS[kind](text, *question)
    return text.asked[-1] == row


def _medium(text: Text, written: str, line: int, column: int) -> None:
    text.medium(written, text.folder.place(text.file, line, column))


def _beside(text: Text, source: str, ending: str, line: int, column: int) -> None:
    text.beside(source, ending, text.folder.place(text.file, line, column))


QUESTIONS: dict[str, Callable[..., object]] = {
    "cite": lambda text, name: text.may_cite(name),
    "section": lambda text, name: text.section(name),
    "medium": _medium,
    "beside": _beside,
}
"""How each kind of question is put again."""
