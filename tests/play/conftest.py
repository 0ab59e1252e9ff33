"""What play tests share: the packages, an LMS on loopback, and browser contexts that are watched."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any

import pytest
from strict_lms import Attempt, Lms
from visits import visiting
from xapi_host import staged

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Frame, Page
    from visits import Visit
    from xapi_host import Stage


LAW = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ADVICE = ["best-practice"]


@pytest.fixture(scope="session")
def packages(
    scormkit: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The packages of the sample courses, built once by the program itself: course id → zip."""
    out = tmp_path_factory.mktemp("packages")
    done = scormkit("build", "--target", "scorm12", "--out", out)
    assert done.returncode == 0, done.stderr.decode()
    found = {name: sorted(out.glob(f"{name}-*.zip")) for name in ("hand-hygiene", "her2-maintenance", "tour")}
    assert all(len(zips) == 1 for zips in found.values()), sorted(path.name for path in out.iterdir())
    return {name: zips[0] for name, zips in found.items()}


@pytest.fixture(scope="session")
def lms(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Iterator[Lms]:
    """An LMS that no test shares an attempt of."""
    server = Lms(tmp_path_factory.mktemp("lms"))
    yield server
    server.close()


@pytest.fixture
def visit(browser: Browser, lms: Lms) -> Iterator[Callable[..., Visit]]:
    """Makes watched contexts: ``visit(color_scheme="dark")``. Nothing may be said on the console or asked elsewhere."""
    visits: list[Visit] = []
    with contextlib.ExitStack() as stack:

        def make(**options: Any) -> Visit:
            visits.append(stack.enter_context(visiting(browser, lms, **options)))
            return visits[-1]

        yield make
    assert [line for made in visits for line in made.said] == []
    assert [url for made in visits for url in made.strangers()] == []


@pytest.fixture(scope="session")
def enrol(lms: Lms, packages: dict[str, Path]) -> Callable[..., Attempt]:
    """A new attempt of a sample course: ``enrol("hand-hygiene", forced_mode="browse")``."""

    def make(course: str, site: str = "", **settings: Any) -> Attempt:
        return lms.enrol(site + lms.install(packages[course]), **settings)

    return make


@pytest.fixture(scope="session")
def axe(node_modules: Path) -> Callable[[Page | Frame], list[tuple[str, str, str]]]:
    """Judges what a page shows now: (tag, rule, element) of each violation."""
    source = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def judge(course: Page | Frame) -> list[tuple[str, str, str]]:
        if not course.evaluate("'axe' in window"):
            course.evaluate(source)
        found = course.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", LAW + ADVICE)
        return [
            ("advice" if ADVICE[0] in rule["tags"] else "law", rule["id"], f"{node['target']} {node['failureSummary']}")
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return judge


@pytest.fixture(scope="module")
def stage(
    browser: Browser,
    lms: Lms,
    scormkit: Callable[..., subprocess.CompletedProcess[bytes]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stage]:
    """The xAPI packages, an LRS on a file, and the browser, for the tests of one file."""
    with staged(browser, lms, scormkit, tmp_path_factory.mktemp("xapi")) as made:
        yield made


@pytest.fixture(scope="session")
def second_judge(root: Path, node_modules: Path) -> Callable[[list[dict[str, Any]]], list[str]]:
    """What another house's validator finds wrong with statements (tests/preview/judge.py)."""
    sys.path.insert(0, str(root / "tests" / "preview"))
    try:
        from judge import judged
    finally:
        sys.path.pop(0)
    return judged
