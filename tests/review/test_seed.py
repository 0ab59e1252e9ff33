"""The seed page: what its line-by-line reading marks is found at that line, and what it ticks off is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from pages import AS_OF, CORPUS, faults

from scormkit.review import judged, questions, read_page, read_prose

if TYPE_CHECKING:
    from pathlib import Path

    from scormkit.review import Read

# Rule and line of every error and warning in the reading of the page; 0 is the page as a whole.
MARKED = {
    # credit, accreditation, format
    ("AMA020", 60), ("AMA030", 60), ("ACC020", 58), ("ACC030", 58), ("TXT080", 42), ("AMA080", 0), ("PRO050", 42),
    ("AMA150", 62),
    # dates
    ("PRO030", 64), ("DAT080", 64), ("DAT010", 64), ("DAT030", 0), ("DAT040", 0),
    # disclosures
    ("DIS040", 46), ("DIS040", 48), ("DIS040", 50), ("DIS050", 46), ("DIS050", 48), ("DIS050", 50), ("PRO040", 46),
    ("DIS030", 52), ("DIS060", 48), ("DIS060", 50), ("DIS070", 48), ("DIS070", 50), ("DIS120", 48), ("DIS120", 50),
    ("DIS130", 46), ("DIS150", 46),
    # support
    ("SUP020", 38), ("SUP030", 38),
    # what is absent
    ("QIZ020", 0), ("AMA110", 0), ("PRO080", 0), ("REF010", 0), ("REF040", 11), ("REF040", 17), ("AUD010", 0),
    ("LEG010", 0), ("LEG020", 0), ("LEG030", 58), ("LEG040", 0), ("LEG050", 0), ("ACC050", 0), ("PRO090", 0),
    # words
    ("TXT010", 15),
}  # fmt: skip

# What the reading ticks off: rules that must not fire on it at all, or not at this line.
PASSED = ("AMA010", "AMA040", "AMA160", "DIS010", "DIS020", "DIS080", "DIS110", "PRO010", "PRO020", "PRO060", "PRO070",
          "SUP010", "MKT010", "MKT020")  # fmt: skip
NOT_THERE = (("DIS060", 46), ("DIS070", 46), ("DIS150", 48))


def seen(path: Path) -> Read:
    return read_page(read_prose(path, path.name))


def test_every_marked_line_is_found_and_nothing_else_is(seed: Path) -> None:
    assert set(faults(judged(seen(seed), AS_OF))) == MARKED


def test_what_the_reading_ticks_off_is_silent(seed: Path) -> None:
    found = faults(judged(seen(seed), AS_OF))
    assert [one for one in found if one[0] in PASSED or one in NOT_THERE] == []


def test_both_offences_of_the_designation_are_named(seed: Path) -> None:
    [finding] = [one for one in judged(seen(seed), AS_OF) if one.rule == "AMA030"]
    assert "will designate" in finding.message and "commensurate" in finding.message and "missing" in finding.message


@pytest.mark.parametrize(("day", "expired"), [(date(2026, 2, 28), False), (date(2026, 3, 1), True)])
def test_credit_is_expired_from_the_day_after(seed: Path, day: date, expired: bool) -> None:
    assert (("DAT010", 64) in faults(judged(seen(seed), day))) == expired


@pytest.mark.parametrize(
    "asked",
    [
        "Which format holds?", "certified yet", "be released", "last reviewed", "What does the date mean?",
        "How many minutes", "passing score", "Which roles", "Which credentials", "Which nature",
        "uses that are not approved",
        "money only",
        "Besides physicians",
        "limit to a territory", "Which sources", "contact", "privacy", "Who owns", "time zone",
    ],
)  # fmt: skip
def test_what_only_the_author_knows_is_asked(seed: Path, asked: str) -> None:
    assert any(asked in question.text for question in questions(seen(seed)))


def test_fields_are_read_with_their_lines(seed: Path) -> None:
    read = seen(seed)
    assert read.providers.accredited is not None and read.dates.expires is not None
    assert [(said.value, said.line) for said in (read.providers.accredited, read.dates.expires)] == [
        ("AffinityCE", 58),
        (date(2026, 2, 28), 64),
    ]
    assert [len(person.ties) for person in read.people] == [7, 11, 10, 0]
    assert [(len(objective.points), objective.line) for objective in read.objectives] == [
        (3, 10), (3, 15), (3, 21), (3, 27), (2, 33),
    ]  # fmt: skip


def test_the_page_of_the_corpus_has_the_same_offences(seed: Path) -> None:
    """So the checkout alone proves as much as the seed does."""
    rules = {rule for rule, _ in MARKED}
    assert {rule for rule, _ in faults(judged(seen(CORPUS / "seedlike.txt"), AS_OF))} == rules


def test_a_page_of_dos_line_ends_and_a_mark_reads_the_same(seed: Path, tmp_path: Path) -> None:
    other = tmp_path / seed.name
    other.write_bytes(b"\xef\xbb\xbf" + seed.read_bytes().replace(b"\n", b"\r\n"))
    assert replace(seen(other), prose=seen(seed).prose) == seen(seed)
