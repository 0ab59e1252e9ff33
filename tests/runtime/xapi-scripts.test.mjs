// The driver's scripts as text: what they must not contain, and how much they may weigh.
import assert from "node:assert/strict";
import test from "node:test";
import { deflateRawSync } from "node:zlib";

import { XAPI, bytes, source } from "./load.mjs";

const code = (path) => source(path).replace(/(^|\s)\/\/ .*/g, "");
const forbidden = /\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|XMLHttpRequest|sendBeacon|WebSocket|localStorage|sessionStorage|cookie|(?<!-)alert\(|confirm\(|randomUUID|subtle|locks|clipboard|new Function|import\()|"unload"|\.style\b|console\./;

for (const path of XAPI) {
  test(`${path} asks for nothing that a page on plain HTTP may not have`, () => assert.doesNotMatch(code(path), forbidden));

  test(`${path} has no more than 250 lines of 125 characters`, () => {
    const lines = source(path).trimEnd().split("\n");
    assert.ok(lines.length <= 250, `${lines.length} lines`);
    assert.deepEqual(lines.filter((line) => line.length > 125), []);
  });
}

test("one script asks the network, and none the disk or the clock", () => {
  const users = (pattern) => XAPI.filter((path) => pattern.test(code(path))).map((path) => path.split("/").at(-1));
  assert.deepEqual(users(/\bfetch\(/), ["lrs.js"]);
  assert.deepEqual(users(/\bindexedDB\b/), []);
  assert.deepEqual(users(/Date\.now\(|new Date\(\)|performance\./), []);
});

test("nothing that an error says is kept", () => {
  for (const path of XAPI) assert.doesNotMatch(code(path), /error\.message|String\(error\)|\+ error\b/);
});

test("the driver stays small", (context) => {
  const size = XAPI.reduce((total, path) => total + deflateRawSync(bytes(path), { level: 9 }).length, 0);
  context.diagnostic(`scripts of the xAPI driver: ${size} bytes deflated`);
  assert.ok(size < 14.75 * 1024, `${size} bytes`);
});
