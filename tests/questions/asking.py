"""Questions as an author writes them, read by the program; and what the learner's browser makes of them."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scormkit.compile.data import course_data
from scormkit.source.load import load_course

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from subprocess import CompletedProcess

    from scormkit.model.course import Course, Loaded
    from scormkit.model.quiz import Question

HERE = Path(__file__).parent
MINIMAL = HERE.parent / "source" / "minimal"
HEAD = "---\nid: post-test\ntitle: Post-test\nrole: post-test\npassing: 80\n---\n"
CASES = {
    f"{path.stem}-{number}": case
    for path in sorted((HERE / "cases").glob("*.json"))
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8")), 1)
}
"""Questions with responses and what each is worth, which Python and JavaScript share."""


def written(kind: str, answers: str, attributes: str = "", stem: str = "") -> str:
    """A question of the kind as an author writes it."""
    braces = f"{{#asked kind={kind} objective=know {attributes}}}"
    return "\n\n".join(part for part in (f"## What is asked? {braces}", stem, answers, "> Because.") if part) + "\n"


def loaded(body: str) -> Loaded:
    """The minimal course with this as its quiz."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        shutil.copytree(MINIMAL, course)
        (course / "quizzes/post-test.md").write_text(HEAD + body, encoding="utf-8")
        return load_course(course, ".")


def course_of(body: str) -> Course:
    """The course with this as its quiz, which must have no finding."""
    got = loaded(body)
    assert got.findings == ()
    assert got.course is not None
    return got.course


def question_of(case: dict[str, Any]) -> Question:
    """The question of a case."""
    body = written(case["kind"], case.get("answers", ""), case.get("attributes", ""))
    return course_of(body).quizzes[0].questions[0]


def data_of(course: Course) -> list[dict[str, Any]]:
    """What the scripts know of each question."""
    quizzes: Any = course_data(course)["quizzes"]
    return [question for quiz in quizzes for question in quiz["questions"]]


def in_node(
    node: Callable[..., CompletedProcess[str]], asked: Sequence[tuple[dict[str, Any], list[str]]]
) -> list[dict[str, Any]]:
    """What the browser gives for (question, response), all in one run: score and whether it is an answer."""
    entries = [{"question": question, "response": response} for question, response in asked]
    done = node("questions/score.mjs", stdin=json.dumps(entries))
    assert done.stderr == ""
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
