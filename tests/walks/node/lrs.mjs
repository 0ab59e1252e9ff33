// A learning record store over a line that loses requests, answers and order. It keeps what the standard says.
import { createHash } from "node:crypto";

import { ACTIVITY, KEY, launch, search } from "../../runtime/xapi-page.mjs";
import { chance } from "./world.mjs";

const KEEPALIVE = 65536;
const SILENT = new Promise(() => undefined);
const PORTAL = { status: 200, body: "<!doctype html><title>Sign in to the network</title>", headers: { "content-type": "text/html" } };

// What may go wrong with one request. "silent" and "unheard" never get an answer; "unheard" was done all the same.
export const FAULTS = {
  refused: () => ({ drop: true }),
  dropped: () => ({ drop: true, late: true }),
  unheard: () => ({ work: true, drop: true, late: true }),
  silent: () => ({ hang: true }),
  muted: () => ({ work: true, hang: true }),
  half: () => ({ work: true, half: true }),
  cut: () => ({ work: true, cut: true }),
  portal: () => ({ answer: PORTAL }),
  401: () => ({ answer: { status: 401 } }),
  403: () => ({ answer: { status: 403 } }),
  409: () => ({ answer: { status: 409 } }),
  429: (chances) => ({ answer: { status: 429, headers: { "retry-after": String(chances.below(90)) } } }),
  500: () => ({ answer: { status: 500, body: "{\"error\":\"oops\"}" } }),
  503: (chances) => ({ answer: { status: 503, headers: chances.happens(0.5) ? { "retry-after": "5" } : {} } }),
};

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const etagOf = (text) => `"${createHash("sha1").update(text).digest("hex")}"`;

export class Lrs {
  address = "https://lrs-launch.example/course/index.html";
  statements = new Map(); // id → {statement, order, learner}
  documents = new Map();
  violations = [];
  shares = {}; // fault → share of the requests
  slow = 0; // longest delay of a request, milliseconds
  picky = false; // says 409 to any statement that it knows, whatever it holds
  choosy = ""; // a verb that it refuses
  willing = false;
  hidden = false; // no ETag is shown
  versions = ["1.0.3"];

  constructor(world, seed) {
    Object.assign(this, { world, chance: chance(seed, "lrs") });
  }

  blame(words) { this.violations.push(words); }

  actorOf(learner) {
    return { objectType: "Agent", name: `${learner} Doe`, account: { homePage: "https://lms.example", name: learner } };
  }

  registrationOf(learner) { return `0e9b7a52-6f6e-4d1f-9b0a-${Buffer.from(learner.padEnd(6, "-").slice(0, 6)).toString("hex")}`; }

  // ---- the window's side

  open(win) {
    const parameters = launch("https://lrs.example/xapi", { actor: JSON.stringify(this.actorOf(win.learner)),
      registration: this.registrationOf(win.learner) });
    win.search = search(parameters);
    this.address = "https://lrs-launch.example/course/index.html" + win.search;
    win.room = KEEPALIVE;
  }

  parent() { return null; }
  gone(win, gently) {
    for (const request of win.flying) if (!(gently && request.keepalive)) request.cut = !this.chance.happens(0.5);
  }

  fetch(win, url, options) {
    if (!win.alive) return SILENT;
    if (!url.startsWith("https://lrs.example/")) return this.home(win);
    const size = Buffer.byteLength(options.body || "");
    if (options.keepalive && size > win.room) return Promise.reject(new TypeError("too much"));
    if (/Doe|secret/.test(url.replace(/agent=[^&]*/, ""))) this.blame(`a name in an address: ${url}`);
    const request = { win, url: new URL(url), method: options.method || "GET", body: options.body, size, keepalive: Boolean(options.keepalive),
      headers: Object.fromEntries(Object.entries(options.headers || {}).map(([name, value]) => [name.toLowerCase(), value])) };
    if (request.keepalive) win.room -= size;
    win.flying.add(request);
    return new Promise((resolve, reject) => this.carry(request, options.signal, resolve, reject));
  }

  home(win) {
    return new Promise((resolve, reject) => {
      this.world.at(20, () => (win.device.online ? resolve(reply({ status: 200 })) : reject(new TypeError("no line"))), win);
    });
  }

  // There and back again, unless something happens on the way.
  carry(request, signal, resolve, reject) {
    const { win, keepalive, size } = request;
    const over = (act) => {
      if (!win.flying.delete(request)) return;
      if (keepalive) win.room += size;
      if (win.alive) act();
    };
    const fail = () => over(() => reject(new TypeError("no answer")));
    if (signal) signal.addEventListener("abort", () => { request.cut = request.cut || this.chance.happens(0.5); fail(); });
    if (!win.device.online) return void this.world.at(1, fail);
    const fault = this.weather(request);
    this.world.at(this.chance.between(2, 10 + this.slow), () => {
      if (request.cut) return;
      if (!win.device.online && this.chance.happens(0.5)) return void fail();
      if (fault.drop && !fault.work) return void (fault.late ? this.world.at(this.chance.between(10, 5000), fail) : fail());
      const answer = fault.answer || (fault.hang && !fault.work ? null : this.serve(request));
      if (fault.hang) return;
      const back = this.chance.between(2, 10 + this.slow);
      if (fault.drop) return void this.world.at(back, fail);
      this.world.at(back, () => (win.device.online ? over(() => resolve(reply(answer, fault))) : fail()));
    });
  }

