"""Everyone can use it: axe-core on every kind of view, the keyboard alone, narrow windows, focus that is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from visits import DESKTOP, PHONE, visiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from learner import Learner
    from playwright.sync_api import Browser
    from strict_lms import Attempt, Lms
    from visits import Visit

    Visits = Callable[..., Visit]
    Enrol = Callable[..., Attempt]

pytestmark = pytest.mark.browser

DURING = "2026-02-20T15:00:00Z"
SIZES = {"phone": PHONE, "desktop": DESKTOP}
LOOKS = [(size, scheme) for size in SIZES for scheme in ("light", "dark")]
KINDS = ("front", "quiz", "quiz-failed", "quiz-passed", "claim", "certificate", "references")


Judged = dict[str, list[tuple[str, str, str]]]


@pytest.fixture(
    scope="module",
    params=[("her2-maintenance", *look) for look in LOOKS] + [("hand-hygiene", "phone", "dark")],
    ids="-".join,
)
def judged(request: pytest.FixtureRequest, browser: Browser, lms: Lms, enrol: Enrol, axe: Callable[..., Any]) -> Judged:
    """What axe finds on every view of a whole run: view → violations."""
    course, size, scheme = request.param
    with visiting(browser, lms, clock=DURING, viewport=SIZES[size], color_scheme=scheme) as visit:
        learner = visit.launch(enrol(course), how="window")
        return {view: axe(learner.course) for view in learner.tour()}


def of(judged: Judged, weight: str) -> list[str]:
    return [f"{view}: {rule} {where}" for view, found in judged.items() for tag, rule, where in found if tag == weight]


def test_every_kind_of_view_was_judged(judged: Judged) -> None:
    assert [kind for kind in KINDS if kind not in judged] == []


def test_no_view_violates_wcag(judged: Judged) -> None:
    assert of(judged, "law") == []


def test_no_view_ignores_best_practice(judged: Judged) -> None:
    assert of(judged, "advice") == []


def other_views(learner: Learner) -> Iterator[str]:
    """Views that only some learners meet."""
    learner.to_the_test()
    for number in range(3):
        if number:
            learner.try_again()
        learner.answer(right=False)
        learner.submit()
    yield "test lost"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_lost_test_violates_nothing(visit: Visits, enrol: Enrol, axe: Callable[..., Any], scheme: str) -> None:
    learner = visit(color_scheme=scheme).launch(enrol("hand-hygiene"), how="window")
    assert [found for _ in other_views(learner) for found in axe(learner.course)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_views_after_expiry_violate_nothing(
    visit: Visits, enrol: Enrol, axe: Callable[..., Any], scheme: str
) -> None:
    learner = visit(clock="2026-03-01T12:00:00Z", color_scheme=scheme).launch(enrol("her2-maintenance"), how="window")
    found = axe(learner.course)
    learner.to_the_test()
    learner.pass_test()
    learner.go("claim")
    found += axe(learner.course)
    learner.record_completion()
    learner.open_certificate()
    assert found + axe(learner.course) == []


@pytest.mark.parametrize("profession", ["nurse"])
def test_the_views_of_those_who_claim_nothing_violate_nothing(
    visit: Visits, enrol: Enrol, axe: Callable[..., Any], profession: str
) -> None:
    learner = visit().launch(enrol("hand-hygiene"), how="window")
    learner.to_the_test()
    learner.pass_test()
    learner.choose_profession(profession)
    found = axe(learner.course)
    learner.claim(None)
    learner.open_certificate()
    assert found + axe(learner.course) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_notice_that_nothing_was_recorded_violates_nothing(
    visit: Visits, lms: Lms, packages: dict[str, Path], axe: Callable[..., Any], scheme: str
) -> None:
    learner = visit(color_scheme=scheme).read(lms.site() + lms.install(packages["hand-hygiene"]))
    found = axe(learner.course)
    learner.to_the_test()
    learner.pass_test()
    learner.choose_profession("physician")
    learner.claim("0.25")
    learner.open_certificate()
    assert found + axe(learner.course) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("course", ["hand-hygiene", "her2-maintenance"])
def test_the_import_sheet_violates_nothing(
    visit: Visits, packages: dict[str, Path], axe: Callable[..., Any], course: str, scheme: str
) -> None:
    page = visit(color_scheme=scheme).context.new_page()
    page.goto(packages[course].with_suffix(".html").as_uri())
    assert axe(page) == []


# ---- narrow windows --------------------------------------------------------------------------------------------------

WIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
  .filter(e => e.matches('caption') || !e.closest('.table'))  // a table may scroll, the sentence above it may not
  .map(e => e.tagName + '.' + e.className + '#' + e.id)
  .concat(document.documentElement.scrollWidth > innerWidth ? ['the page itself'] : [])"""


@pytest.mark.parametrize("course", ["hand-hygiene", "her2-maintenance"])
def test_nothing_needs_sideways_scrolling_at_320_pixels(visit: Visits, enrol: Enrol, course: str) -> None:
    learner = visit(viewport={"width": 320, "height": 640}, clock=DURING).launch(enrol(course), how="window")
    wide = {view: found for view in learner.tour() if (found := learner.course.evaluate(WIDE))}
    assert wide == {}


