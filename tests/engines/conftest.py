"""What plays in other engines share: the packages, the LMS and LRS of tests/play, and a browser for each test.

Firefox and WebKit are wanted, not needed: where one cannot be had, its tests are skipped and say why.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "play"))

from browsers import Running, find_firefox, find_webkit, start_firefox, start_webkit
from player import Player
from strict_lms import Attempt, Lms
from wire import Refused
from xapi_host import Enrolment, Stage, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COURSE = "hand-hygiene"
FIND = {"firefox": find_firefox, "webkit": find_webkit}
# What a browser lacks: `bare`, print and the question before leaving; `refusing`, storage; `private`, a disk for it.
SETTINGS: dict[str, dict[str, dict[str, Any]]] = {
    "firefox": {
        "usual": {},
        "bare": {"dom.disable_beforeunload": True, "print.enabled": False},
        "refusing": {"network.cookie.cookieBehavior": 2},
        "private": {"browser.privatebrowsing.autostart": True},
    },
    "webkit": {
        "usual": {},
        "bare": {"--bare": True},
        "refusing": {"--refusing": True},
        "private": {"--private": True},
    },
}
# What an engine says by itself, whatever the page does. A 404 is an LRS's answer for a state that is not there yet.
# Firefox also tells of every storage that it parts or refuses, of a transaction that the page did not outlive, and of
# a script that ran when the last window of its site was closed: there it grants some milliseconds and no more.
UNAVOIDABLE = (
    "status of 404",
    "cookiePartitionedForeign",
    "cookieBlockedAll",
    "not yet complete has been aborted due to page navigation",
    "Script terminated by timeout",
)
# What it says where nobody answers.
FAILURES = ("Cross-Origin Request Blocked", "CONSOLE NETWORK ERROR", "Could not connect", "cannot load")


@pytest.fixture(scope="session", params=sorted(FIND))
def engine(request: pytest.FixtureRequest) -> tuple[str, str]:
    """(`firefox` or `webkit`, its program); the test is skipped where there is none."""
    program, missing = FIND[request.param]()
    if missing:
        pytest.skip(missing)
    return request.param, program


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """An X display that nobody looks at."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout is not None
        yield f":{server.stdout.readline().decode().strip()}"
        server.terminate()


@pytest.fixture(scope="session")
def packages(
    scormkit: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path_factory: pytest.TempPathFactory, root: Path
) -> dict[str, Path]:
    """The sample course in both formats, built by the program itself: target → zip."""
    found = {}
    for target in ("scorm12", "xapi"):
        room = tmp_path_factory.mktemp(target)
        done = scormkit("build", root / "course_src" / COURSE, "--target", target, "--out", room)
        assert done.returncode == 0, done.stderr.decode()
        found[target] = next(room.glob(f"{COURSE}-*.zip"))
    return found


