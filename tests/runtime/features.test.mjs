// What only some courses need: gates that features add, and what they keep in the state.
import assert from "node:assert/strict";
import test from "node:test";

import { course, finished } from "./course.mjs";
import { PURE, load, source } from "./load.mjs";

const feature = (name) => `runtime/features/${name}.js`;
const NAMES = ["kept", "claim", "audience", "pre-test", "media", "time", "evaluation"];

// The scripts of a course that uses these features, in front of no page.
function kitWith(...names) {
  const window = { setTimeout() {}, document: { getElementById: () => null, querySelector: () => null, querySelectorAll: () => [] } };
  window.window = window;
  const kit = load(window, PURE);
  kit.view = { renderFrame() {}, renderClaim() {}, problem() {} };
  kit.acts = { acknowledge() {}, claim() {}, claimNone() {}, working: () => true, hasExpired: () => false, isOpen: () => true };
  kit.keeper = () => ({ reach() {} });
  return load(window, NAMES.filter((name) => names.includes(name)).map(feature));
}

const FILMS = [{ src: "media/a.mp4", key: "aaa", pages: ["page-1"] }, { src: "media/b.mp4", key: "bbb", pages: ["page-2"] }];
const demanding = (more = {}) => {
  const data = course({ gates: ["profession", "acknowledge", "pre-test", "pages", "media", "time", "post-test", "evaluation", "claim"],
    films: FILMS, minimum: 600, ...more });
  data.sections.splice(1, 0, { id: "quiz-before", kind: "quiz", quiz: "before", key: "Qx0" });
  data.sections.splice(-3, 0, { id: "quiz-after", kind: "quiz", quiz: "after", key: "Qx2" });
  for (const [id, key, role] of [["before", "Qx0", "pre-test"], ["after", "Qx2", "evaluation"]]) {
    data.quizzes.push({ id, key, role, passing: 0, attempts: 1, feedback: "after-last", questions: [] });
  }
  return data;
};
const RECORDING = { mode: "normal", credit: true, recorded: false };
const kit = kitWith(...NAMES);
const { progress, merging } = kit;

function whole(data) {
  const state = Object.assign(finished(kit, data), { time: 700, films: { aaa: "*", bbb: "*" },
    who: { turn: 1, profession: "physician", specialty: "abc" } });
  for (const own of Object.values(state.quizzes)) own.answers = {};
  return state;
}

// ---- gates

test("a course that asks for everything is complete only with everything", () => {
  const data = demanding();
  const without = [["who", undefined, { profession: "" }], ["time", 599], ["films", { aaa: "*" }], ["ack", ""], ["pages", {}]];
  assert.equal(progress.complete(data, whole(data)), true);
  for (const [key, value, more] of without) {
    assert.equal(progress.complete(data, { ...whole(data), ...more, [key]: value }), false, key);
  }
  for (const id of ["before", "test", "after"]) {
    const { quizzes, ...state } = whole(data);
    assert.equal(progress.complete(data, { ...state, quizzes: { ...quizzes, [id]: undefined } }), false, id);
  }
});

test("a transcript that was read counts as the film does, also at the next visit", () => {
  const data = demanding();
  const state = { ...whole(data), films: { aaa: "=", bbb: "*" } };
  assert.equal(progress.complete(data, state), true);
  assert.deepEqual(progress.decode(data, progress.encode(data, state, 4096)).films, state.films);
});

test("every section waits for the gates before its own", () => {
  const data = demanding();
  const state = progress.fresh();
  const lock = (id) => progress.lock(data, state, RECORDING, data.sections.find((each) => each.id === id));
  const steps = [
    ["front", ""], ["quiz-before", "acknowledge"], () => { state.ack = progress.ackMark(data); },
    ["quiz-before", "profession"], () => { state.who = { turn: 1, profession: "nurse", specialty: "" }; },
    ["quiz-before", ""], ["page-1", "pre-test"], ["references", "pre-test"],
    () => { state.quizzes.before = { ...progress.freshQuiz(), count: 1, open: false }; },
    ["page-1", ""], ["quiz-test", "pages"], () => { state.pages = { "page-1": true, "page-2": true, "page-3": true }; },
    ["quiz-test", "media"], () => { state.films = { aaa: "*", bbb: "*" }; },
    ["quiz-test", "time"], () => { state.time = 600; },
    ["quiz-test", ""], ["quiz-after", "post-test"], () => { state.quizzes.test = { ...progress.freshQuiz(), passed: true }; },
    ["quiz-after", ""], ["claim", "evaluation"], () => { state.quizzes.after = { ...progress.freshQuiz(), count: 1 }; },
    ["claim", ""], ["certificate", "claim"],
  ];
  for (const step of steps) {
    if (typeof step === "function") step();
    else assert.equal(lock(step[0]), step[1], `${step[0]} waits for ${step[1]}`);
  }
});

test("a quiz whose role no gate asks for opens where it did before", () => {
  const plain = kitWith();
  const data = demanding({ gates: ["acknowledge", "pages", "post-test", "claim"] });
  const state = Object.assign(plain.progress.fresh(), { ack: plain.progress.ackMark(data) });
  const lock = (id) => plain.progress.lock(data, state, RECORDING, data.sections.find((each) => each.id === id));
  assert.deepEqual([lock("quiz-before"), lock("page-1"), lock("quiz-after")], ["", "", "pages"]);
});

