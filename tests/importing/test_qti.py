"""QTI 2.1: every interaction, items, and the names of QTI 3."""

from __future__ import annotations

import pytest
from banks import body, bring, quiz_of, rules
from qtiitems import MATCH, choices, declaration, item, mapped

from scormkit.importing.qtikinds import KINDS as INTERACTIONS

R = 'responseIdentifier="R"'
GAPS = '<p>First <gap identifier="G1"/>, then <gap identifier="G2"/>.</p>'
GAPS_SHOWN = "First (1) \\_\\_\\_\\_\\_, then (2) \\_\\_\\_\\_\\_."
PROMPT = "<prompt>Words?</prompt>"
SETS = (
    f"<simpleMatchSet>{choices('simpleAssociableChoice', 'A B')}</simpleMatchSet>"
    f"<simpleMatchSet>{choices('simpleAssociableChoice', 'X Y Z')}</simpleMatchSet>"
)
EVERY = {
    "choiceInteraction": (
        declaration("B"),
        f'<p>A case.</p><choiceInteraction {R} maxChoices="1">{PROMPT}{choices()}</choiceInteraction>',
        "## Words? {#q}\n\nA case.\n\n- [ ] word A\n- [x] word B\n- [ ] word C\n",
    ),
    "inlineChoiceInteraction": (
        declaration("B"),
        f"<p>It is <inlineChoiceInteraction {R}>{choices('inlineChoice')}</inlineChoiceInteraction>.</p>",
        "## It is \\_\\_\\_\\_\\_. {#q}\n\n- [ ] word A\n- [x] word B\n- [ ] word C\n",
    ),
    "hottextInteraction": (
        declaration("B"),
        f"<hottextInteraction {R}>{PROMPT}<p>So {choices('hottext', 'A B')}.</p></hottextInteraction>",
        "## Words? {#q}\n\nSo word Aword B.\n\n- [ ] word A\n- [x] word B\n",
    ),
    "orderInteraction": (
        declaration("C; A; B", "ordered"),
        f'<orderInteraction responseIdentifier="R">{PROMPT}{choices()}</orderInteraction>',
        "## Words? {#q kind=ordering}\n\n1. [x] word C\n2. [x] word A\n3. [x] word B\n",
    ),
    "matchInteraction": (
        declaration("B X; A Y", "multiple", "directedPair"),
        f'<matchInteraction responseIdentifier="R">{PROMPT}{SETS}</matchInteraction>',
        "## Words? {#q kind=matching}\n\n- [x] word A = word Y\n- [x] word B = word X\n- [ ] = word Z\n",
    ),
    "associateInteraction": (
        declaration("A B; C D", "multiple", "pair"),
        f"<associateInteraction {R}>{PROMPT}{choices('simpleAssociableChoice', 'A B C D')}</associateInteraction>",
        "## Words? {#q kind=matching}\n\n- [x] word A = word B\n- [x] word C = word D\n",
    ),
    "gapMatchInteraction": (
        declaration("A G1; C G2", "multiple", "directedPair"),
        f"<gapMatchInteraction {R}>{PROMPT}{choices('gapText')}{GAPS}</gapMatchInteraction>",
        f"## Words? {{#q kind=matching}}\n\n{GAPS_SHOWN}\n\n- [x] (1) = word A\n- [x] (2) = word C\n- [ ] = word B\n",
    ),
    "textEntryInteraction": (
        declaration("York", base="string", mapping=mapped({"York": "1", "Yorke": "0.5"})),
        '<p>It is <textEntryInteraction responseIdentifier="R"/>.</p>',
        "## It is \\_\\_\\_\\_\\_. {#q kind=fill-in}\n\n- [x] York\n",
    ),
    "sliderInteraction": (
        declaration("16", base="integer"),
        f'<sliderInteraction responseIdentifier="R" lowerBound="0" upperBound="20">{PROMPT}</sliderInteraction>',
        "## Words? {#q kind=numeric}\n\n- [x] 16\n",
    ),
    "extendedTextInteraction": (
        declaration(base="string"),
        f'<extendedTextInteraction responseIdentifier="R">{PROMPT}</extendedTextInteraction>',
        "## Words? {#q kind=long}\n",
    ),
}  # fmt: skip
TOLD = {"textEntryInteraction": ["IMP080"], "sliderInteraction": ["IMP110"]}


@pytest.mark.parametrize("name", EVERY)
def test_every_interaction_has_its_form(name: str) -> None:
    declared, inside, written = EVERY[name]
    made = bring(item(declared, inside))
    assert (body(made), rules(made)) == (written, TOLD.get(name, []))
    assert quiz_of(made).questions[0].id == "q"


def test_no_interaction_is_read_without_a_test() -> None:
    assert set(INTERACTIONS) == set(EVERY)


CHOICE = (
    f'<choiceInteraction responseIdentifier="R" maxChoices="0" shuffle="true">{PROMPT}{choices()}</choiceInteraction>'
)


def test_several_right_choices_are_all_or_nothing_unless_the_mapping_counts_each() -> None:
    mapping = mapped({"A": "1", "B": "1", "C": "-1"})
    whole = bring(item(declaration("A; B", "multiple"), CHOICE))
    each = bring(item(declaration("A; B", "multiple", mapping=mapping), CHOICE))
    assert "{#q kind=multiple}" in whole.text and "{#q kind=multiple partial=yes}" in each.text
    assert rules(each) == rules(whole) == [] and quiz_of(each) and quiz_of(whole)
    assert "role: check\nshuffle: answers\n---\n" in whole.text


