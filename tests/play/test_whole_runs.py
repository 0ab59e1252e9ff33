"""Whole runs under the strict host: read all, fail once, pass, claim, leave; and what the LMS then holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from strict_lms import Attempt, Lms, seconds
from visits import visiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

VALID = {"hand-hygiene": None, "her2-maintenance": "2026-02-20T15:00:00Z"}


@dataclass(slots=True)
class Played:
    """A finished run: the record it left, and what the learner saw on the way."""

    attempt: Attempt
    quiz: dict[str, Any]
    wrong: dict[str, list[str]]
    right: dict[str, list[str]]
    first: str
    second: str
    certificate: str
    saved: str
    said: list[str]
    strangers: list[str]


@pytest.fixture(scope="module", params=sorted(VALID))
def played(request: pytest.FixtureRequest, browser: Browser, lms: Lms, enrol: Callable[..., Attempt]) -> Played:
    """A physician reads, fails once, passes, claims the maximum, looks at the certificate and closes the window."""
    attempt = enrol(request.param)
    with visiting(browser, lms, clock=VALID[request.param]) as visit:
        learner = visit.launch(attempt)
        learner.to_the_test()
        wrong = learner.answer(right=False)
        first = learner.submit()
        learner.try_again()
        right = learner.answer()
        second = learner.submit()
        learner.choose_profession("physician")
        learner.claim("0.25")
        certificate, saved = learner.open_certificate(), learner.settled()
        quiz = learner.quiz()
        learner.close()
        attempt.wait_finished()
    return Played(attempt, quiz, wrong, right, first, second, certificate, saved, visit.said, visit.strangers())


def reported(values: list[str]) -> str:
    return ",".join(values)


def test_no_call_is_refused(played: Played) -> None:
    assert played.attempt.refusals == []


def test_the_console_stays_silent(played: Played) -> None:
    assert played.said == []


def test_nobody_else_is_asked(played: Played) -> None:
    assert played.strangers == []


def test_the_status_is_incomplete_until_everything_is_done(played: Played) -> None:
    assert played.attempt.statuses == ["incomplete", "passed"]


def test_the_success_word_comes_after_the_claim(played: Played) -> None:
    values = [call.args[1] for call in played.attempt.calls if call.name == "LMSSetValue"]
    assert values.index("passed") > values.index("credit-claim-ama-pra-1")


def test_the_score_is_the_passed_one(played: Played) -> None:
    score = {end: played.attempt.values[f"cmi.core.score.{end}"] for end in ("raw", "min", "max")}
    assert score == {"raw": "100", "min": "0", "max": "100"}


def test_the_page_says_that_the_first_attempt_failed_and_the_second_passed(played: Played) -> None:
    assert [said.split(" Your score")[0] for said in (played.first, played.second)] == ["Not passed", "Passed"]


@pytest.mark.parametrize("number", [1, 2])
def test_every_answer_is_reported_as_it_was_given(played: Played, number: int) -> None:
    given = played.wrong if number == 1 else played.right
    found = {one: played.attempt.interactions.get(f"q-{one}-{number}", {}).get("student_response") for one in given}
    assert found == {one: reported(values) for one, values in given.items()}


@pytest.mark.parametrize("number", [1, 2])
def test_every_answer_is_reported_with_its_verdict(played: Played, number: int) -> None:
    results = {played.attempt.interactions[f"q-{one['id']}-{number}"]["result"] for one in played.quiz["questions"]}
    assert results == {"wrong" if number == 1 else "correct"}


def test_the_pattern_of_every_question_is_the_right_answer(played: Played) -> None:
    patterns = {one: played.attempt.interactions[f"q-{one}-1"]["correct_responses.0.pattern"] for one in played.right}
    assert patterns == {one: reported(values) for one, values in played.right.items()}


def test_every_answer_has_type_time_weighting_and_latency(played: Played) -> None:
    lacking = {
        name: lack
        for name, one in played.attempt.interactions.items()
        if name.startswith("q-") and (lack := {"type", "time", "weighting", "latency", "objectives.0.id"} - set(one))
    }
    assert lacking == {}


def test_the_claim_is_an_interaction_of_its_own(played: Played) -> None:
    claim = played.attempt.interactions["credit-claim-ama-pra-1"]
    assert (claim["type"], claim["student_response"], claim["result"]) == ("numeric", "0.25", "neutral")


def test_the_reference_on_the_certificate_is_in_the_record(played: Played) -> None:
    reference = played.attempt.interactions["record-reference"]
    assert reference["type"] == "fill-in"
    assert reference["student_response"] in played.certificate


def test_nothing_but_answers_profession_claim_and_reference_is_reported(played: Played) -> None:
    answers = {f"q-{one['id']}-{number}" for one in played.quiz["questions"] for number in (1, 2)}
    assert set(played.attempt.interactions) == answers | {"profession", "credit-claim-ama-pra-1", "record-reference"}


def test_the_physician_gets_a_certificate_with_the_claim(played: Played) -> None:
    missing = [words for words in ("0.25", "AMA PRA Category 1 Credit", "Jo Doe") if words not in played.certificate]
    assert missing == []


def test_the_certificate_says_that_a_claim_is_to_be_verified(played: Played) -> None:
    assert "verification by" in played.certificate


def test_the_certificate_of_a_demonstration_is_a_specimen(played: Played) -> None:
    assert "specimen" in played.certificate.lower()


def test_the_learner_is_told_that_the_record_was_sent(played: Played) -> None:
    assert played.saved == "Sent"


def test_the_session_time_is_that_of_the_session(played: Played) -> None:
    calls = played.attempt.launches[0].calls
    open_for = calls[max(calls)].at - calls[0].at
    assert seconds(played.attempt.values["cmi.core.session_time"]) == pytest.approx(open_for, abs=1.5)


def test_the_session_is_opened_and_finished_once(played: Played) -> None:
    names = [call.name for call in played.attempt.launches[0].calls.values()]
    assert (names.count("LMSInitialize"), names.count("LMSFinish")) == (1, 1)


def test_the_last_exit_is_suspend(played: Played) -> None:
    exits = [call.args[1] for call in played.attempt.launches[0].calls.values() if call.args[:1] == ("cmi.core.exit",)]
    assert set(exits) == {"suspend"}


def test_the_state_fits(played: Played) -> None:
    assert 0 < len(played.attempt.values["cmi.suspend_data"]) < 4096


def test_the_state_holds_no_name(played: Played) -> None:
    assert "Doe" not in "".join(played.attempt.values.values())


@pytest.mark.parametrize("review", [True, False], ids=["in review", "though the LMS launches it as normal"])
def test_a_relaunch_after_success_changes_nothing(played: Played, browser: Browser, lms: Lms, review: bool) -> None:
    attempt = played.attempt
    attempt.review_after = ("passed", "completed") if review else ()
    before, number = attempt.record, len(attempt.launches)
    with visiting(browser, lms) as visit:
        learner = visit.launch(attempt)
        for section in learner.sections:
            learner.go(section)
        certificate = learner.open_certificate()
        learner.exit()
        attempt.wait_finished()
    written = [call.args for call in attempt.launches[number].calls.values() if call.name == "LMSSetValue"]
    assert (attempt.record, attempt.refusals, visit.said) == (before, [], [])
    assert written == []
    assert certificate == played.certificate
