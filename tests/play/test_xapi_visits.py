"""xAPI launches one after another, an LRS that goes away and comes back, and learners who share a computer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from playwright.sync_api import expect
from xapi_host import ANA, BEN, Enrolment, Stage, Store, framed, on_disk, waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from learner import Learner

    from scormkit.preview.lrs import Request

pytestmark = pytest.mark.browser

COURSE = "hand-hygiene"
# An outage doubles the time until the next look: after it at most as long again.
LONG = 40_000


@pytest.fixture
def own(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """The packages with an LRS of the test's own, to be stopped as it likes."""
    store = Store(tmp_path / "lrs.sqlite")
    yield stage.beside(store)
    store.lrs.stop()


def says(learner: Learner, key: str, within: float = LONG) -> None:
    expect(learner.see("#saved")).to_have_text(learner.data["words"][key], timeout=within)


def finish(learner: Learner) -> None:
    """From the test to the recorded claim."""
    learner.pass_test()
    learner.choose_profession("physician")
    learner.claim("0.25")


def expected(learner: Learner, questions_answered: int = 1) -> list[str]:
    """The verbs of a launch that begins with the front matter, passes, claims and has not ended."""
    pages, questions = len(learner.pages()), len(learner.quiz()["questions"])
    begin = ["initialized", "acknowledge", *["experienced"] * pages]
    return [*begin, *["answered"] * questions * questions_answered, "passed", "claimed", "completed"]


# ---- two sittings ----------------------------------------------------------------------------------------------------


def test_a_relaunch_elsewhere_resumes_in_the_middle_and_completes_once(stage: Stage) -> None:
    enrolment = Enrolment(COURSE)
    with stage.visiting() as visit:
        first = stage.launch(visit, enrolment)
        first.to_the_test()
        first.answer(count=2)
        ticked = first.ticked()
        says(first, "saved")
        first.close()
        stage.store.wait_ended(enrolment.registration)
    with stage.visiting() as visit:
        second = stage.launch(visit, enrolment)
        assert (second.place, second.ticked()) == (f"quiz-{second.quiz()['id']}", ticked)
        finish(second)
        second.open_certificate()
        second.exit()
        stage.store.wait_ended(enrolment.registration, launches=2)
    verbs = stage.store.verbs(enrolment.registration)
    middle = verbs.index("terminated")
    assert verbs[middle : middle + 2] == ["terminated", "initialized"]
    assert [*verbs[:middle], *verbs[middle + 2 : -1]] == expected(second)


def test_a_relaunch_after_completion_tells_nothing_more(stage: Stage) -> None:
    enrolment = Enrolment(COURSE)
    with stage.visiting() as visit:
        first = stage.launch(visit, enrolment)
        first.to_the_test()
        finish(first)
        certificate = first.open_certificate()
        first.exit()
        stage.store.wait_ended(enrolment.registration)
    before, written = stage.store.statements(), stage.store.written()
    with stage.visiting() as visit:
        second = stage.launch(visit, enrolment)
        says(second, "review")
        for section in second.sections:
            second.go(section)
        again = second.open_certificate()
        second.exit()
        visit.context.close()
    assert again == certificate
    assert (stage.store.statements(), stage.store.written()) == (before, written)


# ---- the LRS goes away and comes back --------------------------------------------------------------------------------


def test_what_was_done_while_the_lrs_was_away_arrives_once_and_in_order(own: Stage) -> None:
    enrolment = Enrolment(COURSE)
    with own.visiting(may_fail=True) as visit:
        learner = own.launch(visit, enrolment)
        learner.acknowledge()
        learner.turn()
        says(learner, "saved")
        own.store.lrs.stop()
        learner.read_all()
        says(learner, "kept")
        finish(learner)
        says(learner, "kept")
        assert learner.place == "claim"
        learner.see("#contents a[data-section='certificate']").click(force=True)
        expect(learner.see("#place")).to_have_text(learner.data["words"]["lock.record"])
        assert learner.see("#certificate-sheet > *").count() == 0
        own.store.lrs.start()
        says(learner, "saved")
        learner.arrives("certificate")
        assert "0.25" in learner.open_certificate()
        learner.exit()
        own.store.wait_ended(enrolment.registration)
    assert own.store.verbs() == [*expected(learner), "terminated"]
    times = [one["timestamp"] for one in own.store.statements()]
    assert times == sorted(times)


