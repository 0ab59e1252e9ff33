"""The guides in ``docs/``: their examples, and the parts of them that are made of the program.

``.venv/bin/python tests/docs/guides.py`` renews those parts; a test compares them.
"""

from __future__ import annotations

import json
import re
import shlex
import tempfile
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from click.testing import CliRunner
from examples import printed
from markdown_it import MarkdownIt

from scormkit import cli, notices
from scormkit.compile.course import compile_course
from scormkit.compile.statements import compose, exemplar
from scormkit.making import judge
from scormkit.making.rules import all_rules
from scormkit.model.vocabulary import CONCEPTS, PLACEHOLDER_VOCABULARY, TEMPLATES, VERBS, minted
from scormkit.reports.findings import as_text
from scormkit.reports.rules import FAMILIES, as_markdown, families
from scormkit.source.load import load_course
from scormkit.targets import TARGETS
from scormkit.tasks import line_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from scormkit.model.course import Course
    from scormkit.model.finding import Finding

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SAMPLE = ROOT / "course_src" / "hand-hygiene"


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: its language, the words behind it, its text, and its lines (from 0, the fences included)."""

    language: str
    words: tuple[str, ...]
    text: str
    lines: tuple[int, int]

    def __str__(self) -> str:
        return f"line {self.lines[0] + 1}: {' '.join((self.language, *self.words))}"

    @property
    def wrong(self) -> tuple[str, ...]:
        """The rules whose findings the example shall give; none for an example that is right."""
        return self.words[self.words.index("wrong") + 1 :] if "wrong" in self.words else ()


def guide(name: str) -> str:
    """The text of a guide."""
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def fences(name: str) -> tuple[Fence, ...]:
    """The fenced blocks of a guide, in order."""
    return fences_of(guide(name))


def fences_of(text: str) -> tuple[Fence, ...]:
    """The fenced blocks of a Markdown text, in order."""
    found = [token for token in MarkdownIt().parse(text) if token.type == "fence"]
    return tuple(_fence(token.info, token.content, token.map) for token in found if token.map)


def _fence(info: str, content: str, lines: Sequence[int]) -> Fence:
    language, *words = info.split() or [""]
    return Fence(language, tuple(words), content, (lines[0], lines[1]))


# ---- the course of the designers' guide


def course_files() -> dict[str, str]:
    """The files that the reader of the designers' guide types in: path below the course's folder, and text."""
    whole = [fence for fence in fences("designer") if fence.words[:1] and fence.words[0].startswith("clean-hands/")]
    return {fence.words[0].removeprefix("clean-hands/"): fence.text for fence in whole}


MEDIA = {
    "media/leaflet.pdf": b"%PDF-1.4\n",
    "media/rub.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    "media/rub.vtt": b"WEBVTT\n",
    "media/call.mp3": b"ID3",
}
"""Files that examples name and nobody can type in."""


def write_course(folder: Path) -> Path:
    """The guide's course on the disk."""
    for path, text in course_files().items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return folder


def put(fence: Fence, folder: Path) -> None:
    """Puts a single-feature example into its file of the course: ``in`` says which, ``with`` what else it needs."""
    for path, content in MEDIA.items():
        (folder / path).write_bytes(content)
    if fence.words[0] == "scormkit.yaml":
        (folder.parent / "scormkit.yaml").write_text(fence.text, encoding="utf-8", newline="\n")
        return
    if "with" in fence.words:
        needed = ("in", fence.words[fence.words.index("with") + 1])
        put(next(each for each in fences("designer") if each.words == needed), folder)
    file = folder / fence.words[1]
    before = file.read_text(encoding="utf-8") if file.exists() else "---\n---\n"
    file.write_text(_joined(file, before, fence.text), encoding="utf-8", newline="\n")


def _joined(file: Path, before: str, example: str) -> str:
    if file.name == "course.yaml":
        return _with_keys(before, example)
    if example.startswith("---\n"):
        return example + before.split("---\n", 2)[2]
    return before + "\n" + example


def _with_keys(before: str, example: str) -> str:
    """``course.yaml`` with the top-level keys of the example in the place of its own."""
    keep = _blocks(before)
    for key, block in _blocks(example).items():
        keep[key] = block
    return "".join(keep.values())


