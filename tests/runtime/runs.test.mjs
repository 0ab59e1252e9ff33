// Whole visits: everything but the page, from the launch to the LMS's record.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";

import { course } from "./course.mjs";
import { clock, open } from "./learner.mjs";
import { words } from "./load.mjs";
import { attempt, interactions, strictApi, written } from "./strict-api.mjs";

const data = course();
const questions = data.quizzes[0].questions;
const ids = (record) => interactions(record).map(({ id }) => id);
const status = (record) => record.kept["cmi.core.lesson_status"];
const launch = (record, options = {}, own = data) => open(own, { api: strictApi(record), ...options });

async function toTheTest(learner) {
  await learner.acknowledge();
  await learner.readAll();
}

async function passed(learner) {
  await toTheTest(learner);
  await learner.test(true);
  await learner.next();
}

async function claimed(learner, profession = "physician", amounts = { "ama-pra-1": "0.25" }) {
  await passed(learner);
  await learner.claim(profession, amounts);
  await learner.time.pass(2000);
}

// ---- the whole run

async function wholeRun(learner) {
  await toTheTest(learner);
  await learner.test(false);
  await learner.click(".again");
  await learner.test(true);
  await learner.next();
  await learner.claim("physician", { "ama-pra-1": "0.25" });
  await learner.time.pass(2000);
  await learner.close();
}

test("a whole run: read all, fail once, pass, claim, finish", async () => {
  const record = attempt();
  await wholeRun(await launch(record));
  const attempts = [1, 2].flatMap((number) => questions.map(({ id }) => `q-${id}-${number}`));
  assert.deepEqual(ids(record), [...attempts, "profession", "credit-claim-ama-pra-1", "record-reference"]);
  assert.deepEqual([status(record), record.kept["cmi.core.score.raw"], record.refusals], ["passed", "100", []]);
});

test("the transcript of a whole run begins and ends as the standard and real LMSs want it", async () => {
  const record = attempt();
  await wholeRun(await launch(record));
  const calls = record.calls.map(([name, element, value]) => (name === "LMSSetValue" ? `${element}=${value}` : name));
  assert.deepEqual(calls.filter((each) => each !== "LMSGetValue").slice(0, 3),
    ["LMSInitialize", "cmi.core.lesson_status=incomplete", "LMSCommit"]);
  assert.equal(calls.filter((each) => each === "cmi.core.lesson_status=passed").length, 1);
  const end = calls.slice(calls.lastIndexOf("LMSCommit") + 1);
  assert.deepEqual(end.map((each) => each.split("=")[0]),
    ["cmi.suspend_data", "cmi.core.lesson_location", "cmi.core.session_time", "cmi.core.exit", "LMSFinish"]);
});

const again = existsSync(new URL("../node_modules/scorm-again/package.json", import.meta.url));
test("a whole run under scorm-again: no call refused, success kept", { skip: again ? false : "scorm-again is not installed" }, async () => {
  const { Scorm12API } = await import("scorm-again/scorm12");
  const host = new Scorm12API({ autocommit: false, logLevel: 5 });
  const refusals = [];
  const api = { LMSGetLastError: () => host.LMSGetLastError() };
  for (const name of ["LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSFinish"]) {
    api[name] = (...given) => {
      const answer = host[name](...given);
      if (String(host.LMSGetLastError()) !== "0") refusals.push([name, ...given, host.LMSGetLastError()]);
      return answer;
    };
  }
  await wholeRun(await open(data, { api }));
  assert.deepEqual(refusals, []);
  assert.equal(host.cmi.core.lesson_status, "passed");
});

test("acts and the state that tells of them reach the LMS in one commit", async () => {
  const record = attempt();
  const learner = await launch(record);
  await toTheTest(learner);
  await learner.time.pass(2000);
  const before = record.calls.length;
  await learner.test(true);
  assert.deepEqual(written(record, before), []);
  await learner.time.pass(2000);
  const calls = written(record, before).map(([name, element]) => (name === "LMSCommit" ? name : element));
  assert.ok(calls.indexOf("cmi.interactions.0.id") < calls.indexOf("LMSCommit"));
  assert.ok(calls.indexOf("cmi.suspend_data") < calls.indexOf("LMSCommit"));
});

