"""What walks and tests of single faults play on: packages, a faulty LMS, an LRS behind a faulty line, browsers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fault_lms import FaultyLms
    from houses import House
    from lrs_proxy import LrsProxy
    from playwright.sync_api import Browser
    from surroundings import Windows, Workstation
    from versions import Packages
    from walker import Walk
    from xapi_host import Store

PLACES = ("loopback", "loopback", "plain", "within")
FLAVOURS = ("again", "again-waits", "moodle", "moodle")


@pytest.fixture(scope="session")
def versions(
    scormkit: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Packages]:
    """Both versions of the small course of the walks."""
    from versions import COURSES, built

    return built(scormkit, tmp_path_factory.mktemp("versions"), COURSES["hand-hygiene"])


@pytest.fixture(scope="session")
def tours(
    scormkit: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Packages]:
    """Both versions of the tour, for learners who have no minutes."""
    from versions import COURSES, built

    return built(scormkit, tmp_path_factory.mktemp("tours"), COURSES["tour"])


@pytest.fixture(scope="session")
def lms(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Iterator[FaultyLms]:
    """A faulty LMS that no test shares an attempt of."""
    from fault_lms import FaultyLms

    server = FaultyLms(tmp_path_factory.mktemp("lms"))
    yield server
    server.close()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An LRS that no test shares a registration of."""
    from xapi_host import Store

    made = Store(tmp_path_factory.mktemp("lrs") / "lrs.sqlite")
    yield made
    made.lrs.stop()


@pytest.fixture(scope="session")
def proxy(store: Store) -> Iterator[LrsProxy]:
    """The faulty line to it."""
    from lrs_proxy import LrsProxy

    made = LrsProxy(store.lrs.port)
    yield made
    made.close()


@pytest.fixture(scope="session")
def workstation(
    request: pytest.FixtureRequest,
    browser: Browser,
    chromium: str,
    lms: FaultyLms,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Workstation]:
    """A browser on a profile, which may be killed."""
    from surroundings import Workstation

    plugins = request.config.pluginmanager.get_plugins()
    (arguments,) = [plugin.BROWSER_ARGUMENTS for plugin in plugins if hasattr(plugin, "BROWSER_ARGUMENTS")]
    made = Workstation(browser.browser_type, chromium, arguments, tmp_path_factory.mktemp("profile"), lms.hear)
    yield made
    made.kill()


@pytest.fixture(scope="session")
def windows(browser: Browser, lms: FaultyLms) -> Windows:
    """Contexts of the browser that all tests share."""
    from surroundings import Windows

    return Windows(browser, lms.hear)


@dataclass(slots=True)
class Play:
    """Makes walks: by a seed, or by hand for a test of one fault."""

    windows: Windows
    workstation: Workstation
    lms: FaultyLms
    store: Store
    proxy: LrsProxy
    versions: dict[str, Packages]
    course: str = "hand-hygiene"
    made: list[Walk] = field(default_factory=list)

    def house(self, driver: str, chance: random.Random, place: str, flavour: str) -> House:
        from houses import ScormHouse, XapiHouse
        from versions import COURSES

        if driver == "scorm12":
            return ScormHouse(self.lms, chance, flavour, place)
        return XapiHouse(self.lms, self.store, self.proxy, chance, place, COURSES[self.course].activity)

    def by_seed(self, driver: str, seed: int) -> Walk:
        """The walk of a seed. Every third is on the disk of a browser that can be killed."""
        chance = random.Random(f"{driver} {seed}")
        house = self.house(driver, chance, chance.choice(PLACES), chance.choice(FLAVOURS))
        return self._walk(seed, chance, house, killable=seed % 3 == 0)

    def by_hand(
        self,
        driver: str,
        flavour: str = "moodle",
        place: str = "loopback",
        *,
        killable: bool = False,
        clock: bool = False,
        **settings: Any,
    ) -> Walk:
        """A learner who does what the test says: open the walk with ``begin``, end and judge it with ``must_hold``.

        `clock`: the test may let time pass in the browser.
        """
        from walker import Steady

        self.proxy.exchanges.clear()
        house = self.house(driver, random.Random(), place, flavour)
        walk = self._walk(0, Steady(), house, killable=killable, alone=clock)
        for name, value in settings.items():
            setattr(walk.house, name, value)
        if clock:
            walk.device.context.clock.install()
        return walk

    def _walk(
        self, seed: int, chance: random.Random, house: House, *, killable: bool = False, alone: bool = False
    ) -> Walk:
        from versions import COURSES
        from walker import Walk

        device = self.workstation if killable else self.windows.take(alone=alone)
        self.made.append(Walk(seed, chance, house, device, COURSES[self.course], self.versions))
        return self.made[-1]

    def close(self) -> None:
        for walk in self.made:
            walk.house.calm([])
            walk.device.close()


@pytest.fixture
def play(
    windows: Windows,
    workstation: Workstation,
    lms: FaultyLms,
    store: Store,
    proxy: LrsProxy,
    versions: dict[str, Packages],
) -> Iterator[Play]:
    made = Play(windows, workstation, lms, store, proxy, versions)
    yield made
    made.close()


@pytest.fixture
def touring(play: Play, tours: dict[str, Packages]) -> Play:
    """The same over the tour."""
    play.course, play.versions = "tour", tours
    return play
