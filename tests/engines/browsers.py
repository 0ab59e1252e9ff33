"""Firefox and WebKit as processes: found, started on a room of their own, listened to, killed.

A room is a folder that outlives the process: what the browser stored is there when it is started again.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wire import OverHttp, OverMarionette, Refused, Wire

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

PATIENCE = 60.0  # seconds to start: a busy machine takes long
LOG = "log.txt"
PHONE = (360, 740)
WEBKIT_WINDOW = Path(__file__).with_name("webkit_window.py")
# The bindings of GTK belong to the system's Python, not to a virtual environment.
SYSTEM_PYTHON = Path("/usr/bin/python3")
BINDINGS = """
import sys
try:
    import gi
    gi.require_version("Gtk", "3.0")
    gi.require_version("WebKit2", "4.1")
except (ImportError, ValueError):
    sys.exit(1)
"""
# Names that lead to loopback, so that one server can be several sites.
SITES = ("lms.test", "portal.test", "content.test", "plain-lms.test")

# Nothing of its own on the screen, on the line or before its first page.
PREFERENCES: dict[str, Any] = {
    "dom.ipc.processPrelaunch.enabled": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.sessionstore.resume_from_crash": False,
    "toolkit.startup.max_resumed_crashes": -1,
    "browser.ml.enable": False,
    "signon.rememberSignons": False,
    "extensions.enabledScopes": 0,
    "network.dns.localDomains": ",".join(SITES),
    "network.proxy.type": 0,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#nothing-is-asked",
    "app.normandy.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.tabs.warnOnClose": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.cosmeticAnimations.enabled": False,
    "ui.prefersReducedMotion": 1,
    # Else a page that nobody has touched is never asked whether it wants to be left.
    "dom.require_user_interaction_for_beforeunload": True,
}
# All that Firefox has written down of the pages: errors, refusals of a policy, and what scripts logged.
SAID = """
const wrong = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError)
  .filter((one) => /^https?:/.test(one.sourceName))
  .map((one) => `${one.category}: ${one.errorMessage} (${one.sourceName}:${one.lineNumber})`);
const storage = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage);
const logged = storage.getEvents().filter((one) => ["error", "warn", "assert"].includes(one.level))
  .filter((one) => /^https?:/.test(one.filename)).map((one) => `${one.level}: ${Array.from(one.arguments).join(" ")}`);
