// What features keep of an attempt: what was drawn, what is final, when it ended.
import assert from "node:assert/strict";
import test from "node:test";
import { course, question } from "./course.mjs";
import { PURE, load } from "./load.mjs";

const MINUTE = 60000;
const BANK = Array.from({ length: 20 }, (_, index) => ({ ...question(index), key: "k" + String(index).padStart(2, "0") }));
const names = (questions) => questions.map(({ id }) => id);

// The pure scripts with features on them, and nothing to look at. Chance is counted, so that every run is the same.
function kitWith(...features) {
  let turn = 0;
  const window = { setTimeout: () => 0, clearTimeout() {}, document: { addEventListener() {} },
    crypto: { getRandomValues: (array) => array.fill((turn = (turn * 1103515245 + 12345) % 2147483648)) } };
  window.window = window;
  const kit = load(window, PURE);
  kit.now = () => kit.time;
  Object.assign(kit, { time: Date.parse("2026-11-22T10:00:00Z"), view: { renderFrame() {}, renderQuiz() {}, showMissing() {} },
    acts: { working: () => true, isOpen: () => true, again: (run) => { run.opened = true; }, submit() {} },
    keeper: (run) => ({ tell: (item) => run.told.push(item), save() {} }) });
  return load(window, features.map((name) => `runtime/features/${name}.js`));
}

// A visit that stands at the quiz, before anything is shown there.
function visit(kit, quiz, questions = BANK) {
  const data = course({ questions, quiz: { ...quiz } });
  const run = { data, state: kit.progress.fresh(), visit: {}, told: [], section: data.sections.find(({ kind }) => kind === "quiz") };
  return Object.assign(run, { keep: kit.keeper(run) });
}

// The page is not there, only what would be on it.
function shown(kit, run) {
  try {
    kit.view.renderFrame(run);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // there is no form
  }
  return kit.progress.paper(run).questions;
}
const own = (run) => run.state.quizzes.test;
const resumed = (kit, run, data = run.data) => kit.progress.decode(data, kit.progress.encode(run.data, run.state, 4096));

test("an attempt draws as many as it says, each once, in the order of the file", () => {
  const kit = kitWith("pool");
  const drawn = names(shown(kit, visit(kit, { draw: 7 })));
  assert.equal(new Set(drawn).size, 7);
  assert.deepEqual(drawn, names(BANK).filter((id) => drawn.includes(id)));
});

test("a pool draws so many on each objective", () => {
  const kit = kitWith("pool");
  const drawn = shown(kit, visit(kit, { pool: [["when", 3], ["how", 2]], shuffle: "questions" }));
  assert.deepEqual(drawn.map(({ objective }) => objective).sort(), ["how", "how", "when", "when", "when"]);
});

test("shuffled questions stand in another order, and all are there", () => {
  const kit = kitWith("pool");
  const drawn = names(shown(kit, visit(kit, { shuffle: "questions" })));
  assert.notDeepEqual(drawn, names(BANK));
  assert.deepEqual(drawn.slice().sort(), names(BANK).sort());
});

test("where only answers are shuffled the state keeps no question", () => {
  const kit = kitWith("pool");
  const run = visit(kit, { shuffle: "answers" });
  assert.deepEqual(names(shown(kit, run)), names(BANK));
  assert.match(own(run).more.d, /^[0-9a-z]{6}$/);
});

test("a resumed attempt is exactly the same", () => {
  const kit = kitWith("pool");
  const run = visit(kit, { draw: 7, shuffle: "both" });
  const before = names(shown(kit, run));
  own(run).answers[before[3]] = { response: ["a"], seconds: 4 };
  const again = { ...run, state: resumed(kit, run) };
  assert.deepEqual(names(shown(kit, again)), before);
  assert.deepEqual(again.state.quizzes.test, own(run));
});

test("an update that adds questions and moves them disturbs no attempt; one that is gone is asked no more", () => {
  const kit = kitWith("pool");
  const run = visit(kit, { draw: 7, shuffle: "both" });
  const before = names(shown(kit, run));
  const gone = before[2];
  const later = [{ ...question(90), key: "k90" }, ...BANK.slice().reverse().filter(({ id }) => id !== gone)];
  const data = course({ questions: later, quiz: { draw: 7, shuffle: "both" } });
  const again = { ...run, data, state: resumed(kit, run, data) };
  assert.deepEqual(names(shown(kit, again)), before.filter((id) => id !== gone));
});