def _blocks(text: str) -> dict[str, str]:
    """Each top-level key with its lines."""
    blocks = re.findall(r"^[^\s#].*\n(?:(?:[ \t]+.*)?\n)*", text, flags=re.MULTILINE)
    return {re.split(r":", block, maxsplit=1)[0]: block for block in blocks}


# ---- what the program says to the examples

TODAY = date(2026, 11, 22)


def findings_of(fence: Fence | None) -> tuple[Finding, ...]:
    """What ``check`` finds in the guide's course with an example put in."""
    with course_with(fence) as folder:
        return judged(folder)


def judged(folder: Path) -> tuple[Finding, ...]:
    """Everything that is wrong with a course; rules run on what could be read without errors."""
    return judge(folder, TODAY).findings


def told_of(fence: Fence) -> str:
    """What ``check`` says of the guide's course with an example put in, without the counts."""
    with course_with(fence) as folder:
        return as_text(judged(folder), line_reader())


def output_of(commands: Sequence[str], example: Fence | None) -> tuple[str, int]:
    """What the last of some commands prints (both streams), and its exit code, where the guide's course lies."""
    with (
        course_with(example),
        patch.object(cli, "today", lambda: TODAY),
        patch.dict("os.environ", SCORMKIT_CACHE="cache"),
    ):
        result = [CliRunner().invoke(cli.main, shlex.split(command)[1:]) for command in commands][-1]
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output, result.exit_code


def file_after(commands: Sequence[str], path: str) -> str:
    """The text of a file after some commands, where the guide's course lies."""
    with course_with(None):
        for command in commands:
            CliRunner().invoke(cli.main, shlex.split(command)[1:])
        return Path(path).read_text(encoding="utf-8")


@contextmanager
def course_with(fence: Fence | None) -> Iterator[Path]:
    """The guide's course, perhaps with an example, in a folder that is the current one."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        course = write_course(Path("clean-hands"))
        for page in (other for other in fences("designer") if other.words[:1] == ("beside",)):
            Path(page.words[1]).write_text(page.text, encoding="utf-8", newline="\n")
        if fence is not None:
            put(fence, course)
        yield course


def commands_of(fence: Fence) -> list[str]:
    """The commands of a console block."""
    return [line.removeprefix("$ ") for line in fence.text.splitlines() if line.startswith("$ ")]


def outputs(text: str) -> Iterator[tuple[Fence, str]]:
    """Each block that shows what the program prints, and what it should be."""
    example: Fence | None = None
    before: Sequence[str] = ()
    for fence in fences_of(text):
        if fence.wrong:
            example = fence
            continue
        if fence.language == "console":
            commands = before = commands_of(fence)
            yield fence, "".join(f"$ {command}\n" for command in commands) + output_of(commands, example)[0]
        elif fence.language == "text" and example is not None:
            yield fence, told_of(example)
        elif fence.words[:1] == ("made",):
            yield fence, file_after(before, fence.words[1])
        example = None


# ---- what is made of the program


def start(key: str) -> str:
    return f"<!-- made of {key}: start -->\n"


def end(key: str) -> str:
    return f"<!-- made of {key}: end -->\n"


def renewed(name: str) -> str:
    """A guide as it stands, with what is made of the program renewed."""
    text = guide(name)
    for key, make in MADE[name].items():
        before, rest = text.split(start(key))
        text = before + start(key) + "\n" + make() + "\n" + end(key) + rest.split(end(key))[1]
    return _with_outputs(text, OUTPUTS[name]) if name in OUTPUTS else text


def _with_outputs(text: str, output_blocks: Callable[[str], Iterator[tuple[Fence, str]]]) -> str:
    lines = text.splitlines(keepends=True)
    for fence, output in reversed(list(output_blocks(text))):
        first, last = fence.lines
        lines[first + 1 : last - 1] = output.splitlines(keepends=True)
    return "".join(lines)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def formats() -> str:
    """The formats that can be built."""
    return table(
        ["`--target`", "makes", "beside the zip"],
        [[f"`{one.name}`", one.standard, _beside(one.published)] for one in TARGETS.values()],
    )


def _beside(published: Callable[..., Any]) -> str:
    documents = published(compile_course(sample()))
    return ", ".join(
        [
            "import sheet (`.html`)",
            "build record (`…-record.html`, `…-record.json`)",
            *(f"`…-{ending}`" for ending in documents),
        ]
    )


def families_table() -> str:
    return table(["rules", "about"], [[f"`{family}`", FAMILIES[family]] for family, _ in families(all_rules())])


def rules_reference() -> str:
    """Every rule with all that it has to say."""
    return as_markdown(all_rules())


def sample() -> Course:
    """The sample course hand-hygiene."""
    course = load_course(SAMPLE, "course_src/hand-hygiene").course
    assert course is not None
    return course


def sentences() -> str:
    """What is generated for the guide's own course."""
    with tempfile.TemporaryDirectory() as folder:
        course = load_course(write_course(Path(folder) / "clean-hands"), "clean-hands").course
    assert course is not None
    rows = [
        ["`providers`", notices.accreditation(course)],
        *(["`credits`", notices.designation(course, credit)] for credit in course.credits),
        ["`credits`, for other professions", notices.participation(course)],
        ["`support`", notices.support(course)],
        *(["`people.yaml`", notices.disclosure(person)] for person in course.people),
        ["`mitigation`", notices.mitigation(course)],
        *(["`completion` and the post-test", step] for step in notices.earning(course)),
    ]
    return table(["made of", "sentence"], rows)


