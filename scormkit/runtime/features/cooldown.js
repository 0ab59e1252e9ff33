// Time between two attempts, by the clock of this device.
//
// own.more.t: the minute in which the last attempt ended, to the base 36.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, view, acts } = kit;
  const { one, byId, text, hide } = kit.dom;
  const MINUTE = 60000;
  const LONGEST = 2147483647; // that a timer can wait
  const timers = new Map();

  const ended = ({ more }) => (more && /^[0-9a-z]{1,7}$/.test(more.t) ? parseInt(more.t, 36) : 0);

  // Milliseconds that are left. A clock that was set back makes them no more than the whole time.
  function left({ coolDown }, own) {
    if (!coolDown || own.open || own.passed) return 0;
    const whole = coolDown * MINUTE;
    return Math.min(whole, Math.max(0, ended(own) * MINUTE + whole - kit.now()));
  }

  const { record } = progress;
  progress.record = (own, result) => {
    record(own, result);
    own.more = { ...own.more, t: Math.ceil(kit.now() / MINUTE).toString(36) };
  };

  const { again } = acts;
  acts.again = (run) => {
    const quiz = progress.paper(run);
    if (!left(quiz, progress.quizState(run.state, quiz.id))) again(run);
  };

  function opens(language, wait) {
    const [now, then] = [new Date(kit.now()), new Date(kit.now() + wait)];
    const today = now.toDateString() === then.toDateString();
    const day = today ? {} : { day: "numeric", month: "long" };
    return new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit" }).format(then);
  }

  const { renderQuiz } = view;
  view.renderQuiz = (model, quiz) => {
    renderQuiz(model, quiz);
    const own = progress.quizState(model.state, quiz.id);
    const wait = progress.exhausted(quiz, own) ? 0 : left(quiz, own);
    globalThis.clearTimeout(timers.get(quiz.id));
    if (!wait) return;
    const result = one(".result", byId("quiz-" + quiz.id));
    const step = one(".next-step", result);
    hide(one(".again", result), true);
    text(step, step.textContent + " " + word("coolDown", { time: opens(model.data.language, wait) }));
    const due = () => { if (model.section.quiz === quiz.id) view.renderQuiz(model, progress.paper(model)); };
    timers.set(quiz.id, globalThis.setTimeout(due, Math.min(LONGEST, wait)));
  };

  kit.cooldown = { left };
})();
