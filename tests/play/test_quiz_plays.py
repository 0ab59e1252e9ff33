"""A course with every sort of quiz in a browser: before the pages, inside one, drawn, sent; axe and keyboard."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from quizzes import EVALUATION, POOL, PRE_TEST, RECAP, STEPS
from visits import PHONE

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from learner import Learner
    from strict_lms import Attempt, Lms
    from visits import Visit

    Visits = Callable[..., Visit]
    Enrol = Callable[..., Attempt]

pytestmark = pytest.mark.browser

CURRENT = ".section.current"


@pytest.fixture(scope="module")
def quizzed(
    scormkit: Callable[..., subprocess.CompletedProcess[bytes]],
    root: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The package of a sample course with quizzes of every role."""
    folder = tmp_path_factory.mktemp("quizzed")
    course = folder / "quizzed"
    shutil.copytree(root / "course_src/hand-hygiene", course)
    for name, text in (("010-before", PRE_TEST), ("020-recap", RECAP), ("030-steps", STEPS), ("090-end", EVALUATION)):
        (course / f"quizzes/{name}.md").write_text(text, encoding="utf-8")
    (course / "quizzes/post-test.md").write_text(POOL, encoding="utf-8")
    head = course / "course.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("id: hand-hygiene", "id: quizzed", 1), encoding="utf-8")
    page = course / "pages/010-five-moments.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n::: quiz recap\n:::\n", encoding="utf-8")
    done = scormkit("build", course, "--target", "scorm12", "--out", folder / "dist")
    assert done.returncode == 0, done.stderr.decode()
    [package] = (folder / "dist").glob("*.zip")
    return package


@pytest.fixture
def quizzing(lms: Lms, quizzed: Path) -> Enrol:
    def make(**settings: Any) -> Attempt:
        return lms.enrol(lms.install(quizzed), **settings)

    return make


def paper(learner: Learner) -> list[str]:
    """The questions of the section as they are shown, each with its answers in their order."""
    script = "all => all.map(e => e.dataset.question + [...e.querySelectorAll('input')].map(i => i.value).join(''))"
    shown: list[str] = learner.see(f"{CURRENT} .question").evaluate_all(script)
    return shown


def answer(learner: Learner, right: bool) -> None:
    """Answers every question that is shown in the section."""
    known = {question["id"]: question for quiz in learner.data["quizzes"] for question in quiz["questions"]}
    for fieldset in learner.see(f"{CURRENT} .question").all():
        correct = known[fieldset.get_attribute("data-question") or ""]["correct"]
        values = [box.get_attribute("value") or "" for box in fieldset.locator("input").all()]
        value = correct[0] if right else next(each for each in values if each not in correct)
        fieldset.locator(f"input[value='{value}']").check()


def send(learner: Learner) -> str:
    learner.see(f"{CURRENT} .submit").click()
    return learner.text()


def at_the_test(learner: Learner) -> Learner:
    learner.see("#acknowledge-box").check()
    learner.see("#begin").click()
    learner.go(learner.pages()[0])
    for _ in learner.pages():
        learner.turn()
    learner.go("quiz-post-test")
    return learner


def test_a_pre_test_stands_before_the_pages_and_keeps_its_answers_to_the_end(visit: Visits, quizzing: Enrol) -> None:
    learner = visit().launch(quizzing())
    learner.see("#acknowledge-box").check()
    learner.see("#begin").click()
    learner.arrives("quiz-before")
    answer(learner, right=True)
    said = send(learner)
    assert "Passed" not in said
    assert "Right: 100%." in said
    assert learner.see("#quiz-before .feedback:visible").count() == 0


def test_a_check_inside_a_page_explains_each_answer_at_once(visit: Visits, quizzing: Enrol) -> None:
    attempt = quizzing()
    learner = visit().launch(attempt)
    learner.see("#acknowledge-box").check()
    learner.see("#begin").click()
    learner.go("page-five-moments")
    check = learner.see("#quiz-recap")
    first, second = check.locator(".question").all()
    first.locator("input").first.check()
    first.locator(".check-answer").click()
    expect(first.locator(".feedback")).to_contain_text("They come after.")
    expect(second.locator(".feedback")).to_be_hidden()
    second.locator("input").first.check()
    second.locator(".check-answer").click()
    expect(check.locator(".result")).to_contain_text("it does not count")
    learner.close()
    attempt.wait_finished()
    assert [name for name in attempt.interactions if name.startswith("q-recap")] == [
        "q-recap-chain-1",
        "q-recap-gloves-1",
    ]
    assert attempt.refusals == []