def records() -> str:
    """What each format lets an LMS or LRS store, for the sample course."""
    compiled = compile_course(sample())
    parts = [
        f"**{target.title}**\n\n"
        + table(["where", "what"], [[_element(where), what] for where, what in target.records(compiled)])
        for target in TARGETS.values()
    ]
    return "\n".join(parts)


def _element(where: str) -> str:
    return f"`{where}`" if re.fullmatch(r"[\w.]+", where) else where


def completed() -> dict[str, Any]:
    """The statement of record of an imagined learner of the sample course."""
    fixed = compose(sample())["statements"]
    assert isinstance(fixed, dict)
    return exemplar(sample(), "completed", fixed["completed"])


def completed_block() -> str:
    return f"```json\n{json.dumps(completed(), indent=2, ensure_ascii=False)}\n```\n"


def verbs_table() -> str:
    rows = [
        [VERBS[name].display, f"`{minted('…', VERBS[name].iri)}`", f"`{minted('…', one.object)}`", VERBS[name].meaning]
        for name, one in TEMPLATES.items()
    ]
    return table(["statement", "verb", "type of its object", "says"], rows)


def terms_table() -> str:
    rows = [
        [f"`{name}`", f"`{minted(PLACEHOLDER_VOCABULARY, name)}`", TERM_PLACES[one.kind], one.meaning]
        for name, one in CONCEPTS.items()
    ]
    return table(["term", "IRI under the placeholder base", "stands in", "means"], rows)


TERM_PLACES = {
    "ActivityType": "`definition.type`",
    "ContextExtension": "`context.extensions`",
    "ResultExtension": "`result.extensions`",
    "ActivityExtension": "`object.definition.extensions`",
}

MADE: dict[str, dict[str, Callable[[], str]]] = {
    "designer": {"targets": formats, "notices": sentences, "families": families_table},
    "rules": {"rules": rules_reference},
    "administrator": {"records": records},
    "analyst": {"statements": verbs_table, "vocabulary": terms_table, "exemplar": completed_block},
}
"""Which part of which guide is made of what."""

OUTPUTS: dict[str, Callable[[str], Iterator[tuple[Fence, str]]]] = {
    "designer": outputs,
    "analyst": lambda text: printed(fences_of(text), sample()),
}
"""Which guides show what the program, or an example, prints."""


def pages() -> Iterator[tuple[str, str]]:
    """Each guide's name and its text as it should be."""
    for name in MADE:
        yield name, renewed(name)


if __name__ == "__main__":
    for page, renewed_text in list(pages()):
        (DOCS / f"{page}.md").write_text(renewed_text, encoding="utf-8", newline="\n")
