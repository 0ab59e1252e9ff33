// The recorder against scorm-again: each claim of strictness, and that what is right passes both.
import assert from "node:assert/strict";
import test from "node:test";
import { Scorm12API } from "scorm-again/scorm12";
import "./recorder.js";

const { Recorder } = globalThis.scormHost;

function launched({ values = {}, mode = "normal", acted = true, initialize = true } = {}) {
  const clock = { ms: 1_000_000 };
  const commits = [];
  const launch = { values, mode, acted, credit: "credit", entry: "", total_time: "0000:00:00", student_id: "l-1", student_name: "Doe, Jo" };
  const engine = new Scorm12API({ logLevel: 5, uninitializedGetLogLevel: 5 });
  const recorder = new Recorder({ engine, launch, now: () => clock.ms, committed: (v, end) => commits.push([v, end]) });
  if (initialize) recorder.api.LMSInitialize("");
  return { recorder, api: recorder.api, clock, commits };
}
function lenient() {
  const engine = new Scorm12API({ logLevel: 5, uninitializedGetLogLevel: 5 });
  engine.LMSInitialize("");
  return engine;
}
function question(api, n, id, type = "choice") {
  api.LMSSetValue(`cmi.interactions.${n}.id`, id);
  api.LMSSetValue(`cmi.interactions.${n}.type`, type);
}
/** Exactly one refusal, by our own judge, that says `why`. */
function refusedByUs(recorder, why) {
  assert.deepEqual(recorder.refusals.map((one) => one.by), ["recorder"]);
  assert.match(recorder.refusals[0].reason, why);
  assert.notEqual(recorder.api.LMSGetLastError(), "0");
}

test("a right session passes both judges", () => {
  const { recorder, api, clock, commits } = launched({ acted: false });
  assert.equal(api.LMSGetValue("cmi.core.student_name"), "Doe, Jo");
  api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  recorder.acts();
  question(api, 0, "q-begin-1");
  for (const [field, value] of [["objectives.0.id", "when"], ["time", "10:20:30.5"], ["correct_responses.0.pattern", "a,c"],
    ["weighting", "1"], ["student_response", "a"], ["result", "wrong"], ["latency", "0000:00:12.30"]]) {
    assert.equal(api.LMSSetValue(`cmi.interactions.0.${field}`, value), "true", field);
  }
  assert.equal(api.LMSGetValue("cmi.interactions._count"), "1");
  for (const [end, value] of [["min", "0"], ["max", "100"], ["raw", "83.33"]]) api.LMSSetValue(`cmi.core.score.${end}`, value);
  api.LMSSetValue("cmi.core.lesson_status", "passed");
  api.LMSSetValue("cmi.core.exit", "suspend");
  clock.ms += 90_000;
  api.LMSSetValue("cmi.core.session_time", "0000:01:30.00");
  assert.equal(api.LMSCommit(""), "true");
  assert.equal(api.LMSFinish(""), "true");
  assert.equal(api.LMSGetLastError(), "0");
  assert.deepEqual(recorder.refusals, []);
  assert.deepEqual(commits.map(([, end]) => end), [false, true]);
});

test("a resumed attempt goes on counting its interactions", () => {
  const values = { "cmi.core.lesson_status": "incomplete", "cmi.interactions.0.id": "q-a-1", "cmi.interactions.0.type": "choice", "cmi.suspend_data": "x" };
  const { recorder, api } = launched({ values });
  assert.equal(api.LMSGetValue("cmi.interactions._count"), "1");
  assert.equal(api.LMSGetValue("cmi.suspend_data"), "x");
  question(api, 1, "q-b-1");
  assert.deepEqual(recorder.refusals, []);
});

