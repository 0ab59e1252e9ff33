"""Member names: which ones any file system and any LMS can take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 200
"""Characters of a member's path: Windows unpacks below 260 together with the folder it unpacks into."""

_SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def reserved_on_windows(segment: str) -> bool:
    """Whether Windows refuses a file of this name (a device, with or without an extension, or a dot or space last)."""
    return bool(_RESERVED.fullmatch(segment)) or segment.endswith((".", " "))


def portable(name: str) -> bool:
    """Whether a path can be unpacked everywhere: ASCII letters, digits, dot, dash, underscore; below 200 characters."""
    segments = name.split("/")
    return len(name) <= LONGEST and all(
        _SEGMENT.fullmatch(segment) and not reserved_on_windows(segment) for segment in segments
    )


def unsafe(name: str) -> str:
    """What makes a path dangerous to unpack, or nothing."""
    checks: tuple[tuple[bool, str], ...] = (
        (not name, "is empty"),
        (name.startswith("/"), "is absolute"),
        (bool(re.match(r"[A-Za-z]:", name)), "names a drive"),
        ("\\" in name, "uses backslashes"),
        (any(ord(character) < 32 or ord(character) == 127 for character in name), "has control characters"),
        (bool({"..", ".", ""} & set(name.split("/"))), "climbs or has an empty step"),
    )
    return next((offence for true, offence in checks if true), "")


def same_name_twice(names: Iterable[str]) -> str:
    """The first name that an earlier one equals where capitals do not count (Windows, macOS), or nothing."""
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            return name
        seen.add(name.casefold())
    return ""
