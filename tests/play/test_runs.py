"""Other ways through a course: in two sittings, after expiry, other professions, declining, every attempt failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from learner import Learner
    from strict_lms import Attempt
    from visits import Visit

    Visits = Callable[..., Visit]
    Enrol = Callable[..., Attempt]

pytestmark = pytest.mark.browser

DURING = "2026-02-20T15:00:00Z"
AFTER = "2026-03-01T12:00:00Z"
COURSES = ("hand-hygiene", "her2-maintenance")


@pytest.fixture
def enrolled(enrol: Enrol) -> Any:
    """Attempts whose calls must all have been accepted in the end."""
    attempts: list[Attempt] = []

    def make(course: str = "hand-hygiene", **settings: Any) -> Attempt:
        attempts.append(enrol(course, **settings))
        return attempts[-1]

    yield make
    assert [reason for attempt in attempts for reason in attempt.refusals] == []


def passed(learner: Learner) -> Learner:
    learner.to_the_test()
    learner.pass_test()
    return learner


# ---- two sittings ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("course", COURSES)
def test_a_relaunch_resumes_at_the_same_page(visit: Visits, enrolled: Enrol, course: str) -> None:
    attempt = enrolled(course)
    first = visit().launch(attempt)
    first.acknowledge()
    here = first.turn()
    first.close()
    attempt.wait_finished()
    assert visit().launch(attempt).place == here


def test_a_relaunch_resumes_in_the_middle_of_the_test(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    first = visit().launch(attempt)
    first.to_the_test()
    first.answer(count=2)
    ticked = first.ticked()
    first.close()
    attempt.wait_finished()
    second = visit().launch(attempt)
    assert second.place == f"quiz-{second.quiz()['id']}"
    assert second.ticked() == ticked


def test_what_was_started_in_one_sitting_is_finished_in_the_next(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    first = visit().launch(attempt)
    first.to_the_test()
    first.answer(right=False)
    first.submit()
    first.leave()
    attempt.wait_finished()
    second = visit().launch(attempt)
    second.try_again()
    second.pass_test()
    second.choose_profession("physician")
    second.claim("0.25")
    second.exit()
    attempt.wait_finished()
    assert attempt.status == "passed"
    assert [name for name in attempt.interactions if name.startswith("q-")] == [
        f"q-{one['id']}-{number}" for number in (1, 2) for one in second.quiz()["questions"]
    ]


def test_attempts_are_counted_over_sittings(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    for _ in range(3):
        learner = visit().launch(attempt)
        if learner.place == "front":
            learner.to_the_test()
        else:
            learner.try_again()
        learner.answer(right=False)
        said = learner.submit()
        learner.close()
        attempt.wait_finished()
    assert "last attempt" in said
    expect(visit().launch(attempt).test.locator("button.again")).to_be_hidden()


def test_the_times_of_the_sittings_add_up(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    spent = []
    for minutes in (10, 5):
        context = visit(clock="2026-11-22T10:00:00Z")
        learner = context.launch(attempt)
        context.context.clock.fast_forward(minutes * 60_000)
        learner.see("body").click(position={"x": 1, "y": 1})
        learner.close()
        attempt.wait_finished()
        spent.append(attempt.seconds)
    assert spent == [pytest.approx(600, abs=10), pytest.approx(900, abs=20)]


def test_a_course_left_untouched_stays_incomplete(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    visit().launch(attempt).close()
    attempt.wait_finished()
    assert (attempt.status, "cmi.core.score.raw" in attempt.values) == ("incomplete", False)


# ---- the gates -------------------------------------------------------------------------------------------------------


def test_no_page_opens_before_the_front_matter_is_acknowledged(visit: Visits, enrolled: Enrol) -> None:
    learner = visit().launch(enrolled())
    learner.see("#begin").click()
    learner.see(f"#contents a[data-section='{learner.pages()[0]}']").click(force=True)
    assert learner.place == "front"


def test_the_test_opens_only_after_all_pages(visit: Visits, enrolled: Enrol) -> None:
    learner = visit().launch(enrolled())
    learner.acknowledge()
    link = learner.see(f"#contents a[data-section='quiz-{learner.quiz()['id']}']")
    expect(link).to_have_attribute("aria-disabled", "true")
    link.click(force=True)
    assert learner.place == learner.pages()[0]


def test_an_unanswered_question_keeps_the_test_open(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    learner = visit().launch(attempt)
    learner.to_the_test()
    learner.answer(count=1)
    learner.test.locator("button.submit").click()
    expect(learner.test.locator(".problem")).not_to_be_empty()
    expect(learner.test.locator(".result")).to_be_hidden()
    learner.close()
    attempt.wait_finished()
    assert attempt.interactions == {}


def test_right_answers_are_not_shown_while_another_attempt_is_left(visit: Visits, enrolled: Enrol) -> None:
    learner = visit().launch(enrolled())
    learner.to_the_test()
    learner.answer(right=False)
    learner.submit()
    assert learner.test.locator(".mark", has_text="right").count() == 0
    assert learner.test.locator(".feedback p:not(.verdict)").count() == 0


def test_rationales_are_shown_after_passing(visit: Visits, enrolled: Enrol) -> None:
    learner = passed(visit().launch(enrolled()))
    expect(learner.test.locator(".feedback", has_text="Spores survive alcohol").first).to_be_visible()


def test_a_test_failed_to_the_end_stays_incomplete(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    learner = visit().launch(attempt)
    learner.to_the_test()
    for number in range(3):
        if number:
            learner.try_again()
        learner.answer(right=False)
        learner.submit()
    learner.close()
    attempt.wait_finished()
    assert set(attempt.statuses) == {"incomplete"}
    # The same number may be spelled again in another way, so that LMSs that compare spellings take the commit.
    assert float(attempt.values["cmi.core.score.raw"]) == 0


def test_passing_alone_is_not_success(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    passed(visit().launch(attempt)).close()
    attempt.wait_finished()
    assert attempt.status == "incomplete"


# ---- who claims what -------------------------------------------------------------------------------------------------


def test_a_nurse_is_offered_no_ama_credit(visit: Visits, enrolled: Enrol) -> None:
    learner = passed(visit().launch(enrolled()))
    learner.choose_profession("nurse")
    expect(learner.see("[data-credit='ama-pra-1']")).to_be_hidden()


def test_a_nurse_gets_a_statement_of_participation(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    learner = passed(visit().launch(attempt))
    learner.choose_profession("nurse")
    learner.claim(None)
    sheet = learner.open_certificate()
    learner.exit()
    attempt.wait_finished()
    assert ("participat" in sheet, "claims" in sheet, attempt.status) == (True, False, "passed")
    assert "credit-claim-ama-pra-1" not in attempt.interactions


def test_changing_the_profession_takes_the_claim_away(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    learner = passed(visit().launch(attempt))
    learner.choose_profession("physician")
    learner.see("#claim-form input[name='claim-ama-pra-1'][value='0.25']").check()
    learner.choose_profession("nurse")
    learner.claim(None)
    learner.exit()
    attempt.wait_finished()
    assert "credit-claim-ama-pra-1" not in attempt.interactions


def test_declining_is_an_answer(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    learner = passed(visit().launch(attempt))
    learner.choose_profession("physician")
    learner.claim("declined")
    sheet = learner.open_certificate()
    learner.exit()
    attempt.wait_finished()
    assert attempt.status == "passed"
    assert attempt.interactions.get("credit-claim-ama-pra-1", {}).get("student_response", "0") == "0"
    assert ("claims" in sheet, "expired" in sheet) == (False, False)


def test_a_claim_needs_a_profession(visit: Visits, enrolled: Enrol) -> None:
    learner = passed(visit().launch(enrolled()))
    learner.go("claim")
    learner.see("#claim-submit").click()
    expect(learner.see("#claim .problem")).not_to_be_empty()


def test_a_claim_needs_an_amount_or_a_refusal(visit: Visits, enrolled: Enrol) -> None:
    learner = passed(visit().launch(enrolled()))
    learner.choose_profession("physician")
    learner.see("#claim-submit").click()
    expect(learner.see("#claim .problem")).not_to_be_empty()


# ---- expiry ----------------------------------------------------------------------------------------------------------


def expired(learner: Learner) -> tuple[bool, bool]:
    """(the first page says that credit has expired, the claim form is there)."""
    told = learner.see("#front [data-when='expired']").is_visible()
    return told, learner.see("#claim-form #claim-submit").evaluate("e => !e.closest('[data-when][hidden]')")


@pytest.mark.parametrize(
    ("course", "now", "wanted"),
    [
        ("her2-maintenance", DURING, (False, True)),
        ("her2-maintenance", "2026-02-28T23:57:00Z", (False, True)),
        ("her2-maintenance", "2026-03-01T00:00:01Z", (True, False)),
        ("her2-maintenance", AFTER, (True, False)),
        ("hand-hygiene", "2029-06-01T03:57:00Z", (False, True)),
        ("hand-hygiene", "2029-06-01T04:00:01Z", (True, False)),
    ],
    ids=["during", "last minutes", "first second after", "after", "last minutes in New York", "after in New York"],
)
def test_a_claim_is_offered_until_the_day_ends_in_the_activitys_time_zone(
    visit: Visits, enrolled: Enrol, course: str, now: str, wanted: tuple[bool, bool]
) -> None:
    assert expired(visit(clock=now).launch(enrolled(course))) == wanted


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles"])
def test_the_learners_own_time_zone_moves_no_expiry(visit: Visits, enrolled: Enrol, zone: str) -> None:
    last = visit(clock="2029-06-01T03:57:00Z", timezone_id=zone).launch(enrolled())
    assert expired(last) == (False, True)


def test_after_expiry_completion_is_recorded_with_nothing_to_claim(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled("her2-maintenance")
    learner = passed(visit(clock=AFTER).launch(attempt))
    learner.record_completion()
    sheet = learner.open_certificate()
    learner.exit()
    attempt.wait_finished()
    assert attempt.status == "passed"
    assert "credit-claim-ama-pra-1" not in attempt.interactions
    assert ("No credit can be claimed" in sheet, "claims" in sheet) == (True, False)


def test_a_window_that_stays_open_past_expiry_offers_no_claim(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled("her2-maintenance")
    context = visit(clock="2026-02-28T23:50:00Z")
    learner = passed(context.launch(attempt))
    learner.choose_profession("physician")
    learner.see("#claim-form input[name='claim-ama-pra-1'][value='0.25']").check()
    context.context.clock.fast_forward(30 * 60_000)
    learner.see("#claim-submit").click()
    expect(learner.see("#claim-none")).to_be_visible()
    learner.exit()
    attempt.wait_finished()
    assert "credit-claim-ama-pra-1" not in attempt.interactions


# ---- modes of the LMS ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["browse", "review"])
def test_nothing_is_written_in_another_mode_than_normal(visit: Visits, enrolled: Enrol, mode: str) -> None:
    attempt = enrolled(forced_mode=mode)
    learner = visit().launch(attempt)
    for section in learner.sections[: 1 + len(learner.pages())]:
        learner.go(section)
    learner.exit()
    attempt.wait_finished()
    assert [call for call in attempt.calls if call.name in ("LMSSetValue", "LMSCommit")] == []


def test_an_exit_ends_the_session_and_says_so(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    learner = visit().launch(attempt)
    learner.acknowledge()
    learner.exit()
    attempt.wait_finished()
    expect(learner.see("#saved")).to_contain_text("close this window")


def test_closing_after_an_exit_calls_nothing_more(visit: Visits, enrolled: Enrol) -> None:
    attempt = enrolled()
    learner = visit().launch(attempt)
    learner.exit()
    attempt.wait_finished()
    learner.leave()
    assert attempt.calls[-1].name in ("LMSFinish", "LMSGetLastError")
