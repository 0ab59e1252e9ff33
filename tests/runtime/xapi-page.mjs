// A window with the xAPI driver in it: time stands still until a test moves it, the network is real.
import { course, credit } from "./course.mjs";
import { clock } from "./learner.mjs";
import { XAPI, load } from "./load.mjs";

export const ANA = { objectType: "Agent", name: "Ana Doe", account: { homePage: "https://lms.test", name: "ana-4711" } };
export const BEN = { objectType: "Agent", name: "Ben Roe", mbox: "mailto:ben@lms.test" };
export const REGISTRATION = "0e9b7a52-6f6e-4d1f-9b0a-3a1c6f0f3d11";
export const ACTIVITY = "https://provider.test/activities/course";
export const KEY = "a2V5OnNlY3JldA==";
const BASE = "https://provider.test/xapi/";
const ADL = "http://adlnet.gov/expapi/verbs/";
const TYPE = "http://adlnet.gov/expapi/activities/";

// ---- course data as targets/xapi.py composes it

const bare = (id, type) => ({ objectType: "Activity", id, definition: { type } });

function fixed(verb, target, { parent, grouping, extensions } = {}) {
  const contextActivities = { category: [bare(`${BASE}profile`, `${TYPE}profile`)],
    ...(parent ? { parent } : {}), ...(grouping ? { grouping } : {}) };
  const id = { claimed: `${BASE}claimed`, acknowledged: "http://activitystrea.ms/schema/1.0/acknowledge" }[verb] || ADL + verb;
  return { verb: { id, display: { en: verb } }, object: target,
    context: { revision: "1.0", language: "en-US", contextActivities, ...(extensions ? { extensions } : {}) } };
}

const designation = (status) => [{ system: "AMA PRA Category 1 Credit", maximum: 0.5, status, claimable: status === "live" }];

export function data(changes = {}) {
  const config = course({ credits: [credit()], ...changes });
  const own = { ...bare(ACTIVITY, `${TYPE}course`), objectType: "Activity" };
  own.definition = { ...own.definition, name: { "en-US": "Course" }, extensions: { [`${BASE}credit`]: designation("live") } };
  const shown = { [`${BASE}disclosure-version`]: config.disclosures };
  const bearing = { extensions: { ...shown, [`${BASE}credit`]: designation("live") } };
  const place = { parent: [bare(ACTIVITY, `${TYPE}course`)], grouping: [bare(ACTIVITY, `${TYPE}course`)] };
  const statements = {
    ...Object.fromEntries(["initialized", "failed", "terminated"].map((verb) => [verb, fixed(verb, own)])),
    ...Object.fromEntries(["passed", "claimed", "completed"].map((verb) => [verb, fixed(verb, own, bearing)])),
    acknowledge: fixed("acknowledged", bare(`${ACTIVITY}/disclosures/01`, `${BASE}disclosure`), { extensions: shown }),
  };
  for (const { id, kind } of config.sections) {
    const page = id.replace("page-", "");
    if (kind === "page") statements[`experienced/${page}`] = fixed("experienced", bare(`${ACTIVITY}/pages/${page}`, `${TYPE}lesson`), place);
  }
  for (const { id } of config.quizzes[0].questions) {
    statements[`answered/${id}`] = fixed("answered", bare(`${ACTIVITY}/quizzes/test/${id}`, `${TYPE}cmi.interaction`), place);
  }
  const terms = ["credit", "credit-claimed", "profession", "reference", "disclosure-version", "as-of"];
  return { ...config, xapi: { activity: ACTIVITY, statements, credit: { open: designation("live"), expired: designation("expired") },
    vocabulary: Object.fromEntries(terms.map((term) => [term, BASE + term])),
    systems: { "ama-pra-1": { system: "AMA PRA Category 1 Credit", unit: "Credit" } } } };
}

// ---- a browser's disk

const rank = (key) => (Array.isArray(key) ? 1 : 0);
function compare(one, other) {
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  if (!Array.isArray(one)) return one < other ? -1 : Number(one > other);
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const order = compare(one[index], other[index]);
    if (order) return order;
  }
  return one.length - other.length;
}

