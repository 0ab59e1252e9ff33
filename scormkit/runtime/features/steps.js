// Quizzes that are answered one question at a time: each checked and explained by itself ("atOnce"), or one in sight
// after the other ("one").
//
// own.more.e: ".key.key…", the questions whose answers are final and told although the attempt goes on.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, merging, marking, view, acts } = kit;
  const { one, all, byId, text, hide, make } = kit.dom;
  const models = new Map(); // quiz id → what it was last shown with
  const places = new Map(); // quiz id → which question is in sight

  const final = ({ more }) => (more && typeof more.e === "string" ? more.e.split(".") : []);
  const isFinal = (own, question) => final(own).includes(question.key);
  const ownOf = ({ state }, quiz) => progress.quizState(state, quiz.id);
  const isOver = (own) => own.count > 0 && !own.open;
  const rootOf = (quiz) => byId("quiz-" + quiz.id);
  const fieldsetOf = (quiz, { id }) => one('.question[data-question="' + id + '"]', rootOf(quiz));

  function button(name, words) {
    const made = make("button", name, words);
    made.type = "button";
    return made;
  }

  // ---- at once

  function renderChecked(model, quiz, own, question) {
    const fieldset = fieldsetOf(quiz, question);
    const shut = isFinal(own, question) || isOver(own);
    const made = one(".check-answer", fieldset) || button("check-answer primary", word("checkAnswer"));
    if (!made.isConnected) one(".feedback", fieldset).before(made);
    hide(made, shut || model.visit.mode !== "normal");
    if (shut && own.open) view.renderQuestion(model, quiz, { ...own, count: 1, open: false }, fieldset);
  }

  function check(run, quiz, question) {
    const own = run.state.quizzes[quiz.id] = run.state.quizzes[quiz.id] || progress.freshQuiz();
    if (!acts.working(run) || !own.open || !acts.isOpen(run, run.section) || isFinal(own, question)) return;
    const alone = { ...quiz, questions: [question] };
    if (marking.missing(alone, own.answers).length) return void view.showMissing(quiz, [question]);
    acts.tellAnswer(run, quiz, question, { ...own, count: own.count + 1 }, marking.mark(alone, own.answers));
    own.more = { ...own.more, e: [...final(own), question.key].join(".") };
    const over = quiz.questions.every((each) => isFinal(own, each));
    if (over) acts.submit(run);
    else view.renderQuiz(run, quiz);
    run.keep.save();
    one(".feedback", fieldsetOf(quiz, question)).focus();
  }

  // What was told when it was checked is not told again when the attempt is over.
  const { keeper } = kit;
  kit.keeper = (run, kept) => {
    const keep = keeper(run, kept);
    function isTold({ role, quiz: id, question }) {
      const own = role === "question" && run.state.quizzes[id];
      return own && !own.open && isFinal(own, progress.quizOf(run.data, id).questions.find((each) => each.id === question));
    }
    return { ...keep, tell: (item) => { if (!isTold(item)) keep.tell(item); } };
  };

  // Of two windows each may have checked another question.
  const { mergeQuiz } = merging;
  merging.mergeQuiz = (mine, other) => {
    const merged = mergeQuiz(mine, other);
    if (!mine || !other || !merged.open || mine.count !== other.count) return merged;
    const both = Array.from(new Set([...final(mine), ...final(other)]));
    return both.length ? { ...merged, more: { ...merged.more, e: both.join(".") } } : merged;
  };

  // ---- one at a time

  function place(quiz, own) {
    const open = quiz.questions.findIndex((each) => (quiz.atOnce ? !isFinal(own, each) : !own.answers[each.id]));
    if (!places.has(quiz.id)) places.set(quiz.id, Math.max(0, open));
    return Math.min(places.get(quiz.id), quiz.questions.length - 1);
  }

  function bar(quiz) {
    const root = rootOf(quiz);
    if (!one(".steps", root)) {
      const made = make("div", "steps", button("step-back quiet", word("stepBack")));
      made.append(make("p", "step", ""), button("step-on primary", word("stepOn")));
      one(".step", made).setAttribute("role", "status");
      one(".problem", root).before(made);
    }
    return one(".steps", root);
  }

  // Whether this is what the case of a question has told until then.
  const tells = (stage, quiz, question) => stage.dataset.case === question.case &&
    Boolean(stage.compareDocumentPosition(fieldsetOf(quiz, question)) & 4); // DOCUMENT_POSITION_FOLLOWING

  function renderOne(model, quiz, own) {
    const over = isOver(own);
    const at = place(quiz, own);
    const last = at === quiz.questions.length - 1;
    if (over) places.delete(quiz.id);
    quiz.questions.forEach((each, index) => hide(fieldsetOf(quiz, each), !over && index !== at));
    for (const stage of all(".stage", rootOf(quiz))) hide(stage, !over && !tells(stage, quiz, quiz.questions[at]));
    const steps = bar(quiz);
    hide(steps, over);
    text(one(".step", steps), word("step", { n: at + 1, total: quiz.questions.length }));
    one(".step-back", steps).disabled = at === 0;
    one(".step-on", steps).disabled = last;
    hide(one(".submit", rootOf(quiz)), over || !last || model.visit.mode !== "normal");
  }

  function step(quiz, by) {
    const model = models.get(quiz.id);
    places.set(quiz.id, Math.max(0, place(quiz, ownOf(model, quiz)) + by));
    view.renderQuiz(model, quiz);
    const legend = one("legend", fieldsetOf(quiz, quiz.questions[place(quiz, ownOf(model, quiz))]));
    legend.setAttribute("tabindex", "-1");
    legend.focus();
  }

  const { renderQuiz, showMissing } = view;
  view.renderQuiz = (model, quiz) => {
    renderQuiz(model, quiz);
    if (!quiz.atOnce && !quiz.one) return;
    models.set(quiz.id, model);
    const own = ownOf(model, quiz);
    if (quiz.one) renderOne(model, quiz, own);
    for (const question of quiz.atOnce ? quiz.questions : []) renderChecked(model, quiz, own, question);
    if (quiz.atOnce) hide(one(".submit", rootOf(quiz)), true);
  };
  view.showMissing = (quiz, missing) => {
    const model = models.get(quiz.id);
    if (quiz.one) places.set(quiz.id, quiz.questions.findIndex(({ id }) => id === missing[0].id));
    if (quiz.one) renderOne(model, quiz, ownOf(model, quiz));
    showMissing(quiz, missing);
  };

  // ---- events

  // Enter does what the button at the question does.
  const { submit } = acts;
  acts.submit = (run) => {
    const quiz = progress.paper(run);
    const own = ownOf(run, quiz);
    const open = quiz.atOnce && own.open && quiz.questions.filter((each) => !isFinal(own, each));
    if (!open || !open.length) return void submit(run);
    const here = globalThis.document.activeElement.closest(".question");
    const question = open.find(({ id }) => here && here.dataset.question === id);
    if (question) check(run, quiz, question);
  };

  globalThis.document.addEventListener("click", ({ target }) => {
    const control = target.closest(".check-answer, .step-on, .step-back");
    const model = control && models.get(control.closest("[data-quiz]").dataset.quiz);
    if (!model) return;
    const quiz = progress.paper(model);
    const fieldset = control.closest(".question");
    if (fieldset) check(model, quiz, quiz.questions.find(({ id }) => id === fieldset.dataset.question));
    else step(quiz, control.classList.contains("step-on") ? 1 : -1);
  });
})();