return wrong.concat(logged);
"""
FORGET = """
const done = arguments[arguments.length - 1];
Services.console.reset();
Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage).clearEvents();
Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: () => done(true) });
"""
NARROW = """
const [width, height] = arguments;
const browser = window.gBrowser.selectedBrowser;
Object.assign(browser.style, { maxWidth: `${width}px`, minWidth: `${width}px`, maxHeight: `${height}px` });
"""


@dataclass(slots=True)
class Running:
    """A browser that runs on a room, where LOG holds what its processes print. `engine` is `firefox` or `webkit`."""

    engine: str
    wire: Wire
    process: subprocess.Popen[bytes]
    room: Path
    kind: str = "usual"
    phone: bool = False

    def window(self) -> None:
        """Opens a new window, or a tab where the engine has some, and turns to it."""
        self.wire("SwitchToWindow", handle=self.wire("NewWindow", type="tab")["handle"])
        if self.phone and self.engine == "firefox":
            self._in_chrome(NARROW, *PHONE)

    def said(self) -> list[str]:
        """What went wrong on the console of any page so far."""
        if self.engine == "firefox":
            return list(self._in_chrome(SAID))
        return [line for line in _printed(self.room).splitlines() if re.search(r"CONSOLE .*\b(ERROR|WARN)", line)]

    def forget(self) -> None:
        """Makes a Firefox as new: one empty window, nothing stored, nothing said."""
        used = self.wire("GetWindowHandles")
        self.window()
        kept = self.wire("GetWindowHandle")
        for handle in used:
            self.wire("SwitchToWindow", handle=handle)
            self.wire("CloseWindow")
        self.wire("SwitchToWindow", handle=kept)
        self._in_chrome(FORGET, how="ExecuteAsyncScript")

    def _in_chrome(self, script: str, *arguments: Any, how: str = "ExecuteScript") -> Any:
        self.wire("Marionette:SetContext", value="chrome")
        try:
            return self.wire(how, script=script, args=list(arguments))
        finally:
            self.wire("Marionette:SetContext", value="content")

    def kill(self) -> None:
        """Ends every process of it at once, as a crash or a dead battery does."""
        _end(self.process)
        self.wire.close()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def find_firefox() -> tuple[str, str]:
    """The path of a Firefox, or what is missing."""
    named = os.environ.get("SCORMKIT_FIREFOX")
    found = named or shutil.which("firefox-esr") or shutil.which("firefox")
    return (found, "") if found else ("", "no Firefox: install firefox-esr, or name one in SCORMKIT_FIREFOX")


def find_webkit() -> tuple[str, str]:
    """The path of a WebKitWebDriver, or what is missing."""
    found = os.environ.get("SCORMKIT_WEBKIT_DRIVER") or shutil.which("WebKitWebDriver")
    if not found:
        return "", "no WebKit: install webkit2gtk-driver, or name a WebKitWebDriver in SCORMKIT_WEBKIT_DRIVER"
    if not SYSTEM_PYTHON.exists() or subprocess.run([SYSTEM_PYTHON, "-c", BINDINGS], check=False).returncode:
        return "", "no window for WebKit: install python3-gi and gir1.2-webkit2-4.1"
    if not shutil.which("Xvfb"):
        return "", "no screen for WebKit: install xvfb"
    return found, ""


def _spawn(command: Sequence[str | Path], room: Path, **environment: str) -> subprocess.Popen[bytes]:
    """A process group of its own, whose home is its room."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    homes = {"HOME": str(room), "XDG_RUNTIME_DIR": str(room), "XDG_DATA_HOME": str(room), "XDG_CACHE_HOME": str(room)}
    with (room / LOG).open("ab") as out:
        return subprocess.Popen(
            list(map(str, command)),
            env=kept | homes | environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    """A browser with all its children."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextlib.contextmanager
def _whole(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """A browser that does not come up is not left behind."""
    try:
        yield
    except BaseException:
        _end(process)
        raise


def _printed(room: Path) -> str:
    return (room / LOG).read_text(encoding="utf-8", errors="replace")


def _reach(port: int, process: subprocess.Popen[bytes], room: Path) -> None:
    """Waits until somebody listens."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, _printed(room)[-2000:]
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.03)
        else:
            return
    raise AssertionError(f"the browser did not start: {_printed(room)[-2000:]}")


def _written(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, repr(value)) if isinstance(value, bool | int) else f'"{value}"'


def start_firefox(program: str, room: Path, preferences: Mapping[str, Any]) -> Running:
    """Firefox without a screen, on the profile of a room."""
    port = free_port()
    every = PREFERENCES | preferences | {"marionette.port": port}
    lines = [f'user_pref("{name}", {_written(value)});' for name, value in every.items()]
    (room / "user.js").write_text("\n".join(lines) + "\n", encoding="utf-8")
    process = _spawn(
        [program, "--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", room],
        room,
        MOZ_CRASHREPORTER_DISABLE="1",
    )
    with _whole(process):
        _reach(port, process, room)
        wire = OverMarionette(port)
        wire.start({})
    return Running("firefox", wire, process, room)


def start_webkit(program: str, room: Path, display: str, lacking: Iterable[str]) -> Running:
    """WebKit in a window like a phone's on the screen `display`; `lacking` are options of webkit_window.py."""
    port = free_port()
    process = _spawn(
        [program, f"--port={port}"],
        room,
        DISPLAY=display,
        GDK_BACKEND="x11",
        NO_AT_BRIDGE="1",
        LIBGL_ALWAYS_SOFTWARE="1",
        WEBKIT_DISABLE_DMABUF_RENDERER="1",
    )
    arguments = [str(WEBKIT_WINDOW), str(room), *lacking]
    with _whole(process):
        _reach(port, process, room)
        wire = OverHttp(port)
        try:
            wire.start({"webkitgtk:browserOptions": {"binary": str(SYSTEM_PYTHON), "args": arguments}})
        except Refused as refused:
            raise AssertionError(f"{refused}\n{_printed(room)[-2000:]}") from None
    return Running("webkit", wire, process, room)
