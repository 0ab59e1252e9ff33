"""Whole runs of the xAPI packages: what an LRS holds of a learner who read, failed once, passed, claimed and left."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from jsonschema import Draft202012Validator
from tincan import RemoteLRS, Verb
from xapi_host import ANA, Enrolment, Stage, verb

from scormkit.compile.profile import package_schema, statement_schema
from scormkit.model.vocabulary import PROFILE_TYPE, minted
from scormkit.source.load import load_course

if TYPE_CHECKING:
    from collections.abc import Callable


pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
DURING = "2026-02-20T15:00:00Z"
AFTER = "2026-03-01T12:00:00Z"
DURATION = re.compile(r"PT([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]{1,2})?S)?")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
CREDIT_BEARING = ("passed", "claimed", "completed")


@dataclass(slots=True)
class Way:
    """How a course is played: the browser's clock, the profession, and what is claimed (None: nothing is offered)."""

    course: str
    clock: str | None = None
    profession: str = ""
    amount: str | None = None
    fails_first: bool = True


@dataclass(slots=True)
class Played:
    """A finished run: what the LRS holds of it, and what the learner saw on the way."""

    way: Way
    enrolment: Enrolment
    course: Any
    cme: dict[str, Any]
    data: dict[str, Any]
    ticked: list[dict[str, list[str]]]
    certificate: str
    saved: str
    statements: list[dict[str, Any]]
    sent: list[str]

    def of(self, name: str) -> list[dict[str, Any]]:
        return [one for one in self.statements if verb(one) == name]

    @property
    def bearing(self) -> list[dict[str, Any]]:
        """The statements that carry the credit."""
        return [one for one in self.statements if verb(one) in CREDIT_BEARING]

    @property
    def record(self) -> dict[str, Any]:
        """The statement of record."""
        (found,) = self.of("completed")
        return found

    def term(self, name: str) -> str:
        return minted(self.course.vocabulary, name)

    def outcome(self, name: str) -> Any:
        """One of our extensions in the result of the statement of record."""
        return self.record["result"]["extensions"][self.term(name)]


def play(stage: Stage, way: Way) -> Played:
    name = f"ana-{uuid4()}"
    enrolment = Enrolment(way.course, ANA | {"account": {"homePage": "https://lms.example/people", "name": name}})
    ticked = []
    with stage.visiting(clock=way.clock) as visit:
        learner = stage.launch(visit, enrolment)
        learner.to_the_test()
        if way.fails_first:
            ticked.append(learner.answer(right=False))
            learner.submit()
            learner.try_again()
        ticked.append(learner.answer())
        learner.submit()
        if way.profession:
            learner.choose_profession(way.profession)
            learner.claim(way.amount)
        else:
            learner.record_completion()
        certificate, saved, data = learner.open_certificate(), learner.settled(), learner.data
        learner.exit()
        stage.store.wait_ended(enrolment.registration)
    course = load_course(ROOT / "course_src" / way.course, way.course).course
    statements = stage.store.statements(enrolment.registration)
    sent = stage.store.sent(enrolment.registration)
    cme = stage.cme[way.course]
    return Played(way, enrolment, course, cme, data, ticked, certificate, saved, statements, sent)


WAYS = {
    "hand-hygiene": Way("hand-hygiene", profession="physician", amount="0.25"),
    "her2 while credit is open": Way("her2-maintenance", DURING, "physician", "0.25"),
    "her2 after expiry": Way("her2-maintenance", AFTER),
}
CLAIMING = ["hand-hygiene", "her2 while credit is open"]


@pytest.fixture(scope="module")
def runs(stage: Stage) -> Callable[[str], Played]:
    """Each way is played once, when a test first asks for it."""
    played: dict[str, Played] = {}

    def run(name: str) -> Played:
        if name not in played:
            played[name] = play(stage, WAYS[name])
        return played[name]

    return run


@pytest.fixture(scope="module", params=WAYS)
def played(request: pytest.FixtureRequest, runs: Callable[[str], Played]) -> Played:
    return runs(request.param)


