"""Where the cache lies: one folder for each user, in the place that the system gives to caches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "SCORMKIT_CACHE"


def cache_folder(environment: Mapping[str, str], platform: str, home: Path) -> Path:
    """The cache folder: what :data:`VARIABLE` names, else ``scormkit`` in the user's cache folder.

    That is ``%LOCALAPPDATA%`` on Windows, ``~/Library/Caches`` on macOS and ``$XDG_CACHE_HOME`` elsewhere (XDG Base
    Directory Specification: a relative path in it is ignored). ``platform`` is ``sys.platform``.
    """
    if named := environment.get(VARIABLE):
        return Path(named)
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return (Path(local) if local else home / "AppData" / "Local") / "scormkit" / "Cache"
    if platform == "darwin":
        return home / "Library" / "Caches" / "scormkit"
    base = Path(environment.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else home / ".cache") / "scormkit"
