// A dialog: which of two tellings of the work is meant, where the host does not say which attempt this is. No decisions.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word } = kit;
  const { byId, text } = kit.dom;

  const count = (values) => Object.keys(values).length;

  // What was found on this device, in figures.
  function summary({ pages, quizzes }) {
    const tests = Object.values(quizzes);
    const passed = tests.some((own) => own.passed);
    const tried = tests.some((own) => own.count);
    return word(passed ? "foundPassed" : tried ? "foundTried" : "foundRead", { pages: count(pages) });
  }

  // → whether to continue with what this device kept. It must be answered: Escape is no answer.
  const ask = (state) => new Promise((resolve) => {
    const dialog = byId("found");
    text(byId("found-summary"), summary(state));
    const answer = (kept) => () => {
      dialog.close();
      resolve(kept);
    };
    byId("found-continue").onclick = answer(true);
    byId("found-fresh").onclick = answer(false);
    dialog.oncancel = (event) => event.preventDefault();
    dialog.showModal();
  });

  kit.dialogs.ask = ask;
})();