@pytest.fixture(scope="module", params=CLAIMING)
def claiming(request: pytest.FixtureRequest, runs: Callable[[str], Played]) -> Played:
    return runs(request.param)


# ---- which statements there are


def test_everything_is_told_in_the_order_in_which_it_happened(played: Played) -> None:
    pages, questions = len(played.course.pages), len(played.data["quizzes"][0]["questions"])
    claim = ["claimed"] if played.way.profession else []
    begin = ["initialized", "acknowledge", *["experienced"] * pages]
    end = ["passed", *claim, "completed", "terminated"]
    assert [verb(one) for one in played.statements] == [*begin, *["answered"] * (2 * questions), *end]


def test_the_pages_are_told_in_their_order(played: Played) -> None:
    found = [one["object"]["id"] for one in played.of("experienced")]
    assert found == [f"{played.cme['iri']}/pages/{page.id}" for page in played.course.pages]


def test_every_statement_is_sent_once(played: Played) -> None:
    assert played.sent == [one["id"] for one in played.statements]
    assert len(set(played.sent)) == len(played.sent)


def test_what_there_is_once_in_a_registration_is_named_and_all_else_has_a_random_id(played: Played) -> None:
    """RFC 9562: two windows or devices cannot tell the record twice."""
    versions = {(verb(one) in ("passed", "claimed", "completed"), UUID(one["id"]).version) for one in played.statements}
    assert versions == {(True, 5), (False, 4)}


def test_times_are_instants_in_order(played: Played) -> None:
    times = [one["timestamp"] for one in played.statements]
    assert [one for one in times if not INSTANT.fullmatch(one)] == []
    assert times == sorted(times)


# ---- who judges them


def test_the_schema_of_the_package_takes_every_statement(played: Played) -> None:
    validator = Draft202012Validator(package_schema(played.course))
    assert [error.message for one in played.statements for error in validator.iter_errors(one)] == []


def test_the_schema_of_the_vocabulary_takes_every_statement(played: Played) -> None:
    validator = Draft202012Validator(statement_schema(played.course.vocabulary))
    assert [error.message for one in played.statements for error in validator.iter_errors(one)] == []


@pytest.mark.node
def test_the_second_judge_takes_every_statement(
    played: Played, second_judge: Callable[[list[dict[str, Any]]], list[str]]
) -> None:
    assert second_judge(played.statements) == []


@pytest.fixture(scope="module")
def remote(stage: Stage) -> RemoteLRS:
    lrs = stage.store.lrs
    return RemoteLRS(version="1.0.3", endpoint=lrs.endpoint, username=lrs.user, password=lrs.key)


def test_tincan_retrieves_every_statement_as_it_is_stored(played: Played, remote: RemoteLRS) -> None:
    found = [json.loads(remote.retrieve_statement(one["id"]).data) for one in played.statements]
    assert found == played.statements


def test_tincan_reads_the_statement_of_record_to_the_letter(played: Played, remote: RemoteLRS) -> None:
    read = json.loads(remote.retrieve_statement(played.record["id"]).content.to_json())
    for part in ("id", "actor", "verb", "object", "context"):
        assert {part: read[part]} == {part: played.record[part]}
    result = {name: value for name, value in played.record["result"].items() if name != "duration"}
    assert {name: read["result"].get(name) for name in result} == result


def test_tincan_finds_all_of_a_registration_in_order(played: Played, remote: RemoteLRS) -> None:
    found = remote.query_statements({"registration": played.enrolment.registration, "ascending": True}).content
    assert [str(one.id) for one in found.statements] == [one["id"] for one in played.statements]


def test_tincan_finds_one_completion_of_a_registration(played: Played, remote: RemoteLRS) -> None:
    query = {"registration": played.enrolment.registration, "verb": Verb(id=played.record["verb"]["id"])}
    found = remote.query_statements(query).content.statements
    assert [str(one.id) for one in found] == [played.record["id"]]


# ---- what every statement says


def test_the_actor_is_the_launched_one(played: Played) -> None:
    assert [one for one in played.statements if one["actor"] != played.enrolment.actor] == []


