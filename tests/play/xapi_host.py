"""What launches xAPI packages in play tests: an LRS on a file that can be stopped, watched from its own side."""

from __future__ import annotations

import contextlib
import itertools
import json
import threading
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import uuid4

from learner import Learner
from visits import visiting

from scormkit.preview.lrs import Answer, Lrs, Request

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Frame, Page
    from strict_lms import Lms
    from visits import Visit

COURSES = ("hand-hygiene", "her2-maintenance")
PATIENCE = 15.0
# Of the state document: the time, the count of its changes, and the window that wrote it.
PASSING = ("seconds", "n", "by")
ANA = {
    "objectType": "Agent",
    "name": "Ana Doe",
    "account": {"homePage": "https://lms.example/people", "name": "ana-4711"},
}
BEN = {"objectType": "Agent", "name": "Ben Roe", "mbox": "mailto:ben.roe@lms.example"}
# What the browser itself says where an address does not answer, or answers 404: no page can keep it from that.
UNAVOIDABLE = "error: Failed to load resource: "
# All that the page has left on the learner's disk, keys and values.
ON_DISK = """async () => {
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await asked(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const shelf = () => db.transaction(store).objectStore(store);
      const [keys, values] = [await asked(shelf().getAllKeys()), await asked(shelf().getAll())];
      keys.forEach((key, at) => found.push({ store, key, value: values[at] }));
    }
    db.close();
  }
  return found;
}"""


