"""A line to an LRS that fails on a script: it stands in front of a real one, on real HTTP, and spoils answers.

Each request has a kind (:func:`kind_of`); a fault names the kinds that it strikes, how, and how often.
"""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

PREFIX = "/xapi/"
PORTAL = b"<!DOCTYPE html><html lang=en><title>Guest network</title><p>Please accept the terms.</p></html>"
# What a page of another origin must be allowed, or its browser hides the answer from it.
SHOWN = {"Access-Control-Expose-Headers": "ETag, Retry-After, X-Experience-API-Version"}
HOP = ("connection", "keep-alive", "content-length", "transfer-encoding", "date", "server")
SILENCE = 60.0
KINDS = ("about", "statements/POST", "statements/PUT", "statements/GET", "state/GET", "state/PUT")
WRITES = ("statements/POST", "statements/PUT", "state/PUT")


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a line fails. `times` below nought is for always; `skip` so many requests pass before.

    `how`: "status" (`status` instead of doing anything, `headers` beside), "half" (done, half of the answer comes),
    "silent" (nothing is done, nothing answered), "cut" (nothing is done, the connection breaks), "lost" (done, the
    connection breaks before the answer), "slow" (done after `delay` seconds), "portal" (200 and a page of HTML that
    nobody asked for; `headers` may let scripts read it).
    """

    how: str
    kinds: tuple[str, ...] = KINDS
    times: int = 1
    skip: int = 0
    status: int = 503
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 1.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request as the proxy saw it; `struck` is the fault that hit it, `status` what the LRS itself said (or 0)."""

    kind: str
    at: float
    struck: str
    status: int
    size: int
    body: bytes = b""


def kind_of(method: str, target: str) -> str:
    """The kind of a request: "state/PUT" and the like; "preflight" for what the browser asks on its own account."""
    if method == "OPTIONS":
        return "preflight"
    resource = urlsplit(target).path.removeprefix(PREFIX)
    short = {"activities/state": "state"}.get(resource, resource)
    return short if short == "about" else f"{short}/{method}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, proxy: LrsProxy, port: int) -> None:
        self.proxy = proxy
        self.open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up may."""


class LrsProxy:
    """Listens on loopback in front of the LRS at `upstream` (its port); the port stays the same while refused."""

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
        self.exchanges: list[Exchange] = []
        self._faults: list[Fault] = []
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._server: _Server | None = None
        self.port = 0
        self.listen()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    def script(self, *faults: Fault) -> None:
        """Adds faults, which strike in this order."""
        with self._lock:
            self._faults += faults

    def calm(self) -> None:
        """Every fault ends, silences included, and connections are taken again."""
        with self._lock:
            self._faults.clear()
        self._over.set()
        self._over = threading.Event()
        self.listen()

    def is_failing(self) -> bool:
        """Whether a fault has struck or may strike since the line was last calm."""
        return bool(self._faults) or self._server is None

    def listen(self) -> None:
        if self._server is None:
            self._server = _Server(self, self.port)
            self.port = self._server.server_port
            threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def refuse(self) -> None:
        """Connections are refused until :meth:`calm` or :meth:`listen`."""
        if self._server is not None:
            server, self._server = self._server, None
            server.shutdown()
            server.server_close()
            for connection in list(server.open):
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    close = refuse

    def strike(self, kind: str) -> Fault | None:
        """The fault for a request of this kind, used up by one."""
        with self._lock:
            for at, fault in enumerate(self._faults):
                if kind not in fault.kinds or fault.times == 0:
                    continue
                if fault.skip > 0:
                    self._faults[at] = replace(fault, skip=fault.skip - 1)
                    continue
                self._faults[at] = replace(fault, times=fault.times - 1)
                return fault
        return None

    def note(self, kind: str, struck: str, status: int, body: bytes) -> None:
        self.exchanges.append(Exchange(kind, time.monotonic(), struck, status, len(body), body))

    def sent(self) -> list[str]:
        """The id of every statement that came over the line, as often as it came."""
        bodies = [one.body for one in self.exchanges if one.kind in ("statements/POST", "statements/PUT")]
        return [one["id"] for body in bodies for one in _listed(body)]

    def rest(self, seconds: float) -> None:
        """Waits, but not beyond the end of the faults."""
        self._over.wait(seconds)


def _listed(body: bytes) -> list[dict[str, Any]]:
    found = json.loads(body or b"[]")
    return found if isinstance(found, list) else [found]


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        self.server.open.add(self.connection)

    def finish(self) -> None:
        self.server.open.discard(self.connection)
        with suppress(OSError):
            super().finish()

    def any(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = kind_of(self.command, self.path)
        fault = self.server.proxy.strike(kind)
        with suppress(OSError, http.client.HTTPException):
            getattr(self, fault.how if fault else "through")(kind, body, fault)

    do_GET = do_PUT = do_POST = do_DELETE = do_OPTIONS = do_HEAD = any  # noqa: N815

    def through(self, kind: str, body: bytes, fault: Fault | None) -> None:
        status, headers, text = self.ask(kind, body, fault)
        self.tell(status, headers, text)

    def status(self, kind: str, body: bytes, fault: Fault) -> None:
        self.server.proxy.note(kind, fault.how, 0, body)
        self.tell(fault.status, self.crossing() | fault.headers, b"a fault\n")

    def portal(self, kind: str, body: bytes, fault: Fault) -> None:
        self.server.proxy.note(kind, fault.how, 0, body)
        self.tell(200, {"Content-Type": "text/html; charset=utf-8"} | fault.headers, PORTAL)

    def slow(self, kind: str, body: bytes, fault: Fault) -> None:
        self.server.proxy.rest(fault.delay)
        self.through(kind, body, fault)

    def silent(self, kind: str, body: bytes, fault: Fault) -> None:
        self.server.proxy.note(kind, fault.how, 0, body)
        self.server.proxy.rest(SILENCE)
        self.hang_up()

    def cut(self, kind: str, body: bytes, fault: Fault) -> None:
        self.server.proxy.note(kind, fault.how, 0, body)
        self.hang_up()

    def lost(self, kind: str, body: bytes, fault: Fault) -> None:
        self.ask(kind, body, fault)
        self.hang_up()

    def half(self, kind: str, body: bytes, fault: Fault) -> None:
        status, headers, text = self.ask(kind, body, fault)
        self.tell(status, headers, text[: len(text) // 2], promised=len(text) or 10)
        self.hang_up()

    def ask(self, kind: str, body: bytes, fault: Fault | None) -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection("127.0.0.1", self.server.proxy.upstream, timeout=30)
        try:
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
            line.request(self.command, self.path, body or None, headers)
            answer = line.getresponse()
            text = answer.read()
        finally:
            line.close()
        self.server.proxy.note(kind, fault.how if fault else "", answer.status, body)
        return answer.status, {n: v for n, v in answer.getheaders() if n.lower() not in HOP}, text

    def crossing(self) -> dict[str, str]:
        origin = self.headers.get("Origin")
        return {"Access-Control-Allow-Origin": origin, **SHOWN} if origin else {}

    def tell(self, status: int, headers: dict[str, str], text: bytes, promised: int | None = None) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204 or promised:
            self.send_header("Content-Length", str(len(text) if promised is None else promised))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)
        self.wfile.flush()

    def hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:
        """Silence: the tests speak for themselves."""
