// The driver by itself, in front of a strict API and of faulty ones.
import assert from "node:assert/strict";
import test from "node:test";

import { course } from "./course.mjs";
import { clock } from "./learner.mjs";
import { SCORM12, load } from "./load.mjs";
import { attempt, interactions, strictApi, written } from "./strict-api.mjs";

const SNAPSHOT = { state: "{\"v\":1}", within: () => "{\"v\":1}", location: "page-1", seconds: 61.5, engaged: 60, by: "wtest", revision: 1,
  changed: true };
const JOIN = { merge: (mine, other) => mine || other, heard() {} };
const THERE = { items: 0, seen: {} };

// In front of this API, started as the session does where the journal holds nothing.
function driver(api, there = THERE) {
  const time = clock();
  const window = { API: api, Date: time.Date, setTimeout: time.setTimeout, clearTimeout: time.clearTimeout };
  window.window = window;
  const kit = load(window, ["runtime/kit.js", "runtime/journal.js", ...SCORM12]);
  const { start, ...verbs } = kit.driver;
  async function begin(config) {
    const found = await start(config, JOIN);
    if (!found) return null;
    const { resume, ...launch } = found;
    resume({ ahead: false, fork: false, there });
    return launch;
  }
  return { ...verbs, start: begin, time, log: kit.entries };
}

async function started(record, lms = {}, there = THERE) {
  const own = driver(strictApi(record), there);
  return [own, await own.start(course({ lms }))];
}

const item = (given = {}) => ({ role: "question", id: "q-one-1", type: "choice", response: ["b"], correct: ["b"], right: true,
  points: 1, seconds: 12.5, at: new Date(2026, 10, 22, 9, 5, 7), objective: "when", sequence: 0, ...given });
const detail = (raw, given = {}) => {
  const score = { raw, min: 0, max: 100, scaled: raw / 100 };
  return { quiz: "test", role: "post-test", score, best: score, passed: raw >= 75, last: false, ...given };
};
const status = (record) => record.kept["cmi.core.lesson_status"];

// ---- start

test("the launch is told in words that know no standard", async () => {
  const [, launch] = await started(attempt({ "cmi.suspend_data": "kept", "cmi.core.lesson_status": "incomplete" }));
  assert.deepEqual(launch, { host: true, credit: true, mode: "normal", done: false, learner: "Jo Doe", state: "kept",
    kept: "", bound: false, behind: false });
});

for (const before of ["not attempted", "browsed", ""]) {
  test(`a course that is "${before}" is set to incomplete at once and committed`, async () => {
    const record = attempt({ "cmi.core.lesson_status": before });
    await started(record);
    assert.deepEqual(written(record).map(([, ...rest]) => rest.slice(0, 2)), [["cmi.core.lesson_status", "incomplete"], ["", "true"]]);
  });
}

for (const before of ["incomplete", "failed"]) {
  test(`a course that is "${before}" is left so at the start`, async () => {
    const record = attempt({ "cmi.core.lesson_status": before });
    await started(record);
    assert.deepEqual(written(record), []);
  });
}

for (const values of [{ "cmi.core.lesson_status": "passed" }, { "cmi.core.lesson_status": "completed" },
  { "cmi.core.lesson_mode": "review" }, { "cmi.core.lesson_mode": "browse" },
  { "cmi.core.lesson_mode": "Review", "cmi.core.lesson_status": "failed" }]) {
  test(`nothing at all is written with ${JSON.stringify(values)}`, async () => {
    const record = attempt(values);
    const [own, launch] = await started(record);
    await own.answered(item());
    await own.reached("attempted", detail(10, { last: true }));
    await own.reached("failed", detail(10, { last: true }));
    await own.reached("completed", { score: null });
    assert.deepEqual([await own.save(SNAPSHOT), await own.finish(SNAPSHOT)].slice(0, 1), ["none"]);
    assert.deepEqual([written(record), record.refusals], [[], []]);
    assert.notEqual(launch.mode, "normal");
    assert.equal(record.calls.at(-1)[0], "LMSFinish");
  });
}

