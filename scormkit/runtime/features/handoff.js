// The way to the provider's own claim page: shown with the certificate of a claim, with a record to copy.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word, progress, view, dialogs } = kit;
  const { byId, hide } = kit.dom;

  // Nothing of it is about the person: who claims says that on the provider's page.
  function record({ data, state }, { date, reference }, code) {
    const claims = view.claimed(data, state)
      .map(({ id, system }) => word("recordClaim", { claim: state.claims[id] + " " + system }));
    const lines = [word("recordActivity", { title: data.title, version: data.version }), word("recordCode", { code }),
      word("recordDate", { date }), word("recordReference", { reference }), ...claims];
    return lines.concat(data.specimen ? word("recordSpecimen") : []).join("\n");
  }

  const { renderCertificate } = view;
  view.renderCertificate = function (run, slots) {
    renderCertificate(run, slots);
    const part = byId("handoff");
    const area = byId("handoff-record");
    const open = progress.certificate(run.state, run.visit) === "credit";
    hide(part, !open);
    if (!area) return;
    area.value = open ? record(run, slots, part.dataset.code) : "";
    area.rows = area.value.split("\n").length + 2; // a line may take two
  };

  const { keeper } = kit;
  kit.keeper = function (run, kept) {
    const button = byId("handoff-copy");
    if (button) button.onclick = () => dialogs.copy(byId("handoff-record"), byId("handoff-said"));
    return keeper(run, kept);
  };
})();
