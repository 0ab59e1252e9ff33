"""The learner's runtime under Node: the shipped scripts, evaluated against a window of the tests' own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.node

ENOUGH = 200
"""Fewer tests than this means that a file was not found, not that a test was removed."""


def test_the_runtime_passes_its_own_tests_under_node(
    node: Callable[..., subprocess.CompletedProcess[str]], node_modules: Path, root: Path
) -> None:
    files = sorted(path.relative_to(root / "tests").as_posix() for path in (root / "tests/runtime").glob("*.test.mjs"))
    done = node("--test", "--test-reporter=tap", *files)
    counts = {name: int(number) for name, number in re.findall(r"^# (\w+) (\d+)$", done.stdout, re.MULTILINE)}
    assert done.returncode == 0, "\n".join(re.findall(r"^ *not ok.*$", done.stdout, re.MULTILINE)) or done.stderr
    assert counts["pass"] == counts["tests"] > ENOUGH
    assert (counts["fail"], counts["skipped"], counts["cancelled"]) == (0, 0, 0)