test("an update that starts to draw begins the attempt with what it draws", () => {
  const kit = kitWith("pool");
  const run = visit(kit, {});
  run.state.quizzes.test = { ...kit.progress.freshQuiz(), answers: { "question-1": { response: ["a"], seconds: 1 } } };
  const data = course({ questions: BANK, quiz: { draw: 3 } });
  const again = { ...run, data, state: resumed(kit, run, data) };
  const drawn = names(shown(kit, again));
  assert.equal(drawn.length, 3);
  assert.deepEqual(Object.keys(again.state.quizzes.test.answers), drawn.filter((id) => id === "question-1"));
});

test("a new attempt draws anew, and first what this visit has not asked", () => {
  const kit = kitWith("pool");
  const run = visit(kit, { draw: 8 });
  const first = names(shown(kit, run));
  shown(kit, run); // seen
  Object.assign(own(run), { count: 1, open: true, answers: {}, more: undefined });
  const second = names(shown(kit, run));
  assert.deepEqual(second.filter((id) => first.includes(id)), []);
});

test("a draw is never short: of a case that does not fit, its first questions are drawn", () => {
  const kit = kitWith("pool");
  const bank = BANK.slice(0, 6).map((each, index) => ({ ...each, case: index < 5 ? "fever" : "" }));
  for (let turn = 0; turn < 20; turn += 1) {
    const drawn = names(shown(kit, visit(kit, { draw: 3 }, bank)));
    assert.equal(drawn.length, 3);
    assert.deepEqual(drawn.filter((id) => id !== names(bank)[5]), names(bank).slice(0, 2));
  }
});

test("questions of one case are drawn together and stay in their order", () => {
  const kit = kitWith("pool");
  const bank = BANK.map((each, index) => ({ ...each, case: index < 3 ? "fever" : "" }));
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const drawn = names(shown(kit, visit(kit, { draw: 10, shuffle: "both" }, bank)));
    const places = ["question-0", "question-1", "question-2"].map((id) => drawn.indexOf(id));
    const apart = places[0] >= 0 ? [0, 1, 2].map((step) => places[0] + step) : [-1, -1, -1];
    assert.deepEqual(places, apart);
    assert.equal(drawn.length, 10);
  }
});

test("a case that fits only instead of others leaves no gap", () => {
  const bank = BANK.slice(0, 3).map((each, index) => ({ ...each, case: index < 2 ? "fever" : "" }));
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const kit = kitWith("pool");
    for (let turn = 0; turn < attempt; turn += 1) shown(kit, visit(kit, { draw: 2 }, BANK)); // other chance
    assert.deepEqual(names(shown(kit, visit(kit, { draw: 2 }, bank))), ["question-0", "question-1"]);
  }
});

test("of two windows that drew, both have what was drawn later, with its answers only", () => {
  const kit = kitWith("pool");
  const [one, other] = [visit(kit, { draw: 5 }), visit(kit, { draw: 5 })];
  for (const run of [one, other]) {
    for (const { id } of shown(kit, run)) own(run).answers[id] = { response: ["a"], seconds: 1 };
    kit.time += 2 * MINUTE;
  }
  const merged = [kit.merging.mergeQuiz(own(one), own(other)), kit.merging.mergeQuiz(own(other), own(one))];
  assert.deepEqual(merged[0], own(other));
  assert.deepEqual(merged[1], merged[0]);
});

test("of two windows in one attempt both answers stay", () => {
  const kit = kitWith("pool");
  const run = visit(kit, { draw: 5 });
  const [first, second] = names(shown(kit, run));
  const mine = { ...own(run), answers: { [first]: { response: ["a"], seconds: 1 } } };
  const theirs = { ...own(run), answers: { [second]: { response: ["b"], seconds: 1 } } };
  assert.deepEqual(Object.keys(kit.merging.mergeQuiz(mine, theirs).answers).sort(), [first, second].sort());
});

