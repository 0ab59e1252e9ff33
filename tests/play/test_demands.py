"""A course that asks for more: profession, pages for some, a film, time, a sentence; several credits; a hand-off."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from film import record
from jsonschema import Draft202012Validator
from playwright.sync_api import expect
from visits import DESKTOP, PHONE
from xapi_host import Enrolment, Stage, Store, verb

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from learner import Learner
    from playwright.sync_api import Browser
    from strict_lms import Attempt, Lms
    from visits import Visit

    Visits = Callable[..., Visit]

pytestmark = pytest.mark.browser

COURSE = Path(__file__).parent / "team-hour"
DURING = "2026-11-22T15:00:00Z"
AFTER_NURSING = "2027-07-02T15:00:00Z"
MINUTE = 60_000
CLOCKS = "is longer than the session"
"""What the LMS's page says when a test moves the clock: the course's moves a moment before its own."""


@pytest.fixture(scope="module")
def room(
    browser: Browser,
    scormkit: Callable[..., subprocess.CompletedProcess[bytes]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    room = tmp_path_factory.mktemp("team-hour")
    shutil.copytree(COURSE, room / "team-hour")
    (room / "team-hour" / "media").mkdir()
    (room / "team-hour" / "media" / "talk.webm").write_bytes(record(browser, 3))
    done = scormkit("build", room / "team-hour", "--out", room, "--as-of", "2026-11-22")
    assert done.returncode == 0, done.stderr.decode()
    return room


@pytest.fixture(scope="module")
def package(room: Path) -> Path:
    return next(room.glob("*-scorm12.zip"))


@pytest.fixture
def enrolled(lms: Lms, package: Path) -> Any:
    """Attempts whose calls must all have been accepted in the end."""
    attempts: list[Attempt] = []

    def make(**settings: Any) -> Attempt:
        attempts.append(lms.enrol(lms.install(package), **settings))
        return attempts[-1]

    yield make
    reasons = [reason for attempt in attempts for reason in attempt.refusals]
    assert [reason for reason in reasons if CLOCKS not in reason] == []


def state_who(learner: Learner, profession: str, specialty: str = "surgery") -> None:
    """Answers the first page and begins."""
    learner.see(f"#who input[value='{profession}']").check()
    learner.see("#specialty").select_option(label=specialty)
    learner.see("#acknowledge-box").check()
    learner.see("#begin").click()
    learner.arrives("page-talk")


def listed(learner: Learner) -> list[str]:
    return [link.get_attribute("data-section") or "" for link in learner.see("#contents a[data-section]").all()]


def watch(learner: Learner, until: float | None = None) -> None:
    """Plays the film on the page to its end, or some seconds of it."""
    learner.see("video").evaluate(
        """async (film, until) => {
          film.muted = true;
          await film.play();
          await new Promise((resolve) => {
            const look = () => { if (film.ended || (until && film.currentTime >= until)) resolve(); };
            for (const name of ['timeupdate', 'ended']) film.addEventListener(name, look);
          });
          film.pause();
        }""",
        until,
    )


def wait_minutes(learner: Learner, minutes: int) -> None:
    """Time in which the learner moves now and then."""
    for minute in range(minutes):
        learner.page.context.clock.fast_forward(MINUTE)
        learner.course.dispatch_event("body", "pointermove", {"clientX": minute})


def to_the_claim(learner: Learner, profession: str) -> None:
    state_who(learner, profession)
    watch(learner)
    while learner.place != "page-end":
        learner.turn()
    wait_minutes(learner, 5)
    learner.turn()
    learner.pass_test()
    learner.go("claim")


def finish(learner: Learner, amount: str = "1.00") -> str:
    learner.see(".attest-box:visible").check()
    learner.claim(amount)
    return learner.open_certificate()


# ---- who the learner is


def test_without_a_profession_nothing_opens(visit: Visits, enrolled: Any) -> None:
    learner = visit(clock=DURING).launch(enrolled(), how="window")
    learner.see("#acknowledge-box").check()
    learner.see("#begin").click()
    expect(learner.see("#acknowledge .problem")).to_have_text("Choose your profession.")
    learner.see("#who input[value='nurse']").check()
    learner.see("#begin").click()
    expect(learner.see("#acknowledge .problem")).to_have_text("Choose your specialty.")
    expect(learner.see("#specialty")).to_be_focused()
    assert learner.place == "front"


def test_pages_for_others_are_neither_listed_nor_counted(visit: Visits, enrolled: Any) -> None:
    learner = visit(clock=DURING).launch(enrolled(), how="window")
    assert "page-orders" in listed(learner) and "page-beds" in listed(learner)
    state_who(learner, "nurse")
    assert [one for one in listed(learner) if one.startswith("page-")] == ["page-talk", "page-beds", "page-end"]
    assert learner.turn() == "page-beds"
    assert "Page 2 of 3" in learner.see("#page-beds .eyebrow").inner_text()
    expect(learner.see("#place")).to_have_text("Step 3 of 8")


def test_who_states_another_profession_is_led_another_way(visit: Visits, enrolled: Any) -> None:
    attempt = enrolled()
    learner = visit(clock=DURING).launch(attempt)
    state_who(learner, "nurse")
    learner.go("front")
    learner.see("#who input[value='physician']").check()
    learner.see("#begin").click()
    assert learner.turn() == "page-orders"
    learner.close()
    attempt.wait_finished()
    again = visit(clock=DURING).launch(attempt)
    assert again.place == "page-orders"
    assert "page-beds" not in listed(again)
    again.go("front")
    expect(again.see("#who input[value='physician']")).to_be_checked()
    expect(again.see("#specialty")).to_have_value(re.compile("..."))


# ---- the film and the time


def test_the_test_waits_for_the_film_and_for_the_time(visit: Visits, enrolled: Any) -> None:
    learner = visit(clock=DURING).launch(enrolled(), how="window")
    state_who(learner, "other")
    expect(learner.see(".watched")).to_have_text("Played: 0%. At least 90% are needed.")
    learner.turn()
    learner.see("#next").click()
    expect(learner.see("#place")).to_have_text("Play the videos and recordings of the pages first.")
    learner.go("page-talk")
    watch(learner)
    expect(learner.see(".watched")).to_have_text("This video has been watched.")
    learner.turn()
    learner.see("#next").click()
    expect(learner.see("#place")).to_contain_text("Spend more time")
    wait_minutes(learner, 2)
    expect(learner.see("#time-spent")).to_have_text("Minutes so far: 2 of 4")
    wait_minutes(learner, 3)
    expect(learner.see("#time-spent")).to_have_text("The time asked for has been spent.")
    assert learner.turn() == "quiz-post-test"


def test_half_a_film_and_half_the_time_are_kept_for_the_next_visit(visit: Visits, enrolled: Any) -> None:
    attempt = enrolled()
    learner = visit(clock=DURING).launch(attempt)
    state_who(learner, "other")
    watch(learner, 1.2)
    expect(learner.see(".watched")).to_have_text(re.compile(r"Played: [2-7]\d%"))
    before = learner.see(".watched").inner_text()
    wait_minutes(learner, 2)
    learner.close()
    attempt.wait_finished()
    again = visit(clock=DURING).launch(attempt)
    expect(again.see(".watched")).to_have_text(before)
    expect(again.see("#time-spent")).to_have_text("Minutes so far: 2 of 4")
    watch(again)
    expect(again.see(".watched")).to_have_text("This video has been watched.")
    wait_minutes(again, 3)
    again.turn()
    assert again.turn() == "quiz-post-test"


# ---- the claim, its sentence, its certificate


def test_a_claim_needs_the_sentence(visit: Visits, enrolled: Any) -> None:
    attempt = enrolled()
    learner = visit(clock=DURING).launch(attempt, how="window")
    to_the_claim(learner, "nurse")
    learner.see("#claim-form input[name='claim-ancc'][value='1.00']").check()
    learner.see("#claim-submit").click()
    expect(learner.see(".attest .problem:visible")).to_contain_text("Tick the box")
    expect(learner.see("#claim-recorded")).to_be_hidden()
    certificate = finish(learner)
    assert "1.00 ANCC contact hours" in certificate
    assert "Keep this certificate for the renewal of your licence." in certificate
    assert "1 Main Street, Springfield" in certificate
    learner.exit()
    attempt.wait_finished()
    assert attempt.status == "passed"
    told = attempt.interactions
    assert told["attestation"]["student_response"] == "t"
    assert told["profession"]["student_response"] == "nurse"
    assert told["specialty"]["student_response"] == "surgery"


@pytest.mark.parametrize(
    ("profession", "shown", "hidden"),
    [("pharmacist", "H01-P", "H01-T"), ("pharmacy-technician", "H01-T", "H01-P")],
)
def test_a_certificate_carries_the_number_of_its_profession(
    visit: Visits, enrolled: Any, profession: str, shown: str, hidden: str
) -> None:
    learner = visit(clock=DURING).launch(enrolled(), how="window")
    to_the_claim(learner, profession)
    certificate = finish(learner)
    assert (shown in certificate, hidden in certificate) == (True, False)
    assert "Keep this certificate" not in certificate


def test_a_physician_claims_two_credits_at_once(visit: Visits, enrolled: Any) -> None:
    attempt = enrolled()
    learner = visit(clock=DURING).launch(attempt, how="window")
    to_the_claim(learner, "physician")
    shown = [one.get_attribute("data-credit") for one in learner.see("#claim .credit:visible").all()]
    assert shown == ["ama-pra-1", "abim-moc"]
    expect(learner.see("#claim")).to_contain_text("the provider asks you for your ABIM number")
    certificate = finish(learner)
    assert "1.00 AMA PRA Category 1 Credit" in certificate and "1.00 ABIM MOC points" in certificate
    learner.exit()
    attempt.wait_finished()
    told = attempt.interactions.items()
    claims = {name: float(one["student_response"]) for name, one in told if name.startswith("credit-")}
    assert claims == {"credit-claim-ama-pra-1": 1, "credit-claim-abim-moc": 1}


def test_a_credit_that_ended_before_the_others_is_not_offered(visit: Visits, enrolled: Any) -> None:
    learner = visit(clock=AFTER_NURSING).launch(enrolled(), how="window")
    expect(learner.see("#front [data-ended='ancc']")).to_be_visible()
    expect(learner.see("#front [data-until='ancc']")).to_be_hidden()
    to_the_claim(learner, "nurse")
    assert learner.see("#claim .credit:visible").count() == 0
    expect(learner.see("#claim .not-eligible")).to_be_visible()
    learner.see(".attest-box:visible").check()
    learner.claim(None)
    assert "Statement of participation" in learner.open_certificate()


def test_a_credit_that_ends_while_the_page_is_open_is_not_taken(visit: Visits, enrolled: Any) -> None:
    learner = visit(clock="2027-07-01T03:40:00Z").launch(enrolled(), how="window")  # 23:40 of its last day in New York
    to_the_claim(learner, "nurse")
    learner.see("#claim-form input[name='claim-ancc'][value='1.00']").check()
    learner.see(".attest-box:visible").check()
    learner.page.context.clock.fast_forward(20 * MINUTE)
    learner.see("#claim-submit").click()
    expect(learner.see("#place")).to_have_text("The time to claim one of the credits has ended. Choose again.")
    expect(learner.see("#claim-recorded")).to_be_hidden()
    assert learner.see("#claim .credit:visible").count() == 0


# ---- the hand-off


def test_the_record_to_copy_says_what_the_certificate_says_and_nothing_of_the_person(
    visit: Visits, enrolled: Any
) -> None:
    learner = visit(clock=DURING, permissions=["clipboard-read", "clipboard-write"]).launch(enrolled(), how="window")
    to_the_claim(learner, "nurse")
    certificate = finish(learner)
    reference = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", certificate)
    assert reference is not None
    learner.see("#handoff-copy").click()
    expect(learner.see("#handoff-said")).to_have_text("Copied")
    assert learner.course.evaluate("navigator.clipboard.readText()").splitlines() == [
        "Activity: An hour for the team, version 1.0",
        "Activity code: HH-2026",
        "Completed: 22 November 2026",
        f"Record reference: {reference[0]}",
        "Claimed: 1.00 ANCC contact hours",
        "Specimen: not for credit",
    ]
    link = learner.see("#handoff a")
    assert link.get_attribute("href") == "https://cme.hospital.example/claim?activity=HH-2026"


def test_who_claims_nothing_is_not_sent_to_claim(visit: Visits, enrolled: Any) -> None:
    learner = visit(clock=DURING).launch(enrolled(), how="window")
    to_the_claim(learner, "other")
    learner.see(".attest-box:visible").check()
    learner.claim(None)
    learner.open_certificate()
    expect(learner.see("#handoff")).to_be_hidden()


def test_a_phone_reads_the_code_on_the_certificate_s_page(visit: Visits, enrolled: Any) -> None:
    zxingcpp = pytest.importorskip("zxingcpp", reason="a reader of QR codes is not installed")
    learner = visit(clock=DURING).launch(enrolled(), how="window")
    to_the_claim(learner, "nurse")
    finish(learner)
    box = learner.see("#handoff .qr")
    box.scroll_into_view_if_needed()
    width, height, grey = pixels(learner, box.screenshot())
    seen = zxingcpp.read_barcodes(memoryview(bytes(grey)).cast("B", (height, width)))
    assert [one.text for one in seen] == ["https://cme.hospital.example/claim?activity=HH-2026"]


def pixels(learner: Learner, png: bytes) -> tuple[int, int, list[int]]:
    """Width, height and grey values of a picture, as the browser decodes it."""
    found = learner.page.context.new_page().evaluate(
        """async (bytes) => {
          const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
          const pen = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
          pen.drawImage(picture, 0, 0);
          const { data } = pen.getImageData(0, 0, picture.width, picture.height);
          return [picture.width, picture.height, Array.from(data).filter((_, at) => at % 4 === 0)];
        }""",
        list(png),
    )
    return found[0], found[1], found[2]


# ---- what an LRS hears


def test_an_lrs_hears_of_the_film_the_sentence_and_the_specialty(browser: Browser, lms: Lms, room: Path) -> None:
    store = Store(room / "lrs.sqlite")
    stage = Stage(browser, lms, store, {"team-hour": next(room.glob("*-xapi.zip"))})
    enrolment = Enrolment("team-hour")
    with stage.visiting(clock=AFTER_NURSING, may_fail=True) as visit:  # a clock that jumps takes requests for lost
        learner = stage.launch(visit, enrolment)
        to_the_claim(learner, "physician")
        finish(learner)
        learner.exit()
        store.wait_ended(enrolment.registration)
    told = store.statements(enrolment.registration)
    store.lrs.stop()
    schema = Draft202012Validator(json.loads(next(room.glob("*-xapi-statement.schema.json")).read_text("utf-8")))
    assert [error.message for one in told for error in schema.iter_errors(one)] == []
    verbs = [verb(one) for one in told]
    assert verbs.count("watch") == verbs.count("attested") == verbs.count("completed") == 1
    assert verbs.index("attested") < verbs.index("completed")
    record = told[verbs.index("completed")]
    terms = {name.rpartition("/")[2]: value for name, value in record["result"]["extensions"].items()}
    assert (terms["profession"], terms["specialty"]) == ("physician", "surgery")
    credit = next(value for name, value in record["context"]["extensions"].items() if name.endswith("/credit"))
    assert [one["expires"] for one in credit] == ["2028-12-31", "2028-12-31", "2027-06-30", "2028-12-31"]


# ---- for everybody


SIZES = {"phone": PHONE, "desktop": DESKTOP}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_no_view_violates_wcag(visit: Visits, enrolled: Any, axe: Callable[..., Any], size: str, scheme: str) -> None:
    learner = visit(clock=DURING, viewport=SIZES[size], color_scheme=scheme).launch(enrolled(), how="window")
    learner.see("#begin").click()
    found = axe(learner.course)
    state_who(learner, "nurse")
    found += axe(learner.course)
    watch(learner)
    learner.turn()
    learner.turn()
    wait_minutes(learner, 5)
    learner.turn()
    learner.pass_test()
    learner.go("claim")
    learner.see("#claim-submit").click()
    found += axe(learner.course)
    finish(learner)
    assert found + axe(learner.course) == []


def test_the_keyboard_alone_states_who_and_claims(visit: Visits, enrolled: Any) -> None:
    learner = visit(clock=DURING).launch(enrolled(), how="window")
    keyboard = learner.course.keyboard  # type: ignore[union-attr]
    learner.see("#who input[value='physician']").focus()
    keyboard.press("ArrowDown")
    expect(learner.see("#who input[value='nurse']")).to_be_checked()
    keyboard.press("Tab")
    keyboard.type("sur")
    keyboard.press("Tab")
    keyboard.press("Space")
    keyboard.press("Tab")
    keyboard.press("Enter")
    learner.arrives("page-talk")
    watch(learner)
    learner.turn()
    learner.turn()
    wait_minutes(learner, 5)
    learner.turn()
    learner.pass_test()
    learner.go("claim")
    learner.see("#claim-form input[name='claim-ancc']").first.focus()
    keyboard.press("Space")
    keyboard.press("Tab")
    expect(learner.see(".attest-box:visible")).to_be_focused()
    keyboard.press("Space")
    keyboard.press("Tab")
    keyboard.press("Enter")
    assert "0.25 ANCC contact hours" in learner.open_certificate()
