"""Random walks of a learner through faults, in Node: the shipped scripts in realms of their own, under a clock of ours.

``node walks/node/run.mjs --driver xapi --seeds 10000`` in ``tests/`` walks further, and a walk that fails names the
command that replays it.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import pytest

from scormkit.compile.course import AFTER_QUESTIONS, BEFORE_QUESTIONS
from scormkit.questions import KINDS
from scormkit.targets import TARGETS

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Node = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = [pytest.mark.node, pytest.mark.timeout(900)]

DRIVERS = ("scorm12", "xapi")
SEEDS = 300
TOUR_SEEDS = 24
TOUR = ("--course", "tour")
PATIENCE = 800.0
"""Seconds: ten times what it takes where nothing else runs."""


@pytest.fixture(autouse=True)
def _this_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tour comes from the compiler."""
    monkeypatch.setenv("SCORMKIT_PYTHON", sys.executable)


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("driver", DRIVERS)
def test_walks_load_what_the_package_loads(node: Node, node_modules: Path, driver: str) -> None:
    done = node("walks/node/run.mjs", "--driver", driver, "--scripts")
    shared = (*BEFORE_QUESTIONS, *KINDS["choice"].scripts, *AFTER_QUESTIONS)
    assert tuple(json.loads(done.stdout)) == (*shared, *TARGETS[driver].drivers, "runtime/session.js")


@pytest.mark.parametrize("driver", DRIVERS)
def test_walks_over_the_tour_load_what_its_page_names(node: Node, node_modules: Path, root: Path, driver: str) -> None:
    from scormkit.compile.course import compile_course
    from scormkit.source.load import load_course
    from scormkit.targets import make_bundle

    course = load_course(root / "course_src/tour", "tour").course
    assert course is not None
    page = make_bundle(compile_course(course), TARGETS[driver]).read("index.html").decode("utf-8")
    done = node("walks/node/run.mjs", "--driver", driver, *TOUR, "--scripts")
    assert json.loads(done.stdout) == re.findall(r'<script defer src="([^"]+)">', page)


@pytest.mark.parametrize("driver", DRIVERS)
def test_no_walk_over_the_tour_loses_skips_or_mixes_anything(node: Node, node_modules: Path, driver: str) -> None:
    """Draws, kinds of questions, an evaluation, gates, pages for some, several credits."""
    done = node("walks/node/run.mjs", "--driver", driver, *TOUR, "--seeds", str(TOUR_SEEDS), timeout=PATIENCE)
    *failed, sums = lines(done) or [{}]
    assert failed == [], "\n".join(f"{walk['violations']}\n  in tests/: {walk['replay']}" for walk in failed)
    assert (sums.get("walks"), done.stderr) == (TOUR_SEEDS, "")
    assert int(str(sums["completed"])) > TOUR_SEEDS // 5


@pytest.mark.parametrize("driver", DRIVERS)
def test_no_walk_loses_what_was_confirmed(node: Node, node_modules: Path, driver: str) -> None:
    done = node("walks/node/run.mjs", "--driver", driver, "--seeds", str(SEEDS), timeout=PATIENCE)
    *failed, sums = lines(done) or [{}]
    assert failed == [], "\n".join(f"{walk['violations']}\n  in tests/: {walk['replay']}" for walk in failed)
    assert (sums.get("walks"), done.stderr) == (SEEDS, "")


@pytest.mark.parametrize("driver", DRIVERS)
def test_walks_reach_the_end_often_enough_to_prove_something(node: Node, node_modules: Path, driver: str) -> None:
    done = node("walks/node/run.mjs", "--driver", driver, "--seeds", "60", timeout=PATIENCE)
    sums = lines(done)[-1]
    assert int(str(sums["confirmed"])) > 5 * 60
    assert int(str(sums["completed"])) > 60 // 5


def test_every_mistake_made_on_purpose_stands_once_in_its_script(node: Node) -> None:
    """Said at once, and not only by the walks that make it."""
    done = node("walks/node/matches.mjs")
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize("driver", DRIVERS)
def test_every_mistake_made_on_purpose_is_seen(node: Node, node_modules: Path, driver: str) -> None:
    """Else the walks prove nothing. Each is looked for in the walk that saw it last, and then in others."""
    done = node("walks/node/run.mjs", "--driver", driver, "--breaks", "--seeds", str(SEEDS), timeout=PATIENCE)
    seen = lines(done)
    assert len(seen) > 20, done.stderr
    assert [each["name"] for each in seen if each["seed"] is None] == []


@pytest.mark.parametrize("driver", DRIVERS)
def test_every_mistake_made_on_purpose_in_the_tour_is_seen(node: Node, node_modules: Path, driver: str) -> None:
    seen = lines(
        node("walks/node/run.mjs", "--driver", driver, *TOUR, "--breaks", "--seeds", str(TOUR_SEEDS), timeout=PATIENCE)
    )
    assert len(seen) > 5
    assert [each["name"] for each in seen if each["seed"] is None] == []


# A blind write of a window that left; answers after Exit; a page of another version; a clock that was set forward.
# Over the tour: one attempt that was handed in in two windows at once.
FOUND = [
    ("xapi", 306),
    ("xapi", 1199),
    ("scorm12", 1783),
    ("scorm12", 1887),
    ("scorm12", 2137),
    ("scorm12", 31, *TOUR),
]


@pytest.mark.parametrize("walk", FOUND, ids=str)
def test_a_walk_that_found_a_mistake_finds_it_no_more(
    node: Node, node_modules: Path, walk: tuple[str, int, *tuple[str, ...]]
) -> None:
    driver, seed, *more = walk
    done = node("walks/node/run.mjs", "--driver", driver, "--seeds", "1", "--from", str(seed), *more, timeout=PATIENCE)
    assert lines(done)[0].get("violations", []) == []
