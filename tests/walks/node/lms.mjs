// An LMS that speaks SCORM 1.2: strict in what it accepts (tests/runtime/strict-api.mjs), unreliable in what it keeps.
//
// Two temperaments. "whole" sends everything that the window holds with each commit; without a line its commit fails.
// "changed" sends what changed since the last time, takes it for sent before it sends it, and says "true" without a line.
// Both send on leaving without waiting for an answer.
import { attempt, strictApi } from "../../runtime/strict-api.mjs";
import { chance } from "./world.mjs";

export const TEMPERS = ["whole", "changed"];
const WRITTEN = /^cmi\.(suspend_data|interactions\.|core\.(lesson_location|lesson_status|score\.|exit|session_time))/;
const WON = ["passed", "completed"];
const VERBS = ["LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSFinish"];
const SILENT = new Promise(() => undefined);

// Shares of calls that go wrong, by the name of the fault; all zero is an LMS that works.
export const QUIET = { fail: 0, lie: 0, throw: 0, drop: 0, unset: 0, unread: 0, initialize: 0, late: 0, lose: 0, timeout: 0, portal: 0 };

export class Lms {
  address = "https://lms.example/course/index.html";
  records = new Map();
  faults = { ...QUIET };
  violations = [];
  launches = new Map(); // window → launch
  onLose = () => undefined; // (learner, states that a launch was shown)

  constructor(world, seed, temper) {
    Object.assign(this, { world, temper, chance: chance(seed, "lms") });
  }

  record(learner) {
    if (!this.records.has(learner)) this.records.set(learner, { kept: {}, visits: 0, shown: [], missed: [] });
    return this.records.get(learner);
  }

  blame(words) { this.violations.push(words); }

  // ---- launch

  open(win) {
    const record = this.record(win.learner);
    if (this.chance.happens(this.faults.lose) && record.kept["cmi.suspend_data"]) {
      const closed = WON.includes(record.kept["cmi.core.lesson_status"]) ? [record.kept["cmi.suspend_data"]] : []; // nothing is written there
      record.kept["cmi.suspend_data"] = "";
      this.onLose(win.learner, record.shown.concat(closed));
      this.world.note("the LMS lost suspend_data");
    }
    const won = WON.includes(record.kept["cmi.core.lesson_status"]);
    const local = attempt({ ...record.kept, "cmi.core.student_id": win.learner, "cmi.core.student_name": `Doe, ${win.learner}`,
      "cmi.core.lesson_mode": won ? "review" : "normal", "cmi.core.credit": won && this.temper === "changed" ? "no-credit" : "credit",
      "cmi.core.entry": record.visits ? "resume" : "ab-initio" });
    local.kept["cmi.core.lesson_status"] ||= "not attempted";
    record.visits += 1;
    const { timeout, late } = this.faults;
    const launch = { win, record, local, strict: strictApi(local), error: "", sent: { ...record.kept }, commits: [], started: this.world.now,
      expires: this.chance.happens(timeout) ? this.world.now + this.chance.between(2e3, 3e5) : Infinity,
      failures: this.chance.happens(this.faults.initialize) ? 1 + this.chance.below(3) : 0,
      from: this.chance.happens(late) ? this.world.now + this.chance.between(100, 1800) : 0, review: won };
    launch.api = this.api(launch);
    this.launches.set(win, launch);
  }

  parent(win) {
    const launch = this.launches.get(win);
    const frame = {};
    Object.defineProperty(frame, "API", { get: () => (this.world.now >= launch.from ? launch.api : undefined) });
    frame.parent = frame;
    return frame;
  }

  // The package's own address, which tells whether there is a line.
  fetch(win, url, { signal } = {}) {
    if (!win.alive) return SILENT;
    return new Promise((resolve, reject) => {
      const gone = () => reject(new TypeError("no line"));
      if (signal) signal.addEventListener("abort", gone);
      this.world.at(this.chance.between(5, 60), () => (win.device.online ? resolve(answer()) : gone()), win);
    });
  }

  gone(win) {
    const launch = this.launches.get(win);
    this.refused(launch);
    this.launches.delete(win);
  }

  // ---- calls

  api(launch) {
    const api = { LMSGetLastError: () => launch.error || launch.strict.LMSGetLastError(), LMSGetErrorString: () => "", LMSGetDiagnostic: () => "" };
    for (const name of VERBS) {
      api[name] = (...given) => {
        if (!launch.win.alive) return "false";
        launch.error = "";
        if (launch.review && ["LMSSetValue", "LMSCommit"].includes(name)) this.blame(`${name} ${given[0]} in review`);
        const value = String(this.call(launch, name, given));
        this.trace(launch, name, given, value);
        return value;
      };
    }
    return api;
  }

