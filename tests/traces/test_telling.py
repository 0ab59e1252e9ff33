"""The lines that tell a key, a person or a program are found in a long text, and no other has to be looked at."""

from __future__ import annotations

import io
import re
import sys
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scormkit.checks.secrets import BASIC, KINDS, NAMED, secrets_in
from scormkit.checks.security import HIDDEN_PROGRAM, IDENTIFIER
from scormkit.model.media import Trace, TraceKind
from scormkit.traces import telling, telling_lines, traces_of

SOUGHT = (*(pattern for _, _, pattern in KINDS), BASIC, NAMED, IDENTIFIER, HIDDEN_PROGRAM.pattern)
TOLD = (
    *("-----BEGIN RSA PRIVATE KEY-----", "AKIA" + "A1B2" * 4, "ASIA" + "Z9Y8" * 4, "ghs_" + "aB3d" * 9),
    *("github_pat_" + "a1" * 22, "glpat-" + "a" * 20, "AIza" + "q" * 35, "xoxb-1234567890", "sk_live_" + "1a" * 8),
    *("SG." + "a" * 16 + "." + "b" * 16, "eyJhbGciOiJ9.eyJzdWIiOiJ9.c2lnbmF0dXJl", "https://ann:pass@lrs.example/"),
    *("?auth=abcdefgh", "?x-amz-signature=0123456789", "Bearer 0123456789abcdefghij", "Basic dXNlcjpwYXNzd29yZA=="),
    *("password: Abcd!123x", "Api Key = zZ9$kkkkkk", "my_secret is Abc1!def", "LRS-auth: Q1w2e3r4t5", "pwd=Zz11!!aaa"),
    *("MRN: 004829", "mrn 12345", "DOB 03/12/1961", "D.O.B. 03/12/1961", "Patient ID: 1234", "PatientID=xyz"),
    *("NHS Number: 9434", "hospital no. = 1234", "SSN 123-45-6789", "NPI: 1234567890", "date of birth 12 March 1961"),
    *("Medical Record Number: 1234", "social security number 123-45-6789", "PatientName: Berg", "birth date: 19610312"),
    *("<script>", "<IFRAME src=x>", "<?php", "JavaScript:run()", "<object data=x>"),
)
OTHER = ("\n", "\n\n", " ", ". ", "\u0130", "\u1e9e", "\ud800", "words of a text", "token", "xMRN 99999", "\u00fc")
TEXTS = st.lists(st.sampled_from(TOLD + OTHER), max_size=12).map("".join)


@pytest.mark.parametrize("pattern", SOUGHT, ids=range(len(SOUGHT)))
def test_each_thing_that_is_looked_for_is_among_the_examples(pattern: str) -> None:
    assert any(re.search(pattern, text) for text in TOLD)


@pytest.mark.parametrize("told", TOLD)
def test_a_line_that_tells_something_is_found_between_lines_that_do_not(told: str) -> None:
    text = f"one\n\u00fctwo {told} three\nfour\n"
    assert [text[start:end] for start, end in telling_lines(text)] == [f"\u00fctwo {told} three"]


@given(text=TEXTS)
def test_without_an_automaton_the_same_lines_are_found(text: str) -> None:
    found = list(telling_lines(text))
    with patch.object(telling, "_automaton", lambda: None):
        alone = list(telling_lines(text))
    assert alone == found or (found == [(0, len(text))] and "\ud800" in text)


def test_a_machine_that_no_automaton_is_made_for_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    telling._automaton.cache_clear()
    assert list(telling_lines("one\ntwo MRN 00482913\n")) == [(4, 20)]
    assert telling._automaton() is None
    telling._automaton.cache_clear()


@pytest.mark.parametrize("pattern", SOUGHT, ids=range(len(SOUGHT)))
@given(text=TEXTS)
@example("\u0130MRN: 004829")  # a capital that is longer in small letters
@example("\ud800MRN: 004829")  # half of a pair, which UTF-8 cannot write
@example("MRN: 004829\nMRN: 004829 and DOB 03/12/1961")
def test_the_lines_hold_all_that_a_pattern_finds(pattern: str, text: str) -> None:
    found = [
        (start + match.start(), start + match.end())
        for start, end in telling_lines(text)
        for match in re.finditer(pattern, text[start:end])
    ]
    assert found == [match.span() for match in re.finditer(pattern, text)]


@given(text=TEXTS)
def test_a_credential_is_found_in_its_line_as_in_its_text(text: str) -> None:
    found = {
        (secret.kind, start + secret.start)
        for start, end in telling_lines(text)
        for secret in secrets_in(text[start:end])
    }
    assert found == {(secret.kind, secret.start) for secret in secrets_in(text)}


def test_of_a_long_text_only_its_telling_lines_are_held() -> None:
    cue = "00:00:00.000 --> 00:00:04.000\nWords of a lecture.\n\n"
    captions = f"WEBVTT\n\n{cue * 9000}00:01.000 --> 00:02.000\nMRN 00482913\n\n{cue * 9000}"
    assert traces_of(io.BytesIO(captions.encode()), "vtt") == (Trace(TraceKind.WORDS, "MRN 00482913"),)


def test_a_text_that_tells_nothing_leaves_no_trace() -> None:
    assert traces_of(io.BytesIO(b"WEBVTT\n\n00:01.000 --> 00:02.000\nWords.\n"), "vtt") == ()