@pytest.fixture(scope="session")
def lms(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Iterator[Lms]:
    server = Lms(tmp_path_factory.mktemp("lms"))
    yield server
    server.close()


@dataclass(slots=True)
class House:
    """The browsers of one test, all of one engine. What they say on a console is kept in `said`.

    A usual Firefox that outlives its test is made as new and left in `parked` for the next: it starts slowly.
    """

    engine: str
    program: str
    rooms: Path
    display: str
    parked: list[Running]
    running: list[Running] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    may_fail: bool = False

    def start(self, phone: bool = True, kind: str = "usual") -> Running:
        """A browser that was never used; of a phone's size, unless it is not to be; of a kind in SETTINGS."""
        if kind == "usual" and self.parked:
            return self._shown(self.parked.pop(), phone)
        room = self.rooms / f"room-{len(list(self.rooms.iterdir()))}"
        room.mkdir()
        return self._shown(self._begin(room, kind), phone)

    def again(self, browser: Running) -> Running:
        """Starts a browser that was killed, with what it had stored."""
        return self._shown(self._begin(browser.room, browser.kind), browser.phone)

    def elsewhere(self, browser: Running) -> Running:
        """Another computer: a browser in which this learner never was."""
        if self.engine != "firefox":
            return self.start()
        self._hear(browser)
        browser.forget()
        return browser

    def _begin(self, room: Path, kind: str) -> Running:
        settings = SETTINGS[self.engine][kind]
        if self.engine == "firefox":
            made = start_firefox(self.program, room, settings)
        else:
            made = start_webkit(self.program, room, self.display, settings)
        made.kind = kind
        return made

    def _shown(self, browser: Running, phone: bool) -> Running:
        self.running.append(browser)
        browser.phone = phone
        browser.window()
        return browser

    def _hear(self, browser: Running) -> None:
        self.said += [line for line in browser.said() if line not in self.said]

    def kill(self, browser: Running) -> None:
        self._hear(browser)
        self.running.remove(browser)
        browser.kill()

    def close(self) -> None:
        for browser in list(self.running):
            if self.engine == "firefox" and browser.kind == "usual" and not self.parked:
                self.park(browser)
            else:
                self.kill(browser)

    def park(self, browser: Running) -> None:
        try:
            self._hear(browser)
            browser.forget()
        except (Refused, OSError):
            browser.kill()
        else:
            self.parked.append(browser)
        self.running.remove(browser)


@pytest.fixture(scope="session")
def parked() -> Iterator[list[Running]]:
    """Browsers between two tests."""
    waiting: list[Running] = []
    yield waiting
    for browser in waiting:
        browser.kill()


@pytest.fixture
def house(
    engine: tuple[str, str], parked: list[Running], tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[House]:
    """Browsers of one engine; in the end none may have complained."""
    screen = request.getfixturevalue("screen") if engine[0] == "webkit" else ""
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    made = House(*engine, rooms, screen, parked if engine[0] == "firefox" else [])
    with contextlib.closing(made):
        yield made
    bearable = (*UNAVOIDABLE, *(FAILURES if made.may_fail else ()))
    assert [line for line in made.said if not any(words in line for words in bearable)] == []


@dataclass(frozen=True, slots=True)
class Scorm:
    """The SCORM 1.2 package at the strict host."""

    lms: Lms
    package: Path

    def enrol(self, **settings: Any) -> Attempt:
        return self.lms.enrol(self.lms.install(self.package), **settings)

    def launch(self, browser: Running, attempt: Attempt, host: str = "127.0.0.1") -> Player:
        """Opens an attempt in the frame of the LMS's page."""
        browser.wire("Navigate", url=self.lms.host_page(attempt, host=host))
        return Player(browser, ["#sco"]).ready()

    def launch_inside(self, browser: Running, attempt: Attempt, around: str) -> Player:
        """Opens an attempt in an LMS that itself stands in a frame of a page on the site `around`."""
        outer = f"{self.lms.site(around)}/host/top.html?{urlencode({'show': self.lms.host_page(attempt)})}"
        browser.wire("Navigate", url=outer)
        return Player(browser, ["#lms", "#sco"]).ready()

    def launch_opened(self, browser: Running, attempt: Attempt) -> Player:
        """Opens an attempt in a window of its own, by a click on the LMS's page."""
        browser.wire("Navigate", url=self.lms.host_page(attempt, "window"))
        before = set(browser.wire("GetWindowHandles"))
        host = Player(browser)
        host.press("#open")
        opened = host.wait(lambda: set(browser.wire("GetWindowHandles")) - before, "a window of its own")
        browser.wire("SwitchToWindow", handle=opened.pop())
        return Player(browser).ready()


@pytest.fixture
def scorm(lms: Lms, packages: dict[str, Path]) -> Scorm:
    return Scorm(lms, packages["scorm12"])


@dataclass(frozen=True, slots=True)
class Xapi:
    """The xAPI package and an LRS of the test's own."""

    stage: Stage

    @property
    def store(self) -> Store:
        return self.stage.store

    def launch(self, browser: Running, enrolment: Enrolment) -> Player:
        """Opens the course in a window, as the LMS does."""
        browser.wire("Navigate", url=self.stage.address(enrolment))
        return Player(browser).ready()

    def launch_within(self, browser: Running, enrolment: Enrolment, host: str) -> Player:
        """Opens the course in a frame of a page of another site."""
        around = f"{self.stage.lms.site(host)}/host/top.html?{urlencode({'show': self.stage.address(enrolment)})}"
        browser.wire("Navigate", url=around)
        return Player(browser, ["#lms"]).ready()


@pytest.fixture
def xapi(lms: Lms, packages: dict[str, Path], tmp_path: Path) -> Iterator[Xapi]:
    store = Store(tmp_path / "lrs.sqlite")
    # No Chromium plays here.
    yield Xapi(Stage(None, lms, store, {COURSE: packages["xapi"]}))  # type: ignore[arg-type]
    store.lrs.stop()
