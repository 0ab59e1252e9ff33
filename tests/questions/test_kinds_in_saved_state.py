"""What the saved state takes of every kind, against what the learner's runtime really writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from asking import course_of, data_of, written

from scormkit.checks.limits import worst_suspend_data
from scormkit.compile.data import course_data
from scormkit.resources import runtime_dir

if TYPE_CHECKING:
    from collections.abc import Callable
    from subprocess import CompletedProcess

    from scormkit.model.course import Course

    Node = Callable[..., CompletedProcess[str]]

COUNT = 12
SECONDS = 9_999_999
PAIRS = "\n".join(f"- [x] left {number} = right {number}" for number in range(6))
ITEMS = "\n".join(f"{number}. [x] item {number}" for number in range(1, 7))
FULLEST = {
    "fill-in": ("- [x] word", "", ['"' * 40]),
    "fill-in in Greek": ("- [x] \u03bb\u03cc\u03b3\u03bf\u03c2", "", ["\u03bb" * 40]),
    "numeric": ("- [x] 6", "", ["-123456789.12345"]),
    "matching": (PAIRS, "", [f"{source}.{target}" for source, target in zip("abcdef", "fedcba", strict=True)]),
    "ordering": (ITEMS, "", ["a", "b", "c", "d", "e", "_"]),
    "likert": ("", "scale=quality", ["5"]),
    "long": ("", "", ["\u00e9" * 500]),
}
"""The fullest answer to each: list, attributes, response."""


def asked(name: str) -> Course:
    answers, attributes, _ = FULLEST[name]
    one = written(name.split()[0], answers, attributes)
    return course_of("\n".join(one.replace("{#asked", f"{{#asked-{number}") for number in range(COUNT)))


def saved(node: Node, course: Course, response: list[str]) -> str:
    data: dict[str, Any] = dict(course_data(course))
    answers = {one["id"]: {"response": response, "seconds": SECONDS} for one in data_of(course)}
    own = {"count": 99999, "best": 66.67, "last": 33.33, "passed": False, "open": True, "answers": answers}
    state = {
        "at": "certificate",
        "ack": data["disclosures"][-12:],
        "pages": {section["id"]: True for section in data["sections"] if section["kind"] == "page"},
        "quizzes": {data["quizzes"][0]["id"]: own},
        "profession": "physician",
        "claims": {},
        "expired": True,
        "date": "2026-02-28",
        "reference": "WWWW-WWWW-WWWW",
        "items": 999999999,
        "attempt": "wzzzz",
        "seen": {f"wzzz{window}": 99999 for window in range(6)},
    }
    entry = {"data": data, "state": state, "limit": worst_suspend_data(course)}
    done = node("checks/encode.cjs", str(runtime_dir()), stdin=json.dumps([entry]))
    assert done.stderr == ""
    text: str = json.loads(done.stdout)[0]
    return text


@pytest.mark.node
@pytest.mark.parametrize("name", FULLEST)
def test_the_fullest_answers_fit_into_the_estimate(name: str, node: Node) -> None:
    """SCORM 1.2 RTE 3.4.4: what does not fit into cmi.suspend_data is lost without a word."""
    course = asked(name)
    text = saved(node, course, FULLEST[name][2])
    assert len(text) <= worst_suspend_data(course)
    assert text.isascii()


@pytest.mark.node
@pytest.mark.parametrize("name", FULLEST)
def test_where_room_is_short_only_long_answers_go(name: str, node: Node) -> None:
    course = asked(name)
    answers = json.loads(saved(node, course, FULLEST[name][2]))["q"]
    assert {len(one["a"]) for one in answers.values()} == {0 if name == "long" else COUNT}
