"""Browsers for walks: contexts of one that runs, and a browser of its own on a profile that outlives being killed."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, BrowserType

PATIENCE = 10_000
START = 30.0
# The page renders nothing for a learner who must wait for animations.
OPTIONS: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}


class Device(Protocol):
    """A browser with its disk, as one learner after another finds it."""

    can_be_killed: bool

    @property
    def context(self) -> BrowserContext: ...

    def kill(self) -> None: ...

    def close(self) -> None: ...


def prepare(context: BrowserContext, hear: Callable[[str], None]) -> BrowserContext:
    """What every context of a walk has: short patience, ears on the console, and a look into the course."""
    context.set_default_timeout(PATIENCE)
    context.on("console", lambda line: hear(line.text))
    context.add_init_script(LOOK)
    return context


# The state that the page works on, caught where it is drawn.
LOOK = """document.addEventListener("DOMContentLoaded", () => {
  const kit = globalThis.scormkit;
  if (!kit || !kit.view) return;
  const draw = kit.view.renderFrame;
  kit.view.renderFrame = (model) => { globalThis.walkModel = model; return draw(model); };
});"""


class Window:
    """A context of the browser that all tests share. Frames of other sites get no disk.

    A page stays open in it: a browser that must open a window for each page takes twice the time. It serves one walk
    after another, each with learners of its own; who changes it for good (`alone`) takes it along.
    """

    can_be_killed = False

    def __init__(self, browser: Browser, hear: Callable[[str], None]) -> None:
        self.context = prepare(browser.new_context(**OPTIONS), hear)
        self.context.new_page()
        self.taken = False
        self.alone = False

    def take(self, *, alone: bool) -> Window:
        self.taken, self.alone = True, alone
        return self

    def kill(self) -> None:
        raise AssertionError("others need this browser")

    def close(self) -> None:
        """Closes every window; the context waits for the next walk."""
        if self.alone:
            self.context.close()
            return
        self.context.set_offline(False)
        for page in self.context.pages[1:]:
            page.close()
        self.taken = False


@dataclass(slots=True)
class Windows:
    """The contexts of a browser: a walk gets one that no other has."""

    browser: Browser
    hear: Callable[[str], None]
    made: list[Window] = field(default_factory=list)

    def take(self, *, alone: bool = False) -> Window:
        free = [] if alone else [window for window in self.made if not window.taken]
        window = free[0] if free else Window(self.browser, self.hear)
        if not free and not alone:
            self.made.append(window)
        return window.take(alone=alone)


class Workstation:
    """A browser of its own on a profile: SIGKILL ends it, and the next context is a new browser on the same disk."""

    can_be_killed = True

    def __init__(
        self,
        kind: BrowserType,
        program: str,
        arguments: tuple[str, ...],
        profile: Path,
        hear: Callable[[str], None],
    ) -> None:
        self._kind = kind
        self._command = [
            program,
            "--headless=new",
            *arguments,
            f"--user-data-dir={profile}",
            "--remote-debugging-port=0",
            "--no-default-browser-check",
            "--hide-crash-restore-bubble",
            "--disable-popup-blocking",
            "about:blank",
        ]
        self._port = profile / "DevToolsActivePort"
        self._hear = hear
        self._process: subprocess.Popen[bytes] | None = None
        self._browser: Browser | None = None
        self._context: BrowserContext | None = None

    @property
    def context(self) -> BrowserContext:
        """The context on the profile; starts the browser where it does not run."""
        if self._context is None:
            self._port.unlink(missing_ok=True)
            self._process = subprocess.Popen(
                self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
            )
            self._browser = self._kind.connect_over_cdp(f"http://127.0.0.1:{self._wait()}")
            self._context = prepare(self._browser.contexts[0], self._hear)
        return self._context

    def _wait(self) -> int:
        until = time.monotonic() + START
        while time.monotonic() < until:
            if self._port.is_file() and "\n" in (text := self._port.read_text()):
                return int(text.splitlines()[0])
            time.sleep(0.02)
        raise AssertionError("the browser did not start")

    def kill(self) -> None:
        """As a crash of the machine would: nothing is flushed. Only the browser that was started here."""
        process, self._process, self._context = self._process, None, None
        browser, self._browser = self._browser, None
        if process is not None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        if browser is not None:
            browser.close()

    def close(self) -> None:
        """Closes every window; the browser runs on for the next walk."""
        if self._context is None:
            return
        self._context.set_offline(False)
        for page in self._context.pages[1:]:
            page.close()
