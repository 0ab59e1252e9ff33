"""The one strict template environment, and the bytecode of templates beside that of modules."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "keep_trailing_newline": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "newline_sequence": "\n",
}
"""What a compiled template depends on beside its text."""


@cache
def templates(folder: Path) -> Environment:
    """The environment that reads templates in ``folder``; made once, since a template is compiled in each anew.

    Everything is escaped (for XML and HTML alike), an unknown name is an error instead of a gap, and a template
    gives the same text on any machine: line ends are LF and no clock, chance or path can be reached.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from scormkit.templates.bytecode import Bytecode

    return Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        undefined=StrictUndefined,
        bytecode_cache=Bytecode(repr(OPTIONS)),
        **OPTIONS,
    )
