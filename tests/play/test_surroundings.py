"""Where a course may stand: other sites, plain HTTP, a window of its own, a disk, no scripts; and what it asks for."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from learner import Learner
    from playwright.sync_api import Browser
    from strict_lms import Attempt, Lms
    from visits import Visit

    Visits = Callable[..., Visit]
    Enrol = Callable[..., Attempt]

pytestmark = pytest.mark.browser

COURSES = ("hand-hygiene", "her2-maintenance")
NOT_RECORDED = "not recorded"


def play_to_the_end(learner: Learner) -> str:
    learner.to_the_test()
    learner.pass_test(fail_first=True)
    learner.choose_profession("physician")
    learner.claim("0.25")
    return learner.open_certificate()


def assert_recorded(learner: Learner, attempt: Attempt) -> None:
    learner.exit()
    attempt.wait_finished()
    assert (attempt.status, attempt.refusals) == ("passed", [])


# ---- with an LMS in reach --------------------------------------------------------------------------------------------


def test_plain_http_is_no_hindrance(visit: Visits, enrol: Enrol) -> None:
    attempt = enrol("hand-hygiene")
    learner = visit().launch(attempt, host="plain-lms.test")
    assert learner.course.evaluate("[isSecureContext, 'randomUUID' in crypto, 'subtle' in crypto]") == [False] * 3
    play_to_the_end(learner)
    assert_recorded(learner, attempt)


def test_an_lms_within_a_page_of_another_site_gets_the_record(visit: Visits, enrol: Enrol) -> None:
    attempt = enrol("hand-hygiene")
    learner = visit().launch_inside(attempt, host="lms.test", around="portal.test")
    play_to_the_end(learner)
    assert_recorded(learner, attempt)


def test_a_course_in_a_window_of_its_own_finds_the_api_of_its_opener(visit: Visits, enrol: Enrol) -> None:
    attempt = enrol("hand-hygiene")
    learner = visit().launch(attempt, how="window")
    play_to_the_end(learner)
    assert_recorded(learner, attempt)


def test_a_course_in_a_frame_of_a_frame_finds_the_api(visit: Visits, enrol: Enrol) -> None:
    attempt = enrol("hand-hygiene")
    learner = visit().launch_deeper(attempt)
    play_to_the_end(learner)
    assert_recorded(learner, attempt)


def test_closing_the_opened_window_finishes_the_session(visit: Visits, enrol: Enrol) -> None:
    attempt = enrol("hand-hygiene")
    learner = visit().launch(attempt, how="window")
    learner.acknowledge()
    learner.course.close()
    attempt.wait_finished()
    assert attempt.refusals == []


@pytest.mark.parametrize("width", [360, 1280])
def test_a_phone_and_a_desktop_can_be_played_alike(visit: Visits, enrol: Enrol, width: int) -> None:
    attempt = enrol("hand-hygiene")
    learner = visit(viewport={"width": width, "height": 740}, has_touch=width < 500).launch(attempt)
    play_to_the_end(learner)
    assert_recorded(learner, attempt)


# ---- without one -----------------------------------------------------------------------------------------------------


def test_a_course_that_cannot_reach_the_lms_plays_and_says_that_nothing_is_recorded(
    visit: Visits, enrol: Enrol, lms: Lms
) -> None:
    attempt = enrol("hand-hygiene", site=lms.site("content.test"))
    learner = visit().launch(attempt, host="lms.test")
    sheet = play_to_the_end(learner)
    assert NOT_RECORDED in learner.saved()
    assert "not a certificate" in sheet.lower()
    assert attempt.calls == []


def test_a_host_page_without_an_api_gets_the_same_notice(visit: Visits, enrol: Enrol) -> None:
    learner = visit().launch(enrol("hand-hygiene", api=False))
    expect(learner.see("#saved")).to_contain_text(NOT_RECORDED)


@pytest.mark.parametrize("course", COURSES)
def test_a_course_on_a_disk_plays_and_certifies_nothing(
    visit: Visits, packages: dict[str, Path], tmp_path: Path, course: str
) -> None:
    with zipfile.ZipFile(packages[course]) as archive:
        archive.extractall(tmp_path)
    learner = visit(clock="2026-02-20T15:00:00Z").read((tmp_path / "index.html").as_uri())
    sheet = play_to_the_end(learner)
    assert NOT_RECORDED in learner.saved()
    assert ("not a certificate" in sheet.lower(), "Jo Doe" in sheet, "0.25" in sheet) == (True, False, False)


def test_the_notice_cannot_be_printed_as_a_certificate(visit: Visits, lms: Lms, packages: dict[str, Path]) -> None:
    learner = visit().read(lms.site() + lms.install(packages["hand-hygiene"]))
    play_to_the_end(learner)
    expect(learner.see("#print")).to_be_hidden()


# ---- what is asked for, and in what order ----------------------------------------------------------------------------


@pytest.mark.parametrize("course", COURSES)
def test_the_first_page_is_readable_after_three_requests(
    visit: Visits, lms: Lms, packages: dict[str, Path], course: str
) -> None:
    """Scripts are held back for good: what is readable then needs none of them."""
    context = visit()
    page = context.context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/*.js", lambda route: None)
    page.goto(lms.site() + lms.install(packages[course]), wait_until="commit")
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator("#disclosures")).to_be_visible()
    page.wait_for_function("[...document.styleSheets].length > 0 && document.readyState !== 'loading'")
    needed = [url for url in asked if not url.endswith((".js", ".svg"))]
    assert 1 <= len(needed) <= 3, needed


def test_scripts_do_not_hold_the_first_page_back(lms: Lms, packages: dict[str, Path], visit: Visits) -> None:
    page = visit().context.new_page()
    page.goto(lms.site() + lms.install(packages["hand-hygiene"]))
    eager = page.evaluate("[...document.scripts].filter(s => s.src && !s.defer && !s.async).map(s => s.src)")
    assert eager == []


# ---- no scripts, and paper -------------------------------------------------------------------------------------------


@pytest.fixture
def plain(browser: Browser, lms: Lms, packages: dict[str, Path], request: pytest.FixtureRequest) -> str:
    """A course as it reads with scripts off, from the top to the bottom."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(lms.site() + lms.install(packages[request.param]))
    text = page.locator("body").inner_text()
    context.close()
    return re.sub(r"\s+", " ", text)


