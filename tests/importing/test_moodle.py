"""Moodle XML: every type of question, its formats of text, its files, and what has no counterpart."""

from __future__ import annotations

from base64 import b64encode

import pytest
from banks import body, bring, quiz_of, rules
from moodlebanks import question, quiz
from pictures import PNG

from scormkit.importing.moodlekinds import KINDS as TYPES


def answer(fraction: object, text: str, feedback: str = "", more: str = "") -> str:
    told = f'<feedback format="html"><text><![CDATA[{feedback}]]></text></feedback>' if feedback else ""
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{told}{more}</answer>'


def pair(left: str, right: str) -> str:
    return f'<subquestion format="html"><text>{left}</text><answer><text>{right}</text></answer></subquestion>'


TRUE_FALSE = answer(0, "true", "No.") + answer(100, "false")
EVERY_TYPE = {
    "multichoice": (
        "<single>true</single>" + answer(100, "<![CDATA[<b>yes</b>]]>", "Good.") + answer(0, "no"),
        "{#q}\n\n- [x] **yes**\n\n  > Good.\n\n- [ ] no\n",
    ),
    "multichoiceset": (
        answer(100, "a") + answer(100, "b") + answer(0, "c"),
        "{#q kind=multiple}\n\n- [x] a\n- [x] b\n- [ ] c\n",
    ),
    "truefalse": (TRUE_FALSE, "{#q kind=true-false}\n\n- [ ] True\n\n  > No.\n\n- [x] False\n"),
    "shortanswer": (
        "<usecase>1</usecase>" + answer(100, "Na") + answer(100, "NA"),
        "{#q kind=fill-in exact=yes}\n\n- [x] Na\n- [x] NA\n",
    ),
    "numerical": (
        answer(100, "5,5", more="<tolerance>0.25</tolerance>")
        + "<units><unit><multiplier>1</multiplier><unit_name>mg/kg</unit_name></unit></units>",
        '{#q kind=numeric unit="mg/kg"}\n\n- [x] 5.5 ± 0.25\n',
    ),
    "matching": (
        pair("a", "1") + pair("b", "2") + pair("", "3"),
        "{#q kind=matching}\n\n- [x] a = 1\n- [x] b = 2\n- [ ] = 3\n",
    ),
    "ordering": (answer(2, "second") + answer(1, "first"), "{#q kind=ordering}\n\n1. [x] first\n2. [x] second\n"),
    "essay": ("<attachments>0</attachments>", "{#q kind=long}\n"),
}  # fmt: skip
IN_THE_TEXT = {
    "cloze": ("It is {1:SHORTANSWER:=Paris#Yes~%100%paris} now.", "{#q kind=fill-in}\n\n- [x] Paris\n\n  > Yes\n"),
    "multianswer": ("It is {1:MC:=a~b\\}c} now.", "{#q}\n\n- [x] a\n- [ ] b\\}c\n"),
    "ddwtos": ("It is [[2]] now.", "{#q}\n\n- [ ] a\n- [x] b\n"),
}
BOXES = "<dragbox><text>a</text><group>1</group></dragbox><dragbox><text>b</text><group>1</group></dragbox>"


@pytest.mark.parametrize("kind", EVERY_TYPE)
def test_every_type_has_its_form(kind: str) -> None:
    inside, written = EVERY_TYPE[kind]
    made = bring(quiz(question(kind, inside)))
    assert (body(made), made.findings) == (f"## Words? {written}", ())
    assert quiz_of(made).questions[0].id == "q"


@pytest.mark.parametrize("kind", IN_THE_TEXT)
def test_one_gap_in_a_text_is_a_question(kind: str) -> None:
    text, written = IN_THE_TEXT[kind]
    made = bring(quiz(question(kind, BOXES if kind == "ddwtos" else "", text)))
    assert body(made) == f"## It is \\_\\_\\_\\_\\_ now. {written}"
    assert made.findings == () and quiz_of(made)


def test_a_numeric_gap_is_one_too() -> None:
    made = bring(quiz(question("cloze", text="It is {2:NUMERICAL:=5:0.5~%50%5:2#Close} now.")))
    assert "{#q kind=numeric}\n\n- [x] 5 ± 0.5\n" in made.text and rules(made) == ["IMP080"]


def test_several_gaps_of_one_list_become_pairs() -> None:
    made = bring(quiz(question("gapselect", BOXES.replace("dragbox", "selectoption"), "First [[2]], then [[1]].")))
    assert body(made).endswith("kind=matching}\n\n- [x] (1) = b\n- [x] (2) = a\n")
    assert "First (1) \\_\\_\\_\\_\\_, then (2)" in made.text and quiz_of(made)


@pytest.mark.parametrize(
    "kind", ["calculated", "calculatedmulti", "calculatedsimple", "ddimageortext", "ddmarker", "random", "stack", ""]
)
def test_what_has_no_counterpart_is_left_out_and_told(kind: str) -> None:
    made = bring(quiz(question(kind, name="Dose"), question("essay")), "bank.xml")
    [finding] = made.findings
    assert (finding.rule, str(finding.place), made.questions, made.left_out) == ("IMP010", "bank.xml:3:1", 1, 1)
    assert "'Dose'" in finding.message


