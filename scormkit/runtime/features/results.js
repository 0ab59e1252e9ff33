// What was right for each learning objective, how many attempts there are, and how long an attempt took.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, marking, view } = kit;
  const { all, one, byId, make } = kit.dom;

  // {objective: [right, asked]} of an attempt; nothing where its answers are no longer kept.
  function tally(quiz, own) {
    const found = {};
    const { marks } = marking.mark(quiz, own.answers);
    for (const { id, objective } of quiz.questions) {
      if (marks[id] === null || !own.answers[id] || !objective) continue;
      found[objective] = found[objective] || [0, 0];
      found[objective][0] += marks[id] ? 1 : 0;
      found[objective][1] += 1;
    }
    return found;
  }

  const cell = (tag, words, scope) => {
    const made = make(tag, "", words);
    if (scope) made.setAttribute("scope", scope);
    return made;
  };

  function row(cells) {
    const made = make("tr", "", "");
    made.append(...cells);
    return made;
  }

  function table(data, now, before) {
    const heads = ["objective", ...(before ? ["before"] : []), "right"];
    const share = (found) => (found ? word("share", { right: found[0], asked: found[1] }) : "–");
    const asked = Object.entries(data.objectives).filter(([id]) => now[id]);
    const lines = asked.map(([id, words]) => row([cell("th", words, "row"),
      ...(before ? [cell("td", share(before[id]))] : []), cell("td", share(now[id]))]));
    const made = make("table", "", make("caption", "", word("byObjective")));
    const head = make("thead", "", row(heads.map((key) => cell("th", word("column." + key), "col"))));
    const body = make("tbody", "", "");
    body.append(...lines);
    made.append(head, body);
    return make("div", "table by-objective", made);
  }

  // The pre-test, where it was taken.
  function before({ data, state }, quiz) {
    const found = quiz.role === "post-test" && data.quizzes.find(({ role }) => role === "pre-test");
    const own = found && progress.quizState(state, found.id);
    if (!own || !own.count) return null;
    const asked = found.questions.filter(({ id }) => own.answers[id]);
    return tally({ ...found, questions: asked }, own);
  }

  function spent(own) {
    const seconds = Object.values(own.answers).reduce((sum, answer) => sum + answer.seconds, 0);
    return seconds >= 1 ? word("spent", { minutes: Math.max(1, Math.round(seconds / 60)) }) : "";
  }

  function renderAttempt(quiz, own, root) {
    const form = one("form.quiz", root);
    const words = word("attempt", { n: own.count + 1, of: quiz.attempts });
    if (quiz.attempts && own.open) form.before(make("p", "attempt added", words));
  }

  function renderOver(model, quiz, own, root) {
    const now = quiz.closed ? {} : tally(quiz, own);
    const list = one(".review", root);
    if (Object.keys(now).length) list.before(table(model.data, now, before(model, quiz)));
    for (const each of all(".by-objective", root)) each.classList.add("added");
    if (spent(own)) list.before(make("p", "spent added", spent(own)));
  }

  const { renderQuiz } = view;
  view.renderQuiz = (model, quiz) => {
    renderQuiz(model, quiz);
    if (!quiz.byObjective) return;
    const root = byId("quiz-" + quiz.id);
    const own = progress.quizState(model.state, quiz.id);
    for (const old of all(".added", root)) old.remove();
    if (own.count > 0 && !own.open) renderOver(model, quiz, own, root);
    else renderAttempt(quiz, own, root);
  };
})();
