"""Pictures and files of a course: found, looked into, and given a plain name for the package."""

from __future__ import annotations

import hashlib
import os
import re
import struct
import unicodedata
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from scormkit.ahead import ahead
from scormkit.files import stat_of
from scormkit.model.course import Asset
from scormkit.model.media import PLAYED, Trace, TraceKind
from scormkit.source import rules
from scormkit.source.svg import svg_problems, svg_size
from scormkit.source.values import short
from scormkit.traces import traces_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from scormkit.model.finding import Finding, Place
    from scormkit.source.folder import Folder

PICTURES = ("svg", "png", "jpg", "jpeg", "webp", "gif")
TYPES = (*PICTURES, *PLAYED, "vtt", "pdf")
HEADER = 1_000_000
"""Bytes of a file that are looked into: a JPEG may carry long metadata before its size."""

TEXTS = (".svg", ".vtt")
"""Files that are looked into from beginning to end."""
PAYS = 8_000_000
"""Bytes of such files from which a second process pays."""

RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])([.]|$)")
"""Names that Windows refuses for files."""

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that a text shows: its path in the course, its path in the package, its ending and its size in pixels."""

    source: str
    path: str
    type: str
    size: Size | None

    def jsonable(self) -> list[object]:
        """Everything about it as JSON-ready values."""
        return [self.source, self.path, self.type, list(self.size) if self.size else None]


@dataclass(frozen=True, slots=True)
class Look:
    """What a look into a file tells: its bytes, its size in pixels, and what it carries beside what it shows."""

    bytes: int
    size: Size | None
    traces: tuple[Trace, ...]

    def jsonable(self) -> list[object]:
        """Everything about it as JSON-ready values."""
        return [self.bytes, self.size, [(trace.kind, trace.text) for trace in self.traces]]

    @classmethod
    def of(cls, told: list[Any]) -> Look:
        """What :meth:`jsonable` told."""
        count, size, traces = told
        return cls(count, tuple(size) if size else None, tuple(Trace(TraceKind(kind), text) for kind, text in traces))


@dataclass(slots=True)
class Media:
    """All media that the texts of a course use, each once."""

    folder: Folder
    findings: list[Finding]
    assets: dict[str, Asset] = field(default_factory=dict)
    _looks: dict[str, Look] = field(default_factory=dict)
    _known: dict[str, Medium | None] = field(default_factory=dict)
    _sources: dict[str, str] = field(default_factory=dict)

    def take(self, written: str, place: Place) -> Medium | None:
        """The file that a text names, or none and a finding at ``place``. Backslashes read as slashes."""
        relative = unquote(written).replace("\\", "/").removeprefix("./")
        if not _is_local(relative):
            self.findings.append(
                rules.OUTSIDE_COURSE.at(
                    place,
                    f"`{short(relative)}` is not a path inside the course folder.",
                    "Copy the file into media/ and write media/NAME.",
                )
            )
            return None
        ending = relative.rsplit(".", 1)[-1].lower()
        if ending not in TYPES:
            self.findings.append(
                rules.MEDIA_TYPE.at(
                    place, f"`{short(relative)}` cannot be shown.", f"Use one of these types: {', '.join(TYPES)}."
                )
            )
            return None
        path, near = self.folder.find(relative)
        if path is None:
            hint = f"The file is called `{near}`: write it exactly so." if near else "Check the name, or add the file."
            self.findings.append(rules.MISSING_MEDIA.at(place, f"There is no file `{short(relative)}`.", hint))
            return None
        if near not in self._known:
            self._known[near] = self._opened(path, near, ending, place)
        return self._known[near]

    def beside(self, source: str, ending: str, place: Place) -> Medium | None:
        """The file of the same name with another ending (captions of a video), if there is one."""
        relative = f"{source.rsplit('.', 1)[0]}.{ending}"
        return self.take(relative, place) if self.folder.find(relative)[0] else None

    def look_ahead(self) -> None:
        """Look into the drawings and captions of ``media/``, half of them in a second process, if they are much text.

        Nothing is reported: that is done where a text of the course shows one, if any does.
        """
        names = [name for name in self.folder.listed("media") if name.lower().endswith(TEXTS)]
        if sum(_bytes(self.folder.root / name) for name in names) < PAYS:
            return

        def looks(share: Sequence[str]) -> dict[str, Any]:
            silent = Media(self.folder, [])
            for name in share:
                silent.take(name, self.folder.place(name))
            return {name: look.jsonable() for name, look in silent._looks.items()}

        with ahead(lambda: looks(names[1::2])) as result:
            told = {**looks(names[::2]), **result()}
        self._looks = {name: Look.of(look) for name, look in told.items()}

    def _opened(self, path: Path, relative: str, ending: str, place: Place) -> Medium | None:
        if not self.folder.inside(path):
            self.findings.append(
                rules.OUTSIDE_COURSE.at(
                    place, f"`{short(relative)}` is a link that leaves the course folder.", "Copy the file there."
                )
            )
            return None
        look, package_path = self._look(path, relative, ending, place), plain_name(relative)
        if look is None or not self._free(package_path, relative, place):
            return None
        self.assets[relative] = Asset(package_path, path, look.bytes, look.traces, self.folder.place(relative))
        return Medium(relative, package_path, ending, look.size)

    def _look(self, path: Path, relative: str, ending: str, place: Place) -> Look | None:
        """What a look into a file tells; nothing, and a finding, for one that is not what its ending says."""
        if relative in self._looks:
            return self._looks[relative]
        try:
            with path.open("rb") as file:
                count = os.fstat(file.fileno()).st_size
                head = file.read(min(count, HEADER * 2 if ending == "svg" else HEADER))
                if not self._sound(head, relative, ending, place):
                    return None
                traces = traces_of(BytesIO(head) if len(head) == count else file, ending)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            self.findings.append(rules.UNREADABLE.at(place, f"`{relative}` cannot be read: {reason}.", "Check it."))
            return None
        self._looks[relative] = Look(count, size_of(head, ending), traces)
        return self._looks[relative]

    def _sound(self, head: bytes, relative: str, ending: str, place: Place) -> bool:
        if not STARTS[ending](head):
            self.findings.append(
                rules.BROKEN_MEDIA.at(
                    place, f"`{relative}` is not a file of the type {ending}.", "Export it again, or rename it."
                )
            )
            return False
        if ending != "svg":
            return True
        if len(head) >= HEADER * 2:
            self.findings.append(
                rules.OVERSIZED.at(place, f"`{relative}` is larger than 2 MB.", "Simplify the drawing, or use PNG.")
            )
            return False
        found = svg_problems(head, self.folder.name(relative))
        self.findings.extend(found)
        return not found

    def _free(self, path: str, relative: str, place: Place) -> bool:
        other = self._sources.setdefault(path, relative)
        if other == relative:
            return True
        self.findings.append(
            rules.MEDIA_NAMES_COLLIDE.at(
                place, f"`{relative}` and `{other}` would both become `{path}` in the package.", "Rename one of them."
            )
        )
        return False


def _bytes(path: Path) -> int:
    try:
        return stat_of(path)[0]
    except OSError:
        return 0


def plain_name(relative: str) -> str:
    """The path in the package: ``media/`` and below it plain ASCII in lower case that every system accepts."""
    parts = relative.removeprefix("media/").split("/")
    return "/".join(["media", *(_plain(part) for part in parts)])


def _plain(part: str) -> str:
    stem, dot, ending = part.rpartition(".")
    plain = unicodedata.normalize("NFKD", stem if dot else part).encode("ascii", "ignore").decode("ascii").lower()
    plain = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-.")
    if not plain:
        normal = unicodedata.normalize("NFC", part)
        plain = "file-" + hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    if RESERVED.match(plain):
        plain = f"file-{plain}"
    return f"{plain[:80]}.{ending.lower()}" if dot else plain[:80]


def _is_local(relative: str) -> bool:
    parts = relative.split("/")
    return all(part not in ("", ".", "..") for part in parts) and not re.search(r"[\x00-\x1f:*?\"<>|]", relative)


def size_of(head: bytes, ending: str) -> Size | None:
    """Width and height in pixels from a file's first bytes, where they can be read."""
    reader = SIZES.get(ending)
    try:
        size = reader(head) if reader else None
    except (struct.error, IndexError, ValueError):
        return None
    return size if size and all(0 < side <= 100_000 for side in size) else None