// As much of IndexedDB as the journal uses. What is on it outlives the window.
export class Disk {
  rows = [];
  IDBKeyRange = { bound: (low, high) => (key) => compare(key, low) >= 0 && compare(key, high) <= 0 };
  indexedDB = { open: () => this.#open() };

  get records() { return this.rows.filter(([key]) => key !== "salt"); }
  get text() { return JSON.stringify(this.records); }

  #open() {
    const request = {};
    queueMicrotask(() => {
      request.result = { createObjectStore() {}, close() {}, transaction: () => this.#transaction() };
      request.onsuccess();
    });
    return request;
  }

  without(key) { this.rows = this.rows.filter(([own]) => compare(own, key) !== 0); }

  write(key, value) {
    this.without(key);
    this.rows.push([key, structuredClone(value)]);
    this.rows.sort(([one], [other]) => compare(one, other));
  }

  // Over when the last answer has been heard and asked for nothing more.
  #transaction() {
    const transaction = {};
    let open = 0;
    const end = () => { if (open === 0) transaction.oncomplete?.(); };
    const answer = (result) => {
      const request = { result };
      open += 1;
      queueMicrotask(() => {
        request.onsuccess?.();
        open -= 1;
        queueMicrotask(end);
      });
      return request;
    };
    const cursor = (keys) => {
      const request = answer(null);
      const step = () => {
        const key = keys.shift();
        const [found] = this.rows.filter(([own]) => key !== undefined && compare(own, key) === 0);
        request.result = found ? { key, value: structuredClone(found[1]), delete: () => this.without(key),
          continue: () => { open += 1; queueMicrotask(() => { step(); request.onsuccess(); open -= 1; queueMicrotask(end); }); } } : null;
      };
      step();
      return request;
    };
    transaction.objectStore = () => ({
      get: (key) => answer(structuredClone(this.rows.filter(([own]) => compare(own, key) === 0).map(([, value]) => value)[0])),
      getAll: (range) => answer(structuredClone(this.rows.filter(([key]) => range(key)).map(([, value]) => value))),
      openCursor: () => cursor(this.rows.map(([key]) => key)),
      delete: (key) => answer(this.without(key)),
      put: (value, key) => answer(this.write(key, value)),
    });
    return transaction;
  }
}

// ---- the window

export const launch = (endpoint, changes = {}) => ({ endpoint, auth: `Basic ${KEY}`, actor: JSON.stringify(ANA),
  registration: REGISTRATION, activity_id: ACTIVITY, ...changes });

export const search = (parameters) =>
  "?" + Object.entries(parameters).map((pair) => pair.map(encodeURIComponent).join("=")).join("&");

export function open(query, { time = clock(), disk = null, lrs = null, fetch = globalThis.fetch, ...changes } = {}) {
  let flying = 0;
  const sent = [];
  const listeners = [];
  const location = { pathname: "/course/index.html", search: query, hash: "" };
  const bar = { address: location.pathname + query };
  const window = {
    Date: time.Date, setTimeout: time.setTimeout, clearTimeout: time.clearTimeout, URL, URLSearchParams, TextEncoder,
    TextDecoder, AbortController, crypto: globalThis.crypto, location,
    history: { replaceState: (state, title, address) => { bar.address = address; } },
    document: { visibilityState: "visible" },
    addEventListener: (name, act) => listeners.push([name, act]),
    ...(disk ? { indexedDB: disk.indexedDB, IDBKeyRange: disk.IDBKeyRange } : {}), ...changes,
  };
  window.window = window;
  // The whole answer has come before the scripts see it, so that "nothing is on its way" is a fact.
  window.fetch = async (url, options) => {
    sent.push({ url, ...options });
    flying += 1;
    try {
      const answer = await fetch(url, options);
      const body = await answer.arrayBuffer();
      return new Response(answer.status === 204 ? null : body, { status: answer.status, headers: answer.headers });
    } finally {
      flying -= 1;
    }
  };
  const kit = load(window, ["runtime/kit.js", "runtime/journal.js", ...XAPI]);
  kit.now = () => time.now;

  // Waits for the network, and moves the clock only when nothing is on its way.
  async function run(promise) {
    let over = false;
    const end = () => { over = true; };
    promise.then(end, end);
    for (let quiet = 0; !over;) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      quiet = flying > (lrs ? lrs.hanging : 0) ? 0 : quiet + 1;
      if (over || quiet < 3) continue;
      await time.pass(500);
      quiet = 0;
    }
    return promise;
  }
  async function pass(milliseconds) {
    await run(Promise.resolve());
    await time.pass(milliseconds);
    await quiet();
  }
  async function quiet() {
    for (let still = 0; still < 4; still += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (flying > (lrs ? lrs.hanging : 0)) still = 0;
    }
  }
  const fire = (name) => listeners.filter(([own]) => own === name).forEach(([, act]) => act({}));
  return { window, kit, driver: kit.driver, time, run, pass, quiet, sent, bar, fire,
    log: () => JSON.stringify(kit.entries()) };
}

