"""The administrators' guide: what it names exists in the package, in the import sheet, or in what learners read."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import unescape
from typing import TYPE_CHECKING

import pytest
from guides import DOCS, ROOT, fences, guide, sample

from scormkit.archive import write_zip
from scormkit.archive.reading import read_zip
from scormkit.compile.course import compile_course
from scormkit.compile.data import read_words
from scormkit.resources import package_file
from scormkit.targets import TARGETS, make_bundle, render_sheet

if TYPE_CHECKING:
    from pathlib import Path

TEXT = guide("administrator")
WORDS = read_words("runtime/words/en.json", *(file for target in TARGETS.values() for file in target.words))
DRIVER = "".join(package_file(name).decode("utf-8") for name in TARGETS["scorm12"].drivers)


def rows(heading: str) -> list[list[str]]:
    """The rows of the tables whose first head is ``heading``, as cells."""
    tables = [after.split("\n\n")[0].splitlines()[2:] for after in TEXT.split(f"\n| {heading} |")[1:]]
    return [[cell.strip() for cell in line.strip("|").split("|")] for lines in tables for line in lines]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The sample course as a SCORM 1.2 package, and its sheet without markup."""
    target = TARGETS["scorm12"]
    compiled = compile_course(sample())
    written = write_zip(make_bundle(compiled, target), tmp_path_factory.mktemp("dist"))
    sheet = render_sheet(compiled, target, written)
    return written.path, unescape(re.sub(r"<[^>]+>", "", sheet))


@pytest.fixture(scope="module")
def page(built: tuple[Path, str]) -> str:
    """The document that learners get."""
    bundle, _ = read_zip(built[0])
    assert bundle is not None
    content = bundle.files["index.html"]
    return content.decode("utf-8") if isinstance(content, bytes) else content.read_bytes().decode("utf-8")


@pytest.mark.parametrize("part", [row[0] for row in rows("part of the sheet")])
def test_a_part_of_the_sheet_is_in_the_sheet(part: str, built: tuple[Path, str]) -> None:
    # "Recorded decisions" are in sheets of courses that have some.
    optional = {"Recorded decisions"}
    assert part in built[1] or part in optional


def test_the_commands_that_compare_hashes_are_those_of_the_sheet(built: tuple[Path, str]) -> None:
    commands = [row[1].strip("`") for row in rows("system")]
    assert [command for command in commands if command not in built[1]] == [
        "Get-FileHash hand-hygiene-1.0-scorm12.zip",
    ]


@pytest.mark.skipif(not shutil.which("sha256sum") or not shutil.which("xargs"), reason="a Linux command")
def test_the_content_digest_is_computed_as_the_guide_says(built: tuple[Path, str], tmp_path: Path) -> None:
    shutil.unpack_archive(built[0], tmp_path)
    command = next(fence.text for fence in fences("administrator") if fence.language == "sh")
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.split()[0] in built[1]


@pytest.mark.parametrize("element", sorted(set(re.findall(r"`(cmi\.[a-z_.]+)`", TEXT))))
def test_an_element_is_known_to_the_driver(element: str) -> None:
    # The driver writes "cmi.interactions." and "cmi.core.score." with what follows.
    assert f'"{element}"' in DRIVER or f'"{element}.' in DRIVER


@pytest.mark.parametrize("id", [row[0].strip("`") for row in rows("id")])
def test_an_interaction_is_one_that_a_package_records(id: str, page: str) -> None:
    scripts = package_file("runtime/acts.js").decode("utf-8")
    question = re.fullmatch(r"q-(.+)-[0-9]+", id)
    if question:
        assert (f'data-question="{question[1]}"' in page, 'id: "q-" + id + "-" + own.count' in scripts) == (True, True)
    else:
        assert f'"{id}"' in scripts or f'"{id}"' in page


@pytest.mark.parametrize("words", [row[0] for row in rows("words")])
def test_what_a_learner_reads_at_the_top_is_worded_so(words: str) -> None:
    assert words in WORDS.values()


def test_every_word_on_saving_is_explained() -> None:
    said = (
        "connecting",
        "ready",
        "saving",
        "sent",
        "saved",
        "failed",
        "alone",
        "noCredit",
        "review",
        "browse",
        "closed",
    )
    assert [WORDS[key] for key in said if f"| {WORDS[key]} |" not in TEXT] == []


@pytest.mark.parametrize(
    "words", [words.strip("*") for row in rows("what the learner sees") for words in re.findall(r"\*[^*]+\*", row[0])]
)
def test_what_a_learner_reads_instead_of_a_certificate_is_worded_so(words: str, page: str) -> None:
    assert words in WORDS.values() or words in page


@pytest.mark.parametrize("words", ["This was your last attempt", "No connection to your LMS", "Not saved yet"])
def test_words_that_point_to_a_cause_are_those_of_the_page(words: str) -> None:
    assert (any(text.startswith(words) for text in WORDS.values()), f"*{words}*" in TEXT) == (True, True)


def test_statuses_are_those_that_the_driver_knows() -> None:
    assert all(f'"{word}"' in DRIVER for word in ("passed", "completed", "incomplete"))


@pytest.mark.parametrize(
    "word",
    [word for row in rows("setting") for word in re.findall(r"`([^`]+)`", row[1])],
)
def test_a_setting_names_what_the_sheets_or_the_driver_name(word: str) -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "manifests" / "sheet").glob("*.j2"))
    assert f"<code>{word}</code>" in sheets or f'"{word}"' in DRIVER


def test_a_scorm_package_keeps_only_its_journal_in_the_browser(built: tuple[Path, str]) -> None:
    bundle, _ = read_zip(built[0])
    assert bundle is not None
    scripts = {name: content for name, content in bundle.files.items() if name.endswith(".js")}
    texts = {name: content if isinstance(content, bytes) else content.read_bytes() for name, content in scripts.items()}
    kept = (b"localStorage", b"sessionStorage", b"indexedDB", b"document.cookie")
    assert [(name, word) for name, text in texts.items() for word in kept if word in text] == [
        ("runtime/journal.js", b"indexedDB")
    ]


@pytest.mark.parametrize(
    "name", ["designer", "administrator", "analyst", "install", "contributor", "administrator-lms"]
)
def test_links_of_a_guide_lead_somewhere(name: str) -> None:
    text = re.sub(r"```.*?\n```|`[^`\n]*`", "", guide(name), flags=re.DOTALL)
    lost = []
    for file, anchor in re.findall(r"\]\(([^):#\s]*)(?:#([^)\s]+))?\)", text):
        target = (DOCS / file) if file else DOCS / f"{name}.md"
        if not target.exists():
            lost.append(file)
        elif anchor and target.suffix == ".md" and anchor not in anchors(target.read_text(encoding="utf-8")):
            lost.append(f"{file}#{anchor}")
    assert lost == []


def anchors(text: str) -> set[str]:
    """The ids that a forge gives to headings, and those that are written."""
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return slugs | set(re.findall(r'<a id="([^"]+)">', text))
