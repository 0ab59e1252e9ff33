// A word or a few, compared with the accepted ones.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { field, folded, trimmed } = kit.writing;

  function score({ correct, exact }, [text = ""]) {
    const said = exact ? trimmed : folded;
    return Number(correct.some((variant) => said(variant) === said(text)));
  }

  kit.kinds["fill-in"] = field(score);
})();
