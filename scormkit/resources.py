"""Finds what ships beside the code: manifests' templates, schemas and the learner's runtime.

An installed wheel carries ``manifests/`` inside the package; an editable install uses the folder of the checkout.
Nobody else asks where files are. Everything is read as bytes or as UTF-8, so that a Windows code page changes nothing.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).resolve().parent


def manifests_dir() -> Path:
    """The folder ``manifests/``: the wheel's copy, else the checkout's. Raises :class:`FileNotFoundError`."""
    for folder in (_PACKAGE / "manifests", _PACKAGE.parent / "manifests"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("scormkit is installed without its folder manifests/: install it again")


def runtime_dir() -> Path:
    """The folder ``scormkit/runtime/``: what the learner's browser gets."""
    return _PACKAGE / "runtime"


def room_dir(room: str) -> Path:
    """The folder of a room, for a template that stands beside its code."""
    return _PACKAGE / room


@cache
def package_file(relative: str) -> bytes:
    """The bytes of a file of the package, such as ``runtime/kit.js``. Raises :class:`FileNotFoundError`."""
    return (_PACKAGE / relative).read_bytes()


def program_files() -> Iterator[tuple[str, Path]]:
    """Every file that the program consists of, with its name, sorted: code, templates, schemas and runtime."""
    for root in (_PACKAGE, manifests_dir()):
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                path = Path(folder, name)
                yield f"{root.name}/{path.relative_to(root).as_posix()}", path


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema ``manifests/schemas/NAME.schema.json``, parsed. Raises :class:`FileNotFoundError`."""
    path = manifests_dir() / "schemas" / f"{name}.schema.json"
    parsed: dict[str, Any] = json.loads(path.read_bytes())
    return parsed
