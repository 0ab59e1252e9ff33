// Two dialogs: which of two tellings of the work is meant, and the log for support staff. No decisions.
"use strict";
(function () {
  const kit = globalThis.scormkit;
  const { word } = kit;
  const { byId, text } = kit.dom;

  const count = (values) => Object.keys(values).length;

  // What was found on this device, in figures.
  function summary({ pages, quizzes }) {
    const tests = Object.values(quizzes);
    const passed = tests.some((own) => own.passed);
    const tried = tests.some((own) => own.count);
    return word(passed ? "foundPassed" : tried ? "foundTried" : "foundRead", { pages: count(pages) });
  }

  // → whether to continue with what this device kept. It must be answered: Escape is no answer.
  const ask = (state) => new Promise((resolve) => {
    const dialog = byId("found");
    text(byId("found-summary"), summary(state));
    const answer = (kept) => () => {
      dialog.close();
      resolve(kept);
    };
    byId("found-continue").onclick = answer(true);
    byId("found-fresh").onclick = answer(false);
    dialog.oncancel = (event) => event.preventDefault();
    dialog.showModal();
  });

  const line = ({ at, event, detail }) => new Date(at).toISOString() + "  " + event + (detail ? "  " + detail : "");

  function facts() {
    const { dataset } = globalThis.document.documentElement;
    const driver = kit.driver ? kit.driver.name : "";
    return [dataset.course + " " + dataset.version, driver, globalThis.navigator.userAgent].join("  ");
  }

  // The clipboard is missing on plain HTTP: then the text is selected, and copied in the old way where there is one.
  async function copy(area, said) {
    area.focus();
    area.select();
    try {
      await globalThis.navigator.clipboard.writeText(area.value);
    } catch (error) {
      if (!globalThis.document.execCommand("copy")) return text(said, word("logSelected"));
    }
    return text(said, word("logCopied"));
  }

  function log() {
    const dialog = byId("log");
    byId("log-text").value = [facts(), ...kit.entries().map(line)].join("\n");
    text(byId("log-said"), "");
    byId("log-copy").onclick = () => copy(byId("log-text"), byId("log-said"));
    byId("log-close").onclick = () => dialog.close();
    if (!dialog.open) dialog.showModal();
  }

  kit.dialogs = { ask, copy, log };
})();
