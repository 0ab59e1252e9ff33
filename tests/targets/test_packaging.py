"""Compiled → Bundle: the document and the files that every package has."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from scormkit.archive import pack, writing
from scormkit.compile.course import compile_course
from scormkit.compile.data import read_words
from scormkit.source.load import load_course
from scormkit.targets import TARGETS, make_bundle
from scormkit.targets.packaging import closed_up, direction, page_data, script_json, shipped, shipped_script

if TYPE_CHECKING:
    import subprocess

    from playwright.sync_api import Browser

    from scormkit.model.bundle import Bundle

MakeCompiled = Callable[..., Any]
PROGRAM = Path(__file__).resolve().parents[2] / "scormkit"
SAMPLES = ("hand-hygiene", "her2-maintenance")


def sample(root: Path, name: str) -> Bundle:
    course = load_course(root / "course_src" / name, f"course_src/{name}").course
    assert course is not None
    return make_bundle(compile_course(course), TARGETS["scorm12"])


def unpacked(bundle: Bundle, folder: Path) -> Path:
    for name in bundle.files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(bundle.read(name))
    return folder / "index.html"


def page(bundle: Bundle) -> html.HtmlElement:
    return html.document_fromstring(bundle.read("index.html").decode())


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_is_found_by_its_name(name: str) -> None:
    assert TARGETS[name].name == name


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_the_page_asks_for_is_in_the_package(name: str, root: Path) -> None:
    bundle = sample(root, name)
    asked = {link for _, attribute, link, _ in page(bundle).iterlinks() if attribute in ("src", "href", "poster")}
    local = {link for link in asked if not re.match(r"#|https?:|mailto:", link)}
    assert local <= set(bundle.files)
    assert {link for link in local if link.startswith("media/")} == {path for path in bundle.files if "media/" in path}


def test_scripts_are_loaded_in_order_the_driver_before_the_glue(make_compiled: MakeCompiled) -> None:
    scripts = page(make_bundle(make_compiled(), TARGETS["scorm12"])).xpath("//script/@src")
    drivers = [f"runtime/drivers/{name}.js" for name in ("scorm12-values", "scorm12-api", "asking", "scorm12")]
    assert scripts == ["runtime/kit.js", *drivers, "runtime/session.js"]


def test_course_data_cannot_end_its_element(make_compiled: MakeCompiled) -> None:
    compiled = make_compiled()
    data = page(make_bundle(compiled, TARGETS["scorm12"])).get_element_by_id("course-data").text
    assert json.loads(data) == page_data(compiled, TARGETS["scorm12"])
    assert not re.search("[<>&\u2028\u2029]", data)


@pytest.mark.parametrize(("name", "other"), [("scorm12", "xapi"), ("xapi", "scorm12")])
def test_a_package_has_the_words_and_dialogs_of_its_own_driver(
    name: str, other: str, make_compiled: MakeCompiled
) -> None:
    compiled = make_compiled()
    own, foreign = (set(read_words(*TARGETS[each].words)) for each in (name, other))
    words: Any = page_data(compiled, TARGETS[name])["words"]
    assert own and words.keys() == compiled.data["words"].keys() | own
    assert not words.keys() & (foreign - own)
    assert bool(page(make_bundle(compiled, TARGETS[name])).xpath("//dialog[@id='found']")) is (name == "scorm12")


def test_script_json_keeps_the_order_and_is_ascii() -> None:
    assert script_json({"b": "ü\u2028</x>", "a": 1}) == '{"b":"\\u00fc\\u2028\\u003c/x\\u003e","a":1}'


def test_what_is_not_json_is_a_bug() -> None:
    with pytest.raises(TypeError, match="not JSON: set"):
        script_json({"a": {1}})


def test_the_title_is_escaped(make_compiled: MakeCompiled) -> None:
    assert page(make_bundle(make_compiled(), TARGETS["scorm12"])).findtext(".//title") == "Hands <& wrists>"


@pytest.mark.parametrize(("language", "expected"), [("en-US", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("az", "ltr")])
def test_the_direction_follows_the_language(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_the_policy_allows_the_package_itself_and_nothing_else(make_compiled: MakeCompiled) -> None:
    policy = page(make_bundle(make_compiled(), TARGETS["scorm12"])).xpath("//meta[@http-equiv]/@content")[0]
    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert set(directives.values()) == {"'self'", "'none'"}
    assert (directives["default-src"], directives["connect-src"]) == ("'none'", "'self'")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_package_is_small(name: str, root: Path) -> None:
    bundle = sample(root, name)
    sizes = {path: len(pack(bundle.read(path)).data) for path in bundle.files}
    assert sum(sizes.values()) < 60_000
    assert sum(size for path, size in sizes.items() if path.endswith((".js", ".css"))) < 30_000


@pytest.mark.parametrize("name", SAMPLES)
def test_every_name_can_be_unpacked_anywhere(name: str, root: Path) -> None:
    assert [path for path in sample(root, name).files if not writing.portable(path)] == []


@pytest.mark.browser
@pytest.mark.parametrize("framed", [False, True], ids=["top", "frame"])
def test_a_package_opens_from_the_disk_under_its_policy(
    framed: bool, root: Path, tmp_path: Path, browser: Browser
) -> None:
    start = unpacked(sample(root, "her2-maintenance"), tmp_path)
    if framed:
        start = tmp_path / "frame.html"
        start.write_text('<!DOCTYPE html><title>LMS</title><iframe src="index.html"></iframe>', encoding="utf-8")
    context = browser.new_context()
    try:
        tab = context.new_page()
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto(start.as_uri())
        frame = tab.frames[-1]
        frame.wait_for_selector("body.js")
        images = "Promise.all([...document.images].map(image => image.decode().then(() => image.naturalWidth > 0)))"
        assert frame.evaluate(images) == [True]
        assert said == []
    finally:
        context.close()


SOURCES = sorted(
    path
    for folder in ("runtime", "questions")
    for ending in ("js", "css")
    for path in (PROGRAM / folder).rglob(f"*.{ending}")
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_text_of_a_script_spans_lines_so_that_comment_lines_are_comments(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert "`" not in source
    opened = [line for line in source.splitlines() if line.lstrip().startswith("/*") and "*/" not in line]
    assert opened == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_what_ships_is_the_source_without_comments_and_indentation(path: Path) -> None:
    kept = shipped(path.read_bytes()).decode().splitlines()
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    code = [line for line in lines if line and not line.startswith(("//", "/*"))]
    assert len(code) == len(kept)
    for written, ships in zip(code, kept, strict=True):
        gone = written.removeprefix(ships)
        assert gone == "" or re.fullmatch(r"\s+// [^\"'`]+", gone)
        assert ships.count('"') % 2 == written.count('"') % 2


SCRIPTS = {path.relative_to(PROGRAM).as_posix(): path for path in SOURCES if path.suffix == ".js"}


@pytest.mark.node
@pytest.mark.usefixtures("node_modules")
def test_a_script_ships_with_every_token_of_its_source(node: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    pairs = {name: [path.read_text(encoding="utf-8"), shipped_script(name).decode()] for name, path in SCRIPTS.items()}
    told = node("targets/tokens.mjs", stdin=json.dumps(pairs))
    assert (told.stdout, told.stderr) == ("[]", "")


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_line_of_a_script_becomes_a_comment_of_old(name: str) -> None:
    """ECMA-262 B.1.1: in a classic script ``<!--`` begins a comment, and so does ``-->`` at the start of a line."""
    lines = shipped_script(name).splitlines()
    assert [line for line in lines if b"<!--" in line or line.startswith(b"-->")] == []


@pytest.mark.parametrize(
    ("written", "ships"),
    [
        ("a = b + +c - -d;", "a=b+ +c- -d;"),
        ("a++ + b; c = a - --b;", "a++ +b;c=a- --b;"),
        ("if (a ? .5 : 1) return / a = b /;", "if(a?.5:1)return / a = b /;"),
        ('x = y / z / w; r = /[ / ] + "x"/.test( "a = b" );', 'x=y / z / w;r=/[ / ] + "x"/.test("a = b");'),
        ("x === 'a  =  \\' b' ? y : z", "x==='a  =  \\' b'?y:z"),
        ("} else if (a) {", "}else if(a){"),
    ],
)
def test_texts_and_patterns_keep_their_spaces(written: str, ships: str) -> None:
    assert closed_up(written.encode()).decode() == ships
