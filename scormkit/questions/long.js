// The learner's own words, kept as they are written.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const score = () => null;
  kit.kinds.long = kit.writing.field(score, (text) => text.trim());
})();
