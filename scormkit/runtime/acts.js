// What the learner does, as changes of the state and words to the driver. Each act asks first whether it is allowed.
//
// run: {data, state, visit, section, thinking, keep, show, go}, made by session.js.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, marking, progress, view } = kit;
  const { byId, text } = kit.dom;
  // No 0/O, 1/I/L and no U: a reference is read aloud on the telephone.
  const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  // As the learner's calendar has it.
  const day = (time) => new Date(time - new Date(time).getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const working = (run) => run.visit.started && run.visit.mode === "normal" && !run.visit.ended;
  const isOpen = (run, section) => progress.lock(run.data, run.state, run.visit, section) === "";
  const may = (run, section = run.section) => working(run) && isOpen(run, section);
  const hasExpired = ({ data }) => kit.now() >= Date.parse(data.expires); // never later than no date
  const scaled = (raw) => ({ raw, min: 0, max: 100, scaled: raw / 100 });

  function reference() {
    const letters = [];
    while (letters.length < 12) {
      const [byte] = globalThis.crypto.getRandomValues(new Uint8Array(1));
      if (byte < 240) letters.push(ALPHABET[byte % 30]); // 240 = 8 × 30: every letter equally often
    }
    return letters.join("").replace(/(.{4})(?=.)/g, "$1-");
  }

  // ---- completion: the moment when every gate is met, once and for good

  function advance(run) {
    const { data, state, keep } = run;
    if (state.date || !progress.complete(data, state)) return;
    state.date = day(kit.now());
    state.reference = state.reference || reference();
    keep.tell({ role: "reference", id: "record-reference", type: "fill-in", response: [state.reference] });
    tellCompleted(run);
  }

  function tellCompleted({ data, state, keep }) {
    const tests = data.quizzes.filter(({ id, role }) => role === "post-test" && progress.quizState(state, id).count);
    const score = tests.length ? scaled(progress.quizState(state, tests[0].id).best) : null;
    const { profession, claims, expired } = state;
    keep.reach("completed", { score, profession, claims, reference: state.reference, expired });
  }

  // ---- front matter and pages

  function acknowledge(run) {
    const { data, state } = run;
    const box = byId("acknowledge-box");
    const form = byId("acknowledge");
    const asked = box && working(run) && !progress.done(data, state, data.sections[0]);
    if (asked && !box.checked) return view.problem(form, word("acknowledge"), box);
    view.problem(form, "");
    if (asked) {
      state.ack = progress.ackMark(data);
      run.keep.reach("acknowledged", { version: data.disclosures });
      advance(run);
    }
    return run.go(data.sections[1]);
  }

  function seen(run, section) {
    if (!may(run, section) || section.kind !== "page" || run.state.pages[section.id]) return;
    run.state.pages[section.id] = true;
    run.keep.reach("page", { id: section.id });
    advance(run);
    view.renderFrame(run);
    run.keep.save();
  }

  // ---- tests

  function ownQuiz({ state, section }) {
    state.quizzes[section.quiz] = state.quizzes[section.quiz] || progress.freshQuiz();
    return state.quizzes[section.quiz];
  }

  // Seconds go to the question that the learner changes: the time since the last change, or since the test was shown.
  function changed(run, fieldset) {
    const own = ownQuiz(run);
    if (!own.open || !may(run)) return;
    const id = fieldset.dataset.question;
    const before = own.answers[id] ? own.answers[id].seconds : 0;
    own.answers[id] = { response: view.readAnswer(fieldset), seconds: before + run.attention.seconds() - run.thinking };
    run.thinking = run.attention.seconds();
    view.showAnswering(progress.paper(run), fieldset);
    run.keep.save();
  }

  function submit(run) {
    const quiz = progress.paper(run);
    const own = ownQuiz(run);
    if (!own.open || !may(run)) return;
    const missing = marking.missing(quiz, own.answers);
    if (missing.length) return void view.showMissing(quiz, missing);
    const result = marking.mark(quiz, own.answers);
    progress.record(own, result);
    for (const question of quiz.questions) tellAnswer(run, quiz, question, own, result);
    tellResult(run, quiz, own, result);
    advance(run);
    run.show();
    view.showResult(quiz);
    run.keep.save();
  }

  function tellAnswer({ keep }, quiz, question, own, { marks }) {
    const { id, type, correct, points, objective, secret } = question;
    const { response, seconds } = own.answers[id] || { response: [] };
    if (!response.length) return; // it was free to answer
    keep.tell({ role: "question", id: "q-" + id + "-" + own.count, question: id, quiz: quiz.id, attempt: own.count, type,
      response: secret ? [] : response, correct, points, objective, seconds, right: marks[id] });
  }

  function tellResult({ keep }, quiz, own, { percent, passed }) {
    const last = progress.exhausted(quiz, own);
    const seconds = Object.values(own.answers).reduce((sum, answer) => sum + answer.seconds, 0);
    const detail = { quiz: quiz.id, role: quiz.role, score: scaled(percent), best: scaled(own.best), passed, last, seconds };
    keep.reach("attempted", detail);
    if (passed || last) keep.reach(passed ? "passed" : "failed", detail);
  }

  function again(run) {
    const own = ownQuiz(run);
    const quiz = progress.paper(run);
    if (!working(run) || own.open || own.passed || progress.exhausted(quiz, own)) return;
    Object.assign(own, { open: true, answers: {}, more: undefined });
    run.go(run.section);
  }

  // ---- claim: final, since an LMS opens the course for reading only once it is completed

  function claim(run) {
    const { data, state, keep } = run;
    if (progress.claimed(state) || !may(run)) return;
    if (!run.visit.expired && hasExpired(run)) return void expireNow(run);
    const { profession, amounts } = view.readClaim(data);
    const missing = !profession ? "chooseProfession" : Object.values(amounts).includes("") ? "chooseAmount" : "";
    view.problem(byId("claim-form"), missing && word(missing), missing && view.firstOpen(profession, amounts));
    if (missing) return;
    Object.assign(state, { profession, claims: amounts, reference: state.reference || reference() });
    keep.tell({ role: "profession", id: "profession", type: "fill-in", response: [profession] });
    for (const credit of data.credits.filter(({ id }) => amounts[id])) tellClaim(run, credit, amounts[credit.id]);
    settleClaim(run);
  }

  function tellClaim({ state, keep }, credit, amount) {
    const response = [amount === "declined" ? "0" : amount];
    keep.tell({ role: "claim", id: credit.claim, type: "numeric", response });
    keep.reach("claimed", { credit: credit.id, amount, profession: state.profession, reference: state.reference });
  }

  function claimNone(run) {
    if (progress.claimed(run.state) || !run.visit.expired || !may(run)) return;
    run.state.expired = true;
    settleClaim(run);
  }

  function settleClaim(run) {
    advance(run);
    run.show();
    view.showRecorded();
    run.keep.save();
  }

  // The page stood open over the last minute in which credit could be claimed.
  function expireNow(run) {
    run.visit.expired = true;
    run.show();
    text(byId("place"), word("expiredNow"));
    byId("claim-none").focus();
  }

  kit.acts = { day, isOpen, working, hasExpired, acknowledge, seen, changed, tellAnswer, submit, again, claim, claimNone,
    advance, tellCompleted };
})();