def _png(head: bytes) -> Size:
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def _gif(head: bytes) -> Size:
    width, height = struct.unpack("<HH", head[6:10])
    return width, height


def _jpeg(head: bytes) -> Size | None:
    at = 2
    while at + 9 < len(head):
        if head[at] != 0xFF:
            return None
        marker = head[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        if marker == 0xFF:
            at += 1
        else:
            at += 2 + int(struct.unpack(">H", head[at + 2 : at + 4])[0])
    return None


def _webp(head: bytes) -> Size | None:
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


SIZES: dict[str, Callable[[bytes], Size | None]] = {
    "svg": svg_size,
    "png": _png,
    "gif": _gif,
    "jpg": _jpeg,
    "jpeg": _jpeg,
    "webp": _webp,
}
"""Who reads the size out of which type."""

STARTS: dict[str, Callable[[bytes], bool]] = {
    "svg": lambda head: b"<svg" in head or b":svg" in head,
    "png": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    "gif": lambda head: head.startswith((b"GIF87a", b"GIF89a")),
    "jpg": lambda head: head.startswith(b"\xff\xd8\xff"),
    "jpeg": lambda head: head.startswith(b"\xff\xd8\xff"),
    "webp": lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP",
    "mp4": lambda head: head[4:8] == b"ftyp",
    "webm": lambda head: head.startswith(b"\x1aE\xdf\xa3"),
    "mp3": lambda head: head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] >= b"\xe0"),
    "m4a": lambda head: head[4:8] == b"ftyp",
    "ogg": lambda head: head.startswith(b"OggS"),
    "opus": lambda head: head.startswith(b"OggS"),
    "wav": lambda head: head.startswith(b"RIFF") and head[8:12] == b"WAVE",
    "vtt": lambda head: head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"),
    "pdf": lambda head: b"%PDF-" in head[:1024],
}
"""How a file of each type begins, so that a renamed one is found here and not by a learner."""
