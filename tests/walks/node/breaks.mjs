// Mistakes made on purpose, in memory: the walks must see each of them, or they see nothing.
//
// name: a list of [script, what stands there once, what stands there instead].
const MERGING = "runtime/merging.js";
const KEEPING = "runtime/keeping.js";
const JOURNAL = "runtime/journal.js";
const SCORM = "runtime/drivers/scorm12.js";
const XAPI = "runtime/drivers/xapi.js";
const DELIVERY = "runtime/drivers/delivery.js";
const NOTEBOOK = "runtime/drivers/notebook.js";

const BOTH = {
  "what this device kept is forgotten at the launch": [[MERGING, "if (!kept || isUntouched(here)", "if (kept !== null || isUntouched(here)"]],
  "nothing is written in the turn of the act": [[KEEPING, "      here();\n", ""]],
  "the disk has it before it has": [[JOURNAL, "transaction.oncomplete = () => resolve(true);", "resolve(true);"]],
  "everything counts as done one gate too early": [["runtime/progress.js", "open(data, state, ORDER).length === 0", "open(data, state, ORDER).length <= 1"]],
  "answers to a test are not part of the state": [["runtime/progress.js", "      if (answer && answer.response.length) wire", "      if (answer && wire.none) wire"]],
  "the acknowledgement is not part of the state": [["runtime/progress.js", "k: state.ack", "k: \"\""]],
  "the journal keeps nothing, and says that it does": [[JOURNAL, "else store.put([key, value, kit.now()], [scope, key]);", ""]],
  "what was kept stays for good": [[JOURNAL, "keys.forEach((key) => write(store, key)); next();", "next();"]],
};

export const BREAKS = {
  scorm12: {
    ...BOTH,
    "no pause between commits": [[KEEPING, "const SAVE_EVERY = 1000;", "const SAVE_EVERY = 0;"]],
    "an act is not put into the journal": [[SCORM, "      enlist(item);\n      journal.put(keyOf(item), item);", "      enlist(item);"]],
    "what failed is not set again": [[SCORM, "{ told: visit.safe, due: true, status: \"\" }", "{ safe: visit.told, due: false }"]],
    "kept, whether the disk has it or not": [[SCORM, "((await kept) ? \"kept\" : \"failed\")", "(kept && \"kept\")"]],
    "a visit for review writes": [[SCORM, "const writes = !WON.includes(status) && mode !== \"review\"", "const writes = credit !== null"]],
    "all attempts tell under one id": [["runtime/acts.js", "id: \"q-\" + id + \"-\" + own.count", "id: \"q-\" + id"]],
    "acts of earlier visits are not told": [[SCORM, "=> ahead && revision > (there", "=> by === null && revision > (there"]],
    "the state is cut where it is long": [[SCORM, "lms.put(\"cmi.suspend_data\", short)", "lms.put(\"cmi.suspend_data\", short.slice(0, 120))"]],
    "the score is the last one": [["runtime/acts.js", "best: scaled(own.best)", "best: scaled(percent)"]],
  },
  xapi: {
    ...BOTH,
    "of two tellings only one has its pages": [[MERGING, "pages: { ...mine.pages, ...other.pages }", "pages: mine.pages"]],
    "any answer counts": [[DELIVERY, "return status === 204 || ids.every((id) => told.includes(id));", "return status === 204 || status === 200 || told === ids;"]],
    "a statement gets its id when it is sent": [[XAPI, "const finished = (statement) => ({ ...statement, actor", "const finished = (statement) => ({ ...statement, id: kit.uuid.random(), actor"]],
    "the newest statement goes first": [[DELIVERY, "entries.push([key, statement]);", "entries.unshift([key, statement]);"]],
    "a statement is not put into the journal": [[DELIVERY, "return journal.put(key, statement);", "return Promise.resolve(true);"]],
    "saved, whatever is still waiting": [[XAPI, "const whole = !outbox.size() && !book.dirty()", "const whole = !outbox.none"]],
    "the document is overwritten": [[NOTEBOOK, "if (!exists) return { \"If-None-Match\": \"*\" };", "if (exists !== null) return {};"],
      [NOTEBOOK, "const blind = !line.leaving &&", "const blind = line.none &&"]],
    "a statement that failed is forgotten": [[DELIVERY, "if (good || alone) settle(chosen, ids, good);", "settle(chosen, ids, true);"],
      [DELIVERY, "if (!good && !CONTENT.includes(answer.status)) {", "if (!good && !chosen.length) {"]],
    "time may go back": [[XAPI, "visit.last = Math.max(visit.last + 1, ", "visit.last = Math.max(0, "]],
    "every window has a record of its own": [[XAPI, "kit.uuid.named(visit.registration,", "kit.uuid.random(visit.registration,"]],
  },
};