test("commits come at most once a second, however fast the learner is", async () => {
  const record = attempt();
  const learner = await launch(record);
  await learner.acknowledge();
  const before = record.calls.length;
  for (let turn = 0; turn < 100; turn += 1) {
    await learner.click(turn % 2 ? "#next" : "#previous");
    await learner.time.pass(50);
  }
  assert.ok(record.calls.slice(before).filter(([name]) => name === "LMSCommit").length <= 6);
});

// ---- test and claim

test("unanswered questions are told and nothing is submitted", async () => {
  const record = attempt();
  const learner = await launch(record);
  await toTheTest(learner);
  await learner.answer(true, questions.slice(0, 2));
  await learner.click(".submit");
  await learner.time.pass(2000);
  assert.deepEqual([learner.shown.missing, ids(record)], [["question-3", "question-4"], []]);
});

test("latency is the time that a question took", async () => {
  const record = attempt();
  const learner = await launch(record);
  await toTheTest(learner);
  await learner.test(true);
  await learner.time.pass(2000);
  assert.deepEqual(interactions(record).map(({ latency }) => latency), Array(4).fill("0000:00:04.00"));
});

test("a submitted test takes no second submission", async () => {
  const record = attempt();
  const learner = await launch(record);
  await toTheTest(learner);
  await learner.test(false);
  await learner.click(".submit");
  await learner.time.pass(2000);
  assert.equal(ids(record).length, questions.length);
});

test("after the last attempt nothing more can be tried, and the course stays incomplete", async () => {
  const record = attempt();
  const learner = await launch(record);
  await toTheTest(learner);
  for (let turn = 0; turn < 5; turn += 1) {
    await learner.test(false);
    await learner.click(".again");
  }
  await learner.close();
  assert.deepEqual([ids(record).length, status(record), record.refusals], [3 * questions.length, "incomplete", []]);
});

test("a worse attempt does not lower the score", async () => {
  const record = attempt();
  const learner = await launch(record);
  await toTheTest(learner);
  await learner.answer(true, questions.slice(0, 2));
  await learner.answer(false, questions.slice(2));
  await learner.click(".submit");
  await learner.click(".again");
  await learner.test(false);
  await learner.close();
  assert.equal(Number(record.kept["cmi.core.score.raw"]), 50);
});

for (const [what, profession, amounts, response] of [
  ["a claim", "physician", { "ama-pra-1": "0.5" }, "0.5"],
  ["declining", "physician", { "ama-pra-1": "declined" }, "0"],
  ["a profession that the credit is not for", "nurse", {}, undefined],
]) {
  test(`${what} completes the course`, async () => {
    const record = attempt();
    const learner = await launch(record);
    await claimed(learner, profession, amounts);
    const claim = interactions(record).find(({ id }) => id === "credit-claim-ama-pra-1") ?? {};
    assert.deepEqual([status(record), claim.student_response, claim.result], ["passed", response, response && "neutral"]);
  });
}

for (const [what, claim, problem] of [
  ["a profession", ["", {}], "chooseProfession"],
  ["an amount or a refusal", ["physician", { "ama-pra-1": "" }], "chooseAmount"],
]) {
  test(`a claim without ${what} is not recorded`, async () => {
    const record = attempt();
    const learner = await launch(record);
    await claimed(learner, ...claim);
    assert.deepEqual([learner.shown.problem, status(record)], [words()[problem], "incomplete"]);
  });
}

test("a claim is final", async () => {
  const record = attempt();
  const learner = await launch(record);
  await claimed(learner);
  await learner.click("[x]");
  await learner.claim("physician", { "ama-pra-1": "0.5" });
  await learner.close();
  assert.equal(ids(record).filter((id) => id === "credit-claim-ama-pra-1").length, 1);
});

test("the reference is unambiguous, grouped, kept and reported", async () => {
  const record = attempt();
  const learner = await launch(record);
  await claimed(learner);
  const { reference } = learner.state();
  assert.match(reference, /^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/);
  assert.equal(interactions(record).at(-1).student_response, reference);
  assert.equal(JSON.parse(record.kept["cmi.suspend_data"]).f, reference);
});

