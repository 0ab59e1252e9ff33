"""The table of faults names tests that there are, and every test of a fault stands in it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "faults.md"
# What tests the hosts themselves, and this.
BESIDE = ("test_lrs_proxy.py", "test_fault_lms.py", "test_table.py")


def named_in(*names: str) -> set[str]:
    """The names of the test functions in files of this folder."""
    found = set()
    for name in names:
        tree = ast.parse((Path(__file__).parent / name).read_bytes())
        found |= {
            node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        }
    return found


def test_the_table_of_faults_and_the_tests_of_faults_name_each_other() -> None:
    named = set(re.findall(r"`(test_\w+)`", TABLE.read_text(encoding="utf-8")))
    there = named_in(*(path.name for path in Path(__file__).parent.glob("test_*.py") if path.name not in BESIDE))
    assert (sorted(named - there), sorted(there - named)) == ([], [])


def test_every_row_of_the_table_has_a_test() -> None:
    rows = [
        line for line in TABLE.read_text(encoding="utf-8").splitlines() if re.match(r"\| (?!fault|number|---)", line)
    ]
    assert len(rows) > 50
    assert [row for row in rows if "`test_" not in row] == []
