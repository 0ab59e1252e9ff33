// The document of the State resource: kept with ETags, never overwritten blindly, and read without trust.
import assert from "node:assert/strict";
import test from "node:test";

import { Lrs } from "./xapi-lrs.mjs";
import { Disk, snapshot, visit } from "./xapi-page.mjs";

async function lrsFor(context, changes = {}) {
  const lrs = Object.assign(await new Lrs().listen(), changes);
  context.after(() => lrs.close());
  return lrs;
}
const state = (fault, method) => (asked) =>
  (asked.resource === "activities/state" && (!method || asked.method === method) ? fault : undefined);
const always = (fault) => ({ stays: fault });
const puts = (lrs) => lrs.asked("PUT", "activities/state");

test("the first document must be new, later ones must be those that were seen", async (context) => {
  const lrs = await lrsFor(context);
  const { who } = await visit(lrs);
  await who.save("a");
  await who.save("b");
  const sent = puts(lrs).map(({ headers }) => [headers["if-none-match"], Boolean(headers["if-match"])]);
  assert.deepEqual(sent, [["*", false], [undefined, true]]);
});

test("what points to the record knows its id before the record is told", async (context) => {
  const lrs = await lrsFor(context);
  const { who } = await visit(lrs);
  who.pass();
  await who.save("a");
  const { id } = lrs.stored.at(-1).context.statement;
  who.complete();
  await who.save("b");
  assert.deepEqual([lrs.stored.at(-1).id, lrs.document().record.id], [id, id]);
});

test("without a change nothing is written", async (context) => {
  const lrs = await lrsFor(context);
  const { who } = await visit(lrs);
  await who.save("a", 10);
  const count = lrs.requests.length;
  assert.equal(await who.save("a", 20), "saved");
  assert.equal(lrs.requests.length, count);
});

for (const versions of [["1.0.3"], ["2.0.0"]]) {
  for (const changes of [{ etags: false }, { echoes: true }]) {
    test(`an LRS of ${versions} with ${JSON.stringify(changes)} keeps the state too`, async (context) => {
      const lrs = await lrsFor(context, { ...changes, versions });
      const { who } = await visit(lrs);
      for (const each of ["a", "b"]) assert.equal(await who.save(each), "saved");
      assert.equal(await who.finish("c"), "saved");
      const { who: next, begun } = await visit(lrs);
      assert.equal(begun.state, "c");
      assert.equal(await next.save("d"), "saved");
      assert.equal(lrs.document().state, "d");
    });
  }
}

// Another device has written, and there is no time to look. Without a disk what is new has no other chance.
for (const [kept, news, methods] of [[true, true, ["POST"]], [true, false, ["POST"]], [false, false, ["POST"]], [false, true, ["PUT", "POST"]]]) {
  const what = `${news ? "with" : "without"} something new and ${kept ? "with" : "without"} a disk`;
  test(`who leaves ${what} asks ${methods} where no ETag guards the document`, async (context) => {
    const lrs = await lrsFor(context, { etags: false });
    const { page, who } = await visit(lrs, kept ? { disk: new Disk() } : {});
    await who.save("a");
    const { who: other } = await visit(lrs);
    await other.save("a+b");
    if (news) await page.driver.save(snapshot("a+c"), "here");
    const before = page.sent.length;
    page.driver.finish(snapshot(news ? "a+c" : "a", 61));
    assert.deepEqual(page.sent.slice(before).map(({ method }) => method), methods);
  });
}

for (const fault of [{ status: 500 }, { status: 403 }, { status: 200, body: "<html>" }, "drop", "lose", "half"]) {
  test(`a document that meets ${JSON.stringify(fault)} is not saved, and then is`, async (context) => {
    const lrs = await lrsFor(context);
    const { page, who } = await visit(lrs);
    lrs.faults.push(state(fault, "PUT"));
    assert.equal(await who.save("a"), "failed");
    await page.pass(60_000);
    assert.equal(await who.save("a"), "saved");
    assert.equal(lrs.document().state, "a");
  });
}

test("a document that was answered with 204 and not kept is not saved", async (context) => {
  const lrs = await lrsFor(context);
  lrs.faults.push(state(always({ status: 204 }), "PUT"));
  const { who } = await visit(lrs);
  assert.equal(await who.save("a"), "failed");
});

test("statements do not wait for a document that cannot be kept", async (context) => {
  const lrs = await lrsFor(context);
  const { page, who } = await visit(lrs);
  lrs.faults.push(state(always({ status: 500 }), "PUT"));
  who.read(1);
  await who.save("a");
  await page.pass(1000);
  assert.deepEqual(lrs.verbs, ["initialized", "experienced"]);
});

// ---- what lies there at the start

for (const answer of [{ status: 500 }, { status: 401 }, { status: 400 }, { status: 200, body: "<html>" }, { status: 200, body: '{"n":' },
  { status: 200, body: "[]" }, { status: 200, body: "null" }, { status: 200, body: '"x"' }, { status: 200 }, "drop", "half"]) {
  test(`a start that meets ${JSON.stringify(answer)} once goes on, and while it does not end nothing is written`, async (context) => {
    const lrs = await lrsFor(context);
    const first = await visit(lrs);
    await first.who.finish("a");
    lrs.faults.push(state(answer, "GET"));
    const { begun } = await visit(lrs);
    assert.deepEqual([begun.host, begun.state, begun.silent], [true, "a", false]);
    const before = lrs.stored.length;
    lrs.faults.push(state(always(answer), "GET"));
    const second = await visit(lrs);
    assert.deepEqual([second.begun.host, second.begun.silent], [true, true]);
    second.who.read(1);
    assert.equal(await second.who.save("z"), "failed");
    assert.deepEqual([lrs.stored.length, lrs.document().state], [before, "a"]);
    lrs.faults.pop();
    await second.page.pass(1500);
    assert.deepEqual(second.who.heard.at(-1), ["a+z", false]);
    assert.equal(await second.who.save("a+z"), "saved");
    assert.equal(lrs.document().state, "a+z");
    assert.deepEqual(lrs.verbs.slice(before), ["initialized", "experienced"]);
  });
}

