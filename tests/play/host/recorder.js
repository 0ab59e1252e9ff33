"use strict";
// The strict half of the test host. It stands between a package and scorm-again, writes every call down, and judges each
// one itself by the SCORM 1.2 run-time data model (RTE 3.3 and 3.4), where scorm-again is deliberately lenient.
// Classic script: it runs in the host page and, unchanged, under Node.
globalThis.scormHost = (() => {
  const REFUSED = { argument: "201", unknown: "401", readOnly: "403", writeOnly: "404", type: "405", order: "201",
    before: "301", after: "101", again: "101" };

  // ---- formats: each takes the text and returns what is wrong with it, or nothing ----------------------------------
  const matching = (pattern, what) => (value) => (pattern.test(value) ? "" : `is not ${what}`);
  const word = (...words) => (value) => (words.includes(value) ? "" : `is none of ${words.map((w) => `'${w}'`).join(", ")}`);
  const string = (limit) => (value) => {
    if (value.length > limit) return `has ${value.length} characters, ${limit} are allowed`;
    return /^[\x20-\x7e]*$/.test(value) ? "" : "holds characters that are not printable ASCII";
  };
  const identifier = matching(/^[A-Za-z0-9_-]{1,255}$/, "a CMIIdentifier: [A-Za-z0-9_-], 1 to 255 characters");
  const decimal = matching(/^-?\d{1,10}(\.\d{1,7})?$/, "a CMIDecimal");
  const between = (low, high) => (value) => {
    const wrong = decimal(value);
    if (wrong) return wrong;
    return Number(value) >= low && Number(value) <= high ? "" : `is not within ${low} to ${high}`;
  };
  const time = matching(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/, "a CMITime HH:MM:SS(.SS)");
  // Two decimals or none: an LMS reads ".5" as five hundredths.
  const timespan = matching(/^\d{2,4}:[0-5]\d:[0-5]\d(\.\d\d)?$/, "a CMITimespan HHHH:MM:SS(.SS)");
  const list = (item, what) => (value) => {
    const items = value.split(",");
    if (!items.every((one) => item.test(one))) return `is not ${what}`;
    return new Set(items).size === items.length ? "" : "names the same item twice";
  };
  const single = /^[a-z0-9]$/;
  const FEEDBACK = {
    "true-false": word("0", "1", "t", "f"),
    choice: list(single, "single characters a-z or 0-9 with commas between"),
    "fill-in": string(255),
    matching: list(/^[a-z0-9]\.[a-z0-9]$/, "pairs such as 1.c,2.b"),
    performance: string(255),
    sequencing: list(single, "single characters a-z or 0-9 with commas between"),
    likert: matching(/^[a-z0-9]?$/, "one character a-z or 0-9"),
    numeric: decimal,
  };
  const feedback = (value, type) => {
    if (!type) return "was set before the interaction's type";
    return value.length > 255 ? `has ${value.length} characters, 255 are allowed` : FEEDBACK[type](value);
  };
  const result = (value) => (["correct", "wrong", "unanticipated", "neutral"].includes(value) ? "" :
    decimal(value) && "is none of 'correct', 'wrong', 'unanticipated', 'neutral' and no CMIDecimal");

  // ---- the data model: element → how it may be used and what may stand in it ---------------------------------------
  const r = { read: true };
  const rw = (format) => ({ read: true, write: format });
  const w = (format) => ({ write: format });
  const score = (stem) => ({ [`${stem}._children`]: r, [`${stem}.raw`]: rw(between(0, 100)),
    [`${stem}.max`]: rw(between(0, 100)), [`${stem}.min`]: rw(between(0, 100)) });
  const ELEMENTS = {
    "cmi._version": r,
    "cmi.core._children": r, "cmi.core.student_id": r, "cmi.core.student_name": r,
    "cmi.core.lesson_location": rw(string(255)), "cmi.core.credit": r,
    "cmi.core.lesson_status": rw(word("passed", "completed", "failed", "incomplete", "browsed")),
    "cmi.core.entry": r, ...score("cmi.core.score"), "cmi.core.total_time": r, "cmi.core.lesson_mode": r,
    "cmi.core.exit": w(word("time-out", "suspend", "logout", "")), "cmi.core.session_time": w(timespan),
    "cmi.suspend_data": rw(string(4096)), "cmi.launch_data": r,
    "cmi.comments": rw(string(4096)), "cmi.comments_from_lms": r,
    "cmi.objectives._children": r, "cmi.objectives._count": r, "cmi.objectives.n.id": rw(identifier),
    ...score("cmi.objectives.n.score"),
    "cmi.objectives.n.status": rw(word("passed", "completed", "failed", "incomplete", "browsed", "not attempted")),
    "cmi.student_data._children": r, "cmi.student_data.mastery_score": r, "cmi.student_data.max_time_allowed": r,
    "cmi.student_data.time_limit_action": r,
    "cmi.student_preference._children": r, "cmi.student_preference.audio": rw(between(-1, 100)),
    "cmi.student_preference.language": rw(string(255)), "cmi.student_preference.speed": rw(between(-100, 100)),
    "cmi.student_preference.text": rw(word("-1", "0", "1")),
    "cmi.interactions._children": r, "cmi.interactions._count": r, "cmi.interactions.n.id": w(identifier),
    "cmi.interactions.n.objectives._count": r, "cmi.interactions.n.objectives.m.id": w(identifier),
    "cmi.interactions.n.time": w(time), "cmi.interactions.n.type": w(word(...Object.keys(FEEDBACK))),
    "cmi.interactions.n.correct_responses._count": r, "cmi.interactions.n.correct_responses.m.pattern": w(feedback),
    "cmi.interactions.n.weighting": w(between(-100, 100)), "cmi.interactions.n.student_response": w(feedback),
    "cmi.interactions.n.result": w(result), "cmi.interactions.n.latency": w(timespan),
  };
  const SUCCESS = ["passed", "completed"];

  const seconds = (span) => {
    const [hours, minutes, rest] = span.split(":").map(Number);
    return hours * 3600 + minutes * 60 + rest;
  };
  const span = (total) => {
    const whole = Math.floor(total);
    const two = (number) => String(number).padStart(2, "0");
    return `${String(Math.floor(whole / 3600)).padStart(4, "0")}:${two(Math.floor(whole / 60) % 60)}:` +
      `${two(whole % 60)}.${two(Math.round((total - whole) * 100) % 100)}`;
  };
  /** "cmi.interactions.3.time" → { name: "cmi.interactions.n.time", indexes: [3] }. */
  const place = (element) => {
    const indexes = [];
    const name = element.replace(/\.(\d+)(?=\.)/g, (_, digits) => `.${"nm"[indexes.push(digits) - 1]}`);
    return { name, indexes };
  };

  /** The attempt as the host holds it: element → text, flat. Counts are derived, so that they cannot disagree. */
  class Values {
    constructor(flat) { this.flat = { ...flat }; }
    get(element) { return this.flat[element] ?? ""; }
    count(stem) {
      const found = new Set();
      for (const element of Object.keys(this.flat)) {
        if (element.startsWith(`${stem}.`)) found.add(element.slice(stem.length + 1).split(".")[0]);
      }
      return found.size;
    }
    ids(stem) {
      return Array.from({ length: this.count(stem) }, (_, n) => this.get(`${stem}.${n}.id`));
    }
  }

  /** Says what is wrong with a call, before anybody answers it. */
  class Judge {
    constructor(values, state) { this.values = values; this.state = state; }

    call(name, args) {
      const setting = name === "LMSSetValue";
      const wanted = { LMSInitialize: 1, LMSFinish: 1, LMSCommit: 1, LMSGetValue: 1, LMSSetValue: 2, LMSGetLastError: 0,
        LMSGetErrorString: 1, LMSGetDiagnostic: 1 }[name];
      if (args.length !== wanted) return ["argument", `takes ${wanted} arguments, ${args.length} were given`];
      const odd = args.findIndex((one) => typeof one !== "string");
      if (odd >= 0) return ["argument", `argument ${odd + 1} is a ${typeof args[odd]}, not a string`];
      if (name.startsWith("LMSGet") && name !== "LMSGetValue") return null;
      const life = this.life(name);
      if (life) return life;
      if (["LMSInitialize", "LMSFinish", "LMSCommit"].includes(name)) return this.control(name, args[0]);
      return setting ? this.set(...args) : this.get(args[0]);
    }

    life(name) {
      if (this.state.finished) return ["after", "was called after LMSFinish"];
      if (name === "LMSInitialize") return this.state.running ? ["again", "was called twice"] : null;
      return this.state.running ? null : ["before", "was called before LMSInitialize"];
    }

    control(name, argument) {
      if (argument !== "") return ["argument", `takes the empty string, not '${argument}'`];
      if (name !== "LMSFinish" || this.state.mode !== "normal") return null;
      const status = this.values.get("cmi.core.lesson_status");
      return ["", "not attempted"].includes(status) ? ["order", "leaves no status: many LMSs then store 'completed'"] : null;
    }

    get(element) {
      const { name, indexes } = place(element);
      const rule = ELEMENTS[name];
      if (!rule) return ["unknown", "is no element of SCORM 1.2"];
      if (!rule.read) return ["writeOnly", "is write-only"];
      return this.index(element, name, indexes, false);
    }

    set(element, value) {
      const { name, indexes } = place(element);
      const rule = ELEMENTS[name];
      if (!rule) return ["unknown", "is no element of SCORM 1.2"];
      if (!rule.write) return ["readOnly", "is read-only"];
      if (this.state.mode !== "normal") return ["order", `was set in ${this.state.mode} mode`];
      const wrong = this.index(element, name, indexes, true);
      if (wrong) return wrong;
      const type = this.values.get(element.replace(/^(cmi\.interactions\.\d+)\..*$/, "$1.type"));
      const format = rule.write(value, type);
      return format ? ["type", `'${value.slice(0, 60)}' ${format}`] : this.meaning(name, element, value);
    }

    /** Indexes without gaps, and an id before anything else of the same object. */
    index(element, name, indexes, setting) {
      let stem = "";
      const parts = element.split(".");
      for (const digits of indexes) {
        const at = parts.indexOf(digits, stem ? stem.split(".").length : 0);
        stem = parts.slice(0, at).join(".");
        const count = this.values.count(stem);
        if (String(Number(digits)) !== digits) return ["type", `index ${digits} is not a plain number`];
        if (Number(digits) > count - (setting ? 0 : 1)) return ["order", `index ${digits} leaves a gap: ${count} so far`];
        stem = `${stem}.${digits}`;
      }
      if (!setting || indexes.length === 0) return null;
      const owner = element.replace(/^(cmi\.(?:interactions|objectives)\.\d+)\..*$/, "$1");
      return element === `${owner}.id` || this.values.get(`${owner}.id`) ? null : ["order", "was set before the id"];
    }

    /** What no format can say: what this value means beside what the record already holds. */
    meaning(name, element, value) {
      const old = this.values.get(element);
      if (/^cmi\.(interactions|objectives)\.n\.id$/.test(name)) {
        if (old && old !== value) return ["order", `renames '${old}' to '${value}'`];
        if (!old && this.values.ids(element.split(".").slice(0, 2).join(".")).includes(value)) {
          return ["order", `'${value}' is an id that this attempt already has`];
        }
      }
      if (name === "cmi.interactions.n.type" && old && old !== value) return ["order", `changes the type from '${old}'`];
      if (name === "cmi.core.lesson_status") return this.status(old, value);
      if (name.startsWith("cmi.core.score.")) return this.score(name, value);
      if (name === "cmi.core.session_time" && seconds(value) > this.state.elapsed() + 2) {
        return ["order", `'${value}' is longer than the session, ${span(this.state.elapsed())}`];
      }
      return null;
    }

    status(old, value) {
      if (SUCCESS.includes(old) && value !== old) return ["order", `takes '${old}' back and says '${value}'`];
      if (value !== "incomplete" && value !== old && !this.state.acted) return ["order", `says '${value}' before the learner did anything`];
      return null;
    }

    score(name, value) {
      if (name.endsWith(".raw") && !this.state.acted) return ["order", "was set before the learner did anything"];
      const bound = (end, otherwise) => Number(this.values.get(`cmi.core.score.${end}`) || otherwise);
      if (name.endsWith(".raw") && (Number(value) < bound("min", 0) || Number(value) > bound("max", 100))) {
        return ["type", `'${value}' is outside ${bound("min", 0)} to ${bound("max", 100)}`];
      }
      return null;
    }
  }

  const NAMES = ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSGetLastError",
    "LMSGetErrorString", "LMSGetDiagnostic"];

  /**
   * One launch of one attempt. `launch` is what the host knows: {values, mode, credit, entry, …} with `values` the
   * committed record; `engine` a fresh scorm-again; `now` a clock in milliseconds; `committed` is told after each
   * commit and finish; `acts` may start watching for the learner at LMSInitialize.
   */
  class Recorder {
    constructor({ engine, launch, now = () => Date.now(), committed = () => {}, initialized = () => {} }) {
      this.engine = engine;
      this.now = now;
      this.committed = committed;
      this.initialized = initialized;
      this.launch = launch;
      this.calls = [];
      this.refusals = [];
      this.error = "0";
      this.values = new Values(launch.values);
      this.state = { running: false, finished: false, acted: Boolean(launch.acted), mode: launch.mode, started: now(),
        elapsed: () => (this.now() - this.state.started) / 1000 };
      this.judge = new Judge(this.values, this.state);
      this.engine.loadFromFlattenedJSON(this.seed());
      this.api = Object.fromEntries(NAMES.map((name) => [name, (...args) => this.call(name, args)]));
    }

    seed() {
      const { student_id, student_name, credit, entry, mode, total_time, mastery_score } = this.launch;
      const core = { student_id, student_name, credit, entry, lesson_mode: mode, total_time };
      const flat = { ...this.values.flat };
      for (const [key, value] of Object.entries(core)) flat[`cmi.core.${key}`] = value;
      if (mastery_score) flat["cmi.student_data.mastery_score"] = mastery_score;
      delete flat["cmi.core.session_time"];
      delete flat["cmi.core.exit"];
      return flat;
    }

    /** The learner did something: from here on a status and a score are believable. */
    acts() { this.state.acted = true; }

    call(name, args) {
      const asked = name.startsWith("LMSGet") && name !== "LMSGetValue";
      const wrong = this.judge.call(name, args);
      let answer;
      if (wrong) {
        answer = name.startsWith("LMSGet") ? "" : "false";
        this.error = REFUSED[wrong[0]];
      } else if (name === "LMSGetLastError") {
        answer = this.error;
      } else {
        answer = this.engine[name](...args);
        if (!asked) this.error = String(this.engine.LMSGetLastError());
      }
      const entry = { n: this.calls.length, at: this.now(), name, args: args.map(String), answer, error: this.error };
      this.calls.push(entry);
      if (wrong) this.refuse(entry, "recorder", wrong[1]);
      else if (!asked && (this.error !== "0" || answer === "false")) this.refuse(entry, "scorm-again", this.engine.LMSGetDiagnostic(this.error));
      else if (!asked) this.keep(name, args);
      return answer;
    }

    refuse(entry, by, reason) {
      this.refusals.push({ ...entry, by, reason: `${entry.name}(${entry.args.map((a) => a.slice(0, 80)).join(", ")}) ${reason}` });
    }

    keep(name, args) {
      if (name === "LMSInitialize") { this.state.running = true; this.state.started = this.now(); this.initialized(); }
      if (name === "LMSSetValue") this.values.flat[args[0]] = args[1];
      if (name === "LMSFinish") { this.state.running = false; this.state.finished = true; }
      if (name === "LMSFinish" || name === "LMSCommit") this.committed({ ...this.values.flat }, name === "LMSFinish");
    }
  }

  return { Recorder, ELEMENTS, seconds, span };
})();