class Store:
    """An LRS on a file. Every exchange is kept; `versions` is what it says it speaks, `lose` hangs up unanswered."""

    def __init__(self, path: Path, versions: tuple[str, ...] = ()) -> None:
        self.versions = versions
        self.exchanges: list[tuple[Request, int]] = []
        self.lose: Callable[[Request], bool] = lambda request: False
        self._arrived = threading.Condition()
        self.lrs = Lrs(path, now=lambda: datetime.now(UTC), watch=self._watch).start()

    def _watch(self, request: Request, answer: Answer) -> Answer | None:
        lost = self.lose(request)
        with self._arrived:
            self.exchanges.append((request, answer.status))
            self._arrived.notify_all()
        if self.versions and request.resource == "about" and answer.status == 200:
            body = json.dumps({"version": self.versions}).encode()
            return Answer(answer.status, body, answer.headers)
        return None if lost else answer

    @property
    def requests(self) -> list[Request]:
        return [request for request, _ in self.exchanges]

    def statements(self, registration: str = "") -> list[dict[str, Any]]:
        """What is stored, in the order of its coming; of one registration, where it is given."""
        found = [json.loads(text) for text in self.lrs.texts()]
        return [one for one in found if registration in ("", one["context"]["registration"])]

    def verbs(self, registration: str = "") -> list[str]:
        return [verb(one) for one in self.statements(registration)]

    def sent(self, registration: str) -> list[str]:
        """The id of every statement that came over the line, as often as it came."""
        bodies = [json.loads(one.body) for one in self.requests if one.resource == "statements" and one.body]
        every = [one for body in bodies for one in (body if isinstance(body, list) else [body])]
        return [one["id"] for one in every if one["context"]["registration"] == registration]

    def written(self) -> list[tuple[str, str]]:
        """Every request that would change something."""
        return [(one.method, one.resource) for one in self.requests if one.method in ("PUT", "POST", "DELETE")]

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Waits until an exchange has made `condition` true; else an :class:`AssertionError` says `what`."""
        with self._arrived:
            assert self._arrived.wait_for(condition, PATIENCE), f"the LRS never got: {what}"

    def documents(self, registration: str) -> list[dict[str, Any]]:
        """Every state that was stored for a registration, in the order of its coming."""
        stored = [one for one, status in self.exchanges if one.resource == "activities/state" and status == 204]
        found = [(dict(one.query), json.loads(one.body)) for one in stored if one.method == "PUT"]
        return [
            value
            for query, value in found
            if query["stateId"] == "scormkit" and registration in ("", query["registration"])
        ]

    def endings(self, registration: str) -> int:
        """How many states tell nothing but the time that the one before did not: those that launches leave behind."""
        told = [{name: one[name] for name in one if name not in PASSING} for one in self.documents(registration)]
        return sum(before == after for before, after in itertools.pairwise(told))

    def wait_ended(self, registration: str, launches: int = 1) -> None:
        """Waits until so many launches of a registration have told their end, and the state that they leave behind.

        The two leave the page side by side, and whoever closes the browser may cut off the later. The page must have
        saved all before it goes, as *Exit* does: else the state that it leaves tells more than the time.
        """
        self.wait(lambda: self.verbs(registration).count("terminated") == launches, "terminated")
        self.wait(lambda: self.endings(registration) == launches, "the state of the end")


def verb(statement: dict[str, Any]) -> str:
    """The last part of the verb's IRI."""
    return str(statement["verb"]["id"]).rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A learner in a registration of a course, as an LMS knows it: what its launches carry."""

    course: str
    actor: dict[str, Any] = field(default_factory=lambda: dict(ANA))
    registration: str = field(default_factory=lambda: str(uuid4()))
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stage:
    """Packages on one origin of loopback, and an LRS on another."""

    browser: Browser
    lms: Lms
    store: Store
    packages: dict[str, Path]

    @cached_property
    def cme(self) -> dict[str, dict[str, Any]]:
        """Each package's own `cme.json`."""
        found = {}
        for course, path in self.packages.items():
            with zipfile.ZipFile(path) as archive:
                found[course] = json.loads(archive.read("cme.json"))
        return found

    def beside(self, store: Store) -> Stage:
        """The same packages with another LRS."""
        return Stage(self.browser, self.lms, store, self.packages)

    def address(self, enrolment: Enrolment, host: str = "127.0.0.1") -> str:
        """The address of a Tin Can launch."""
        parameters = {
            "endpoint": self.store.lrs.endpoint,
            "auth": self.store.lrs.authorization,
            "actor": json.dumps(enrolment.actor),
            "registration": enrolment.registration,
            "activity_id": self.cme[enrolment.course]["iri"],
        }
        given = {name: value for name, value in parameters.items() if name not in enrolment.left_out}
        content = self.lms.site(host) + self.lms.install(self.packages[enrolment.course])
        return content + ("?" + urlencode(given) if given else "")

    @contextlib.contextmanager
    def visiting(self, may_fail: bool = False, **options: Any) -> Iterator[Visit]:
        """A browser that must stay silent and ask nobody else; `may_fail` while the LRS does not answer."""
        with visiting(self.browser, self.lms, **options) as visit:
            yield visit
        bearable = UNAVOIDABLE if may_fail else f"{UNAVOIDABLE}the server responded with a status of 404"
        assert [line for line in visit.said if not line.startswith(bearable)] == []
        assert [url for url in visit.strangers() if not url.startswith(self.store.lrs.endpoint)] == []

    def launch(self, visit: Visit, enrolment: Enrolment, host: str = "127.0.0.1") -> Learner:
        """Opens the course in a window, as the LMS does."""
        return visit.read(self.address(enrolment, host))

    def launch_within(self, visit: Visit, enrolment: Enrolment, host: str = "127.0.0.1") -> Learner:
        """Opens the course in a frame of the LMS's page; `host` makes that page another site's."""
        page = visit.context.new_page()
        page.goto(f"{self.lms.site(host)}/host/top.html?{urlencode({'show': self.address(enrolment)})}")
        return framed(page)


@contextlib.contextmanager
def staged(
    browser: Browser, lms: Lms, scormkit: Callable[..., subprocess.CompletedProcess[bytes]], room: Path
) -> Iterator[Stage]:
    """The packages of both sample courses, built by the program itself, and an LRS."""
    done = scormkit("build", "--target", "xapi", "--out", room)
    assert done.returncode == 0, done.stderr.decode()
    packages = {name: next(room.glob(f"{name}-*-xapi.zip")) for name in COURSES}
    store = Store(room / "lrs.sqlite")
    yield Stage(browser, lms, store, packages)
    store.lrs.stop()


def framed(page: Page) -> Learner:
    """The learner in the frame of an LMS's page, once the course is there."""
    frame = page.frame("lms")
    assert frame is not None
    return Learner(frame, page).ready()


def on_disk(page: Page | Frame) -> list[dict[str, Any]]:
    """What the page keeps in the browser's databases: key and value of everything but the device's salt."""
    return [one for one in page.evaluate(ON_DISK) if one["key"] != "salt"]


def waiting(page: Page | Frame) -> list[str]:
    """The ids of the statements that wait on the learner's disk, in their order."""
    return [one["value"][1]["id"] for one in on_disk(page) if "verb" in one["value"][1]]