  weather(request) {
    if (request.win.device.portal) return { answer: PORTAL };
    const share = this.chance.next();
    let sum = 0;
    for (const [name, each] of Object.entries(this.shares)) {
      sum += each;
      if (share < sum) {
        this.world.note(`  #${request.win.number} ${request.method} ${request.url.pathname}: ${name}`);
        return FAULTS[name](this.chance);
      }
    }
    return {};
  }

  // ---- the store's side

  serve(request) {
    const { url, method, headers } = request;
    const resource = url.pathname.replace(/^\/xapi\//, "");
    if (resource === "about") return { status: 200, body: JSON.stringify({ version: this.versions }) };
    const spoken = String(headers["x-experience-api-version"] || "");
    if (!this.versions.some((each) => each.split(".")[0] === spoken.split(".")[0])) return { status: 400, body: "version" };
    if (headers.authorization !== `Basic ${KEY}`) return { status: 401 };
    const answer = resource === "statements" ? this.keepStatements(request)
      : resource === "activities/state" ? this.keepDocument(request) : { status: 404 };
    this.world.note(`  #${request.win.number} ${method} ${resource} ${(request.body || "").length} → ${answer.status}`);
    return answer;
  }

  keepStatements({ method, url, body, win }) {
    if (method === "GET") {
      const found = this.statements.get(url.searchParams.get("statementId"));
      return found ? { status: 200, body: JSON.stringify(found.statement) } : { status: 404 };
    }
    const given = [].concat(JSON.parse(body));
    if (method === "PUT" && given[0].id !== url.searchParams.get("statementId")) return { status: 400 };
    if (new Set(given.map(({ id }) => id)).size < given.length) {
      this.blame("refused: one id twice in a batch");
      return { status: 400 };
    }
    if (this.choosy && !this.willing && given.some(({ verb }) => verb.id.endsWith(this.choosy))) return { status: 400 };
    const known = given.filter(({ id }) => this.statements.has(id));
    if (known.some((each) => this.picky || !same(this.statements.get(each.id).statement, each))) return { status: 409 };
    for (const statement of given) {
      if (this.statements.has(statement.id)) continue;
      this.statements.set(statement.id, { statement, order: this.statements.size, sender: win.number });
      this.world.note(`  #${win.number} stored ${statement.verb.id.split("/").at(-1)} ${statement.object.id.split("/").at(-1)} ${statement.timestamp}`);
    }
    return method === "PUT" ? { status: 204 } : { status: 200, body: JSON.stringify(given.map(({ id }) => id)) };
  }

  keepDocument({ method, url, body, headers }) {
    const key = JSON.stringify(Array.from(url.searchParams).sort());
    const found = this.documents.get(key);
    const shown = (text) => (this.hidden ? {} : { etag: etagOf(text) });
    if (method === "GET") return found === undefined ? { status: 404 } : { status: 200, body: found, headers: shown(found) };
    const wanted = headers["if-match"];
    if (wanted && (found === undefined || (wanted !== "*" && wanted !== etagOf(found)))) return { status: 412 };
    if (headers["if-none-match"] && found !== undefined) return { status: 412 };
    if (!wanted && !headers["if-none-match"] && found !== undefined && this.versions[0] === "2.0.0") return { status: 409 };
    if (method === "DELETE") {
      this.documents.delete(key);
      return { status: 204 };
    }
    if (/"(actor|authorization|auth)"|Doe/i.test(body)) this.blame("a name or a key in the state");
    this.documents.set(key, body);
    return { status: 204 };
  }

  document(learner) {
    const account = JSON.stringify(learner).slice(1, -1);
    for (const [key, text] of this.documents) {
      const query = Object.fromEntries(JSON.parse(key));
      if (query.stateId === "scormkit" && query.agent.includes(`"${account}"`) && query.activityId === ACTIVITY) return JSON.parse(text);
    }
    return null;
  }

  of(learner) {
    return Array.from(this.statements.values()).filter(({ statement }) => statement.actor.account.name === learner)
      .sort((one, other) => one.order - other.order);
  }

  mend() {
    this.shares = {};
    this.slow = 0;
    this.willing = true; // to take what it refused
  }
}

// As much of a Response as there is.
function reply({ status, body = "", headers = {} }, { half = false, cut = false } = {}) {
  const bytes = Buffer.from(half || cut ? body.slice(0, Math.floor(body.length / 2)) : body);
  const parts = bytes.length ? [new Uint8Array(bytes)] : [];
  const read = async () => {
    if (parts.length) return { done: false, value: parts.shift() };
    if (half) throw new TypeError("the answer broke off");
    return { done: true, value: undefined };
  };
  const text = async () => {
    let got = "";
    for (let part = await read(); !part.done; part = await read()) got += Buffer.from(part.value).toString("utf8");
    return got;
  };
  return { status, ok: status >= 200 && status < 300, redirected: false, url: "", type: "cors",
    headers: { get: (name) => headers[name.toLowerCase()] ?? null }, text, json: async () => JSON.parse(await text()),
    body: status === 204 ? null : { getReader: () => ({ read, cancel: async () => undefined }), cancel: async () => undefined } };
}
