// Completion asks for the evaluation: sent, after the post-test and before the claim.
"use strict";
(function () {
  const { order, met, quizState } = globalThis.scormkit.progress;

  order.splice(order.indexOf("claim"), 0, "evaluation");
  met.evaluation = (data, state) =>
    data.quizzes.every(({ id, role }) => role !== "evaluation" || quizState(state, id).count > 0);
})();
