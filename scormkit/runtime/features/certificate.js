// What a certificate says to one profession only.
"use strict";
(function () {
  const { view, dom } = globalThis.scormkit;

  const { renderCertificate } = view;
  view.renderCertificate = function (run, slots) {
    renderCertificate(run, slots);
    const parts = dom.all("#certificate-sheet [data-for]");
    for (const part of parts) if (part.dataset.for !== run.state.profession) part.remove();
  };
})();
