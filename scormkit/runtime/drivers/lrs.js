// The line to a learning record store: requests, statements in their order, one document with its ETag.
//
// Clauses are those of xAPI 1.0.3 Communication; 2.0 differs in nothing that is used here but the duty to send ETags.
// An answer is judged by what the standard says it must be: a portal of the network that answers 200 to everything has
// taken no statement.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const TIMEOUT = 20000; // milliseconds
  const GLANCE = 8000; // for a request that the learner waits for
  const SLOWEST = 60000;
  const LONGEST_ORDER = 300000; // no Retry-After holds the line for longer
  const LARGEST = 1 << 20; // bytes of an answer: more is no LRS
  const KEEPALIVE = 65536; // bytes of all requests that may outlive the page (Fetch, 64 kibibytes)
  const BATCH = 50;
  const BATCH_BYTES = 60 * 1024;
  const CONTENT = [400, 409, 413, 422]; // said of what was sent, not of the line
  const DENIED = [401, 403];
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

  // 64 bits that name nobody as long as something random (a registration) is in the text; subtle is missing on plain HTTP.
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
      return { status: 0, etag: "", after: "", text: "" };
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

    line.request = async (method, resource, { query = {}, body, headers = {}, bare, limit = TIMEOUT } = {}) => {
      const pairs = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join("="));
      const size = body ? bytes(body) : 0;
      const hidden = globalThis.document && globalThis.document.visibilityState === "hidden";
      const keepalive = Boolean(line.leaving || hidden) && size <= line.room();
      const stop = globalThis.AbortController ? new globalThis.AbortController() : { abort() {} };
      const own = { "Authorization": auth, "X-Experience-API-Version": line.version };
      if (body) own["Content-Type"] = "application/json";
      if (keepalive) flying += size;
      let clock = 0;
      const late = new Promise((resolve) => { clock = globalThis.setTimeout(resolve, limit); });
      // A redirect could take the key to another host.
      const answer = await Promise.race([late, ask(endpoint + resource + (pairs.length ? "?" + pairs.join("&") : ""), {
        method, body, keepalive, headers: bare ? {} : { ...own, ...headers }, signal: stop.signal, credentials: "omit",
        referrerPolicy: "no-referrer", cache: "no-store", redirect: "error" })]);
      globalThis.clearTimeout(clock);
      if (keepalive) flying -= size;
      if (!answer) stop.abort();
      const { status, etag, after, text } = answer || { status: 0, etag: "", after: "", text: "" };
      kit.log(method + " " + resource, status || (answer ? "no answer" : "late"));
      return { status, etag, after, text };
    };

    // Doubling without jitter: one learner's window is no crowd. A key that is refused may be renewed, so ask on, slowly.
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

  // ---- statements: first in, first out; forgotten when the LRS has them and not before

  // complete(statement) adds what is not kept on disk. refused holds the ids that the LRS will not take.
  function outbox(line, journal, complete) {
    let entries = [];
    let singly = 0; // so many of the next go alone, after an answer that does not say which one it means
    const [taken, refused] = [new Set(), new Set()];
    const idOf = ({ statement }) => statement.id;

    function add(statement, key) {
      const { id } = statement;
      if (!taken.has(id) && !entries.some((entry) => idOf(entry) === id)) entries.push({ key, statement });
      else journal.remove([key]);
    }

    function forget(chosen) {
      entries = entries.filter((entry) => !chosen.includes(entry));
      journal.remove(chosen.map(({ key }) => key));
      for (const entry of chosen) taken.add(idOf(entry));
    }

    // The oldest that fit.
    function batch(limit, least) {
      const chosen = { entries: [], texts: [] };
      let size = 1;
      for (const entry of entries.slice(0, singly ? 1 : BATCH)) {
        const text = JSON.stringify(complete(entry.statement));
        size += bytes(text) + 1;
        if (size > limit && chosen.texts.length >= least) break;
        chosen.entries.push(entry);
        chosen.texts.push(text);
      }
      return chosen;
    }

    // 2.1.2: the ids come back; 2.1.1: nothing comes back. 409: a statement with this id is there, and only we make them.
    function isTaken(answer, ids, alone) {
      if (alone) return done(answer) || answer.status === 409;
      const told = answer.status === 200 ? parse(answer.text) : [];
      const known = Array.isArray(told) ? told.map((id) => String(id).toLowerCase()) : [];
      return answer.status === 204 || ids.every((id) => known.includes(id));
    }

    // → whether to go on with the next.
    async function send({ entries: chosen, texts }) {
      const ids = chosen.map(idOf);
      const alone = singly > 0;
      const answer = await (alone
        ? line.request("PUT", "statements", { query: { statementId: ids[0] }, body: texts[0] })
        : line.request("POST", "statements", { body: "[" + texts.join(",") + "]" }));
      const good = isTaken(answer, ids, alone);
      if (!good && !CONTENT.includes(answer.status)) {
        line.fault(answer);
        return false;
      }
      line.fine();
      if (!good && !alone) singly = chosen.length;
      if (alone) singly -= 1;
      if (good) forget(chosen);
      else if (alone) refuse(chosen[0], answer.status);
      return true;
    }

    // It stays in the journal: the next launch asks once more.
    function refuse(entry, status) {
      refused.add(idOf(entry));
      entries = entries.filter((other) => other !== entry);
      kit.log("refused", status + " " + idOf(entry));
    }

    async function drain() {
      while (entries.length && !line.resting() && (await send(batch(BATCH_BYTES, 1))));
    }

    // The last request of a page: what fits into "room" bytes, at once.
    async function push(room) {
      const chosen = batch(room, 0);
      if (chosen.texts.length) await send(chosen);
    }

    return { add, drain, push, taken, refused, size: () => entries.length };
  }

  // ---- one document of the State resource (2.3), with optimistic concurrency (3.1)

  // value: {n, by, done, record, …}. n grows with every change, "by" is the window that wrote. Who cannot know what the
  // content means merges by one rule: what is done stays; else the higher n wins, and the other window is told "failed".
  function notebook(line, query) {
    const by = uuid();
    const book = { value: { n: 0, by }, there: {} };
    let kept = 0; // the n of ours that the LRS has
    let exists = false;
    let etag = "";

    book.dirty = () => book.value.n !== kept;
    book.change = (changes) => Object.assign(book.value, changes, { n: book.value.n + 1, by });

    // → whether the LRS answered as one does. Half a document is none, and must not be taken for an empty one.
    book.read = async () => {
      const answer = await line.request("GET", "activities/state", { query, limit: GLANCE });
      const found = answer.status === 404 ? {} : answer.status === 200 && parse(answer.text);
      if (!isObject(found)) return false;
      exists = answer.status === 200;
      etag = answer.etag;
      book.there = found;
      return true;
    };

    // What the LRS has becomes ours.
    book.adopt = () => {
      const n = Number(book.there.n);
      book.value = { ...book.there, n: n > 0 && n < 1e9 ? Math.floor(n) : 0, by };
      kept = book.value.n;
    };

    const isBehind = () => book.there.by !== by && (book.there.done === true || book.there.n >= book.value.n);

    // An LRS may hide its ETags from pages of another origin. 2.0 takes nothing without a condition.
    const condition = () => (!exists ? { "If-None-Match": "*" } : etag ? { "If-Match": etag }
      : line.version === "2.0.0" ? { "If-Match": "*" } : {});

    async function put() {
      const { n } = book.value;
      const answer = await line.request("PUT", "activities/state",
        { query, body: JSON.stringify(book.value), headers: condition() });
      if (!done(answer)) return answer;
      line.fine();
      book.there = { ...book.value, n };
      kept = n;
      // 3.1 wants the ETag on GET alone. To look is also to see whether it was stored; a stale ETag is found out by 412.
      if (answer.etag) [exists, etag] = [true, answer.etag];
      else if (!line.leaving && (await book.read()) && !exists) kept = 0;
      return answer;
    }

    book.write = async () => {
      if (isBehind() && !((await book.read()) && !isBehind())) return false;
      let answer = await put();
      if (answer.status === 412 || answer.status === 409) {
        kit.log("state", "conflict");
        if (!(await book.read())) return false;
        if (book.there.record && !book.value.record.at) book.value.record = book.there.record;
        if (isBehind()) return false;
        if (book.there.by === by && book.there.n === book.value.n) kept = book.value.n; // its answer had been lost
        else answer = await put();
      }
      if (book.dirty() && !done(answer)) line.fault(answer);
      return !book.dirty();
    };
    return book;
  }

  kit.lrs = { connect, outbox, notebook, parse, object, isUuid, uuid, opaque };
})();
