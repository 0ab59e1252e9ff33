"""A course folder: finds its files, reads them as text, and never looks outside."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scormkit.foreign.characters import CONTROL, DIRECTION, encoding_of, even_ends
from scormkit.model.finding import Finding, Place
from scormkit.source import rules

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_SOURCE = 1_000_000
LARGEST_TEXT = 250_000
"""Bytes of a page or quiz; reading hostile Markdown takes time that grows with the square of its length."""

REPORTED_AT_MOST = 5
"""Of one kind in one file: a binary file renamed to .md must not fill the screen."""

SYSTEM_FILES = ("Thumbs.db", "desktop.ini")
"""What Windows leaves in folders."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A course folder and how it is shown in places; ``real`` is where it lies with links resolved."""

    root: Path
    shown: str
    real: Path
    _names: dict[Path, tuple[str, ...]] = field(default_factory=dict, compare=False)
    _inside: dict[Path, bool] = field(default_factory=dict, compare=False)
    _there: dict[Path, frozenset[str]] = field(default_factory=dict, compare=False)

    @classmethod
    def at(cls, root: Path, shown: str) -> Folder:
        """The folder at ``root``, printed as ``shown`` with forward slashes (nothing for the current folder)."""
        plain = shown.replace("\\", "/").rstrip("/")
        return cls(root, "" if plain == "." else plain, root.resolve())

    def above(self) -> Folder:
        """The folder in which this one lies."""
        shown, _, _ = self.shown.rpartition("/")
        return Folder.at(self.real.parent, shown if self.shown else "..")

    def name(self, relative: str) -> str:
        """How a file of the course is printed."""
        whole = f"{self.shown}/{relative}" if self.shown and relative else self.shown or relative
        return whole.encode("utf-8", "replace").decode("utf-8")

    def place(self, relative: str, line: int = 0, column: int = 0) -> Place:
        """A place in a file of the course."""
        return Place(self.name(relative), line, column)

    def names(self, path: Path) -> tuple[str, ...]:
        """The names in a folder in natural order (2-x before 10-x); none where it cannot be listed."""
        if path not in self._names:
            try:
                self._names[path] = tuple(sorted((entry.name for entry in path.iterdir()), key=natural))
            except OSError:
                self._names[path] = ()
        return self._names[path]

    def _set(self, path: Path) -> frozenset[str]:
        """The names in a folder, for a course with thousands of files in one."""
        if path not in self._there:
            self._there[path] = frozenset(self.names(path))
        return self._there[path]

    def listed(self, relative: str, suffix: str = "") -> tuple[str, ...]:
        """Paths of what lies in a sub-folder and has this ending, without hidden and temporary files."""
        return tuple(
            f"{relative}/{name}"
            for name in self.names(self.root / relative)
            if name.lower().endswith(suffix) and not name.startswith((".", "~")) and name not in SYSTEM_FILES
        )

    def find(self, relative: str) -> tuple[Path | None, str]:
        """The file with exactly this path, or none and the path that differs in case only (or nothing).

        Windows and macOS open ``Figure.PNG`` as ``figure.png``, Linux does not: so names are compared here.
        Accented names match in either Unicode normal form, because macOS and Windows write different ones.
        """
        here, found = self.root, []
        for part in relative.split("/"):
            name = part if part in self._set(here) else _entry(self.names(here), part)
            if name is None:
                return None, ""
            found.append(name)
            here = here / name
        near = "/".join(found)
        if _normal(near) != _normal(relative):
            return None, near
        return (here, near) if here.is_file() else (None, "")

    def inside(self, path: Path) -> bool:
        """Whether a file lies in the course folder after all links are followed."""
        try:
            if path.is_symlink():
                return path.resolve().is_relative_to(self.real)
            if path.parent not in self._inside:
                self._inside[path.parent] = path.parent.resolve().is_relative_to(self.real)
            return self._inside[path.parent]
        except (OSError, RuntimeError):
            return False

    def read(self, relative: str, findings: list[Finding]) -> str | None:
        """The text of a file with plain line ends, or none and a finding. The file must exist."""
        path = self.root / relative
        largest = LARGEST_TEXT if relative.lower().endswith(".md") else LARGEST_SOURCE
        if not self.inside(path):
            findings.append(
                rules.OUTSIDE_COURSE.at(
                    self.place(relative), "This file is a link that leaves the course folder.", "Copy the file here."
                )
            )
            return None
        if not path.is_file():
            findings.append(rules.UNREADABLE.at(self.place(relative), "This is not a file.", "Put a text file here."))
            return None
        try:
            with path.open("rb") as file:
                raw = file.read(largest + 1)
        except OSError as error:
            findings.append(_unreadable(self.place(relative), error))
            return None
        if len(raw) > largest:
            findings.append(
                rules.OVERSIZED.at(
                    self.place(relative),
                    f"The file is larger than {largest // 1000} kB.",
                    "Split it, or move pictures to media/.",
                )
            )
            return None
        return _decoded(raw, self, relative, findings)


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Sort key that orders numbers in names by value and is the same on every machine."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name)
    return (*((int(part), "") if part.isdecimal() else (-1, part) for part in parts), (-1, name))


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _entry(names: tuple[str, ...], wanted: str) -> str | None:
    """The name that is the same in another Unicode normal form, or but for case."""
    same = [name for name in names if _normal(name) == _normal(wanted)]
    near = [name for name in names if _normal(name).casefold() == _normal(wanted).casefold()]
    found = same or near
    return found[0] if found else None


def _unreadable(place: Place, error: OSError) -> Finding:
    reason = error.strerror or "unknown reason"
    return rules.UNREADABLE.at(place, f"Cannot be read: {reason}.", "Check the name, the file and its permissions.")


def _decoded(raw: bytes, folder: Folder, relative: str, findings: list[Finding]) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.append(_not_utf8(raw, error.start, folder, relative))
        return None
    text = even_ends(text)
    if text.replace("\n", "").isprintable():
        return text
    findings.extend(_invisible(text, folder, relative))
    return CONTROL.sub(" ", text)


def _not_utf8(raw: bytes, start: int, folder: Folder, relative: str) -> Finding:
    before = even_ends(raw[:start].decode("utf-8-sig", errors="replace"))
    place = folder.place(relative, before.count("\n") + 1, len(before) - before.rfind("\n"))
    if (encoding := encoding_of(raw)) and not raw.startswith(b"\xef"):
        guess = f" It looks like {encoding[:6].upper()}."
    elif raw[start] >= 0x80 and b"\x00" not in raw:
        guess = " It looks like Windows-1252, the encoding of older Windows programs."
    else:
        guess = " It looks like a binary file."
    return rules.NOT_UTF8.at(
        place, f"The byte {raw[start]:#04x} is not UTF-8.{guess}", "Save the file again with the encoding UTF-8."
    )


def _invisible(text: str, folder: Folder, relative: str) -> Iterator[Finding]:
    for match in list(CONTROL.finditer(text))[:REPORTED_AT_MOST]:
        yield rules.CONTROL_CHARACTER.at(
            _position(text, match.start(), folder, relative),
            f"There is an invisible control character here ({_code(match.group())}).",
            "Delete it: put the cursor behind it and press backspace.",
        )
    for match in list(DIRECTION.finditer(text))[:REPORTED_AT_MOST]:
        yield rules.HIDDEN_DIRECTION.at(
            _position(text, match.start(), folder, relative),
            f"There is an invisible text direction control here ({_code(match.group())}).",
            "Delete it unless the text mixes directions and needs it.",
        )


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _position(text: str, index: int, folder: Folder, relative: str) -> Place:
    return folder.place(relative, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