def test_lost_answers_make_no_duplicates(own: Stage) -> None:
    """The LRS has stored every statement of the first try, and the page has not heard of it."""
    enrolment = Enrolment(COURSE)
    lost: list[Request] = []

    def lose(request: Request) -> bool:
        if request.resource == "statements" and request.method == "POST" and len(lost) < 2:
            lost.append(request)
            return True
        return False

    own.store.lose = lose
    with own.visiting(may_fail=True) as visit:
        learner = own.launch(visit, enrolment)
        learner.to_the_test()
        finish(learner)
        says(learner, "saved")
        learner.open_certificate()
        learner.exit()
        own.store.wait_ended(enrolment.registration)
    sent = own.store.sent(enrolment.registration)
    assert (len(lost), len(sent) > len(set(sent))) == (2, True)
    assert own.store.verbs() == [*expected(learner), "terminated"]


# ---- a queue outlives the page ---------------------------------------------------------------------------------------


def work_in_vain(stage: Stage, learner: Learner) -> list[str]:
    """Pages are read while the LRS is away; gives the ids of what waits."""
    learner.acknowledge()
    says(learner, "saved")
    stage.store.lrs.stop()
    learner.read_all()
    says(learner, "kept")
    ids = waiting(learner.course)
    assert len(ids) == len(learner.pages())
    return ids


def got(stage: Stage, ids: list[str]) -> Callable[[], bool]:
    return lambda: set(ids) <= {one["id"] for one in stage.store.statements()}


def accept_leaving(learner: Learner) -> None:
    learner.page.on("dialog", lambda dialog: dialog.accept())


def test_the_next_launch_delivers_what_a_closed_window_could_not(own: Stage) -> None:
    enrolment = Enrolment(COURSE)
    with own.visiting(may_fail=True) as visit:
        first = own.launch(visit, enrolment)
        ids = work_in_vain(own, first)
        first.close()
        own.store.lrs.start()
        before = len(own.store.statements())
        second = own.launch(visit, enrolment)
        assert second.place == f"quiz-{second.quiz()['id']}"
        finish(second)
        says(second, "saved")
        assert waiting(second.page) == []
    statements = own.store.statements()
    assert [one["id"] for one in statements[before : before + len(ids)]] == ids
    rest = [verb for verb in own.store.verbs() if verb not in ("initialized", "terminated")]
    assert rest == expected(second)[1:]


def test_a_reload_of_the_lms_launches_again_and_delivers_the_queue(own: Stage) -> None:
    """The usual reload: the course stands in a frame, and the LMS's page gives it the launch once more."""
    enrolment = Enrolment(COURSE)
    with own.visiting(may_fail=True) as visit:
        first = own.launch_within(visit, enrolment)
        ids = work_in_vain(own, first)
        accept_leaving(first)
        own.store.lrs.start()
        first.page.reload()
        second = framed(first.page)
        finish(second)
        says(second, "saved")
        assert waiting(second.course) == []
    assert [one["id"] for one in own.store.statements() if one["id"] in ids] == ids
    rest = [verb for verb in own.store.verbs() if verb not in ("initialized", "terminated")]
    assert rest == expected(second)[1:]


def test_where_the_browser_refuses_a_disk_what_waits_goes_out_on_leaving(own: Stage) -> None:
    """A frame of another site, in a browser that keeps nothing for such: the last chance is the end of the page."""
    enrolment = Enrolment(COURSE)
    with own.visiting(may_fail=True) as visit:
        learner = own.launch_within(visit, enrolment, host="lms.test")
        learner.acknowledge()
        says(learner, "saved")
        own.store.lrs.stop()
        learner.read_all()
        says(learner, "failed")
        journal = [one["detail"] for one in learner.course.evaluate("scormkit.entries()") if one["event"] == "journal"]
        accept_leaving(learner)
        count = len(learner.pages())
        own.store.lrs.start()
        learner.page.goto(f"{own.lms.site()}/closed")
        own.store.wait(lambda: "terminated" in own.store.verbs(), "terminated")
    pages = ["experienced"] * count
    assert (journal, own.store.verbs()) == (["memory"], ["initialized", "acknowledge", *pages, "terminated"])


