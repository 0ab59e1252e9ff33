"""The quick way to find a pattern in a long text finds what the slow way finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scormkit.checks.patterns import on_lines_with
from scormkit.checks.secrets import NAMED, NEEDLES
from scormkit.checks.security import IDENTIFIER, IDENTIFYING

PIECES = (
    *(
        "MRN: 004829",
        "mrn 12345",
        "DOB 03/12/1961",
        "Patient ID: 1234",
        "patientid=xy",
        "NHS number: 9434",
        "SSN 123-45-6789",
    ),
    *(
        "password: Abcd!123x",
        "api key = zZ9$kkkkkk",
        "my_secret is Abc1!def",
        "lrs-auth: Q1w2e3r4t5",
        "token",
        "xMRN 99999",
    ),
    *("\n", "\n\n", " ", ". ", "\u0130", "\u1e9e", "words of a text", "date of birth 12 March 1961", "dob"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("strings", "pattern"), [(IDENTIFYING, IDENTIFIER), (NEEDLES, NAMED)], ids=["identifiers", "names of keys"]
)
@given(text=TEXTS)
@example("\u0130MRN: 004829")  # a capital that is longer in small letters
@example("MRN: 004829\nMRN: 004829 and DOB 03/12/1961")
def test_lines_with_a_string_hold_all_that_a_pattern_finds(strings: tuple[str, ...], pattern: str, text: str) -> None:
    found = [match.span() for match in on_lines_with(strings, pattern, text)]
    assert found == [match.span() for match in re.finditer(pattern, text)]
