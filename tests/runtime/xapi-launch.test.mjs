// The launch: what is read from the address, what is refused, and that no secret stays anywhere.
import assert from "node:assert/strict";
import test from "node:test";

import { ACTIVITY, ANA, BEN, Disk, KEY, REGISTRATION, data, launch, learner, open, search, visit } from "./xapi-page.mjs";
import { Lrs } from "./xapi-lrs.mjs";

const LRS = "https://lrs.test/xapi/";
const read = (changes, more) => open(search(launch(LRS, changes)), more).kit.launch;
const plain = (value) => JSON.parse(JSON.stringify(value));
const secrets = [KEY, "secret", "Ana Doe", "ana-4711"];

test("a launch is read as it was given", () => {
  assert.deepEqual(plain(read()), { endpoint: LRS, auth: `Basic ${KEY}`, actor: ANA, registration: REGISTRATION,
    activity: ACTIVITY, agent: JSON.stringify({ objectType: "Agent", account: ANA.account }) });
});

test("a launch that was encoded twice is read", () => {
  const twice = Object.fromEntries(Object.entries(launch(LRS)).map(([name, value]) => [name, encodeURIComponent(value)]));
  assert.deepEqual(plain(open(search(twice)).kit.launch), plain(read()));
});

test("a plus in the key that was not encoded is mended", () => {
  assert.equal(open("?auth=Basic+ab+cd%2Fe=").kit.launch.auth, "Basic ab+cd/e=");
  assert.equal(open("?auth=Basic%20ab%2Bcd%2Fe%3D").kit.launch.auth, "Basic ab+cd/e=");
});

for (const [given, read] of [["https://lrs.test/xapi", "https://lrs.test/xapi/"], ["http://lrs.test", "http://lrs.test/"],
  ["https://lrs.test/xapi//", "https://lrs.test/xapi/"], ["https://lrs.test/a%20b", "https://lrs.test/a%20b/"],
  ["https://lrs.test/xapi/#top", "https://lrs.test/xapi/"], ["https://user:pass@lrs.test/", ""], ["https://user@lrs.test/", ""],
  ["ftp://lrs.test/", ""], ["javascript:alert(1)", ""], ["//lrs.test/", ""], ["/xapi/", ""], ["", ""], ["https://", ""]]) {
  test(`the endpoint ${JSON.stringify(given)} is ${read || "refused"}`, () => {
    assert.equal(open(search({ endpoint: given })).kit.launch.endpoint, read);
  });
}

for (const [what, given, read] of [
  ["lists of version 0.9", { name: ["Ana"], mbox: ["mailto:ana@x.test"] }, { objectType: "Agent", name: "Ana", mbox: "mailto:ana@x.test" }],
  ["an account of version 0.9", { objectType: "Person", account: [{ accountServiceHomePage: "https://x.test", accountName: "7" }] },
    { objectType: "Agent", account: { homePage: "https://x.test", name: "7" } }],
  ["several identifiers of version 0.9", { mbox: ["mailto:a@x.test"], account: [{ homePage: "https://x.test", name: "7" }] },
    { objectType: "Agent", account: { homePage: "https://x.test", name: "7" } }],
]) {
  test(`an actor with ${what} becomes one of today`, () => {
    assert.deepEqual(plain(open(search({ actor: JSON.stringify(given) })).kit.launch.actor), read);
  });
}

for (const actor of [BEN, ANA, { mbox: "mailto:a@x.test", "x-odd": [1] }, { openid: "https://x.test/a", name: "Ä" },
  { objectType: "Group", mbox: "mailto:team@x.test", member: [ANA] }]) {
  test(`the actor ${JSON.stringify(actor).slice(0, 40)} stays as it is`, () => {
    assert.deepEqual(plain(open(search({ actor: JSON.stringify(actor) })).kit.launch.actor), actor);
  });
}

for (const actor of ["", "{", "7", "null", "[]", "{}", '"x"', '{"name":"Ana"}', '{"mbox":[]}', '{"account":null}', "%7B%"]) {
  test(`${JSON.stringify(actor)} is no actor`, () => assert.equal(open(search({ actor })).kit.launch.actor, null));
}

test("what is no registration and no IRI counts as absent", () => {
  assert.equal(read({ registration: "7" }).registration, "");
  assert.equal(read({ activity_id: "course 7" }).activity, "");
});

test("the registration keeps its case", () => {
  assert.equal(read({ registration: REGISTRATION.toUpperCase() }).registration, REGISTRATION.toUpperCase());
});

test("the launch leaves the address bar at once, and nothing else does", () => {
  const page = open(search({ lang: "en", ...launch(LRS), x: "1" }));
  assert.equal(page.bar.address, "/course/index.html?lang=en&x=1");
  assert.equal(open("").bar.address, "/course/index.html");
});

test("an address that must not be rewritten stops nothing", () => {
  const page = open(search(launch(LRS)), { history: { replaceState() { throw new Error("SecurityError"); } } });
  assert.equal(page.kit.launch.endpoint, LRS);
  assert.equal(open("", { location: undefined }).kit.launch.endpoint, "");
});

for (const missing of ["endpoint", "auth", "actor"]) {
  test(`without ${missing} the course plays and asks nobody`, async () => {
    const page = open(search(launch(LRS, { [missing]: "" })));
    const who = learner(page, data());
    assert.equal(await who.start(), null);
    who.acknowledge();
    who.complete();
    assert.equal(await who.save("a"), "none");
    assert.equal(await who.finish("a"), "none");
    assert.deepEqual(page.sent, []);
  });
}

