"""The quiz that is written: its front matter, and what the role and the course around it ask of it."""

from __future__ import annotations

import pytest
from banks import bring, quiz_of, rules

from scormkit.importing.importer import MOST_ANSWERS
from scormkit.source.answers import LETTERS

QUESTION = "::q::Words? {=a ~b}"


def test_the_front_matter_is_what_was_asked_for() -> None:
    made = bring(QUESTION, "old bank.gift", id="post-test", title='Hearts: "the" test', role="post-test", passing="80")
    assert made.text.startswith(
        "---\n# Imported from old bank.gift by scormkit import.\nid: post-test\n"
        'title: "Hearts: \\"the\\" test"\nrole: post-test\npassing: 80\n---\n\n## Words? {#q}\n'
    )


def test_a_post_test_without_a_passing_score_is_told_as_the_check_will() -> None:
    assert rules(bring(QUESTION, role="post-test")) == ["IMP180"]


@pytest.mark.parametrize("role", ["check", "pre-test", "evaluation"])
def test_other_roles_need_none(role: str) -> None:
    assert bring(QUESTION, role=role).findings == ()


def test_a_name_of_a_file_opens_nothing_in_the_front_matter() -> None:
    made = bring(QUESTION, "a\nrole: post-test\x1b.gift")
    assert "# Imported from a?role: post-test?.gift by" in made.text and quiz_of(made)


def test_more_answers_than_letters_are_told() -> None:
    assert len(LETTERS) == MOST_ANSWERS
    made = bring("::q::Words? {=a" + "".join(f" ~b{number}" for number in range(MOST_ANSWERS)) + "}")
    assert rules(made) == ["IMP030"]


@pytest.mark.parametrize(
    "broken",
    [
        "{~a ~b}",
        "{~%50%a ~%40%b =c ~c}",
        "{=[html]<b>x</b> ~X}",
        "{=[html]<img src\\='a.png'> ~b}",
        "{=a -> [html]<img src\\='a.png'> =b -> c}",
    ],
)
def test_a_question_that_cannot_be_marked_is_kept_and_told(broken: str) -> None:
    made = bring(f"::q::Words? {broken}")
    assert "IMP030" in rules(made) and made.questions == 1


def test_variants_that_are_marked_alike_are_one() -> None:
    made = bring("::q::Where? {=Zürich =zurich =ZÜRICH =Genf}")
    assert [option.text for option in quiz_of(made).questions[0].options] == ["Zürich", "Genf"]


def test_a_quotation_at_the_end_of_a_long_question_stays_part_of_it() -> None:
    made = bring("::q::[html]<p>Discuss\\:</p><blockquote>First do no harm.</blockquote>{}")
    question = quiz_of(made).questions[0]
    assert "First do no harm." in question.stem and not question.rationale and rules(made) == ["IMP060"]