  trace(launch, name, given, value) {
    if (!this.world.tracing || name === "LMSGetValue") return;
    const shown = given[0] === "cmi.suspend_data" ? ["suspend_data", given[1]] : given;
    this.world.note(`  #${launch.win.number} ${name} ${shown.join(" = ")} → ${value} ${launch.error}`);
  }

  fault(launch, value, code = "101") {
    launch.error = code;
    return value;
  }

  call(launch, name, given) {
    const { faults } = this;
    if (this.chance.happens(faults.throw)) {
      if (name === "LMSInitialize") launch.failed = true;
      throw new Error("the LMS broke");
    }
    if (name === "LMSInitialize") {
      if (launch.failures > 0) {
        launch.failures -= 1;
        launch.failed = true;
        return this.fault(launch, "false");
      }
      launch.failed = false;
    }
    if (launch.failed) return this.fault(launch, name === "LMSGetValue" ? "" : "false", "301");
    if (name === "LMSGetValue" && this.chance.happens(faults.unread)) return this.fault(launch, "");
    if (name === "LMSSetValue" && this.chance.happens(faults.unset)) return this.fault(launch, "false");
    if (name === "LMSCommit") this.pace(launch);
    const value = launch.strict[name](...given);
    if (name === "LMSGetValue" && given[0] === "cmi.suspend_data" && value) launch.record.shown.push(value);
    return value === "true" && ["LMSCommit", "LMSFinish"].includes(name) ? this.deliver(launch) : value;
  }

  // At most one a second, besides the one when the page goes out of sight or away.
  pace({ win, commits }) {
    const now = this.world.now;
    if (win.leaving || win.document.visibilityState === "hidden" || win.exiting) return;
    if (commits.length && now - commits.at(-1) < 1000) this.blame(`commits ${now - commits.at(-1)} ms apart`);
    commits.push(now);
  }

  refused({ local }) {
    for (const refusal of local.refusals.splice(0)) this.blame(`refused: ${refusal}`);
  }

  // ---- keeping

  // What this commit carries to the server.
  cargo(launch) {
    const now = Object.fromEntries(Object.entries(launch.local.kept).filter(([name]) => WRITTEN.test(name)));
    if (this.temper === "whole") return now;
    const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => launch.sent[name] !== value));
    launch.sent = { ...launch.sent, ...changed };
    return changed;
  }

  deliver(launch) {
    const cargo = this.cargo(launch);
    const { win } = launch;
    if (win.leaving) return this.beacon(launch, cargo);
    const kind = this.weather(launch);
    if (kind && this.temper === "changed") launch.record.missed.push(...interactionsOf(cargo));
    if (kind) this.world.note(`  #${win.number} commit: ${kind}`);
    if (kind === "lie" || kind === "drop") return "true";
    if (kind === "no line") return this.temper === "changed" ? "true" : this.fault(launch, "false");
    if (kind) return this.fault(launch, "false");
    this.store(launch, cargo);
    return "true";
  }

  weather({ win, expires }) {
    if (!win.device.online) return "no line";
    if (this.world.now >= expires) return "timeout";
    return ["fail", "lie", "drop"].find((name) => this.chance.happens(this.faults[name])) || "";
  }

  // Sent when the page has gone: nobody learns whether it arrived.
  beacon(launch, cargo) {
    if (this.temper === "changed") launch.record.missed.push(...interactionsOf(cargo));
    if (!launch.win.device.online || this.world.now >= launch.expires || this.chance.happens(this.faults.drop)) return "true";
    this.world.at(this.chance.between(5, 400), () => this.store(launch, cargo));
    return "true";
  }

  store(launch, cargo) {
    const { record } = launch;
    const before = record.kept;
    record.kept = this.temper === "whole" ? { ...cargo } : { ...before, ...cargo };
    this.compare(before, record.kept);
  }

  // What stands in the record of a learner never gets worse.
  compare(before, after) {
    const [was, is] = [before, after].map((kept) => kept["cmi.core.lesson_status"]);
    if (WON.includes(was) && !WON.includes(is)) this.blame(`downgraded: ${was} became ${is}`);
    const [had, has] = [before, after].map((kept) => Number(kept["cmi.core.score.raw"] || 0));
    if (has < had) this.blame(`downgraded: score ${had} became ${has}`);
  }

  mend() {
    this.faults = { ...QUIET };
    for (const launch of this.launches.values()) launch.failures = 0;
  }
}

const answer = () => ({ ok: true, status: 200, headers: { get: () => null }, text: async () => "", json: async () => ({}) });

export function interactionsOf(kept) {
  const found = new Map();
  for (const [name, value] of Object.entries(kept)) {
    const [, index, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(name) || [];
    if (index) found.set(index, { ...found.get(index), [field]: value });
  }
  return Array.from(found.values());
}
