"""A small LMS for play tests: serves packages and the host page on loopback, and keeps each attempt's record.

The host page (`host/`) judges every call; this side only stores what it reports: committed values (nothing
else survives a launch, as in a real LMS), every call, and every refusal.
"""

from __future__ import annotations

import json
import threading
import time
import zipfile
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
NODE_MODULES = HERE.parent / "node_modules"
HOST_FILES = {"scorm12.min.js": NODE_MODULES / "scorm-again" / "dist" / "scorm12.min.js"}
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".webm": "video/webm",
    ".wav": "audio/wav",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".xsd": "application/xml",
}
PATIENCE = 10.0
SUCCESS = ("passed", "completed")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the package, as the recorder saw it; `at` in seconds by the browser's clock."""

    launch: int
    name: str
    args: tuple[str, ...]
    answer: str
    error: str
    at: float


@dataclass(slots=True)
class Launch:
    """One opening of an attempt: what has arrived of it so far."""

    mode: str
    orders: set[int] = field(default_factory=set)
    newest: int = 0
    finished: bool = False
    calls: dict[int, Call] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Attempt:
    """What the LMS keeps of one learner's attempt over its launches. `values` maps elements to committed text."""

    number: int
    address: str
    review_after: tuple[str, ...] = SUCCESS
    forced_mode: str = ""
    student_name: str = "Doe, Jo"
    mastery_score: str = ""
    api: bool = True
    values: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    launches: list[Launch] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def status(self) -> str:
        return self.values.get("cmi.core.lesson_status", "not attempted")

    @property
    def calls(self) -> list[Call]:
        return [launch.calls[n] for launch in self.launches for n in sorted(launch.calls)]

    @property
    def statuses(self) -> list[str]:
        """Every status that was set, in order."""
        sets = [call.args for call in self.calls if call.name == "LMSSetValue"]
        return [value for element, value in sets if element == "cmi.core.lesson_status"]

    @property
    def refusals(self) -> list[str]:
        return [reason for launch in self.launches for reason in launch.refusals]

    @property
    def interactions(self) -> dict[str, dict[str, str]]:
        """Each interaction by its id, in the order of the record: field → text."""
        found: dict[int, dict[str, str]] = {}
        for element, value in self.values.items():
            if element.startswith("cmi.interactions."):
                number, name = element.removeprefix("cmi.interactions.").split(".", 1)
                found.setdefault(int(number), {})[name] = value
        return {found[number]["id"]: found[number] for number in sorted(found)}

    @property
    def record(self) -> dict[str, str]:
        """The committed values without the session's own ones, to compare before and after a launch."""
        passing = {"cmi.core.session_time", "cmi.core.exit"}
        return {element: value for element, value in self.values.items() if element not in passing}

    def mode(self) -> str:
        """Review after success, as Moodle does; normal otherwise."""
        return self.forced_mode or ("review" if self.status in self.review_after else "normal")

    def open(self, how: str) -> dict[str, Any]:
        """Begins a launch and says what the host page must know of it."""
        mode = self.mode()
        with self.arrived:
            self.launches.append(Launch(mode))
        resumed = self.values.get("cmi.core.exit") == "suspend"
        return {
            "number": len(self.launches) - 1,
            "how": how,
            "api": self.api,
            "address": self.address,
            "report": f"/attempt/{self.number}/report",
            "values": dict(self.values),
            "mode": mode,
            "credit": "credit" if mode == "normal" else "no-credit",
            "entry": "resume" if resumed else ("" if self.launches[1:] else "ab-initio"),
            "total_time": timespan(self.seconds),
            "student_id": "learner-1",
            "student_name": self.student_name,
            "mastery_score": self.mastery_score,
        }

    def take(self, report: dict[str, Any]) -> None:
        """Stores a report of the host page; an older one never overwrites a newer one."""
        with self.arrived:
            launch = self.launches[report["launch"]]
            launch.orders.add(report["order"])
            for one in report["calls"]:
                launch.calls[one["n"]] = Call(
                    report["launch"], one["name"], tuple(one["args"]), one["answer"], one["error"], one["at"] / 1000
                )
            reasons = [f"[{one['by']}] {one['reason']}" for one in report["refusals"]]
            launch.refusals = max(launch.refusals, reasons, key=len)
            if "values" in report and report["order"] > launch.newest:
                launch.newest = report["order"]
                self.values = report["values"]
            if report.get("finished"):
                launch.finished = True
                self.seconds += seconds(report["values"].get("cmi.core.session_time", "0000:00:00"))
            self.arrived.notify_all()

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Waits until reports have made `condition` true; after ten seconds an :class:`AssertionError` says `what`."""
        with self.arrived:
            assert self.arrived.wait_for(condition, PATIENCE), f"the host never saw: {what}"

    def wait_finished(self) -> None:
        """Waits for LMSFinish of the latest launch."""
        self.wait(lambda: self.launches[-1].finished, "LMSFinish")


def seconds(span: str) -> float:
    """HHHH:MM:SS.SS in seconds."""
    hours, minutes, rest = span.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def timespan(total: float) -> str:
    """Seconds as HHHH:MM:SS.SS."""
    whole = int(total)
    return f"{whole // 3600:04}:{whole // 60 % 60:02}:{total - whole // 60 * 60:05.2f}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up in the middle of an answer is not an error of the test."""


