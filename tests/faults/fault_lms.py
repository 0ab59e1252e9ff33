"""An LMS that fails on a script: its server keeps one record per attempt as LMSs do, and every call for judgement.

What goes wrong in the page of the LMS stands in ``host/faulty.js``; what goes wrong on the line and at the
server, here.
"""

from __future__ import annotations

import itertools
import json
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from strict_lms import SUCCESS, TYPES, Lms, seconds, timespan

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler

HERE = Path(__file__).parent
PATIENCE = 10.0
# How the page of an LMS sends (host/transport.js), and what holds the values there.
FLAVOURS = {
    "again": ("scorm-again", "beacon"),
    "again-waits": ("scorm-again", "xhr"),
    "again-stubborn": ("scorm-again", "stubborn"),
    "moodle": ("shelf", "changes"),
}
# A commit sooner than this after another is one too many; the clocks of two processes differ a little.
SECOND = 0.95


@dataclass(frozen=True, slots=True)
class Store:
    """One arrival at the server: which launch sent it, what it brought, and what became of it."""

    launch: int
    order: int
    values: dict[str, str]
    finished: bool
    fate: str


@dataclass(slots=True)
class Opened:
    """One launch: the values it began with, and what the page of the LMS has told of it (times in milliseconds)."""

    mode: str
    begun: dict[str, str]
    calls: list[dict[str, Any]] = field(default_factory=list)
    marks: list[dict[str, Any]] = field(default_factory=list)
    spoiled: list[dict[str, Any]] = field(default_factory=list)
    parcels: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    newest: int = 0
    finished: bool = False

    def hasty(self) -> list[float]:
        """The gaps between commits that came too soon. The first commit after the learner left may come at any time."""
        commits = [call["at"] / 1000 for call in self.calls if call["name"] == "LMSCommit"]
        for mark in self.marks:
            left = mark["at"] / 1000 - 0.05
            last = next((at for at in commits if at >= left), None)
            if mark["what"] in ("hidden", "exit") and last is not None:
                commits.remove(last)
        gaps = [round(after - before, 3) for before, after in itertools.pairwise(commits)]
        return [gap for gap in gaps if gap < SECOND]


