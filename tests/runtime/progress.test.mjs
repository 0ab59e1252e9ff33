// Gates, and the string in which a host keeps the state.
import assert from "node:assert/strict";
import test from "node:test";

import { KINDS, course, credit, finished, question } from "./course.mjs";
import { pure } from "./load.mjs";

const kit = pure();
const { progress } = kit;
const RECORDING = { mode: "normal", credit: true, recorded: false };
const data = course();
const section = (id, own = data) => own.sections.find((each) => each.id === id);
const locks = (state, visit = RECORDING, own = data) =>
  Object.fromEntries(own.sections.map((each) => [each.id, progress.lock(own, state, visit, each)]));
const acknowledged = () => Object.assign(progress.fresh(), { ack: progress.ackMark(data) });
const read = () => Object.assign(acknowledged(), { pages: { "page-1": true, "page-2": true, "page-3": true } });
const tested = (own = {}) => Object.assign(read(), { quizzes: { test: { ...progress.freshQuiz(), ...own } } });

test("before the acknowledgement only the front opens", () => {
  const { front, ...others } = locks(progress.fresh());
  assert.equal(front, "");
  assert.deepEqual(new Set(Object.values(others)), new Set(["acknowledge"]));
});

test("after it the pages and references open, the test waits for the pages", () => {
  const now = locks(acknowledged());
  assert.deepEqual([now["page-1"], now["page-3"], now.references, now["quiz-test"]], ["", "", "", "pages"]);
});

test("a check of knowledge does not wait for the pages", () => {
  const early = course({ quiz: { role: "check" } });
  assert.equal(locks(acknowledged(), RECORDING, early)["quiz-test"], "");
});

test("the claim waits for the pass, the certificate for the claim and then for the record", () => {
  assert.equal(locks(read()).claim, "post-test");
  const passed = tested({ passed: true });
  assert.deepEqual([locks(passed).claim, locks(passed).certificate], ["", "claim"]);
  assert.equal(locks({ ...passed, profession: "nurse", date: "2026-11-22" }).certificate, "record");
});

test("the certificate opens on the host's word, or where nobody takes records", () => {
  const over = finished(kit, data);
  assert.equal(locks(over, { ...RECORDING, recorded: true }).certificate, "");
  assert.equal(locks(over, { ...RECORDING, credit: false }).certificate, "");
});

test("a gate that the course does not set opens by itself", () => {
  const open = course({ gates: ["post-test"] });
  assert.equal(locks(progress.fresh(), RECORDING, open)["quiz-test"], "");
});

test("in review and browse everything can be read, but no certificate appears from nowhere", () => {
  for (const mode of ["review", "browse"]) {
    const { certificate, ...others } = locks(progress.fresh(), { mode, credit: false, recorded: false });
    assert.deepEqual(new Set(Object.values(others)), new Set([""]));
    assert.equal(certificate, "acknowledge");
  }
});

test("changed disclosures are to be acknowledged again", () => {
  const changed = course({ disclosures: "sha256:ffff" });
  assert.equal(progress.lock(changed, read(), RECORDING, section("page-1", changed)), "acknowledge");
});

test("changed disclosures do not close the certificate of a completed course", () => {
  const changed = course({ disclosures: "sha256:ffff" });
  assert.equal(locks(finished(kit, data), { mode: "review", credit: false, recorded: true }, changed).certificate, "");
});

test("complete means every gate", () => {
  assert.equal(progress.complete(data, tested({ passed: true })), false);
  assert.equal(progress.complete(data, { ...tested({ passed: true }), profession: "nurse" }), true);
  assert.equal(progress.complete(data, { ...tested({ passed: true }), expired: true }), true);
});

test("the best score counts and a pass is never taken back", () => {
  const own = progress.freshQuiz();
  progress.record(own, { percent: 80, passed: true });
  progress.record(own, { percent: 20, passed: false });
  assert.deepEqual([own.count, own.best, own.last, own.passed], [2, 80, 20, true]);
});

for (const [what, feedback, own, wanted] of [
  ["before an attempt", "after-attempt", {}, false],
  ["after an attempt", "after-attempt", { count: 1, open: false }, true],
  ["during the next attempt", "after-attempt", { count: 1, open: true }, false],
  ["while attempts are left", "after-last", { count: 2, open: false }, false],
  ["after the last attempt", "after-last", { count: 3, open: false }, true],
  ["after a pass", "after-last", { count: 1, open: false, passed: true }, true],
]) {
  test(`rationales ${wanted ? "show" : "stay hidden"} ${what} (${feedback})`, () => {
    assert.equal(progress.reveals({ attempts: 3, feedback }, { ...progress.freshQuiz(), ...own }), wanted);
  });
}

test("without a limit no attempt is the last", () => {
  assert.equal(progress.exhausted({ attempts: 0 }, { ...progress.freshQuiz(), count: 99 }), false);
});

for (const [what, change, visit, wanted] of [
  ["a claim", {}, { recorded: true }, "credit"],
  ["a declined claim", { claims: { "ama-pra-1": "declined" } }, { recorded: true }, "participation"],
  ["a profession without credit", { claims: {}, profession: "nurse" }, { recorded: true }, "participation"],
  ["completion after expiry", { claims: {}, expired: true }, { recorded: true }, "completion"],
  ["a claim that nobody recorded", {}, { recorded: false }, "none"],
]) {
  test(`${what} gets the sheet "${wanted}"`, () => {
    assert.equal(progress.certificate({ ...finished(kit, data), ...change }, visit), wanted);
  });
}

// ---- the wire

test("a state comes back as it was", () => {
  const state = finished(kit, data);
  assert.deepEqual(progress.decode(data, progress.encode(data, state, 4096)), state);
});

