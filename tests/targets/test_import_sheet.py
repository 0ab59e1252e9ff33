"""The import sheet: what an administrator reads before the zip is imported."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from models import make_demanding

from scormkit.archive import write_zip
from scormkit.compile.course import compile_course
from scormkit.model.course import Approval, CreditStatus, LmsSettings
from scormkit.model.finding import Place
from scormkit.source.load import load_course
from scormkit.targets import TARGETS, make_bundle, render_sheet
from scormkit.targets.sheet import readable_size

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from scormkit.compile.course import Compiled
    from scormkit.model.bundle import Written

MakeCompiled = Callable[..., Any]


def sheet(compiled: Compiled, folder: Path) -> tuple[str, Written]:
    written = write_zip(make_bundle(compiled, TARGETS["scorm12"]), folder)
    return render_sheet(compiled, TARGETS["scorm12"], written), written


def words(markup: str) -> str:
    body = html.document_fromstring(re.sub(r"(?=</(th|td|li|p|h\d)>)", " ", markup)).body
    return re.sub(r"\s+", " ", body.text_content())


def test_it_identifies_the_file(make_compiled: MakeCompiled, tmp_path: Path) -> None:
    markup, written = sheet(make_compiled(), tmp_path)
    facts = ("hands-1.0-scorm12.zip", written.sha256, written.content_digest, f"{written.size} bytes", "index.html")
    assert [fact for fact in facts if fact not in words(markup)] == []


@pytest.mark.parametrize(
    "fact",
    [
        "hands, version 1.0, language en-US",
        "https://hospital.example/activities/hands",
        "SCORM 1.2",
        "The status becomes passed when the learner",
        "has read the first page",
        "has stated a profession and has claimed credit or declined to",
        "at least 75 %, 3 attempts",
        "the manifest states none",
        "cmi.interactions",
        "q-QUESTION-ATTEMPT",
        "credit-claim-SYSTEM",
        "never more than 4096 characters",
        "characters for this course, of 4096",
        "AMA PRA Category 1 Credits™: up to 0.25.",
        "Physician (MD, DO or equivalent)",
        "28 February 2026, until the end of that day in the time zone America/New_York (2026-03-01T05:00:00Z)",
        "still records completion, offers no credit to claim",
        "Territory: US. US only.",
        "Stated: live",
        "Used: enduring",
        "Decided by CME office",
        "Specimen: not for credit.",
        "This specimen carries no credit.",
        "Results can be forged.",
        "the answer key can be read there",
        "The accredited provider verifies claims before awarding credit.",
    ],
)
def test_it_says(fact: str, make_compiled: MakeCompiled, tmp_path: Path) -> None:
    assert fact in words(sheet(make_compiled(), tmp_path)[0])


def test_a_mastery_score_is_explained_when_there_is_one(make_compiled: MakeCompiled, tmp_path: Path) -> None:
    markup, _ = sheet(make_compiled(lms=LmsSettings(mastery_score=True)), tmp_path)
    assert "The manifest states a mastery score of 75" in words(markup)


def test_switches_of_the_lms_are_what_the_package_does(make_compiled: MakeCompiled, tmp_path: Path) -> None:
    changed = LmsSettings("completed", "failed", interactions=False, objectives=False, suspend_limit=64000)
    text = words(sheet(make_compiled(lms=changed), tmp_path)[0])
    assert "The status becomes completed when" in text
    assert "failed after the last attempt at the test failed" in text
    assert "none: switched off for this LMS" in text
    assert "never more than 64000 characters" in text


def test_what_is_not_stated_is_said_to_be_so(
    make_compiled: MakeCompiled, nothing_stated: dict[str, object], tmp_path: Path
) -> None:
    text = words(sheet(make_compiled(**nothing_stated), tmp_path)[0])
    assert "Released not stated" in text
    assert "Last day of credit not stated" in text
    assert "This activity carries no credit." in text
    assert "None" not in text


def test_a_live_course_is_no_specimen(make_compiled: MakeCompiled, tmp_path: Path) -> None:
    markup, _ = sheet(make_compiled(credit_status=CreditStatus.LIVE, notice=""), tmp_path)
    assert "pecimen" not in words(markup)


APPROVAL = Approval("1.0", "Ida Stern, MD", "CME director", date(2026, 11, 20), "sha256:" + "a" * 64, Place("c", 1))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Approved nobody is recorded"),
        (
            {"approval": APPROVAL, "content": APPROVAL.content},
            "Approved version 1.0 by Ida Stern, MD, CME director, on 20 November 2026 ",
        ),
        (
            {"approval": APPROVAL, "content": "sha256:" + "b" * 64},
            "on 20 November 2026. Not this content: it was ",
        ),
    ],
    ids=["nobody", "as it is", "edited since"],
)
def test_it_says_who_approved_the_content(
    changes: dict[str, object], said: str, make_compiled: MakeCompiled, tmp_path: Path
) -> None:
    assert said in words(sheet(make_compiled(**changes), tmp_path)[0])


def test_the_name_of_the_credit_is_in_italics_with_its_mark(make_compiled: MakeCompiled, tmp_path: Path) -> None:
    """AMA PRA credit system: the name in italics, the mark raised, wherever a text can have them."""
    markup, _ = sheet(make_compiled(), tmp_path)
    assert "<strong><i>AMA PRA Category 1 Credits</i><sup>™</sup></strong>" in markup
    assert "0.25 <i>AMA PRA Category 1 Credits</i><sup>™</sup>" in markup


def test_texts_of_the_author_are_escaped(make_compiled: MakeCompiled, tmp_path: Path) -> None:
    markup, _ = sheet(make_compiled(title="<script>alert(1)</script>"), tmp_path)
    assert "<script" not in markup


def test_it_asks_no_other_host_and_knows_no_day(make_compiled: MakeCompiled, tmp_path: Path) -> None:
    compiled = make_compiled()
    first, _ = sheet(compiled, tmp_path / "one")
    second, _ = sheet(compiled, tmp_path / "two")
    assert first == second
    assert not re.search(r"(src|href|action)=|url\(|@import", first)


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 bytes"), (999, "999 bytes"), (48_300, "48.3 KB"), (1_200_000_000, "1.2 GB")]
)
def test_sizes_are_readable(size: int, text: str) -> None:
    assert readable_size(size) == text


@pytest.mark.browser
@pytest.mark.node
@pytest.mark.parametrize(("scheme", "width"), [("light", 1000), ("dark", 1000), ("light", 360)])
def test_the_sheet_is_accessible(
    scheme: Any, width: int, root: Path, tmp_path: Path, browser: Browser, node_modules: Path
) -> None:
    course = load_course(root / "course_src" / "her2-maintenance", "course_src/her2-maintenance").course
    assert course is not None
    file = tmp_path / "sheet.html"
    file.write_text(sheet(compile_course(course), tmp_path)[0], encoding="utf-8")
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    try:
        tab = context.new_page()
        tab.goto(file.as_uri())
        tab.evaluate(axe)
        found = tab.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})")
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found["violations"]] == []
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finally:
        context.close()


def demanding(tmp_path: Path) -> str:
    return words(sheet(compile_course(make_demanding()), tmp_path)[0])


@pytest.mark.parametrize(
    "fact",
    [
        "has taken the pre-test, whatever the answers",
        "has played the videos and recordings, at least 90 % of each, or has read their transcripts",
        "has spent at least 10 minutes with the activity",
        "has sent the evaluation",
        "has confirmed a sentence beside the claim",
        "Last day of this credit: 30 June 2027.",
        "Learners state their profession on the first page",
        "https://cme.hospital.example/claim/HH-26 (activity code HH-26)",
        "they use the QR code with a phone of their own",
        "Likewise the specialty (specialty), each film that was played (watched-CODE, true-false) or whose transcript",
    ],
)
def test_it_tells_what_only_some_courses_ask_for(tmp_path: Path, fact: str) -> None:
    assert fact in demanding(tmp_path)


def test_it_says_nothing_of_a_claim_page_that_there_is_not(make_compiled: MakeCompiled, tmp_path: Path) -> None:
    assert "own claim page" not in words(sheet(make_compiled(), tmp_path)[0])
