// SCORM 1.2: the only script of the package that knows the standard (clauses are those of SCORM 1.2 RTE).
//
// "answered" and "reached" hand values over; "save" and "finish" make the host keep them, and their word
// ("sent", "failed", "none") covers everything handed over before. An LMS's "true" is never more than "sent".
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const TRIES = [0, 500, 500, 500]; // milliseconds before each LMSInitialize, which may fail at first
  const WON = ["passed", "completed"];
  const UNTOUCHED = ["", "not attempted", "browsed"];
  const VITAL = /suspend_data|lesson_status/; // refused: the learner must know that work is not kept
  const PRIVATE = /suspend_data|student_/; // never in the log
  const NOT_IMPLEMENTED = "401"; // some LMSs have no interactions: then none are written

  const owed = new Map(); // element → value: everything since the last commit that the LMS confirmed
  let visit = { open: false };
  let failing = false;

  // ---- calls: each is followed by LMSGetLastError and leaves a line in the log (3.3.4)

  function ask(name, given) {
    try {
      return [String(visit.api[name](...given)), String(visit.api.LMSGetLastError())];
    } catch (error) {
      return ["", "threw"];
    }
  }

  function call(name, ...given) {
    const [value, code] = ask(name, given);
    const shown = PRIVATE.test(given[0]) ? [given[0], (given[1] || value).length + " characters"] : [...given, value];
    kit.log(name, "[" + code + "] " + shown.join(" | "));
    return { value, code, ok: Number(code) === 0 && value !== "false" };
  }

  function get(element) {
    const { value, code } = call("LMSGetValue", element);
    return Number(code) === 0 ? value.trim() : "";
  }

  function put(element, value) {
    owed.set(element, value);
    const { ok, code } = call("LMSSetValue", element, value);
    if (!ok && VITAL.test(element)) failing = true;
    return code;
  }

  function settle({ ok }) {
    failing = failing || !ok;
    if (!failing) owed.clear();
    return failing ? "failed" : "sent";
  }

  // ---- data types (3.4.2)

  const two = (number) => String(number).padStart(2, "0");
  const decimal = (number) => String(Math.round(number * 100) / 100);
  const identifier = (text) => String(text).replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 255) || "x"; // CMIIdentifier
  const plain = (text) => String(text).replace(/[^ -~]/g, "").slice(0, 255); // CMIString255
  const clock = (date) => [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":"); // CMITime

  // CMITimespan HHHH:MM:SS.SS, always with both decimals: ".5" is read as five hundredths by some.
  function timespan(seconds) {
    const hundredths = Math.min(Math.max(0, Math.round(seconds * 100)), 9999 * 360000);
    const whole = Math.floor(hundredths / 100);
    const hours = String(Math.floor(whole / 3600)).padStart(4, "0");
    return hours + ":" + two(Math.floor(whole / 60) % 60) + ":" + two(whole % 60) + "." + two(hundredths % 100);
  }

  // CMIFeedback by interaction type: single characters with commas, "t" or "f", a number, or text.
  const feedback = {
    "choice": (values) => values.filter((value) => /^[a-z0-9]$/.test(value)).join(","),
    "true-false": (values) => (/^[t1]/i.test(values[0]) ? "t" : "f"),
    "numeric": (values) => decimal(Number(values[0]) || 0),
  };
  const written = (type, values) => plain(feedback[type] ? feedback[type](values) : values.join(","));
  const verdict = (right) => (right === null ? "neutral" : right ? "correct" : "wrong");

  // ---- what is written (3.4.4)

  const writing = () => visit.open && visit.writes;

  // A success is never taken back, whatever comes later.
  function setStatus(status) {
    if (WON.includes(visit.status) || visit.status === status) return;
    visit.status = status;
    put("cmi.core.lesson_status", status);
  }

  function setScore(score) {
    for (const part of score ? ["raw", "min", "max"] : []) put("cmi.core.score." + part, decimal(score[part]));
  }

  function setInteraction(item) {
    if (visit.next === null) visit.next = item.sequence;
    const base = "cmi.interactions." + visit.next + ".";
    visit.interactions = put(base + "id", identifier(item.id)) !== NOT_IMPLEMENTED;
    if (!visit.interactions) return owed.delete(base + "id");
    visit.next += 1;
    if (visit.lms.objectives && item.objective) put(base + "objectives.0.id", identifier(item.objective));
    put(base + "time", clock(item.at));
    put(base + "type", item.type);
    if (item.correct.length) put(base + "correct_responses.0.pattern", written(item.type, item.correct));
    put(base + "weighting", decimal(item.points));
    put(base + "student_response", written(item.type, item.response));
    put(base + "result", verdict(item.right));
    return put(base + "latency", timespan(item.seconds));
  }

  // An LMS marks values as sent before it sends them, so after a failure all of them are set again.
  function remember({ state, location, seconds }) {
    const again = failing ? Array.from(owed) : [];
    const fits = state.length <= visit.lms.suspendLimit;
    failing = !fits; // never cut: half a state is none
    for (const [element, value] of again) put(element, value);
    if (fits) put("cmi.suspend_data", state);
    put("cmi.core.lesson_location", plain(location));
    put("cmi.core.session_time", timespan(seconds));
    put("cmi.core.exit", "suspend");
  }

  const milestones = {
    // Where there is a mastery score the LMS judges any raw score at LMSFinish, so only the deciding one is written.
    attempted: ({ role, best, passed, last }) =>
      setScore(role === "post-test" && (!visit.lms.mastery || passed || last) ? best : null),
    failed: ({ role }) => role === "post-test" && visit.lms.failed === "failed" && setStatus("failed"),
    completed({ score }) {
      setScore(score); // also what an earlier visit could not deliver
      setStatus(visit.lms.success);
    },
  };

  // "Already initialized" is no reason to give up: an API that answers a question talks to us.
  async function connect() {
    const api = await kit.seek((win) => win.API && win.API.LMSInitialize && win.API);
    visit = { api, open: false };
    for (const wait of api ? TRIES : []) {
      if (wait) await kit.pause(wait);
      if (call("LMSInitialize", "").ok || call("LMSGetValue", "cmi.core.lesson_status").ok) return true;
    }
    return false;
  }

  // CMIString255 "Last, First"; a name with more commas has suffixes and stays as it is.
  function personName(text) {
    const parts = text.split(",").map((part) => part.trim());
    return parts.length === 2 && parts[1] ? parts[1] + " " + parts[0] : text;
  }

  function launched(lms) {
    const status = get("cmi.core.lesson_status").toLowerCase();
    const mode = get("cmi.core.lesson_mode").toLowerCase(); // may be empty: normal
    const credit = get("cmi.core.credit").toLowerCase() !== "no-credit";
    const count = Number.parseInt(get("cmi.interactions._count"), 10);
    const done = WON.includes(status);
    const reading = mode === "review" || mode === "browse";
    Object.assign(visit, { open: true, writes: !done && !reading, credit, status, lms,
      next: Number.isNaN(count) ? null : count, interactions: lms.interactions });
    return { host: true, credit, mode: reading ? mode : done ? "review" : "normal", done,
      learner: personName(get("cmi.core.student_name")), state: get("cmi.suspend_data") };
  }

  async function start({ lms }) {
    if (!(await connect())) return { host: false, credit: false, mode: "normal", learner: "", state: "", done: false };
    const launch = launched(lms);
    // LMSFinish without a status stores "completed" in some LMSs: say at once that it is not.
    if (visit.writes && UNTOUCHED.includes(visit.status)) {
      setStatus("incomplete");
      settle(call("LMSCommit", ""));
    }
    return launch;
  }

  async function answered(item) {
    if (writing() && visit.interactions) setInteraction(item);
    return "none";
  }

  // Without credit (3.4.4, cmi.core.credit) the LMS does not want to be told of scores and success.
  async function reached(milestone, detail) {
    if (writing() && visit.credit && milestones[milestone]) milestones[milestone](detail);
    return "none";
  }

  async function save(snapshot) {
    if (!writing()) return "none";
    remember(snapshot);
    return settle(call("LMSCommit", ""));
  }

  // LMSFinish stores by itself; on the way out a commit beside it would race with it.
  async function finish(snapshot) {
    if (!visit.open) return "none";
    if (visit.writes) remember(snapshot);
    visit.open = false;
    return settle(call("LMSFinish", ""));
  }

  kit.driver = { name: "scorm12", start, save, answered, reached, finish };
})();
