"use strict";
// Stands between a package and the strict host and spoils calls on a script. A rule:
//   {on: "LMSCommit" | "*", how, times, skip, code, ms}
//   how  "fail" answers "false" (or nothing) with `code`; "lie" answers "true" and does nothing; "late" takes `ms` and then
//        works; "throw" throws; "die" throws now and for ever after
//   times  how often it strikes, -1 for always (default 1); skip  how many calls it lets pass before
// Of a spoiled call the strict host never hears, so what it refuses is the package's own doing.
globalThis.faulty = (() => {
  const NAMES = ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSGetLastError",
    "LMSGetErrorString", "LMSGetDiagnostic"];
  const ASKS_ABOUT = ["LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic"];
  const STORES = ["LMSCommit", "LMSFinish"];

  class Faulty {
    constructor(recorder, transport, rules) {
      Object.assign(this, { recorder, transport, rules: rules.map((rule) => ({ ...rule })), code: null, dead: false });
      this.spoiled = [];
      this.closed = false;
      this.api = Object.fromEntries(NAMES.map((name) => [name, (...args) => this.call(name, args)]));
    }

    add(...rules) { this.rules.push(...rules); }
    calm() {
      this.rules = [];
      this.dead = false;
    }

    rule(name) {
      for (const rule of this.rules) {
        if ((rule.on !== name && rule.on !== "*") || rule.times === 0) continue;
        if (rule.skip > 0) rule.skip -= 1;
        else {
          rule.times = (rule.times ?? 1) - 1;
          return rule;
        }
      }
      return null;
    }

    call(name, args) {
      if (this.dead) throw new Error("the window of the LMS is gone");
      const rule = this.rule(name);
      if (rule) this.spoiled.push({ name, how: rule.how, at: Date.now() });
      if (rule && rule.how !== "late") return this.spoil(rule, name);
      if (rule) this.spin(rule.ms);
      return this.work(name, args);
    }

    spin(time) {
      const until = performance.now() + time;
      while (performance.now() < until);
    }

    spoil({ how, code = "101" }, name) {
      if (name === "LMSInitialize" && how !== "lie") this.closed = true;
      if (how === "die") this.dead = true;
      if (how === "die" || how === "throw") throw new Error("a fault of the LMS");
      this.code = how === "fail" ? code : "0";
      if (how === "lie" && STORES.includes(name)) this.transport.parcel(name === "LMSFinish");
      if (how === "fail") return name.startsWith("LMSGet") ? "" : "false";
      return "true";
    }

    work(name, args) {
      if (ASKS_ABOUT.includes(name)) {
        if (name === "LMSGetLastError" && this.code !== null) return this.code;
        return this.recorder.api[name](...args);
      }
      this.code = null;
      if (name === "LMSInitialize") this.closed = false;
      // A session that a fault kept from beginning answers for itself.
      if (this.closed) {
        this.code = "301";
        return name === "LMSGetValue" ? "" : "false";
      }
      const answer = this.recorder.api[name](...args);
      if (answer !== "true" || !STORES.includes(name)) return answer;
      const error = this.transport.store(name === "LMSFinish");
      if (error === "0") return "true";
      this.code = error;
      return "false";
    }
  }

  return { Faulty };
})();