def test_no_type_is_read_without_a_test() -> None:
    assert set(TYPES) - {"match", "ddmatch"} == {*EVERY_TYPE, *IN_THE_TEXT, "gapselect"}


def test_grades_feedback_and_settings_that_are_lost_are_told() -> None:
    inside = (
        "<single>true</single><shuffleanswers>true</shuffleanswers><penalty>0.3333333</penalty>"
        '<correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>'
        '<incorrectfeedback format="html"><text>Read chapter 2.</text></incorrectfeedback>'
    )
    made = bring(quiz(question("multichoice", inside + answer(100, "a") + answer(50, "b") + answer(0, "c"))))
    assert rules(made) == ["IMP080", "IMP110", "IMP090"]
    assert "'Read chapter 2.'" in made.findings[-1].message


def test_several_right_answers_count_each_and_odd_grades_are_told() -> None:
    fair = bring(
        quiz(question("multichoice", "<single>false</single>" + answer(50, "a") + answer(50, "b") + answer(-50, "c")))
    )
    odd = bring(
        quiz(question("multichoice", "<single>false</single>" + answer(80, "a") + answer(20, "b") + answer(-50, "c")))
    )
    assert "{#q kind=multiple partial=yes}" in fair.text and fair.findings == ()
    assert rules(odd) == ["IMP080", "IMP080"] and quiz_of(odd)


@pytest.mark.parametrize(("second", "head", "told"), [("true", "shuffle: answers\n", []), ("false", "", ["IMP110"])])
def test_answers_are_shuffled_where_all_questions_say_so(second: str, head: str, told: list[str]) -> None:
    each = [f"<shuffleanswers>{said}</shuffleanswers>" + answer(100, "a") + answer(0, "b") for said in ("true", second)]
    made = bring(quiz(question("multichoice", each[0]), question("multichoice", each[1], name="r")))
    assert (rules(made), "role: check\n" + head + "---\n" in made.text) == (told, True)
    assert quiz_of(made)


def test_hints_rationale_points_tags_and_the_id_come_along() -> None:
    made = bring(
        quiz(
            question(
                "truefalse",
                "<generalfeedback format='html'><text>Because.</text></generalfeedback>"
                "<defaultgrade>2.5000000</defaultgrade>"
                "<idnumber>hf-1</idnumber><hint format='html'><text>Think.</text></hint>"
                "<tags><tag><text>hard</text></tag><tag><text>exam</text></tag></tags>" + TRUE_FALSE,
            )
        )
    )
    assert (
        "## Words? {#hf-1 kind=true-false points=2.5 difficulty=hard}\n\n::: hint\nThink.\n:::\n\n- [ ] True"
        in made.text
    )
    assert made.text.endswith("> Because.\n") and rules(made) == ["IMP110"]
    assert quiz_of(made).questions[0].points == 2.5


def test_a_description_before_all_questions_is_the_introduction() -> None:
    made = bring(
        quiz(
            question("description", text="<p>Read this.</p>"),
            question("essay"),
            question("description", text="And this."),
        )
    )
    assert body(made).startswith("Read this.\n\n## Words?") and rules(made) == ["IMP210"]


def test_what_graders_are_told_does_not_come_along() -> None:
    told = "<graderinfo format='html'><text>The key is 7.</text></graderinfo>"
    template = "<responsetemplate format='html'><text>I think</text></responsetemplate>"
    made = bring(quiz(question("essay", told + template)))
    assert rules(made) == ["IMP100", "IMP100"] and "key is 7" not in made.text


def picture(name: str, content: bytes = PNG) -> str:
    return f'<file name="{name}" path="/" encoding="base64">{b64encode(content).decode()}</file>'


def test_pictures_come_along_under_plain_names_and_never_under_one_that_is_taken() -> None:
    shown = '<p>Words?</p><img src="@@PLUGINFILE@@/My%20ECG.PNG" alt="A strip">'
    other = PNG + b"other"
    made = bring(
        quiz(
            question("truefalse", TRUE_FALSE, shown).replace("]]></text>", "]]></text>" + picture("My ECG.PNG"), 1),
            question("truefalse", TRUE_FALSE, shown, "r").replace(
                "]]></text>", "]]></text>" + picture("My ECG.PNG", other), 1
            ),
        ),
        there=lambda name: b"of the course" if name == "media/my-ecg-2.png" else None,
    )
    assert made.findings == () and made.pictures == {"media/my-ecg.png": PNG, "media/my-ecg-3.png": other}
    assert "![A strip](media/my-ecg.png)" in made.text and "![A strip](media/my-ecg-3.png)" in made.text


def test_a_picture_in_the_text_itself_comes_along() -> None:
    shown = f'<p>Words?</p><img src="data:image/png;base64,{b64encode(PNG).decode()}" alt="A strip">'
    made = bring(quiz(question("truefalse", TRUE_FALSE, shown)))
    assert made.findings == () and made.pictures == {"media/picture.png": PNG} and quiz_of(made)


def test_a_picture_without_words_or_file_is_told() -> None:
    made = bring(quiz(question("truefalse", TRUE_FALSE, '<p>Words?</p>\n<img src="@@PLUGINFILE@@/a.png">')))
    assert [(one.rule, one.place.line, one.place.column) for one in made.findings] == [
        ("IMP040", 4, 1),
        ("IMP050", 4, 1),
    ]