// ---- a learner, as far as a driver hears of one

const score = (raw) => ({ raw, min: 0, max: 100, scaled: raw / 100 });
export const snapshot = (state, seconds = 60) =>
  ({ state, location: state, seconds, engaged: seconds, by: "wtest", revision: 1 });

// States are lists of what was done: "a+b". What the host has as the record stands.
const list = (text) => text.split("+").filter(Boolean);
export const merge = (mine, other, firm) => firm || Array.from(new Set([...list(mine), ...list(other)])).sort().join("+");

export const adopt = (text, { reference }) => merge(text, reference);

export function learner(page, config) {
  const { driver, time } = page;
  const heard = [];
  let began = time.now;
  // As the session does: what this device kept and what the host returned become one.
  async function start() {
    began = time.now;
    const launch = await page.run(driver.start(config, { merge, adopt, heard: (...told) => heard.push(told) }));
    if (!launch) return null;
    const ahead = launch.kept !== "" && launch.kept !== launch.state;
    if (launch.resume) launch.resume({ ahead, fork: false, there: { items: 0, seen: {} } });
    return { ...launch, state: merge(launch.state, launch.kept) };
  }
  const at = () => new Date(time.now);
  const quiz = { quiz: "test", role: "post-test" };
  return {
    start,
    heard,
    acknowledge: () => driver.reached("acknowledged", { at: at(), version: config.disclosures }),
    read: (name) => driver.reached("page", { at: at(), id: `page-${name}` }),
    answer(attempt = 1) {
      for (const each of config.quizzes[0].questions) {
        const { id, type, correct, points } = each;
        driver.answered({ role: "question", id: `q-${id}-${attempt}`, question: id, quiz: "test", attempt, type, correct, points,
          response: correct, right: true, seconds: 4.25, at: at(), objective: "" });
      }
    },
    pass: (raw = 100) => driver.reached("passed", { at: at(), ...quiz, score: score(raw), passed: true, seconds: 90.5, last: false }),
    fail: (last) => driver.reached("failed", { at: at(), ...quiz, score: score(25), passed: false, seconds: 90.5, last }),
    claim: (amount = "0.25") =>
      driver.reached("claimed", { at: at(), credit: "ama-pra-1", amount, profession: "physician", reference: "ABCD-2345-EFGH" }),
    complete: (changes = {}) => driver.reached("completed", { at: at(), score: score(100), profession: "physician",
      claims: { "ama-pra-1": "0.25" }, reference: "ABCD-2345-EFGH", expired: false, engaged: (time.now - began) / 1000, ...changes }),
    save: (state, seconds) => page.run(driver.save(snapshot(state, seconds))),
    finish: (state, seconds) => page.run(driver.finish(snapshot(state, seconds))),
  };
}

// A learner who was launched at this LRS, and has started unless told otherwise.
export async function visit(lrs, { config = data(), start = true, ...changes } = {}) {
  const { query = {}, ...rest } = changes;
  const page = open(search(launch(lrs.endpoint, query)), { lrs, ...rest });
  const who = learner(page, config);
  const begun = start ? await who.start() : null;
  if (start) await page.quiet();
  return { page, who, begun, config };
}
