"""Banks for tests: imported from text, and read back as a course by the reader of courses."""

from __future__ import annotations

import html
import io
import re
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scormkit.importing import Wish, imported
from scormkit.questions import KINDS
from scormkit.source.folder import Folder
from scormkit.source.frontmatter import Sheet
from scormkit.source.load import load_course
from scormkit.source.media import Media
from scormkit.source.quizfile import read_quiz
from scormkit.source.text import Known, Text
from scormkit.source.yamlmarks import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scormkit.importing import Imported
    from scormkit.model.finding import Finding
    from scormkit.model.quiz import Quiz

MINIMAL = Path(__file__).resolve().parent.parent / "source" / "minimal"


def bring(bank: str | bytes, file: str = "bank.txt", **wish: Any) -> Imported:
    """What becomes of a bank."""
    raw = bank.encode() if isinstance(bank, str) else bank
    return imported(raw, file, Wish(**{"id": "check", "title": "Check", **wish}))


def rules(made: Imported) -> list[str]:
    """The rules of the findings, in the order in which they were found."""
    return [finding.rule for finding in made.findings]


def places(made: Imported, rule: str) -> list[tuple[int, int]]:
    """Line and column of the findings of a rule."""
    return [(one.place.line, one.place.column) for one in made.findings if one.rule == rule]


def body(made: Imported) -> str:
    """The quiz without its front matter."""
    return made.text.split("---\n", 2)[2].strip("\n") + "\n"


def reread(text: str, pictures: Mapping[str, bytes] | None = None) -> tuple[Quiz | None, tuple[Finding, ...]]:
    """A quiz as the reader of courses reads it, in a course that has nothing else to find fault with."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder, "course")
        shutil.copytree(MINIMAL, course)
        (course / "quizzes" / "check.md").write_text(text, encoding="utf-8", newline="\n")
        for name, content in (pictures or {}).items():
            (course / name).parent.mkdir(exist_ok=True)
            (course / name).write_bytes(content)
        loaded = load_course(course, "course")
    quizzes = loaded.course.quizzes if loaded.course else ()
    return next((quiz for quiz in quizzes if quiz.id == "check"), None), loaded.findings


def read_alone(text: str) -> tuple[Quiz | None, list[Finding]]:
    """A quiz as its reader reads it, without a course around it: fast enough for hundreds of them."""
    findings: list[Finding] = []
    folder = Folder.at(MINIMAL, "course")
    document = read_yaml(text.split("---\n", 2)[1], "check.md", findings, first_line=2)
    assert document is not None
    body, first_line = text.split("---\n", 2)[2], text[: text.index("---\n", 4)].count("\n") + 2
    media, known = Media(folder, findings), Known(frozenset(), {})
    read = Text(folder, "check.md", body, first_line, "check", known, media, findings)
    return read_quiz(Sheet("check.md", document.top, body, first_line), read, {"know"}, {}), findings


def quiz_of(made: Imported) -> Quiz:
    """The quiz that an import made, which the reader has nothing to say against."""
    quiz, findings = reread(made.text, made.pictures)
    assert [finding for finding in findings if finding.severity == "error"] == [], findings
    assert quiz is not None
    assert [problem for one in quiz.questions for problem in KINDS[one.kind].problems(one)] == []
    return quiz


def words(markup: str) -> str:
    """What a reader sees of markup, with one space for each white space."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()
