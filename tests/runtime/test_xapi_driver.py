"""The xAPI driver with the sample courses against the small LRS, whose answers are lost again and again."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from scormkit.compile.course import compile_course
from scormkit.compile.profile import package_schema
from scormkit.preview.lrs import Answer, Lrs, Request
from scormkit.source.load import load_course
from scormkit.targets.packaging import page_data
from scormkit.targets.xapi import XAPI

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from scormkit.model.course import Course

pytestmark = pytest.mark.node

TODAY = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
BUSY = Answer(503, b"busy\n", {"Content-Type": "text/plain"})


class Faults:
    """A line on which, in turns, answers are lost after the work was done, come as 503 instead, or arrive."""

    def __init__(self) -> None:
        self.answers = 0

    def __call__(self, request: Request, answer: Answer) -> Answer | None:
        if request.resource == "about" or request.method == "OPTIONS" or request.method == "GET":
            return answer
        self.answers += 1
        return {1: None, 2: BUSY}.get(self.answers % 3, answer)


def play(
    node: Callable[..., subprocess.CompletedProcess[str]], lrs: Lrs, course: Course
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The statements that the LRS holds after a whole course, in the order stored, and what the learner was told."""
    compiled = compile_course(course)
    expires = compiled.data["expires"]
    is_expired = isinstance(expires, str) and expires < TODAY.isoformat()
    given = {
        "endpoint": lrs.endpoint,
        "auth": lrs.authorization,
        "config": page_data(compiled, XAPI),
        "today": TODAY.isoformat().replace("+00:00", "Z"),
        "expired": is_expired,
        "claims": {} if is_expired else {credit.system.id: "0.25" for credit in course.credits},
    }
    done = node("runtime/xapi-play.mjs", stdin=json.dumps(given, default=dict))
    assert done.returncode == 0, done.stderr
    return [json.loads(text) for text in lrs.texts()], json.loads(done.stdout)


@pytest.fixture(params=("hand-hygiene", "her2-maintenance"))
def course(request: pytest.FixtureRequest, root: Path) -> Course:
    loaded = load_course(root / "course_src" / request.param, request.param)
    assert loaded.course is not None
    return loaded.course


@pytest.fixture(params=(None, Faults), ids=("calm", "faults"))
def lrs(request: pytest.FixtureRequest) -> Any:
    with Lrs(now=lambda: TODAY, watch=request.param and request.param()) as running:
        yield running


def test_a_course_is_recorded_once_in_order_and_as_the_schema_of_its_package_demands(
    node: Callable[..., subprocess.CompletedProcess[str]], lrs: Lrs, course: Course
) -> None:
    statements, told = play(node, lrs, course)
    judge = Draft202012Validator(package_schema(course))
    assert [error.message[:200] for each in statements for error in judge.iter_errors(each)] == []
    questions = sum(quiz.role == "post-test" and len(quiz.questions) for quiz in course.quizzes)
    verbs = [str(each["verb"]["display"]["en"]) for each in statements]
    launches = ["initialized", "terminated"]
    expected = Counter(
        {"acknowledged": 1, "experienced": len(course.pages), "answered": 2 * questions, "failed": 1, "passed": 1}
        | {"claimed": "claimed" in verbs and len(course.credits), "completed": 1}
        | dict.fromkeys(launches, 4)
    )
    assert Counter(verbs) == +expected
    assert verbs[-1] == "terminated"
    assert [each["timestamp"] for each in statements] == sorted(each["timestamp"] for each in statements)
    assert len({each["id"] for each in statements}) == len(statements)
    assert told["said"][-1] == [True, "review"]
    assert told["waiting"] == 0


def test_every_statement_of_a_registration_points_to_the_one_record(
    node: Callable[..., subprocess.CompletedProcess[str]], lrs: Lrs, course: Course
) -> None:
    statements, _ = play(node, lrs, course)
    (record,) = [each["id"] for each in statements if each["verb"]["id"].endswith("/completed")]
    pointing = [each["context"]["statement"]["id"] for each in statements if "statement" in each["context"]]
    assert set(pointing) == {record}
