// What is said to the LRS: the right statements, once each, in order, and valid in the eyes of another's judge.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";

import { clock } from "./learner.mjs";
import { credit } from "./course.mjs";
import { Lrs } from "./xapi-lrs.mjs";
import { ACTIVITY, ANA, REGISTRATION, data, visit } from "./xapi-page.mjs";

const { default: judge } = createRequire(import.meta.url)("@learninglocker/xapi-validation");
const V = data().xapi.vocabulary;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const DURATION = /^PT([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]{1,2})?S)?$/;

async function lrsFor(context) {
  const lrs = await new Lrs().listen();
  context.after(() => lrs.close());
  return lrs;
}
const of = (lrs, verb) => lrs.stored.filter((each) => each.verb.display.en === verb);

async function whole(context, options) {
  const lrs = await lrsFor(context);
  const made = await visit(lrs, options);
  const { who, page } = made;
  who.acknowledge();
  for (const number of [1, 2, 3]) who.read(number);
  page.time.now += 90_500;
  who.answer();
  who.pass(75);
  await who.save("a");
  page.time.now += 30_000;
  who.claim();
  who.complete({ score: { raw: 75, min: 0, max: 100, scaled: 0.75 } });
  assert.equal(await who.save("b"), "saved");
  assert.equal(await who.finish("c", 120.504), "saved");
  return { lrs, ...made };
}

test("a whole visit is told in order", async (context) => {
  const { lrs } = await whole(context);
  assert.deepEqual(lrs.verbs, ["initialized", "acknowledged", "experienced", "experienced", "experienced", "answered", "answered",
    "answered", "answered", "passed", "claimed", "completed", "terminated"]);
});

test("every statement is valid, of this learner, registration and time", async (context) => {
  const { lrs } = await whole(context);
  for (const each of lrs.stored) {
    assert.deepEqual(judge(each).map(({ path, constructor: { name } }) => [name, path.join(".")]), []);
    assert.match(each.id, UUID);
    assert.deepEqual(each.actor, ANA);
    assert.equal(each.context.registration, REGISTRATION);
    assert.match(each.timestamp, /^2026-11-22T10:0\d:\d\d\.\d{3}Z$/);
  }
  const times = lrs.stored.map(({ timestamp }) => timestamp);
  assert.deepEqual(times, times.toSorted ? times.toSorted() : times.slice().sort());
  assert.equal(new Set(lrs.stored.map(({ id }) => id)).size, lrs.stored.length);
});

test("the fixed part is sent as the build composed it", async (context) => {
  const { lrs, config } = await whole(context);
  const { verb, object, context: { registration, ...rest } } = of(lrs, "experienced")[1];
  assert.deepEqual({ verb, object, context: rest }, config.xapi.statements["experienced/2"]);
  assert.equal(registration, REGISTRATION);
});

test("the statement of record says everything, and passed and claimed point to it and carry no amount", async (context) => {
  const { lrs } = await whole(context);
  const [record] = of(lrs, "completed");
  assert.deepEqual(record.result, { completion: true, success: true, score: { scaled: 0.75, raw: 75, min: 0, max: 100 },
    duration: "PT120.5S", extensions: { [V["credit-claimed"]]: [{ system: "AMA PRA Category 1 Credit", unit: "Credit", amount: 0.25 }],
      [V.profession]: "physician", [V.reference]: "ABCD-2345-EFGH" } });
  for (const verb of ["passed", "claimed"]) {
    const [each] = of(lrs, verb);
    assert.deepEqual(each.context.statement, { objectType: "StatementRef", id: record.id });
    assert.ok(!JSON.stringify(each).includes(V["credit-claimed"]));
  }
  assert.equal(of(lrs, "claimed")[0].result, undefined);
  assert.deepEqual(of(lrs, "passed")[0].result,
    { success: true, score: { scaled: 0.75, raw: 75, min: 0, max: 100 }, duration: "PT90.5S" });
});

test("the designation is frozen on what bears credit, with the instant at which it was judged", async (context) => {
  const { lrs } = await whole(context);
  for (const verb of ["passed", "claimed", "completed"]) {
    const [{ context: { extensions }, timestamp }] = of(lrs, verb);
    assert.equal(extensions[V.credit][0].status, "live");
    assert.equal(extensions[V["as-of"]], timestamp);
    assert.ok(extensions[V["disclosure-version"]]);
  }
  assert.equal(of(lrs, "initialized")[0].context.extensions, undefined);
});