test("the certificate opens by itself, once the LMS has taken the completion", async () => {
  const record = attempt();
  const learner = await launch(record);
  await passed(learner);
  await learner.time.pass(2000);
  record.fault = (name) => (name === "LMSCommit" ? "101" : "");
  await learner.claim("physician", { "ama-pra-1": "0.25" });
  await learner.time.pass(3000);
  assert.deepEqual([learner.shown.section, learner.saved()], ["claim", words().failed]);
  record.fault = () => "";
  await learner.time.pass(6000);
  assert.deepEqual([learner.shown.section, learner.saved()], ["certificate", words().doubted]);
  assert.deepEqual(learner.shown.slots, { name: "Jo Doe", date: "22 November 2026", reference: learner.state().reference, amount: "0.25" });
});

// ---- expiry

const dated = course({ expires: "2026-03-01T05:00:00Z" });

test("after expiry completion is recorded with nothing to claim", async () => {
  const record = attempt();
  const learner = await launch(record, {}, dated);
  await passed(learner);
  await learner.click("#claim-none");
  await learner.close();
  assert.deepEqual([status(record), ids(record).slice(questions.length)], ["passed", ["record-reference"]]);
});

test("a claim that comes a second too late is not taken", async () => {
  const record = attempt();
  const time = clock("2026-03-01T04:58:00Z");
  const learner = await launch(record, { time }, dated);
  await passed(learner);
  assert.equal(learner.shown.run.visit.expired, false);
  time.now = Date.parse("2026-03-01T05:00:00Z");
  await learner.claim("physician", { "ama-pra-1": "0.25" });
  assert.deepEqual([learner.shown.run.visit.expired, learner.state().profession], [true, ""]);
});

test("before expiry nobody can record completion without the question of a claim", async () => {
  const record = attempt();
  const learner = await launch(record, { time: clock("2026-01-01T00:00:00Z") }, dated);
  await passed(learner);
  await learner.click("#claim-none");
  await learner.close();
  assert.equal(status(record), "incomplete");
});

// ---- resuming

test("the next launch goes on at the same place with the same answers", async () => {
  const record = attempt();
  const first = await launch(record);
  await toTheTest(first);
  await first.answer(true, questions.slice(0, 2));
  await first.close();
  const second = await launch(record);
  assert.equal(second.shown.section, "quiz-test");
  assert.deepEqual(Object.keys(second.state().quizzes.test.answers), ["question-1", "question-2"]);
  await second.answer(true, questions.slice(2));
  await second.click(".submit");
  await second.close();
  assert.deepEqual([ids(record).length, record.refusals], [questions.length, []]);
});

test("interactions of the next launch are counted on", async () => {
  const record = attempt();
  const first = await launch(record);
  await toTheTest(first);
  await first.test(false);
  await first.close();
  const second = await launch(record);
  await second.click(".again");
  await second.test(true);
  await second.close();
  assert.deepEqual([new Set(ids(record)).size, record.refusals], [2 * questions.length, []]);
});

test("a relaunch after success reads everything and writes nothing", async () => {
  const record = attempt();
  const first = await launch(record);
  await claimed(first);
  await first.close();
  const kept = structuredClone(record.kept);
  const before = record.calls.length;
  const second = await launch(record);
  assert.equal(second.saved(), words().review);
  await second.click("#next");
  await second.click(".again");
  await second.test(false);
  await second.claim("physician", { "ama-pra-1": "0.5" });
  await second.click("#exit");
  await second.close();
  await second.time.pass(10000);
  assert.deepEqual([written(record, before), record.kept], [[], kept]);
});

test("the certificate of a completed course opens again with the same reference", async () => {
  const record = attempt();
  const first = await launch(record);
  await claimed(first);
  await first.close();
  const second = await launch(record);
  assert.equal(second.shown.section, "certificate");
  assert.deepEqual(second.shown.slots.reference, first.state().reference);
});

test("a completion whose last word was lost is told again at the next launch", async () => {
  const record = attempt();
  const first = await launch(record);
  await claimed(first);
  await first.close();
  record.kept["cmi.core.lesson_status"] = "incomplete";
  const second = await launch(record);
  await second.time.pass(2000);
  await second.close();
  assert.deepEqual([status(record), new Set(ids(record)).size, record.refusals], ["passed", ids(record).length, []]);
});

