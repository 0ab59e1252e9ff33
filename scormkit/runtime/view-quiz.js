// The page of a test: questions, what was answered, verdicts and what to do next. No clock, no driver, no decisions.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, marking, progress, view } = kit;
  const { one, all, byId, text, hide, clone, make } = kit.dom;

  const fieldsets = (quiz) => all(".question", byId("quiz-" + quiz.id));
  const questionOf = (quiz, fieldset) => quiz.questions.find(({ id }) => id === fieldset.dataset.question);
  const kindOf = (fieldset) => kit.kinds[fieldset.dataset.kind];

  function renderFeedback(fieldset, question, response, revealed) {
    const box = one(".feedback", fieldset);
    const root = fieldset.closest(".section");
    const part = marking.score(question, response);
    const verdict = part === 1 ? "right" : part ? "partly" : "wrong";
    if (part !== null) box.append(make("p", "verdict " + verdict, word(verdict)));
    for (const value of revealed ? kindOf(fieldset).chosen(fieldset) : []) {
      box.append(clone('[data-option-feedback="' + question.id + '"][data-option="' + value + '"]', root) || "");
    }
    if (revealed) box.append(clone('[data-rationale="' + question.id + '"]', root) || "");
    hide(box, !box.textContent);
  }

  function renderQuestion(model, quiz, own, fieldset) {
    const question = questionOf(quiz, fieldset);
    const kind = kindOf(fieldset);
    const response = own.answers[question.id] ? own.answers[question.id].response : [];
    const over = own.count > 0 && !own.open;
    const shown = over && response.length > 0;
    const revealed = progress.reveals(quiz, own);
    kind.restore(fieldset, response);
    fieldset.disabled = over || model.visit.mode !== "normal" || !model.visit.started;
    for (const mark of all(".mark", fieldset)) mark.remove();
    clear(fieldset);
    kind.mark(fieldset, question, shown ? response : [], shown && revealed);
    if (shown) renderFeedback(fieldset, question, response, revealed);
  }

  // Pages that serve the objectives of the questions that went wrong.
  function renderReview(model, quiz, own, list) {
    const missed = own.passed ? [] : marking.missed(quiz, own.answers);
    const pages = model.data.sections.filter(({ objectives }) => (objectives || []).some((id) => missed.includes(id)));
    list.replaceChildren(...pages.map(({ id }) => {
      const link = make("a", "", one('#contents [data-section="' + id + '"]').textContent);
      link.href = "#" + id;
      return make("li", "", link);
    }));
    list.setAttribute("aria-label", word("reviewPages"));
    hide(list, pages.length === 0);
  }

  function renderQuiz(model, quiz) {
    const own = progress.quizState(model.state, quiz.id);
    const root = byId("quiz-" + quiz.id);
    const over = own.count > 0 && !own.open;
    const result = one(".result", root);
    for (const fieldset of fieldsets(quiz)) renderQuestion(model, quiz, own, fieldset);
    view.problem(root, "");
    hide(one(".submit", root), over || model.visit.mode !== "normal");
    hide(result, !over);
    if (!over) return;
    text(one("h2, h3", result), word(own.passed ? "passed" : "notPassed"));
    const score = word("score", { score: own.last, passing: quiz.passing });
    text(one(".score", result), own.best > own.last ? score + " " + word("bestScore", { best: own.best }) : score);
    text(one(".next-step", result), word(...progress.nextStep(quiz, own)));
    renderReview(model, quiz, own, one(".review", result));
    hide(one(".again", result), own.passed || progress.exhausted(quiz, own) || model.visit.mode !== "normal");
  }

  function clear(fieldset) {
    one(".feedback", fieldset).replaceChildren();
    hide(one(".feedback", fieldset), true);
  }

  // Each question without an answer says so, the alert how many there are, and the focus goes to the first.
  function showMissing(quiz, missing) {
    const open = fieldsets(quiz).filter((fieldset) => missing.includes(questionOf(quiz, fieldset)));
    for (const fieldset of open) {
      clear(fieldset);
      one(".feedback", fieldset).append(make("p", "verdict wrong", word("noAnswer")));
      hide(one(".feedback", fieldset), false);
    }
    const first = one("input, select, textarea", open[0]);
    view.problem(byId("quiz-" + quiz.id), word("unanswered", { n: missing.length }), first);
  }

  function showAnswering(quiz, fieldset) {
    clear(fieldset);
    view.problem(byId("quiz-" + quiz.id), "");
  }

  const showResult = (quiz) => one(".result", byId("quiz-" + quiz.id)).focus();
  const readAnswer = (fieldset) => kindOf(fieldset).read(fieldset);

  Object.assign(view, { renderQuestion, renderQuiz, showMissing, showAnswering, showResult, readAnswer });
})();
