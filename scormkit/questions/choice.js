// One answer out of several (radio buttons).
"use strict";
(function () {
  const kit = globalThis.scormkit;
  kit.kinds["choice"] = kit.ticks();
})();
