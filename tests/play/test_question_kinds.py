"""Every kind of question in a browser: answered, kept, judged and told; by keyboard; seen by axe in every state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kinds import RIGHT, WRONG, built, reply, reply_all
from playwright.sync_api import expect
from test_accessibility import WIDE
from visits import DESKTOP, PHONE

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

KEPT_AFTER = 1000  # milliseconds: longer than the pause after which words are kept


@pytest.fixture(scope="module")
def package(
    scormkit: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return built(scormkit, tmp_path_factory.mktemp("kinds"))


@pytest.fixture
def enrolled(lms: Lms, package: Path) -> Enrol:
    return lambda: lms.enrol(lms.install(package))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP, {"width": 320, "height": 640}], ids=["phone", "desktop", "narrow"])
def test_no_kind_violates_anything_in_any_state(
    visit: Visits, enrolled: Enrol, axe: Callable[..., Any], scheme: str, size: dict[str, int]
) -> None:
    attempt = enrolled()
    learner = visit(color_scheme=scheme, viewport=size).launch(attempt, how="window")
    learner.to_the_test()
    found: list[Any] = []

    def look() -> None:
        found.extend([*axe(learner.course), *learner.course.evaluate(WIDE)])

    learner.test.locator("details.hint summary").click()
    learner.test.locator("button.submit").click()
    look()
    reply_all(learner, WRONG)
    reply(learner, "dose", "1,200")
    look()
    reply(learner, "dose", "12")
    assert "16.67%" in learner.submit()
    look()
    learner.try_again()
    reply_all(learner, RIGHT)
    assert "100%" in learner.submit()
    look()
    assert found == []
    assert attempt.refusals == []


def test_a_long_choice_is_shown_in_all_its_lines_once_it_is_marked(visit: Visits, enrolled: Enrol) -> None:
    learner = visit(viewport={"width": 320, "height": 640}).launch(enrolled(), how="window")
    learner.to_the_test()
    reply_all(learner, WRONG)
    lists = learner.test.locator("[data-question='effects'] select")
    heights = "all => all.map(e => e.scrollHeight > e.clientHeight ? 'cut off' : e.offsetHeight)"
    cough, _, constipation = lists.evaluate_all(heights)
    assert cough == constipation
    learner.submit()
    assert lists.evaluate_all("all => all.map(e => e.selectedOptions[0].text.length)")[2] > 40
    cough, _, constipation = lists.evaluate_all(heights)
    assert constipation > cough


def fields(learner: Learner) -> list[str]:
    """What stands in every control of the test."""
    controls = learner.test.locator(".question :is(input, select, textarea)")
    found: list[str] = controls.evaluate_all(
        "all => all.map(e => ['radio', 'checkbox'].includes(e.type) ? String(e.checked) : e.value)"
    )
    return found


def test_answers_of_every_kind_are_there_again_after_the_window_was_closed(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    first = visit().launch(attempt)
    first.to_the_test()
    reply_all(first, WRONG)
    before = fields(first)
    first.close()
    attempt.wait_finished()
    second = visit().launch(attempt)
    assert fields(second) == before
    assert second.see(".next-stage").count() == 0


def test_words_are_kept_while_they_are_typed(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    learner = visit().launch(attempt)
    learner.to_the_test()
    field = learner.test.locator("[data-question='change'] textarea")
    field.press_sequentially("half a sen")
    learner.close()
    attempt.wait_finished()
    assert "half a sen" in attempt.values["cmi.suspend_data"]


def test_signs_of_every_script_come_back_as_they_were_written(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    first = visit().launch(attempt)
    first.to_the_test()
    words = "Sj\u00f6gren \u201c\u03b2\u201d \u4e2d \U0001f642\nnext"
    reply(first, "change", words)
    first.close()
    attempt.wait_finished()
    assert attempt.values["cmi.suspend_data"].isascii()
    second = visit().launch(attempt)
    expect(second.test.locator("[data-question='change'] textarea")).to_have_value(words)


def test_a_later_stage_waits_for_the_answers_before_it_and_then_they_stay(visit: Visits, enrolled: Enrol) -> None:
    learner = visit().launch(enrolled())
    learner.to_the_test()
    second, go = learner.test.locator("[data-question='case-second']"), learner.test.locator(".next-stage button")
    expect(second).to_be_hidden()
    expect(learner.test.get_by_text("The smear shows rings")).to_be_hidden()
    expect(go).to_be_disabled()
    reply(learner, "case-first", "Chest film")
    go.click()
    expect(second).to_be_visible()
    expect(learner.test.get_by_text("She returned from a trip")).to_be_visible()
    expect(learner.test.get_by_label("Malaria smear")).to_be_disabled()
    assert learner.course.evaluate("document.activeElement.textContent") == "The next morning"


def test_a_test_with_a_hidden_stage_is_not_handed_in(visit: Visits, enrolled: Enrol) -> None:
    learner = visit().launch(enrolled())
    learner.to_the_test()
    for name, answer in RIGHT.items():
        if name != "case-second":
            reply(learner, name, answer)
    learner.test.locator("button.submit").click()
    expect(learner.test.locator(".problem")).to_contain_text("The case goes on")
    assert learner.course.evaluate("document.activeElement.textContent") == "Continue the case"


def test_one_question_in_sight_waits_with_its_stage(
    visit: Visits, lms: Lms, scormkit: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path
) -> None:
    learner = visit().launch(lms.enrol(lms.install(built(scormkit, tmp_path, "show: one\n"))))
    learner.to_the_test()
    second, go = learner.test.locator("[data-question='case-second']"), learner.test.locator(".next-stage button")
    learner.test.locator(".step-on").click()
    expect(second).to_be_hidden()
    expect(go).to_be_disabled()
    learner.test.locator(".step-back").click()
    reply(learner, "case-first", "Chest film")
    learner.test.locator(".step-on").click()
    go.click()
    expect(second).to_be_visible()
    expect(learner.test.get_by_text("The smear shows rings")).to_be_visible()
    expect(learner.test.get_by_text("She returned from a trip")).to_be_visible()
    learner.test.locator(".step-back").click()
    expect(learner.test.get_by_label("Malaria smear")).to_be_disabled()
    expect(learner.test.get_by_text("The smear shows rings")).to_be_hidden()


def test_what_belongs_to_an_answer_moves_with_it(
    visit: Visits, lms: Lms, scormkit: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path
) -> None:
    attempt = lms.enrol(lms.install(built(scormkit, tmp_path, "shuffle: answers\n")))
    orders = set()
    for minute in range(6):
        learner = visit(clock=f"2026-11-22T10:{minute:02}:00Z").launch(attempt)
        learner.to_the_test() if learner.place == "front" else None
        answers = learner.test.locator("[data-question='picture'] .options > *").all_inner_texts()
        assert [text for text in answers if "asleep" in text and not text.startswith("The left one")] == []
        orders.add(tuple(text.split("\n")[0] for text in answers))
        learner.close()
        attempt.wait_finished()
        attempt = lms.enrol(attempt.address)
    assert len(orders) > 1


def test_a_question_that_is_checked_by_itself_lets_the_case_go_on(
    visit: Visits, lms: Lms, scormkit: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path
) -> None:
    learner = visit().launch(lms.enrol(lms.install(built(scormkit, tmp_path, "feedback: at-once\n"))))
    learner.to_the_test()
    go = learner.test.locator(".next-stage button")
    reply(learner, "case-first", "Chest film")
    expect(go).to_be_disabled()
    learner.test.locator("[data-question='case-first'] .check-answer").click()
    go.click()
    reply(learner, "case-second", ["An emergency"])
    learner.test.locator("[data-question='case-second'] .check-answer").click()
    expect(learner.test.locator("[data-question='case-second'] .verdict")).to_have_text("Partly right")


def test_without_scripts_all_of_a_case_can_be_read(visit: Visits, lms: Lms, package: Path) -> None:
    page = visit(java_script_enabled=False).context.new_page()
    page.goto(lms.site() + lms.install(package))
    expect(page.get_by_text("The smear shows rings")).to_be_visible()
    expect(page.locator("[data-question='case-second']")).to_be_visible()
    expect(page.locator("#quiz-post-test").get_by_text("Clostridioides").filter(visible=True)).to_have_count(0)


def test_a_place_that_was_taken_changes_hands(visit: Visits, enrolled: Enrol) -> None:
    learner = visit().launch(enrolled())
    learner.to_the_test()
    question = learner.test.locator("[data-question='protection']")
    gown, mask = question.get_by_label("Gown", exact=True), question.get_by_label("Mask")
    gown.select_option("1")
    mask.select_option("2")
    gown.select_option("2")
    expect(mask).to_have_value("1")
    expect(question.locator("[role=status]")).to_have_text("Moved: Mask is now 1.")


def test_what_is_no_number_is_no_answer(visit: Visits, enrolled: Enrol) -> None:
    learner = visit().launch(enrolled())
    learner.to_the_test()
    reply_all(learner, RIGHT)
    reply(learner, "dose", "1,200")
    field = learner.test.locator("[data-question='dose'] input")
    learner.test.locator("button.submit").click()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()


def test_the_last_words_count_though_the_field_holds_again_what_it_held(visit: Visits, enrolled: Enrol) -> None:
    learner = visit().launch(enrolled())
    learner.to_the_test()
    reply_all(learner, RIGHT)
    field = learner.test.locator("[data-question='organism'] input")
    field.focus()
    field.fill("Norovirus")
    learner.course.wait_for_timeout(KEPT_AFTER)
    field.fill("c. DIFFICILE")
    assert "100%" in learner.submit()


def test_enter_in_a_field_hands_nothing_in(visit: Visits, enrolled: Enrol) -> None:
    learner = visit().launch(enrolled())
    learner.to_the_test()
    reply_all(learner, RIGHT)
    learner.test.locator("[data-question='organism'] input").press("Enter")
    expect(learner.test.locator(".result")).to_be_hidden()


def test_the_keyboard_answers_every_kind(visit: Visits, enrolled: Enrol) -> None:
    learner = visit().launch(enrolled(), how="window")
    learner.to_the_test()
    keys = learner.course.keyboard  # type: ignore[union-attr]
    keys_of = {"radio": ["Space"], "checkbox": ["Space"], "select-one": ["ArrowDown"], "text": ["6"], "textarea": ["y"]}
    for _ in range(80):
        keys.press("Tab")
        kind = learner.course.evaluate("document.activeElement.closest('.question') ? document.activeElement.type : ''")
        for key in keys_of.get(kind, ()):
            keys.press(key)
        if learner.course.evaluate("document.activeElement.matches('.next-stage button')"):
            keys.press("Enter")
        if learner.course.evaluate("document.activeElement.matches('.submit')"):
            break
    answered = learner.course.evaluate(
        "() => [...document.querySelectorAll('.section.current .question')].map(f => globalThis.scormkit"
        ".kinds[f.dataset.kind].read(f).length > 0)"
    )
    assert answered == [True] * len(RIGHT)


def test_free_text_reaches_no_host(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    learner = visit().launch(attempt)
    learner.to_the_test()
    reply_all(learner, RIGHT)
    learner.submit()
    learner.close()
    attempt.wait_finished()
    told = attempt.interactions
    assert ("student_response" in told["q-organism-1"], told["q-organism-1"]["result"]) == (False, "correct")
    assert ("student_response" in told["q-change-1"], told["q-change-1"]["result"]) == (False, "neutral")
