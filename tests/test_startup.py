"""``--help`` and ``--version`` answer at once: whatever is heavy is imported by the verb that uses it.

What is not loaded is checked, not how long it takes; ``benchmarks/bars.py`` prints the times.
"""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache

import pytest

HEAVY = (
    "ahocorasick_rs",
    "asyncio",
    "deflate",
    "segno",
    "http.client",
    "http.server",
    "importlib.metadata",
    "jinja2",
    "jsonschema",
    "lxml",
    "markdown_it",
    "mdit_py_plugins",
    "scormkit.checks",
    "scormkit.compile",
    "scormkit.source",
    "scormkit.targets",
    "socket",
    "sqlite3",
    "ssl",
    "tincan",
    "unittest",
    "urllib.request",
    "xml",
    "yaml",
    "zipfile",
    "zoneinfo",
)

COMMANDS = [
    ("--help",),
    ("--version",),
    ("build", "--help"),
    ("check", "--help"),
    ("approve", "--help"),
    ("rules", "--help"),
    ("import", "--help"),
    ("faculty", "--help"),
]


@cache
def loaded_by(*arguments: str) -> frozenset[str]:
    """The modules that a run of the program imports, as the interpreter itself reports them."""
    command = [sys.executable, "-X", "importtime", "-m", "scormkit", *arguments]
    finished = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=True)
    return frozenset(re.findall(r"^import time:.*\|\s+(\S+)$", finished.stderr, flags=re.MULTILINE))


def test_the_report_of_imports_is_read_at_all() -> None:
    assert {"scormkit", "scormkit.cli", "click"} <= loaded_by("--help")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("module", HEAVY)
def test_help_does_not_load(module: str, arguments: tuple[str, ...]) -> None:
    loaded = loaded_by(*arguments)
    assert {name for name in loaded if name == module or name.startswith(f"{module}.")} == set()