for (const body of [{}, { n: -1 }, { n: 1e300 }, { n: "9" }, { n: {}, state: 7, seconds: "x", record: 7, done: "yes" },
  { record: { id: "7", at: "never" }, location: null }, { record: { id: "0e9b7a52-6f6e-4d1f-9b0a-3a1c6f0f3d11", at: "never" } },
  { __proto__: null, constructor: 1, hasOwnProperty: 2, n: 3 }, { state: "a".repeat(100_000), n: 3 }]) {
  test(`a document of ${JSON.stringify(body).slice(0, 60)} is read without trust`, async (context) => {
    const lrs = await lrsFor(context);
    lrs.faults.push(state({ status: 200, body: JSON.stringify(body), headers: { ETag: '"odd"' } }, "GET"));
    const { page, begun, who } = await visit(lrs);
    assert.equal(begun.host, true);
    assert.equal(typeof begun.state, "string");
    assert.equal(begun.done, false);
    who.complete();
    await who.save("a");
    await page.pass(5000);
    assert.equal(await who.save("a"), "saved");
    assert.equal(lrs.stored.at(-1).result.duration, "PT0S");
  });
}

// ---- two windows

test("an answer that was lost is no conflict", async (context) => {
  const lrs = await lrsFor(context);
  const { page, who } = await visit(lrs);
  lrs.faults.push(state("lose", "PUT"));
  assert.equal(await who.save("a"), "failed");
  await page.pass(1000);
  const count = puts(lrs).length;
  assert.equal(await who.save("a"), "saved");
  assert.equal(puts(lrs).length, count);
  assert.match(page.log(), /conflict/);
});

test("what two windows tell becomes one, and each hears of the other", async (context) => {
  const lrs = await lrsFor(context);
  const one = await visit(lrs);
  const other = await visit(lrs);
  for (const each of ["a", "a+b", "a+b+c"]) assert.equal(await one.who.save(each), "saved");
  assert.equal(await other.who.save("z"), "saved");
  assert.equal(lrs.document().state, "a+b+c+z");
  assert.deepEqual(other.who.heard, [["a+b+c+z", false]]);
  assert.equal(await one.who.finish("a+b+c+d"), "saved");
  assert.equal(lrs.document().state, "a+b+c+d+z");
});

test("what is done in one window is never taken back by another, which writes no more", async (context) => {
  const lrs = await lrsFor(context);
  const one = await visit(lrs);
  const other = await visit(lrs);
  one.who.complete();
  assert.equal(await one.who.save("a"), "saved");
  assert.equal(await other.who.save("b"), "saved");
  assert.deepEqual(other.who.heard, [["a", true]]);
  assert.equal(await other.who.save("c"), "none");
  assert.equal(await other.who.finish("c"), "none");
  assert.deepEqual([lrs.document().done, lrs.document().state], [true, "a"]);
});

test("two windows that complete have one record", async (context) => {
  const lrs = await lrsFor(context);
  const [one, other] = await Promise.all([visit(lrs), visit(lrs)]);
  one.who.complete();
  other.page.time.now += 5000;
  other.who.complete();
  assert.equal(await one.who.save("a"), "saved");
  await other.who.save("b");
  assert.equal(lrs.verbs.filter((verb) => verb === "completed").length, 1);
});

test("a state that only the disk has is taken up, and told with the next save", async (context) => {
  const lrs = await lrsFor(context);
  const disk = new Disk();
  const first = await visit(lrs, { disk });
  lrs.faults.push(state(always({ status: 503 }), "PUT"));
  assert.equal(await first.who.save("late"), "kept");
  lrs.faults.pop();
  const second = await visit(lrs, { disk });
  assert.equal(second.begun.state, "late");
  assert.equal(await second.who.save("late+more"), "saved");
  assert.equal(lrs.document().state, "late+more");
  assert.deepEqual(disk.records, []);
});

test("a page that goes while it saves keeps what was newest", async (context) => {
  const lrs = await lrsFor(context);
  const { page } = await visit(lrs);
  page.driver.save(snapshot("a"));
  assert.equal(await page.run(page.driver.finish(snapshot("b"))), "saved");
  assert.equal(lrs.document().state, "b");
});

test("of two windows that tell the record differently one has it, and the other learns what was recorded", async (context) => {
  const lrs = await lrsFor(context);
  const [one, other] = [(await visit(lrs)).who, (await visit(lrs)).who];
  one.complete({ claims: { "ama-pra-1": "declined" }, reference: "ONE2-3456-789A" });
  assert.equal(await one.save("declined"), "saved");
  other.complete({ reference: "TWO2-3456-789A" });
  await other.save("claimed");
  assert.equal(lrs.verbs.filter((verb) => verb === "completed").length, 1);
  assert.deepEqual(other.heard[0], ["ONE2-3456-789A+claimed", true]);
  const { begun } = await visit(lrs);
  assert.deepEqual([begun.done, begun.state], [true, "ONE2-3456-789A+claimed+declined"]);
});
