"""HTTP/1.1 on loopback: reads whole requests, writes whole answers, and lets go of every connection when told to."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from scormkit.preview.xapi.exchange import Answer

# Gives the answer to a request (method, target, headers, body), or None to hang up without one.
Answering = Callable[[str, str, Mapping[str, str], bytes], Answer | None]

LOOPBACK = "127.0.0.1"


class Server(ThreadingHTTPServer):
    """A thread for each connection, all of which :meth:`close` ends."""

    daemon_threads = True
    request_queue_size = 128
    # On Windows this would let two servers share one port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, hosts: frozenset[str], limit: int, answering: Answering) -> None:
        self.hosts = hosts
        self.limit = limit
        self.answering = answering
        self._open: dict[threading.Thread, socket.socket] = {}
        super().__init__((LOOPBACK, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Starts the thread of a connection and remembers both."""
        thread = threading.Thread(target=self._serve, args=(request, client_address), daemon=True)
        self._open[thread] = request
        thread.start()

    def _serve(self, request: Any, client_address: Any) -> None:
        try:
            self.process_request_thread(request, client_address)
        finally:
            self._open.pop(threading.current_thread(), None)

    def close(self) -> None:
        """Stops listening, breaks every connection, and waits until the requests at work have ended."""
        self.shutdown()
        self.server_close()
        for thread, connection in list(self._open.items()):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "scormkit"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body leave in one piece
    timeout = 60

    def handle(self) -> None:
        # The other side hangs up when it likes.
        with suppress(ConnectionError):
            super().handle()

    def _any(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        refusal = self._unreadable(headers)
        if refusal is not None:
            self.close_connection = True
            self._write(refusal)
            return
        length = int(headers.get("content-length", "0"))
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True
            return
        answer = self.server.answering(self.command, self.path, headers, body)
        if answer is None:
            self.close_connection = True
        else:
            self._write(answer)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do_OPTIONS = do_PATCH = do_TRACE = _any  # noqa: N815

    def _unreadable(self, headers: Mapping[str, str]) -> Answer | None:
        """What to say where the body cannot be read, or where a page of another site found its way here by a name."""
        name = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
        if name.lower() not in self.server.hosts:
            return _short(421, "this host is not served here")
        if "transfer-encoding" in headers:
            return _short(411, "send Content-Length")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return _short(400, "Content-Length is no number")
        if len(length) > 18 or int(length) > self.server.limit:
            return _short(413, f"the body has more than {self.server.limit} bytes")
        return None

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            # What a client once sent comes back in some of them (Origin, the type of a document).
            self.send_header(name, value.replace("\r", " ").replace("\n", " "))
        if answer.status != 204:
            self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD" and answer.status != 204:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a preview's output is its result."""


def _short(status: int, reason: str) -> Answer:
    return Answer(status, reason.encode("utf-8") + b"\n", {"Content-Type": "text/plain; charset=utf-8"})
