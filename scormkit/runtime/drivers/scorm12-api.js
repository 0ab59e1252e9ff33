// The API that an LMS puts into one of its windows (SCORM 1.2 RTE 3.3): every call is followed by LMSGetLastError and
// leaves a line in the log.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const TRIES = [0, 500, 500, 500, 1000, 2000]; // milliseconds before each LMSInitialize, which may fail at first
  const PRIVATE = /suspend_data|student_/; // never in the log
  const PAUSES = [0, 200, 600]; // before each look at a value
  const TURNS = 3; // of setting a value
  // What an LMS has said and will say again; all else, as a lost session, may pass (3.3.4, error codes).
  const FINAL = ["201", "202", "203", "401", "402", "403", "404", "405"];
  const GLANCE = 3000;
  const READ = [["status", "cmi.core.lesson_status"], ["mode", "cmi.core.lesson_mode"], ["credit", "cmi.core.credit"],
    ["count", "cmi.interactions._count"], ["score", "cmi.core.score.raw"], ["student", "cmi.core.student_id"],
    ["name", "cmi.core.student_name"], ["state", "cmi.suspend_data"]];
  const VITAL = ["status", "mode", "state"];
  const DEPTH = 50; // frames above frames: more than any LMS nests, and no endless climb
  const POLL = 100; // milliseconds between two looks for the API
  const PATIENCE = 2000;
  let api = null;

  // ---- windows around this one: where the API may be. One of another origin throws when it is touched

  function relative(win, name) {
    try {
      return win[name] && win[name] !== win ? win[name] : null;
    } catch (error) {
      return null;
    }
  }

  function climb(win) {
    const chain = [];
    for (let at = win; at && chain.length < DEPTH; at = relative(at, "parent")) chain.push(at);
    return chain;
  }

  // This window, its parents, then the openers of each and their parents.
  function windows(win) {
    const above = climb(win);
    return above.concat(above.map((each) => relative(each, "opener")).filter(Boolean).flatMap(climb));
  }

  function attempt(look, win) {
    try {
      return look(win) || null;
    } catch (error) {
      return null;
    }
  }

  // What "look" finds in one of the windows around, also when it appears late; null when nobody brings it.
  async function seek(look) {
    for (let waited = 0; ; waited += POLL) {
      const around = windows(globalThis.window);
      const found = around.reduce((got, win) => got || attempt(look, win), null);
      if (found || around.length === 1 || waited >= PATIENCE) return found;
      await kit.pause(POLL);
    }
  }

  // ---- calls

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

  // → null where there is no answer, even when asked again.
  async function get(element) {
    for (const wait of PAUSES) {
      if (wait) await kit.pause(wait);
      const { value, code } = call("LMSGetValue", element);
      if (Number(code) === 0 && code !== "") return value.trim();
      if (FINAL.includes(code)) return "";
    }
    return null;
  }

  // At once once more: what comes after may depend on it. "taken": there is no more to be had from this LMS.
  function put(element, value) {
    for (let turn = 1; ; turn += 1) {
      const answer = call("LMSSetValue", element, value);
      const taken = answer.ok || FINAL.includes(answer.code);
      if (taken || turn === TURNS) return { ...answer, taken };
    }
  }

  // "Already initialized" is no reason to give up: an API that answers a question talks to us.
  async function connect() {
    api = await seek((win) => win.API && win.API.LMSInitialize && win.API);
    for (const wait of api ? TRIES : []) {
      if (wait) await kit.pause(wait);
      if (call("LMSInitialize", "").ok || call("LMSGetValue", "cmi.core.lesson_status").ok) return true;
    }
    return false;
  }

  // What the LMS says of this launch (3.4.4, cmi.core); lesson_mode may be empty: normal. → null where it does not say
  // what must not be guessed, for what is written then would be wrong.
  async function facts() {
    const got = {};
    for (const [name, element] of READ) got[name] = await get(element);
    if (VITAL.some((name) => got[name] === null)) return null;
    const text = (name) => got[name] || "";
    return {
      status: text("status").toLowerCase(),
      mode: text("mode").toLowerCase(),
      credit: text("credit").toLowerCase() !== "no-credit",
      count: /^\d+$/.test(text("count")) ? Number(got.count) : null,
      best: Number(text("score")) || 0,
      student: got.student === null || got.name === null ? "" : got.student && [got.student, got.name].join(" "),
      learner: kit.scorm12.personName(text("name")),
      state: text("state"),
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

  kit.lms = { seek, connect, facts, call, put, offline, reachable };
})();