for (const [sent, shown] of [["Doe, Jo", "Jo Doe"], ["Doe, Jo Ann", "Jo Ann Doe"], ["Jo Doe", "Jo Doe"], ["", ""],
  ["Doe,", "Doe,"], ["Doe, Jr., Jo", "Doe, Jr., Jo"], ["Núñez, José", "José Núñez"]]) {
  test(`the learner "${sent}" is shown as "${shown}"`, async () => {
    assert.equal((await started(attempt({ "cmi.core.student_name": sent })))[1].learner, shown);
  });
}

test("an empty lesson_mode is normal", async () => {
  assert.equal((await started(attempt({ "cmi.core.lesson_mode": "" })))[1].mode, "normal");
});

test("without an API there is no host, and no call does harm", async () => {
  const own = driver(undefined);
  assert.equal(await own.start(course()), null);
  assert.deepEqual([await own.answered(item()), await own.reached("completed", {}), await own.save(SNAPSHOT),
    await own.finish(SNAPSHOT)], ["none", "none", "none", "none"]);
});

test("an LMSInitialize that fails once is tried again", async () => {
  const record = attempt();
  let failures = 1;
  record.fault = (name) => (name === "LMSInitialize" && failures-- > 0 ? "101" : "");
  const own = driver(strictApi(record));
  const launch = own.start(course());
  await own.time.pass(3000);
  assert.equal((await launch).host, true);
});

test("an LMSInitialize that never works is no host", async () => {
  const record = attempt();
  record.fault = (name) => (name === "LMSInitialize" ? "101" : "");
  const own = driver(strictApi(record));
  const launch = own.start(course());
  await own.time.pass(6000);
  assert.equal(await launch, null);
});

test("an API that somebody else has initialized is used", async () => {
  const api = strictApi(attempt());
  api.LMSInitialize("");
  assert.equal((await driver(api).start(course())).host, true);
});

// ---- interactions

test("an interaction is written in full", async () => {
  const record = attempt();
  const [own] = await started(record);
  await own.answered(item({ points: 2.5, seconds: 3661.239 }));
  await own.save(SNAPSHOT);
  assert.deepEqual(interactions(record), [{ "id": "q-one-1", "objectives.0.id": "when", "time": "09:05:07", "type": "choice",
    "correct_responses.0.pattern": "b", "weighting": "2.5", "student_response": "b", "result": "correct",
    "latency": "0001:01:01.24" }]);
});

for (const [what, given, response, pattern, result] of [
  ["several choices", { response: ["a", "c"], correct: ["a", "b"], right: false }, "a,c", "a,b", "wrong"],
  ["true-false", { type: "true-false", response: ["false"], correct: ["true"], right: false }, "f", "t", "wrong"],
  ["an amount", { type: "numeric", response: ["0.25"], correct: [], right: null }, "0.25", undefined, "neutral"],
  ["no amount", { type: "numeric", response: ["0"], correct: [], right: null }, "0", undefined, "neutral"],
  ["a part of an answer", { right: false, score: { raw: 66.67 } }, "b", "b", "0.67"],
  ["nothing of it", { right: false, score: { raw: 0 } }, "b", "b", "wrong"],
  ["all of it", { right: true, score: { raw: 100 } }, "b", "b", "correct"],
  ["text", { type: "fill-in", response: ["ABCD-EFGH"], correct: [], right: null }, "ABCD-EFGH", undefined, "neutral"],
  ["text too long and not ASCII", { type: "fill-in", response: [`ä${"x".repeat(400)}`], correct: [], right: null },
    `a${"x".repeat(254)}`, undefined, "neutral"],
]) {
  test(`${what}: response, pattern and result are of their data types`, async () => {
    const record = attempt();
    const [own] = await started(record);
    await own.answered(item(given));
    await own.save(SNAPSHOT);
    const [{ student_response, "correct_responses.0.pattern": own_pattern, result: own_result }] = interactions(record);
    assert.deepEqual([student_response, own_pattern, own_result, record.refusals], [response, pattern, result, []]);
  });
}

