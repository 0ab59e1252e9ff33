"""What several rooms of the tests share: the checkout, a browser, Node. Anything narrower lives beside its tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent

# A busy machine is no failure, and a run that failed fails again when it is repeated.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

# plain-lms.test is an LMS on plain HTTP: no secure context, so half of the browser's conveniences are missing.
# Any other name fails at once: a package asks no other host, and neither does the browser on its own account.
BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session", autouse=True)
def _cache_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests neither use nor fill the cache of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCORMKIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome: ``SCORMKIT_CHROMIUM``, else the first that is installed."""
    found = os.environ.get("SCORMKIT_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail("no Chromium: run `make test`, or name one in SCORMKIT_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One headless browser for all tests of a worker; a test opens its own context (``browser.new_context()``)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """The folder of the npm packages that tests use."""
    folder = ROOT / "tests" / "node_modules"
    if not folder.is_dir():
        pytest.fail("tests/node_modules is missing: run `make test`")
    return folder


@pytest.fixture(scope="session")
def node() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs Node in ``tests/``: ``node("--test", "runtime/kit.test.mjs")`` gives the finished process."""
    program = shutil.which("node")
    if program is None:
        pytest.fail("no Node.js: run `make test`")

    def run(*arguments: str, stdin: str = "", timeout: float = 120) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *arguments],
            cwd=ROOT / "tests",
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def scormkit() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs the program as its own process: ``scormkit("build", course, cwd=folder)``; output stays bytes."""

    def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "scormkit", *map(str, arguments)],
            cwd=cwd,
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )

    return run
