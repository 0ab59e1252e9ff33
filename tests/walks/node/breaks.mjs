// Mistakes made on purpose, in memory: the walks must see each of them, or they see nothing.
//
// name: a list of [script, what stands there once, what stands there instead].
const MERGING = "runtime/merging.js";
const SESSION = "runtime/session.js";
const KEEPING = "runtime/keeping.js";
const JOURNAL = "runtime/journal.js";
const SCORM = "runtime/drivers/scorm12.js";
const XAPI = "runtime/drivers/xapi.js";
const DELIVERY = "runtime/drivers/delivery.js";
const DOCUMENT = "runtime/drivers/notebook.js";
const NOTEBOOK = "runtime/drivers/notebook.js";

const BOTH = {
  "what this device kept is forgotten at the launch": [[MERGING, "if (!kept || isUntouched(here)", "if (kept !== null || isUntouched(here)"]],
  "nothing is written in the turn of the act": [[KEEPING, "      here();\n", ""]],
  "the disk has it before it has": [[JOURNAL, "transaction.oncomplete = () => resolve(true);", "resolve(true);"]],
  "everything counts as done one gate too early": [["runtime/progress.js", "open(data, state, order).length === 0", "open(data, state, order).length <= 1"]],
  "answers to a test are not part of the state": [["runtime/progress.js", "      if (answer && answer.response.length) wire", "      if (answer && wire.none) wire"]],
  "the acknowledgement is not part of the state": [["runtime/progress.js", "k: state.ack", "k: \"\""]],
  "the journal keeps nothing, and says that it does": [[JOURNAL, "else store.put([key, value, kit.now()], [scope, key]);", ""]],
  "what a window told later counts as told before": [[MERGING, "(one.seen[by] || 0) >= other.seen[by]", "by in one.seen"]],
  "a change is no new telling": [[MERGING, "[by]: revision + 1 } });", "[by]: revision || 1 } });"]],
  "what another window tells is not heard": [[KEEPING, "if (!run.visit.started || run.visit.ended) return;\n      changed = true;", "return;"]],
  "what was kept stays for good": [[JOURNAL, "keys.forEach((key) => write(store, key)); next();", "next();"]],
};

// Of what only the tour has. That answers belong to their draw no walk can show: two windows would have to draw before either hears
// of the other. tests/runtime/quizzes.test.mjs does that.
const feature = (name) => `runtime/features/${name}.js`;
const TOUR = {
  "what was drawn is not part of the state": [["runtime/progress.js", "wire.m && { more: object(wire.m) }", "wire.none && { more: object(wire.m) }"]],
  "answers are shuffled anew in every window": [[feature("pool"), "hash(seed + \" \" + id", "hash(random() + \" \" + id"]],
  "the pre-test may be passed over": [[feature("pre-test"), "quizState(state, id).count > 0", "quizState(state, id).count >= 0"]],
  "the evaluation may be passed over": [[feature("evaluation"), "quizState(state, id).count > 0", "quizState(state, id).count >= 0"]],
  "an opinion is right or wrong": [[feature("roles"), "right: null, correct: []", "correct: []"]],
  "half a film is a film": [[feature("media"), "const ENOUGH = 54;", "const ENOUGH = 30;"]],
  "a transcript is forgotten at the next launch": [[feature("media"), "/^([*=]|", "/^([*]|"]],
  "what was played before a pause is not kept": [[feature("media"), "unsaved = unsaved || seen !== before;", "unsaved = seen !== before;"]],
  "time runs tenfold": [[feature("time"), "spent(state) + now - last", "spent(state) + 10 * (now - last)"]],
  "nobody attests": [[feature("attestation"), "if (!box.checked) return null;", ""]],
  "whoever declines claims": [["runtime/acts.js", "amount === \"declined\" ? \"0\" : amount", "amount === \"declined\" ? \"0.25\" : amount"],
    ["runtime/view.js", "[id, chosen(\"claim-\" + id)]", "[id, chosen(\"claim-\" + id) && \"0.25\"]"]],
};

