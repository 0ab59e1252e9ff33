"""The scripts of the kinds under Node: the words they show, and the numbers they read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from scormkit.questions import KINDS
from scormkit.resources import package_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

SHARED = set(json.loads(package_file("runtime/words/en.json")))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_brings_the_words_that_its_scripts_show_and_no_others(kind: str) -> None:
    own = {key for path in KINDS[kind].words for key in json.loads(package_file(path))}
    shared = {path for other in KINDS.values() if set(other.words) & set(KINDS[kind].words) for path in other.scripts}
    code = "".join(package_file(path).decode() for path in sorted(shared | set(KINDS[kind].scripts)))
    asked = {key for call in re.findall(r"kit\.word\(([^)]*)\)", code) for key in re.findall(r'"(\w+)"', call)}
    assert asked - SHARED <= own
    assert {key for key in own if f'"{key}"' not in code} == set()


NUMBERS = {
    "6": "6",
    " 6 ": "6",
    "6,5": "6.5",
    "6.50": "6.50",
    ".5": "0.5",
    ",5": "0.5",
    "+6": "6",
    "\u22126": "-6",
    "0012": "12",
    "1 200": "1200",
    "1\u202f200,5": "1200.5",
    "0,125": "0.125",
    "1.200": "1.200",
    "\uff16": "6",
}
NO_NUMBERS = ("1,200", "12,345", "1,200,000", "1.2.3", "six", "6 mg", "", "-", "1e3", "0x10", "5-7")


@pytest.mark.node
def test_numbers_are_read_as_people_write_them(node: Callable[..., CompletedProcess[str]]) -> None:
    done = node("questions/numbers.mjs", stdin=json.dumps([*NUMBERS, *NO_NUMBERS]))
    assert done.stderr == ""
    wanted = [[text, True] for text in NUMBERS.values()] + [["?" if text else "", False] for text in NO_NUMBERS]
    assert json.loads(done.stdout) == wanted
