"""The tour, which uses every feature, under the strict host: as physician and nurse, on phone and desktop, by keys."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import pytest
from learner import CURRENT
from playwright.sync_api import expect
from touring import DURING, RIGHT, WRONG, KeyboardTourist, Tourist
from visits import DESKTOP, visiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page
    from strict_lms import Attempt, Lms
    from visits import Visit

    Visits = Callable[..., Visit]
    Enrol = Callable[..., Attempt]

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
WAYS = {"physician": PHONE, "nurse": DESKTOP}
CREDITS = {
    "physician": ["ama-pra-1", "abim-moc", "ipce"],
    "nurse": ["ancc", "ipce"],
    "other": ["ipce"],
}
TYPES = {
    "situation": "choice",
    "order": "sequencing",
    "match": "matching",
    "letter": "fill-in",
    "routine": "true-false",
    "night-dose": "numeric",
    "child-dose": "numeric",
}
"""What an LMS is told of each kind; those that are left out are choices."""
ADDRESS = "https://cme.hospital.example/claim/HANDOVER26"


@dataclass(slots=True)
class Played:
    """A finished tour: its record, what its views said, what was offered, and both papers of the test."""

    profession: str
    attempt: Attempt
    quizzes: dict[str, dict[str, Any]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    papers: list[list[list[str]]] = field(default_factory=list)
    handoff: dict[str, str] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    noise: list[str] = field(default_factory=list)

    @property
    def told(self) -> dict[str, dict[str, str]]:
        return self.attempt.interactions

    def asked(self, attempt: int) -> list[str]:
        """The questions of an attempt at the test, from 1."""
        return [name for name, *_ in self.papers[attempt - 1]]


def play(tourist: Tourist, played: Played) -> Played:
    for view in tourist.visit(played.profession):
        played.said[view] = tourist.text()
        if view == "pre-test":
            played.listed = tourist.listed()
            played.counted["fields on paper"] = on_paper(tourist, f"{CURRENT} .field")
        if view == "pre-test-sent":
            played.counted["verdicts"] = tourist.see(f"{CURRENT} :is(.chosen-right, .chosen-wrong)").count()
        if view in ("test-failed", "test-passed"):
            played.papers.append(tourist.paper())
        if view == "claim":
            played.offered = tourist.offered()
        if view == "certificate":
            played.handoff = handed(tourist)
            played.counted["sheets"] = sheets(tourist)
            clipped = "e => e.scrollHeight > e.clientHeight + 1"
            played.counted["clipped"] = int(tourist.see("#handoff-record").evaluate(clipped))
    played.said["end"] = tourist.settled()
    played.quizzes = {quiz["id"]: quiz for quiz in tourist.data["quizzes"]}
    tourist.exit()
    played.attempt.wait_finished()
    return played


def handed(tourist: Tourist) -> dict[str, str]:
    """What the page of the certificate hands over to the provider's own page."""
    part = tourist.see("#handoff")
    expect(part.locator(".qr")).to_be_visible()
    return {
        "address": part.locator("a").get_attribute("href") or "",
        "record": part.locator("textarea").input_value(),
        "reference": tourist.see("#certificate-sheet [data-slot='reference']").inner_text(),
    }


def on_paper(tourist: Tourist, selector: str) -> int:
    """How many of them are printed."""
    window = cast("Page", tourist.course)
    window.emulate_media(media="print")
    count = tourist.see(selector).filter(visible=True).count()
    window.emulate_media(media="null")
    return count


def sheets(tourist: Tourist) -> int:
    """How many sheets of paper the certificate takes."""
    window = cast("Page", tourist.course)
    window.evaluate("document.body.classList.add('print-certificate')")
    pdf = window.pdf(format="Letter")
    window.evaluate("document.body.classList.remove('print-certificate')")
    return len(re.findall(rb"/Type /Page\b", pdf))


@pytest.fixture(scope="module", params=WAYS)
def played(request: pytest.FixtureRequest, browser: Browser, lms: Lms, enrol: Enrol) -> Played:
    """Somebody tries the test twice, claims all that may be claimed and leaves."""
    attempt = enrol("tour")
    with visiting(browser, lms, clock=DURING, viewport=WAYS[request.param]) as visit:
        played = play(Tourist(visit.launch(attempt, how="window")), Played(request.param, attempt))
    played.noise = visit.said + visit.strangers()
    return played


# ---- the record


def test_no_call_is_refused(played: Played) -> None:
    assert played.attempt.refusals == []


def test_the_console_stays_silent_and_nobody_else_is_asked(played: Played) -> None:
    assert played.noise == []


def test_the_status_is_incomplete_until_everything_is_done(played: Played) -> None:
    assert played.attempt.statuses == ["incomplete", "passed"]


