// SCORM 1.2: the only script of the package that knows the standard (SCORM 1.2 RTE, chapter 3).
//
// "answered" and "reached" hand values over; "save" and "finish" make the host keep them, and their word
// ("sent", "failed", "none") covers everything handed over before. An LMS's "true" is never more than "sent".
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const POLL = 100; // milliseconds between two looks for an API that appears late
  const PATIENCE = 2000;
  const RETRY = 500; // an LMSInitialize that failed is tried again
  const WON = ["passed", "completed"];
  const UNTOUCHED = ["", "not attempted", "browsed"];
  const VITAL = /suspend_data|lesson_status/; // refused: the learner must know that work is not kept
  const NOT_IMPLEMENTED = "401"; // some LMSs have no interactions: then none are written
  const PRIVATE = /suspend_data|student/; // never in the log

  const fresh = () => ({ api: null, open: false, writes: false, counts: false, status: "", lms: {}, next: null, items: true });
  let visit = fresh();
  const owed = new Map(); // element → value: everything since the last commit that the LMS confirmed
  let failing = false;

  // ---- finding the API (SCORM 1.2 RTE 3.3.6.1: parents first, then the opener and its parents)

  function look(win) {
    try {
      return win.API && win.API.LMSInitialize ? win.API : null;
    } catch (error) {
      return null; // a window of another origin
    }
  }

  const pause = (time) => new Promise((resolve) => { globalThis.setTimeout(resolve, time); });

  async function discover(win) {
    for (let waited = 0; waited <= PATIENCE; waited += POLL) {
      const around = kit.windows(win);
      visit.api = around.reduce((found, each) => found || look(each), null);
      if (visit.api && initialize()) return true;
      if (around.length === 1) return false; // nobody who could bring an API later
      if (visit.api) waited += RETRY - POLL;
      await pause(visit.api ? RETRY : POLL);
    }
    return false;
  }

  // ---- calling it; every call is followed by LMSGetLastError and leaves a line in the log (3.3.4)

  function call(name, ...given) {
    let value = "";
    let code = "";
    try {
      value = String(visit.api[name](...given));
      code = String(visit.api.LMSGetLastError());
    } catch (error) {
      code = "threw";
    }
    const hidden = PRIVATE.test(given[0]);
    const shown = hidden ? given[0] + " (" + String(given[1] || value).length + " characters)" : given.concat(value).join(" | ");
    kit.log(name, "[" + code + "] " + shown);
    return { value, code, ok: Number(code) === 0 && value !== "false" };
  }

  // "Already initialized" is no reason to give up: an answer to a question shows that the API talks to us.
  const initialize = () => call("LMSInitialize", "").ok || call("LMSGetValue", "cmi.core.lesson_mode").ok;

  function get(element) {
    const answer = call("LMSGetValue", element);
    return Number(answer.code) === 0 ? answer.value.trim() : "";
  }

  function put(element, value) {
    owed.set(element, value);
    const { ok, code } = call("LMSSetValue", element, value);
    if (!ok && VITAL.test(element)) failing = true;
    return code;
  }

  // An LMS marks values as sent before it sends them (research/lms.md 4): after a failure all are set again.
  function repeat() {
    if (!failing) return;
    failing = false;
    for (const [element, value] of Array.from(owed)) put(element, value);
  }

  function settle(ok) {
    failing = failing || !ok;
    if (!failing) owed.clear();
    return failing ? "failed" : "sent";
  }

  // ---- the data types (3.4.2)

  const two = (number) => String(number).padStart(2, "0");
  const decimal = (number) => String(Math.round(number * 100) / 100);
  const identifier = (text) => String(text).replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 255) || "x"; // CMIIdentifier
  const plain = (text) => String(text).replace(/[^ -~]/g, "").slice(0, 255); // CMIString255, ASCII to be safe
  const clock = (date) => [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":"); // CMITime

  // CMITimespan, HHHH:MM:SS.SS: always two decimals, since ".5" is read as five hundredths by some.
  function timespan(seconds) {
    const hundredths = Math.min(Math.max(0, Math.round(seconds * 100)), 9999 * 360000);
    const whole = Math.floor(hundredths / 100);
    const hours = String(Math.floor(whole / 3600)).padStart(4, "0");
    return hours + ":" + two(Math.floor(whole / 60) % 60) + ":" + two(whole % 60) + "." + two(hundredths % 100);
  }

  // CMIFeedback, by interaction type: single characters with commas, "t" or "f", a number, or text.
  const feedback = {
    "choice": (values) => values.filter((value) => /^[a-z0-9]$/.test(value)).join(","),
    "true-false": (values) => values.map((value) => (/^[t1]/i.test(value) ? "t" : "f")).join(",").slice(0, 1),
    "numeric": (values) => decimal(Number(values[0]) || 0),
  };
  const written = (type, values) => plain((feedback[type] || ((all) => all.join(",")))(values));
  const verdict = (right) => (right === null ? "neutral" : right ? "correct" : "wrong"); // "incorrect" is no SCORM 1.2

  // ---- what is written (3.4.4)

  const writing = () => visit.open && visit.writes;

  function setStatus(word) {
    if (WON.includes(visit.status) || visit.status === word) return;
    visit.status = word;
    put("cmi.core.lesson_status", word);
  }

  function setScore({ raw, min, max }) {
    put("cmi.core.score.raw", decimal(raw));
    put("cmi.core.score.min", decimal(min));
    put("cmi.core.score.max", decimal(max));
  }

  function position(item) {
    if (visit.next === null) visit.next = item.sequence;
    return "cmi.interactions." + visit.next + ".";
  }

  function writeInteraction(item) {
    const base = position(item);
    visit.items = put(base + "id", identifier(item.id)) !== NOT_IMPLEMENTED;
    if (!visit.items) return;
    visit.next += 1;
    if (visit.lms.objectives && item.objective) put(base + "objectives.0.id", identifier(item.objective));
    put(base + "time", clock(item.at));
    put(base + "type", item.type);
    if (item.correct.length) put(base + "correct_responses.0.pattern", written(item.type, item.correct));
    put(base + "weighting", decimal(item.points));
    put(base + "student_response", written(item.type, item.response));
    put(base + "result", verdict(item.right));
    put(base + "latency", timespan(item.seconds));
  }

  function remember({ state, location, seconds }) {
    failing = failing || state.length > visit.lms.suspendLimit; // never cut: half a state is none
    if (state.length <= visit.lms.suspendLimit) put("cmi.suspend_data", state);
    put("cmi.core.lesson_location", plain(location));
    put("cmi.core.session_time", timespan(seconds));
    put("cmi.core.exit", "suspend");
  }

  const milestones = {
    // With a mastery score the LMS judges any raw score at LMSFinish, so only the deciding one is written.
    attempted({ role, best, passed, last }) {
      if (role === "post-test" && (!visit.lms.mastery || passed || last)) setScore(best);
    },
    failed: ({ role }) => { if (role === "post-test" && visit.lms.failed !== "incomplete") setStatus(visit.lms.failed); },
    completed: () => setStatus(visit.lms.success),
  };

  // ---- the five verbs

  const nobody = () => ({ host: false, credit: false, mode: "normal", learner: "", state: "", done: false });

  // CMIString255 "Last, First"; a name with more commas has suffixes and stays as it is.
  function personName(text) {
    const parts = text.split(",").map((part) => part.trim());
    return parts.length === 2 && parts[1] ? parts[1] + " " + parts[0] : text;
  }

  function launched(config) {
    const mode = get("cmi.core.lesson_mode").toLowerCase();
    visit.status = get("cmi.core.lesson_status").toLowerCase();
    const done = WON.includes(visit.status);
    const reading = mode === "review" || mode === "browse";
    const credit = get("cmi.core.credit").toLowerCase() !== "no-credit";
    const count = Number.parseInt(get("cmi.interactions._count"), 10);
    Object.assign(visit, { open: true, writes: !done && !reading, counts: credit, lms: config.lms,
      next: Number.isNaN(count) ? null : count, items: config.lms.interactions });
    return { host: true, credit, mode: reading ? mode : done ? "review" : "normal", done,
      learner: personName(get("cmi.core.student_name")), state: get("cmi.suspend_data") };
  }

  async function start(config) {
    visit = fresh();
    if (!(await discover(globalThis.window || globalThis))) return nobody();
    const launch = launched(config);
    // LMSFinish without a status stores "completed" in some LMSs (research/lms.md 5): say at once that it is not.
    if (visit.writes && UNTOUCHED.includes(visit.status)) {
      setStatus("incomplete");
      settle(call("LMSCommit", "").ok);
    }
    return launch;
  }

  async function answered(item) {
    if (writing() && visit.items) writeInteraction(item);
    return "none";
  }

  async function reached(milestone, detail) {
    if (writing() && visit.counts && milestones[milestone]) milestones[milestone](detail);
    return "none";
  }

  async function save(snapshot) {
    if (!writing()) return "none";
    repeat();
    remember(snapshot);
    return settle(call("LMSCommit", "").ok);
  }

  // LMSFinish stores by itself; a commit beside it would race with it on the way out (research/lms.md 3).
  async function finish(snapshot) {
    if (!visit.open) return "none";
    if (visit.writes) {
      repeat();
      remember(snapshot);
    }
    visit.open = false;
    const { ok } = call("LMSFinish", "");
    return visit.writes ? settle(ok) : "none";
  }

  kit.driver = { name: "scorm12", start, save, answered, reached, finish };
})();
