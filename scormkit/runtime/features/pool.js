// Tests that draw their questions, or shuffle them. What was drawn is kept with the attempt, so that it resumes exactly.
//
// own.more.d: "seed.key.key…", the questions in their order; a seed alone means all of them. The seed begins with the
// minute of the draw, so that of two draws one is later, and it orders the answers: by their ids, not by their places.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { progress, merging, view, acts } = kit;
  const { one, all, byId } = kit.dom;
  const DRAW = /^[0-9a-z]{6,8}(\.[\w-]{3,12})*$/;
  const SHUFFLED = ["choice", "multiple"]; // kinds whose answers have no order of their own
  const seen = new Set(); // what this visit was asked
  const papers = new Map(); // quiz id → by question its fieldset, and what its case tells before it

  const draws = ({ draw, pool, shuffle }) => Boolean(draw || pool || shuffle);
  const shuffles = ({ shuffle }, what) => shuffle === "both" || shuffle === what;
  const drawOf = ({ more }) => (more && typeof more.d === "string" && DRAW.test(more.d) ? more.d : "");
  const random = () => globalThis.crypto.getRandomValues(new Uint32Array(1))[0];

  // A question that the course no longer has is asked no more.
  function asked(quiz, own) {
    const [seed, ...keys] = drawOf(own).split(".");
    if (!seed) return own.count && !own.open ? quiz.questions.filter(({ id }) => own.answers[id]) : quiz.questions;
    if (!keys.length) return quiz.questions;
    return Array.from(new Set(keys), (key) => quiz.questions.find((each) => each.key === key)).filter(Boolean);
  }

  const { paper } = progress;
  progress.paper = (run) => {
    const quiz = paper(run);
    return draws(quiz) ? { ...quiz, questions: asked(quiz, progress.quizState(run.state, quiz.id)) } : quiz;
  };

  // ---- drawing

  // Questions of one case stay together.
  function shuffled(questions, rank = () => 0) {
    const units = new Map();
    for (const each of questions) units.set(each.case || each.id, [...(units.get(each.case || each.id) || []), each]);
    const lots = Array.from(units.values(), (unit) => [rank(unit[0]), random(), unit]);
    return lots.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , unit]) => unit);
  }

  // So many of them, first those that this visit has not asked yet. A case is taken where the rest can still be filled up;
  // where nothing else fits, its first questions are.
  function take(questions, count) {
    const units = shuffled(questions, ({ id }) => (seen.has(id) ? 1 : 0));
    const sums = [new Set([0])]; // how many questions the units from the end make
    for (const { length } of units.slice().reverse()) {
      sums.unshift(new Set([...sums[0], ...Array.from(sums[0], (sum) => sum + length).filter((sum) => sum <= count)]));
    }
    let wanted = Math.max(...sums[0]);
    const [taken, left] = [[], []];
    units.forEach((unit, index) => {
      const fits = sums[index + 1].has(wanted - unit.length);
      (fits ? taken : left).push(...unit);
      wanted -= fits ? unit.length : 0;
    });
    return taken.concat(left.slice(0, count - taken.length));
  }

  function draw(quiz) {
    const { questions, pool } = quiz;
    const minute = Math.floor(kit.now() / 60000).toString(36).padStart(5, "0");
    const seed = minute + (random() % 36).toString(36);
    const taken = pool ? pool.flatMap(([on, count]) => take(questions.filter(({ objective }) => objective === on), count))
      : quiz.draw ? take(questions, quiz.draw) : questions;
    if (taken === questions && !shuffles(quiz, "questions")) return seed;
    const order = shuffles(quiz, "questions") ? shuffled(taken).flat() : questions.filter((each) => taken.includes(each));
    return [seed, ...order.map(({ key }) => key)].join(".");
  }

  // The attempt begins when it is first seen.
  function begin(run, quiz) {
    const { state } = run;
    const before = progress.quizState(state, quiz.id);
    const has = drawOf(before) && asked(quiz, before).length;
    if (has || !before.open || !acts.working(run) || !acts.isOpen(run, run.section)) return;
    const own = state.quizzes[quiz.id] = { ...before, more: { d: draw(quiz) } };
    const ids = asked(quiz, own).map(({ id }) => id);
    own.answers = Object.fromEntries(Object.entries(own.answers).filter(([id]) => ids.includes(id)));
    run.keep.save();
  }

  // ---- showing

  function hash(text) {
    let value = 2166136261;
    for (const letter of text) value = Math.imul(value ^ letter.charCodeAt(0), 16777619);
    value = Math.imul(value ^ (value >>> 15), 2246822507);
    return (value ^ (value >>> 13)) >>> 0;
  }

  function shuffleAnswers(seed, { id }, fieldset) {
    const box = one(".options", fieldset);
    const rank = (answer) => hash(seed + " " + id + " " + one("input", answer).value);
    box.append(...Array.from(box.children).sort((a, b) => rank(a) - rank(b)));
  }

  function partsOf(form) {
    const parts = new Map();
    let stages = [];
    for (const element of all(".stage, .question", form)) {
      if (element.classList.contains("stage")) stages.push(element);
      else parts.set(element.dataset.question, { fieldset: element, stages: stages.splice(0) });
    }
    return parts;
  }

  // A question of a case stands behind all that the case tells before it, also where an earlier one is not asked.
  function laidOut(quiz, questions) {
    const parts = papers.get(quiz.id);
    const before = (each) => quiz.questions.slice(0, quiz.questions.indexOf(each) + 1).filter((other) =>
      other === each || (each.case && other.case === each.case));
    return Array.from(new Set(questions.flatMap((each) =>
      [...before(each).flatMap(({ id }) => parts.get(id).stages), parts.get(each.id).fieldset])));
  }

  // The page holds the questions of the attempt and no others, in their order.
  function arrange(quiz, own) {
    const form = one("form.quiz", byId("quiz-" + quiz.id));
    const questions = asked(quiz, own);
    const shown = questions.map(({ id }) => id).join();
    if (!form || form.dataset.shown === shown + drawOf(own)) return;
    form.dataset.shown = shown + drawOf(own);
    if (!papers.has(quiz.id)) papers.set(quiz.id, partsOf(form));
    const others = Array.from(form.children).filter((element) => !element.matches(".stage, .question"));
    form.replaceChildren(...laidOut(quiz, questions), ...others);
    const [seed] = drawOf(own).split(".");
    for (const each of shuffles(quiz, "answers") && seed ? questions : []) {
      if (SHUFFLED.includes(each.kind)) shuffleAnswers(seed, each, papers.get(quiz.id).get(each.id).fieldset);
    }
  }

  const { renderFrame } = view;
  view.renderFrame = (run) => {
    const { section, data, state } = run;
    for (const id of section.quiz ? [section.quiz] : section.checks || []) {
      const quiz = progress.quizOf(data, id);
      if (!draws(quiz)) continue;
      begin(run, quiz);
      const own = progress.quizState(state, id);
      if (drawOf(own)) for (const each of asked(quiz, own)) seen.add(each.id);
      arrange(quiz, own);
    }
    renderFrame(run);
  };

  // ---- two windows: answers belong to the draw for which they were given

  const { mergeQuiz } = merging;
  merging.mergeQuiz = (mine, other) => {
    const merged = mergeQuiz(mine, other);
    if (!mine || !other || drawOf(mine) === drawOf(other)) return merged;
    return { ...merged, answers: (drawOf(mine) === drawOf(merged) ? mine : other).answers };
  };

  kit.pool = { asked, draw };
})();