test("an LMS that takes no number as a result hears that the answer was wrong", async () => {
  const record = attempt();
  const api = strictApi(record);
  const { LMSSetValue } = api;
  let refused = 0;
  api.LMSSetValue = (element, value) => {
    const isNumber = element.endsWith(".result") && /\d/.test(value);
    refused += Number(isNumber);
    return isNumber ? LMSSetValue("cmi.core.exit", "no") : LMSSetValue(element, value); // 405 either way
  };
  const own = driver(api);
  await own.start(course({}));
  await own.answered(item({ right: false, score: { raw: 50 } }));
  await own.save(SNAPSHOT);
  assert.deepEqual([refused > 0, interactions(record).map(({ result }) => result)], [true, ["wrong"]]);
});

test("identifiers are made of what every LMS takes", async () => {
  const record = attempt();
  const [own] = await started(record);
  await own.answered(item({ id: "q a.b/ü", objective: "o 1.2" }));
  await own.save(SNAPSHOT);
  assert.deepEqual([interactions(record)[0].id, interactions(record)[0]["objectives.0.id"]], ["q-a-b--", "o-1-2"]);
});

test("the index goes on where the LMS has stopped counting", async () => {
  const record = attempt();
  const [first] = await started(record);
  await first.answered(item());
  await first.finish(SNAPSHOT);
  const [second] = await started(record);
  await second.answered(item({ id: "q-one-2", sequence: 7 }));
  await second.finish(SNAPSHOT);
  assert.deepEqual([interactions(record).map(({ id }) => id), record.refusals], [["q-one-1", "q-one-2"], []]);
});

test("an LMS that cannot count gets the course's own count", async () => {
  const record = attempt({ "cmi.interactions.0.id": "q-one-1" });
  record.fault = (name, [element]) => (element === "cmi.interactions._count" ? "201" : "");
  const [own] = await started(record, {}, { items: 1, seen: {} });
  await own.answered(item({ id: "q-one-2", sequence: 1 }));
  await own.save(SNAPSHOT);
  assert.equal(record.kept["cmi.interactions.1.id"], "q-one-2");
});

test("an LMS without interactions is asked once and no more", async () => {
  const record = attempt();
  record.fault = (name, [element]) => (name === "LMSSetValue" && element.startsWith("cmi.interactions") ? "401" : "");
  const [own] = await started(record);
  await own.answered(item());
  await own.answered(item({ id: "q-two-1" }));
  assert.equal(await own.save(SNAPSHOT), "sent");
  assert.equal(record.calls.filter(([, element]) => /^cmi.interactions.\d/.test(element)).length, 1);
});

for (const [name, lms, wanted] of [["interactions", { interactions: false }, []], ["objectives", { objectives: false }, [undefined]]]) {
  test(`${name} can be switched off`, async () => {
    const record = attempt();
    const [own] = await started(record, lms);
    await own.answered(item());
    await own.save(SNAPSHOT);
    assert.deepEqual(interactions(record).map((each) => each["objectives.0.id"]), wanted);
  });
}

// ---- status and score

test("the success word stands only at completion, and it is the LMS profile's", async () => {
  const record = attempt();
  const [own] = await started(record, { success: "completed" });
  await own.reached("attempted", detail(100));
  await own.reached("passed", detail(100));
  await own.save(SNAPSHOT);
  assert.equal(status(record), "incomplete");
  await own.reached("completed", { score: detail(100).score });
  await own.save(SNAPSHOT);
  assert.equal(status(record), "completed");
});

test("a success is not taken back by anything that follows", async () => {
  const record = attempt();
  const [own] = await started(record, { failed: "failed" });
  await own.reached("completed", { score: null });
  await own.reached("failed", detail(0, { last: true }));
  await own.finish(SNAPSHOT);
  assert.equal(status(record), "passed");
});

for (const [word, wanted] of [["failed", "failed"], ["incomplete", "incomplete"]]) {
  test(`after the last failed attempt the status is ${wanted} where the profile says ${word}`, async () => {
    const record = attempt();
    const [own] = await started(record, { failed: word });
    await own.reached("failed", detail(0, { last: true }));
    await own.save(SNAPSHOT);
    assert.equal(status(record), wanted);
  });
}

test("the best score counts, with two decimals at most", async () => {
  const record = attempt();
  const [own] = await started(record);
  await own.reached("attempted", detail(10, { best: { raw: 66.666666, min: 0, max: 100 } }));
  await own.save(SNAPSHOT);
  const part = (name) => record.kept[`cmi.core.score.${name}`];
  assert.deepEqual([Number(part("raw")), part("min"), part("max")], [66.67, "0", "100"]);
});