export const BREAKS = {
  tour: TOUR,
  scorm12: {
    ...BOTH,
    "no pause between commits": [[KEEPING, "const SAVE_EVERY = 1000;", "const SAVE_EVERY = 0;"]],
    "an act is not put into the journal": [[SCORM, "      enlist(Object.assign(item, { by, revision }));\n      journal.put(keyOf(item), item);", "      enlist(Object.assign(item, { by, revision }));"]],
    "kept, whether the disk has it or not": [[SCORM, "((await kept) ? \"kept\" : \"failed\")", "(kept && \"kept\")"]],
    "a visit for review writes": [[SCORM, "const writes = !WON.includes(status) && !READING.includes(mode);", "const writes = credit !== null;"]],
    "all attempts tell under one id": [["runtime/acts.js", "id: \"q-\" + id + \"-\" + own.count", "id: \"q-\" + id"]],
    "acts of earlier visits are not told": [[SCORM, "(item) => ahead && isNew(item)", "(item) => ahead && item === null"]],
    "the state is cut where it is long": [[SCORM, "lms.put(\"cmi.suspend_data\", short)", "lms.put(\"cmi.suspend_data\", short.slice(0, 120))"]],
    "what was found is dropped, and nobody is asked": [[SESSION, "(!found.ask || (await dialogs.ask(found.state)))", "!found.ask"]],
    "what was found is taken, and nobody is asked": [[MERGING, "ask: !same", "ask: false"]],
    "who begins anew gets the old all the same": [[SESSION, "(await dialogs.ask(found.state))", "(await dialogs.ask(found.state)) === null || true"]],
    "an attempt whose beginning was lost tells under the old ids": [[MERGING, "attempt.startsWith(ORPHAN) ?", "attempt === null ?"]],
    "what another window did is not told from here": [[SCORM, "if (key !== RECORD && !known.includes(key)) enlist(value);", ""]],
    "the score is the last one": [["runtime/acts.js", "best: scaled(own.best)", "best: scaled(percent)"]],
  },
  xapi: {
    ...BOTH,
    "a telling that was merged is not remembered": [[MERGING, "seen: newest(mine.seen, other.seen)", "seen: mine.seen"]],
    "of two tellings only one has its pages": [[MERGING, "pages: { ...mine.pages, ...other.pages }", "pages: mine.pages"]],
    "any answer counts": [[DELIVERY, "return status === 204 || ids.every((id) => told.includes(id));", "return status === 204 || status === 200 || told === ids;"]],
    "a statement gets its id when it is sent": [[XAPI, "const finished = (statement) => ({ ...statement, actor", "const finished = (statement) => ({ ...statement, id: kit.uuid.random(), actor"]],
    "the newest statement goes first": [[DELIVERY, "entries.push([key, statement]);", "entries.unshift([key, statement]);"]],
    "a statement is not put into the journal": [[DELIVERY, "return journal.put(key, statement);", "return Promise.resolve(true);"]],
    "saved, whatever is still waiting": [[XAPI, "const whole = !outbox.waits(place) && book.has(n) &&", "const whole ="]],
    "the document is overwritten": [[NOTEBOOK, "if (!exists) return { \"If-None-Match\": \"*\" };", "if (exists !== null) return {};"],
      [NOTEBOOK, "const blind = !line.leaving &&", "const blind = line.none &&"]],
    "a statement that failed is forgotten": [[DELIVERY, "if (good || alone) settle(chosen, ids, good);", "settle(chosen, ids, true);"],
      [DELIVERY, "if (!good && !CONTENT.includes(answer.status)) {", "if (!good && !chosen.length) {"]],
    "what the LRS had before counts as refused": [[DELIVERY, "return { status: 409, same: true };", "return { status: 409, same: false };"]],
    "the claim of another window does not stand": [[KEEPING, "done ? merging.mergeFirm(before, there, there) : merging", "merging"], [DOCUMENT, "mine.done === there.done ?", "mine.done !== null ?"],
      [XAPI, "const state = visit.adopt(visit.book.value.state, theirs);", "const { state } = visit.book.value;"]],
    "time may go back": [[XAPI, "visit.last = Math.max(visit.last + 1, ", "visit.last = Math.max(0, "]],
    "every window has a record of its own": [[XAPI, "kit.uuid.named(visit.registration,", "kit.uuid.random(visit.registration,"]],
  },
};

// The walk that saw a mistake when somebody looked last; it is asked first. 0: only walks of the other driver look for it, which
// has the same gates.
export const SEEN = {
  tour: {
    scorm12: {
      "what was drawn is not part of the state": 11, "answers are shuffled anew in every window": 3, "the pre-test may be passed over": 8,
      "an opinion is right or wrong": 2, "half a film is a film": 1, "a transcript is forgotten at the next launch": 2,
      "time runs tenfold": 4, "nobody attests": 5, "whoever declines claims": 2, "what was played before a pause is not kept": 53,
      "the evaluation may be passed over": 133,
    },
    xapi: {
      "what was drawn is not part of the state": 53, "answers are shuffled anew in every window": 53,
      "what was played before a pause is not kept": 14, "the evaluation may be passed over": 0, "the pre-test may be passed over": 4, "an opinion is right or wrong": 1, "half a film is a film": 1,
      "a transcript is forgotten at the next launch": 1, "time runs tenfold": 2, "nobody attests": 81, "whoever declines claims": 1,
    },
  },
  scorm12: {
    "what this device kept is forgotten at the launch": 19, "the disk has it before it has": 19, "answers to a test are not part of the state": 11,
    "the journal keeps nothing, and says that it does": 19, "a change is no new telling": 21, "what another window tells is not heard": 42,
    "a visit for review writes": 2, "acts of earlier visits are not told": 47, "what was found is dropped, and nobody is asked": 19,
    "what was found is taken, and nobody is asked": 19, "who begins anew gets the old all the same": 162,
    "nothing is written in the turn of the act": 42, "what a window told later counts as told before": 21,
    "an act is not put into the journal": 47, "kept, whether the disk has it or not": 50, "all attempts tell under one id": 3,
    "what another window did is not told from here": 40, "the score is the last one": 76,
    "an attempt whose beginning was lost tells under the old ids": 477,
  },
  xapi: {
    "what this device kept is forgotten at the launch": 7, "the disk has it before it has": 133, "answers to a test are not part of the state": 13,
    "the journal keeps nothing, and says that it does": 7, "a change is no new telling": 13, "what another window tells is not heard": 23,
    "of two tellings only one has its pages": 28, "a statement is not put into the journal": 5, "nothing is written in the turn of the act": 208,
    "what a window told later counts as told before": 13, "a telling that was merged is not remembered": 28, "any answer counts": 26,
    "what the LRS had before counts as refused": 474,
    "the claim of another window does not stand": 840, "saved, whatever is still waiting": 7, "a statement that failed is forgotten": 7,
  },
};
