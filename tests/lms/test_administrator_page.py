"""The administrators' page on LMSs says what the profiles say."""

from __future__ import annotations

from administrator_page import END, PAGE, START, page

from scormkit.lmsprofiles import profile_names, read_profile


def test_the_page_and_the_profiles_agree() -> None:
    # Renew the page with: .venv/bin/python tests/lms/administrator_page.py
    assert PAGE.read_text(encoding="utf-8") == page()


def test_the_page_has_its_markers_once() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert (text.count(START), text.count(END)) == (1, 1)


def test_every_reason_of_every_profile_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    reasons = [switch.why for name in profile_names() for switch in read_profile(name).switches]
    assert [why for why in reasons if why not in text] == []
