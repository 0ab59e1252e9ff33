// The time in which the learner was at it: the page in sight, and a sign of life not long ago. Idle and hidden time is
// time of the visit, but not of learning.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const IDLE = 300000; // milliseconds: a long page takes this long to read
  const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "scroll", "timeupdate"];

  function attention() {
    let total = 0;
    let since = kit.now();
    let sign = since;
    let away = false;

    function count() {
      const now = kit.now();
      if (!away) total += Math.max(0, Math.min(now, sign + IDLE) - since);
      since = now;
    }

    function alive() {
      count();
      sign = since;
    }

    function sight(visible) {
      count();
      away = !visible;
      sign = since;
    }

    function watch(document) {
      for (const name of SIGNS) document.addEventListener(name, alive, { capture: true, passive: true });
      document.addEventListener("visibilitychange", () => sight(document.visibilityState !== "hidden"));
    }

    const seconds = () => {
      count();
      return total / 1000;
    };
    return { alive, sight, watch, seconds };
  }

  kit.attention = attention;
})();
