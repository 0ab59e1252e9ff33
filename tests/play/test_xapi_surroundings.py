"""Where an xAPI package may stand and what it gives away: address, console, disk, headers; and an LRS of xAPI 2.0."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from xapi_host import Enrolment, Stage, Store, on_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from learner import Learner

    from scormkit.preview.lrs import Request

pytestmark = pytest.mark.browser

COURSE = "hand-hygiene"
KEPT = """() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie,
  history.state, window.name])"""


def play(learner: Learner) -> None:
    learner.to_the_test()
    learner.pass_test()
    learner.choose_profession("physician")
    learner.claim("0.25")


# ---- what it gives away ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Traces:
    """Everything that a launch left where somebody could read it, and the words that must not be there."""

    secrets: tuple[str, ...]
    identity: tuple[str, ...]
    origin: str
    addresses: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    log: str = ""
    document: list[str] = field(default_factory=list)
    disk: list[dict[str, Any]] = field(default_factory=list)
    kept: str = ""
    referrers: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def found(self, text: str) -> list[str]:
        return [word for word in (*self.secrets, *self.identity) if word in text]


@pytest.fixture(scope="module")
def traces(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Traces]:
    """A whole run whose LRS is away for the middle of it, so that there is something on the disk."""
    store = Store(tmp_path_factory.mktemp("traces") / "lrs.sqlite")
    here = stage.beside(store)
    enrolment = Enrolment(COURSE)
    auth = store.lrs.authorization
    made = Traces((auth, auth.split()[1], store.lrs.key), (enrolment.actor["account"]["name"],), here.lms.site())
    with here.visiting(may_fail=True) as visit:
        visit.context.on("console", lambda line: made.console.append(line.text))
        asked: list[Any] = []
        # Playwright puts a mark on what listens, for which a list has no place.
        visit.context.on("request", lambda request: asked.append(request))  # noqa: PLW0108
        learner = here.launch(visit, enrolment)
        made.addresses.append(learner.page.url)
        made.document.append(learner.page.content())
        learner.to_the_test()
        learner.settled()
        store.lrs.stop()
        learner.pass_test()
        learner.choose_profession("physician")
        learner.claim("0.25")
        learner.see("#saved").filter(has_text=learner.data["words"]["kept"]).wait_for()
        made.disk = on_disk(learner.page)
        store.lrs.start()
        learner.page.evaluate("dispatchEvent(new Event('online'))")  # it would look by itself, in a while
        learner.see("#saved").filter(has_text=learner.data["words"]["saved"]).wait_for(timeout=40_000)
        learner.open_certificate()
        made.addresses.append(learner.page.url)
        made.document.append(learner.page.content())
        made.log = json.dumps(learner.page.evaluate("globalThis.scormkit.entries()"))
        made.kept = learner.page.evaluate(KEPT)
        made.referrers = [found for one in asked if (found := one.all_headers().get("referer", ""))]
        learner.exit()
        store.wait_ended(enrolment.registration)
    made.requests = store.requests
    yield made
    store.lrs.stop()


def test_the_address_bar_holds_nothing_of_the_launch(traces: Traces) -> None:
    assert [address.partition("?")[2] for address in traces.addresses] == ["", ""]


def test_the_console_holds_neither_key_nor_learner(traces: Traces) -> None:
    assert [line for line in traces.console if traces.found(line)] == []


def test_the_log_for_support_holds_neither_key_nor_learner(traces: Traces) -> None:
    assert (traces.found(traces.log), "launch" in traces.log or "statements" in traces.log) == ([], True)


def test_the_document_holds_neither_key_nor_account(traces: Traces) -> None:
    assert [traces.found(text) for text in traces.document] == [[], []]


def test_the_disk_holds_what_waits_but_neither_key_nor_learner(traces: Traces) -> None:
    disk = json.dumps(traces.disk)
    assert ("verb" in disk, traces.found(disk), "Ana" in disk, "actor" in disk) == (True, [], False, False)


def test_no_other_storage_is_used(traces: Traces) -> None:
    assert json.loads(traces.kept) == [[], [], "", None, ""]


def test_nobody_is_told_where_the_learner_comes_from(traces: Traces) -> None:
    assert traces.referrers == []
    assert [one.resource for one in traces.requests if "referer" in one.headers] == []


def test_the_lrs_gets_no_cookie(traces: Traces) -> None:
    assert [one.resource for one in traces.requests if "cookie" in one.headers] == []


def test_every_request_comes_from_the_origin_of_the_package(traces: Traces) -> None:
    assert {one.headers.get("origin") for one in traces.requests} == {traces.origin}


def test_no_request_carries_the_key_in_its_address(traces: Traces) -> None:
    assert [one.resource for one in traces.requests if traces.secrets[2] in json.dumps(dict(one.query))] == []


def test_every_request_names_the_version(traces: Traces) -> None:
    """About is asked without a key and so without a preflight: it is there to find out the version."""
    asked = [one for one in traces.requests if one.method != "OPTIONS" and one.resource != "about"]
    assert {one.headers.get("x-experience-api-version") for one in asked} == {"1.0.3"}


# ---- where it may stand ----------------------------------------------------------------------------------------------


def test_an_lrs_of_xapi_2_is_spoken_to_in_its_version(stage: Stage, tmp_path: Path) -> None:
    store = Store(tmp_path / "lrs.sqlite", versions=("2.0.0",))
    here, enrolment = stage.beside(store), Enrolment(COURSE)
    with here.visiting() as visit:
        learner = here.launch(visit, enrolment)
        play(learner)
        learner.open_certificate()
        learner.exit()
        store.wait_ended(enrolment.registration)
    asked = [one for one in store.requests if one.method != "OPTIONS" and one.resource != "about"]
    statements, refused = store.statements(), [status for _, status in store.exchanges if status not in (200, 204, 404)]
    published = here.packages[COURSE].with_name(f"{here.packages[COURSE].stem}-statement.schema.json")
    validator = Draft202012Validator(json.loads(published.read_text(encoding="utf-8")))
    store.lrs.stop()
    assert {one.headers.get("x-experience-api-version") for one in asked} == {"2.0.0"}
    assert refused == []
    assert [error.message for one in statements for error in validator.iter_errors(one)] == []
    assert store_verbs(statements)[-2:] == ["completed", "terminated"]


def store_verbs(statements: list[dict[str, Any]]) -> list[str]:
    return [one["verb"]["id"].rpartition("/")[2] for one in statements]


def test_plain_http_is_no_hindrance(stage: Stage) -> None:
    enrolment = Enrolment(COURSE)
    with stage.visiting() as visit:
        learner = stage.launch(visit, enrolment, host="plain-lms.test")
        assert learner.page.evaluate("[isSecureContext, 'randomUUID' in crypto]") == [False, False]
        play(learner)
        assert "0.25" in learner.open_certificate()
        learner.exit()
        stage.store.wait_ended(enrolment.registration)
    assert stage.store.verbs(enrolment.registration).count("completed") == 1
