// What goes over the line: statements in their order (xAPI 1.0.3 Communication).
//
// Only what the standard calls an answer is one: a portal of the network that says 200 to everything has taken nothing.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { parse, object, lrs: { bytes, done } } = kit;
  const BATCH = 50;
  const DOUBTS = 3;
  const GRACE = 2000; // some LRSs store an id twice that comes twice at once
  const BATCH_BYTES = 60 * 1024; // can outlive the page
  const CONTENT = [400, 409, 413, 422]; // said of what was sent, not of the line

  // ---- statements: forgotten when the LRS has them, and not before. taken: ids, refused: id → key

  // "met" is told of every statement whose id the LRS knew before, and what it has under that id.
  function outbox(line, journal, complete, met) {
    const [taken, refused] = [new Set(), new Map()];
    let entries = []; // [key, statement]
    let doubts = 0; // answers of 409 in a row to a statement that is not there
    let singly = 0; // so many go alone, after an answer that does not say which one it means
    const idOf = ([, { id }]) => id;

    function add(statement, key) {
      if (taken.has(statement.id) || entries.some((entry) => idOf(entry) === statement.id)) return journal.remove([key]);
      entries.push([key, statement]);
      return journal.put(key, statement);
    }

    // What an earlier visit could not deliver, by the same learner in the same registration. What it sent as it went may
    // still be on its way. → when to go on
    async function recall(kept) {
      for (const [key, value] of kept) {
        const { id, verb, context } = object(value);
        if (kit.uuid.isUuid(id) && verb && context) add(value, key);
        else journal.remove([key]);
      }
      if (kept.length) await kit.pause(GRACE);
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

    // 409: one with this id is there (2.1.1), says the LRS: look.
    async function look(statement) {
      const answer = await line.request("GET", "statements", { query: { statementId: statement.id } });
      if (answer.status === 200) met(statement, object(parse(answer.text)));
      if (answer.status === 200) return { status: 409, same: true };
      doubts += 1;
      const broken = answer.status >= 500; // an LRS that stored the id twice cannot show it: then its 409 stands
      return { ...answer, status: doubts > DOUBTS && (broken || answer.status === 404) ? 409 : 0, same: broken };
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
      doubts = 0;
      singly = alone ? singly - 1 : good ? 0 : chosen.length;
      if (good || alone) settle(chosen, ids, good);
      return true;
    }

    // What was refused stays in the journal: the next launch asks once more. The log names it for support staff.
    function settle(chosen, ids, good) {
      entries = entries.filter((entry) => !chosen.includes(entry));
      for (const [key, { id }] of chosen) {
        if (good) taken.add(id);
        else refused.set(id, key);
      }
      if (good) journal.remove(chosen.map(([key]) => key));
      else kit.log("refused", ids[0] + " " + chosen[0][1].verb.id);
    }

    // Told by another window before us.
    function forget(id) {
      if (refused.has(id)) journal.remove([refused.get(id)]);
      refused.delete(id);
    }

    async function drain() {
      while (entries.length && !line.resting() && (await send(batch(BATCH_BYTES, 1))));
    }

    async function push() {
      const last = batch(line.room(), 0);
      if (last[1].length) await send(last);
    }

    const waits = (place) => entries.some(([key]) => key <= place);
    return { add, recall, look, drain, push, forget, waits, taken, refused };
  }

  kit.lrs.outbox = outbox;
})();