for (const more of ["abc", 7, [], { d: 7 }, { d: "x" }, { d: "000000.../..", e: {}, t: [] }, { d: "000000.k01.k01.zzz" }]) {
  test(`what a host returns as ${JSON.stringify(more)} is judged`, () => {
    const kit = kitWith("pool", "steps", "cooldown");
    const run = visit(kit, { draw: 5, coolDown: 5 });
    const wire = JSON.parse(kit.progress.encode(run.data, { ...run.state, quizzes: { test: kit.progress.freshQuiz() } }));
    wire.q.Qx1.m = more;
    run.state = kit.progress.decode(run.data, JSON.stringify(wire));
    const drawn = names(shown(kit, run));
    assert.equal(new Set(drawn).size, drawn.length);
    assert.ok(drawn.length > 0);
    assert.equal(kit.progress.quizState(run.state, "test").count, 0);
  });
}

test("what either window has checked for good stays so", () => {
  const kit = kitWith("steps");
  const base = { ...kit.progress.freshQuiz(), answers: { "question-1": { response: ["a"], seconds: 1 } } };
  const merged = kit.merging.mergeQuiz({ ...base, more: { e: ".k01" } }, { ...base, more: { e: ".k02" } });
  assert.deepEqual(merged.more.e.split(".").filter(Boolean).sort(), ["k01", "k02"]);
});

test("what was told when it was checked is told once", () => {
  const kit = kitWith("steps");
  const run = visit(kit, { atOnce: true });
  run.state.quizzes.test = { ...kit.progress.freshQuiz(), open: false, count: 1, more: { e: ".k01" } };
  for (const id of ["question-1", "question-2"]) run.keep.tell({ role: "question", quiz: "test", question: id });
  assert.deepEqual(run.told.map(({ question: id }) => id), ["question-2"]);
});

test("an evaluation is told once, under a name of its own, without verdict, right answer and points", () => {
  const kit = kitWith("roles");
  const run = visit(kit, { role: "evaluation" });
  const item = { role: "question", quiz: "test", question: "met", id: "q-met-1", right: false, correct: ["a"], points: 1, response: ["b"] };
  run.keep.tell(item);
  assert.deepEqual(run.told, [{ ...item, id: "eval-met", right: null, correct: [], points: 0 }]);
});

for (const role of ["check", "pre-test", "evaluation"]) {
  test(`nobody passes a quiz of the role ${role}, and it is done once it was answered`, () => {
    const kit = kitWith("roles");
    const run = visit(kit, { role, passing: 0 });
    const all = Object.fromEntries(BANK.map((each) => [each.id, { response: each.correct, seconds: 1 }]));
    assert.equal(kit.marking.mark(kit.progress.paper(run), all).passed, false);
    assert.equal(kit.progress.done(run.data, run.state, run.section), false);
    run.state.quizzes.test = { ...kit.progress.freshQuiz(), count: 1, open: false };
    assert.equal(kit.progress.done(run.data, run.state, run.section), true);
  });
}

test("a pre-test shows its answers when the post-test is over, and not before", () => {
  const kit = kitWith("roles");
  const run = visit(kit, {});
  const before = { ...run.data.quizzes[0], id: "before", key: "Qx0", role: "pre-test", attempts: 1, closed: true };
  run.data.quizzes.unshift(before);
  const over = { ...kit.progress.freshQuiz(), count: 1, open: false };
  Object.assign(run.state.quizzes, { before: over });
  const looked = () => kit.progress.reveals(kit.progress.paper({ ...run, section: { quiz: "before" } }), over);
  assert.equal(looked(), false);
  run.state.quizzes.test = { ...over, passed: true };
  assert.equal(looked(), true);
});

test("the next attempt waits for its time, and a clock that was set back makes the wait no longer", () => {
  const kit = kitWith("cooldown");
  const run = visit(kit, { coolDown: 10, attempts: 3 });
  const [quiz] = run.data.quizzes;
  run.state.quizzes.test = kit.progress.freshQuiz();
  kit.progress.record(own(run), { percent: 50, passed: false });
  run.state = resumed(kit, run);
  kit.acts.again(run);
  assert.equal(run.opened, undefined);
  kit.time += 9.5 * MINUTE;
  assert.equal(kit.cooldown.left(quiz, own(run)), MINUTE / 2);
  kit.time -= 900 * MINUTE;
  assert.equal(kit.cooldown.left(quiz, own(run)), 10 * MINUTE);
  kit.time += 901 * MINUTE;
  kit.acts.again(run);
  assert.equal(run.opened, true);
});