def test_the_registration_is_the_launched_one(stage: Stage, played: Played) -> None:
    mine = [one for one in stage.store.statements() if one["actor"] == played.enrolment.actor]
    assert {one["context"]["registration"] for one in mine} == {played.enrolment.registration}


def test_the_revision_is_the_version_of_the_course(played: Played) -> None:
    assert {one["context"]["revision"] for one in played.statements} == {played.course.version}


def test_every_statement_names_the_profile(played: Played) -> None:
    profile = [{"objectType": "Activity", "id": played.term("profile"), "definition": {"type": PROFILE_TYPE}}]
    categories = [one["context"]["contextActivities"]["category"] for one in played.statements]
    assert categories == [profile] * len(categories)


def test_every_duration_is_iso_8601_with_at_most_two_decimals(played: Played) -> None:
    spans = [one["result"]["duration"] for one in played.statements if "duration" in one.get("result", {})]
    told = sum(len(played.of(verb)) for verb in ("answered", "passed", "failed", "completed", "terminated"))
    assert (len(spans), [one for one in spans if not DURATION.fullmatch(one)]) == (told, [])


# ---- answers


def test_every_answer_is_told_as_it_was_given(played: Played) -> None:
    kinds = {one["id"]: one["type"] for one in played.data["quizzes"][0]["questions"]}
    truth = {"t": "true", "f": "false"}
    given = [
        (question, truth[values[0]] if kinds[question] == "true-false" else "[,]".join(values))
        for attempt in played.ticked
        for question, values in attempt.items()
    ]
    answers = played.of("answered")
    assert [(one["object"]["id"].rpartition("/")[2], one["result"]["response"]) for one in answers] == given


def test_every_answer_has_its_verdict_and_its_duration(played: Played) -> None:
    answers = played.of("answered")
    half = len(answers) // 2
    assert [one["result"]["success"] for one in answers] == [False] * half + [True] * half
    assert [one for one in answers if "duration" not in one["result"]] == []


def test_every_answer_brings_its_question(played: Played) -> None:
    questions = played.data["quizzes"][0]["questions"]
    asked = {question.id: question.prompt_text for quiz in played.course.quizzes for question in quiz.questions}
    definitions = [one["object"]["definition"] for one in played.of("answered")]
    for definition, question in zip(definitions, [*questions, *questions], strict=True):
        choices = [one["id"] for one in definition.get("choices", [])]
        offered = [] if question["type"] == "true-false" else question["choices"]
        language = played.data["language"]
        kind = "true-false" if question["type"] == "true-false" else "choice"
        assert (definition["interactionType"], choices) == (kind, offered)
        assert definition["name"][language] == asked[question["id"]]


def test_a_right_answer_is_the_pattern_of_its_question(played: Played) -> None:
    right = [one for one in played.of("answered") if one["result"]["success"]]
    patterns = [one["object"]["definition"]["correctResponsesPattern"] for one in right]
    assert patterns == [[one["result"]["response"]] for one in right]


# ---- credit and claim


def test_the_credit_is_frozen_in_what_bears_credit_and_nowhere_else(played: Played) -> None:
    carrying = [one for one in played.statements if played.term("credit") in one["context"].get("extensions", {})]
    assert carrying == played.bearing


def test_the_frozen_credit_is_that_of_the_course_and_cannot_be_claimed(played: Played) -> None:
    expected = [one | {"status": "specimen", "claimable": False} for one in played.cme["credit"]]
    frozen = [one["context"]["extensions"][played.term("credit")] for one in played.bearing]
    definitions = [played.record["object"]["definition"]["extensions"][played.term("credit")]]
    assert [one for one in frozen + definitions if one != expected] == []


def test_expiry_is_judged_at_the_moment_of_the_statement(played: Played) -> None:
    judged_at = [one["context"]["extensions"][played.term("as-of")] for one in played.bearing]
    assert judged_at == [one["timestamp"] for one in played.bearing]


def test_the_statement_of_record_carries_the_claimed_amount(claiming: Played) -> None:
    (credit,) = claiming.cme["credit"]
    assert claiming.outcome("credit-claimed") == [{"system": credit["system"], "unit": credit["unit"], "amount": 0.25}]


