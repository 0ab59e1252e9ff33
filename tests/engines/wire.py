"""Two ways to speak WebDriver (W3C): over HTTP, as WebKitWebDriver does, and as Marionette, which is inside Firefox.

Both take the same commands by the same names, so that whoever plays need not know which engine it is. Nothing here
waits, and nothing interprets an answer: a command gives what the engine said, or raises :class:`Refused`.
"""

from __future__ import annotations

import http.client
import json
import socket
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE = 60.0  # seconds for one command, starting a session included

# A command by its name in Marionette → how the same stands in HTTP; {names} come out of its parameters.
OVER_HTTP = {
    "NewSession": ("POST", "/session"),
    "Navigate": ("POST", "/url"),
    "Refresh": ("POST", "/refresh"),
    "FindElements": ("POST", "/elements"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "ExecuteAsyncScript": ("POST", "/execute/async"),
    "SwitchToFrame": ("POST", "/frame"),
    "SwitchToWindow": ("POST", "/window"),
    "NewWindow": ("POST", "/window/new"),
    "CloseWindow": ("DELETE", "/window"),
    "GetWindowHandle": ("GET", "/window"),
    "GetWindowHandles": ("GET", "/window/handles"),
    "GetAlertText": ("GET", "/alert/text"),
    "AcceptAlert": ("POST", "/alert/accept"),
    "TakeScreenshot": ("GET", "/screenshot"),
}


class Refused(Exception):
    """The engine answered a command with an error: `kind` as WebDriver names it (`no such element`…)."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind


class OverHttp:
    """A session with a driver that listens on a port of loopback."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._session = ""

    def start(self, capabilities: Mapping[str, Any]) -> None:
        made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self._session = f"/session/{made['sessionId']}"

    def __call__(self, command: str, **parameters: Any) -> Any:
        method, path = OVER_HTTP[command]
        address = self._session + path.format(**parameters)
        return self._ask(method, address, parameters if method == "POST" else None)

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        self._connection.request(
            method, path, None if body is None else json.dumps(body), {"Content-Type": "application/json"}
        )
        value = json.loads(self._connection.getresponse().read())["value"]
        if isinstance(value, dict) and "error" in value:
            raise Refused(value["error"], value.get("message", ""))
        return value

    def close(self) -> None:
        self._connection.close()


class OverMarionette:
    """A session with Firefox itself: numbered JSON, each message with its length before it."""

    def __init__(self, port: int) -> None:
        self._line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._answers = self._line.makefile("rb")
        self._number = 0
        self._read()  # Firefox says first who it is

    def start(self, capabilities: Mapping[str, Any]) -> None:
        self("NewSession", **capabilities)

    def __call__(self, command: str, **parameters: Any) -> Any:
        self._number += 1
        name = command if ":" in command else f"WebDriver:{command}"
        message = json.dumps([0, self._number, name, parameters]).encode()
        self._line.sendall(b"%d:%s" % (len(message), message))
        _, number, error, value = self._read()
        assert number == self._number, "Firefox answered another question"
        if error:
            raise Refused(error["error"], error["message"])
        return value["value"] if isinstance(value, dict) and set(value) == {"value"} else value

    def _read(self) -> Any:
        length = b""
        while (digit := self._answers.read(1)) != b":":
            if not digit:
                raise ConnectionResetError("Firefox is gone")
            length += digit
        return json.loads(self._answers.read(int(length)))

    def close(self) -> None:
        self._answers.close()
        self._line.close()


Wire = OverHttp | OverMarionette
