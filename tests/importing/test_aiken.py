"""Aiken: one kind of question, and every way in which its lines may be wrong."""

from __future__ import annotations

import pytest
from banks import body, bring, places, quiz_of, rules

GOOD = """Which comes first?
A. Weigh the patient
B) Ask
   and listen
C. Guess
ANSWER: A
"""


def test_a_question_comes_along() -> None:
    assert body(bring(GOOD)) == (
        "## Which comes first? {#which-comes-first}\n\n"
        "- [x] Weigh the patient\n- [ ] Ask\\\n  and listen\n- [ ] Guess\n"
    )
    assert quiz_of(bring(GOOD)).questions[0].options[0].right


def test_a_question_may_have_several_paragraphs_and_letters_in_it() -> None:
    made = bring("E. coli grows.\n\nWhat helps?\nA. Tea\nB. Time\n\nANSWER: b\n")
    assert [option.right for option in quiz_of(made).questions[0].options] == [False, True]
    assert "## E. coli grows. What helps? {#" in made.text


def test_several_keys_make_a_multiple_choice() -> None:
    assert "kind=multiple" in bring(GOOD.replace("ANSWER: A", "ANSWER: A, C")).text


@pytest.mark.parametrize(
    "broken",
    [
        "Only one?\nA. One\nANSWER: A\n",
        "No such key?\nA. One\nB. Two\nANSWER: C\n",
        "No key?\nA. One\nB. Two\n\nAnother?\nA. One\nB. Two\nANSWER: A\n",
    ],
)
def test_a_broken_question_is_left_out_at_its_line(broken: str) -> None:
    made = bring(f"{GOOD}\n{broken}\n{GOOD}", form="aiken")
    assert (rules(made)[0], places(made, "IMP020"), made.questions) == ("IMP020", [(8, 1)], 2)


def test_a_key_without_a_question_and_a_question_without_a_key_are_told() -> None:
    made = bring("ANSWER: A\n\nWhat?\nA. x\nB. y\n", form="aiken")
    assert (places(made, "IMP020"), made.questions) == ([(1, 1), (3, 1)], 0)
