// Completion, and the pages, ask for the pre-test: taken, whatever was answered.
"use strict";
(function () {
  const { order, met, quizState } = globalThis.scormkit.progress;

  order.splice(order.indexOf("pages"), 0, "pre-test");
  met["pre-test"] = (data, state) =>
    data.quizzes.every(({ id, role }) => role !== "pre-test" || quizState(state, id).count > 0);
})();