def test_a_reload_says_that_it_is_not_recorded_and_loses_nothing(own: Stage) -> None:
    """The launch is not in the address any more: only the LMS can launch again."""
    enrolment = Enrolment(COURSE)
    with own.visiting(may_fail=True) as visit:
        first = own.launch(visit, enrolment)
        ids = work_in_vain(own, first)
        accept_leaving(first)
        first.page.reload()
        first.ready()
        says(first, "alone")
        assert waiting(first.page)[: len(ids)] == ids
        own.store.lrs.start()
        second = own.launch(visit, enrolment)
        says(second, "saved")
        own.store.wait(got(own, ids), "the queue")
    delivered = [one["id"] for one in own.store.statements() if one["id"] in ids]
    assert delivered == ids


def test_another_learner_on_the_same_computer_delivers_nothing_of_it(own: Stage) -> None:
    ana, ben = Enrolment(COURSE, ANA), Enrolment(COURSE, BEN)
    with own.visiting(may_fail=True) as visit:
        first = own.launch(visit, ana)
        ids = work_in_vain(own, first)
        first.close()
        time.sleep(2)  # what the closing window still tries must fail before the LRS is back
        own.store.lrs.start()
        other = own.launch(visit, ben)
        assert other.place == "front"
        other.acknowledge()
        says(other, "saved")
        other.exit()
        own.store.wait_ended(ben.registration)
        assert [one for one in own.store.statements() if one["id"] in ids] == []
        assert {one["actor"]["name"] for one in own.store.statements(ben.registration)} == {BEN["name"]}
        assert waiting(other.page)[: len(ids)] == ids
        own.launch(visit, ana)
        own.store.wait(got(own, ids), "the queue of the first")
    delivered = [one for one in own.store.statements(ana.registration) if one["id"] in ids]
    assert [one["id"] for one in delivered] == ids
    assert [one for one in delivered if one["actor"] != ANA] == []


# ---- launches that lack something ------------------------------------------------------------------------------------


def test_without_launch_parameters_it_plays_and_records_nothing(stage: Stage) -> None:
    nobody = Enrolment(COURSE, left_out=("endpoint", "auth", "actor", "registration", "activity_id"))
    asked = len(stage.store.exchanges)
    with stage.visiting() as visit:
        learner = stage.launch(visit, nobody)
        says(learner, "alone")
        learner.to_the_test()
        finish(learner)
        certificate = learner.open_certificate()
        assert visit.asked[0].endswith("/index.html")
        assert on_disk(learner.page) == []
    assert "not a certificate" in certificate.lower()
    assert len(stage.store.exchanges) == asked


@pytest.mark.parametrize("lacking", ["endpoint", "auth", "actor"])
def test_a_launch_that_lacks_one_of_three_is_none(stage: Stage, lacking: str) -> None:
    asked = len(stage.store.exchanges)
    with stage.visiting() as visit:
        learner = stage.launch(visit, Enrolment(COURSE, left_out=(lacking,)))
        says(learner, "alone")
    assert len(stage.store.exchanges) == asked


def test_a_registration_is_minted_where_there_is_none_and_found_again(own: Stage) -> None:
    """Without one every launch would be a completion of its own."""
    enrolment = Enrolment(COURSE, left_out=("registration",))
    with own.visiting() as visit:
        first = own.launch(visit, enrolment)
        first.acknowledge()
        here = first.turn()
        first.exit()
        own.store.wait_ended("")
    with own.visiting() as visit:
        second = own.launch(visit, enrolment)
        assert second.place == here
        second.exit()
        own.store.wait_ended("", launches=2)
    (registration,) = {one["context"]["registration"] for one in own.store.statements()}
    assert (UUID(registration).version, registration != enrolment.registration) == (4, True)


def test_a_visit_that_begins_without_the_lrs_is_kept_and_told_when_it_answers(own: Stage) -> None:
    enrolment = Enrolment(COURSE)
    address = own.address(enrolment)
    own.store.lrs.stop()
    with own.visiting(may_fail=True) as visit:
        learner = visit.read(address)
        says(learner, "silent")
        learner.acknowledge()
        says(learner, "kept")
        own.store.lrs.start()
        says(learner, "saved")
        learner.exit()
        own.store.wait_ended(enrolment.registration)
    assert own.store.verbs() == ["initialized", "acknowledge", "terminated"]