def test_the_score_is_that_of_the_test_that_was_passed(played: Played) -> None:
    score = {end: played.attempt.values[f"cmi.core.score.{end}"] for end in ("raw", "min", "max")}
    assert score == {"raw": "100", "min": "0", "max": "100"}


def test_the_learner_is_told_that_the_record_was_sent(played: Played) -> None:
    assert played.said["end"] == "Sent"


@pytest.mark.parametrize("number", [1, 2])
def test_every_question_that_was_asked_is_told_with_its_type_and_its_verdict(played: Played, number: int) -> None:
    told = {name: played.told[f"q-{name}-{number}"] for name in played.asked(number)}
    assert {name: one["type"] for name, one in told.items()} == {name: TYPES.get(name, "choice") for name in told}
    verdicts = {name: one["result"] for name, one in told.items()}
    in_part = {name: {1: "0.5", 2: "correct"}[number] for name in told.keys() & {"situation"}}  # one of its two
    assert verdicts == dict.fromkeys(told, "wrong" if number == 1 else "correct") | in_part


def test_no_question_is_told_that_was_not_asked(played: Played) -> None:
    test = {f"q-{name}-{number}" for number in (1, 2) for name in played.asked(number)}
    others = {"q-last-step-1", "q-always-back-1", "q-first-dose-1", "q-place-it-1"}
    assert {name for name in played.told if name.startswith("q-")} == test | others


def test_a_right_answer_reads_as_its_pattern_however_it_was_shuffled(played: Played) -> None:
    """What is written in words stays on the device, and a number may be right though it is not the one of the key."""
    right = {name: played.told[f"q-{name}-2"] for name in played.asked(2) if name not in ("letter", "child-dose")}
    given = {name: one["student_response"] for name, one in right.items()}
    assert given == {name: one["correct_responses.0.pattern"] for name, one in right.items()}


def test_both_variants_of_the_word_are_told_and_the_word_that_was_written_is_not(played: Played) -> None:
    told = next(one for name, one in played.told.items() if name.startswith("q-letter-"))
    assert (told["correct_responses.0.pattern"], told["correct_responses.1.pattern"]) == ("Recommendation", "Request")
    assert "student_response" not in told


def test_the_evaluation_is_told_without_a_verdict_and_without_its_words(played: Played) -> None:
    told = {name: one for name, one in played.told.items() if name.startswith("eval-")}
    assert {name: (one["type"], one.get("student_response")) for name, one in told.items()} == {
        "eval-met": ("likert", "4"),
        "eval-bias": ("likert", "5"),
        "eval-intent": ("choice", "b"),
        "eval-barriers": ("choice", "a,b"),
        "eval-one-change": ("fill-in", None),
    }
    assert {(one["result"], "correct_responses.0.pattern" in one) for one in told.values()} == {("neutral", False)}


def test_who_it_was_and_what_was_confirmed_and_watched_is_told(played: Played) -> None:
    told = {name: one["student_response"] for name, one in played.told.items() if "student_response" in one}
    assert (told["profession"], told["specialty"], told["attestation"]) == (played.profession, "surgery", "t")
    assert [value for name, value in told.items() if name.startswith("watched-")] == ["t", "t"]


def test_each_credit_is_claimed_by_itself(played: Played) -> None:
    claims = {name: one for name, one in played.told.items() if name.startswith("credit-claim-")}
    assert {name: (one["type"], float(one["student_response"])) for name, one in claims.items()} == {
        f"credit-claim-{system}": ("numeric", 0.5) for system in CREDITS[played.profession]
    }


def test_the_state_fits_and_holds_no_name(played: Played) -> None:
    assert 0 < len(played.attempt.values["cmi.suspend_data"]) < 4096
    assert "Doe" not in "".join(played.attempt.values.values())


# ---- what the learner saw


def test_only_the_credits_of_the_profession_are_offered_and_certified(played: Played) -> None:
    names = {
        "ama-pra-1": "AMA PRA",
        "ancc": "ANCC contact",
        "abim-moc": "ABIM MOC",
        "acpe": "ACPE contact",
        "ipce": "IPCE",
    }
    claims = played.said["certificate"].partition("claims")[2].partition("Activity")[0]
    assert played.offered == CREDITS[played.profession]
    assert [system for system, name in names.items() if name in claims] == [
        system for system in names if system in CREDITS[played.profession]
    ]


def test_the_page_on_doses_is_for_both(played: Played) -> None:
    assert "page-doses" in played.listed
    assert "Page 4 of 5" in played.said["page-doses"]


def test_a_new_attempt_draws_anew(played: Played) -> None:
    """Everything that the first did not ask, as far as the second has place for it."""
    first, second = (played.asked(number) for number in (1, 2))
    pool = [question["id"] for question in played.quizzes["post-test"]["questions"]]
    assert (len(first), len(second)) == (9, 9)
    assert set(pool) - set(first) <= set(second)
    assert set(pool) == set(RIGHT)


