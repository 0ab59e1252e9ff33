// Delivery under faults: in order, exactly once, and never said to be saved when it is not.
import assert from "node:assert/strict";
import test from "node:test";

import { Lrs } from "./xapi-lrs.mjs";
import { ANA, BEN, Disk, data, learner, open, launch, search, snapshot, visit } from "./xapi-page.mjs";

async function lrsFor(context) {
  const lrs = await new Lrs().listen();
  context.after(() => lrs.close());
  return lrs;
}
const on = (resource, fault, method) => (asked) =>
  (asked.resource === resource && (!method || asked.method === method) ? fault : undefined);
const always = (fault) => ({ stays: fault });
const ids = (lrs) => lrs.stored.map(({ id }) => id);
const GRACE = 2000; // before a launch sends what an earlier one may have sent as it went
const tries = (lrs) => lrs.asked("POST", "statements").length;

for (const fault of [{ status: 500 }, { status: 503 }, { status: 502, body: "<html>" }, { status: 429 }, { status: 408 }, { status: 401 },
  { status: 403 }, { status: 404 }, { status: 302, headers: { Location: "/lrs/elsewhere" } }, { status: 200, body: "<html>Log in</html>" },
  { status: 200, body: '["' }, { status: 200, body: "[]" }, { status: 200, body: "7" }, { status: 200 }, { status: 418 }, "drop", "lose", "half"]) {
  test(`after ${JSON.stringify(fault)} everything arrives once and in order`, async (context) => {
    const lrs = await lrsFor(context);
    const { page, who } = await visit(lrs);
    lrs.faults.push(on("statements", fault));
    who.read(1);
    who.read(2);
    assert.equal(await who.save("a"), "failed");
    who.read(3);
    await page.pass(60_000);
    assert.equal(await who.save("b"), "saved");
    assert.deepEqual(lrs.verbs, ["initialized", "experienced", "experienced", "experienced"]);
    assert.deepEqual(lrs.stored.slice(1).map(({ object }) => object.id.slice(-1)), ["1", "2", "3"]);
  });
}

test("an answer that never comes is given up, and the same statement is sent again", async (context) => {
  const lrs = await lrsFor(context);
  const { page, who } = await visit(lrs);
  lrs.faults.push(on("statements", "hang"));
  who.read(1);
  const saving = who.save("a");
  await page.pass(20_000);
  assert.equal(await saving, "failed");
  await page.pass(1000);
  assert.equal(await who.save("a"), "saved");
  assert.equal(lrs.stored.length, 2);
  const sent = lrs.asked("POST", "statements").slice(1).map(({ body }) => JSON.parse(body)[0].id);
  assert.equal(new Set(sent).size, 1);
});

test("pauses double up to a minute, and end when the line is back", async (context) => {
  const lrs = await lrsFor(context);
  const { page, who } = await visit(lrs);
  lrs.faults.push(on("statements", always({ status: 503 })));
  who.read(1);
  await who.save("a");
  const pauses = [];
  for (let waited = 0, seen = tries(lrs); pauses.length < 8; waited += 1) {
    await page.pass(1000);
    if (tries(lrs) === seen) continue;
    pauses.push(waited + 1);
    [waited, seen] = [-1, tries(lrs)];
  }
  assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
  lrs.faults.pop();
  page.fire("online");
  await page.quiet();
  assert.equal(lrs.stored.length, 2);
});

for (const [after, seconds] of [["7", 7], ["Sun, 22 Nov 2026 10:00:09 GMT", 9], ["soon", 1], ["99999999", 300], ["-5", 1]]) {
  test(`Retry-After: ${after} is waited for, within reason`, async (context) => {
    const lrs = await lrsFor(context);
    const { page, who } = await visit(lrs);
    lrs.faults.push(on("statements", { status: 429, headers: { "Retry-After": after } }));
    who.read(1);
    await who.save("a");
    await page.pass(seconds * 1000 - 100);
    assert.equal(lrs.stored.length, 1);
    await page.pass(200);
    assert.equal(lrs.stored.length, 2);
  });
}

test("nothing is asked during a pause, however often the learner saves", async (context) => {
  const lrs = await lrsFor(context);
  const { who } = await visit(lrs);
  lrs.faults.push(on("statements", always({ status: 503 })));
  who.read(1);
  await who.save("a");
  const asked = lrs.requests.length;
  for (const state of ["b", "c", "d"]) assert.equal(await who.save(state), "failed");
  assert.equal(lrs.requests.length, asked);
});

