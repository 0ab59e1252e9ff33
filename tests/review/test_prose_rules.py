"""Each rule on prose twice: one edit of a clean page, which it finds and nothing else does, and the page without it."""

from __future__ import annotations

import re

import pytest
from pages import AS_OF, CORPUS, found, page

from scormkit.review import judged
from scormkit.review.rules import PROSE_RULES

CLEAN = (CORPUS / "direct-clean.txt").read_text(encoding="utf-8")
ACCREDITED = (
    "Example University Hospital is accredited by the Accreditation Council for Continuing Medical "
    "Education (ACCME) to\nprovide continuing medical education for physicians."
)
DESIGNATED = "Example University Hospital designates this enduring material for a maximum of 0.5"

EDITS: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {
    "PRO010": (((ACCREDITED, "We care for good education."),), DESIGNATED),
    "PRO020": (((DESIGNATED, "Physicians who complete it earn 0.5"),), "earn 0.5"),
    "PRO030": ((("January 14, 2029,", "02/03/2029,"),), "02/03/2029"),
    "PRO040": (
        (
            ("Jordan Alvarez, MD, MPH, has", "Dr. Jordan Alvarez, MD, MPH, has"),
            ("Priya Raman, MD, has", ("Dr Priya Raman, MD, has")),
        ),
        "Dr. Jordan",
    ),
    "PRO050": ((("Other healthcare professionals who", "Other attendees who"),), "Other attendees"),
    "PRO060": (
        (
            (" within the past 24 months. All", ". All"),
            ("ineligible companies within the past\n24 months:", "ineligible companies:"),
        ),
        "Jordan Alvarez, MD, MPH, has",
    ),
    "PRO080": (
        (
            (
                (
                    "Method of Participation\nTo earn credit, read the disclosures, study all pages, pass the "
                    "post-test with"
                ),
                "Evaluation\nThe post-test needs",
            ),
        ),
        "",
    ),
    "PRO090": (((" and complete the\nevaluation. The", ".\nThe"),), ""),
    "QIZ020": (
        (
            ("pass the post-test with a score of at least 75% and complete", ("pass with a score of 75% and complete")),
            (("The post-test can be taken three times. Then state"), "Then state"),
            ("pictures and a test", "pictures"),
        ),
        "",
    ),
    "AMA110": (((" with a score of at least 75%", ""),), "pass the post-test"),
    "AMA040": ((("Then state your profession and claim credit.", "Then claim 0.5 CME credits."),), "0.5 CME credits"),
    "REF010": ((("\nReferences\n", "\n"), ("1. Ashdown L, Birch", "Ashdown"), ("2. Stone M, Dale", "Stone")), ""),
    "REF040": (
        (
            (
                "Explain to a patient's family why treatment starts before results are back",
                ("Compare the results of FICTIVA with those before it"),
            ),
        ),
        "FICTIVA",
    ),
    "TXT080": ((("There is no fee for this activity.", "This activity will be certified soon."),), "will be certified"),
    "ACC030": ((("© 2026 Example University Hospital.", "© 2026 Example-University Hospital."),), "© 2026"),
    "DIS070": (
        (("Sample Biologics (researcher).", "Sample Biologics (researcher), among others."),),
        ("Jordan Alvarez, MD, MPH, has"),
    ),
    "DIS150": (
        (
            (
                "to disclose.\n\nThe reviewers",
                ("to disclose. Dr. Raman will discuss off-label use of one drug.\n\nThe reviewers"),
            ),
        ),
        "Dr. Raman",
    ),
    "MKT020": (
        (
            (
                "This activity received no commercial support.",
                ("This activity received no commercial support of the makers of Examplin®."),
            ),
        ),
        "Examplin®",
    ),
}
"""What is edited, and words of the line on which the finding stands; nothing for the page as a whole."""


def edited(rule: str) -> str:
    text = CLEAN
    for old, new in EDITS[rule][0]:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line) if words else 0


def test_the_page_before_the_edits_has_no_finding() -> None:
    assert found(CLEAN) == []


@pytest.mark.parametrize("rule", EDITS)
def test_the_edit_is_found_at_its_line_and_nothing_else(rule: str) -> None:
    text = edited(rule)
    expected = {(rule, line_of(text, EDITS[rule][1]))}
    # A date that cannot be read is no date, and a statement that is gone takes with it what was in it.
    also = {"PRO030": {"DAT070"}, "QIZ020": {"AMA110"}, "PRO020": {"AMA030"}, "PRO010": {"LEG030"}}.get(rule, set())
    assert {one for one in found(text) if one[0] not in also} == expected


def test_a_page_without_disclosures_is_found() -> None:
    text = re.sub(r"Faculty\nJordan.*?(?=Commercial Support)", "", CLEAN, flags=re.DOTALL)
    assert found(text) == [("PRO070", 0)]


def test_a_picture_beside_support_is_found() -> None:
    from datetime import date

    from scormkit.review import judged, read_page
    from scormkit.review.html import html_page
    from scormkit.review.prose import composed

    def rules(section: str) -> list[str]:
        lines = html_page(f"<h2>{section}</h2>\n<img alt='Logo'><p>Text.</p>", "p.html")[0]
        return [one.rule for one in judged(read_page(composed("p.html", lines)), date(2026, 1, 1))]

    assert ("MKT010" in rules("Commercial Support"), "MKT010" in rules("Overview")) == (True, False)


def test_every_rule_on_prose_has_its_case() -> None:
    assert {one.rule.id for one in PROSE_RULES} == {*EDITS, "PRO070", "MKT010"}


def test_every_rule_of_the_family_explains_itself() -> None:
    assert [one.rule.id for one in PROSE_RULES if one.rule.id[:3] == "PRO" and one.rule.explained.missing] == []


def test_the_name_of_a_trial_is_no_abbreviation_to_write_out() -> None:
    read = page("Learning Objectives\n1. Review key data (including PATINA and the MBC cohort)")
    told = [(one.rule, one.message.split("'")[1]) for one in judged(read, AS_OF) if one.rule == "TXT040"]
    assert told == [("TXT040", "MBC")]
