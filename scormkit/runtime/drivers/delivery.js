// What goes over the line: statements in their order, and a document with its ETag (xAPI 1.0.3 Communication).
//
// Only what the standard calls an answer is one: a portal of the network that says 200 to everything has taken nothing.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { GLANCE, parse, object, bytes, uuid } = kit.lrs;
  const BATCH = 50;
  const BATCH_BYTES = 60 * 1024; // can outlive the page
  const CONTENT = [400, 409, 413, 422]; // said of what was sent, not of the line

  const done = ({ status, text }) => status >= 200 && status < 300 && text.trim() === ""; // PUT (2.1.1, 2.2)

  // ---- statements: forgotten when the LRS has them, and not before. taken and refused are ids

  // "mark" tells what a statement says where two windows know its id; "" for all others.
  function outbox(line, journal, complete, mark) {
    const [taken, refused] = [new Set(), new Set()];
    let entries = []; // [key, statement]
    let singly = 0; // so many go alone, after an answer that does not say which one it means
    const idOf = ([, { id }]) => id;

    function add(statement, key) {
      if (taken.has(statement.id) || entries.some((entry) => idOf(entry) === statement.id)) return journal.remove([key]);
      entries.push([key, statement]);
      return journal.put(key, statement);
    }

    // The oldest that fit.
    function batch(limit, least) {
      const texts = [];
      let size = 1;
      for (const [, statement] of entries.slice(0, singly ? 1 : BATCH)) {
        const text = JSON.stringify(complete(statement));
        size += bytes(text) + 1;
        if (size > limit && texts.length >= least) break;
        texts.push(text);
      }
      return [entries.slice(0, texts.length), texts];
    }

    // POST is answered with the ids (2.1.2).
    function isTaken({ status, text }, ids) {
      const told = status === 200 ? [].concat(parse(text)).map((id) => String(id).toLowerCase()) : [];
      return status === 204 || ids.every((id) => told.includes(id));
    }

    // 409: one with this id is there (2.1.1). Only of a record can another window have made it.
    async function look(statement) {
      const own = mark(statement);
      if (!own) return { status: 409, same: true };
      const answer = await line.request("GET", "statements", { query: { statementId: statement.id } });
      if (answer.status !== 200) return { ...answer, status: 0 };
      return { status: 409, same: mark(object(parse(answer.text))) === own };
    }

    // → whether to go on with the next.
    async function send([chosen, texts]) {
      const ids = chosen.map(idOf);
      const alone = singly > 0;
      const answer = alone
        ? await line.request("PUT", "statements", { query: { statementId: ids[0] }, body: texts[0] })
        : await line.request("POST", "statements", { body: "[" + texts.join(",") + "]" });
      const there = alone && answer.status === 409 ? await look(chosen[0][1]) : answer;
      if (there.status === 0) {
        line.fault(there);
        return false;
      }
      const good = alone ? done(answer) || there.same : isTaken(answer, ids);
      if (!good && !CONTENT.includes(answer.status)) {
        line.fault(answer);
        return false;
      }
      line.fine();
      singly = alone ? singly - 1 : good ? 0 : chosen.length;
      if (good || alone) settle(chosen, ids, good);
      return true;
    }

    // What was refused stays in the journal: the next launch asks once more.
    function settle(chosen, ids, good) {
      entries = entries.filter((entry) => !chosen.includes(entry));
      for (const id of ids) (good ? taken : refused).add(id);
      if (good) journal.remove(chosen.map(([key]) => key));
      else kit.log("refused", ids[0]);
    }

    async function drain() {
      while (entries.length && !line.resting() && (await send(batch(BATCH_BYTES, 1))));
    }

    async function push() {
      const last = batch(line.room(), 0);
      if (last[1].length) await send(last);
    }

    return { add, drain, push, taken, refused, size: () => entries.length };
  }

  // ---- a document of the State resource (2.3), which other windows write as well (3.1)

  // value: {n, by, done, record, …}: n grows with every change, "by" names the window. No driver knows what the content
  // means, so one rule merges: what is done stays, else the higher n wins; the other window hears "failed".
  function notebook(line, query) {
    const by = uuid();
    const book = { value: { n: 0, by }, there: {} };
    let kept = 0; // the n of ours that is there
    let exists = false;
    let etag = "";

    book.dirty = () => book.value.n !== kept;
    book.change = (changes) => Object.assign(book.value, changes, { n: book.value.n + 1, by });

    // Half a document must not be taken for none.
    book.read = async () => {
      const answer = await line.request("GET", "activities/state", { query, limit: GLANCE });
      const found = answer.status === 404 ? {} : answer.status === 200 && parse(answer.text);
      if (!found || object(found) !== found) return false;
      [exists, etag, book.there] = [answer.status === 200, answer.etag, found];
      return true;
    };

    book.adopt = () => {
      const { n } = book.there;
      kept = n > 0 && n < 1e9 ? Math.floor(n) : 0;
      book.value = { ...book.there, n: kept, by };
    };

    const isBehind = () => book.there.by !== by &&
      (book.there.done === true || (book.value.done !== true && book.there.n >= book.value.n));

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
      kept = n;
      book.there = { ...book.value, n };
      // GET brings the new ETag (3.1), and shows whether anything was stored.
      if (answer.etag) [exists, etag] = [true, answer.etag];
      else if (!line.leaving && (await book.read()) && !exists) kept = 0;
      return answer;
    }

    book.write = async () => {
      if (isBehind() && (!(await book.read()) || isBehind())) return;
      let answer = await put();
      if (answer.status === 412 || answer.status === 409) {
        kit.log("state", "conflict");
        if (!(await book.read())) return;
        if (book.there.record && !book.value.record.at) book.value.record = book.there.record;
        if (isBehind()) return;
        if (book.there.by === by && book.there.n === book.value.n) kept = book.value.n; // only the answer had been lost
        else answer = await put();
      }
      if (book.dirty()) line.fault(answer);
    };
    return book;
  }

  Object.assign(kit.lrs, { outbox, notebook });
})();