test("a key that is refused stops the sending, keeps the queue, and is tried slowly", async (context) => {
  const lrs = await lrsFor(context);
  const { page, who } = await visit(lrs);
  lrs.faults.push(on("statements", always({ status: 401 })));
  who.read(1);
  assert.equal(await who.save("a"), "failed");
  const asked = lrs.requests.length;
  await page.pass(59_000);
  assert.equal(lrs.requests.length, asked);
  lrs.faults.pop();
  await page.pass(2000);
  assert.equal(await who.save("a"), "saved");
});

test("one statement that the LRS will not take holds nobody up, and is neither sent for ever nor forgotten", async (context) => {
  const lrs = await lrsFor(context);
  const disk = new Disk();
  const { page, who } = await visit(lrs, { disk });
  const bad = ({ resource, body }) => (resource === "statements" && body.includes("/pages/2") ? always({ status: 400 }) : undefined);
  lrs.faults.push(bad);
  for (const number of [1, 2, 3]) who.read(number);
  who.complete();
  assert.equal(await who.save("a"), "refused");
  assert.deepEqual(lrs.verbs, ["initialized", "experienced", "experienced", "completed"]);
  assert.match(page.log(), /refused/);
  const asked = lrs.requests.length;
  assert.equal(await who.save("a"), "refused");
  assert.equal(lrs.requests.length, asked);
  await who.finish("a");
  lrs.faults.pop();
  await (await visit(lrs, { disk })).page.pass(GRACE);
  assert.ok(lrs.stored.some(({ object }) => object.id.endsWith("/pages/2")), "the next launch asks once more");
});

test("a statement of record that is refused is not saved", async (context) => {
  const lrs = await lrsFor(context);
  const { who } = await visit(lrs);
  lrs.faults.push(({ resource, body }) => (resource === "statements" && body.includes("completed") ? always({ status: 400 }) : undefined));
  who.complete();
  assert.equal(await who.save("a"), "failed");
  assert.equal(lrs.document().done, false);
});

test("a batch too large for the LRS goes one by one", async (context) => {
  const lrs = await lrsFor(context);
  const { who } = await visit(lrs);
  lrs.faults.push(({ method, resource }) => (method === "POST" && resource === "statements" ? always({ status: 413 }) : undefined));
  who.answer();
  assert.equal(await who.save("a"), "saved");
  assert.equal(lrs.stored.length, 5);
});

test("a conflict means that the LRS has it, and the others of the batch still arrive", async (context) => {
  const lrs = await lrsFor(context);
  const { page, who } = await visit(lrs);
  lrs.faults.push(on("statements", "lose"));
  who.read(1);
  await who.save("a");
  for (const [id, each] of lrs.statements) lrs.statements.set(id, { ...each, stored: "normalised by the LRS" });
  who.read(2);
  await page.pass(1000);
  assert.equal(await who.save("b"), "saved");
  assert.equal(lrs.stored.length, 3);
  assert.ok(lrs.asked("PUT", "statements").length >= 2);
});

test("a conflict over a statement that a broken LRS cannot show is believed in the end", async (context) => {
  const lrs = await lrsFor(context);
  const { page, who } = await visit(lrs);
  lrs.faults.push(on("statements", "lose", "POST"));
  who.read(1);
  await who.save("a");
  lrs.faults.push(on("statements", always({ status: 500 }), "GET"));
  who.read(2);
  await page.pass(60_000);
  assert.equal(await who.save("b"), "saved");
  assert.deepEqual(lrs.verbs, ["initialized", "experienced", "experienced"]);
});

test("what was sent as a window went is sent again only when it can have arrived: an LRS may store twice what comes at once",
  async (context) => {
    const lrs = await lrsFor(context);
    const disk = new Disk();
    await interrupted(lrs, disk);
    const before = tries(lrs);
    const { page, who } = await visit(lrs, { disk });
    const saving = who.save("a");
    await page.pass(GRACE / 2);
    assert.equal(tries(lrs), before);
    await page.pass(GRACE);
    assert.equal(await saving, "saved");
    assert.deepEqual(lrs.verbs, ["initialized", "experienced", "claimed", "completed", "initialized"]);
  });