def test_true_and_false_are_known_by_their_words() -> None:
    two = '<simpleChoice identifier="a">False</simpleChoice><simpleChoice identifier="b">True</simpleChoice>'
    made = bring(item(declaration("b"), f'<choiceInteraction responseIdentifier="R">{PROMPT}{two}</choiceInteraction>'))
    assert body(made) == "## Words? {#q kind=true-false}\n\n- [ ] False\n- [x] True\n"


def test_feedback_goes_to_its_choice_or_into_the_rationale_or_is_told() -> None:
    inside = (
        f'<choiceInteraction responseIdentifier="R">{PROMPT}<simpleChoice identifier="A">a'
        '<feedbackInline outcomeIdentifier="F" identifier="A" showHide="show">Why a.</feedbackInline></simpleChoice>'
        '<simpleChoice identifier="B">b</simpleChoice></choiceInteraction>'
    )
    after = MATCH + "".join(
        f'<modalFeedback outcomeIdentifier="F" identifier="{name}" showHide="show">{words}</modalFeedback>'
        for name, words in (("B", "Why b."), ("correct", "Because."), ("incorrect", "Try again."))
    )
    made = bring(item(declaration("A"), inside, after))
    assert body(made).endswith("- [x] a\n\n  > Why a.\n\n- [ ] b\n\n  > Why b.\n\n> Because.\n")
    assert rules(made) == ["IMP090"] and "Try again" in made.findings[0].message


def test_a_tolerance_and_the_points_come_along() -> None:
    processing = (
        '<responseProcessing><responseCondition><responseIf><equal toleranceMode="relative" tolerance="10 10">'
        '<variable identifier="R"/><correct identifier="R"/></equal></responseIf></responseCondition>'
        "</responseProcessing>"
    )
    score = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="3"/>'
    made = bring(
        item(
            declaration("50", base="float") + score,
            '<p>How many? <textEntryInteraction responseIdentifier="R"/></p>',
            processing,
        )
    )
    assert body(made).endswith("{#q kind=numeric points=3}\n\n- [x] 50 ± 5\n") and made.findings == ()


@pytest.mark.parametrize(
    ("declared", "inside"),
    [
        (
            "<templateDeclaration identifier='T' cardinality='single' baseType='integer'/>" + declaration("A"),
            EVERY["choiceInteraction"][1],
        ),
        (declaration("A"), EVERY["choiceInteraction"][1] * 2),
        (declaration("A"), "<p>Nothing is asked.</p>"),
        (declaration("A"), '<hotspotInteraction responseIdentifier="R"/>'),
        (declaration("A"), '<uploadInteraction responseIdentifier="R"/>'),
        (
            declaration("A"),
            '<customInteraction responseIdentifier="R"><portableCustomInteraction/></customInteraction>',
        ),
        (declaration("A"), '<p><printedVariable identifier="T"/></p>' + EVERY["choiceInteraction"][1]),
        (declaration("A; B", "ordered"), EVERY["orderInteraction"][1]),
        (declaration("A X; A Y; B Z", "multiple", "directedPair"), EVERY["matchInteraction"][1]),
        (declaration(base="string"), EVERY["textEntryInteraction"][1]),
    ],
)
def test_what_has_no_counterpart_is_left_out_and_told(declared: str, inside: str) -> None:
    made = bring(item(declared, inside), "item.xml")
    [finding] = made.findings
    assert (finding.rule, str(finding.place), made.questions, made.left_out) == ("IMP010", "item.xml:1:1", 0, 1)


def test_scoring_of_its_own_is_told_and_graders_papers_stay_out() -> None:
    processing = "<responseProcessing><responseIf><member/><random/></responseIf></responseProcessing>"
    rubric = '<rubricBlock view="scorer"><p>The key is 7.</p></rubricBlock>'
    made = bring(item(declaration("B"), rubric + EVERY["choiceInteraction"][1], processing))
    assert rules(made) == ["IMP100", "IMP220"] and "key is 7" not in made.text


def test_a_survey_without_a_key_is_right_in_an_evaluation_and_told_elsewhere() -> None:
    made = bring(item(declaration(), EVERY["choiceInteraction"][1]), role="evaluation")
    assert "- [ ] word A\n- [ ] word B\n" in made.text and made.findings == ()
    assert rules(bring(item(declaration(), EVERY["choiceInteraction"][1]))) == ["IMP030"]


def test_the_names_of_qti_3_are_read_alike() -> None:
    made = bring(
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q" title="t">'
        '<qti-response-declaration identifier="R" cardinality="single" base-type="identifier"><qti-correct-response>'
        '<qti-value>A</qti-value></qti-correct-response></qti-response-declaration><qti-item-body>'
        '<qti-choice-interaction response-identifier="R" max-choices="1"><qti-prompt>Words?</qti-prompt>'
        '<qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice>'
        "</qti-choice-interaction></qti-item-body></qti-assessment-item>"
    )  # fmt: skip
    assert (body(made), made.findings) == ("## Words? {#q}\n\n- [x] a\n- [ ] b\n", ())
