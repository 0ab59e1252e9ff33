// The line to a learning record store: requests and the pauses between them. Clauses are those of xAPI 1.0.3
// Communication; 2.0 differs in nothing that is used here but the duty to send ETags.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const TIMEOUT = 20000; // milliseconds
  const GLANCE = 8000; // for a request that the learner waits for
  const SLOWEST = 60000;
  const LONGEST_ORDER = 300000; // no Retry-After holds the line for longer
  const LARGEST = 1 << 20; // bytes of an answer: more is no LRS
  const KEEPALIVE = 65536; // bytes of all requests that may outlive the page (Fetch, 64 kibibytes)
  const DENIED = [401, 403];
  const NOTHING = { status: 0, etag: "", after: "", text: "" };
  const bytes = (text) => new globalThis.TextEncoder().encode(text).length;

  function parse(text) {
    try {
      return JSON.parse(text);
    } catch (error) {
      return undefined;
    }
  }
  const isObject = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);
  const object = (value) => (isObject(value) ? value : {});

  const isUuid = (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

  // RFC 4122 version 4; randomUUID is missing on plain HTTP.
  function uuid() {
    const random = globalThis.crypto.getRandomValues(new Uint8Array(16));
    random[6] = (random[6] & 15) | 64;
    random[8] = (random[8] & 63) | 128;
    const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  // 64 bits that name nobody, since something random (the registration) is in the text. No subtle on plain HTTP.
  function opaque(text) {
    let [one, other] = [1, 2];
    for (const character of text) {
      one = Math.imul(one ^ character.codePointAt(0), 0x9e3779b1);
      other = Math.imul(other ^ one ^ (one >>> 15), 0x85ebca77);
    }
    return [one, other].map((half) => (half >>> 0).toString(36)).join("-");
  }

  // ---- one request

  async function read(response) {
    if (!response.body || !response.body.getReader) return response.text();
    const reader = response.body.getReader();
    const decoder = new globalThis.TextDecoder();
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      if (text.length > LARGEST) {
        reader.cancel().catch(() => {});
        throw new Error("too large");
      }
    }
    return text;
  }

  // Never throws. The message of an error may hold what was sent, so nobody gets to see it.
  async function ask(url, options) {
    try {
      const response = await globalThis.fetch(url, options);
      const get = (name) => response.headers.get(name) || "";
      return { status: response.status, etag: get("ETag"), after: get("Retry-After"), text: await read(response) };
    } catch (error) {
      return NOTHING;
    }
  }

  // 204 where the standard says so (2.1.1, 2.2); some LRSs say 200 with nothing.
  const done = ({ status, text }) => status === 204 || (status >= 200 && status < 300 && text.trim() === "");

  function seconds(after) {
    const wait = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - kit.now();
    return wait > 0 ? Math.min(wait, LONGEST_ORDER) : 0;
  }

  // "wake" is called when it is time to try again.
  function connect({ endpoint, auth }, wake) {
    const line = { version: "1.0.3", leaving: false };
    let flying = 0;
    let timer = 0;
    let wait = 0;

    line.room = () => KEEPALIVE - flying;
    line.resting = () => timer !== 0;

    function dress(method, size, { body, headers, bare }) {
      const hidden = globalThis.document && globalThis.document.visibilityState === "hidden";
      const own = { "Authorization": auth, "X-Experience-API-Version": line.version, ...headers };
      if (body) own["Content-Type"] = "application/json";
      // A redirect could take the key to another host.
      return { method, body, headers: bare ? {} : own, keepalive: Boolean(line.leaving || hidden) && size <= line.room(),
        credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", redirect: "error" };
    }

    // → {status, etag, after, text}; status 0 where nobody answered, or not in time.
    line.request = async (method, resource, given) => {
      const size = given.body ? bytes(given.body) : 0;
      const options = dress(method, size, given);
      const pairs = Object.entries(given.query || {}).map((pair) => pair.map(encodeURIComponent).join("="));
      const stop = globalThis.AbortController ? new globalThis.AbortController() : { abort() {} };
      const held = options.keepalive ? size : 0;
      let clock = 0;
      const late = new Promise((resolve) => { clock = globalThis.setTimeout(() => resolve(NOTHING), given.limit || TIMEOUT); });
      flying += held;
      const asked = ask(endpoint + resource + (pairs.length ? "?" : "") + pairs.join("&"), { ...options, signal: stop.signal });
      const answer = await Promise.race([late, asked]);
      flying -= held;
      globalThis.clearTimeout(clock);
      stop.abort();
      kit.log(method + " " + resource, answer.status || "no answer");
      return answer;
    };

    // A key that is refused may be renewed: ask on, slowly.
    line.fault = ({ status, after }) => {
      if (timer) return;
      wait = DENIED.includes(status) ? SLOWEST : Math.min(SLOWEST, wait * 2 || 1000);
      timer = globalThis.setTimeout(line.retry, Math.max(wait, seconds(after)));
    };
    line.fine = () => { wait = 0; };
    line.retry = () => {
      globalThis.clearTimeout(timer);
      timer = 0;
      wake();
    };

    // About (2.8) needs no key. Only an LRS that knows 2.x and no 1.0.x is spoken to in 2.0.
    line.agree = async () => {
      const { version } = object(parse((await line.request("GET", "about", { bare: true, limit: GLANCE })).text));
      const knows = (start) => Array.isArray(version) && version.some((each) => String(each).startsWith(start));
      if (knows("2.") && !knows("1.0")) line.version = "2.0.0";
    };
    return line;
  }

  kit.lrs = { GLANCE, connect, done, bytes, parse, object, isUuid, uuid, opaque };
})();