test("a batch has 50 statements and 60 KB at most", async (context) => {
  const lrs = await lrsFor(context);
  const config = data();
  config.xapi.statements["experienced/2"].object.definition.description = { en: "x".repeat(9000) };
  const { who } = await visit(lrs, { config });
  for (let turn = 0; turn < 120; turn += 1) who.read(turn < 100 ? 1 : 2);
  assert.equal(await who.save("a"), "saved");
  const batches = lrs.asked("POST", "statements").map(({ body }) => [JSON.parse(body).length, Buffer.byteLength(body)]);
  assert.equal(batches.reduce((sum, [count]) => sum + count, 0), 121);
  for (const [count, size] of batches) assert.ok(count <= 50 && size <= 60 * 1024, `${count} statements, ${size} bytes`);
  assert.ok(batches.length < 8);
});

test("one request at a time", async (context) => {
  const lrs = await lrsFor(context);
  let [now, most] = [0, 0];
  const fetch = async (url, options) => {
    most = Math.max(most, now += 1);
    return globalThis.fetch(url, options).finally(() => { now -= 1; });
  };
  const { page, who } = await visit(lrs, { fetch });
  const saves = ["a", "b", "c"].map((state) => { who.read(1); return page.driver.save(snapshot(state)); });
  assert.deepEqual(await page.run(Promise.all(saves)), ["saved", "saved", "saved"]);
  assert.equal(most, 1);
});

// ---- over launches

async function interrupted(lrs, disk, options = {}) {
  const { who } = await visit(lrs, { disk, ...options });
  lrs.faults.push(on("statements", always({ status: 503 })));
  who.read(1);
  who.claim();
  who.complete();
  assert.equal(await who.save("a"), disk ? "kept" : "failed");
  lrs.faults.pop();
}

test("what waits is sent by the same learner's next launch, with the same ids, before anything else", async (context) => {
  const lrs = await lrsFor(context);
  const disk = new Disk();
  await interrupted(lrs, disk);
  const waiting = disk.records.map(([, [, { id }]]) => id).filter(Boolean);
  assert.equal(waiting.length, 3);
  const { begun, page } = await visit(lrs, { disk });
  assert.equal(begun.state, "a", "the state came from the journal");
  await page.pass(GRACE);
  assert.deepEqual(lrs.verbs, ["initialized", "experienced", "claimed", "completed", "initialized"]);
  assert.deepEqual(ids(lrs).slice(1, 4), waiting);
  for (const each of lrs.stored) assert.deepEqual(each.actor, ANA);
  assert.deepEqual(disk.records, []);
  assert.equal(lrs.document().done, true);
});

for (const [whose, query] of [["another learner", { actor: JSON.stringify(BEN) }],
  ["another registration", { registration: "11111111-2222-4333-8444-555555555555" }],
  ["another activity", { activity_id: "https://lms.test/items/8" }]]) {
  test(`the launch of ${whose} sends nothing of it`, async (context) => {
    const lrs = await lrsFor(context);
    const disk = new Disk();
    await interrupted(lrs, disk);
    const kept = disk.text;
    const { who, begun } = await visit(lrs, { disk, query });
    assert.equal(begun.state, "");
    await who.save("z");
    assert.deepEqual(lrs.verbs, ["initialized", "initialized"]);
    assert.equal(disk.text, kept);
  });
}

test("a launch that only reads still delivers what waits", async (context) => {
  const lrs = await lrsFor(context);
  const disk = new Disk();
  const { who } = await visit(lrs, { disk });
  who.complete();
  await who.save("a");
  lrs.faults.push(on("statements", { status: 503 }));
  await who.finish("b");
  assert.equal(lrs.verbs.includes("terminated"), false);
  const { begun, page } = await visit(lrs, { disk });
  assert.equal(begun.mode, "review");
  await page.pass(GRACE);
  assert.deepEqual(lrs.verbs, ["initialized", "completed", "terminated"]);
});

// A visit without a disk whose record arrived, and nothing that says so. → the record
async function forgotten(lrs) {
  const { who } = await visit(lrs);
  lrs.faults.push(on("statements", "lose"));
  who.complete();
  assert.equal(await who.save("a"), "failed");
  assert.equal(lrs.document(), undefined);
  return lrs.stored.at(-1);
}

test("a record whose answer was lost stays the only one, even when the learner has to do all again", async (context) => {
  const lrs = await lrsFor(context);
  await forgotten(lrs);
  const { who, page, begun } = await visit(lrs, { disk: new Disk() });
  assert.equal(begun.done, false);
  page.time.now += 3_600_000;
  who.complete();
  assert.equal(await who.save("b"), "saved");
  assert.equal(lrs.verbs.filter((verb) => verb === "completed").length, 1);
  assert.equal(lrs.document().done, true);
});