def test_the_import_sheet_needs_no_sideways_scrolling(visit: Visits, packages: dict[str, Path]) -> None:
    page = visit(viewport={"width": 320, "height": 640}).context.new_page()
    page.goto(packages["her2-maintenance"].with_suffix(".html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# ---- the keyboard ----------------------------------------------------------------------------------------------------

UNSEEN = """() => {
  const e = document.activeElement;
  const look = (one) => getComputedStyle(one);
  const outlined = (one) => one && look(one).outlineStyle !== 'none' && parseFloat(look(one).outlineWidth) >= 2;
  const seen = e === document.body || outlined(e) || outlined(e.closest('label'));
  return seen ? '' : e.tagName + '#' + e.id + '.' + e.className;
}"""


class Keys:
    """Plays with the keyboard alone, and notes every stop whose focus cannot be seen."""

    def __init__(self, learner: Learner) -> None:
        self.learner = learner
        self.press = learner.page.keyboard.press
        self.unseen: set[str] = set()

    def is_at(self, selector: str) -> bool:
        return bool(self.learner.course.evaluate("s => Boolean(document.activeElement?.matches(s))", selector))

    def tab_to(self, selector: str, key: str = "Tab") -> None:
        for _ in range(120):
            if self.is_at(selector):
                return
            self.press(key)
            if missing := self.learner.course.evaluate(UNSEEN):
                self.unseen.add(missing)
        raise AssertionError(f"the keyboard never reaches {selector}")

    def use(self, selector: str, key: str = "Enter") -> None:
        self.tab_to(selector)
        self.press(key)

    def choose(self, name: str, values: list[str]) -> None:
        inputs = self.learner.see(f"input[name='{name}']")
        if inputs.first.get_attribute("type") == "checkbox":
            for value in values:
                self.use(f"input[name='{name}'][value='{value}']", "Space")
            return
        self.tab_to(f"input[name='{name}']")
        self.press("Space")
        for _ in range(inputs.count()):
            if self.learner.see(f"input[name='{name}'][value='{values[0]}']").is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows never reach {values[0]} of {name}")

    def play(self) -> None:
        learner = self.learner
        self.use("#acknowledge-box", "Space")
        self.use("#begin")
        learner.arrives(learner.pages()[0])
        for following in [*learner.pages()[1:], f"quiz-{learner.quiz()['id']}"]:
            self.use("#next")
            learner.arrives(following)
        for question in learner.quiz()["questions"]:
            self.choose(f"q-{question['id']}", learner.chosen(question, right=True))
        self.use(f"#quiz-{learner.quiz()['id']} .submit")
        expect(learner.test.locator(".result")).to_be_visible()
        self.use("#next")
        learner.arrives("claim")
        self.choose("profession", ["nurse"])
        self.tab_to("input[name='profession']")
        self.choose("profession", ["physician"])
        self.choose("claim-ama-pra-1", ["0.25"])
        self.use("#claim-submit")
        learner.arrives("certificate")


def test_a_keyboard_is_enough_for_the_whole_course(visit: Visits, enrol: Enrol) -> None:
    attempt = enrol("hand-hygiene")
    keys = Keys(visit().launch(attempt, how="window"))
    keys.learner.page = keys.learner.course
    keys.press = keys.learner.course.keyboard.press
    keys.play()
    keys.use("#print", "Tab")
    keys.tab_to("#exit", "Shift+Tab")
    keys.press("Enter")
    attempt.wait_finished()
    assert (attempt.status, attempt.refusals) == ("passed", [])
    assert keys.unseen == set()


def test_the_skip_link_comes_first_and_skips(visit: Visits, enrol: Enrol) -> None:
    learner = visit().launch(enrol("hand-hygiene"), how="window")
    learner.course.keyboard.press("Tab")
    assert learner.course.evaluate("document.activeElement.className") == "skip"
    learner.course.keyboard.press("Enter")
    assert learner.course.evaluate("document.activeElement.closest('main') !== null")


def test_focus_moves_to_the_heading_of_the_next_page(visit: Visits, enrol: Enrol) -> None:
    learner = visit().launch(enrol("hand-hygiene"))
    learner.acknowledge()
    learner.turn()
    assert learner.course.evaluate("document.activeElement.id") == f"{learner.place}_title"


def test_focus_moves_to_the_result_of_the_test(visit: Visits, enrol: Enrol) -> None:
    learner = visit().launch(enrol("hand-hygiene"))
    learner.to_the_test()
    learner.answer()
    learner.submit()
    assert learner.course.evaluate("document.activeElement.classList.contains('result')")


def test_focus_moves_to_the_first_question_without_an_answer(visit: Visits, enrol: Enrol) -> None:
    learner = visit().launch(enrol("hand-hygiene"))
    learner.to_the_test()
    learner.answer(count=1)
    learner.test.locator("button.submit").click()
    second = learner.quiz()["questions"][1]["id"]
    assert learner.course.evaluate("document.activeElement.name") == f"q-{second}"


def test_a_page_starts_at_its_top(visit: Visits, enrol: Enrol) -> None:
    learner = visit(viewport={"width": 360, "height": 400}).launch(enrol("her2-maintenance"), how="window")
    learner.acknowledge()
    learner.see("#next").scroll_into_view_if_needed()
    learner.turn()
    assert learner.see(".section.current h1").evaluate("e => e.getBoundingClientRect().top") < 300
