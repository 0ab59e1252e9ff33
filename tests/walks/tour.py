"""The tour for the walks: its source in two versions, and for those in Node what its page loads, reads and shows.

``python walks/tour.py scorm12`` prints ``{"scripts": …, "versions": {version: {"data": …, "page": …}}}``. An element
of a page is ``[tag, attributes, children]``; of plain prose only the words are kept.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
COURSE = ROOT / "course_src/tour"
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
PROSE = {"p", "dl", "ol", "ul", "table", "figure", "blockquote", "details", "svg"}


class Tree(HTMLParser):
    """Markup that is well formed → elements as lists."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[list[Any]] = [["root", {}, []]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = [tag, {name: value or "" for name, value in attrs}, []]
        self.open[-1][2].append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        closed = self.open.pop()
        assert closed[0] == tag, f"<{closed[0]}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.open[-1][2].append(data)


def is_plain(element: Any) -> bool:
    """Whether nothing in it has an attribute that a script could look for."""
    return isinstance(element, str) or (not element[1] and all(is_plain(each) for each in element[2]))


def pruned(element: Any) -> Any:
    """The same without the elements of plain prose."""
    if isinstance(element, str):
        return element
    tag, attributes, children = element
    if tag in PROSE and is_plain(element):
        return [tag, {}, ["Words."]]
    return [tag, attributes, [pruned(each) for each in children]]


def body_of(document: str) -> Any:
    """The body of a page without its data."""
    tree = Tree()
    tree.feed(document)
    [html] = [each for each in tree.open[0][2] if each[0] == "html"]
    [body] = [each for each in html[2] if each[0] == "body"]
    body[2] = [each for each in body[2] if each[0] != "script"]
    return pruned(body)


def updated(folder: Path) -> Path:
    """1.1 as an LMS puts it in the place of 1.0: a page is gone and a new one there, a question of the test is gone."""
    shutil.copytree(COURSE, folder)
    changes = (
        ("course.yaml", r"^version: 1\.0$", "version: 1.1"),
        ("pages/050-your-ward.md", r"^id: .*$", "id: next-ward"),
        ("quizzes/030-post-test.md", r"^## Which sentence is a recommendation.*?(?=^## Which of these)", ""),
    )
    for name, pattern, words in changes:
        path = folder / name
        text, count = re.subn(
            pattern, words, path.read_text(encoding="utf-8"), flags=re.M | re.S if not words else re.M
        )
        assert count == 1, name
        path.write_text(text, encoding="utf-8")
    return folder


def version_of(folder: Path, driver: str) -> tuple[str, tuple[str, ...], dict[str, object]]:
    """Of a course that has no errors: its version, its scripts, its data and its page."""
    from scormkit.compile.course import compile_course
    from scormkit.source.load import load_course
    from scormkit.targets import TARGETS, make_bundle
    from scormkit.targets.packaging import GLUE, page_data, script_json

    loaded = load_course(folder, folder.name)
    assert loaded.course is not None, loaded
    compiled, target = compile_course(loaded.course), TARGETS[driver]
    document = make_bundle(compiled, target).read(target.launch).decode("utf-8")
    data = json.loads(script_json(page_data(compiled, target)))
    scripts = (*compiled.scripts, *target.drivers, GLUE)
    return loaded.course.version, scripts, {"data": data, "page": body_of(document)}


def tour(driver: str) -> dict[str, object]:
    """Both versions for a driver. They load the same scripts."""
    with tempfile.TemporaryDirectory() as room:
        made = [version_of(folder, driver) for folder in (COURSE, updated(Path(room) / "tour"))]
    (_, scripts, _), (_, others, _) = made
    assert scripts == others
    return {"scripts": scripts, "versions": {version: page for version, _, page in made}}


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.stdout.write(json.dumps(tour(sys.argv[1])) + "\n")
