// What only some courses ask with the claim: each of kit.asks gives null, and says on the page what is missing, or what to
// tell before the claim itself.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { progress, view, acts } = kit;
  const asks = kit.asks = [];

  // Whether the claim would go through: else the page says why not.
  function ready(run) {
    const { profession, amounts } = view.readClaim(run.data);
    const chosen = run.visit.expired || (profession && !Object.values(amounts).includes("") && !acts.hasExpired(run));
    return chosen && acts.working(run) && !progress.claimed(run.state) && acts.isOpen(run, run.section);
  }

  const asking = (act) => function (run) {
    const tells = [];
    if (ready(run)) {
      view.problem(kit.dom.byId("claim-form"), "");
      tells.push(...asks.map((ask) => ask(run)));
    }
    if (tells.includes(null)) return;
    tells.forEach((tell) => tell());
    act(run);
  };

  Object.assign(acts, { claim: asking(acts.claim), claimNone: asking(acts.claimNone) });
})();
