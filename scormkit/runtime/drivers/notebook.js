// A document of the State resource (xAPI 1.0.3 Communication 2.3), which other windows and devices write as well (3.1).
//
// That of a registration is {state, location, seconds, done, record: {id, at, seconds, expired}}. "done": the LRS has the
// statement of record; "record.at": it was told, then and with that duration.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { parse, object, lrs: { GLANCE, done } } = kit;
  const TRIES = 3; // of a document that others write at the same time
  const CONFLICT = [409, 412];

  // value: {n, by, …}: n grows with every change, "by" names the window. "join" makes one of ours and theirs, and
  // "joined" is told that it did.
  function notebook(line, query, join, joined = () => undefined) {
    const by = kit.uuid.random();
    const book = { value: { n: 0, by }, there: {}, known: false };
    let kept = 0; // the n that is there
    let told = 0; // and of ours
    let exists = false;
    let etag = "";
    let modified = "";

    book.dirty = () => book.value.n !== kept;
    book.has = (n) => told >= n; // that telling of ours or a later one
    book.change = (changes) => Object.assign(book.value, changes, { n: book.value.n + 1, by });

    // Half a document must not be taken for none.
    book.read = async () => {
      const answer = await line.request("GET", "activities/state", { query, limit: GLANCE });
      const found = answer.status === 404 ? {} : answer.status === 200 && parse(answer.text);
      if (!found || object(found) !== found) return false;
      [exists, etag, book.there, book.known, modified] = [answer.status === 200, answer.etag, found, true, answer.modified];
      return true;
    };

    const count = ({ n }) => (n > 0 && n < 1e9 ? Math.floor(n) : 0);

    book.adopt = () => {
      kept = told = count(book.there);
      book.value = { ...book.there, n: kept, by };
    };

    const content = (value) => JSON.stringify({ ...value, n: 0, by: "" });

    // What is there and what is ours become one.
    book.join = () => {
      const { value, there } = book;
      const n = Math.max(count(there), value.n);
      const one = { ...join(value, there), n, by };
      const same = content(one) === content(there);
      if (!same) one.n += 1;
      kept = same ? n : count(there);
      if (same) told = n;
      book.value = one;
      joined();
    };

    // ETags may be hidden from pages of another origin; 2.0 wants a condition all the same.
    function condition() {
      if (!exists) return { "If-None-Match": "*" };
      return etag || line.version === "2.0.0" ? { "If-Match": etag || "*" } : {};
    }

    async function put() {
      const { n } = book.value;
      const answer = await line.request("PUT", "activities/state",
        { query, body: JSON.stringify(book.value), headers: condition() });
      if (!done(answer)) return answer;
      line.fine();
      kept = told = n;
      book.there = { ...book.value, n };
      // GET brings the new ETag (3.1), and shows whether anything was stored.
      if (answer.etag) [exists, etag] = [true, answer.etag];
      else if (!line.leaving && (await book.read())) {
        line.compare(modified);
        if (!exists) kept = told = 0;
        if (!exists) return { status: 0, after: "" };
      }
      return answer;
    }

    async function look() {
      const before = JSON.stringify(book.there);
      if (!(await book.read())) return false;
      const lost = book.there.by === by && count(book.there) === book.value.n; // only the answer had been lost
      if (lost) kept = told = book.value.n;
      else if (book.there.by !== by && JSON.stringify(book.there) !== before) book.join();
      return true;
    }

    // On leaving nobody can look first: what others wrote meanwhile is overwritten where no ETag guards it, which "boldly"
    // allows.
    book.write = async (boldly) => {
      let answer = { status: 0, after: "" };
      if (line.leaving && exists && !etag && !boldly) return;
      for (let turn = 0; turn < TRIES; turn += 1) {
        const blind = !line.leaving && (!book.known || (exists && !etag));
        if ((blind || CONFLICT.includes(answer.status)) && !(await look())) break;
        if (!book.dirty()) return;
        answer = await put();
        if (done(answer)) return;
        if (!CONFLICT.includes(answer.status)) break;
        kit.log("state", "conflict");
      }
      line.fault(answer);
    };
    return book;
  }

  async function insist(action, waits) {
    for (const wait of waits) {
      if (wait) await kit.pause(wait);
      if (await action()) return true;
    }
    return false;
  }

  // A launch without a registration gets one, kept where every later launch finds it. → "" where that cannot be
  async function enrol(line, address, waits) {
    const { isUuid, random } = kit.uuid;
    const book = notebook(line, address, (mine, there) => ({ ...mine, ...there }));
    const isKept = () => isUuid(book.there.registration);
    const found = await insist(async () => {
      if (!(await book.read()) || isKept()) return isKept();
      book.adopt();
      book.change({ registration: random() });
      await book.write();
      return isKept();
    }, waits);
    kit.log("registration", found ? "our own" : "none could be kept");
    return found ? book.there.registration : "";
  }

  // ---- what the document of a registration says

  const BLANK = { state: "", location: "", seconds: 0, done: false };

  // Anybody may have written the document.
  function isSound(value) {
    const { at } = object(value.record);
    const isTyped = Object.keys(BLANK).every((name) => typeof value[name] === typeof BLANK[name]);
    return isTyped && (at === undefined || Date.parse(at) > 0) && value.seconds >= 0 && value.seconds < 1e9;
  }

  function sound(value) {
    if (isSound(object(value))) return { ...value, record: object(value.record) };
    return { ...BLANK, done: object(value).done === true, record: {} };
  }

  // What the LRS has as the record stands; all else is told by both.
  function join(ours, others, merge, id) {
    const [mine, there] = [sound(ours), sound(others)];
    const firm = mine.done === there.done ? "" : mine.done ? mine.state : there.state;
    const told = [there.record, mine.record].find(({ at }) => at) || {};
    return { ...others, state: merge(mine.state, there.state, firm), location: mine.location || there.location,
      seconds: Math.max(mine.seconds, there.seconds), done: mine.done || there.done, record: { ...told, id } };
  }

  const said = (value) => JSON.stringify(["state", "location", "seconds", "done", "record"].map((name) => value[name]));
  const differ = (one, other) => said(one) !== said(other);

  // Whether a record of the journal is our own, or the one that we found there.
  const isKnown = (now, { n, by }, found = {}) =>
    (now.by === by && now.n <= n) || (now.by === found.by && now.n === found.n);

  Object.assign(kit.lrs, { notebook, insist, enrol, sound, join, differ, isKnown });
})();
