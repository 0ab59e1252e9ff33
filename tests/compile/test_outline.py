"""The sections of a document follow from what its course asks."""

from __future__ import annotations

from models import make_course

from scormkit.compile.outline import outline
from scormkit.compile.sections import render_sections
from scormkit.model.course import Gate


def titles(**changes: object) -> dict[str, str]:
    return {section.kind: section.title for section in outline(make_course(**changes))}


def test_a_course_with_credit_has_a_section_for_the_claim() -> None:
    assert titles()["claim"] == "Claim credit"


def test_a_course_without_credit_asks_for_a_profession_only_if_completion_does() -> None:
    assert titles(credits=())["claim"] == "Your profession"
    assert "claim" not in titles(credits=(), gates=(Gate.ACKNOWLEDGE, Gate.PAGES))


def test_a_course_without_credit_promises_no_certificate() -> None:
    assert titles(credits=())["certificate"] == "Statement of participation"


def test_the_document_has_no_claim_where_the_outline_has_none() -> None:
    course = make_course(credits=(), gates=(Gate.ACKNOWLEDGE, Gate.PAGES))
    assert 'id="claim"' not in render_sections(course)
