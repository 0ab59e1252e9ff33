// The line to a learning record store. Clauses are those of xAPI 1.0.3 Communication.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { parse, object } = kit;
  const TIMEOUT = 20000; // milliseconds
  const GLANCE = 8000; // of a request that the learner waits for
  const SLOWEST = 60000;
  const LONGEST = 300000; // that Retry-After may hold the line
  const LARGEST = 1 << 20; // characters of an answer
  const SKEW = 60; // seconds between two clocks that are worth a line in the log
  const KEEPALIVE = 65536; // bytes of all requests that may outlive the page (Fetch standard)

  const bytes = (text) => new globalThis.TextEncoder().encode(text).length;
  async function read({ body }) {
    const decoder = new globalThis.TextDecoder();
    const reader = body ? body.getReader() : { read: async () => ({ done: true }) };
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      if (text.length > LARGEST) throw new Error();
    }
    return text;
  }

  // Never throws, and tells nobody what an error says: that may hold what was sent.
  async function ask(url, options) {
    try {
      const response = await globalThis.fetch(url, options);
      const get = (name) => response.headers.get(name) || "";
      return { status: response.status, etag: get("ETag"), after: get("Retry-After"), date: get("Date"),
        modified: get("Last-Modified"), text: await read(response) };
    } catch (error) {
      return { status: 0, etag: "", after: "", date: "", modified: "", text: "" };
    }
  }

  function connect({ endpoint, auth }, wake) {
    const line = { version: "1.0.3", leaving: false };
    let flying = 0;
    let timer = 0;
    let wait = 0;
    let clocked = false;

    line.room = () => KEEPALIVE - flying;
    line.resting = () => timer !== 0;

    // → {status, etag, after, text}; status 0 where no answer came, or not in time.
    line.request = async (method, resource, { query = {}, body, headers, bare, limit = TIMEOUT }) => {
      const pairs = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join("="));
      const size = body ? bytes(body) : 0;
      const keepalive = (line.leaving || globalThis.document.visibilityState === "hidden") && size <= line.room();
      const own = { "Authorization": auth, "X-Experience-API-Version": line.version, "Content-Type": "application/json" };
      const stop = new globalThis.AbortController();
      const clock = globalThis.setTimeout(() => stop.abort(), limit);
      if (keepalive) flying += size;
      const answer = await ask(endpoint + resource + (pairs.length ? "?" : "") + pairs.join("&"), {
        method, body, keepalive, headers: bare ? {} : { ...own, ...headers }, signal: stop.signal, credentials: "omit",
        referrerPolicy: "no-referrer", cache: "no-store", redirect: "error" }); // the key goes nowhere else
      if (keepalive) flying -= size;
      globalThis.clearTimeout(clock);
      stop.abort();
      kit.log(method + " " + resource, answer.status);
      line.compare(answer.date);
      return answer;
    };

    // Statements carry the time of this device: support wants to know when that is wrong.
    line.compare = (date) => {
      const skew = Math.round((Date.parse(date) - kit.now()) / 1000);
      if (!clocked && Math.abs(skew) > SKEW) kit.log("clock", "the LRS is " + skew + " s ahead of this device");
      clocked = clocked || Math.abs(skew) >= 0;
    };

    line.retry = () => {
      globalThis.clearTimeout(timer);
      timer = 0;
      wake();
    };

    // A key that is refused may be renewed: ask on, slowly.
    line.fault = ({ status, after }) => {
      const told = /^\d+$/.test(after) ? after * 1000 : Date.parse(after) - kit.now();
      wait = status === 401 || status === 403 ? SLOWEST : Math.min(SLOWEST, wait * 2 || 1000);
      timer = timer || globalThis.setTimeout(line.retry, Math.max(wait, Math.min(told || 0, LONGEST)));
    };
    line.fine = () => { wait = 0; };

    // → whether anybody answers. About needs no key (2.8). Only an LRS that has 2.0 and no 1.0 is spoken to in 2.0.
    line.agree = async () => {
      const { text, status } = await line.request("GET", "about", { bare: true, limit: GLANCE });
      const { version } = object(parse(text));
      const knows = (start) => Array.isArray(version) && version.some((each) => String(each).startsWith(start));
      if (knows("2.0") && !knows("1.0")) line.version = "2.0.0";
      return status > 0;
    };
    return line;
  }

  const done = ({ status, text }) => status >= 200 && status < 300 && text.trim() === ""; // PUT (2.1.1, 2.2)

  kit.lrs = { GLANCE, connect, bytes, done };
})();
