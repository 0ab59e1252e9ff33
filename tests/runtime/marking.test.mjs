// Answers to points.
import assert from "node:assert/strict";
import test from "node:test";

import { KINDS, course, question } from "./course.mjs";
import { pure } from "./load.mjs";

const { marking, kinds } = pure();
const [choice, multiple, binary] = KINDS;
const quizOf = (questions, passing = 75) => course({ questions, quiz: { passing } }).quizzes[0];
const answers = (...pairs) => Object.fromEntries(pairs.map(([{ id }, response]) => [id, { response, seconds: 1 }]));

for (const [what, question_, response, wanted] of [
  ["the right choice", choice, ["b"], true],
  ["a wrong choice", choice, ["a"], false],
  ["no choice", choice, [], false],
  ["all that apply", multiple, ["a", "b"], true],
  ["all that apply, in another order", multiple, ["b", "a"], true],
  ["only some that apply", multiple, ["a"], false],
  ["one too many", multiple, ["a", "b", "c"], false],
  ["the same answer twice", multiple, ["a", "a"], false],
  ["true where it is true", binary, ["true"], true],
  ["false where it is true", binary, ["false"], false],
]) {
  test(`${what} is ${wanted ? "right" : "wrong"}`, () => assert.equal(marking.score(question_, response), wanted ? 1 : 0));
}

test("points weigh, and the passing score is reached at the score itself", () => {
  const heavy = { ...question(1), points: 3 };
  const light = question(2);
  const result = marking.mark(quizOf([heavy, light]), answers([heavy, ["b"]], [light, ["a"]]));
  assert.deepEqual(result, { marks: { "question-1": true, "question-2": false }, percent: 75, passed: true });
});

test("thirds are shown with two decimals", () => {
  const three = [question(1), question(2), question(3)];
  assert.equal(marking.mark(quizOf(three), answers([three[0], ["b"]], [three[1], ["b"]])).percent, 66.67);
});

test("a score is never rounded up to the passing score", () => {
  const result = marking.percent(79996, 100000, 80);
  assert.ok(result < 80);
});

test("fractions of points add up as people add them", () => {
  const tenths = Array.from({ length: 10 }, (_, index) => ({ ...question(index), points: 0.1 }));
  const eight = tenths.slice(0, 8).map((each) => [each, ["b"]]);
  assert.equal(marking.mark(quizOf(tenths, 80), answers(...eight)).passed, true);
});

test("a test without questions is no division by zero", () => {
  assert.equal(marking.mark(quizOf([]), {}).percent, 0);
});

test("missing answers are told in the order of the test", () => {
  assert.deepEqual(marking.missing(quizOf(KINDS), answers([KINDS[1], ["a"]], [KINDS[2], []])).map(({ id }) => id),
    ["question-1", "question-3", "question-4"]);
});

test("the objectives to read again are those answered wrongly, each once", () => {
  const given = answers([choice, ["a"]], [multiple, ["a", "b"]], [binary, ["false"]]);
  assert.deepEqual(marking.missed(quizOf(KINDS), given), ["when"]);
});

// ---- kinds: a fieldset of plain objects stands for the page's

function fieldset(values, ticked = []) {
  const inputs = values.map((value) => ({ value, checked: ticked.includes(value), disabled: false }));
  return { inputs, querySelectorAll: () => inputs };
}

for (const [name, values, ticked, response] of [
  ["choice", ["a", "b", "c"], ["b"], ["b"]],
  ["multiple", ["a", "b", "c"], ["a", "c"], ["a", "c"]],
  ["true-false", ["t", "f"], ["f"], ["false"]],
  ["true-false", ["f", "t"], ["t"], ["true"]],
]) {
  test(`${name} reads what is ticked (${ticked})`, () => {
    assert.deepEqual(kinds[name].read(fieldset(values, ticked)), response);
  });

  test(`${name} restores what it read (${ticked})`, () => {
    const fresh = fieldset(values);
    kinds[name].restore(fresh, response);
    assert.deepEqual(fresh.inputs.filter(({ checked }) => checked).map(({ value }) => value), ticked);
  });
}
