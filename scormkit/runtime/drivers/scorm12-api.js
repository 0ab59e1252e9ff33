// The API that an LMS puts into one of its windows (SCORM 1.2 RTE 3.3): every call is followed by LMSGetLastError and
// leaves a line in the log.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const TRIES = [0, 500, 500, 500, 1000, 2000]; // milliseconds before each LMSInitialize, which may fail at first
  const PRIVATE = /suspend_data|student_/; // never in the log
  const GLANCE = 3000;
  let api = null;

  function ask(name, given) {
    try {
      return [String(api[name](...given)), String(api.LMSGetLastError())];
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

  const put = (element, value) => call("LMSSetValue", element, value);

  // "Already initialized" is no reason to give up: an API that answers a question talks to us.
  async function connect() {
    api = await kit.seek((win) => win.API && win.API.LMSInitialize && win.API);
    for (const wait of api ? TRIES : []) {
      if (wait) await kit.pause(wait);
      if (call("LMSInitialize", "").ok || call("LMSGetValue", "cmi.core.lesson_status").ok) return true;
    }
    return false;
  }

  // What the LMS says of this launch (3.4.4, cmi.core); lesson_mode may be empty: normal.
  function facts() {
    const { personName } = kit.scorm12;
    const count = Number.parseInt(get("cmi.interactions._count"), 10);
    const name = get("cmi.core.student_name");
    return {
      status: get("cmi.core.lesson_status").toLowerCase(),
      mode: get("cmi.core.lesson_mode").toLowerCase(),
      credit: get("cmi.core.credit").toLowerCase() !== "no-credit",
      count: Number.isNaN(count) ? null : count,
      student: [get("cmi.core.student_id"), name],
      learner: personName(name),
      state: get("cmi.suspend_data"),
    };
  }

  // An LMS marks values as sent before it sends them, and says "true" without a network: what it is handed then is lost.
  // A browser that calls itself offline may yet reach an LMS on this machine, so the address of the page decides.
  const offline = () => Boolean(globalThis.navigator) && globalThis.navigator.onLine === false;

  async function reachable() {
    const stop = new globalThis.AbortController();
    const clock = globalThis.setTimeout(() => stop.abort(), GLANCE);
    const options = { method: "HEAD", cache: "no-store", signal: stop.signal };
    const there = await globalThis.fetch(globalThis.location.href, options).then(() => true, () => false);
    globalThis.clearTimeout(clock);
    kit.log("line", there ? "up" : "down");
    return there;
  }

  kit.lms = { connect, facts, call, put, offline, reachable };
})();