test("a page for others is closed, and the films on it are not asked for", () => {
  const data = demanding();
  data.sections.find(({ id }) => id === "page-2").for = ["physician"];
  const state = { ...whole(data), films: { aaa: "*" }, profession: "", claims: {}, date: "" };
  state.who = { turn: 1, profession: "nurse", specialty: "" };
  const page = data.sections.find(({ id }) => id === "page-2");
  assert.equal(progress.lock(data, state, RECORDING, page), "for");
  assert.equal(progress.lock(data, { ...state, who: undefined }, { ...RECORDING, mode: "browse" }, page), "");
});

// ---- the state

test("what features keep comes back as it was", () => {
  const data = demanding();
  const state = { ...whole(data), films: { aaa: "*", bbb: "_-AAAAAAAA" } };
  assert.deepEqual(progress.decode(data, progress.encode(data, state, 4096)), state);
});

test("the limit counts what features keep", () => {
  const data = demanding();
  const state = { ...finished(kit, data), time: 1234567 };
  const full = progress.encode(data, state, 0);
  assert.ok(progress.encode(data, state, full.length - 1).length < full.length);
  assert.equal(progress.encode(data, state, full.length), full);
});

test("a state of a version that asked for nothing more is read", () => {
  const data = demanding();
  const old = kitWith().progress.encode(data, { ...finished(kitWith(), data), quizzes: {} }, 0);
  const { time, films, who, pages } = progress.decode(data, old);
  assert.deepEqual([time, films, who, Object.keys(pages).length], [0, undefined, undefined, 3]);
});

test("a state that features wrote is read by a version without them", () => {
  const data = demanding();
  const { pages, date } = kitWith().progress.decode(data, progress.encode(data, whole(data), 0));
  assert.deepEqual([Object.keys(pages).length, date], [3, "2026-11-22"]);
});

for (const text of ["", "null", "[]", "{", '{"v":1,"e":"x","m":7,"u":{}}', '{"v":1,"m":{"aaa":"toolongforafilm","bbb":1},"e":-5}']) {
  test(`a state of features from "${text}" is empty and throws nothing`, () => {
    const { time, films, who } = progress.decode(demanding(), text);
    assert.deepEqual([time || 0, films, who], [0, undefined, undefined]);
  });
}

// ---- two windows

const told = (more, seen) => Object.assign(progress.fresh(), { attempt: "waaaa", seen, ...more });
const both = (one, other) => merging.merge(told(one, { waaaa: 2, wbbbb: 1 }), told(other, { waaaa: 1, wbbbb: 2 }));
const alike = (one, other, key) => {
  const there = both(one, other)[key];
  assert.deepEqual(merging.merge(told(other, { waaaa: 1, wbbbb: 2 }), told(one, { waaaa: 2, wbbbb: 1 }))[key], there);
  return there;
};

test("of two windows the longer time counts, and never their sum", () => {
  assert.equal(alike({ time: 200 }, { time: 500 }, "time"), 500);
});

test("what was watched in one window and in the other was watched", () => {
  const halves = alike({ films: { aaa: "_____AAAAA" } }, { films: { aaa: "AAAAA_____", bbb: "B________A" } }, "films");
  assert.deepEqual(halves, { aaa: "*", bbb: "B________A" });
  assert.deepEqual(alike({ films: { aaa: "*" } }, { films: { aaa: "AAAAA_____" } }, "films"), { aaa: "*" });
});

test("a transcript that was read in one window is not undone by a part that was played in the other", () => {
  assert.deepEqual(alike({ films: { aaa: "=" } }, { films: { aaa: "_____AAAAA" } }, "films"), { aaa: "=" });
  assert.deepEqual(alike({ films: { aaa: "=" } }, { films: { aaa: "*" } }, "films"), { aaa: "*" });
});

test("of two answers to who the learner is the later stands, in both windows the same", () => {
  const [nurse, physician] = ["nurse", "physician"].map((profession, turn) => ({ turn: turn + 1, profession, specialty: "" }));
  assert.deepEqual(alike({ who: nurse }, { who: physician }, "who"), physician);
  assert.deepEqual(alike({ who: nurse }, { who: { ...physician, turn: 1 } }, "who"), { ...physician, turn: 1 });
});

test("with the claim that stands goes the specialty that was told with it", () => {
  const claim = (reference, specialty, turn) => ({ reference, date: "2026-11-22", profession: "nurse",
    who: { turn, profession: "", specialty } });
  const merged = both(claim("AAAA-AAAA-AAAA", "one", 1), claim("BBBB-BBBB-BBBB", "two", 9));
  assert.deepEqual([merged.reference, merged.who.specialty], ["AAAA-AAAA-AAAA", "one"]);
});

// ---- the scripts themselves

const forbidden = /\b(?:innerHTML|outerHTML|insertAdjacentHTML|eval\b|fetch|XMLHttpRequest|sendBeacon|localStorage|sessionStorage|indexedDB|randomUUID|subtle|clipboard|import\()|\.style\b|Date\.now/;

for (const name of [...NAMES, "attestation", "credit-dates", "certificate", "handoff", "transcript", "partial"]) {
  test(`the feature ${name} asks for nothing that may be missing, and is short`, () => {
    const lines = source(feature(name)).trimEnd().split("\n");
    assert.doesNotMatch(lines.join("\n").replace(/(^|\s)\/\/ .*/g, ""), forbidden);
    assert.ok(lines.length <= 250);
    assert.deepEqual(lines.filter((line) => line.length > 125), []);
  });
}
