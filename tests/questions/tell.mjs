// Reads [{statement, question, response, right, score}] from standard input and prints what hosts are told of each answer:
// {fields, refusals} of SCORM 1.2, set in a strict API, and the xAPI {statement} with what another's judge says of it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { SCORM12, load } from "../runtime/load.mjs";
import { attempt, interactions, strictApi } from "../runtime/strict-api.mjs";

const { default: judge } = createRequire(import.meta.url)("@learninglocker/xapi-validation");
const window = { setTimeout, clearTimeout, crypto: globalThis.crypto };
window.window = window;
const kit = load(window, ["runtime/kit.js", SCORM12[0], "runtime/drivers/uuid.js", "runtime/drivers/lrs.js",
  "runtime/drivers/statements.js"]);
const ACTOR = { objectType: "Agent", account: { homePage: "https://lms.test", name: "ana-4711" } };

function told({ statement, question, response, right, score }) {
  const { type, correct, points, objective, secret } = question;
  const item = { id: `q-${question.id}-1`, type, correct, points, objective, right, seconds: 4,
    response: secret ? [] : response, at: new Date(2026, 10, 22, 9, 5, 7), ...(score ? { score } : {}) };
  const record = attempt();
  const api = strictApi(record);
  api.LMSInitialize("");
  for (const [field, value] of kit.scorm12.interaction(item, true)) api.LMSSetValue(`cmi.interactions.0.${field}`, value);
  api.LMSCommit("");
  const { id, ...rest } = kit.statements.compose({ xapi: { statements: { one: statement } } }, "one", "2026-11-22T10:00:00.000Z",
    kit.statements.answer(item));
  const whole = { id, actor: ACTOR, ...rest };
  whole.context.registration = "0e9b7a52-6f6e-4d1f-9b0a-3a1c6f0f3d11";
  return { fields: interactions(record)[0], refusals: record.refusals, statement: whole,
    faults: judge(whole).map(({ path, constructor: { name } }) => `${name} ${path.join(".")}`) };
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(told)));
