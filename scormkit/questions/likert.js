// A step of a scale; none is right or wrong.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  kit.kinds.likert = { ...kit.ticks(), score: () => null };
})();
