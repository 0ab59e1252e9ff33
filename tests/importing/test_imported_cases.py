"""Questions of a bank that ask for several things: a case, with a question for each of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from banks import body, bring, places, quiz_of, reread, rules, zipped
from moodlebanks import question, quiz
from pictures import PNG
from qtiitems import choices, declaration, item, mapped

if TYPE_CHECKING:
    from scormkit.importing import Imported

GAP = "\\_" * 5


def response(name: str, values: str = "", **more: str) -> str:
    return declaration(values, **more).replace('identifier="R"', f'identifier="{name}"')


def choice(name: str, prompt: str = "") -> str:
    asks = f"<prompt>{prompt}</prompt>" if prompt else ""
    return f'<choiceInteraction responseIdentifier="{name}">{asks}{choices(names="A B")}</choiceInteraction>'


def entry(name: str) -> str:
    return f'<textEntryInteraction responseIdentifier="{name}"/>'


# Moodle: embedded answers

CLOZE = "<p>A man of 60.</p><p>Sodium is {2:SAC:=low#Yes} at {1:NM:=130:2}.</p><p>He is {1:MC:=weak~strong}.</p>"


def test_each_gap_of_a_text_is_a_question_of_its_case_with_its_points() -> None:
    made = bring(quiz(question("cloze", "<hint><text>Think.</text></hint>", CLOZE, "The dose")))
    assert body(made) == (
        f"::: case the-dose\nA man of 60.\n\nSodium is (1) {GAP} at (2) {GAP}.\n\nHe is (3) {GAP}.\n:::\n\n"
        f"## Sodium is (1) {GAP} at …. {{#the-dose-1 kind=fill-in case=the-dose points=2 exact=yes}}\n\n"
        "::: hint\nThink.\n:::\n\n- [x] low\n\n  > Yes\n\n"
        f"## Sodium is … at (2) {GAP}. {{#the-dose-2 kind=numeric case=the-dose}}\n\n- [x] 130 ± 2\n\n"
        f"## He is (3) {GAP}. {{#the-dose-3 case=the-dose}}\n\n- [x] weak\n- [ ] strong\n"
    )
    assert made.findings == ()
    read = quiz_of(made)
    assert [(one.case, one.points) for one in read.questions] == [("the-dose", 2), ("the-dose", 1), ("the-dose", 1)]


def test_what_is_told_at_the_end_stands_behind_the_last_gap() -> None:
    made = bring(quiz(question("cloze", "<generalfeedback><text>Because.</text></generalfeedback>", CLOZE)))
    assert body(made).endswith("- [ ] strong\n\n> Because.\n") and made.text.count("Because.") == 1


def test_two_cases_of_one_name_are_two() -> None:
    made = bring(quiz(question("cloze", "", CLOZE), question("cloze", "", CLOZE)))
    assert [one.case for one in quiz_of(made).questions] == ["q"] * 3 + ["q-2"] * 3
    assert set(rules(made)) == {"IMP130"}


def test_a_gap_in_a_long_paragraph_asks_by_its_number() -> None:
    made = bring(quiz(question("cloze", "", f"<p>{'word ' * 60} {{1:SA:=a}} and {{1:SA:=b}}.</p>")))
    assert f"\n## (2) {GAP} {{#q-2" in made.text and quiz_of(made)


def test_a_gap_that_no_kind_can_ask_leaves_out_its_question() -> None:
    made = bring(quiz(question("cloze", "", "{1:SA:=a} and {1:DRAWING:=b}"), question("cloze", "", "No gap.", "r")))
    assert (rules(made), made.questions, made.left_out) == (["IMP010", "IMP020"], 0, 2)


def test_several_right_choices_in_a_gap_are_all_right() -> None:
    made = bring(quiz(question("cloze", "", "It is {1:MC:=a~=b~c} here.")))
    assert "{#q kind=multiple}" in made.text and quiz_of(made)


# QTI: several interactions

TWO = response("R1", "A") + response("R2", "York", base="string") + response("R3", "7", base="integer")


def test_each_interaction_of_an_item_is_a_question_of_its_case() -> None:
    inside = f"<p>A case.</p>{choice('R1', 'First?')}<p>It is {entry('R2')} of {entry('R3')}.</p>"
    made = bring(item(TWO, inside, identifier="The item"))
    assert body(made) == (
        f"::: case the-item\nA case.\n\nIt is (1) {GAP} of (2) {GAP}.\n:::\n\n"
        "## First? {#the-item-1 case=the-item}\n\n- [x] word A\n- [ ] word B\n\n"
        f"## It is (1) {GAP} of …. {{#the-item-2 kind=fill-in case=the-item}}\n\n- [x] York\n\n"
        f"## It is … of (2) {GAP}. {{#the-item-3 kind=numeric case=the-item}}\n\n- [x] 7\n"
    )
    assert rules(made) == ["IMP110"] and [one.case for one in quiz_of(made).questions] == ["the-item"] * 3


def test_words_between_interactions_belong_to_the_question_that_follows() -> None:
    inside = (
        f"<p>A case.</p><p>Part A?</p>{choice('R1')}<div><p>Now look.</p><p>Part B?</p>{choice('R2')}</div><p>End.</p>"
    )
    made = bring(item(response("R1", "A") + response("R2", "B"), inside))
    assert body(made) == (
        "::: case q\nA case.\n:::\n\n## Part A? {#q-1 case=q}\n\n- [x] word A\n- [ ] word B\n\n"
        "## Part B? {#q-2 case=q}\n\nNow look.\n\nEnd.\n\n- [ ] word A\n- [x] word B\n"
    )
    assert made.findings == () and quiz_of(made)


def test_interactions_without_words_around_them_are_questions_without_a_case() -> None:
    made = bring(item(response("R1", "A") + response("R2", "B"), choice("R1", "One?") + choice("R2", "Two?")))
    assert "case" not in body(made) and [one.id for one in quiz_of(made).questions] == ["q-1", "q-2"]


def test_interactions_in_lists_and_tables_lose_no_words() -> None:
    inside = (
        f"<ul><li>One? {choice('R1')}</li></ul><table><tr><td>Two</td><td>{choice('R2', 'Two?')}</td></tr>"
        f"<tr><td>Three</td><td>{entry('R3')}</td></tr></table>"
    )
    made = bring(item(response("R1", "A") + response("R2", "B") + response("R3", "York", base="string"), inside))
    assert all(words in made.text for words in ("One?", "Two", f"| Three | (1) {GAP} |")) and "\x00" not in made.text
    assert len(quiz_of(made).questions) == 3


def test_an_interaction_without_a_form_is_told_at_its_line_and_the_others_come_along() -> None:
    inside = (
        f"<p>Is it {entry('R2')}\nor {entry('R9')}?</p>\n"
        f'<hotspotInteraction responseIdentifier="R8"/>\n{choice("R1", "First?")}{choice("R1", "Again?")}'
        f"<feedbackBlock>{choice('R7')}</feedbackBlock>"
    )
    made = bring(item(TWO, inside))
    assert (made.questions, made.left_out, rules(made).count("IMP010")) == (1, 5, 5)
    assert [line for line, _ in places(made, "IMP010")] == [4, 5, 6, 6, 6]
    assert f"Is it (1) {GAP} or {GAP}?" in body(made) and quiz_of(made)


def test_an_item_of_which_nothing_can_be_asked_is_left_out_whole() -> None:
    made = bring(item("", '<hotspotInteraction responseIdentifier="R1"/><drawingInteraction responseIdentifier="R2"/>'))
    assert (rules(made), made.left_out) == (["IMP010"], 1) and "none of its 2" in made.findings[0].message


def test_a_question_that_asks_for_hundreds_of_things_is_left_out() -> None:
    gaps = bring(quiz(question("cloze", "", "{1:SA:=a} " * 5_000)))
    entries = bring(item("", f"<p>{entry('R1') * 5_000}</p>"))
    assert [(rules(made), made.left_out) for made in (gaps, entries)] == [(["IMP010"], 1)] * 2


SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="4"/>'


@pytest.mark.parametrize(
    ("first", "second", "points"),
    [
        ("", "", [2, 2]),
        (mapped({"A": "3", "B": "1"}), mapped({"A": "0.5"}), [3, 0.5]),
        (mapped({"A": "3"}), "", [2, 2]),
    ],
)
def test_points_are_those_of_the_mappings_or_fair_shares(first: str, second: str, points: list[float]) -> None:
    declared = response("R1", "A", mapping=first) + response("R2", "A", mapping=second) + SCORE
    made = bring(item(declared, choice("R1", "One?") + choice("R2", "Two?")))
    assert [one.points for one in quiz_of(made).questions] == points


# QTI: how the points are given


def holds(name: str) -> str:
    return f'<match><variable identifier="{name}"/><correct identifier="{name}"/></match>'


def gives(points: str, more: str = "") -> str:
    amount = f'<baseValue baseType="float">{points}</baseValue>'
    value = f'<sum><variable identifier="SCORE"/>{amount}</sum>' if more else amount
    return f'<setOutcomeValue identifier="SCORE">{value}</setOutcomeValue>'


def where(test: str, then: str, otherwise: str = "") -> str:
    last = f"<responseElse>{otherwise}</responseElse>" if otherwise else ""
    return f"<responseCondition><responseIf>{test}{then}</responseIf>{last}</responseCondition>"


def processed(rules_: str, first: str = "", second: str = "", more: str = "") -> Imported:
    """What becomes of an item with two choices whose points are given by these rules."""
    declared = response("R1", "A", mapping=first) + response("R2", "B", mapping=second) + more
    outcome = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
    inside = choice("R1", "One?") + choice("R2", "Two?")
    return bring(item(declared + outcome, inside, f"\n<responseProcessing>{rules_}</responseProcessing>"), "item.xml")


BOTH = f"<and>{holds('R1')}{holds('R2')}</and>"
NAMED = '<stringMatch><variable identifier="R1"/><baseValue baseType="identifier">A</baseValue></stringMatch>'
MAPPED = '<mapResponse identifier="R1"/><mapResponse identifier="R2"/>'
COUNTED = '<outcomeDeclaration identifier="N" cardinality="single" baseType="integer"/>'
COUNT = (
    '<setOutcomeValue identifier="N"><sum><variable identifier="N"/>'
    '<baseValue baseType="integer">1</baseValue></sum></setOutcomeValue>'
)
TOGETHER = {
    "both in one condition": where(BOTH, gives("2"), gives("0")),
    "one condition in another": where(holds("R1"), where(holds("R2"), gives("2"))),
    "nothing where one is wrong": where(f"<or><not>{holds('R1')}</not><not>{holds('R2')}</not></or>", "", gives("2")),
    "an answer by its name": where(f"<and>{NAMED}{holds('R2')}</and>", gives("2")),
    "a product": (
        f'<setOutcomeValue identifier="SCORE"><product>{MAPPED}</product></setOutcomeValue>'
        '<setOutcomeValue identifier="FEEDBACK"><randomInteger/></setOutcomeValue>'
    ),
    "a count of what is right": (
        where(holds("R1"), COUNT)
        + where(holds("R2"), COUNT)
        + where(
            '<gte><variable identifier="N"/><baseValue baseType="integer">2</baseValue></gte>',
            gives("2") + "<exitResponse/>",
        )
        + gives("0")
    ),
}


@pytest.mark.parametrize("shape", TOGETHER)
def test_points_for_all_answers_together_are_told_at_their_line(shape: str) -> None:
    made = processed(TOGETHER[shape], mapped({"A": "1"}), mapped({"B": "2"}), COUNTED)
    [finding] = made.findings
    assert (finding.rule, str(finding.place)) == ("IMP250", "item.xml:4:1") and len(quiz_of(made).questions) == 2
    assert "gave its points (2) only where all of its answers are right" in finding.message


@pytest.mark.parametrize(
    ("rules_", "points"),
    [
        (where(holds("R1"), gives("1", "more")) + where(holds("R2"), gives("2", "more")), [1, 2]),
        (f'<setOutcomeValue identifier="SCORE"><sum>{MAPPED}</sum></setOutcomeValue>', [3, 0.5]),
    ],
)
def test_points_that_each_answer_gives_come_along(rules_: str, points: list[float]) -> None:
    made = processed(rules_, mapped({"A": "3"}), mapped({"B": "0.5"}))
    assert made.findings == () and [one.points for one in quiz_of(made).questions] == points


def test_points_that_do_not_add_up_are_told() -> None:
    made = processed(where(holds("R1"), gives("1")) + where(BOTH, gives("3")))
    assert rules(made) == ["IMP250"] and "right answers (3) that are not the sum" in made.findings[0].message


def test_a_template_gives_points_for_the_response_that_it_names_alone() -> None:
    two = choice("RESPONSE", "One?") + choice("R2", "Two?")
    made = bring(item(response("RESPONSE", "A") + response("R2", "B"), two))
    assert rules(made) == ["IMP250"] and "RESPONSE alone, by its template" in made.findings[0].message


@pytest.mark.parametrize("odd", ["<lookupOutcomeValue identifier='SCORE'/>", where("<random/>", gives("1"))])
def test_a_program_that_is_not_known_here_is_told_as_one(odd: str) -> None:
    assert rules(processed(odd)) == ["IMP220"]


def test_a_bottomless_or_endless_program_takes_no_more_than_a_moment() -> None:
    deep = "<not>" * 140 + holds("R1") + "</not>" * 140
    assert rules(processed(where(f"<and>{deep}{holds('R2')}</and>", gives("1")))) == ["IMP250"]
    assert rules(processed(where(BOTH, gives("1")) * 3_000)) == []
    huge = "".join(f'<baseValue baseType="float">{"9" * 30}e99</baseValue>' for _ in range(9_000))
    assert rules(processed(f'<setOutcomeValue identifier="SCORE"><product>{huge}</product></setOutcomeValue>')) == [
        "IMP220"
    ]


def test_a_tolerance_holds_for_its_own_response() -> None:
    equal = (
        '<equal toleranceMode="absolute" tolerance="2"><variable identifier="R2"/><correct identifier="R2"/></equal>'
    )
    declared = response("R1", "5", base="float") + response("R2", "7", base="float")
    made = bring(
        item(declared, f"<p>{entry('R1')} {entry('R2')}</p>", f"<responseProcessing>{equal}</responseProcessing>")
    )
    assert "- [x] 5\n" in made.text and "- [x] 7 ± 2\n" in made.text


def test_feedback_that_answers_of_two_interactions_could_mean_is_told() -> None:
    shown = '<modalFeedback outcomeIdentifier="F" identifier="A" showHide="show">Why.</modalFeedback>'
    made = bring(item(response("R1", "A") + response("R2", "B"), choice("R1", "One?") + choice("R2", "Two?"), shown))
    assert rules(made) == ["IMP090"] and "Why." not in made.text


def test_feedback_that_is_hidden_with_its_answer_is_not_its_own() -> None:
    hidden = '<modalFeedback outcomeIdentifier="F" identifier="A" showHide="hide">No.</modalFeedback>'
    made = bring(item(declaration("A"), choice("R", "Words?"), hidden))
    assert rules(made) == ["IMP090"] and "No." not in made.text


def test_a_button_asks_nothing_and_an_item_that_changes_is_left_out() -> None:
    button = '<endAttemptInteraction responseIdentifier="H" title="Hint"/>'
    asked = item(declaration("A"), choice("R", "Words?") + f"<p>{button}</p>")
    assert rules(bring(asked)) == ["IMP110"] and len(quiz_of(bring(asked)).questions) == 1
    changing = bring(asked.replace("<assessmentItem ", '<assessmentItem adaptive="true" '))
    assert (rules(changing), changing.left_out) == (["IMP010"], 1)


def test_a_prompt_that_begins_with_a_picture_keeps_it() -> None:
    asks = '<p><img src="data:image/png;base64,AAAA" alt="A strip"/></p><p>What is it?</p>'
    made = bring(item(declaration("A"), choice("R", asks)))
    assert body(made).startswith("## What is it? {#q}\n\n![A strip](media/picture.png)\n")


def test_where_no_paragraph_asks_the_title_does() -> None:
    made = bring(item(declaration("A"), f"<blockquote><p>Words.</p></blockquote>{choice('R')}"))
    assert body(made).startswith("## The title {#q}\n\n> Words.\n\n- [x]") and quiz_of(made)


STIMULUS = (
    '<qti-assessment-stimulus identifier="s"><qti-stimulus-body><p>A passage.</p><img src="a.png" alt="A strip"/>'
    "</qti-stimulus-body></qti-assessment-stimulus>"
)


def test_items_that_follow_one_another_and_share_a_text_are_a_case() -> None:
    reference = '<assessmentStimulusRef identifier="s" href="../texts/passage.xml"/>'
    items = {
        f"items/{name}.xml": item(declaration("A") + (reference if name in "ab" else ""), choice("R", name), "", name)
        for name in "abc"
    }
    made = bring(zipped({**items, "texts/passage.xml": STIMULUS, "texts/a.png": PNG}), "bank.zip")
    assert body(made).startswith(
        "::: case passage\nA passage.\n\n![A strip](media/a.png)\n:::\n\n## a {#a case=passage}"
    )
    assert [one.case for one in quiz_of(made).questions] == ["passage", "passage", ""] and made.findings == ()
    alone = bring(items["items/a.xml"])
    assert (rules(alone), alone.left_out) == (["IMP020"], 1) and "../texts/passage.xml" in alone.findings[0].message


# Moodle: descriptions


def test_descriptions_before_all_questions_are_the_introduction() -> None:
    texts = [question("description", text=words) for words in ("One.", "Two.")]
    made = bring(quiz(*texts, question("essay"), question("description", text="Three.")))
    assert body(made).startswith("One.\n\nTwo.\n\n## Words?") and rules(made) == ["IMP210"]


def test_a_description_between_questions_is_no_case_of_those_that_follow_and_the_mend_makes_one() -> None:
    texts = [question("essay"), question("description", text="A man of 60.", name="The ward"), question("essay")]
    made = bring(quiz(*texts))
    [finding] = [one for one in made.findings if one.rule == "IMP210"]
    assert "case" not in made.text and "does not say which questions need it" in finding.message
    [start, _], [end, _], [_, braces] = re.findall("(?:`(.*?)`|(case=[a-z-]+) into)", finding.mend)
    last = "## Words? {#q-2 "
    mended = made.text.replace(last, f"{start}\nA man of 60.\n{end}\n\n{last}{braces} ")
    quiz_read, findings = reread(mended)
    assert quiz_read and [one.case for one in quiz_read.questions] == ["", "the-ward"] and findings == ()


def test_a_bank_of_descriptions_alone_is_told() -> None:
    assert rules(bring(quiz(question("description", text="One.")))) == ["IMP210"]


def test_words_of_a_case_do_not_end_it() -> None:
    made = bring(quiz(question("cloze", "", "<pre>::: note\n:::</pre><p>It is {1:SA:=a} or {1:SA:=b}.</p>")))
    assert "\n:::: case q\n" in made.text and [one.case for one in quiz_of(made).questions] == ["q", "q"]
