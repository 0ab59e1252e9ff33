// A case that is told in stages: a later stage, and the questions after it, wait until those before are answered and the
// learner goes on; then the answers before stay as they are. Where nobody answers, all can be read.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { view, progress, word } = kit;
  const { all, one, make, byId } = kit.dom;
  const opened = new Set(); // stages that this window was shown before anything after them was answered
  const waiting = new Set(); // questions behind a stage that was not told yet
  let shown = null; // what quizzes were last shown with

  const rootOf = (quiz) => byId("quiz-" + quiz.id);
  const questionOf = (quiz, fieldset) => quiz.questions.find(({ id }) => id === fieldset.dataset.question);
  const isOver = (own) => own.count > 0 && !own.open;

  // Each case as its parts in order: {stages, questions}, both as elements.
  function casesOf(quiz) {
    const cases = {};
    for (const element of all(".stage, .question", rootOf(quiz))) {
      const stage = element.dataset.case;
      const id = stage || (questionOf(quiz, element) || {}).case;
      if (!id) continue;
      const parts = cases[id] = cases[id] || [];
      const last = parts[parts.length - 1];
      if (stage && (!last || last.questions.length)) parts.push({ stages: [element], questions: [] });
      else if (last) last[stage ? "stages" : "questions"].push(element);
    }
    return Object.values(cases);
  }

  // Whether a question was entered, and whether it holds the case up. One that is checked by itself counts when it was.
  function standing(quiz, own, question) {
    const given = own.answers[question.id] ? own.answers[question.id].response : [];
    const final = String((own.more || {}).e || "").split(".").includes(question.key);
    if (quiz.atOnce) return { entered: final, open: !final };
    return { entered: given.length > 0, open: !question.optional && !kit.kinds[question.kind].answered(question, given) };
  }

  function goOn(quiz, part, key) {
    opened.add(key);
    view.renderQuiz(shown, quiz);
    const title = one(".box-title", part.stages[0]) || part.stages[0];
    title.setAttribute("tabindex", "-1");
    title.focus();
  }

  function offer(quiz, part, key, held) {
    const box = make("div", "next-stage", make("p", "", word("caseGoesOn")));
    const next = make("button", "quiet", word("goOn"));
    next.type = "button";
    next.disabled = held;
    next.addEventListener("click", () => goOn(quiz, part, key));
    box.append(next);
    part.stages[0].before(box);
  }

  function tell(quiz, own, parts, isOpen) {
    const states = parts.map(({ questions }) => questions.map((each) => standing(quiz, own, questionOf(quiz, each))));
    const keys = parts.map(({ stages: [{ dataset }] }, index) => [quiz.id, own.count, dataset.case, index].join(" "));
    const begun = (index) => opened.has(keys[index]) || states[index].some(({ entered }) => entered);
    let told = parts.length - 1;
    while (isOpen && told > 0 && !begun(told)) told -= 1;
    const next = parts[told + 1];
    const inSight = Boolean(next) && next.questions.some(({ hidden }) => !hidden);
    for (const [index, { stages, questions }] of parts.entries()) {
      for (const fieldset of questions) {
        if (index > told) waiting.add(fieldset.dataset.question);
        if (isOpen && index < told && !quiz.atOnce) fieldset.disabled = true;
      }
      if (index > told || !quiz.one) for (const element of [...stages, ...questions]) element.hidden = index > told;
    }
    const held = states.slice(0, told + 1).flat().some(({ open }) => open);
    if (next && (inSight || !quiz.one)) offer(quiz, next, keys[told + 1], held);
  }

  function render(quiz) {
    const own = progress.quizState(shown.state, quiz.id);
    for (const box of all(".next-stage", rootOf(quiz))) box.remove();
    for (const { id } of quiz.questions) waiting.delete(id);
    for (const parts of casesOf(quiz)) tell(quiz, own, parts, shown.visit.mode === "normal" && !isOver(own));
  }

  const { renderQuiz, showAnswering, showMissing } = view;
  view.renderQuiz = (model, quiz) => {
    shown = model;
    renderQuiz(model, quiz);
    render(quiz);
  };
  // With the answer the case may go on.
  view.showAnswering = (quiz, fieldset) => {
    showAnswering(quiz, fieldset);
    if (!quiz.one) render(quiz);
  };
  // What waits cannot be answered yet: the learner is brought to what comes before it.
  view.showMissing = (quiz, missing) => {
    const now = missing.filter(({ id }) => !waiting.has(id));
    if (now.length) return void showMissing(quiz, now);
    if (quiz.one) showMissing(quiz, missing);
    if (quiz.one) render(quiz);
    return void view.problem(rootOf(quiz), word("caseGoesOn"), one(".next-stage button", rootOf(quiz)));
  };
})();