test("half a test comes back as it was", () => {
  const state = tested({ count: 1, best: 25, last: 25, answers: { "question-2": { response: ["a", "b"], seconds: 31 } } });
  assert.deepEqual(progress.decode(data, progress.encode(data, state, 4096)), state);
});

test("the wire is JSON in ASCII with a version", () => {
  const text = progress.encode(data, { ...finished(kit, data), profession: "Ärztin 💊" }, 4096);
  assert.match(text, /^[ -~]+$/);
  assert.equal(JSON.parse(text).v, 1);
});

const HOSTILE = ["", "null", "0", "[]", "{", "\"x\"", "{\"v\":1}", "{\"v\":99,\"p\":\"p00\"}", "undefined", "\u0000", "a".repeat(70000),
  "{\"v\":1,\"p\":7,\"q\":[],\"r\":{},\"c\":\"\",\"x\":\"1\",\"d\":\"today\",\"f\":\"<b>\",\"n\":-3,\"at\":[]}",
  "{\"v\":1,\"q\":{\"Qx1\":null},\"c\":null}", "{\"v\":1,\"q\":{\"Qx1\":{\"s\":\"abc\",\"a\":[]}}}",
  "{\"v\":1,\"q\":{\"Qx1\":{\"s\":[1e999,-5,\"x\",\"y\",{}],\"a\":{\"x01\":{},\"x02\":7,\"x03\":[null,null]}}}}",
  "{\"v\":1,\"__proto__\":{\"polluted\":true},\"q\":{\"__proto__\":{\"s\":[1]}},\"p\":\"__proto__.constructor\"}",
  "{\"v\":1,\"c\":{\"ama-pra-1\":\"1e9\",\"other\":\"0.25\"}}", "1|page-3|passed"];
for (const text of HOSTILE) {
  test(`garbage is read as a fresh start: ${JSON.stringify(text).slice(0, 60)}`, () => {
    const { quizzes, ...state } = progress.decode(data, text);
    const { quizzes: none, ...fresh } = progress.fresh();
    assert.deepEqual(state, fresh);
    for (const own of Object.values(quizzes)) assert.deepEqual([own.passed, own.best], [false, 0]);
  });
}

test("garbage leaves no trace on objects", () => {
  HOSTILE.forEach((text) => progress.decode(data, text));
  assert.equal({}.polluted, undefined);
});

test("any cut of a state is read without an error", () => {
  const text = progress.encode(data, finished(kit, data), 4096);
  for (let end = 0; end <= text.length; end += 1) progress.decode(data, text.slice(0, end));
});

test("a newer version keeps what it still has and drops the rest", () => {
  const newer = course({ pages: 2, questions: [question(9), KINDS[3], KINDS[0]], version: "1.1" });
  const state = progress.decode(newer, progress.encode(data, finished(kit, data), 4096));
  assert.deepEqual(Object.keys(state.pages), ["page-1", "page-2"]);
  assert.deepEqual(Object.keys(state.quizzes.test.answers).sort(), ["question-1", "question-4"]);
  assert.equal(state.quizzes.test.passed, true);
});

test("an option that no longer exists is no answer any more", () => {
  const state = tested({ answers: { "question-2": { response: ["a", "d"], seconds: 3 } } });
  const newer = course({ questions: [question(2, { kind: "multiple", options: 3 })] });
  assert.deepEqual(progress.decode(newer, progress.encode(data, state, 4096)).quizzes.test.answers["question-2"].response, ["a"]);
});

test("pages and tests are found again in any order", () => {
  const turned = { ...data, sections: [...data.sections].reverse() };
  const state = progress.decode(turned, progress.encode(data, read(), 4096));
  assert.deepEqual(Object.keys(state.pages).sort(), ["page-1", "page-2", "page-3"]);
});

function worst(kind) {
  const questions = Array.from({ length: 60 }, (_, index) => question(index, { kind, options: 6 }));
  const credits = ["ama-pra-1", "ancc-contact-hours", "acpe-contact-hours"].map((id) => credit(id, ["12.75"]));
  const big = course({ pages: 60, questions, credits, quiz: { attempts: 3 } });
  const state = finished(kit, big);
  Object.assign(state, { at: `page-${"long-name-".repeat(6)}`, profession: "physician-associate", items: 240 });
  for (const { id } of credits) state.claims[id] = "12.75";
  for (const answer of Object.values(state.quizzes.test.answers)) {
    answer.response = kind === "true-false" ? ["false"] : Array.from("abcdef");
    answer.seconds = 36000.4;
  }
  Object.assign(state.quizzes.test, { best: 66.67, last: 66.67, passed: false });
  return [big, state];
}

for (const kind of ["multiple", "true-false"]) {
  test(`60 pages and 60 questions (${kind}) fit into 4096 characters with every answer and time`, (context) => {
    const [big, state] = worst(kind);
    const text = progress.encode(big, state, 4096);
    context.diagnostic(`worst case ${kind}: ${text.length} of 4096 characters`);
    assert.ok(text.length < 4096);
    assert.equal(progress.decode(big, text).quizzes.test.answers["question-59"].seconds, 36000);
  });
}

test("where a host keeps less, times go first, then the answers of tests that are over", () => {
  const [big, state] = worst("multiple");
  const whole = progress.encode(big, state, 4096).length;
  const timeless = progress.decode(big, progress.encode(big, state, whole - 1));
  assert.deepEqual(timeless.quizzes.test.answers["question-0"], { response: Array.from("abcdef"), seconds: 0 });
  const bare = progress.decode(big, progress.encode(big, state, 700));
  assert.deepEqual([bare.quizzes.test.answers, bare.quizzes.test.best, Object.keys(bare.pages).length], [{}, 66.67, 60]);
});