test("neither log nor disk nor state document holds a name or a key", async (context) => {
  const lrs = await new Lrs().listen();
  context.after(() => lrs.close());
  const disk = new Disk();
  const { page, who } = await visit(lrs, { disk });
  lrs.faults.push(({ resource }) => (resource === "statements" ? { stays: { status: 500, body: `${KEY} Ana Doe` } } : undefined));
  who.acknowledge();
  who.complete();
  assert.equal(await who.save("a"), "kept");
  assert.match(disk.text, /completed/);
  const kept = page.log() + disk.text + JSON.stringify(lrs.document());
  assert.deepEqual(secrets.filter((secret) => kept.includes(secret)), []);
  assert.doesNotMatch(disk.text, new RegExp(REGISTRATION));
});

test("a key that is no header is not sent and not told", async () => {
  const page = open(search(launch(LRS, { auth: "Basic sec\nret" })));
  assert.equal(page.kit.launch.auth, "");
  assert.equal(await learner(page, data()).start(), null);
});

test("an error that tells the key stays unheard", async () => {
  const fetch = async () => { throw new TypeError(`Basic ${KEY} is no header, Ana Doe`); };
  const page = open(search(launch(LRS)), { fetch });
  assert.equal((await learner(page, data()).start()).silent, true);
  assert.deepEqual(secrets.filter((secret) => page.log().includes(secret)), []);
});

test("requests carry no cookie and no referrer, and follow nobody elsewhere", async (context) => {
  const lrs = await new Lrs().listen();
  context.after(() => lrs.close());
  const { page, who } = await visit(lrs);
  await who.save("a");
  for (const { credentials, referrerPolicy, cache, redirect } of page.sent) {
    assert.deepEqual([credentials, referrerPolicy, cache, redirect], ["omit", "no-referrer", "no-store", "error"]);
  }
  assert.ok(page.sent.filter(({ url }) => !url.endsWith("/about")).length > 2);
  assert.equal(page.sent[0].headers.Authorization, undefined, "about needs no key");
});

for (const [versions, spoken] of [[["1.0.3"], "1.0.3"], [["1.0.3", "2.0.0"], "1.0.3"], [["2.0.0"], "2.0.0"], [["0.95", "1.0.1"], "1.0.3"]]) {
  test(`an LRS of ${versions} is spoken to in ${spoken}`, async (context) => {
    const lrs = await new Lrs().listen();
    context.after(() => lrs.close());
    lrs.versions = versions;
    const { who } = await visit(lrs);
    assert.equal(await who.save("a"), "saved");
    const [{ headers }] = lrs.asked("POST", "statements");
    assert.equal(headers["x-experience-api-version"], spoken);
  });
}

for (const answer of [{ status: 500 }, { status: 200, body: "<html>" }, { status: 200, body: '{"version":{"2.0":1}}' }, "drop", "half"]) {
  test(`an about of ${JSON.stringify(answer)} means 1.0.3`, async (context) => {
    const lrs = await new Lrs().listen();
    context.after(() => lrs.close());
    lrs.faults.push(({ resource }) => (resource === "about" ? answer : undefined));
    const { who } = await visit(lrs);
    assert.equal(await who.save("a"), "saved");
  });
}

test("a launch without registration gets one and finds it again", async (context) => {
  const lrs = await new Lrs().listen();
  context.after(() => lrs.close());
  const { page, who } = await visit(lrs, { query: { registration: "" } });
  await who.finish("a");
  const { registration } = lrs.document("scormkit-registration");
  await visit(lrs, { query: { registration: "" } });
  const seen = new Set(lrs.stored.map(({ context: { registration: each } }) => each));
  assert.deepEqual(Array.from(seen), [registration]);
  assert.match(page.log(), /our own/);
  const kept = lrs.asked("PUT", "activities/state").filter(({ query }) => query.stateId === "scormkit-registration");
  assert.deepEqual(kept.map(({ query }) => "registration" in query), [false]);
});

test("two first launches at once agree on one registration", async (context) => {
  const lrs = await new Lrs().listen();
  context.after(() => lrs.close());
  await Promise.all([1, 2, 3].map(() => visit(lrs, { query: { registration: "" } })));
  assert.equal(new Set(lrs.stored.map(({ context: { registration } }) => registration)).size, 1);
});

test("where no registration can be kept nothing is recorded", async (context) => {
  const lrs = await new Lrs().listen();
  context.after(() => lrs.close());
  lrs.faults.push(({ method }) => (method === "PUT" ? { stays: { status: 503 } } : undefined));
  const { begun } = await visit(lrs, { query: { registration: "" } });
  assert.equal(begun, null);
  assert.deepEqual(lrs.stored, []);
});

test("an activity that the LMS calls otherwise stays ours, with the other name beside it", async (context) => {
  const lrs = await new Lrs().listen();
  context.after(() => lrs.close());
  const other = "https://lms.test/items/7";
  const { who } = await visit(lrs, { query: { activity_id: other } });
  who.read(1);
  assert.equal(await who.save("a"), "saved");
  const [first, page] = lrs.stored;
  assert.equal(first.object.id, ACTIVITY);
  assert.deepEqual(first.context.contextActivities.grouping.map(({ id }) => id), [other]);
  assert.deepEqual(page.context.contextActivities.grouping.map(({ id }) => id), [ACTIVITY, other]);
  assert.ok(lrs.asked("PUT", "activities/state").every(({ query }) => query.activityId === other));
});
