// A step of a scale; none is right or wrong.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const ticks = kit.ticks();
  const mark = (fieldset, question, response) => ticks.mark(fieldset, question, response, false);
  kit.kinds.likert = { ...ticks, mark, score: () => null };
})();
