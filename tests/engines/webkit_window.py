"""A WebKit with the size of a phone, for WebKitWebDriver to drive: one page a window, and nothing around it.

Run by the system's Python, which has the bindings: ``python3 webkit_window.py ROOM [--bare] [--refusing] [--private]``.
It stands in for MiniBrowser, which forgets its storage while it is automated and is never as narrow as a phone. `ROOM`
keeps cookies and databases over runs. ``--bare`` is a phone's app around WebKit: no print, and leaving asks nothing;
``--refusing`` throws where a page asks for storage; ``--private`` keeps it in memory alone.
"""

from __future__ import annotations

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

WIDTH, HEIGHT = 360, 740
BARE = """
delete window.print;
delete Window.prototype.print;
Object.defineProperty(window, "onbeforeunload", { set() {}, get: () => null });
const listen = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (kind, ...rest) {
  if (kind !== "beforeunload") listen.call(this, kind, ...rest);
};
"""
REFUSING = """
for (const name of ["indexedDB", "localStorage", "sessionStorage"]) {
  const get = () => { throw new DOMException("The operation is insecure.", "SecurityError"); };
  Object.defineProperty(window, name, { get });
}
"""


class Windows:
    """The windows of one run of the browser."""

    def __init__(self, room: str, lacking: list[str]) -> None:
        if "--private" in lacking:
            manager = WebKit2.WebsiteDataManager.new_ephemeral()
        else:
            folders = {"base_data_directory": f"{room}/data", "base_cache_directory": f"{room}/cache"}
            manager = WebKit2.WebsiteDataManager(**folders)
        self.context = WebKit2.WebContext(website_data_manager=manager)
        self.context.set_automation_allowed(True)
        self.context.connect("automation-started", self.automated)
        self.settings = WebKit2.Settings(
            enable_write_console_messages_to_stdout=True, javascript_can_open_windows_automatically=True
        )
        self.content = WebKit2.UserContentManager()
        frames, start = WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START
        for option, script in (("--bare", BARE), ("--refusing", REFUSING)):
            if option in lacking:
                self.content.add_script(WebKit2.UserScript(script, frames, start, None, None))

    def automated(self, context: WebKit2.WebContext, session: WebKit2.AutomationSession) -> None:
        session.connect("create-web-view", lambda *_: self.show())

    def show(self, opener: WebKit2.WebView | None = None) -> WebKit2.WebView:
        if opener is None:
            origin = {"web_context": self.context, "is_controlled_by_automation": True}
        else:
            origin = {"related_view": opener}
        view = WebKit2.WebView(settings=self.settings, user_content_manager=self.content, **origin)
        window = Gtk.Window()
        window.set_default_size(WIDTH, HEIGHT)
        window.add(view)
        window.show_all()
        view.connect("create", lambda opener, action: self.show(opener))
        view.connect("close", lambda view: window.destroy())
        return view


if __name__ == "__main__":
    windows = Windows(sys.argv[1], sys.argv[2:])
    Gtk.main()