const SCORM_AGAIN_MISSES = {
  "4097 characters of suspend_data": [[["cmi.suspend_data", "x".repeat(4097)]], /4097 characters/],
  "the result 'incorrect' of SCORM 2004": [[["cmi.interactions.0.id", "q"], ["cmi.interactions.0.result", "incorrect"]], /incorrect/],
  "'maybe' as the answer to a true-false question": [[["cmi.interactions.0.id", "q"], ["cmi.interactions.0.type", "true-false"],
    ["cmi.interactions.0.student_response", "maybe"]], /maybe/],
  "a repeated interaction id": [[["cmi.interactions.0.id", "q"], ["cmi.interactions.1.id", "q"]], /already has/],
  "passed turned into incomplete": [[["cmi.core.lesson_status", "passed"], ["cmi.core.lesson_status", "incomplete"]], /takes 'passed' back/],
  "passed turned into completed": [[["cmi.core.lesson_status", "passed"], ["cmi.core.lesson_status", "completed"]], /takes 'passed' back/],
  "an option's words as the answer to a choice": [[["cmi.interactions.0.id", "q"], ["cmi.interactions.0.type", "choice"],
    ["cmi.interactions.0.student_response", "the first one"]], /single characters/],
  "a pattern of 256 characters": [[["cmi.interactions.0.id", "q"], ["cmi.interactions.0.type", "fill-in"],
    ["cmi.interactions.0.correct_responses.0.pattern", "x".repeat(256)]], /256 characters/],
  "an id with a dot": [[["cmi.interactions.0.id", "q.1"]], /CMIIdentifier/],
  "an id with a space": [[["cmi.objectives.0.id", "q 1"]], /CMIIdentifier/],
  "an answer before its type": [[["cmi.interactions.0.id", "q"], ["cmi.interactions.0.student_response", "a"]], /before the interaction's type/],
  "a time span with one hour digit": [[["cmi.core.session_time", "0:00:01"]], /CMITimespan/],
  "a session longer than the session was": [[["cmi.core.session_time", "0001:00:00.00"]], /longer than the session/],
  "a score that is not a plain decimal": [[["cmi.core.score.raw", "85."]], /CMIDecimal/],
  "a bookmark that is not ASCII": [[["cmi.core.lesson_location", "é"]], /ASCII/],
};
for (const [name, [sets, why]] of Object.entries(SCORM_AGAIN_MISSES)) {
  test(`the recorder refuses ${name}`, () => {
    const { recorder, api } = launched();
    const answers = sets.map(([element, value]) => api.LMSSetValue(element, value));
    assert.equal(answers.at(-1), "false");
    refusedByUs(recorder, why);
  });
  test(`scorm-again takes ${name}`, () => {
    const engine = lenient();
    const answers = sets.map(([element, value]) => String(engine.LMSSetValue(element, value)));
    assert.deepEqual(new Set(answers), new Set(["true"]));
  });
}

const WRONG_SETS = {
  "an unknown element": [["cmi.core.score.scaled", "1"], /no element/],
  "a read-only element": [["cmi.core.student_name", "x"], /read-only/],
  "'not attempted' as status": [["cmi.core.lesson_status", "not attempted"], /none of/],
  "the exit of SCORM 2004": [["cmi.core.exit", "normal"], /none of/],
  "a score over 100": [["cmi.core.score.raw", "101"], /within 0 to 100/],
  "an empty score": [["cmi.core.score.raw", ""], /CMIDecimal/],
  "a bookmark of 256 characters": [["cmi.core.lesson_location", "x".repeat(256)], /256 characters/],
  "a gap between interactions": [["cmi.interactions.1.id", "q"], /gap/],
  "a field before the id": [["cmi.interactions.0.type", "choice"], /before the id/],
  "one decimal of a second": [["cmi.core.session_time", "0000:00:00.5"], /CMITimespan/],
  "a number instead of text": [["cmi.core.score.raw", 85], /not a string/],
};
for (const [name, [[element, value], why]] of Object.entries(WRONG_SETS)) {
  test(`the recorder refuses ${name}`, () => {
    const { recorder, api } = launched();
    assert.equal(api.LMSSetValue(element, value), "false");
    refusedByUs(recorder, why);
  });
}

const ANSWERS = [
  ["true-false", ["0", "1", "t", "f"], ["true", "T", ""]],
  ["choice", ["a", "a,b", "1,2"], ["A", "ab", "a;b", "a, b", "a,a", ""]],
  ["numeric", ["0.25", "-1", "0"], ["x", "", "1,5"]],
  ["fill-in", ["a word", ""], ["é"]],
  ["matching", ["1.c,2.b"], ["1c", "a"]],
  ["sequencing", ["a,c,b"], ["acb"]],
  ["likert", ["3", ""], ["33"]],
  ["performance", ["done"], ["x".repeat(256)]],
];
for (const [type, right, wrong] of ANSWERS) {
  test(`answers to ${type} are judged by its own notation`, () => {
    const { recorder, api } = launched();
    question(api, 0, "q", type);
    for (const value of right) assert.equal(api.LMSSetValue("cmi.interactions.0.student_response", value), "true", value);
    assert.deepEqual(recorder.refusals, []);
    for (const value of wrong) assert.equal(api.LMSSetValue("cmi.interactions.0.student_response", value), "false", value);
    assert.equal(recorder.refusals.length, wrong.length);
  });
}

test("a write-only element cannot be read", () => {
  const { recorder, api } = launched();
  assert.equal(api.LMSGetValue("cmi.core.session_time"), "");
  refusedByUs(recorder, /write-only/);
});
test("nothing is written in review", () => {
  const { recorder, api } = launched({ mode: "review" });
  assert.equal(api.LMSSetValue("cmi.suspend_data", "x"), "false");
  refusedByUs(recorder, /review mode/);
});
test("nothing is written in browse", () => {
  const { recorder, api } = launched({ mode: "browse" });
  assert.equal(api.LMSSetValue("cmi.core.lesson_status", "incomplete"), "false");
  refusedByUs(recorder, /browse mode/);
});
test("a score before the learner acted is refused", () => {
  const { recorder, api } = launched({ acted: false });
  assert.equal(api.LMSSetValue("cmi.core.score.raw", "0"), "false");
  refusedByUs(recorder, /before the learner/);
});
test("a status before the learner acted is refused", () => {
  const { recorder, api } = launched({ acted: false });
  assert.equal(api.LMSSetValue("cmi.core.lesson_status", "failed"), "false");
  refusedByUs(recorder, /before the learner/);
});
test("an id of an earlier launch cannot be used again", () => {
  const { recorder, api } = launched({ values: { "cmi.interactions.0.id": "q-a-1" } });
  assert.equal(api.LMSSetValue("cmi.interactions.1.id", "q-a-1"), "false");
  refusedByUs(recorder, /already has/);
});
test("a call before LMSInitialize is refused", () => {
  const { recorder, api } = launched({ initialize: false });
  assert.equal(api.LMSGetValue("cmi.core.entry"), "");
  refusedByUs(recorder, /before LMSInitialize/);
});
test("a second LMSInitialize is refused", () => {
  const { recorder, api } = launched();
  assert.equal(api.LMSInitialize(""), "false");
  refusedByUs(recorder, /twice/);
});
test("a call after LMSFinish is refused", () => {
  const { recorder, api } = launched();
  api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  api.LMSFinish("");
  assert.equal(api.LMSCommit(""), "false");
  refusedByUs(recorder, /after LMSFinish/);
});
test("finishing without a status is refused", () => {
  const { recorder, api } = launched();
  assert.equal(api.LMSFinish(""), "false");
  refusedByUs(recorder, /no status/);
});
test("LMSCommit without its empty argument is refused", () => {
  const { recorder, api } = launched();
  assert.equal(api.LMSCommit(), "false");
  refusedByUs(recorder, /takes 1 arguments/);
});
test("what scorm-again refuses counts as well", () => {
  const { recorder, api } = launched();
  recorder.engine.LMSSetValue = () => "false";
  api.LMSSetValue("cmi.suspend_data", "x");
  assert.deepEqual(recorder.refusals.map((one) => one.by), ["scorm-again"]);
});
test("a refused value never reaches the record", () => {
  const { api, commits } = launched();
  api.LMSSetValue("cmi.suspend_data", "good");
  api.LMSSetValue("cmi.suspend_data", "x".repeat(4097));
  api.LMSCommit("");
  assert.equal(commits[0][0]["cmi.suspend_data"], "good");
});