def test_a_drawn_test_resumes_exactly_and_a_new_attempt_draws_anew(visit: Visits, quizzing: Enrol) -> None:
    attempt = quizzing()
    learner = at_the_test(visit().launch(attempt))
    shown = paper(learner)
    assert len(shown) == 4
    learner.see(f"{CURRENT} input").first.check()
    learner.settled()
    learner.close()
    attempt.wait_finished()
    again = visit().launch(attempt)
    assert again.place == "quiz-post-test"
    assert paper(again) == shown
    assert again.see(f"{CURRENT} input").first.is_checked()
    answer(again, right=False)
    send(again)
    again.see(f"{CURRENT} .again").click()
    anew = paper(again)
    assert {name[:-4] for name in anew} & {name[:-4] for name in shown} == set()
    assert attempt.refusals == []


def test_results_are_told_by_objective_and_beside_the_pre_test(visit: Visits, quizzing: Enrol) -> None:
    learner = visit().launch(quizzing())
    learner.see("#acknowledge-box").check()
    learner.see("#begin").click()
    answer(learner, right=False)
    send(learner)
    learner.go(learner.pages()[0])
    for _ in learner.pages():
        learner.turn()
    learner.go("quiz-post-test")
    answer(learner, right=True)
    said = send(learner)
    assert "Before the pages: 0%. Now: 100%." in said
    rows = learner.see(".by-objective tbody tr").evaluate_all(
        "all => all.map(e => [...e.cells].slice(1).map(c => c.textContent))"
    )
    assert rows == [["0 of 1", "2 of 2"], ["0 of 1", "2 of 2"]]


def test_one_question_is_in_sight_and_the_first_open_one_is_found_again(visit: Visits, quizzing: Enrol) -> None:
    learner = at_the_test(visit().launch(quizzing()))
    learner.go("quiz-steps")
    steps = learner.see("#quiz-steps")
    expect(steps.locator(".question:visible")).to_have_count(1)
    steps.locator(".step-on").click()
    steps.locator(".step-on").click()
    expect(steps.locator(".step")).to_have_text("Question 3 of 3")
    steps.locator(".submit").click()
    expect(steps.locator(".step")).to_have_text("Question 1 of 3")
    expect(steps.locator(".problem")).to_contain_text("3")


def test_an_evaluation_is_sent_once_without_a_verdict(visit: Visits, quizzing: Enrol) -> None:
    attempt = quizzing()
    learner = at_the_test(visit().launch(attempt))
    answer(learner, right=True)
    send(learner)
    learner.go("quiz-evaluation")
    for fieldset in learner.see(f"{CURRENT} .question").all():
        fieldset.locator("input").first.check()
    said = send(learner)
    assert "Thank you" in said
    assert learner.see("#quiz-evaluation :is(.again, .submit, .feedback):visible").count() == 0
    learner.close()
    attempt.wait_finished()
    told = attempt.interactions
    assert {name: told[name]["result"] for name in told if name.startswith("eval-")} == {
        "eval-met": "neutral",
        "eval-bias": "neutral",
    }
    assert "correct_responses.0.pattern" not in told["eval-met"]
    assert attempt.refusals == []


def test_the_keyboard_alone_answers_a_check_and_steps(visit: Visits, quizzing: Enrol) -> None:
    learner = visit(viewport=PHONE).launch(quizzing(), how="window")
    learner.see("#acknowledge-box").check()
    learner.see("#begin").click()
    learner.go("page-five-moments")
    keyboard = learner.page.context.pages[-1].keyboard
    learner.see("#quiz-recap input").first.focus()
    keyboard.press("Space")
    keyboard.press("Tab")
    assert learner.course.evaluate("document.activeElement.className") == "check-answer primary"
    keyboard.press("Enter")
    assert learner.course.evaluate("document.activeElement.className") == "feedback"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_of_a_quiz_violates_wcag(visit: Visits, quizzing: Enrol, axe: Callable[..., Any], scheme: str) -> None:
    learner = at_the_test(visit(viewport=PHONE, color_scheme=scheme).launch(quizzing(), how="window"))
    found = {}

    def judge(view: str) -> None:
        found[view] = axe(learner.course)

    judge("drawn")
    answer(learner, right=False)
    send(learner)
    judge("by objective")
    learner.go("page-five-moments")
    judge("check")
    learner.see("#quiz-recap input").first.check()
    learner.see("#quiz-recap .check-answer").first.click()
    judge("checked")
    learner.go("quiz-steps")
    judge("steps")
    learner.go("quiz-before")
    answer(learner, right=True)
    send(learner)
    judge("sent")
    assert found == {view: [] for view in found}