def test_a_case_is_told_in_its_order_in_every_draw(played: Played) -> None:
    for number in (1, 2):
        asked = played.asked(number)
        assert asked.index("night-first") == asked.index("night-dose") + 1


def test_the_result_compares_with_the_pre_test_and_counts_by_objective(played: Played) -> None:
    said = played.said["test-passed"]
    assert "Before the pages: 66.67%. Now: 100%." in said
    assert [share for share in ("4 of 4", "2 of 2", "3 of 3") if share not in said] == []


def test_a_failed_test_names_the_pages_to_read_again_and_when_it_opens(played: Played) -> None:
    said = played.said["test-failed"]
    pages = ("Four steps", "Seen and heard", "Reading back", "Doses by weight")
    assert [page for page in pages if page not in said] == []
    assert "Attempts left: 2" in said


def test_the_hand_off_leads_to_the_provider_with_a_record_to_copy(played: Played) -> None:
    record = played.handoff["record"].splitlines()
    assert played.handoff["address"] == ADDRESS
    assert record[:4] == [
        "Activity: Handing over at the bedside, version 1.0",
        "Activity code: HANDOVER26",
        "Completed: 20 July 2026",
        f"Record reference: {played.handoff['reference']}",
    ]
    assert len([line for line in record if line.startswith("Claimed: 0.50 ")]) == len(CREDITS[played.profession])
    assert "Doe" not in played.handoff["record"]


def test_all_of_the_record_is_in_sight_and_the_certificate_takes_one_sheet(played: Played) -> None:
    assert (played.counted["clipped"], played.counted["sheets"]) == (0, 1)


def test_a_field_to_write_in_is_on_paper(played: Played) -> None:
    assert played.counted["fields on paper"] == 1


def test_a_pre_test_gives_no_verdict_and_no_page_to_read_again(played: Played) -> None:
    assert played.counted["verdicts"] == 0
    assert "Right: 66.67%" in played.said["pre-test-sent"]
    assert "again" not in played.said["pre-test-sent"]


def test_after_the_claim_nobody_is_told_to_change_the_profession(played: Played) -> None:
    assert "you can change it" in played.said["claim"]
    assert "you can change it" not in played.said["claim-recorded"]


# ---- other ways


def test_a_keyboard_is_enough_for_everything(browser: Browser, lms: Lms, enrol: Enrol) -> None:
    """As somebody for whom neither the page on doses nor most of the credits are meant."""
    attempt = enrol("tour")
    with visiting(browser, lms, clock=DURING) as visit:
        tourist = KeyboardTourist(visit.launch(attempt, how="window"))
        played = play(tourist, Played("other", attempt))
    assert (attempt.status, attempt.refusals, visit.said + visit.strangers()) == ("passed", [], [])
    assert tourist.keys.unseen == set()
    assert "page-doses" not in played.listed and "page-doses" not in played.said
    assert "Page 4 of 4" in played.said["page-your-ward"]
    assert played.offered == CREDITS["other"]


def test_the_time_stands_with_the_contents_and_scrolls_with_them(visit: Visits, enrol: Enrol) -> None:
    tourist = Tourist(visit(clock=DURING).launch(enrol("tour"), how="window"))
    expect(tourist.see("#contents-list #time-spent")).to_have_text("Minutes so far: 0 of 1")


def test_the_middle_of_a_shuffled_test_is_found_again_exactly(visit: Visits, enrol: Enrol) -> None:
    attempt = enrol("tour")
    here = visit(clock=DURING)
    first = Tourist(here.launch(attempt))
    views = first.visit()
    while not next(views).startswith("test-5-"):
        continue
    shown, position = first.paper(), first.see(".section.current .step").inner_text()
    ticked = state(first)
    first.close()
    attempt.wait_finished()
    second = Tourist(here.launch(attempt))
    assert (second.place, second.paper()) == ("quiz-post-test", shown)
    assert second.see(".section.current .step").inner_text() == position == "Question 5 of 9"
    assert state(second) == ticked
    for _ in second.sit(WRONG):
        pass
    assert second.send().startswith("Not passed")
    second.close()
    attempt.wait_finished()
    assert [name for name in attempt.interactions if name.endswith("-1")][-9:] == [f"q-{name}-1" for name, *_ in shown]
    assert attempt.refusals == []


def state(tourist: Tourist) -> list[str]:
    """What stands in every control of the test."""
    script = "all => all.map(e => ['radio', 'checkbox'].includes(e.type) ? e.value + e.checked : e.value)"
    found: list[str] = tourist.test.locator(":is(input, select)").evaluate_all(script)
    return found