test("after expiry credit is expired in context and definition, and nothing is claimed", async (context) => {
  const lrs = await lrsFor(context);
  const config = data({ expires: "2026-11-22T05:00:00Z" });
  const { who } = await visit(lrs, { config });
  who.pass();
  who.complete({ profession: "", claims: {}, expired: true });
  assert.equal(await who.save("a"), "saved");
  for (const each of [...of(lrs, "passed"), ...of(lrs, "completed")]) {
    assert.equal(each.context.extensions[V.credit][0].status, "expired");
    assert.equal(each.object.definition.extensions[V.credit][0].claimable, false);
  }
  const { extensions } = of(lrs, "completed")[0].result;
  assert.deepEqual(extensions, { [V["credit-claimed"]]: [], [V.profession]: "not-stated", [V.reference]: "ABCD-2345-EFGH" });
});

test("a claim in the last second stays a claim in time", async (context) => {
  const lrs = await lrsFor(context);
  const { who, page } = await visit(lrs, { config: data({ expires: "2026-11-22T10:00:01Z" }) });
  who.claim();
  page.time.now += 5000;
  who.complete();
  assert.equal(await who.save("a"), "saved");
  for (const verb of ["claimed", "completed"]) assert.equal(of(lrs, verb)[0].context.extensions[V.credit][0].status, "live");
});

test("what was declined is an amount of nothing, in every system that was offered", async (context) => {
  const lrs = await lrsFor(context);
  const config = data({ credits: [credit(), credit("ancc")] });
  config.xapi.systems.ancc = { system: "ANCC", unit: "Contact hour" };
  const { who } = await visit(lrs, { config });
  who.complete({ claims: { "ama-pra-1": "declined", ancc: "0.5" } });
  await who.save("a");
  assert.deepEqual(of(lrs, "completed")[0].result.extensions[V["credit-claimed"]], [
    { system: "AMA PRA Category 1 Credit", unit: "Credit", amount: 0 }, { system: "ANCC", unit: "Contact hour", amount: 0.5 }]);
});

// What the state tells of a claim, and what is read from the statement that tells it.
const told = { profession: "physician", claims: { "ama-pra-1": "0.5" }, expired: false, reference: "ABCD-2345-EFGH" };
for (const [what, claim] of Object.entries({
  "a claim": {}, "a claim that is no step any more": { claims: { "ama-pra-1": "0.75" } },
  "who declined": { claims: { "ama-pra-1": "declined" } }, "who may not claim": { profession: "nurse", claims: {} },
  "a completion after expiry": { profession: "", claims: {}, expired: true },
})) {
  test(`a record is read as it was told: ${what}`, async (context) => {
    const lrs = await lrsFor(context);
    const { who, page, config } = await visit(lrs);
    who.complete({ ...told, ...claim });
    await who.save("a");
    const [record] = of(lrs, "completed");
    assert.deepEqual(page.kit.statements.recorded(config, record), { ...told, ...claim, at: record.timestamp });
  });
}

test("a course that asks for no claim has neither a profession nor an end of credit in its record", async (context) => {
  const lrs = await lrsFor(context);
  const { who, page, config } = await visit(lrs, { config: data({ gates: ["pages"] }) });
  who.complete({ profession: "", claims: {} });
  await who.save("a");
  const { profession, expired } = page.kit.statements.recorded(config, of(lrs, "completed")[0]);
  assert.deepEqual([profession, expired], ["", false]);
});

test("a record that somebody else wrote is read without trust", async (context) => {
  const { page, config } = await visit(await lrsFor(context));
  const garbage = [{}, { result: 7 }, { result: { extensions: [] } },
    ...[null, 7, [null], ["x"], {}].map((value) => ({ result: { extensions: { [V["credit-claimed"]]: value } } }))];
  for (const each of garbage) assert.deepEqual(page.kit.statements.recorded(config, each).claims, {});
});

test("without a test there is neither score nor success, and a score that did not pass is no success", async (context) => {
  for (const score of [null, { raw: 50, min: 0, max: 100, scaled: 0.5 }]) {
    const lrs = await lrsFor(context);
    const { who } = await visit(lrs);
    who.complete({ score });
    await who.save("a");
    const [{ result }] = of(lrs, "completed");
    assert.deepEqual([result.success, result.score && result.score.raw], [undefined, score ? 50 : null].map((each) => each ?? undefined));
  }
});

test("answers have the notation of their kind, the verdict and the time", async (context) => {
  const { lrs } = await whole(context);
  assert.deepEqual(of(lrs, "answered").map(({ result }) => result), ["b", "a[,]b", "true", "b"].map((response) =>
    ({ response, duration: "PT4.25S", success: true })));
});

