"""Banks that others published: none breaks the program, nothing of them goes untold, and what is written is read back.

They are in source archives of public packages, which `make test` brings (published.txt) and which nobody installs. A
folder question-banks beside the checkout is read as well, where there is one.
"""

from __future__ import annotations

import ast
import sys
import tarfile
import textwrap
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from banks import bring, reread, rules, zipped

from scormkit.importing import Unreadable
from scormkit.importing.formats import guessed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scormkit.importing import Imported

ROOT = Path(__file__).resolve().parents[2]
ARCHIVES = Path(sys.prefix, "banks")
BESIDE = ROOT.parent / "question-banks"
TOLD = {"IMP030": {"SRC025", "SRC069"}, "IMP040": {"SRC050"}}
"""What the reader of courses finds in a quiz, by the rule that told it before: no words, no pair; no picture."""
FOUND = {
    "amc2moodle-2.12.1": (("*/payload_*/*.xml",), {"moodle-xml": (5, 35, 6)}),
    "citolab_qti_convert-0.2.0": (
        ("*/fixtures/*/*ITEM_*.xml", "*/fixtures/*/*-item.*.xml", "*/fixtures/*/tao-*.xml", "*/sample-package/"),
        {"qti": (36, 38, 12)},
    ),
    "moodle_tools-1.1.0": (("*/tests/resources/*.xml",), {"moodle-xml": (18, 31, 10)}),
    "ua_exam-0.2.0": (("*/test/*.py",), {"gift": (11, 16, 1)}),
}
"""Which members of an archive are banks, a folder being a package; and how many of each format there are, with how many
questions that came along and how many that were left out."""


def members(archive: str) -> dict[str, bytes]:
    path = ARCHIVES / f"{archive}.tar.gz"
    if not path.is_file():
        pytest.fail(f"{path.name} is missing: run `make test`, which brings it, or `make .venv/stamps/banks`")
    with tarfile.open(path) as opened:
        inside = {member.name: opened.extractfile(member) for member in opened if member.isfile()}
        return {name: file.read() for name, file in sorted(inside.items()) if file}


def banks(archive: str, patterns: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The banks of an archive by their names: files, folders as packages, and texts inside programs."""
    files = members(archive)
    for pattern in patterns:
        if pattern.endswith("/"):
            package = {name.split(pattern[1:])[1]: raw for name, raw in files.items() if pattern[1:] in name}
            yield pattern.strip("*/") + ".zip", zipped(package)
        for name, raw in files.items():
            if fnmatch(name, pattern):
                yield from texts(name, raw) if name.endswith(".py") else ((name, raw),)


def texts(name: str, raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The banks that a program holds as texts."""
    for node in ast.walk(ast.parse(raw)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = textwrap.dedent(node.value)
            try:
                guessed(text, name)
            except Unreadable:
                continue
            yield f"{name}:{node.lineno}", text.encode()


def untold(made: Imported) -> list[str]:
    """What nobody was told: errors in the quiz that no finding of the import is about, and findings without a line."""
    told = {rule for imported in rules(made) for rule in TOLD.get(imported, ())}
    left_out = [finding for finding in made.findings if finding.rule in ("IMP010", "IMP020")]
    found = [str(finding) for finding in left_out if not finding.place.line]
    found += [] if len(left_out) == made.left_out else [f"{made.left_out} left out, {len(left_out)} told"]
    _, findings = reread(made.text, made.pictures) if made.questions else (None, ())
    return found + [str(one) for one in findings if one.severity == "error" and one.rule not in told]


@pytest.mark.parametrize("archive", FOUND)
def test_every_bank_of_a_package_comes_along_or_says_why_not(archive: str) -> None:
    patterns, expected = FOUND[archive]
    lost: list[tuple[str, str]] = []
    count: dict[str, Counter[str]] = {}
    for name, raw in banks(archive, patterns):
        made = bring(raw, name)
        lost += [(name, one) for one in untold(made)]
        count.setdefault(made.form, Counter()).update(banks=1, questions=made.questions, left_out=made.left_out)
    assert lost == []
    assert {form: (each["banks"], each["questions"], each["left_out"]) for form, each in count.items()} == expected


@pytest.mark.skipif(not BESIDE.is_dir(), reason="no question banks lie beside this checkout")
def test_every_bank_beside_the_checkout_comes_along_or_says_why_not() -> None:
    lost = []
    for path in sorted(BESIDE.rglob("*")):
        if path.suffix in (".xml", ".gift", ".txt", ".csv", ".zip"):
            try:
                lost += [(path.name, one) for one in untold(bring(path.read_bytes(), path.name))]
            except Unreadable:
                continue
    assert lost == []
