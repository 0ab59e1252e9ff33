// Every answer that applies (checkboxes); a SCORM and xAPI "choice" with several answers.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  kit.kinds["multiple"] = kit.ticks();
})();
