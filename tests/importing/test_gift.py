"""GIFT: every type of question that the format has, its marks, and where it breaks."""

from __future__ import annotations

import pytest
from banks import body, bring, places, quiz_of, rules

FIRST = """// question: 7  name: Dose
// [id:first-dose] [tag:easy] [tag:cardiology]
$CATEGORY: $course$/top/Heart failure/Dosing

::Dose of example::What comes first? {
  =Weigh the patient #Right\\: weight decides.
  ~%50%Ask the patient
  ~Guess #Never.
  ####The label says so.
}
"""


def test_a_choice_comes_along_with_feedback_and_rationale() -> None:
    assert body(bring(FIRST)) == (
        "## What comes first? {#first-dose difficulty=easy}\n\n"
        "- [x] Weigh the patient\n\n  > Right: weight decides.\n\n"
        "- [ ] Ask the patient\n\n- [ ] Guess\n\n  > Never.\n\n"
        "> The label says so.\n"
    )


def test_what_is_lost_of_it_is_told_at_its_place() -> None:
    made = bring(FIRST, "bank.gift")
    assert [(str(one.place), one.rule) for one in made.findings] == [
        ("bank.gift:7:8", "IMP080"),
        ("bank.gift:5:1", "IMP110"),
        ("bank.gift:5:1", "IMP120"),
    ]


def test_a_category_becomes_the_objective_that_is_named_for_it() -> None:
    by_last = bring(FIRST, objectives={"Dosing": "know"})
    by_all = bring(FIRST, objectives={"": "know"})
    assert "{#first-dose objective=know difficulty=easy}" in by_last.text and by_last.text == by_all.text
    assert "IMP120" not in rules(by_last)
    assert quiz_of(by_last).questions[0].objective == "know"


@pytest.mark.parametrize(
    ("inside", "written"),
    [
        ("{T}", "{#q kind=true-false}\n\n- [x] True\n- [ ] False\n"),
        ("{FALSE#No.#Yes.}", "{#q kind=true-false}\n\n- [ ] True\n\n  > No.\n\n- [x] False\n\n  > Yes.\n"),
        ("{=insulin =Insulin =a hormone}", "{#q kind=fill-in}\n\n- [x] insulin\n- [x] a hormone\n"),
        ("{=only#Good}", "{#q kind=fill-in}\n\n- [x] only\n\n  > Good\n"),
        ("{#5}", "{#q kind=numeric}\n\n- [x] 5\n"),
        ("{#3.1415:0.0005}", "{#q kind=numeric}\n\n- [x] 3.1415 ± 0.0005\n"),
        ("{#1..5}", "{#q kind=numeric}\n\n- [x] 1 … 5\n"),
        ("{#=1822:0}", "{#q kind=numeric}\n\n- [x] 1822\n"),
        ("{=a -> 1 =b -> 2 = -> 3}", "{#q kind=matching}\n\n- [x] a = 1\n- [x] b = 2\n- [ ] = 3\n"),
        ("{=a \\= b -> c =d -> x \\= y}", "{#q kind=matching}\n\n- [x] a \\= b = c\n- [x] d = x \\= y\n"),
        ("{}", "{#q kind=long}\n"),
        ("{####Think.}", "{#q kind=long}\n\n> Think.\n"),
        ("{~%50%a ~%50%b ~%-50%c}", "{#q kind=multiple partial=yes}\n\n- [x] a\n- [x] b\n- [ ] c\n"),
        ("{=%50%a =%50%b ~c}", "{#q kind=multiple partial=yes}\n\n- [x] a\n- [x] b\n- [ ] c\n"),
        ("{=a =b ~c}", "{#q kind=multiple}\n\n- [x] a\n- [x] b\n- [ ] c\n"),
    ],
)  # fmt: skip
def test_every_type_has_its_form(inside: str, written: str) -> None:
    made = bring(f"::q::Words? {inside}", form="gift")
    assert (body(made), made.left_out) == (f"## Words? {written}", 0)
    assert quiz_of(made).questions[0].kind in written or "{#q}" in written


def test_a_gap_stands_where_the_answers_stood() -> None:
    made = bring("It is {=right ~wrong} here.\n\nIt is {=right ~wrong}.\n\nIs it? {=right ~wrong}.")
    heads = [line for line in made.text.split("\n") if line.startswith("##")]
    assert heads == [
        r"## It is \_\_\_\_\_ here. {#it-is-here}",
        r"## It is \_\_\_\_\_. {#it-is}",
        "## Is it? {#is-it}",
    ]


def test_characters_behind_a_backslash_are_only_characters() -> None:
    made = bring("::x\\:y::Is \\{2 \\= 2\\} \\~ \\#1\\\\? {=\\=yes#\\{so\\} ~\\~no}")
    question = quiz_of(made).questions[0]
    assert (question.id, question.prompt_text) == ("x-y", "Is {2 = 2} ~ #1\\?")
    assert [option.text for option in question.options] == ["=yes", "~no"]


def test_formats_are_html_markdown_and_plain() -> None:
    made = bring(
        "::a::[html]<p>One <b>not</b> two.</p>{T}\n\n::b::[markdown]One **not** two.{T}\n\n"
        "::c::[plain]One <b>not</b> two.{T}\n\n::d::One &lt; two\\nlines.{T}"
    )
    heads = [line for line in made.text.split("\n") if line.startswith("##")]
    assert heads == [
        "## One **not** two. {#a kind=true-false}",
        "## One **not** two. {#b kind=true-false}",
        "## One \\<b>not\\</b> two. {#c kind=true-false}",
        "## One \\< two lines. {#d kind=true-false}",
    ]
    assert places(made, "IMP200") == [(5, 17)]


@pytest.mark.parametrize(
    "broken",
    ["Words {=a ~b", "Words {=a} more {=b}", "Words {a b}", "Words {=}", "{=a ~b}", "Words {=a -> b =c}", "Words {#x}"],
)
def test_a_broken_question_is_left_out_and_the_next_is_read(broken: str) -> None:
    made = bring(f"{broken}\n\n::next::Words? {{T}}", form="gift")
    assert (rules(made), made.questions, made.left_out) == (["IMP020"], 1, 1)
    assert "{#next kind=true-false}" in made.text


def test_text_without_braces_is_told_and_left_out() -> None:
    made = bring("Read this first.\n\nWords? {T}")
    assert (places(made, "IMP210"), made.questions) == ([(1, 1)], 1)


def test_answers_may_be_divided_by_empty_lines_while_the_brace_is_open() -> None:
    assert bring("Words? {\n\n=a\n\n~b\n\n}\n\nNext? {T}").questions == 2


def test_a_number_keeps_the_first_of_several_and_the_others_are_told() -> None:
    made = bring("When? {#=1822:0 =%50%1822:2#Close ~#Wrong}")
    assert "- [x] 1822\n" in made.text and rules(made) == ["IMP080", "IMP090"]


def test_two_questions_of_one_name_get_two_ids() -> None:
    made = bring("::Same::One? {T}\n\n::Same::Two? {T}", taken=frozenset({"same-3"}))
    assert [question.id for question in quiz_of(made).questions] == ["same", "same-2"]
    assert rules(made) == ["IMP130"]
    assert "{#same-2 " in bring("::Same::One? {T}", taken=frozenset({"same"})).text
