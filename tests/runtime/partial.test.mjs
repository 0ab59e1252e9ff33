// A part of an answer that counts: how much is told, of what, and in the words of each standard.
import assert from "node:assert/strict";
import test from "node:test";

import { course, question } from "./course.mjs";
import { PURE, XAPI, load } from "./load.mjs";

const [whole, part] = [question(1, { kind: "multiple" }), { ...question(2, { kind: "multiple" }), partial: true }]; // a and b are right

function told(item, quiz = {}) {
  const window = { setTimeout() {} };
  window.window = window;
  const kit = load(window, PURE);
  const heard = [];
  kit.keeper = () => ({ tell: (each) => heard.push(each) });
  load(window, ["runtime/features/partial.js"]);
  const keep = kit.keeper({ data: course({ questions: [whole, part], quiz }) });
  keep.tell({ role: "question", quiz: "test", question: part.id, response: [], ...item });
  return heard[0].score;
}

for (const [response, raw] of [[["a", "b"], 100], [["a"], 50], [["a", "b", "c"], 50], [["c"], 0], [["a", "c"], 0]]) {
  test(`of ${response} is told ${raw} of 100`, () => assert.deepEqual(told({ response }), { raw }));
}

test("a score is told of no other question, of no opinion, and of nothing that is no question", () => {
  assert.deepEqual([told({ question: whole.id, response: ["a"] }), told({ response: ["a"] }, { role: "evaluation" }),
    told({ role: "claim", question: undefined, quiz: undefined })], [undefined, undefined, undefined]);
});

test("an LRS hears the share of 1 and the percentage, and that it was not right in full", () => {
  const window = { setTimeout() {}, crypto: globalThis.crypto, location: { search: "" } };
  window.window = window;
  const { statements } = load(window, ["runtime/kit.js", ...XAPI.filter((path) => /uuid|lrs|statements/.test(path))]);
  const item = { type: "choice", response: ["a"], seconds: 1, right: false };
  assert.deepEqual(statements.answer({ ...item, score: { raw: 33.33 } }),
    { response: "a", duration: "PT1S", success: false, score: { scaled: 0.3333, raw: 33.33, min: 0, max: 100 } });
  assert.equal("score" in statements.answer(item), false);
});
