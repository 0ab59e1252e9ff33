// A statement that holds or does not: radio buttons "t" and "f", reported as "true" and "false".
"use strict";
(function () {
  const kit = globalThis.scormkit;
  kit.kinds["true-false"] = kit.ticks((value) => (value === "t" ? "true" : "false"));
})();