def test_no_other_statement_carries_an_amount(played: Played) -> None:
    others = [one for one in played.statements if one is not played.record]
    assert [verb(one) for one in others if '"amount"' in json.dumps(one)] == []


def test_passed_and_claimed_point_to_the_statement_of_record(played: Played) -> None:
    pointing = {verb(one): one["context"]["statement"] for one in played.statements if "statement" in one["context"]}
    reference = {"objectType": "StatementRef", "id": played.record["id"]}
    assert pointing == {name: reference for name in ("passed", "claimed") if played.of(name)}


def test_the_disclosures_are_those_that_were_shown(played: Played) -> None:
    extension = played.term("disclosure-version")
    shown = [one for one in played.statements if extension in one["context"].get("extensions", {})]
    assert {one["context"]["extensions"][extension] for one in shown} == {played.cme["disclosureVersion"]}
    assert shown == [*played.of("acknowledge"), *played.bearing]


def test_score_and_success_are_those_of_the_passed_attempt(played: Played) -> None:
    score = {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    results = [one["result"] for one in (*played.of("passed"), played.record)]
    assert [(one["success"], one["score"]) for one in results] == [(True, score)] * 2


def test_the_record_says_completed_and_by_whom(played: Played) -> None:
    assert played.record["result"]["completion"] is True
    assert played.outcome("profession") == (played.way.profession or "not-stated")


def test_the_reference_in_the_record_is_that_on_the_certificate(played: Played) -> None:
    assert len(played.outcome("reference")) > 8
    assert played.outcome("reference") in played.certificate


def test_the_certificate_names_amount_credit_and_learner(claiming: Played) -> None:
    wanted = ("0.25", "AMA PRA Category 1 Credit", claiming.enrolment.actor["name"])
    assert [words for words in wanted if words not in claiming.certificate] == []


def test_the_learner_is_told_that_it_was_saved(played: Played) -> None:
    assert played.saved == played.data["words"]["saved"]


def test_after_expiry_nothing_is_claimed(runs: Callable[[str], Played]) -> None:
    after = runs("her2 after expiry")
    assert (after.outcome("credit-claimed"), after.of("claimed")) == ([], [])
    assert '"amount"' not in json.dumps(after.statements)


# ---- other professions, and declining


def test_a_nurse_participates_and_no_amount_is_told(stage: Stage) -> None:
    nurse = play(stage, Way("hand-hygiene", profession="nurse", fails_first=False))
    assert (nurse.outcome("credit-claimed"), nurse.outcome("profession")) == ([], "nurse")
    assert '"amount"' not in json.dumps(nurse.statements)


def test_who_declines_claims_nothing(stage: Stage) -> None:
    declining = play(stage, Way("hand-hygiene", profession="physician", amount="declined", fails_first=False))
    assert [one["amount"] for one in declining.outcome("credit-claimed")] == [0]
    assert len(declining.of("claimed")) == 1


def test_only_the_last_failed_attempt_is_told_as_failed(stage: Stage) -> None:
    """Whoever has an attempt left has not failed."""
    enrolment = Enrolment("hand-hygiene")
    with stage.visiting() as visit:
        learner = stage.launch(visit, enrolment)
        learner.to_the_test()
        attempts = learner.quiz()["attempts"]
        for number in range(attempts):
            learner.answer(right=False)
            learner.submit()
            if number + 1 < attempts:
                learner.try_again()
        learner.settled()
        learner.exit()
        stage.store.wait_ended(enrolment.registration)
    told = stage.store.statements(enrolment.registration)
    answers = attempts * len(learner.quiz()["questions"])
    assert [verb(one) for one in told][-answers - 2 :] == [*["answered"] * answers, "failed", "terminated"]
    result = {"success": False, "score": {"scaled": 0, "raw": 0, "min": 0, "max": 100}}
    course = load_course(ROOT / "course_src" / "hand-hygiene", "hand-hygiene").course
    validator = Draft202012Validator(package_schema(course))
    assert [error.message for one in told for error in validator.iter_errors(one)] == []
    assert DURATION.fullmatch(told[-2]["result"].pop("duration"))
    assert told[-2]["result"] == result
