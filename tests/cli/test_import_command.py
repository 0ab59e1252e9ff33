"""``scormkit import``: a bank of questions becomes a quiz of a course, and what could not be carried is told."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from scormkit.cli import BANK_FORMATS, QUIZ_ROLES
from scormkit.importing.formats import READERS
from scormkit.model.quiz import QuizRole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

GIFT = "::Dose::How much? {=5 mg ~50 mg #Too much.}\n\n::Sign::Which sign? {~fever =rash}\n"
INTO = ("--into", "course_src/tiny/quizzes/more.md")
AS_OF = ("--as-of", "2028-06-01")


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.gift"
    path.write_text(GIFT, encoding="utf-8")
    return path


def test_the_names_that_the_command_offers_are_those_of_the_program() -> None:
    assert (list(BANK_FORMATS), list(QUIZ_ROLES)) == (list(READERS), list(QuizRole))


def test_a_quiz_is_written_and_nothing_else_is_on_standard_output(run: Run, course: Path, bank: Path) -> None:
    result = run("import", "bank.gift", *INTO, "--title", "More", "--objective", "know")
    assert (result.exit_code, result.stdout) == (0, "course_src/tiny/quizzes/more.md\n")
    assert result.stderr == "nothing found\n2 questions imported (gift), 0 left out\n"
    text = (course / "quizzes" / "more.md").read_text(encoding="utf-8")
    assert "id: more\ntitle: More\nrole: check\n" in text and "## How much? {#dose objective=know}" in text


def test_the_course_with_it_has_no_error_and_can_be_built(run: Run, course: Path, bank: Path) -> None:
    run("import", "bank.gift", *INTO, "--objective", "know")
    checked = run("check", "course_src", *AS_OF)
    assert (checked.exit_code, " error " in checked.stdout) == (0, False)
    assert run("build", "course_src", "--out", "out", *AS_OF).exit_code == 0


def test_the_check_has_no_error_other_than_what_the_import_told(run: Run, course: Path, bank: Path) -> None:
    bank.write_text(
        "::a::One? {~x ~y}\n\n::b::Two? {=x ~x}\n\n::c::[html]See <img src='a.png'> it? {T}\n", encoding="utf-8"
    )
    told = run("import", "bank.gift", *INTO, "--role", "pre-test")
    assert told.exit_code == 1 and told.stderr.count(": error IMP030 ") == 2
    assert told.stderr.count(": warning IMP040 ") == 1
    checked = run("check", "course_src", *AS_OF)
    assert checked.stdout.count(": error SRC050 ") == checked.stdout.count(": error ") == 1


def test_findings_show_the_line_of_the_bank(run: Run, course: Path, bank: Path) -> None:
    bank.write_text("::Dose::How much? {=5 ~%50%6}\n", encoding="utf-8")
    assert "1 | ::Dose::How much? {=5 ~%50%6}\n" in run("import", "bank.gift", *INTO).stderr


def test_nothing_is_overwritten_without_being_told_to(run: Run, course: Path, bank: Path) -> None:
    file = course / "quizzes" / "post-test.md"
    before = file.read_bytes()
    into = ("--into", "course_src/tiny/quizzes/post-test.md")
    refused = run("import", "bank.gift", *into)
    assert (refused.exit_code, file.read_bytes() == before) == (2, True) and "--force" in refused.stderr
    done = run("import", "bank.gift", *into, "--force", "--role", "post-test", "--passing", "80")
    assert done.exit_code == 0 and b"passing: 80\n" in file.read_bytes()
    assert sorted(path.name for path in file.parent.iterdir()) == ["post-test.md"]


def test_where_no_question_comes_along_nothing_is_written(run: Run, course: Path, bank: Path) -> None:
    bank.write_text("How? {=a", encoding="utf-8")
    result = run("import", "bank.gift", *INTO, "--format", "gift")
    assert (result.exit_code, result.stdout) == (1, "") and not (course / "quizzes" / "more.md").exists()
    assert "0 questions imported (gift), 1 left out" in result.stderr


@pytest.mark.parametrize("role", ["check", "pre-test", "evaluation"])
def test_a_quiz_of_any_role_passes_the_check(run: Run, course: Path, bank: Path, role: str) -> None:
    bank.write_text(
        "::Met::Were the objectives met? {~Yes ~Partly ~No}\n" if role == "evaluation" else GIFT, encoding="utf-8"
    )
    assert run("import", "bank.gift", *INTO, "--role", role).exit_code == 0
    checked = run("check", "course_src", *AS_OF)
    assert (checked.exit_code, ": error " in checked.stdout) == (0, False)


def test_ids_of_other_quizzes_are_never_used_again(run: Run, course: Path, bank: Path) -> None:
    bank.write_text("::first::Another? {T}\n", encoding="utf-8")
    run("import", "bank.gift", *INTO)
    assert "{#first-2 " in (course / "quizzes" / "more.md").read_text(encoding="utf-8")


def test_pictures_go_to_the_media_of_the_course(run: Run, course: Path, bank: Path) -> None:
    square = (course / "media" / "square.svg").read_bytes()
    bank.write_text(
        '<quiz><question type="truefalse"><name><text>q</text></name><questiontext format="html"><text>'
        '&lt;p&gt;So?&lt;/p&gt;&lt;img src="@@PLUGINFILE@@/new.svg" alt="A square"&gt;</text>'
        f'<file name="new.svg" encoding="base64">{b64encode(square).decode()}</file></questiontext>'
        '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>'
        "</question></quiz>",
        encoding="utf-8",
    )
    result = run("import", "bank.gift", *INTO)
    assert result.stdout == "course_src/tiny/quizzes/more.md\ncourse_src/tiny/media/new.svg\n"
    assert (course / "media" / "new.svg").read_bytes() == square
    assert run("check", "course_src", *AS_OF).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("absent.gift", *INTO), "No such file"),
        (("bank.gift", "--into", "course_src/tiny/quizzes/more.txt"), "ends with .md"),
        (("bank.gift", "--into", "nowhere/quizzes/more.md"), "no folder nowhere"),
        (("bank.gift", *INTO, "--role", "post-test", "--passing", "eighty"), "no passing score"),
        (("bank.gift", *INTO, "--passing", "80"), "Only a post-test"),
        (("bank.gift", *INTO, "--objective", "Heart failure"), "names no objective"),
        (("bank.gift", *INTO, "--format", "qti"), "XML is broken"),
        (("bank.gift", *INTO, "--format", "word"), "Invalid value"),
    ],
)
def test_what_cannot_be_done_is_an_error_of_usage(
    run: Run, course: Path, bank: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = run("import", *arguments)
    assert (result.exit_code, result.stdout) == (2, "") and words in result.stderr
    assert [path.name for path in (course / "quizzes").iterdir()] == ["post-test.md"]