both = pytest.mark.parametrize("plain", COURSES, indirect=True)


def source_of(packages: dict[str, Path], course: str) -> str:
    with zipfile.ZipFile(packages[course]) as archive:
        return archive.read("index.html").decode("utf-8")


def flat(markup: str) -> str:
    from lxml import html

    return re.sub(r"\s+", " ", html.fromstring(f"<div>{markup}</div>").text_content()).strip()


def rationales(markup: str) -> list[str]:
    from lxml import html

    found = html.document_fromstring(markup).xpath("//template[@data-rationale or @data-option-feedback]")
    return [words for one in found if len(words := re.sub(r"\s+", " ", one.text_content()).strip()) > 20]


@pytest.mark.parametrize(("plain", "course"), [(name, name) for name in COURSES], indirect=["plain"])
def test_every_page_is_readable_without_scripts(plain: str, packages: dict[str, Path], course: str) -> None:
    from lxml import html

    document = html.document_fromstring(source_of(packages, course))
    paragraphs = [
        re.sub(r"\s+", " ", one.text_content()).strip()
        for one in document.xpath("//section[@data-kind='page']//*[self::h1 or self::p or self::td]")
    ]
    lower = plain.lower()
    assert len(paragraphs) > 8
    assert [words for words in paragraphs if words.lower() not in lower] == []


@pytest.mark.parametrize(("plain", "course"), [(name, name) for name in COURSES], indirect=["plain"])
def test_no_rationale_is_readable_without_scripts(plain: str, packages: dict[str, Path], course: str) -> None:
    hidden = rationales(source_of(packages, course))
    assert len(hidden) >= 4
    assert [words for words in hidden if words[:60] in plain] == []


@both
def test_disclosures_come_before_the_first_page_without_scripts(plain: str) -> None:
    assert 0 <= plain.index("Disclosures") < plain.index("Page 1 of")


@both
def test_no_dead_control_is_offered_without_scripts(plain: str) -> None:
    controls = ("Submit answers", "Begin", "Record completion", "Print or save")
    assert [words for words in controls if words in plain] == []


@pytest.mark.parametrize("course", COURSES)
def test_the_document_marks_no_right_answer(packages: dict[str, Path], course: str) -> None:
    """Nothing for a reader without scripts, a printer or a screen reader to find: no box is ticked, none differs."""
    from lxml import html

    document = html.document_fromstring(source_of(packages, course))
    inputs = document.xpath("//form[contains(@class,'quiz')]//input")
    telling = {name for one in inputs for name in one.attrib} - {"type", "name", "value", "id"}
    assert (len(inputs) > 8, telling) == (True, set())


@pytest.fixture(scope="module")
def paper(browser: Browser, lms: Lms, packages: dict[str, Path]) -> Callable[..., str]:
    """What a printer would get of a course: the text shown in print, after `steps` were played."""

    def read(course: str, steps: Callable[[Learner], object] = lambda learner: None) -> str:
        from visits import visiting

        with visiting(browser, lms) as visit:
            learner = visit.read(lms.site() + lms.install(packages[course]))
            steps(learner)
            learner.page.emulate_media(media="print")
            assert learner.see(".mark").filter(visible=True).count() == 0
            return re.sub(r"\s+", " ", learner.page.locator("body").inner_text())

    return read


@pytest.mark.parametrize("course", COURSES)
def test_print_holds_every_page(paper: Callable[..., str], packages: dict[str, Path], course: str) -> None:
    from lxml import html

    text = paper(course)
    titles = html.document_fromstring(source_of(packages, course)).xpath("//section[@data-kind='page']/h1")
    assert [one.text_content() for one in titles if flat_words(one.text_content()) not in text] == []


def flat_words(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


@pytest.mark.parametrize("course", COURSES)
def test_print_holds_no_rationale_before_the_test(
    paper: Callable[..., str], packages: dict[str, Path], course: str
) -> None:
    text = paper(course)
    assert [words for words in rationales(source_of(packages, course)) if words[:60] in text] == []


def test_print_holds_no_rationale_and_no_mark_after_the_test(
    paper: Callable[..., str], packages: dict[str, Path]
) -> None:
    text = paper("hand-hygiene", lambda learner: (learner.to_the_test(), learner.pass_test()))
    found = [words for words in rationales(source_of(packages, "hand-hygiene")) if words[:60] in text]
    assert found == []


@pytest.mark.parametrize("course", COURSES)
def test_print_carries_the_specimen_notice(paper: Callable[..., str], course: str) -> None:
    assert "written to demonstrate software" in paper(course)


def test_print_puts_disclosures_first(paper: Callable[..., str]) -> None:
    text = paper("hand-hygiene")
    assert text.index("Disclosures") < text.index("Page 1 of")


def test_the_certificate_prints_alone(visit: Visits, enrol: Enrol) -> None:
    learner = visit().launch(enrol("hand-hygiene"), how="window")
    play_to_the_end(learner)
    learner.course.evaluate("window.print = () => { window.printed = document.body.className; }")
    learner.see("#print").click()
    assert "print-certificate" in learner.course.evaluate("window.printed")