test("an answer that nobody judges has no verdict, and an item that is no question no statement", async (context) => {
  const lrs = await lrsFor(context);
  const { who, page, config } = await visit(lrs);
  const [{ id, type }] = config.quizzes[0].questions;
  const item = { id: "q", question: id, type, response: ["c"], seconds: 1, right: null, at: new Date(page.time.now) };
  page.driver.answered({ ...item, role: "question" });
  for (const role of ["claim", "profession", "reference"]) page.driver.answered({ ...item, role });
  page.driver.answered({ ...item, role: "question", question: "unknown" });
  await who.save("a");
  assert.deepEqual(of(lrs, "answered").map(({ result }) => result), [{ response: "c", duration: "PT1S" }]);
});

test("failed is said of the last attempt only, and of no other test", async (context) => {
  const lrs = await lrsFor(context);
  const { who, page } = await visit(lrs);
  who.fail(false);
  page.driver.reached("passed", { at: new Date(page.time.now), quiz: "check", role: "check", score: { raw: 100 }, passed: true });
  who.fail(true);
  await who.save("a");
  assert.deepEqual(lrs.verbs, ["initialized", "failed"]);
  assert.deepEqual(of(lrs, "failed")[0].result,
    { success: false, score: { scaled: 0.25, raw: 25, min: 0, max: 100 }, duration: "PT90.5S" });
});

test("scores keep no noise of binary fractions", async (context) => {
  const lrs = await lrsFor(context);
  for (const [index, raw] of [58.33, 66.67, 83.33, 0.07, 100].entries()) {
    const { who } = await visit(lrs, { query: { registration: REGISTRATION.replace(/.$/, String(index)) } });
    who.pass(raw);
    await who.save("a");
  }
  assert.deepEqual(of(lrs, "passed").map(({ result }) => result.score.scaled), [0.5833, 0.6667, 0.8333, 0.0007, 1]);
});

test("every duration has the one form that all readers take", async (context) => {
  const { lrs } = await whole(context);
  const all = lrs.stored.map(({ result }) => result && result.duration).filter(Boolean);
  assert.equal(all.length, 7);
  for (const each of all) assert.match(each, DURATION);
  assert.equal(of(lrs, "terminated")[0].result.duration, "PT120.5S");
});

test("the time of the record is that of all visits together", async (context) => {
  const lrs = await lrsFor(context);
  const first = await visit(lrs);
  await first.who.finish("a", 100);
  const { who, page } = await visit(lrs);
  page.time.now += 20_000;
  who.complete();
  await who.save("b", 20);
  assert.equal(of(lrs, "completed")[0].result.duration, "PT120S");
});

test("times never go back when the clock does", async (context) => {
  const lrs = await lrsFor(context);
  const { who, page } = await visit(lrs);
  page.time.now -= 3_600_000;
  who.read(1);
  await who.save("a");
  const [first, second] = lrs.stored;
  assert.ok(first.timestamp <= second.timestamp);
});

test("after success a launch is for reading, and says nothing", async (context) => {
  const { lrs } = await whole(context);
  const [told, requests] = [lrs.stored.length, lrs.asked("PUT", "activities/state").length];
  const { who, begun } = await visit(lrs);
  assert.deepEqual([begun.mode, begun.done, begun.state], ["review", true, "c"]);
  who.read(1);
  who.complete();
  assert.equal(await who.save("z"), "none");
  assert.equal(await who.finish("z"), "none");
  assert.deepEqual([lrs.stored.length, lrs.asked("PUT", "activities/state").length], [told, requests]);
});

test("a course that goes on the next day begins where it was", async (context) => {
  const lrs = await lrsFor(context);
  const first = await visit(lrs);
  await first.who.save("half");
  await first.who.finish("half");
  const { begun } = await visit(lrs, { time: clock("2026-11-23T08:00:00Z") });
  assert.deepEqual([begun.host, begun.mode, begun.state, begun.learner], [true, "normal", "half", "Ana Doe"]);
});

test("where randomUUID and digests are missing ids are made all the same", async (context) => {
  const lrs = await lrsFor(context);
  const crypto = { getRandomValues: (array) => globalThis.crypto.getRandomValues(array) };
  const { who } = await visit(lrs, { crypto });
  who.read(1);
  assert.equal(await who.save("a"), "saved");
  assert.match(lrs.stored[1].id, UUID);
  assert.equal(lrs.stored[0].object.id, ACTIVITY);
});
