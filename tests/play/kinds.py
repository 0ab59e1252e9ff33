"""A course that asks every kind of question, and a learner who answers with mouse or keyboard as each kind wants."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from learner import Learner

ROOT = Path(__file__).resolve().parents[2]
QUIZ = ROOT / "tests/questions/every-kind.md"

RIGHT = {
    "case-first": "Malaria smear",
    "case-second": ["Severe malaria", "An emergency"],
    "gloves": "False",
    "organism": "c. DIFFICILE",
    "dose": "6,05",
    "effects": {
        "Beta-blocker": "Bradycardia",
        "ACE inhibitor": "Cough",
        "An opioid taken for many weeks against pain after surgery": "Constipation that does not go away by itself",
    },
    "protection": {"Gown": "1", "Mask": "2", "Goggles": "3", "Gloves, over the cuffs of the gown": "4"},
    "bias": "Agree",
    "sure": "Very",
    "change": "Clean my hands, \u201calways\u201d.\nAnd tell others.",
    "picture": "The left one",
}
WRONG = RIGHT | {
    "case-first": "Chest film",
    "case-second": ["Severe malaria", "A relapse", "An emergency"],
    "gloves": "True",
    "organism": "Norovirus",
    "dose": "12",
    "effects": {
        "Beta-blocker": "Cough",
        "ACE inhibitor": "Bradycardia",
        "An opioid taken for many weeks against pain after surgery": "Constipation that does not go away by itself",
    },
    "protection": {"Gown": "1", "Mask": "2", "Goggles": "4", "Gloves, over the cuffs of the gown": "3"},
    "picture": "Neither",
}


FEEDBACK = "feedback: after-attempt\n"


def written(folder: Path, settings: str = FEEDBACK) -> Path:
    """The sample course with a test of every kind."""
    name = "every-kind" if settings == FEEDBACK else f"every-kind-{settings.split()[-1]}"
    course = folder / name
    shutil.copytree(ROOT / "course_src/hand-hygiene", course)
    quiz = QUIZ.read_text(encoding="utf-8").replace(FEEDBACK, settings, 1)
    (course / "quizzes/post-test.md").write_text(quiz, encoding="utf-8")
    text = (course / "course.yaml").read_text(encoding="utf-8")
    (course / "course.yaml").write_text(text.replace("id: hand-hygiene\n", f"id: {name}\n", 1), encoding="utf-8")
    return course


def built(scormkit: Callable[..., subprocess.CompletedProcess[bytes]], folder: Path, settings: str = FEEDBACK) -> Path:
    """Its package."""
    done = scormkit("build", written(folder, settings), "--target", "scorm12", "--out", folder / "out")
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return next((folder / "out").glob("*.zip"))


def reply(learner: Learner, name: str, answer: str | list[str] | dict[str, str]) -> None:
    """Answers a question: words to write or an answer to pick, answers to tick, or what to choose in each line."""
    question = learner.test.locator(f"[data-question='{name}']")
    if isinstance(answer, dict):
        for item, choice in answer.items():
            question.get_by_label(item, exact=True).select_option(label=choice)
    elif question.locator(".field").count():
        question.get_by_label("Your answer").fill(answer if isinstance(answer, str) else "")
    else:
        for words in [answer] if isinstance(answer, str) else answer:
            question.get_by_label(words, exact=True).check()


def reply_all(learner: Learner, answers: dict[str, str | list[str] | dict[str, str]]) -> None:
    """Answers every question, and goes on where a case waits for it."""
    for name, answer in answers.items():
        if not learner.test.locator(f"[data-question='{name}']").is_visible():
            learner.test.get_by_role("button", name="Continue the case").click()
        reply(learner, name, answer)
