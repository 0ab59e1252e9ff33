// A case that is told in stages: a later stage, and the questions after it, stay hidden until those before are answered
// and the learner goes on; then the answers before stay as they are. Where nobody answers, all can be read.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { view, progress, word } = kit;
  const { all, one, make, byId } = kit.dom;
  const opened = new Set(); // stages that this window was shown before anything after them was answered

  const questionOf = (quiz, fieldset) => quiz.questions.find(({ id }) => id === fieldset.dataset.question);
  const response = (own, { id }) => (own.answers[id] ? own.answers[id].response : []);

  // Each case as its parts in order: {stage, questions: [fieldset]}.
  function partsOf(root, quiz) {
    const cases = {};
    for (const element of all(".stage, .question", root)) {
      const stage = element.dataset.case;
      const own = stage || questionOf(quiz, element).case;
      if (!own) continue;
      cases[own] = cases[own] || [];
      if (stage) cases[own].push({ stage: element, questions: [] });
      else if (cases[own].length) cases[own][cases[own].length - 1].questions.push(element);
    }
    return Object.values(cases);
  }

  const hide = (part, hidden) => { for (const element of [part.stage, ...part.questions]) element.hidden = hidden; };

  function button(part, key, go) {
    const box = make("div", "next-stage", make("p", "", word("caseGoesOn")));
    const next = make("button", "quiet", word("goOn"));
    next.type = "button";
    next.addEventListener("click", () => {
      opened.add(key);
      go();
      const title = one(".box-title", part.stage) || part.stage;
      title.setAttribute("tabindex", "-1");
      title.focus();
    });
    box.append(next);
    part.stage.before(box);
    return next;
  }

  function tell(model, quiz, own, parts) {
    const open = model.visit.mode === "normal" && (own.count === 0 || own.open);
    const given = (each) => response(own, questionOf(quiz, each));
    const has = ({ questions }, is) => questions.some((each) => is(questionOf(quiz, each), given(each)));
    const unanswered = (question, said) => !question.optional && !kit.kinds[question.kind].answered(question, said);
    const keyOf = (index) => [quiz.id, own.count, parts[index].stage.dataset.case, index].join(" ");
    let told = parts.length - 1;
    const entered = (index) => opened.has(keyOf(index)) || has(parts[index], (question, said) => said.length > 0);
    while (open && told > 0 && !entered(told)) told -= 1;
    for (const [index, part] of parts.entries()) {
      hide(part, index > told);
      if (open && index < told) for (const fieldset of part.questions) fieldset.disabled = true;
    }
    if (told === parts.length - 1) return;
    const next = button(parts[told + 1], keyOf(told + 1), () => render(model, quiz));
    next.disabled = parts.slice(0, told + 1).some((part) => has(part, unanswered));
  }

  function render(model, quiz) {
    const root = byId("quiz-" + quiz.id);
    const own = progress.quizState(model.state, quiz.id);
    for (const box of all(".next-stage", root)) box.remove();
    for (const parts of partsOf(root, quiz)) tell(model, quiz, own, parts);
  }

  // The quiz is shown, or a question is answered: then the case is looked at again.
  let shown = null;
  const { renderQuiz, showAnswering, showMissing } = view;
  view.renderQuiz = (model, quiz) => {
    shown = model;
    renderQuiz(model, quiz);
    render(model, quiz);
  };
  view.showAnswering = (quiz, fieldset) => {
    showAnswering(quiz, fieldset);
    if (shown) render(shown, quiz);
  };
  // What is hidden cannot be answered yet: the learner is brought to what comes before it.
  view.showMissing = (quiz, missing) => {
    const seen = missing.filter(({ id }) => !one('[data-question="' + id + '"]', byId("quiz-" + quiz.id)).hidden);
    if (seen.length) return showMissing(quiz, seen);
    view.problem(byId("quiz-" + quiz.id), word("caseGoesOn"), one(".next-stage button", byId("quiz-" + quiz.id)));
    return undefined;
  };
})();