test("garbage in suspend_data starts the course anew", async () => {
  const learner = await launch(attempt({ "cmi.suspend_data": "%%%", "cmi.core.lesson_status": "incomplete" }));
  assert.equal(learner.shown.section, "front");
});

// ---- what the learner is told

test("without an LMS the learner is told so, may do everything, and gets no certificate", async () => {
  const learner = await open(data, {});
  assert.equal(learner.saved(), words().alone);
  await claimed(learner);
  assert.equal(learner.kit.progress.certificate(learner.state(), learner.shown.run.visit), "none");
  assert.equal(learner.saved(), words().alone);
});

for (const [mode, word] of [["review", "review"], ["browse", "browse"]]) {
  test(`in ${mode} the learner is told that nothing is recorded`, async () => {
    const learner = await launch(attempt({ "cmi.core.lesson_mode": mode }));
    await learner.next();
    assert.deepEqual([learner.saved(), learner.shown.section], [words()[word], "page-1"]);
  });
}

test("a failed save is told, asks before leaving, is tried again, and then is over", async () => {
  const record = attempt();
  const learner = await launch(record);
  record.fault = (name) => (name === "LMSCommit" ? "101" : "");
  await learner.acknowledge();
  await learner.time.pass(2000);
  assert.deepEqual([learner.saved(), learner.listens("beforeunload")], [words().failed, true]);
  record.fault = () => "";
  await learner.time.pass(6000);
  assert.deepEqual([learner.saved(), learner.listens("beforeunload")], [words().sent, false]);
});

test("exit saves, finishes and says that the window may be closed", async () => {
  const record = attempt();
  const learner = await launch(record);
  await learner.acknowledge();
  await learner.click("#exit");
  await learner.close();
  assert.deepEqual([learner.saved(), record.calls.filter(([name]) => name === "LMSFinish").length], [words().closed, 1]);
});

test("exit stays open while work is not saved", async () => {
  const record = attempt();
  const learner = await launch(record);
  await learner.acknowledge();
  record.fault = (name) => (name === "LMSCommit" ? "101" : "");
  await learner.click("#exit");
  assert.deepEqual([learner.saved(), record.calls.some(([name]) => name === "LMSFinish")], [words().failed, false]);
});

test("after the exit nothing changes any more", async () => {
  const record = attempt();
  const learner = await launch(record);
  await toTheTest(learner);
  await learner.click("#exit");
  await learner.test(true);
  await learner.time.pass(10000);
  assert.deepEqual([ids(record), record.refusals], [[], []]);
});

test("a window that goes out of sight saves", async () => {
  const record = attempt();
  const learner = await launch(record);
  await learner.acknowledge();
  await learner.time.pass(2000);
  await learner.next();
  learner.window.document.visibilityState = "hidden";
  learner.fire("visibilitychange");
  assert.equal(JSON.parse(record.kept["cmi.suspend_data"]).at, "page-2");
});

test("what was done in the last second goes with the closing window", async () => {
  const record = attempt();
  const learner = await launch(record);
  await toTheTest(learner);
  await learner.test(false);
  learner.fire("pagehide");
  assert.deepEqual([ids(record).length, record.calls.at(-1)[0]], [questions.length, "LMSFinish"]);
});

test("a click before the LMS has answered is not lost", async () => {
  const record = attempt();
  let failures = 1;
  record.fault = (name) => (name === "LMSInitialize" && failures-- > 0 ? "101" : "");
  const learner = await launch(record);
  await learner.acknowledge();
  await learner.time.pass(3000);
  assert.equal(learner.shown.section, "page-1");
});

test("an API in a parent that appears late is used", async () => {
  const record = attempt();
  const parent = {};
  parent.parent = parent;
  const learner = await open(data, { parent });
  await learner.time.pass(700);
  assert.equal(learner.saved(), words().connecting);
  parent.API = strictApi(record);
  await learner.time.pass(200);
  assert.equal(learner.saved(), words().ready);
});
