// A sentence that the learner confirms with the claim.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, view } = kit;

  const boxes = () => kit.dom.all("#claim .attest-box");

  const { renderClaim } = view;
  view.renderClaim = function (run) {
    renderClaim(run);
    for (const box of progress.claimed(run.state) ? boxes() : []) box.checked = true;
  };

  // It stands beside both buttons; one of them is shown.
  kit.asks.push(function ({ keep }) {
    const box = boxes().find((each) => !each.closest("[hidden]"));
    const form = box.closest(".attest");
    view.problem(form, box.checked ? "" : word("attest"), box);
    if (!box.checked) return null;
    return () => {
      keep.tell({ role: "attestation", id: "attestation", type: "true-false", response: ["true"] });
      keep.reach("told", { name: "attested" });
    };
  });
})();