test("a check of knowledge gives no score to the course", async () => {
  const record = attempt();
  const [own] = await started(record);
  await own.reached("attempted", detail(10, { role: "check" }));
  await own.save(SNAPSHOT);
  assert.equal(record.kept["cmi.core.score.raw"], undefined);
});

for (const [what, given, wanted] of [["a failed attempt with more to come", [10], undefined], ["the last attempt", [10, { last: true }], "10.0"],
  ["the pass", [90], "90.0"]]) {
  test(`with a mastery score, ${what} ${wanted ? "writes" : "does not write"} the score`, async () => {
    const record = attempt();
    const [own] = await started(record, { mastery: true });
    await own.reached("attempted", detail(...given));
    await own.save(SNAPSHOT);
    assert.equal(record.kept["cmi.core.score.raw"], wanted);
  });
}

test("a visit without credit keeps progress, and tells no score and no success", async () => {
  const record = attempt({ "cmi.core.credit": "no-credit" });
  const [own, launch] = await started(record);
  await own.reached("attempted", detail(90));
  await own.reached("completed", { score: null });
  assert.equal(await own.save(SNAPSHOT), "sent");
  assert.deepEqual([launch.credit, status(record), record.kept["cmi.core.score.raw"]], [false, "incomplete", undefined]);
  assert.equal(record.kept["cmi.suspend_data"], SNAPSHOT.within());
});

test("a score that is set again is spelled differently, since an LMS may send only what changed", async () => {
  const record = attempt();
  const [own] = await started(record);
  const raw = () => record.calls.filter(([name, element]) => name === "LMSSetValue" && element === "cmi.core.score.raw").map(([, , value]) => value);
  await own.reached("attempted", detail(100));
  await own.save(SNAPSHOT);
  await own.reached("completed", { score: detail(100).score });
  await own.save(SNAPSHOT);
  assert.deepEqual([raw(), record.refusals], [["100.0", "100"], []]);
});

test("a score is never set below the one that the LMS returned", async () => {
  const record = attempt({ "cmi.core.score.raw": "80" });
  const [own] = await started(record);
  await own.reached("attempted", detail(33.33));
  await own.save(SNAPSHOT);
  assert.equal(record.kept["cmi.core.score.raw"], "80");
});

test("a launch that cannot be read is no host, and nothing is written over what may be there", async () => {
  const record = attempt({ "cmi.suspend_data": "kept" });
  record.fault = (name, [element]) => (element === "cmi.suspend_data" ? "101" : "");
  const own = driver(strictApi(record));
  const launch = own.start(course());
  await own.time.pass(3000);
  assert.equal(await launch, null);
  assert.equal(record.kept["cmi.suspend_data"], "kept");
});

test("a state that nobody changed is not written", async () => {
  const record = attempt({ "cmi.suspend_data": "before" });
  const [own] = await started(record);
  assert.equal(await own.finish({ ...SNAPSHOT, revision: 0, changed: false }), "sent");
  assert.equal(record.kept["cmi.suspend_data"], "before");
});

test("half an interaction is not committed", async () => {
  const record = attempt();
  const [own] = await started(record);
  let down = true;
  record.fault = (name, [element]) => (down && /student_response/.test(element) ? "101" : "");
  await own.answered(item());
  assert.equal(await own.save(SNAPSHOT), "failed");
  assert.equal(interactions(record).length, 0);
  down = false;
  assert.equal(await own.save(SNAPSHOT), "sent");
  assert.equal(interactions(record)[0].student_response, "b");
});

// ---- save and finish

test("a save carries state, place, time and exit, and commits once", async () => {
  const record = attempt({ "cmi.core.lesson_status": "incomplete" });
  const [own] = await started(record);
  assert.equal(await own.save(SNAPSHOT), "sent");
  assert.deepEqual(written(record).map(([, element, value]) => `${element} ${value}`), ["cmi.suspend_data {\"v\":1}",
    "cmi.core.lesson_location page-1", "cmi.core.session_time 0000:01:01.50", "cmi.core.exit suspend", " true"]);
});

