// Quizzes that nobody passes or fails: a pre-test, knowledge checks, an evaluation.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, marking, view } = kit;
  const { one, all, byId, text, hide, make } = kit.dom;

  const isTest = ({ role }) => role === "post-test";
  const testOf = (data) => data.quizzes.find(isTest);

  const { mark } = marking;
  marking.mark = (quiz, answers) => ({ ...mark(quiz, answers), ...(isTest(quiz) ? {} : { passed: false }) });

  const { done } = progress;
  progress.done = (data, state, section) => {
    const graded = section.kind !== "quiz" || isTest(progress.quizOf(data, section.quiz));
    return graded ? done(data, state, section) : progress.quizState(state, section.quiz).count > 0;
  };

  // "closed" keeps verdicts and answers back: in an evaluation always, in a pre-test until the post-test is over.
  function isClosed(quiz, { data, state }) {
    const test = testOf(data);
    if (!quiz.closed || quiz.role !== "pre-test" || !test) return quiz.closed && quiz.role !== "pre-test";
    const own = progress.quizState(state, test.id);
    return !own.passed && !progress.exhausted(test, own);
  }

  const { paper, reveals } = progress;
  progress.paper = (run) => {
    const quiz = paper(run);
    return { ...quiz, closed: isClosed(quiz, run) };
  };
  progress.reveals = (quiz, own) => !quiz.closed && reveals(quiz, own);

  // An evaluation has no right answers: it is told once, without a verdict.
  const told = (item) => ({ ...item, id: "eval-" + item.question, right: null, correct: [], points: 0 });
  const { keeper } = kit;
  kit.keeper = (run, kept) => {
    const keep = keeper(run, kept);
    const isOpinion = ({ role, quiz }) => role === "question" && progress.quizOf(run.data, quiz).role === "evaluation";
    return { ...keep, tell: (item) => keep.tell(isOpinion(item) ? told(item) : item) };
  };

  // ---- what is said after it

  function renderUngraded(quiz, own, root) {
    const result = one(".result", root);
    const opinion = quiz.role === "evaluation";
    text(one("h2, h3", result), word(opinion ? "thanks" : "answered"));
    text(one(".score", result), opinion ? "" : word("rightShare", { score: own.last }));
    const later = quiz.closed && !opinion ? " " + word("answersLater") : "";
    text(one(".next-step", result), word("after." + quiz.role) + later);
    if (quiz.closed) hide(one(".review", result), true);
    for (const box of quiz.closed ? all(".question .feedback", root) : []) {
      box.replaceChildren();
      hide(box, true);
    }
  }

  function renderComparison({ data, state }, own, root) {
    const before = data.quizzes.find(({ role }) => role === "pre-test");
    const { count, last } = before ? progress.quizState(state, before.id) : { count: 0 };
    for (const old of all(".comparison", root)) old.remove();
    if (count) one(".score", root).after(make("p", "comparison", word("comparison", { before: last, now: own.last })));
  }

  const { renderQuiz } = view;
  view.renderQuiz = (model, quiz) => {
    renderQuiz(model, quiz);
    const own = progress.quizState(model.state, quiz.id);
    if (!own.count || own.open) return;
    const root = byId("quiz-" + quiz.id);
    if (isTest(quiz)) renderComparison(model, own, root);
    else renderUngraded(quiz, own, root);
  };
})();