class Lms:
    """The server. Every host name that resolves to loopback reaches it, so one server plays several sites."""

    def __init__(self, room: Path) -> None:
        self.room = room
        self.attempts: list[Attempt] = []
        self.requests: list[str] = []
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def site(self, host: str = "127.0.0.1") -> str:
        """An origin under which this server answers."""
        return f"http://{host}:{self.port}"

    def install(self, package: Path) -> str:
        """Unzips a package; gives the path of its launch page. Installing it again changes nothing."""
        folder = self.room / package.stem
        if not folder.exists():
            with zipfile.ZipFile(package) as archive:
                archive.extractall(folder)
        return f"/content/{package.stem}/index.html"

    def enrol(self, address: str, **settings: Any) -> Attempt:
        """A new attempt of a course whose launch page is at `address` (a path, or an URL on another origin)."""
        attempt = Attempt(len(self.attempts), address, **settings)
        self.attempts.append(attempt)
        return attempt

    def host_page(self, attempt: Attempt, how: str = "frame", host: str = "127.0.0.1") -> str:
        """The address that launches an attempt in a `frame` or in a `window` of its own."""
        return f"{self.site(host)}/attempt/{attempt.number}/{how}/{time.monotonic_ns()}/"

    def answer(self, path: str) -> tuple[bytes, str] | None:
        """The body and type for a GET, or none."""
        parts = [unquote(part) for part in urlsplit(path).path.split("/")[1:]]
        match parts:
            case ["attempt", _, _, _, ""]:
                return (HERE / "host" / "host.html").read_bytes(), TYPES[".html"]
            case ["attempt", number, how, _, "launch.js"]:
                state = json.dumps(self.attempts[int(number)].open(how))
                return f"globalThis.hostLaunch = {state};".encode(), TYPES[".js"]
            case ["host", name]:
                return _file(HOST_FILES.get(name, HERE / "host" / name))
            case ["content", *rest] if ".." not in rest:
                return _file(self.room.joinpath(*rest))
            case ["favicon.ico"]:  # the browser's own wish, not the page's
                return b"", "image/x-icon"
            case ["closed"]:
                return b"<!DOCTYPE html><html lang=en><title>Closed</title><p>Closed.</p></html>", TYPES[".html"]
        return None


def _file(path: Path) -> tuple[bytes, str] | None:
    if not path.is_file():
        return None
    return path.read_bytes(), TYPES[path.suffix.lower()]


def _handler(lms: Lms) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            lms.requests.append(self.path)
            found = lms.answer(self.path)
            body, kind = found or (b"not found", "text/plain")
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            self._finish(body, kind)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            number = int(self.path.split("/")[2])
            lms.attempts[number].take(json.loads(body))
            self.send_response(HTTPStatus.NO_CONTENT)
            self.send_header("Cache-Control", "no-store")
            self.end_headers()

        def _finish(self, body: bytes, kind: str) -> None:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Silence: the tests speak for themselves."""

    return Handler