@dataclass(slots=True)
class Record:
    """One attempt as the LMS keeps it, and the faults of its line. `rules` are those of ``host/faulty.js``.

    `modeless`: it says nothing of mode and credit (of the engine "shelf" alone).
    `line`: "up"; "down" (the connection is cut); "deaf" (says 200 and stores nothing); "out" (the session of the
    learner in the LMS has ended: 403). `shuffle`: a commit is held back until the next one has been stored.
    """

    number: int
    address: str
    flavour: str = "again"
    student_id: str = "learner-1"
    student_name: str = "Doe, Jo"
    mode: str = ""
    review_after: tuple[str, ...] = SUCCESS
    modeless: bool = False
    late: int = 0
    rules: list[dict[str, Any]] = field(default_factory=list)
    line: str = "up"
    shuffle: bool = False
    values: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    launches: list[Opened] = field(default_factory=list)
    stores: list[Store] = field(default_factory=list)
    held: list[Callable[[], None]] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def status(self) -> str:
        return self.values.get("cmi.core.lesson_status", "not attempted")

    @property
    def refusals(self) -> list[str]:
        return [reason for opened in self.launches for reason in opened.refusals]

    @property
    def calls(self) -> list[dict[str, Any]]:
        return [call for opened in self.launches for call in opened.calls]

    @property
    def statuses(self) -> list[str]:
        """Every status that the package set, in order."""
        sets = [call["args"] for call in self.calls if call["name"] == "LMSSetValue"]
        return [value for element, value in sets if element == "cmi.core.lesson_status"]

    def interactions(self) -> list[dict[str, str]]:
        """The interactions in the order of the record, each with its fields."""
        found: dict[int, dict[str, str]] = {}
        for element, value in self.values.items():
            if element.startswith("cmi.interactions."):
                number, name = element.removeprefix("cmi.interactions.").split(".", 1)
                found.setdefault(int(number), {})[name] = value
        return [found[number] for number in sorted(found)]

    def missed(self) -> set[str]:
        """The interactions that went out with a commit that never arrived: the page of the LMS takes them for sent."""
        came = {(store.launch, store.order) for store in self.stores if store.fate.startswith("stored")}
        return {
            name
            for launch, opened in enumerate(self.launches)
            for parcel in opened.parcels
            if (launch, parcel["order"]) not in came
            for name in parcel["interactions"]
        }

    def calm(self) -> None:
        """Every fault ends; what was held back arrives."""
        self.rules, self.line, self.shuffle, self.late = [], "up", False, 0
        self.release()

    def release(self) -> None:
        held, self.held = self.held, []
        for store in held:
            store()

    def lose(self, *, everything: bool = False) -> None:
        """The LMS forgets the suspend_data of the last launch, or all of it. What that launch found is still there."""
        with self.arrived:
            begun = self.launches[-1].begun if self.launches else {}
            names = {*self.values, *begun} if everything else {"cmi.suspend_data"}
            old = {name: begun[name] for name in names if name in begun}
            self.values = {name: value for name, value in self.values.items() if name not in names} | old

    def open(self, how: str) -> dict[str, Any]:
        """Begins a launch and says what the page of the LMS must know of it."""
        mode = self.mode or ("review" if self.status in self.review_after else "normal")
        with self.arrived:
            self.launches.append(Opened(mode, dict(self.values)))
        resumed = self.values.get("cmi.core.exit") == "suspend"
        engine, sends = FLAVOURS[self.flavour]
        return {
            "attempt": self.number,
            "number": len(self.launches) - 1,
            "how": how,
            "engine": engine,
            "sends": sends,
            "late": self.late,
            "modeless": self.modeless,
            "rules": self.rules,
            "address": self.address,
            "store": f"/attempt/{self.number}/store",
            "values": dict(self.values),
            "mode": mode,
            # Who comes back may bring what an earlier launch could not deliver.
            "acted": len(self.launches) > 1,
            "credit": "credit" if mode == "normal" else "no-credit",
            "entry": "resume" if resumed else ("" if self.launches[1:] else "ab-initio"),
            "total_time": timespan(self.seconds),
            "student_id": self.student_id,
            "student_name": self.student_name,
            "mastery_score": "",
        }

    def hear(self, told: dict[str, Any]) -> None:
        """What the page of the LMS says on the console."""
        opened = self.launches[told["launch"]]
        opened.calls += told["calls"]
        opened.marks += told["marks"]
        opened.spoiled += told["spoiled"]
        opened.parcels += told["parcels"]
        opened.refusals = max(opened.refusals, told["refusals"], key=len)

    def take(self, parcel: dict[str, Any]) -> str:
        """Stores what arrived, as far as faults let it; gives the fate: "stored", "cut", "deaf", "out" or "held"."""
        if self.line != "up":
            fate = {"down": "cut"}.get(self.line, self.line)
            self._note(parcel, fate)
            return fate
        if self.shuffle and not self.held and not parcel["finished"]:
            self._note(parcel, "held")
            self.held.append(lambda: self._keep(parcel, stale=True))
            return "held"
        self._keep(parcel, stale=False)
        self.release()
        return "stored"

    def _note(self, parcel: dict[str, Any], fate: str) -> None:
        with self.arrived:
            self.stores.append(
                Store(parcel["launch"], parcel["order"], parcel["values"], bool(parcel["finished"]), fate)
            )
            self.arrived.notify_all()

    def _keep(self, parcel: dict[str, Any], stale: bool) -> None:
        opened = self.launches[parcel["launch"]]
        with self.arrived:
            if stale or parcel["order"] > opened.newest:
                opened.newest = max(opened.newest, parcel["order"])
                self.values = dict(parcel["values"]) if parcel["whole"] else {**self.values, **parcel["values"]}
            if parcel["finished"] and not opened.finished:
                opened.finished = True
                self.seconds += seconds(self.values.get("cmi.core.session_time", "0000:00:00"))
        self._note(parcel, "stored late" if stale else "stored")

    def wait(self, condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        """Waits until an arrival has made `condition` true; else an :class:`AssertionError` says `what`."""
        with self.arrived:
            assert self.arrived.wait_for(condition, patience), f"the LMS never got: {what}"

    def wait_finished(self, launch: int = -1) -> None:
        """Waits until the end of a launch has been stored."""
        self.wait(lambda: self.launches[launch].finished, "LMSFinish")


class FaultyLms(Lms):
    """Serves packages and the page of a faulty LMS. `away`: it cuts every connection, whatever is asked.

    `headers` go with every file, as hospitals' proxies add them.
    """

    def __init__(self, room: Path) -> None:
        self.records: list[Record] = []
        self.away = False
        self.headers: dict[str, str] = {}
        super().__init__(room)
        self._server.RequestHandlerClass = _handler(self._server.RequestHandlerClass, self)

    def admit(self, address: str, **settings: Any) -> Record:
        """A new attempt of a course whose launch page is at `address` (a path, or an URL on another origin)."""
        record = Record(len(self.records), address, **settings)
        self.records.append(record)
        return record

    def door(self, record: Record, how: str = "frame", host: str = "127.0.0.1") -> str:
        """The address that launches an attempt in a `frame` or in a `window` of its own."""
        return f"{self.site(host)}/attempt/{record.number}/{how}/{time.monotonic_ns()}/"

    def hear(self, line: str) -> None:
        """Takes a line of a browser's console, if it is the page of an LMS that speaks."""
        if line.startswith("host {"):
            told = json.loads(line.removeprefix("host "))
            self.records[told["attempt"]].hear(told)

    def answer(self, path: str) -> tuple[bytes, str] | None:
        """The body and type for a GET, or none."""
        parts = [unquote(part) for part in urlsplit(path).path.split("/")[1:]]
        match parts:
            case ["attempt", _, _, _, ""]:
                return (HERE / "host" / "fault-host.html").read_bytes(), TYPES[".html"]
            case ["attempt", number, how, _, "launch.js"]:
                state = json.dumps(self.records[int(number)].open(how))
                return f"globalThis.hostLaunch = {state};".encode(), TYPES[".js"]
            case ["faulty", name]:
                return (HERE / "host" / name).read_bytes(), TYPES[Path(name).suffix]
        return super().answer(path)


def _handler(base: type[BaseHTTPRequestHandler], lms: FaultyLms) -> type[BaseHTTPRequestHandler]:
    class Handler(base):  # type: ignore[valid-type,misc]
        def do_GET(self) -> None:  # noqa: N802
            if lms.away:
                self.close_connection = True
            else:
                super().do_GET()

        do_HEAD = do_GET  # noqa: N815

        def end_headers(self) -> None:
            for name, value in lms.headers.items():
                self.send_header(name, value)
            super().end_headers()

        def do_POST(self) -> None:  # noqa: N802
            body = self.rfile.read(int(self.headers["Content-Length"]))
            record = lms.records[int(self.path.split("/")[2])]
            fate = "cut" if lms.away else record.take(json.loads(body))
            if fate == "cut":
                self.close_connection = True
                return
            self.send_response(403 if fate == "out" else 200)
            self.send_header("Content-Length", "0")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()

    return Handler
