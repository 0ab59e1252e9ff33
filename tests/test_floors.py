"""The floor plan of scormkit, and its enforcement: a room imports lower floors only, whatever the function."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FLOORS = {
    "model": 0,
    "ahead": 1,
    "resources": 1,
    "files": 1,
    "foreign": 1,
    "acceptor": 1,
    "traces": 1,
    "notices": 1,
    "questions": 1,
    "lmsprofiles": 2,
    "templates": 2,
    "source": 2,
    "checks": 3,
    "review": 4,
    "importing": 4,
    "compile": 4,
    "faculty": 5,
    "targets": 5,
    "archive": 6,
    "preview": 7,
    "reports": 7,
    "cache": 7,
    "making": 8,
    "tasks": 9,
    "terminal": 9,
    "cli": 10,
    "__main__": 11,
}

# A closed room imports these and nothing else of the house, even where the floors would allow it.
CLOSED = {
    "model": set(),
    "foreign": set(),
    "checks": {"model", "ahead", "questions", "notices", "resources", "traces"},
    "reports": {"model", "resources", "templates"},
    "review": {"model", "notices", "checks", "files", "foreign"},
    "importing": {"model", "source", "foreign"},
    "faculty": {"model", "compile", "resources", "templates"},
    "archive": {"model", "files"},
    "cache": {"model", "resources", "files", "archive"},
}

# Which room a third-party package belongs to. One that is not listed is not a dependency.
LIBRARIES = {
    "click": {"cli", "terminal"},
    "yaml": {"source", "lmsprofiles"},
    "markdown_it": {"source", "compile", "importing"},
    "mdit_py_plugins": {"source", "compile"},
    "jsonschema": {"source", "checks", "compile"},
    "jinja2": {"templates"},
    "markupsafe": {"questions", "compile", "targets", "notices"},
    "lxml": {"checks", "source", "review"},
    "ahocorasick_rs": {"traces"},
    "deflate": {"archive"},
    "segno": {"compile"},
    "tincan": {"compile", "reports"},
}


def modules() -> list[Path]:
    return sorted((ROOT / "scormkit").rglob("*.py"))


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def room_of(name: str) -> str:
    """``scormkit.checks.rule`` is in ``checks``; the package itself has no room and may import nothing."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


def imports(path: Path) -> list[tuple[int, str]]:
    """Every import with its line, the late ones inside functions and those for the type checker included."""
    found = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            # `from scormkit import model` names a room in its second half.
            found += [(node.lineno, f"{base}.{alias.name}" if base == "scormkit" else base) for alias in node.names]
    return found


def runs(path: Path) -> list[tuple[int, str]]:
    """The imports that happen when the program runs: not those for the type checker."""
    tree = ast.parse(path.read_bytes())
    typing = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    spans = [range(node.lineno, node.body[-1].end_lineno + 1) for node in typing]
    return [(line, name) for line, name in imports(path) if not any(line in span for span in spans)]


def is_version(name: str) -> bool:
    return name == "scormkit.__version__"


@pytest.mark.parametrize("path", modules(), ids=module_name)
def test_imports_are_absolute(path: Path) -> None:
    assert [line for line, name in imports(path) if name.startswith(".")] == []


@pytest.mark.parametrize("path", modules(), ids=module_name)
def test_a_room_imports_lower_floors_only(path: Path) -> None:
    room = room_of(module_name(path))
    others = [(line, name) for line, name in imports(path) if name.startswith("scormkit.") and not is_version(name)]
    upward = [(line, name) for line, name in others if room_of(name) != room and FLOORS[room_of(name)] >= FLOORS[room]]
    assert upward == []


@pytest.mark.parametrize("path", modules(), ids=module_name)
def test_a_closed_room_imports_its_list_only(path: Path) -> None:
    room = room_of(module_name(path))
    if room not in CLOSED:
        return
    others = [(line, name) for line, name in imports(path) if name.startswith("scormkit.") and not is_version(name)]
    assert [(line, name) for line, name in others if room_of(name) not in CLOSED[room] | {room}] == []


@pytest.mark.parametrize("path", modules(), ids=module_name)
def test_a_library_is_used_in_its_own_rooms(path: Path) -> None:
    room = room_of(module_name(path))
    libraries = [(line, name.split(".")[0]) for line, name in runs(path)]
    known = sys.stdlib_module_names | {"scormkit"}
    assert [(line, name) for line, name in libraries if name not in known and room not in LIBRARIES[name]] == []


def test_every_room_has_a_floor() -> None:
    assert {room_of(module_name(path)) for path in modules()} - set(FLOORS) == {""}


# Below the command line there is no clock, no chance and no place: the as-of date, ids and folders are given.
# A callable that is handed in, such as the preview's clock, is fine. The preview's LRS has a key that nobody can guess.
CLOCKS = re.compile(
    r"(?:^|\.)(?:datetime|date)\.(?:now|today|utcnow)$|^time\.(?:time|time_ns|localtime|gmtime|strftime)$"
    r"|(?:^|\.)uuid[14]$|^os\.(?:getcwd|urandom|getlogin|uname)$|(?:^|\.)Path\.(?:cwd|home)$|\.gethostname$|\.getuser$"
)
CHANCE = {"random", "secrets", "getpass", "platform"}
NETWORK = {"asyncio", "http.client", "http.server", "socket", "ssl", "urllib.request"}


@pytest.mark.parametrize("path", modules(), ids=module_name)
def test_only_preview_and_reports_know_the_network(path: Path) -> None:
    if room_of(module_name(path)) not in {"preview", "reports"}:
        assert {name for _, name in imports(path)} & NETWORK == set()


@pytest.mark.parametrize("path", modules(), ids=module_name)
def test_no_clock_and_no_chance_below_the_command_line(path: Path) -> None:
    room = room_of(module_name(path))
    if FLOORS.get(room, 0) >= FLOORS["cli"]:
        return
    chance = CHANCE - {"secrets"} if room == "preview" else CHANCE
    calls = [node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
    hidden = [(call.lineno, name) for call in calls if CLOCKS.search(name := ast.unparse(call.func))]
    assert hidden + [(line, name) for line, name in imports(path) if name in chance] == []
