// What goes over the line: statements in their order, and one document with its ETag.
//
// An answer is judged by what the standard says it must be: a portal of the network that answers 200 to everything has
// taken no statement. Clauses are those of xAPI 1.0.3 Communication.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { GLANCE, done, bytes, parse, object, uuid } = kit.lrs;
  const BATCH = 50;
  const BATCH_BYTES = 60 * 1024; // a batch can always outlive the page
  const CONTENT = [400, 409, 413, 422]; // said of what was sent, not of the line

  // ---- statements: first in, first out; forgotten when the LRS has them and not before

  // complete(statement) adds what is not kept on disk. refused holds the ids that the LRS will not take.
  function outbox(line, journal, complete) {
    let entries = [];
    let singly = 0; // so many of the next go alone, after an answer that does not say which one it means
    const [taken, refused] = [new Set(), new Set()];
    const idOf = ({ statement }) => statement.id;

    function add(statement, key) {
      const { id } = statement;
      if (taken.has(id) || entries.some((entry) => idOf(entry) === id)) return journal.remove([key]);
      entries.push({ key, statement });
      return journal.put(key, statement);
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

    // 2.1.2: the ids come back; 2.1.1: nothing does. 409: a statement with this id is there, and only we make them.
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

  // value: {n, by, done, record, …}. n grows with every change, "by" is the window that wrote. A driver cannot know what
  // the content means, so one rule merges: what is done stays, else the higher n wins; the other window hears "failed".
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
      if (object(found) !== found) return false;
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

  kit.lrs.outbox = outbox;
  kit.lrs.notebook = notebook;
})();
