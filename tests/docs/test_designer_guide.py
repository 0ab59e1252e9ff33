"""The designers' guide: every example runs and gives what the guide says, and every word of the format is in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from guides import (
    DOCS,
    Fence,
    all_rules,
    commands_of,
    course_files,
    course_with,
    fences,
    file_after,
    findings_of,
    guide,
    judged,
    output_of,
    outputs,
)

from scormkit import cli
from scormkit.cache.folder import cache_folder
from scormkit.checks.overrides import FIRM
from scormkit.cli import TARGET_NAMES
from scormkit.lmsprofiles import profile_names
from scormkit.model.media import PLAYED
from scormkit.questions import KINDS
from scormkit.resources import schema
from scormkit.source.dialect import CONTAINERS
from scormkit.source.media import PICTURES

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCES = fences("designer")
EXAMPLES = [fence for fence in FENCES if fence.words[:1] in (("in",), ("scormkit.yaml",))]
RIGHT = [fence for fence in EXAMPLES if not fence.wrong]
WRONG = [fence for fence in EXAMPLES if fence.wrong]
CONSOLE = [fence for fence in FENCES if fence.language == "console"]
FORMATS = ("course", "people", "references", "page", "quiz", "scormkit")


def test_the_course_of_the_guide_has_no_finding() -> None:
    assert findings_of(None) == ()


def test_the_tree_of_the_guide_names_its_files() -> None:
    tree = next(fence.text for fence in FENCES if fence.text.startswith("clean-hands/\n"))
    paths: list[str] = []
    folder = ""
    for line in tree.splitlines()[1:]:
        folder = "" if line[:3].strip() else folder
        paths.append(folder + line.strip())
        folder = line.strip() if line.endswith("/") else folder
    assert sorted(path for path in paths if not path.endswith("/")) == sorted(course_files())


@pytest.mark.parametrize("example", RIGHT, ids=str)
def test_an_example_gives_no_finding(example: Fence) -> None:
    assert findings_of(example) == ()


@pytest.mark.parametrize("example", WRONG, ids=str)
def test_a_wrong_example_gives_the_finding_that_it_names(example: Fence) -> None:
    assert tuple(finding.rule for finding in findings_of(example)) == example.wrong


def test_what_the_guide_shows_of_the_program_is_what_it_prints() -> None:
    # Renew the guide with: .venv/bin/python tests/docs/guides.py
    different = [str(fence) for fence, output in outputs(guide("designer")) if fence.text != output]
    assert different == []


def test_every_wrong_example_is_followed_by_its_output() -> None:
    after = [FENCES[FENCES.index(fence) + 1] for fence in WRONG]
    assert [str(fence) for fence in after if fence.language not in ("text", "console")] == []


@pytest.mark.parametrize("console", CONSOLE, ids=str)
def test_a_command_ends_with_the_exit_code_that_the_guide_says(console: Fence) -> None:
    before = FENCES[FENCES.index(console) - 1]
    code = int(console.words[1]) if console.words else 0
    assert output_of(commands_of(console), before if before.wrong else None)[1] == code


def test_every_fence_is_known_to_these_tests() -> None:
    shown = [fence for fence, _ in outputs(guide("designer"))]
    files = [fence for fence in FENCES if fence.words and fence.words[0].startswith(("clean-hands/", "beside", "made"))]
    unknown = [fence for fence in FENCES if fence not in (*shown, *files, *EXAMPLES)]
    assert [str(fence) for fence in unknown if not fence.text.startswith("clean-hands/\n")] == []


@pytest.mark.parametrize("shown", [fence for fence in FENCES if fence.words[:1] == ("made",)], ids=str)
def test_a_quiz_that_the_guide_shows_is_the_one_that_the_import_makes(shown: Fence) -> None:
    command = next(commands_of(fence) for fence in CONSOLE if f"--into {shown.words[1]}" in fence.text)
    assert file_after(command, shown.words[1]) == shown.text


def test_a_course_with_an_error_makes_no_package() -> None:
    wrong = next(fence for fence in WRONG if fence.wrong == ("SRC030",))
    with course_with(None):
        output, code = output_of(["scormkit build clean-hands"], wrong)
    assert (code, "dist/" in output) == (1, False)


def test_warnings_stop_no_package() -> None:
    output, code = output_of(["scormkit build clean-hands --as-of 2029-06-01 --fail-on warning"], None)
    assert (code, "dist/clean-hands-1.0-scorm12.zip" in output) == (1, True)


def test_the_example_of_a_finding_is_taken_apart_as_it_is_printed() -> None:
    place, severity, rule, name = re.findall(r"^\| `([^`]+)`", guide("designer").split("| part | means |")[1], re.M)[:4]
    assert f"{place}: {severity} {rule} {name}\n" in guide("designer")


def words_of(part: object) -> Iterator[str]:
    """Every key and every fixed word of a JSON Schema."""
    if isinstance(part, dict):
        properties = part.get("properties", {})
        yield from properties
        for word in (*part.get("enum", ()), part.get("const")):
            if isinstance(word, str) and word not in ("true", "false"):
                yield word
        for below in (*properties.values(), *(value for key, value in part.items() if key != "properties")):
            yield from words_of(below)
    elif isinstance(part, list):
        for below in part:
            yield from words_of(below)


@pytest.mark.parametrize("name", FORMATS)
def test_every_key_and_word_of_the_format_is_in_the_guide(name: str) -> None:
    text = guide("designer")
    missing = {word for word in words_of(schema(name)) if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)}
    assert missing == set()


@pytest.mark.parametrize("word", [*KINDS, *CONTAINERS, *PICTURES, *PLAYED, *TARGET_NAMES])
def test_what_the_program_knows_by_name_is_in_the_guide(word: str) -> None:
    assert f"`{word}`" in guide("designer")


OPTIONS = {
    option
    for command in cli.main.commands.values()
    for parameter in command.params
    for option in (*parameter.opts, *parameter.secondary_opts)
    if option.startswith("--")
}


@pytest.mark.parametrize("option", sorted({*OPTIONS, "--help", "--version"}))
def test_every_option_is_in_the_guide(option: str) -> None:
    assert re.search(rf"`(?:scormkit (?:build )?)?{option}[ `]", guide("designer"))


@pytest.mark.parametrize("command", sorted(cli.main.commands))
def test_every_command_is_in_the_guide(command: str) -> None:
    assert f"\n### {command}\n" in guide("designer")


@pytest.mark.parametrize(
    ("platform", "folder"),
    [
        ("win32", "%LOCALAPPDATA%\\scormkit\\Cache"),
        ("darwin", "~/Library/Caches/scormkit"),
        ("linux", "~/.cache/scormkit"),
    ],
)
def test_the_cache_lies_where_the_guide_says(platform: str, folder: str) -> None:
    environment = {"LOCALAPPDATA": "%LOCALAPPDATA%"} if platform == "win32" else {}
    found = cache_folder(environment, platform, Path("~")).as_posix()
    assert (found, f"`{folder}`" in guide("designer")) == (folder.replace("\\", "/"), True)


def test_the_guide_names_the_rules_that_no_override_accepts() -> None:
    said = guide("designer").split("These cannot be overridden")[1].split("\n\n")[0]
    assert tuple(re.findall(r"`([A-Z0-9]+)`", said)) == FIRM


def test_every_family_of_rules_is_in_the_guide() -> None:
    families = {rule.id[:3] for rule in all_rules()}
    assert {family for family in families if f"| `{family}` |" not in guide("designer")} == set()


@pytest.mark.parametrize("name", ["designer", "rules"])
def test_no_rule_is_named_that_does_not_exist(name: str) -> None:
    known = {rule.id for rule in all_rules()}
    misspelt = r"There is no rule ([A-Z0-9]+)|`rule: ([A-Z0-9]+)` where"  # examples of mistakes
    refused = {word for words in re.findall(misspelt, guide(name)) for word in words if word}
    assert set(re.findall(r"\b[A-Z]{3}[0-9]{3}\b", guide(name))) - refused <= known
    assert not refused & known


def test_the_page_on_lms_profiles_has_every_profile() -> None:
    text = (DOCS / "administrator-lms.md").read_text(encoding="utf-8")
    assert [name for name in profile_names() if f"`--lms {name}`" not in text] == []


def test_names_in_the_package_are_plain_as_the_guide_says() -> None:
    from scormkit.source.media import plain_name

    before, after = re.findall(r"`(media/[^`]+)` becomes `([^`]+)`", guide("designer"))[0]
    assert plain_name(before) == after


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("course.yaml", "title: Händehygiene\n".encode("cp1252"), "SRC002"),
        ("pages/020-more.md", "é".encode("utf-16"), "SRC002"),
        ("pages/notes.txt", b"notes", "SRC013"),
    ],
)
def test_a_file_that_cannot_be_read_gives_the_finding_that_the_guide_names(
    name: str, content: bytes, rule: str
) -> None:
    with course_with(None) as folder:
        (folder / name).write_bytes(content)
        rules = {finding.rule for finding in judged(folder)}
    assert (rule in rules, f"`{rule}`" in guide("designer")) == (True, True)


def test_the_json_in_the_guide_is_json() -> None:
    shown = next(fence.text for fence in CONSOLE if "--format json" in fence.text)
    assert json.loads(shown.split("\n", 1)[1])["schema"] == 1
