// The shared name: words, log, windows; and what no script of a package may contain.
import assert from "node:assert/strict";
import test from "node:test";
import { deflateRawSync } from "node:zlib";

import { ALL, FEATURES, QUESTIONS, XAPI, bytes, load, pure, source, words } from "./load.mjs";

test("words are filled in, and a missing word shows its key", () => {
  const { word, speak } = pure();
  speak({ place: "Page {n} of {total}", odd: "{other}" });
  assert.equal(word("place", { n: 3, total: 9 }), "Page 3 of 9");
  assert.equal(word("odd", { n: 3 }), "{other}");
  assert.equal(word("absent"), "absent");
});

test("the list of words holds every word that a script shows, and no other", () => {
  const code = [...ALL, ...XAPI].map(source).join("\n");
  const composed = [...["acknowledge", "pages", "post-test", "claim", "record"].map((gate) => `lock.${gate}`),
    ...["claimed", "declined", "participation", "expired"].map((kind) => `recorded.${kind}`)];
  const shown = (key) => composed.includes(key) || code.includes(`"${key}"`);
  assert.deepEqual(Object.keys(words()).filter((key) => !shown(key)), []);
  const asked = Array.from(code.matchAll(/(?:word|say)\("([\w.-]*\w)"/g), ([, key]) => key);
  assert.deepEqual(asked.concat(composed).filter((key) => !(key in words())), []);
});

test("the log is bounded and its lines are short", () => {
  const { log, entries } = pure();
  for (let line = 0; line < 5000; line += 1) log("call", "x".repeat(5000));
  assert.ok(entries().length <= 400);
  assert.ok(entries()[0].detail.length <= 120);
});

// What one script may use, because it goes on where that is missing or refused.
const allowed = { "runtime/journal.js": /\bindexedDB\b/g, "runtime/kit.js": /\bclipboard\b/g,
  "runtime/drivers/scorm12-api.js": /\bfetch\b/g };
const forbidden = /\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\b(?!-)|fetch|XMLHttpRequest|sendBeacon|WebSocket|localStorage|sessionStorage|indexedDB|(?<!-)alert\(|confirm\(|randomUUID|subtle|clipboard|new Function|import\()|"unload"|\.style\b/;

for (const path of [...new Set([...ALL, ...QUESTIONS, ...FEATURES])]) {
  test(`${path} asks for nothing that a hospital's LMS may not have, and puts no markup into the page`, () => {
    assert.doesNotMatch(source(path).replace(/(^|\s)\/\/ .*/g, "").replace(allowed[path] || "", ""), forbidden);
  });

  test(`${path} has no more than 250 lines of 125 characters`, () => {
    const lines = source(path).trimEnd().split("\n");
    assert.ok(lines.length <= 250, `${lines.length} lines`);
    assert.deepEqual(lines.filter((line) => line.length > 125), []);
  });
}

test("the clock is read by the glue alone", () => {
  const others = ALL.filter((path) => !path.endsWith("session.js"));
  assert.deepEqual(others.filter((path) => /Date\.now\(|new Date\(\)|performance\./.test(source(path))), []);
});

test("all scripts together stay small", (context) => {
  const size = ALL.reduce((total, path) => total + deflateRawSync(bytes(path), { level: 9 }).length, 0);
  context.diagnostic(`scripts of a package: ${size} bytes deflated one by one`);
  assert.ok(size < 33 * 1024);
});

// ---- windows

function frame(parent, own = {}) {
  const win = { setTimeout: (act) => queueMicrotask(act), ...own };
  win.window = win;
  win.parent = parent || win;
  return win;
}

const seek = (win) => load(win, ["runtime/kit.js", "runtime/drivers/scorm12-api.js"]).lms.seek((each) => each.API);
const foreign = (parent) => {
  const win = frame(parent);
  Object.defineProperty(win, "API", { get() { throw new Error("Blocked a frame of another origin"); } });
  return win;
};

test("a host is found in this window, a parent, a parent of a parent", async () => {
  const top = frame(null, { API: "top" });
  assert.equal(await seek(frame(frame(top))), "top");
  assert.equal(await seek(top), "top");
});

test("the nearest host wins", async () => {
  assert.equal(await seek(frame(frame(frame(null, { API: "far" }), { API: "near" }))), "near");
});

test("a host is found in the opener, its parents, and the opener of a parent", async () => {
  const lms = frame(frame(null, { API: "lms" }));
  assert.equal(await seek(frame(null, { opener: lms })), "lms");
  assert.equal(await seek(frame(frame(null, { opener: lms }))), "lms");
});

test("a window of another origin throws and is passed over", async () => {
  assert.equal(await seek(frame(foreign(frame(null, { API: "above" })))), "above");
  assert.equal(await seek(frame(null, { opener: foreign(null) })), null);
});

test("a parent that throws at every touch ends the climb and no more", async () => {
  const hostile = new Proxy({}, { get() { throw new Error("no"); } });
  assert.equal(await seek(frame(hostile)), null);
});

test("a host that appears late is found, one that never comes is given up", async () => {
  const top = frame(null);
  let looks = 0;
  Object.defineProperty(top, "API", { get: () => ((looks += 1) > 8 ? "late" : undefined) });
  assert.equal(await seek(frame(top)), "late");
  assert.equal(await seek(frame(frame(null))), null);
});

test("a window by itself does not wait for a host", async () => {
  let waited = 0;
  const win = frame(null, { setTimeout: () => { waited += 1; } });
  assert.equal(await seek(win), null);
  assert.equal(waited, 0);
});

test("windows that are their own grandparents do not hang the search", async () => {
  const one = frame(null);
  one.parent = frame(one);
  assert.equal(await seek(one), null);
});
