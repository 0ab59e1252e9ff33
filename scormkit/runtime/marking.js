// Answers to points. Pure: no page, no clock, no standard.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const response = (answers, { id }) => (answers[id] ? answers[id].response : []);
  // What an answer is worth, 0 to 1; null where nobody marks it.
  const score = (question, given) => kit.kinds[question.kind].score(question, given);

  // A percentage with two decimals at most that never rounds a failed test up to the passing score.
  function percent(earned, total, passing) {
    if (!(total > 0)) return 0;
    const exact = (earned * 100) / total;
    const rounded = Math.round(exact * 100) / 100;
    const fair = exact < passing - 1e-9 && rounded >= passing ? Math.floor(exact * 100) / 100 : rounded;
    return Math.min(100, Math.max(0, fair));
  }

  // quiz and answers ({question id: {response}}) → what was right (null: not marked), and whether that is enough.
  function mark(quiz, answers) {
    const marks = {};
    let [earned, total] = [0, 0];
    for (const question of quiz.questions) {
      const points = Number(question.points) || 0;
      const part = score(question, response(answers, question));
      marks[question.id] = part === null ? null : part === 1;
      earned += points * part;
      total += part === null ? 0 : points;
    }
    const passing = Number(quiz.passing) || 0;
    return { marks, percent: percent(earned, total, passing), passed: earned * 100 >= passing * total - 1e-9 };
  }

  const missing = (quiz, answers) => quiz.questions.filter((question) =>
    !question.optional && !kit.kinds[question.kind].answered(question, response(answers, question)));

  // The objectives of what was answered wrongly: the pages that serve them are worth another reading.
  function missed(quiz, answers) {
    const wrong = quiz.questions.filter((question) =>
      answers[question.id] && ![1, null].includes(score(question, response(answers, question))));
    return Array.from(new Set(wrong.map(({ objective }) => objective).filter(Boolean)));
  }

  kit.marking = { score, percent, mark, missing, missed };
})();