test("where no disk remembers it, a launch finds the record that the LRS has, and begins for reading", async (context) => {
  const lrs = await lrsFor(context);
  const { id, timestamp } = await forgotten(lrs);
  const told = lrs.stored.length;
  const { begun, page } = await visit(lrs);
  assert.deepEqual([begun.mode, begun.done, begun.state], ["review", true, "ABCD-2345-EFGH"]);
  await page.pass(GRACE);
  assert.equal(lrs.stored.length, told);
  assert.deepEqual([lrs.document().done, lrs.document().record], [true, { id, at: timestamp }]);
});

test("a record that is there already stands, whatever is claimed now, and the learner hears of it", async (context) => {
  const lrs = await lrsFor(context);
  const { id, timestamp } = await forgotten(lrs);
  const { who, page } = await visit(lrs, { disk: new Disk() });
  page.time.now += 3_600_000;
  who.complete({ claims: { "ama-pra-1": "declined" }, reference: "TWO2-3456-789A" });
  assert.equal(await who.save("b"), "saved");
  assert.deepEqual(who.heard.at(-1), ["ABCD-2345-EFGH+b", true]);
  const records = lrs.stored.filter(({ verb }) => verb.display.en === "completed");
  assert.deepEqual(records.map(({ timestamp: at }) => at), [timestamp]);
  assert.deepEqual([lrs.document().done, lrs.document().record], [true, { id, at: timestamp }]);
  assert.doesNotMatch(page.log(), /refused/);
  const count = lrs.stored.length;
  assert.equal(await who.finish("b"), "none");
  assert.equal(lrs.stored.length, count); // what is for reading says nothing
});

test("a launch that finds no record goes on as ever", async (context) => {
  for (const fault of [{ status: 404 }, { status: 500 }, { status: 403 }, { status: 200, body: "<html>" }, "drop"]) {
    const lrs = await lrsFor(context);
    lrs.faults.push(on("statements", fault, "GET"));
    const { who, begun } = await visit(lrs);
    assert.equal(begun.done, false);
    who.complete();
    assert.equal(await who.save("a"), "saved");
    assert.equal(lrs.document().done, true);
  }
});

test("a record that was told and not delivered keeps its id, time and terms", async (context) => {
  const lrs = await lrsFor(context);
  const disk = new Disk();
  await interrupted(lrs, disk);
  disk.rows = disk.rows.filter(([key]) => [].concat(key).at(-1) === "scormkit" || key === "salt"); // the statements were lost
  const { at } = disk.records[0][1][1].record;
  const { who, page } = await visit(lrs, { disk, config: data({ expires: "2026-11-22T10:00:30Z" }) });
  page.time.now += 3_600_000;
  who.complete();
  who.complete();
  assert.equal(await who.save("b"), "saved");
  const records = lrs.stored.filter(({ verb }) => verb.display.en === "completed");
  assert.equal(records.length, 1);
  assert.equal(records[0].timestamp, at);
  assert.ok(at < "2026-11-22T10:00:01Z");
  assert.equal(records[0].context.extensions["https://provider.test/xapi/credit"][0].status, "live");
});

test("a journal that others wrote into harms nobody", async (context) => {
  const lrs = await lrsFor(context);
  const disk = new Disk();
  const first = await visit(lrs, { disk });
  lrs.faults.push(on("statements", { status: 503 }));
  first.who.read(1);
  assert.equal(await first.who.save("a"), "kept");
  const [[scope]] = disk.records[0];
  await first.page.pass(5000);
  await first.who.finish("a");
  assert.deepEqual(disk.records, []);
  for (const [index, value] of [null, 7, "x", [], {}, { id: "7", verb: {} }, { verb: { id: "x" } }].entries()) {
    disk.rows.push([[scope, `0${index}`], [`0${index}`, value, Date.now()]]);
  }
  disk.rows.push([[scope, "scormkit"], ["scormkit", { n: "many" }, Date.now()]]);
  const { begun, page } = await visit(lrs, { disk });
  assert.equal(begun.state, "a");
  await page.pass(GRACE);
  assert.deepEqual(disk.records, []);
});