for (const [seconds, wanted] of [[0, "0000:00:00.00"], [0.004, "0000:00:00.00"], [59.999, "0000:01:00.00"], [0.5, "0000:00:00.50"],
  [-5, "0000:00:00.00"], [360000, "0100:00:00.00"], [1e9, "9999:00:00.00"]]) {
  test(`${seconds} seconds are ${wanted}`, async () => {
    const record = attempt();
    const [own] = await started(record);
    await own.save({ ...SNAPSHOT, seconds });
    assert.deepEqual([record.kept["cmi.core.session_time"], record.refusals], [wanted, []]);
  });
}

test("a state over the limit is not sent, not cut, and not called sent", async () => {
  const record = attempt({ "cmi.suspend_data": "before" });
  const [own] = await started(record);
  assert.equal(await own.save({ ...SNAPSHOT, within: () => "x".repeat(4097) }), "failed");
  assert.equal(record.kept["cmi.suspend_data"], "before");
  assert.equal(await own.save(SNAPSHOT), "sent");
});

test("a location is never longer than 255 characters", async () => {
  const record = attempt();
  const [own] = await started(record);
  await own.save({ ...SNAPSHOT, location: "p".repeat(400) });
  assert.equal(record.kept["cmi.core.lesson_location"].length, 255);
});

test("finish is one LMSFinish without a commit beside it, and only once", async () => {
  const record = attempt({ "cmi.core.lesson_status": "incomplete" });
  const [own] = await started(record);
  assert.equal(await own.finish(SNAPSHOT), "sent");
  assert.equal(await own.finish(SNAPSHOT), "none");
  assert.deepEqual(record.calls.filter(([name]) => /Commit|Finish/.test(name)).map(([name]) => name), ["LMSFinish"]);
});

test("finish needs no other turn of the event loop", async () => {
  const record = attempt();
  const [own] = await started(record);
  own.finish(SNAPSHOT);
  assert.equal(record.calls.at(-1)[0], "LMSFinish");
});

// ---- faults

test("after a failed commit everything is set again, in order, and only then is it sent", async () => {
  const record = attempt();
  let down = false;
  record.fault = (name) => (down && name !== "LMSGetValue" ? "101" : "");
  const [own] = await started(record);
  down = true;
  await own.answered(item());
  await own.reached("completed", { score: detail(80).score });
  assert.equal(await own.save(SNAPSHOT), "failed");
  down = false;
  assert.equal(await own.save({ ...SNAPSHOT, location: "claim" }), "doubted");
  assert.deepEqual([status(record), interactions(record)[0].latency, Number(record.kept["cmi.core.score.raw"]), record.refusals],
    ["passed", "0000:00:12.50", 80, []]);
});

test("a refused status is no success, whatever the commit says", async () => {
  const record = attempt();
  const [own] = await started(record);
  record.fault = (name, [element]) => (element === "cmi.core.lesson_status" ? "405" : "");
  await own.reached("completed", { score: null });
  assert.equal(await own.save(SNAPSHOT), "failed");
});

test("an API that throws is a failure and not an error of the course", async () => {
  const record = attempt();
  const [own] = await started(record);
  record.fault = () => { throw new Error("the LMS window is gone"); };
  assert.equal(await own.save(SNAPSHOT), "failed");
  assert.equal(await own.finish(SNAPSHOT), "failed");
});

test("a \"true\" with an error code beside it is not believed", async () => {
  const record = attempt();
  const api = strictApi(record);
  const own = driver(api);
  await own.start(course());
  Object.assign(api, { LMSCommit: () => "true", LMSGetLastError: () => "101" });
  assert.equal(await own.save(SNAPSHOT), "failed");
});

test("the log has every call with its code, and no name and no state", async () => {
  const [own] = await started(attempt({ "cmi.suspend_data": "secret-state", "cmi.core.student_name": "Doe, Jo" }));
  await own.save({ ...SNAPSHOT, state: "another-state", within: () => "another-state" });
  const lines = own.log().map(({ event, detail: text }) => `${event} ${text}`).join("\n");
  assert.match(lines, /LMSInitialize \[0\]/);
  assert.match(lines, /LMSCommit \[0\]/);
  assert.doesNotMatch(lines, /Doe|secret-state|another-state/);
});
