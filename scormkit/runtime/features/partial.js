// Questions of which a part counts: what is told of an answer says how much of it was right.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { progress, marking } = kit;

  // → {raw}, a percentage of one question; none where all or nothing counts, or nobody judges
  function scoreOf(data, { question: id, quiz, response }) {
    const { role, questions } = progress.quizOf(data, quiz);
    const question = questions.find((each) => each.id === id);
    if (!question.partial || role === "evaluation") return {};
    return { score: { raw: Math.round(marking.score(question, response) * 10000) / 100 } };
  }

  const { keeper } = kit;
  kit.keeper = function (run, kept) {
    const keep = keeper(run, kept);
    const { tell } = keep;
    keep.tell = (item) => tell(item.role === "question" ? { ...item, ...scoreOf(run.data, item) } : item);
    return keep;
  };
})();
