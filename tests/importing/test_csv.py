"""Tables: columns as people name them, keys as people write them, every kind, and what is told."""

from __future__ import annotations

import pytest
from banks import body, bring, places, quiz_of, rules

from scormkit.importing import Unreadable
from scormkit.importing.table import READERS
from scormkit.questions import KINDS

EVERY = {
    "choice": (",A,B,,B", "{#q}\n\n- [ ] A\n- [x] B\n"),
    "multiple": ("multiple,a,b,c,A;C", "{#q kind=multiple}\n\n- [x] a\n- [ ] b\n- [x] c\n"),
    "true-false": (",,,,true", "{#q kind=true-false}\n\n- [x] True\n- [ ] False\n"),
    "fill-in": ("short answer,,,,insulin; an insulin", "{#q kind=fill-in}\n\n- [x] insulin\n- [x] an insulin\n"),
    "numeric": (",,,,5..7", "{#q kind=numeric}\n\n- [x] 5 … 7\n"),
    "matching": ("match,a -> 1,b = 2,-> 3,", "{#q kind=matching}\n\n- [x] a = 1\n- [x] b = 2\n- [ ] = 3\n"),
    "ordering": ("ordering,one,two,,", "{#q kind=ordering}\n\n1. [x] one\n2. [x] two\n"),
    "likert": ("scale,Never,Often,,", "{#q kind=likert}\n\n- [ ] Never\n- [ ] Often\n"),
    "long": ("essay,,,,", "{#q kind=long}\n"),
}


@pytest.mark.parametrize("kind", EVERY)
def test_every_kind_has_its_row(kind: str) -> None:
    row, written = EVERY[kind]
    named, answers = row.split(",", 1)
    head = "ID,Question Type,Question,Option A,Option B,Option C,Correct Answer"
    made = bring(f"{head}\nq,{named},Words?,{answers}\n")
    assert (body(made), made.findings) == (f"## Words? {written}", ())
    assert quiz_of(made).questions[0].kind == kind


def test_a_table_can_ask_every_kind_that_quizzes_have() -> None:
    assert list(EVERY) == list(READERS) and set(EVERY) == set(KINDS)


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_dividers_quotes_and_line_ends_in_cells_are_read(divider: str) -> None:
    rows = [["name", "question", "1", "2", "key"], ["q", f'"Is ""it""{divider}\nso?"', "yes", "no", "1"]]
    made = bring("\r\n".join(divider.join(row) for row in rows), form="csv")
    assert quiz_of(made).questions[0].prompt_text == f'Is "it"{divider.strip() or ""} so?'.replace("  ", " ")


@pytest.mark.parametrize(
    ("key", "right"),
    [("B", [1]), ("b", [1]), ("2", [1]), ("(B)", [1]), ("Option B", [1]), ("beta", [1]), ("A and C", [0, 2]),
     ("A, C", [0, 2]), ("AC", [0, 2]), ("1;3", [0, 2]), ("alpha;gamma", [0, 2]), ("alpha, gamma", [0, 2])],
)  # fmt: skip
def test_a_key_names_answers_by_letter_number_or_words(key: str, right: list[int]) -> None:
    made = bring(f'id,question,A,B,C,correct\nq,Words?,alpha,beta,gamma,"{key}"\n')
    assert [index for index, option in enumerate(quiz_of(made).questions[0].options) if option.right] == right


def test_a_key_that_can_be_read_in_two_ways_is_told() -> None:
    made = bring("id,question,A,B,C,correct\nq,How many?,2,3,4,3\n")
    assert "- [x] 3\n" in made.text and places(made, "IMP240") == [(2, 19)]


@pytest.mark.parametrize(
    "row",
    [
        "q,,a,b,,a",
        "q,Words?,a,b,,D",
        "q,Words?,a,b,riddle,a",
        "q,Words?,a,b,numeric,five",
        "q,Words?,a,b,matching,",
        "q,Words?,,,fill-in,",
    ],
)
def test_a_broken_row_is_left_out_at_its_line(row: str) -> None:
    made = bring(f"id,question,A,B,kind,correct\n{row}\nr,Words?,a,b,,a\n", "bank.csv")
    assert (made.findings[0].severity, made.findings[0].place.line, made.questions, made.left_out) == ("error", 2, 1, 1)


def test_attributes_come_along() -> None:
    made = bring(
        "id,question,correct,objective,points,difficulty,unit,hint,explanation,case\n"
        "q,How much?,5 ± 1,know,2,Easy,mg,Weigh.,The label.,A case.\n"
    )
    assert body(made) == (
        "## How much? {#q kind=numeric objective=know points=2 difficulty=easy unit=mg}\n\nA case.\n\n"
        "::: hint\nWeigh.\n:::\n\n- [x] 5 ± 1\n\n> The label.\n"
    )
    assert made.findings == () and quiz_of(made)


def test_columns_that_are_not_known_are_told() -> None:
    made = bring("id,question,A,B,correct,Feedbak\nq,Words?,a,b,a,x\n")
    assert (rules(made), places(made, "IMP230")) == (["IMP230"], [(1, 25)])


def test_answers_that_are_alike_are_told_and_kept() -> None:
    made = bring("id,question,A,B,correct\nq,Words?,Same,same ,a\n")
    assert rules(made) == ["IMP030"] and made.questions == 1


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(Unreadable, match="first row"):
        bring("name,email\nx,y\n", form="csv")


def test_what_excel_writes_above_a_table_is_no_row() -> None:
    assert bring("sep=;\nid;question;A;B;correct\nq;Words?;a;b;a\n").questions == 1
