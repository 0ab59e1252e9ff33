"""A small learning record store (xAPI 1.0.3 and 2.0) over real HTTP, for previews and tests: loopback only.

It keeps statements, state and profiles in one SQLite file and survives being stopped and started again. It checks
what it takes as strictly as the standard allows, so that a package which it accepts is accepted elsewhere.
"""

from __future__ import annotations

import base64
import secrets
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Self
from uuid import UUID, uuid4

from scormkit.preview.xapi.door import PREFIX, USER, Door
from scormkit.preview.xapi.exchange import Answer, Desk, Request
from scormkit.preview.xapi.server import LOOPBACK, Server
from scormkit.preview.xapi.storage import Storage

__all__ = ["Answer", "Lrs", "Request"]

# Sees every exchange after the work is done; what it returns is sent, and for None the connection is cut instead.
Watch = Callable[[Request, Answer], Answer | None]


class Lrs:
    """A learning record store that can be started and stopped.

    ``path``: the SQLite file; None keeps records in memory until :meth:`stop`.
    ``port``: 0 takes a free one at the first start and keeps it for the next.
    ``now``: the clock. ``new_id``: where ids of statements come from that have none.
    ``key``: the password; without it a random one is made. ``hosts``: the names by which it may be called.
    ``page``: most statements in one answer. ``limit``: most bytes in one request. ``watch``: see :data:`Watch`.
    """

    user = USER

    def __init__(
        self,
        path: Path | None = None,
        port: int = 0,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], UUID] = uuid4,
        key: str | None = None,
        hosts: tuple[str, ...] = (LOOPBACK, "localhost"),
        page: int = 200,
        limit: int = 16 * 1024 * 1024,
        watch: Watch | None = None,
    ) -> None:
        self.path = path
        self.port = port
        self.key = key or secrets.token_urlsafe(24)
        self._now = now
        self._new_id = new_id
        self._hosts = frozenset(host.lower() for host in hosts)
        self._page = page
        self._limit = limit
        self._watch = watch
        self._server: Server | None = None
        self._storage: Storage | None = None

    @property
    def endpoint(self) -> str:
        """The address for launches and clients, with its last slash."""
        return f"http://{LOOPBACK}:{self.port}{PREFIX}"

    @property
    def authorization(self) -> str:
        """The value of the header ``Authorization``, which is also the launch parameter ``auth``."""
        return "Basic " + base64.b64encode(f"{self.user}:{self.key}".encode()).decode("ascii")

    @property
    def is_running(self) -> bool:
        """Whether it answers."""
        return self._server is not None

    def start(self) -> Self:
        """Opens the file and listens. Raises :class:`OSError` where the port is taken."""
        if self._server is not None:
            return self
        storage = Storage(self.path)
        try:
            door = Door(Desk(storage, self._now, self._new_id, self._page), self.key)
            server = Server(self.port, self._hosts, self._limit, self._answering(door))
        except BaseException:
            storage.close()
            raise
        self._storage, self._server = storage, server
        self.port = server.server_port
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True, name="lrs").start()
        return self

    def stop(self) -> None:
        """Breaks every connection and closes the file; a request at work is finished first, its answer lost."""
        server, self._server = self._server, None
        storage, self._storage = self._storage, None
        if server is not None:
            server.close()
        if storage is not None:
            storage.close()

    def texts(self) -> list[str]:
        """Every statement in the order stored, voided ones too, as text; none while it is stopped."""
        if self._storage is None:
            return []
        with self._storage.reading() as records:
            return [text for (text,) in records.execute("SELECT text FROM statements ORDER BY seq")]

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def _answering(self, door: Door) -> Callable[[str, str, Mapping[str, str], bytes], Answer | None]:
        def answering(method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer | None:
            request, answer = door.answer(method, target, headers, body)
            return self._watch(request, answer) if self._watch else answer

        return answering