for (const [how, changes] of [["is missing", { indexedDB: undefined }], ["throws", { indexedDB: { open() { throw new Error("x"); } } }],
  ["never answers", { indexedDB: { open: () => ({}) } }],
  ["fails", { indexedDB: { open: () => { const r = {}; queueMicrotask(() => r.onerror({})); return r; } } }]]) {
  test(`a disk that ${how} costs only the journal`, async (context) => {
    const lrs = await lrsFor(context);
    const { page, who, begun } = await visit(lrs, changes);
    assert.equal(begun.host, true);
    who.read(1);
    assert.equal(await who.save("a"), "saved");
    assert.match(page.log(), /"journal","detail":"memory"/);
  });
}

test("a disk that fails later costs only the journal", async (context) => {
  const lrs = await lrsFor(context);
  const disk = new Disk();
  const { who } = await visit(lrs, { disk });
  Object.defineProperty(disk, "rows", { get() { throw new Error("QuotaExceededError"); } });
  who.read(1);
  assert.equal(await who.save("a"), "saved");
});

// ---- leaving

test("leaving sends everything at once in requests that outlive the page", async (context) => {
  const lrs = await lrsFor(context);
  const { page, who } = await visit(lrs);
  await who.save("a");
  const before = page.sent.length;
  who.read(1);
  page.driver.finish(snapshot("b", 61));
  const last = page.sent.slice(before); // no answer has come yet: all was asked before the page could go
  assert.deepEqual(last.map(({ method, keepalive }) => [method, keepalive]), [["PUT", true], ["POST", true]]);
  await page.quiet();
  assert.deepEqual(lrs.verbs, ["initialized", "experienced", "terminated"]);
  assert.deepEqual([lrs.document().state, lrs.document().seconds], ["b", 61]);
});

test("all that outlives the page stays under 64 KiB: the oldest of the queue that fit", async (context) => {
  const lrs = await lrsFor(context);
  const disk = new Disk();
  const config = data();
  config.xapi.statements["experienced/1"].object.definition.description = { en: "ä".repeat(1000) };
  const { page, who } = await visit(lrs, { disk, config });
  const before = page.sent.length;
  for (let turn = 0; turn < 60; turn += 1) who.read(1);
  await page.run(page.driver.finish(snapshot("x".repeat(9000))));
  const kept = page.sent.slice(before).filter(({ keepalive }) => keepalive);
  const size = kept.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
  assert.ok(size <= 65536 && size > 60_000, `${size} bytes`);
  const { timestamp, id } = JSON.parse(kept.at(-1).body)[0];
  assert.equal(id, lrs.stored[1].id, `oldest first: ${timestamp}`);
});

test("a hidden page asks in requests that may outlive it, one that is seen does not", async (context) => {
  const lrs = await lrsFor(context);
  const { page, who } = await visit(lrs);
  assert.ok(page.sent.every(({ keepalive }) => !keepalive));
  page.window.document.visibilityState = "hidden";
  const before = page.sent.length;
  who.read(1);
  await who.save("a");
  assert.ok(page.sent.slice(before).every(({ keepalive }) => keepalive));
});

test("the end is told once", async (context) => {
  const lrs = await lrsFor(context);
  const { page, who } = await visit(lrs);
  const both = await page.run(Promise.all([page.driver.finish(snapshot("a")), page.driver.finish(snapshot("b"))]));
  assert.deepEqual(both, ["saved", "saved"]);
  assert.equal(await who.finish("c"), "saved");
  who.read(1);
  assert.equal(await who.save("c"), "none");
  assert.deepEqual(lrs.verbs, ["initialized", "terminated"]);
});

test("an end that failed is tried on while the window stays", async (context) => {
  const lrs = await lrsFor(context);
  const { page, who } = await visit(lrs);
  lrs.faults.push(on("statements", { status: 503 }), on("activities/state", { status: 503 }));
  assert.equal(await who.finish("a"), "failed");
  await page.pass(1000);
  assert.deepEqual(lrs.verbs, ["initialized", "terminated"]);
  assert.equal(lrs.document().state, "a");
});

test("an answer without end is cut off", async (context) => {
  const lrs = await lrsFor(context);
  const page = open(search(launch(lrs.endpoint)), { lrs });
  const who = learner(page, data());
  await who.start();
  let told = 0;
  page.window.fetch = async () => new Response(new ReadableStream({ pull: (out) => { told += 1; out.enqueue(new Uint8Array(65536)); } }));
  who.read(1);
  assert.equal(await who.save("a"), "failed");
  assert.ok(told < 40, `${told} parts were read`);
});
