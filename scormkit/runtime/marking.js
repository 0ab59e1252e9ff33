// Answers to points. Pure: no page, no clock, no standard.
"use strict";
(function () {
  // A response is right when it holds exactly the right answers, in any order.
  function right(question, response) {
    const given = new Set(response);
    return given.size === question.correct.length && question.correct.every((answer) => given.has(answer));
  }

  const points = (question) => Number(question.points) || 0;
  const sum = (questions) => questions.reduce((total, question) => total + points(question), 0);
  const response = (answers, question) => (answers[question.id] ? answers[question.id].response : []);

  // A percentage with two decimals at most that never rounds a failed test up to the passing score.
  function percent(earned, total, passing) {
    if (!(total > 0)) return 0;
    const exact = (earned * 100) / total;
    const rounded = Math.round(exact * 100) / 100;
    const fair = exact < passing && rounded >= passing ? Math.floor(exact * 100) / 100 : rounded;
    return Math.min(100, Math.max(0, fair));
  }

  // quiz and answers ({question id: {response}}) → what was right, and whether that is enough.
  function mark(quiz, answers) {
    const marks = {};
    for (const question of quiz.questions) marks[question.id] = right(question, response(answers, question));
    const earned = sum(quiz.questions.filter((question) => marks[question.id]));
    const total = sum(quiz.questions);
    const passing = Number(quiz.passing) || 0;
    return { marks, percent: percent(earned, total, passing), passed: earned * 100 >= passing * total - 1e-9 };
  }

  const missing = (quiz, answers) => quiz.questions.filter((question) => response(answers, question).length === 0);

  // The objectives of what was answered wrongly: the pages that serve them are worth another reading.
  function missed(quiz, answers) {
    const wrong = quiz.questions.filter((question) => answers[question.id] && !right(question, response(answers, question)));
    return Array.from(new Set(wrong.map(({ objective }) => objective).filter(Boolean)));
  }

  globalThis.scormkit.marking = { right, percent, mark, missing, missed };
})();
