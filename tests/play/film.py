"""A film of some seconds, made by the browser itself: no test keeps one, and nobody needs a program for films."""

from __future__ import annotations

import base64
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RECORD = """async (seconds) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
  const pen = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const over = new Promise((resolve) => { recorder.onstop = resolve; });
  const paint = setInterval(() => {
    pen.fillStyle = `hsl(${performance.now() / 20 % 360} 60% 50%)`;
    pen.fillRect(0, 0, 160, 90);
  }, 50);
  recorder.start();
  setTimeout(() => recorder.stop(), seconds * 1000);
  await over;
  clearInterval(paint);
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}"""
INFO = b"\x15\x49\xa9\x66"
DURATION = b"\x44\x89\x88"


def record(browser: Browser, seconds: float) -> bytes:
    """A WebM film. A recorder does not write how long a film is; that is put in (Matroska: Segment, Info, Duration)."""
    page = browser.new_page()
    film = base64.b64decode(page.evaluate(RECORD, seconds))
    page.close()
    at = film.index(INFO) + len(INFO)
    width = 9 - film[at].bit_length()
    size = int.from_bytes(film[at : at + width], "big") - (1 << 7 * width)
    more = DURATION + struct.pack(">d", seconds * 1000)
    longer = (size + len(more) + (1 << 7 * width)).to_bytes(width, "big")
    end = at + width + size
    return film[:at] + longer + film[at + width : end] + more + film[end:]
